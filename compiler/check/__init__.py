"""Checks: rules that look at a whole series and say what is wrong; they change nothing."""
