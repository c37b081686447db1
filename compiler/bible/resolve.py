"""Reads the bible of a project: files to tree, tree to checked form, form to plain data in words of the stdlib."""

from __future__ import annotations

from pathlib import Path

from ..base.diagnostic import Diagnostic, in_order
from ..base.source import Source
from .casting import complete
from .include import read_files
from .nodes import Bible
from .voices import voice_clashes


def load_bible(file: Path, root: Path) -> tuple[Bible, dict[str, Source], tuple[Diagnostic, ...]]:
    """The bible in `file` and the files that it includes, their sources by project-relative name, and all findings.

    What is wrong is left out of the bible, and the rest is returned. What the writer leaves open stays open: see
    `casting.complete`. Never raises for what a file says or for a file that is missing.
    """
    from .faults import check_form  # pydantic is paid for only by projects that have a bible
    from .report import Report
    from .sections import to_bible

    tree, sources, problems = read_files(file, root)
    document, faults = check_form(tree)
    report = Report(tree)
    bible = to_bible(document, report)
    whole = complete(bible, (*bible.series.dubs,))
    clashes = voice_clashes(bible.cast, whole.cast)
    return bible, sources, in_order((*problems, *faults, *report.found, *clashes))
