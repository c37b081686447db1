"""Adapters: one module for each way of calling a pipeline. See `ask`."""
