"""The models of a series on this machine: shown, fetched, pinned, asked for."""
