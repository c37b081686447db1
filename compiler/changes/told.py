"""Why a shot is filmed, joined or lettered otherwise: what the writer asks for, and what the director made of the edits."""

from __future__ import annotations

from collections.abc import Iterator

from ..base.source import Span
from ..cut.nodes import Shot
from ..plan.picture import label_of
from ..story.nodes import Act, Edit, Line, ShotAsk, Title
from .ground import Ground
from .leaves import arrow, short
from .nodes import Cause
from .placed import of_series
from .side import Reel, Seen


def told(ground: Ground, old: Seen, new: Seen) -> Iterator[Cause]:
    """The causes that the writer stated: the shot, its action, its words on screen, the transition, the take."""
    yield from _asked(ground, old, new)
    for at in ground.within(new):
        step = ground.after.steps[at]
        if isinstance(step.what, Act):
            was = ground.edits.partner.get(at)
            if at in ground.edits.changed and was is not None:
                yield Cause("action", "the action changed", (step.span,), (ground.before.steps[was].span,))
            elif at in ground.edits.added:
                yield Cause("action", "new action", (step.span,))
    for lost, _ in ground.edits.removed:
        if isinstance(ground.before.steps[lost].what, Act) and lost in old.steps:
            yield Cause("action", "action taken out", (), (ground.before.steps[lost].span,))
    yield from _cards(ground, old.shot, new.shot)
    a, b = old.shot, new.shot
    if _joint(a) != _joint(b):
        here, gone = _edits(ground, new)
        if here or gone:
            yield Cause("transition", ", ".join(_joins(a, b)), here, gone)
    if a.take != b.take:
        yield Cause("take", f"take {a.take} → {b.take}", _spans(_ask(ground.after, new)))
    if a.label != b.label:
        yield Cause("notice", f"notice: {arrow(a.label, b.label)}", derived=not (a.label and b.label))


def directed(ground: Ground, old: Seen, new: Seen, stated: frozenset[str]) -> Iterator[Cause]:
    """What the director decided otherwise; `stated` are the kinds of causes that are known already, and explain some of it."""
    a, b = old.shot, new.shot
    parts = list(_decisions(ground, a, b, stated))
    if _joint(a) != _joint(b) and "transition" not in stated:
        parts += _joins(a, b)
    kind = "direction" if parts else "timing"
    fps, was = ground.after.cut.fps, ground.before.cut.fps
    if a.frames * fps != b.frames * was:
        before, after = f"{a.frames / was:.1f} s", f"{b.frames / fps:.1f} s"
        parts.append(f"{before} → {after}" if before != after else f"{a.frames} → {b.frames} frames")
    elif not parts and not stated and (_clock(old) != _clock(new)):
        parts.append("words, faces or titles come at other frames")
    if not parts:
        return
    at, gone = ground.near(new)
    if kind == "timing" and not stated and any(isinstance(step.what, Line) and step.span in at for step in ground.after.steps):
        yield Cause(kind, f"a changed line moved the cut: {', '.join(parts)}", at, gone, derived=True)
    else:
        yield Cause(kind, ", ".join(parts), at, gone, derived=True)


def _decisions(ground: Ground, a: Shot, b: Shot, stated: frozenset[str]) -> Iterator[str]:
    if "shot" not in stated:
        if _camera(a) != _camera(b):
            yield f"framing {arrow(label_of(a), label_of(b))}"
        elif [(one.x, one.facing) for one in a.setup.figures] != [(one.x, one.facing) for one in b.setup.figures]:
            yield "people stand or look elsewhere"
        if a.setup.angle != b.setup.angle:
            yield f"angle {arrow(a.setup.angle, b.setup.angle)}"
        if a.move != b.move:
            yield f"camera {arrow(a.move, b.move)}"
    if not stated & {"delivery", "speaker"} and _faces(a) != _faces(b):
        yield f"faces {arrow(_faces(a), _faces(b))}"
    if "action" not in stated and _acts(a) != _acts(b):
        yield f"gestures {arrow(_acts(a), _acts(b))}"
    if round(a.tension, 3) != round(b.tension, 3) and not stated:
        yield f"tension {a.tension:g} → {b.tension:g}"
    if "card" not in stated and [one.text for one in a.cards] != [one.text for one in b.cards]:
        yield f"words on screen {arrow(_written(a), _written(b))}"
    if not stated & {"line", "translation", "subtitle"} and _lines(a) != _lines(b):
        yield "other subtitles"


def _asked(ground: Ground, old: Seen, new: Seen) -> Iterator[Cause]:
    a, b = _ask(ground.before, old), _ask(ground.after, new)
    if a == b:
        return
    if b is None:
        yield Cause("shot", "the script no longer asks for this shot", (), _spans(a))
    elif a is None:
        yield Cause("shot", f"the script asks for a shot here: {label_of(new.shot)}", _spans(b))
    else:
        was, now = (f"{label_of(one.shot)}, {one.shot.move}" for one in (old, new))
        what = arrow(was, now) if was != now else f"{a.seconds or 0:g} s → {b.seconds or 0:g} s"
        yield Cause("shot", f"the shot that the script asks for: {what}", _spans(b), _spans(a))


def _ask(reel: Reel, seen: Seen) -> ShotAsk | None:
    return next((one for at in seen.steps if isinstance(one := reel.steps[at].what, ShotAsk)), None)


def _cards(ground: Ground, a: Shot, b: Shot) -> Iterator[Cause]:
    was, now = {one.kind: one.text for one in a.cards}, {one.kind: one.text for one in b.cards}
    for kind in now:
        if kind not in was or was[kind] == now[kind]:
            continue
        text = f"words on screen: {arrow(was[kind], now[kind])}"
        if kind == "series":
            said = of_series(ground, "card", ("title", "names"))
            yield Cause("card", text, said.at or (ground.after.episode.span,), said.was)
            continue
        edited = [at for at in sorted(ground.edits.touched()) if isinstance(ground.after.steps[at].what, Title)]
        spans = [ground.after.steps[at].span for at in edited if _shows(ground.after, at, now[kind])]
        yield Cause("card", text, tuple(spans))


def _shows(reel: Reel, at: int, text: str) -> bool:
    what = reel.steps[at].what
    return isinstance(what, Title) and any(words in text or text in words for _, words in what.words)


def _edits(ground: Ground, new: Seen) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The transitions of the script that were edited between the shot before and the end of `new`."""
    if not new.steps:
        return (), ()
    earlier = [one.steps[-1] for one in ground.after.shots[: new.number - 1] if one.steps]
    first, last = (earlier[-1] if earlier else 0), new.steps[-1] + 1
    steps = ground.after.steps
    at = [one for one in sorted(ground.edits.touched()) if first <= one <= last and isinstance(steps[one].what, Edit)]
    gone = [was for was, one in ground.edits.removed
            if first <= one <= last + 1 and isinstance(ground.before.steps[was].what, Edit)]
    return tuple(steps[one].span for one in at), tuple(ground.before.steps[was].span for was in gone)


def _camera(one: Shot) -> tuple[object, ...]:
    setup = one.setup
    return (setup.size, setup.composition, setup.insert.id if setup.insert else "",
            tuple((figure.costume.character, figure.foreground) for figure in setup.figures))


def _faces(one: Shot) -> str:
    return ", ".join(dict.fromkeys(f"{mood.character} {mood.emotion}" for mood in one.moods))


def _acts(one: Shot) -> str:
    return ", ".join(f"{gesture.character} {gesture.gesture}" for gesture in one.gestures)


def _written(one: Shot) -> str:
    return ", ".join(short(card.text, 24) for card in one.cards)


def _lines(one: Shot) -> list[tuple[tuple[str, str], ...]]:
    return [subtitle.rows for subtitle in one.subtitles]


def _joint(one: Shot) -> tuple[object, ...]:
    return one.transition, one.fade_in, one.fade_out, one.fade_colour if one.fade_in or one.fade_out else ""


def _joins(a: Shot, b: Shot) -> list[str]:
    """How the way into the shot and out of it differs."""
    found = [f"transition {arrow(a.transition.kind, b.transition.kind)}"] if a.transition.kind != b.transition.kind else []
    for name, before, after in (("in", a.fade_in, b.fade_in), ("out", a.fade_out, b.fade_out)):
        if before != after:
            word = "fades" if not before else "no longer fades" if not after else "takes longer or shorter to fade"
            found.append(f"{word} {name}")
    return found or ["another length or colour of the transition"]


def _clock(one: Seen) -> tuple[object, ...]:
    shot = one.shot
    return shot.moods, shot.gestures, shot.subtitles, shot.cards, tuple(said.frame for said in one.said)


def _spans(ask: ShotAsk | None) -> tuple[Span, ...]:
    return (ask.span,) if ask is not None else ()
