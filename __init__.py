"""dramac: the compiler for short drama. Fountain screenplays and a YAML series bible in, films out."""

__version__ = "0.1.0"
