"""The language server: what the compiler knows, where the writer types."""
