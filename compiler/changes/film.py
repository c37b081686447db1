"""What changed of a film outside of its shots: sounds, music, title, format; and shots that come or go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from ..base.source import NOWHERE, Span
from ..cut.nodes import MusicCue, SoundCue
from ..story.nodes import Act, Line, Music, Scene, ShotAsk, Sound, Title
from .ground import Ground
from .leaves import arrow, differing, short
from .nodes import Cause
from .placed import of_series
from .side import Reel, Seen, Step


def film(ground: Ground) -> tuple[Cause, ...]:
    """Why the sound, the title or the shape of a film differ; sounds that only moved with the cut are not told."""
    return tuple(_film(ground))


def came(ground: Ground, new: Seen) -> tuple[Cause, ...]:
    """Why there is a shot that was not there: what is new in the script, or what the director made of an edit."""
    return _come_or_gone(ground.after, [at for at in new.steps if at in ground.edits.touched()], "new", True,
                         lambda: ground.near(new))


def gone(ground: Ground, old: Seen) -> tuple[Cause, ...]:
    """Why a shot is there no more."""
    lost = {was for was, _ in ground.edits.removed}
    back = {was: at for at, was in ground.edits.partner.items() if at in ground.edits.touched()}

    def near() -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        return tuple(ground.after.steps[back[at]].span for at in old.steps if at in back), ()

    return _come_or_gone(ground.before, [at for at in old.steps if at in lost], "taken out:", False, near)


def _come_or_gone(reel: Reel, steps: list[int], word: str, here: bool,
                  near: Callable[[], tuple[tuple[Span, ...], tuple[Span, ...]]]) -> tuple[Cause, ...]:
    told = [(step, text) for step in (reel.steps[at] for at in steps) if (text := _called(step)) and step.span != NOWHERE]
    if told:
        return tuple(Cause("line" if isinstance(step.what, Line) else "action", f"{word} {text}",
                           (step.span,) if here else (), () if here else (step.span,)) for step, text in told)
    at, was = near()
    return (Cause("direction", "the director covers the scene otherwise", at, was, derived=True),)


def _called(step: Step) -> str:
    match step.what:
        case Line(words=words):
            return f"line “{short(words[0][1], 40)}”"
        case Act():
            return "action"
        case ShotAsk():
            return "shot"
        case Title():
            return "words on screen"
        case Scene():
            return "scene"
    return ""


def _film(ground: Ground) -> Iterator[Cause]:
    a, b = ground.before.cut, ground.after.cut
    if (a.width, a.height, a.fps) != (b.width, b.height, b.fps):
        yield of_series(ground, "format", ("format", "profile"))
    if ground.before.episode.title != ground.after.episode.title:
        yield Cause("title", f"title: {arrow(ground.before.episode.title, ground.after.episode.title)}",
                    (ground.after.episode.span,), (ground.before.episode.span,))
    yield from _sounds(ground)
    if [_music(one) for one in a.music] != [_music(one) for one in b.music]:
        at, was = _edited(ground, lambda step: isinstance(step.what, Music))
        text = f"music: {arrow('; '.join(map(_bed, a.music)), '; '.join(map(_bed, b.music)))}"
        yield Cause("music", text, at, was, derived=not at and not was)


def _sounds(ground: Ground) -> Iterator[Cause]:
    old, new = (Counter(map(_sound, reel.cut.sounds)) for reel in (ground.before, ground.after))
    for word, found in (("new", new - old), ("gone", old - new)):
        for (name, bed), count in found.items():
            def names(step: Step, name: str = name) -> bool:
                what = step.what
                return ((isinstance(what, Sound) and what.sound == name) or (isinstance(what, Act) and name in what.sounds)
                        or isinstance(what, Scene))

            at, was = _edited(ground, names)
            if bed and not at and not was:
                said = differing(ground.old_files.section("locations"), ground.new_files.section("locations"),
                                 ("weather", "built", "setting", "light"))
                at, was = (said.at, said.was) if said else ((), ())
            text = f"{'ambience' if bed else 'sound'} {word}: {name}{f' ×{count}' if count > 1 else ''}"
            yield Cause("sound", text, at, was, derived=not at and not was)


def _edited(ground: Ground, wanted: Callable[[Step], bool]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The edited steps in both films for which `wanted` holds."""
    here = [ground.after.steps[at] for at in sorted(ground.edits.touched())]
    lost = [ground.before.steps[was] for was, _ in ground.edits.removed]
    lost += [ground.before.steps[ground.edits.partner[at]] for at in sorted(ground.edits.changed)]
    at, was = (tuple(one.span for one in steps if wanted(one) and one.span != NOWHERE) for steps in (here, lost))
    return at, was


def _sound(one: SoundCue) -> tuple[str, bool]:
    return one.sound, one.bed


def _music(one: MusicCue) -> tuple[object, ...]:
    return one.mood, one.instruments, round(one.tension, 2), one.gain


def _bed(one: MusicCue) -> str:
    return f"{' '.join(one.mood)} on {' '.join(one.instruments)}"
