"""Random weights of the smallest sizes, one module for each adapter. See `ask`."""
