"""Why the people of a shot look otherwise, or hold something else: continuity in the script, or their entry in the bible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from ..base.source import NOWHERE, Span
from ..cut.nodes import Costume, Figure, Posture, Thing
from ..story.nodes import Act
from ..story.snapshot import State
from .ground import Ground
from .leaves import arrow, differing
from .nodes import Cause
from .side import Seen

_CLOTHES = ("garment", "colours", "pattern", "accessories")
_KEYS = {"sex": ("sex",), "build": ("build",), "height": ("height",), "hair_style": ("hair",), "hair_colour": ("hair",),
         "skin": ("skin",), "eyes": ("eyes",), "facial_hair": ("facial_hair",), "features": ("features",), "age": ("age",)}
"""The keys of the bible that tell each field of a costume."""


def dressed(ground: Ground, old: Seen, new: Seen) -> Iterator[Cause]:
    """The causes that lie in the people who are in both shots, and in the thing that is shown by itself."""
    before = {one.costume.character: one for one in old.shot.setup.figures}
    for one in new.shot.setup.figures:
        was = before.get(one.costume.character)
        if was is not None:
            yield from _costume(ground, old, new, was.costume, one.costume)
            yield from _held(ground, old, new, was, one)
            yield from _posture(ground, new, was, one)
    a, b = old.shot.setup.insert, new.shot.setup.insert
    if a and b and a.id == b.id and a != b:
        yield _prop(ground, a, b)


def _costume(ground: Ground, old: Seen, new: Seen, a: Costume, b: Costume) -> Iterator[Cause]:
    changed = [one.name for one in fields(Costume) if one.name != "character" and getattr(a, one.name) != getattr(b, one.name)]
    if any(name in _CLOTHES for name in changed):
        yield _clothes(ground, old, new, b.character)
    if "marks" in changed:
        at, was = _since(ground, old, new, f"marks:{b.character}")
        yield Cause("marks", f"{b.character}'s marks: {arrow(', '.join(a.marks), ', '.join(b.marks))}", at, was)
    if a.said.outfit != b.said.outfit or a.said.worn != b.said.worn:
        changed.append("garment")
    if a.said.looks != b.said.looks or a.said.hair != b.said.hair:
        changed.append("features")
    rest = [name for name in changed if name not in (*_CLOTHES, "marks", "said")]
    if rest:
        yield _appearance(ground, b.character, a, b, rest)


def _clothes(ground: Ground, old: Seen, new: Seen, who: str) -> Cause:
    worn, wears = _worn(ground.before.state(old), ground, who, old=True), _worn(ground.after.state(new), ground, who)
    one, other = ground.old.bible.cast.get(who), ground.new.bible.cast.get(who)
    if worn != wears:
        at, was = _since(ground, old, new, f"wears:{who}")
        if not at and other is not None:
            said = differing(ground.old_files.under(one.span) if one else {}, ground.new_files.under(other.span),
                             ("starts", "wardrobe"))
            at, was = (said.at, said.was) if said else ((other.span,), was)
        return Cause("outfit", f"{who} wears `{wears}` instead of `{worn}`", at, was)
    if one is None or other is None or wears not in other.wardrobe or wears not in one.wardrobe:
        return _drawn(ground, who, "clothes")
    a, b = one.wardrobe[worn].span, other.wardrobe[wears].span
    said = differing(ground.old_files.under(a), ground.new_files.under(b))
    if said is None:
        return _drawn(ground, who, "clothes")
    return Cause("outfit", f"outfit `{wears}` of {who}: {said.text}", said.at, said.was)


def _worn(state: State | None, ground: Ground, who: str, old: bool = False) -> str:
    """The outfit that `who` wears in `state`, by its key."""
    known = (ground.old if old else ground.new).bible.cast.get(who)
    first = (known.wearing or next(iter(known.wardrobe), "")) if known else ""
    return (state.wearing.get(who, "") if state is not None else "") or first


def _appearance(ground: Ground, who: str, a: Costume, b: Costume, names: list[str]) -> Cause:
    one, other = ground.old.bible.cast.get(who), ground.new.bible.cast.get(who)
    if one is not None and other is not None:
        keys = [key for name in names for key in _KEYS[name]]
        said = differing(ground.old_files.under(one.span), ground.new_files.under(other.span), keys)
        if said is not None:
            return Cause("look", f"{who}'s look: {said.text}", said.at, said.was)
    what = ", ".join(f"{name.replace('_', ' ')} {arrow(_text(getattr(a, name)), _text(getattr(b, name)))}" for name in names)
    return _drawn(ground, who, f"look ({what})")


def _drawn(ground: Ground, who: str, what: str) -> Cause:
    """Of what the bible leaves open the caster chooses, so that people look unlike those declared before them."""
    known = ground.new.bible.cast.get(who)
    return Cause("casting", f"the bible leaves {who}'s {what} open, and who is cast before {who} changed",
                 (known.span,) if known and known.span != NOWHERE else (), derived=True)


def _held(ground: Ground, old: Seen, new: Seen, a: Figure, b: Figure) -> Iterator[Cause]:
    if a.holding == b.holding:
        return
    who = b.costume.character
    one, other = a.holding.id if a.holding else "", b.holding.id if b.holding else ""
    if one == other and a.holding and b.holding:
        yield _prop(ground, a.holding, b.holding)
        return
    there, here = ground.before.state(old), ground.after.state(new)
    if there is not None and here is not None and there.holding.get(who) == here.holding.get(who):
        moved = sorted({one, other} & (there.out ^ here.out))
        if moved:  # into a pocket, or out of it; else the hands have come into the picture or gone out of it: that is the framing
            told = "the scene shows it" if moved[0] in here.out else "the scene no longer shows it"
            yield Cause("holding", f"in {who}'s hand: {arrow(one, other)}: {told}", derived=True)
        return
    found = [_since(ground, old, new, f"holds:{prop}") for prop in (other, one) if prop]
    at, was = (tuple(dict.fromkeys(span for pair in found for span in pair[side])) for side in (0, 1))
    yield Cause("holding", f"in {who}'s hand: {arrow(one, other)}", at, was, derived=not at and not was)


def _posture(ground: Ground, new: Seen, a: Figure, b: Figure) -> Iterator[Cause]:
    """Somebody sits who stood, or elsewhere: so says the last edit before the shot that tells how they are placed."""
    if a.posture == b.posture:
        return
    who, last = b.costume.character, max(new.steps, default=-1)
    told = [ground.after.steps[at] for at in sorted(ground.edits.touched()) if at <= last]
    at = [one.span for one in told if isinstance(one.what, Act) and any(each.who == who for each in one.what.postures)]
    yield Cause("posture", f"{who}: {arrow(_how(a.posture), _how(b.posture))}", tuple(at[-1:]), derived=not at)


def _how(one: Posture | None) -> str:
    """A posture in a few words: `sit sofa`, `sit chair at table`, `stand`, or `stand by chair` before sitting down on one."""
    if one is None:
        return "stand"
    return f"{one.kind or 'stand by'} {one.seat}{f' at {one.table}' if one.table else ''}".strip()


def _prop(ground: Ground, a: Thing, b: Thing) -> Cause:
    one, other = ground.old.bible.props.get(a.id), ground.new.bible.props.get(b.id)
    if one is not None and other is not None:
        said = differing(ground.old_files.under(one.span), ground.new_files.under(other.span), ("looks", "shape", "colours"))
        if said is not None:
            return Cause("prop", f"prop `{b.id}`: {said.text}", said.at, said.was)
    return Cause("prop", f"prop `{b.id}`: {arrow(_thing(a), _thing(b))}",
                 (other.span,) if other else (), (one.span,) if one else ())


def _since(ground: Ground, old: Seen, new: Seen, key: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where the script says in B, and where it said in A, what a fact of the state is."""
    there, here = ground.before.state(old), ground.after.state(new)
    b = here.since.get(key) if here is not None else None
    a = there.since.get(key) if there is not None else None
    return (b,) if b is not None else (), (a,) if a is not None else ()


def _thing(one: Thing) -> str:
    return " ".join((one.shape, *one.colours))


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
