"""A shelf of its own for every test, and a way to write a series."""

from tests_kept import shelf, write

__all__ = ["shelf", "write"]
