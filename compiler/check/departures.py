"""Who goes out in prose, plainly and for good, and speaks in the picture all the same."""

from __future__ import annotations

from collections.abc import Iterator

from ..story.nodes import Act, Beat, Change, Line, Scene, ShotAsk
from ..story.pattern import Pattern

_LOOSE = frozenset(("montage", "intercut"))
_CALLS = Pattern(r"\b(?:wait|stop|come back|don['’]t go|do not go|hold on|hang on|hey|stay|where are you going|not so fast)\b"
                 r"|站住|等等|等一下|等下|别走|回来|慢着|且慢|留步|去哪|不许走")
_SHUT = Pattern(r"\b(?:slams?|bangs?|crash(?:es)?|drag\w*|escort\w*|gone)\b|摔门|夺门|关上|押|拖|消失")
_GO_ALONG = Pattern(
    r"\b(?:follow\w*|after (?:him|her|them)|chas\w+|catch\w*|outside|corridor|hallway|stairs?|street|they)\b"
    r"|跟|追|外面|门外|走廊|他们|她们")


def spoken_after_leaving(scene: Scene) -> Iterator[tuple[Line, str, Act]]:
    """Each person who has gone out in action of `scene`, with their first line in the picture after somebody who stayed
    has spoken, and the action in which they went. Whoever is told of again, or is followed by the scene, is left out, and
    who is called back, unless a door has shut; so is everybody of whom a directive says when they come or go."""
    if scene.storytime in _LOOSE:
        return
    first = next((at for at, beat in enumerate(scene.beats) if isinstance(beat, Act) and beat.goes), None)
    if first is None:
        return
    told = {beat.who for beat in scene.beats if isinstance(beat, Change) and beat.kind in ("enter", "exit", "dies")}
    gone: dict[str, Act] = {}
    stayed: set[str] = set()
    for beat in scene.beats[first:]:
        if not gone and not isinstance(beat, Act):
            continue
        if isinstance(beat, Line):
            yield from ((beat, who, gone.pop(who)) for who in beat.speakers if who in stayed and not beat.channel)
            if not beat.channel and not any(who in gone for who in beat.speakers):
                called = any(_CALLS.search(words) for _, words in beat.words)
                stayed.update(who for who, act in gone.items() if not called or _SHUT.search(act.text))
            else:
                along = [gone[who] for who in beat.speakers if who in gone]
                gone = {who: act for who, act in gone.items() if not any(act is one for one in along)}
        elif isinstance(beat, Act):
            if gone and (beat.places or _GO_ALONG.search(beat.text)):
                gone = {}
            gone = {who: act for who, act in gone.items() if who not in beat.who}
            if len(beat.goes) == 1 or _SHUT.search(beat.text):
                gone |= {who: beat for who in beat.goes if who not in told}
        else:
            gone = {who: act for who, act in gone.items() if who not in _named(beat)}
        stayed &= gone.keys()


def _named(beat: Beat) -> tuple[str, ...]:
    match beat:
        case ShotAsk():
            return (*beat.subjects, *beat.on)
        case Change():
            return (beat.who, beat.to)
    return ()
