"""Benchmarks: each module has `run()`, which yields (what, figure) rows."""
