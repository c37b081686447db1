"""A store that several machines share: a bucket of an object store, or a folder on a disk that they all see."""

EXTRA = "pip install 'dramac[remote]'"
"""What brings the library that all of it needs, obstore."""
