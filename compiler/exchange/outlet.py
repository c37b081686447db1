"""Scripts for elsewhere: what `dramac export` writes."""

from __future__ import annotations

from ..analyse import cast_words
from ..base.diagnostic import Diagnostic
from ..base.nodes import node
from ..base.source import Source
from ..bible.resolve import load_bible
from ..project import Project
from ..story.front import read_language
from ..syntax.parse import parse
from .blocks import blocks_of
from .errors import finding
from .gather import language_of
from .missing import Missing

__all__ = ["FORMATS", "Missing", "Way", "export"]

FORMATS = ("fdx", "pdf", "html", "fountain")


@node
class Way:
    """How scripts are written. `form` is one of FORMATS; `paper` `letter`, `a4` or empty for what the language is used
    to; `keep` leaves directives in plain Fountain."""

    form: str
    paper: str = ""
    keep: bool = False


def export(source: Source, project: Project, way: Way) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The script `source` of `project` in another format, and what could not be written as it stands. Raises Missing
    when a package is not installed that the format needs."""
    cast, spoken = frozenset[str](), ""
    if project.bible is not None:
        bible = load_bible(project.bible, project.root)[0]
        cast, spoken = cast_words(bible), bible.series.language
    script, found = parse(source, cast)
    language = read_language(script, "") or spoken or language_of([script])
    paper = way.paper or ("letter" if language.lower().startswith("en") else "a4")
    match way.form:
        case "fountain":
            from .plain import to_fountain

            return _encoded(to_fountain(script, found, way.keep, cast)), ()
        case "fdx":
            from .fdx_write import to_fdx

            return _encoded(to_fdx(script.title, blocks_of(script))), ()
        case "html":
            from .html import to_html

            return _encoded(to_html(script.title, blocks_of(script), paper, language)), ()
    from .pdf import to_pdf

    drawn = to_pdf(script.title, blocks_of(script), paper, language)
    lost = (finding("D555", name=source.path, characters=" ".join(drawn.missing[:20])),) if drawn.missing else ()
    return drawn.data, lost


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
