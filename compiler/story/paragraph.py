"""A paragraph of action, as all who read it share it: its words are cut and its names looked up once."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ...stdlib.read import occurring
from ...stdlib.scan import Reading
from ..base.nodes import maker, node
from ..bible.names import Mention, Names
from .signals import signals
from .text import one_line


@node
class Paragraph:
    """The `text` on one line as it is read, the names in it, the vocabularies of prose that may tell something of it, and
    those of its words that are `signals`."""

    text: str
    reading: Reading
    mentions: Sequence[Mention]
    occurring: Collection[str]
    signals: frozenset[str]


_make = maker(Paragraph)


def paragraph_of(text: str, names: Names) -> Paragraph:
    """The paragraph that is written as `text`."""
    reading = Reading(one_line(text))
    mentions = names.read(reading)
    return _make(reading.text, reading, mentions, occurring(reading), signals(reading))
