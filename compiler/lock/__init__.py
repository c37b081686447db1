"""`dramac.lock`: what a film was made with and what people chose, as lines of text that git can merge."""
