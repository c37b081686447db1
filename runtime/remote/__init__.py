"""A store that several machines share: a bucket of an object store, or a folder on a disk that they all see."""
