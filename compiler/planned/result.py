"""What planning a series gives, and what it asks with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ..base.diagnostic import Diagnostic
from ..base.nodes import node
from ..base.source import Source, stem
from ..bible.nodes import Bible
from ..plan.nodes import Plan
from ..project import Project

if TYPE_CHECKING:
    from ..analyse import Analysis  # what a plan is remembered without


@node
class Planned:
    """What reading and directing a series found, and its plan. `told` are the findings of reading, `found` those of
    directing; `estimated` lines have not been spoken; `acted` are the keys of the speech tasks that ask for more than words.
    Where `told` holds errors there is no plan. `voices` gives the tasks of the voices, as `driver.speech_plan` does; it is None
    where only that knows them. `analysis` is there where the series had to be read as a whole."""

    bible: Bible
    sources: Mapping[str, Source]
    told: tuple[Diagnostic, ...]
    found: tuple[Diagnostic, ...] = ()
    plan: Plan = Plan()
    estimated: int = 0
    acted: frozenset[str] = frozenset()
    shots: frozenset[str] = frozenset()
    voices: Callable[[], Plan] | None = None
    analysis: Analysis | None = None


@node
class Named:
    """An episode of which the id is known."""

    id: str


@node
class Cast:
    """What a request is checked against."""

    bible: Bible
    episodes: tuple[Named, ...]


def cast_of(project: Project, bible: Bible) -> Cast:
    """What a request for `project`, which has that `bible`, is checked against."""
    return Cast(bible, tuple(Named(stem(one.path)) for one in project.scripts))
