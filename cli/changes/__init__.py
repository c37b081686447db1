"""What a comparison of two revisions looks like: one file a form, each with `render(comparison) -> str`."""
