"""A report as one HTML page: every plot is SVG in the page itself; nothing is fetched and no script runs."""
