"""Why the place of a shot looks otherwise: its heading, its entry in the bible, its style; and the frame it is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from ..base.source import NOWHERE, Span
from ..bible.wording import Words
from ..cut.nodes import Set, Style
from ..story.nodes import Scene
from .ground import Ground
from .leaves import arrow, differing
from .nodes import Cause
from .side import Seen

_KEYS = {"kind": ("built", "setting"), "interior": ("setting",), "light": ("light",), "weather": ("weather",),
         "colours": ("colours", "built"), "features": ("features", "built"), "time": (),
         "words": ("built",), "things": ("features", "light")}


def placed(ground: Ground, old: Seen, new: Seen) -> Iterator[Cause]:
    """The causes that lie in the set, the style and the format of a shot."""
    if (ground.before.cut.width, ground.before.cut.height, ground.before.cut.fps) != (
            ground.after.cut.width, ground.after.cut.height, ground.after.cut.fps):
        yield of_series(ground, "format", ("format", "profile"))
    there, here = ground.before.scene(old), ground.after.scene(new)
    yield from _set(ground, old.shot.setup.set, new.shot.setup.set, there, here)
    yield from _style(ground, old.shot.setup.style, new.shot.setup.style, there, here)


def of_series(ground: Ground, kind: str, keys: tuple[str, ...]) -> Cause:
    """What changed of the series as a whole."""
    said = differing(ground.old_files.section("series"), ground.new_files.section("series"), keys)
    return Cause(kind, said.text if said else f"{kind} changed", said.at if said else (), said.was if said else ())


def _set(ground: Ground, a: Set, b: Set, there: Scene | None, here: Scene | None) -> Iterator[Cause]:
    names = [one.name for one in fields(Set) if one.name != "place" and getattr(a, one.name) != getattr(b, one.name)]
    if not names:
        return
    if a.place != b.place and not _renamed(ground, a.place, b.place):
        yield Cause("place", f"place: {arrow(a.place, b.place)}", _heading(here), _heading(there))
        return
    if "time" in names:
        yield Cause("time", f"time of day: {arrow(a.time, b.time)}", _heading(here), _heading(there))
        names = [name for name in names if name not in ("time", "light")]
    if "weather" in names and there and here and there.weather != here.weather:
        yield Cause("weather", f"weather: {arrow(a.weather, b.weather)}", _heading(here), _heading(there))
        names.remove("weather")
    if "interior" in names and there and here and there.interior != here.interior:
        yield Cause("place", f"{b.place} is filmed {'inside' if b.interior else 'outside'} now", _heading(here), _heading(there))
        names.remove("interior")
    if names:
        yield _bible(ground, a, b, names, here)


def _bible(ground: Ground, a: Set, b: Set, names: list[str], here: Scene | None) -> Cause:
    id = here.place if here else b.place
    one, other = ground.old.bible.places.get(id), ground.new.bible.places.get(id)
    if one is not None and other is not None:
        said = differing(ground.old_files.under(one.span), ground.new_files.under(other.span),
                         [key for name in names for key in _KEYS[name]])
        if said is not None:
            return Cause("place", f"place {id}: {said.text}", said.at, said.was)
    what = ", ".join(f"{name} {arrow(_text(getattr(a, name)), _text(getattr(b, name)))}" for name in names)
    return Cause("place", f"place {id}: {what}", (other.span,) if other and other.span != NOWHERE else _heading(here),
                 derived=True)


def _renamed(ground: Ground, a: str, b: str) -> bool:
    """Whether the place called `a` in A is called `b` in B: the old name is gone from the bible."""
    return a not in ground.new.bible.places and b not in ground.old.bible.places and b in ground.new.bible.places


def _style(ground: Ground, a: Style, b: Style, there: Scene | None, here: Scene | None) -> Iterator[Cause]:
    if a.treatment != b.treatment:
        yield Cause("style", f"story time: {arrow(a.treatment, b.treatment)}", _heading(here), _heading(there))
    if (a.grade, a.grain, a.vignette, a.palette) == (b.grade, b.grain, b.vignette, b.palette):
        return
    usual, usually = ground.old.bible.series.look, ground.new.bible.series.look
    was, now = (there and there.look) or usual, (here and here.look) or usually
    if (was, now) == (usual, usually) and was != now:
        yield of_series(ground, "style", ("look",))
    elif was != now:
        yield Cause("style", f"look: {arrow(was, now)}", _heading(here), _heading(there))
    else:
        id = now
        one, other = ground.old.bible.looks.get(id), ground.new.bible.looks.get(id)
        said = differing(ground.old_files.under(one.span) if one else {}, ground.new_files.under(other.span) if other else {})
        yield Cause("style", f"look `{id}`: {said.text if said else 'changed'}", said.at if said else (),
                    said.was if said else ())


def _heading(scene: Scene | None) -> tuple[Span, ...]:
    if scene is None:
        return ()
    span = scene.span if scene.heading == NOWHERE else scene.heading
    return () if span == NOWHERE else (span,)


def _text(value: object) -> str:
    if isinstance(value, Words):
        return value.own
    return ", ".join(map(_text, value)) if isinstance(value, tuple) else str(value)
