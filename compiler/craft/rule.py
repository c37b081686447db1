"""What a rule of craft is, and what it may look at.

A rule is one file in `rules/`: its docstring is its documentation (a title line, then What it checks, Why it matters,
Example, Fix), `CODE` and `SEVERITY` are its own. It has `check(film)`, which judges one directed episode, or
`check_series(whole)`, which judges a series by the outlines of its episodes; or both. Rules D7xx hold the film to the
norms of the platform that the bible chooses, and are silent where it chooses none; rules D5xx to the models of the target.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field

from ...stdlib.models import Manifest
from ..base.diagnostic import Diagnostic, Severity
from ..base.nodes import node
from ..base.source import Span
from ..bible.nodes import Bible, Target
from ..cut.nodes import Cut, LineTiming
from ..cut.version import Version, seconds_of
from ..story.nodes import Episode, Line
from ..story.state import Flow
from .profile import Norm, Profile


def beginning(span: Span) -> Span:
    """Where `span` begins: a whole scene would fill the screen."""
    return Span(span.path, span.start, span.start)


class _Held:
    """What both kinds of subject have: a profile, and models."""

    __slots__ = ()
    profile: Profile | None
    target: Target
    bible: Bible

    def norm(self, name: str) -> Norm:
        """The platform's norm. Raises KeyError where no profile is chosen, and rules of craft do not run."""
        if self.profile is None:
            raise KeyError(name)
        return self.profile.norms[name]

    def say(self, code: str, severity: Severity, message: str, span: Span | None, advice: str, norm: str) -> Diagnostic:
        """A finding with the platform's name, its source and its date in the help."""
        told = self.profile.told(norm) if self.profile is not None else ""
        return Diagnostic(code, severity, message, span, f"{advice} ({told})")

    def model(self, *roles: str) -> Manifest | None:
        """The manifest of the first of the models that the target names for `roles` (picture, keyframe, video). None
        where it names none, or one of which nothing is known."""
        for role in roles:
            name = self.target.options.get(role, self.target.picture if role == "picture" else "")
            found = self.bible.catalogue.find(name) if name else None
            if found is not None:
                return found
        return None


@node
class Film(_Held):
    """A directed episode. `heard` are the lengths of lines that were spoken already; `final` says that it is the last of
    the series; `profile` is None where the bible chooses none."""

    episode: Episode
    flow: Flow
    bible: Bible
    cut: Cut
    profile: Profile | None
    target: Target
    heard: Mapping[int, LineTiming] = field(default_factory=dict)
    final: bool = False

    def length(self) -> float:
        """Seconds of the whole film."""
        return self.cut.frames() / self.cut.fps

    def guessed(self) -> bool:
        """Whether the lengths of some lines are estimates."""
        return any(line.index not in self.heard for line in self.episode.lines())

    def seconds_of(self, line: Line) -> float:
        """How long `line` is heard."""
        version = Version(language=self.cut.language, timings=self.heard)
        return seconds_of(line, version, self.episode.language).seconds

    def spoken_in(self, line: Line) -> str:
        """The language in which `line` is spoken: the film's, or the script's where there is no translation."""
        return self.cut.language if self.cut.language in dict(line.words) else self.episode.language


@node
class Outline:
    """What a series needs to know of an episode: its places with where they are first seen, and its first pay point."""

    id: str
    number: int
    places: tuple[tuple[str, Span], ...] = ()
    paywall: Span | None = None


@node
class Whole(_Held):
    """A series by the outlines of its episodes, in story order."""

    bible: Bible
    outlines: tuple[Outline, ...]
    profile: Profile | None
    target: Target


@node
class Rule:
    """A rule as found in its file. `name` is the file's, `text` its docstring."""

    name: str
    code: str
    severity: Severity
    text: str
    check: Callable[[Film], Iterator[Diagnostic]] | None
    check_series: Callable[[Whole], Iterator[Diagnostic]] | None
