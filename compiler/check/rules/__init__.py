"""One file a rule, found by listing this folder."""
