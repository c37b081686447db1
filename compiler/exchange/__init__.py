"""Scripts in and out: what other screenwriting programs read and write, and what is handed to people on paper."""
