"""What is said when a package is not installed."""

from __future__ import annotations


class Missing(Exception):
    """A package that a format needs is not installed. The text says which, and after a colon how to get it."""
