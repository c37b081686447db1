"""Passes: pure functions that return a better plan. They never warn and never run anything; `pipeline.py` is their order."""
