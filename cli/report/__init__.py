"""Report formats, one module each: `render(diagnostics, sources) -> str`."""
