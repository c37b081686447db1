"""dramac lsp: the language server for editors."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import click

EPILOG = """\b
Examples:
  dramac lsp                          started by an editor, not by hand
  nvim:   vim.lsp.start {cmd = {"dramac", "lsp"}, root_dir = …}
  helix:  language-servers = ["dramac"] and command = "dramac", args = ["lsp"]

\b
editors/README.md of the source has settings for VS Code, Neovim, Helix, Emacs and Sublime Text.
Findings as you type, names that can be followed and renamed, completion, hover, outline, fixes."""
EXTRA = "pip install 'dramac[lsp]'"


@click.command(epilog=EPILOG)
@click.option("--stdio", is_flag=True, hidden=True, help="Accepted because some editors pass it; there is no other way.")
def command(stdio: bool) -> None:
    """Serve an editor over standard input and output (the Language Server Protocol).

    Log messages go to standard error. Exit code 0 when the editor said goodbye, 1 otherwise.
    """
    if find_spec("pygls") is None or find_spec("lsprotocol") is None:
        raise click.ClickException(f"the language server needs pygls: {EXTRA}")
    from ..lsp.server import serve

    sys.exit(serve())
