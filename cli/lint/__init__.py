"""What `dramac check` does with findings beside printing them: choose, fix, count, remember."""
