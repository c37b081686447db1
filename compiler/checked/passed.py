"""The state that one episode passes on to the next, apart from the places where its facts were set.

A line that is put into the first episode moves the places of all that comes after it, and changes nothing else. So that
later episodes need not be judged again for that, they are given states in which each place is a number (a span before the
beginning of its file); their findings are kept with these numbers, and the places are put in when they are told.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from ..base.diagnostic import Diagnostic
from ..base.nodes import node, replace
from ..base.source import Span
from ..story.state import State
from .forms import codec, read, written
from .record import Compared, Place, itself
from .result import digest_text

SPAN = codec().data(Span("", 0, 0))[0]


@node
class Numbered:
    """A value, written, with numbers for its `places`; these are in order."""

    text: str
    places: tuple[Place, ...]


@node
class Passed:
    """`text` gives the state, written, with numbers for places, `mark` is a digest of it; `places` are the places by number."""

    mark: str
    text: Callable[[], str]
    places: tuple[Place, ...]

    def state(self) -> State:
        """The state, with numbers for places. Raises ValueError or TypeError where it is no longer kept."""
        return read(self.text(), State)


@node
class Step:
    """What an episode makes of the state that it is given: of the `places` some are its own, the others are numbers of
    those that it was given."""

    mark: str
    text: Callable[[], str]
    places: Sequence[int | Sequence[Any]]

    def after(self, before: Passed) -> Passed:
        """What is passed on, given `before`. Raises ValueError where the two do not belong together."""
        try:
            return Passed(self.mark, self.text, tuple(
                before.places[one] if isinstance(one, int) else (str(one[0]), int(one[1]), int(one[2]))
                for one in self.places))
        except (IndexError, TypeError) as fault:
            raise ValueError("this is no step from that state") from fault


def passed(state: State) -> Passed:
    """`state`, whose places are real."""
    return step(state, 0).after(Passed("", str, ()))


def step(state: State, given: int) -> Step:
    """The step to `state`, in which numbers stand for places of the state before, of which there are `given`."""
    one = numbered(codec().data(state))
    places = [given + place[1] // 2 if place[1] < 0 else list(place) for place in one.places]
    return Step(digest_text(one.text), partial(itself, one.text), places)


def numbered(data: Any) -> Numbered:
    """A value of which `data` is the form in which it is kept."""
    spans: set[Place] = set()
    _collect(data, spans)
    order = sorted(spans)
    numbers = {place: number for number, place in enumerate(order)}
    return Numbered(written(_numbered(data, numbers)), tuple(order))


def compared(one: Numbered) -> Compared:
    """The value that was numbered. Raises ValueError or TypeError for anything else."""
    places = one.places

    def put(data: Any) -> Any:
        """`data` with real places."""
        if isinstance(data, dict):
            return {key: put(value) for key, value in data.items()}
        if data and data[0] == SPAN and data[1]:
            return [SPAN, *places[len(places) + data[2] // 2]]
        return [put(value) if isinstance(value, (list, dict)) else value for value in data]

    try:
        made = codec().value(put(json.loads(one.text)))
    except LookupError as fault:
        raise ValueError("a kept value names a place that there is not") from fault
    if not isinstance(made, Compared):
        raise ValueError("this is no episode to compare")
    return made


def settled_places(found: Iterable[Diagnostic], places: Sequence[Place]) -> tuple[Diagnostic, ...]:
    """`found` with real places for numbers. Raises ValueError for a number that there is not."""
    return tuple(_placed(one, places) if _is_numbered(one) else one for one in found)


def _collect(data: Any, spans: set[Place]) -> None:
    if isinstance(data, dict):
        for one in data.values():
            if isinstance(one, (list, dict)):
                _collect(one, spans)
    elif data and data[0] == SPAN:
        if data[1]:  # a span that lies nowhere stays where it is
            spans.add((data[1], data[2], data[3]))
    else:
        for one in data:
            if isinstance(one, (list, dict)):
                _collect(one, spans)


def _numbered(data: Any, numbers: dict[Place, int]) -> Any:
    if isinstance(data, dict):
        return {key: _numbered(one, numbers) if isinstance(one, (list, dict)) else one for key, one in data.items()}
    if data and data[0] == SPAN:
        if not data[1]:
            return data
        start = 2 * (numbers[data[1], data[2], data[3]] - len(numbers))
        return [SPAN, data[1], start, start + 1]
    return [_numbered(one, numbers) if isinstance(one, (list, dict)) else one for one in data]


def _is_numbered(one: Diagnostic) -> bool:
    return any(label.span.start < 0 for label in one.labels) or (one.span is not None and one.span.start < 0) or (
        one.fix is not None and any(edit.span.start < 0 for edit in one.fix.edits))


def _placed(one: Diagnostic, places: Sequence[Place]) -> Diagnostic:
    def real(span: Span) -> Span:
        if span.start >= 0:
            return span
        number = len(places) + span.start // 2
        if number < 0:
            raise ValueError("a kept finding names a place that there is not")
        return Span(*places[number])

    labels = tuple(replace(label, span=real(label.span)) for label in one.labels)
    fix = one.fix and replace(one.fix, edits=tuple(replace(edit, span=real(edit.span)) for edit in one.fix.edits))
    return replace(one, span=one.span and real(one.span), labels=labels, fix=fix)
