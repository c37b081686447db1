"""Reads the bible of a project: files to tree, tree to checked form, form to plain data in words of the stdlib.

What was read is kept between runs, because reading it takes longer than checking an episode.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ...stdlib.models import Manifest, Rule, Time
from ..base import kept
from ..base.diagnostic import Diagnostic, Edit, Fix, Label, Severity, in_order
from ..base.nodes import replace
from ..base.records import Codec
from ..base.source import Source, Span
from ..base.stamp import stamp
from . import clips
from .files import Seen, seen_by, unchanged
from .nodes import (
    Appearance,
    Bible,
    Character,
    Clip,
    Look,
    Macro,
    Outfit,
    Parameter,
    Place,
    Prop,
    Series,
    Target,
    VariantKey,
)
from .wording import Terms, Words

if TYPE_CHECKING:  # to read them takes a third of the start of a check
    from .schema import Document
    from .yaml import Node

SHELF = "bible"
_MOST, _DAYS = 16 << 20, 60.0
Read = tuple[Bible, dict[str, Source], tuple[Diagnostic, ...]]
_UNREAD = frozenset({"D301", "D303", "D305", "D307", "D308"})
"""Findings after which a part of the bible is missing."""


def load_bible(file: Path, root: Path) -> Read:
    """The bible in `file` and the files that it includes, their sources by project-relative name, and all findings.

    What is wrong is left out of the bible, and the rest is returned; where names may have gone with it, the bible is
    `partial`, and nothing is said of names that are missing. What the writer leaves open stays open: see
    `casting.complete`. Never raises for what a file says or for a file that is missing.
    """
    known = _known(file, root)
    if known is not None:
        return known
    read = read_bible(file, root)
    seen = seen_by(file, root, read[1])
    if seen is not None and not read[0].partial and not any(one.code == clips.CODE for one in read[2]):
        kept.save(SHELF, _key(file, root), [stamp(), seen, codec().data(read[0]), codec().data(read[2])])
        kept.tidy(SHELF, _MOST, _DAYS)
    return read


def read_bible(file: Path, root: Path) -> Read:
    """As `load_bible`, from the files themselves."""
    from .casting import complete  # these are paid for only when a bible has changed
    from .include import read_files
    from .report import Report
    from .sections import to_bible
    from .voices import voice_clashes

    tree, sources, problems = read_files(file, root)
    document, faults, lost = _document(tree)
    report = Report(tree)
    partial = lost or any(one.code in _UNREAD for one in problems)
    bible = clips.with_clips(replace(to_bible(document, report), partial=partial), root, report)
    whole = complete(bible, (*bible.series.dubs,))
    clashes = voice_clashes(bible.cast, whole.cast)
    told = [one for one in report.found if not (partial and one.code == "D310")]
    return bible, sources, in_order((*problems, *_apart(faults, problems), *told, *clashes))


def _apart(faults: tuple[Diagnostic, ...], problems: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    """Those of `faults` of form that are not where the file could not be read any more."""
    broken = [one.span for one in problems if one.code == "D301" and one.span is not None]
    return [one for one in faults if one.span is None or not any(
        one.span.path == span.path and one.span.start <= span.start < max(one.span.end, one.span.start + 1) for span in broken)]


def _document(tree: Node) -> tuple[Document, tuple[Diagnostic, ...], bool]:
    """As `faults.check_form`; without pydantic, where the bible is plainly right."""
    from .light import read_plainly

    plain = read_plainly(tree)
    if plain is not None:
        return plain, (), False
    from .faults import check_form

    return check_form(tree)


@cache
def codec() -> Codec:
    """The form in which bibles and findings are kept."""
    return Codec(Span, Severity, Label, Edit, Fix, Diagnostic, Appearance, Outfit, Clip, Character, Place, Prop, Look, Target,
                 Series, Parameter, Macro, VariantKey, Bible, Manifest, Rule, Time, Words, Terms)


def _known(file: Path, root: Path) -> Read | None:
    """What was kept of the bible in `file`, if no file that it was read from has changed."""
    data = kept.load(SHELF, _key(file, root))
    if data is None:
        return None
    try:
        made_by, written, bible, found = data
        if made_by != stamp():
            return None
        seen: Seen = {path: (real, what) for path, (real, what) in written.items()}
        sources = unchanged(seen, file, root)
        if sources is None:
            return None
        known, told = codec().value(bible), codec().value(found)
    except (TypeError, ValueError, AttributeError):
        return None  # something that this version never wrote
    whole = isinstance(known, Bible) and isinstance(told, tuple) and clips.unchanged(known, root)
    return (known, sources, told) if whole else None


def _key(file: Path, root: Path) -> str:
    """One bible has one place on the shelf."""
    return f"{root}\n{file}"
