"""Money and time on the command line: estimates, bills, what was spent, farms simulated."""
