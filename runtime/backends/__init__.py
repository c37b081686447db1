"""Backends, one file or folder each: what turns a task's parameters and inputs into its outputs."""
