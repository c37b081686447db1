"""`dramac watch`: what is watched (`files`), what a save changed (`changes`), how it is said (`text`, `lines`), and the loop."""
