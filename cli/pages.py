"""The pages of `docs/diagnostics`, made from the words that the rooms say of their codes.

`python -m dramac.cli.pages FOLDER` writes them; `make docs` does.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from .catalogue import Page, pages

INDEX = "README.md"
_MARK = "<!-- Made by `make docs` from what the compiler says of its codes. Do not edit. -->"
_INTRO = """\
Every finding of dramac has a code that is never used for anything else. `dramac explain D201` shows its page in a
terminal. How to choose, fix and accept findings, and how to check in CI, is in [ci.md](../ci.md)."""


def documents() -> dict[str, str]:
    """The files of the folder: names to texts."""
    known = pages()
    return {INDEX: _index(list(known.values())), **{f"{code}.md": _document(page) for code, page in known.items()}}


def write(folder: Path) -> None:
    """Make `folder` hold exactly the pages: new ones are written, those of codes that are gone removed."""
    made = documents()
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.md"):
        if file.name not in made:
            file.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _document(page: Page) -> str:
    return f"{_MARK}\n# {page.code}: {page.title}\n\nLevel: {page.severity.value}\n\n{page.markdown()}"


def _index(known: list[Page]) -> str:
    parts = [f"{_MARK}\n# Diagnostics\n\n{_INTRO}"]
    for start, group in groupby(known, key=lambda page: page.code[:2]):
        members = list(group)
        rows = [f"| [{page.code}]({page.code}.md) | {page.severity.value} | {_cell(page.title)} |" for page in members]
        parts.append("\n".join([f"## {start}xx: {members[0].group}", "", "| code | level | |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
