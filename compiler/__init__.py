"""The compiler: text in, render plan out. It never imports the runtime, nor any library that draws, speaks or encodes."""
