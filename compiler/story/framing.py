"""Shots that the writer asks for: subjects and props resolved, everything undeclared kept as free description."""

from __future__ import annotations

import re

from ..base.pattern import Lazy
from ..base.source import Span
from ..bible.names import Names
from ..bible.nodes import Bible
from ..syntax.tree import Name, ShotSpec
from .cue import speaker, split_names
from .lowered import Unresolved
from .nodes import ShotAsk
from .slip import near_name

_ARTICLE = Lazy(r"^(?:the|an?|his|her|their)\s+", re.IGNORECASE)


def read_shot(spec: ShotSpec, take: int, span: Span, bible: Bible, names: Names) -> ShotAsk:
    """The framing that `spec` asks for. A cast name wins over a prop; undeclared subjects are no error."""
    people: list[str] = []
    props: list[str] = []
    free: list[str] = []
    for subject in spec.subjects:
        _place(subject, people, props, free, bible, names)
    towards: list[str] = []
    if spec.on is not None:
        _place(spec.on, towards, props, free, bible, names)
    return ShotAsk(spec.size, spec.composition, spec.angle, spec.move, _once(people), _once(towards), _once(props),
                   _once(free), spec.seconds, take, span)


def misspelt(spec: ShotSpec, bible: Bible, names: Names) -> tuple[Unresolved, ...]:
    """The subjects of `spec` that are nobody and nothing declared, but one slip away from a name that is."""
    found = []
    for subject in (*spec.subjects, *((spec.on,) if spec.on is not None else ())):
        written = " ".join(subject.text.split())
        if _known(written, bible, names):
            continue
        part = _ARTICLE.sub("", written)
        near = "" if names.mentions(written) else near_name(part, bible)
        if near:
            lead = len(written) - len(part)
            exact = subject.span.end - subject.span.start == len(written)
            span = Span(subject.span.path, subject.span.start + lead, subject.span.end) if exact else subject.span
            found.append(Unresolved("subject", part, near, span=span))
    return tuple(found)


def _place(subject: Name, people: list[str], props: list[str], free: list[str], bible: Bible, names: Names) -> None:
    written = " ".join(subject.text.split())
    for part in (written,) if _known(written, bible, names) else split_names(written, bible, names):
        person = speaker(part, bible, names)
        prop = names.find("prop", part) or names.find("prop", _ARTICLE.sub("", part))
        if person is not None:
            people.append(person)
        elif prop is not None:
            props.append(prop)
        else:
            free.extend(_described(part, people, props, names))


def _known(text: str, bible: Bible, names: Names) -> bool:
    return speaker(text, bible, names) is not None or names.find("prop", text) is not None


def _described(part: str, people: list[str], props: list[str], names: Names) -> tuple[str, ...]:
    """A description (`LIN'S HAND`, `the pendant on the floor`): who and what it mentions, and itself."""
    for one in names.mentions(part):
        if one.kind == "cast":
            people.append(one.id)
        elif one.kind == "prop":
            props.append(one.id)
    return (part,) if part else ()


def _once(items: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
