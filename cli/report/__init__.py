"""Report formats, one module each: `render(diagnostics, sources) -> str`.

A format may say from where it names files, with `FROM`: `"here"` the current folder (for people who click on a path),
`"repository"` the root of the repository (for services that show findings beside its code). Otherwise files are named
from the root of the series.
"""
