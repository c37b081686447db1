"""Two episodes with one number

What it checks:
No two scripts have the same episode number: `Episode:` of the title page, else the digits of the file name.

Why it matters:
Episodes play in the order of their numbers, and what people wear and hold goes on in that order.

Example:
`ep03.fountain` copied to `ep04.fountain` with its `Episode: 3`.

Fix:
Change the number on the title page of one of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.source import Span
from ...story.nodes import Episode
from ..rule import Subject

CODE = "D219"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each episode whose number another has, named first by path."""
    first: dict[int, Episode] = {}
    for episode in sorted(subject.episodes, key=lambda one: one.span.path):
        other = first.setdefault(episode.number, episode)
        if other is not episode:
            yield Diagnostic(CODE, SEVERITY, f"{episode.id} and {other.id} are both episode {episode.number}",
                             _number(subject, episode), "change Episode: on the title page of one of them",
                             (Label(_number(subject, other), f"{other.id} says so here"),))


def _number(subject: Subject, episode: Episode) -> Span:
    """Where the number stands, or the start of the file where its name tells it."""
    script = subject.scripts.get(episode.span.path)
    entry = script.entry("Episode") if script else None
    return entry.span if entry else Span(episode.span.path, 0, 0)
