"""Ways to show a build at work, one module each: `display(sources) -> context manager of a function that takes events`."""
