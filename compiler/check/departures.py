"""Who goes out in prose, plainly and for good, and speaks in the picture all the same."""

from __future__ import annotations

from collections.abc import Iterator

from ..story.nodes import Act, Beat, Change, Line, Scene, ShotAsk
from ..story.pattern import Pattern
from .picture import leaving

_LOOSE = frozenset(("montage", "intercut"))
_OUT = Pattern(
    r"\b(?:(?:walks|storms|runs|rushes|goes|hurries|strides|marches|slips|stalks) out\b"
    r"(?! (?:on|from behind|of the (?:shadows?|dark\w*|crowd|light)|into)\b)"
    r"|(?:leaves|exits)(?=[.,;!?]|$| the (?:room|house|hall|office|flat|shop|scene|building|church|bar|apartment)\b"
    r"| (?:and|without)\b))"
    r"|(?:走|跑|冲|退|奔|摔门|夺门)而?出(?:去|了?(?:大?门|房间|屋子?|大?殿|大厅|客厅|会议室|病房|办公室|家门|宫门?))(?=[了。，！]|$)"
    r"|(?:转身)?离开(?:了?(?:房间|屋子?|大厅|客厅|会议室|病房|办公室))?了?(?=[。！]|$)"
    r"|(?:拂袖|扬长)而去|夺门而出|摔门而去|出门去?了")
_UNSURE = Pattern(
    r"\b(?:about to|starts?|turns? to|wants? to|trie?[sd]?|almost|nearly|but|stops?|pauses?|halts?|halfway|back|returns?"
    r"|doorway|threshold|not|never|if|until|before|followed|following|together|with (?:her|him|them))\b|n't\b"
    r"|要走|准备|想|欲|正要|停|站住|回头|回来|折返|没有|不|却|门口|一起|跟")
_GO_ALONG = Pattern(
    r"\b(?:follow\w*|after (?:him|her|them)|chas\w+|catch\w*|outside|corridor|hallway|stairs?|street|they)\b"
    r"|跟|追|外面|门外|走廊|他们|她们")


def spoken_after_leaving(scene: Scene) -> Iterator[tuple[Line, str, Act]]:
    """Each person who has gone out in action of `scene`, with their first line in the picture after somebody who stayed
    has spoken, and the action in which they went. Whoever is told of again, shows no more than that they left the frame, or
    is followed by the scene is left out; so is everybody of whom a directive says when they come or go."""
    if scene.storytime in _LOOSE:
        return
    first = next((at for at, beat in enumerate(scene.beats) if isinstance(beat, Act) and beat.gestures and _out(beat)), None)
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
                stayed.update(gone)
            else:
                gone = {who: act for who, act in gone.items() if who not in beat.speakers}
        elif isinstance(beat, Act):
            if gone and (beat.places or _GO_ALONG.search(beat.text)):
                gone = {}
            gone = {who: act for who, act in gone.items() if who not in beat.who}
            gone |= {who: beat for who in _out(beat) if who not in told}
        else:
            gone = {who: act for who, act in gone.items() if who not in _named(beat)}
        stayed &= gone.keys()


def _out(act: Act) -> tuple[str, ...]:
    """Who goes out in `act`, where it is one person and can be read in no other way."""
    if not act.gestures:
        return ()
    people = tuple(dict.fromkeys(leaving(act)))
    sure = len(people) == 1 and _OUT.search(act.text) is not None and _UNSURE.search(act.text) is None
    return people if sure and not any(gesture.startswith("enter") for _, gesture in act.gestures) else ()


def _named(beat: Beat) -> tuple[str, ...]:
    match beat:
        case ShotAsk():
            return (*beat.subjects, *beat.on)
        case Change():
            return (beat.who, beat.to)
    return ()
