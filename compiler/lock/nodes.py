"""What a lock says, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cache

from ..base.nodes import node
from ..base.source import NOWHERE, Span

FILE = "dramac.lock"
VERSION = 1
WEIGHTS, REVISION = "weights", "revision"
KINDS: Mapping[str, tuple[str, ...]] = {
    "backend": ("name",), "model": ("id", "part"), "stdlib": (), "take": ("episode", "shot"), "timing": ("key",),
}
"""The kinds of facts, each with the words that name one; behind them stands its value."""


@node
class Fact:
    """One line: `kind name… value  # note`. `value` is text as it stands there, which its kind has found good. `lead` are
    the comments above it, with their marks."""

    kind: str
    name: tuple[str, ...]
    value: str
    note: str = ""
    lead: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)

    @property
    def about(self) -> tuple[str, ...]:
        """What the fact is about: of these a lock has one."""
        return (self.kind, *self.name)


@node
class Foreign:
    """A line of a newer version, which is kept as it stands."""

    text: str
    lead: tuple[str, ...] = ()


@node
class Lock:
    """A lock as read. `head` are the comments above its version, `tail` those below the last fact. Of what two facts are
    about, the first in the file stands in `facts`, and all of them in `disputed`."""

    facts: tuple[Fact, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    disputed: Mapping[tuple[str, ...], tuple[Fact, ...]] = field(default_factory=dict)
    version: int = VERSION
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()

    def of(self, kind: str) -> tuple[Fact, ...]:
        """The facts of one kind that nothing disputes."""
        known = [one for one in self.facts if one.kind == kind]
        return tuple(one for one in known if one.about not in self.disputed) if self.disputed else tuple(known)

    def timings(self) -> dict[str, float]:
        """The lengths of spoken lines in seconds, by the keys of their speech tasks."""
        return {one.name[0]: float(one.value) for one in self.of("timing")}

    def takes(self) -> dict[str, int]:
        """The circled takes, by the identities of their shots."""
        return {shot_of(one): int(one.value) for one in self.of("take")}

    def weights(self) -> dict[str, str]:
        """The digests of the weights of models, by their manifests, and under `ID/revision` where they come from."""
        named = {WEIGHTS: "", REVISION: f"/{REVISION}"}
        return {one.name[0] + named[one.name[1]]: one.value for one in self.of("model") if one.name[1] in named}


def shot_of(take: Fact) -> str:
    """The identity of the shot that a fact about a take is about."""
    return "/".join(take.name)


@cache
def nothing() -> Lock:
    """The lock of a series that has none."""
    return Lock()
