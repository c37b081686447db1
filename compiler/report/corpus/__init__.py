"""Thousands of scripts that nobody has read yet: each measured by its lines alone, then ranked with reasons."""
