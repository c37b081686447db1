"""The findings of a series, with what reports need beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..base.diagnostic import Diagnostic
from ..base.digest import digest_bytes
from ..base.nodes import node
from ..base.source import Source
from ..check.levels import Settled
from ..project import Project, included

Findings = tuple[Diagnostic, ...]


@node
class Judged:
    """What was found in one episode by itself: by the rules, and by trying how it would be directed (`film`). `made` is what
    the desk's maker made of it."""

    found: Findings
    film: Findings = ()
    made: Any = None


@node
class Work:
    """How many `scenes` a series has, and of how many the states were computed this time."""

    evaluated: int = 0
    scenes: int = 0


@node
class Checked:
    """`levels` is the `lint:` block of the bible; `sources` are all texts that were read, by project-relative name;
    `settled` the findings after all that the project says about them."""

    levels: Mapping[str, str]
    sources: Mapping[str, Source]
    settled: Settled
    work: Work = Work()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings that are told."""
        return self.settled.told


def digest_included(project: Project, name: str) -> str | None:
    """The digest of an included file, or None where it is not a text in UTF-8."""
    read = included(project, name)
    return None if isinstance(read, str) or read[1] is not None else digest_text(read[0].text)


def digest_text(text: str) -> str:
    """The digest of a text, whatever is in it."""
    return digest_bytes(text.encode("utf-8", "surrogatepass"))
