"""The form in which stories, states and findings are kept."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, TypeVar

from ..base.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from ..base.digest import digest_bytes
from ..base.records import Codec
from ..base.source import Span
from ..craft.rule import Outline
from ..story.lowered import Suppression
from ..story.nodes import (
    Act,
    Change,
    Episode,
    Fact,
    Handling,
    Hold,
    Line,
    Marker,
    Music,
    Posture,
    Reuse,
    Scene,
    ShotAsk,
    Sound,
    StoryBeat,
    Title,
)
from ..story.nodes import Edit as Cut
from ..story.state import State
from ..syntax.tree import TitleEntry
from .record import Compared

Kind = TypeVar("Kind")


@cache
def codec() -> Codec:
    """Everything that a script's place on the shelf may hold. `Span` stands first: `passed` looks for it."""
    return Codec(Span, Severity, Label, Edit, Fix, Diagnostic, Reuse, Line, Handling, Posture, Act, ShotAsk, Change, Sound, Music,
                 Title, Hold, Cut, Fact, StoryBeat, Marker, Scene, Episode, Suppression, TitleEntry, State, Outline,
                 Compared)


def written(data: Any) -> str:
    """JSON data as text."""
    return json.dumps(data, separators=(",", ":"))


def digest_data(data: Any) -> str:
    """A digest of JSON data."""
    return digest_bytes(written(data).encode("ascii"))


def read(text: str, kind: type[Kind]) -> Kind:
    """The value of class `kind` that was written as `text`. Raises ValueError or TypeError for anything else."""
    made = codec().value(json.loads(text))
    if not isinstance(made, kind):
        raise ValueError(f"this is no {kind.__name__}")
    return made
