"""The canonical layout of a script: the same film, laid out one way. `run.format_script` is the door."""
