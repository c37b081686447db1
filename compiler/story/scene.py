"""One strip of a script becomes one scene."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...stdlib import vocabulary
from ..base.nodes import replace
from ..base.source import NOWHERE, Span
from ..syntax.tree import Action, Directive, Element, Name, ShotSlug, ShotSpec, Speech, Transition
from .ago import years_ago
from .cue import Cue, read_cue, speaker
from .directive import CHANGES, find_sound, read_change, read_heard
from .framing import misspelt, read_shot
from .heading import Slate
from .ledger import FACTS, read_fact, read_mark
from .lowered import Unresolved
from .nodes import Act, Beat, Change, Edit, Fact, Line, Marker, Music, Scene, ShotAsk, Sound, StoryBeat, Title
from .noise import SKY, last_sky, read_weather
from .paragraph import Paragraph, paragraph_of
from .pronoun import Circle, circle_of
from .prose import read_act
from .slip import near_transition
from .speech import Declared, read_speech
from .strip import Strip

_UNSEEN = frozenset(("vo", "phone", "radio", "pa"))
_ASIDE = (Change, Sound, Music, ShotAsk, Fact, StoryBeat, Marker)
_Said = dict[int, tuple[Cue, tuple[Unresolved, ...]]]
_TOLD = {"enter-left": "enter", "enter-right": "enter", "exit-left": "exit", "exit-right": "exit"}


@dataclass(slots=True, repr=False, eq=False)
class _Reading:
    """What has been read of a strip so far. `asked` is the writer's framing that stands, `take` the circled take of the
    next one."""

    index: int
    beats: list[Beat] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)
    asked: ShotAsk | None = None
    take: int = 1
    look: str = ""
    weather: str = ""
    sky: str = ""


def read_scene(strip: Strip, slate: Slate, before: Scene | None, index: int,
               declared: Declared) -> tuple[Scene, tuple[Unresolved, ...]]:
    """The scene of `strip` under the heading `slate`. Its lines are counted from `index`; `before` is the scene before,
    whose weather goes on where the action is continuous."""
    reading = _Reading(index, sky=slate.weather if slate.weather in SKY else "")
    said, told, others = _looked_at(strip, declared)
    circle = _circle(others, said, told, declared)
    if slate.establishing and not strip.again and strip.heading is not None:
        reading.beats.append(ShotAsk("ws", "establishing", span=strip.heading.span))
    for element in strip.elements:
        if isinstance(element, Action):
            _read_action(told[id(element)], element.span, circle, reading)
            continue
        if isinstance(element, Speech):
            cue, unresolved = said[id(element)]
            beats = read_speech(element, cue, reading.index, reading.asked, declared)
            reading.index += sum([isinstance(one, Line) for one in beats])
            reading.beats += beats
            reading.unresolved += unresolved
            continue
        match element:
            case ShotSlug():
                _ask(element.spec, element.span, reading, declared)
                if element.rest is not None:
                    _read_action(told[id(element)], element.rest.span, circle, reading)
            case Transition():
                _read_transition(element, reading)
            case Directive():
                _read_directive(element, reading, declared)
    look = reading.look or declared.bible.series.look
    return Scene(
        slate.number, slate.place, slate.corner, slate.interior, slate.time, slate.continuous and not strip.again,
        slate.weather or reading.weather or _given_weather(look, slate, before, declared), look,
        strip.mode or slate.storytime or "present", tuple(_told_once(reading.beats)), _span(strip),
        strip.heading.span if strip.heading is not None else NOWHERE, "" if strip.again else slate.follows,
        slate.timed and not strip.again, _ago(strip) if (strip.mode or slate.storytime) == "flashback" else None,
        "" if strip.again else slate.part, reading.sky,
    ), tuple(reading.unresolved)


def _ago(strip: Strip) -> float | None:
    """The years that the strip, or else its heading, says that it lies back."""
    if strip.ago is not None or strip.heading is None or strip.heading.time is None or strip.mode:
        return strip.ago
    return years_ago(strip.heading.time.text)


def _looked_at(strip: Strip, declared: Declared) -> tuple[_Said, dict[int, Paragraph], list[Element]]:
    """The cue of each speech, and the action of each element, by the element's identity: asked for who is in the scene, and
    for themselves. The elements that are neither speech nor action."""
    said: _Said = {}
    told: dict[int, Paragraph] = {}
    others: list[Element] = []
    for element in strip.elements:
        if isinstance(element, Speech):
            said[id(element)] = _cue(element, declared)
        elif isinstance(element, Action):
            told[id(element)] = paragraph_of(element.text.plain, declared.names)
        else:
            others.append(element)
            if isinstance(element, ShotSlug) and element.rest is not None:
                told[id(element)] = paragraph_of(element.rest.plain, declared.names)
    return said, told, others


def _cue(speech: Speech, declared: Declared) -> tuple[Cue, tuple[Unresolved, ...]]:
    """The cue of `speech`. Few names have most of the speeches of a script."""
    if speech.extensions:
        return read_cue(speech, declared.bible, declared.names)
    known = declared.cues.get(speech.cue.text)
    if known is not None:
        return known, ()
    cue, unresolved = read_cue(speech, declared.bible, declared.names)
    if not unresolved:
        declared.cues[speech.cue.text] = cue
    return cue, unresolved


def _read_action(told: Paragraph, span: Span, circle: Circle, reading: _Reading) -> None:
    if not told.text:
        return
    reading.beats.append(read_act(told, span, circle, reading.beats))
    if "weathers" in told.occurring:
        reading.weather = reading.weather or read_weather(told.reading, told.mentions)
        reading.sky = last_sky(told.reading, told.mentions, reading.sky)


def _ask(spec: ShotSpec, span: Span, reading: _Reading, declared: Declared) -> None:
    reading.asked = read_shot(spec, reading.take, span, declared.bible, declared.names)
    reading.unresolved.extend(misspelt(spec, declared.bible, declared.names))
    reading.take = 1
    reading.beats.append(reading.asked)


def _read_transition(element: Transition, reading: _Reading) -> None:
    words = element.text.text
    transitions = vocabulary("transitions")
    known = transitions.find(words)
    found = known or transitions.search(words)
    near = near_transition(words, found) if known is None else ""
    if near or (found is None and vocabulary("storytimes").find(words) is None):
        nearest = near or transitions.nearest(words) or ""
        reading.unresolved.append(Unresolved("transition", words, nearest, span=element.text.span))
    reading.beats.append(Edit(found or "cut", element.span))


def _read_directive(note: Directive, reading: _Reading, declared: Declared) -> None:
    args = note.args
    if note.kind == "shot":
        spec = args.get("spec")
        if isinstance(spec, ShotSpec):
            _ask(spec, note.span, reading, declared)
    elif note.kind == "circle":
        take = args.get("take")
        reading.take = take if isinstance(take, int) and take > 0 else 1
    elif note.kind == "look":
        _read_look(args.get("look"), reading, declared)
    elif note.kind in CHANGES or note.kind in FACTS:
        read = read_change if note.kind in CHANGES else read_fact
        beat, unresolved = read(note, declared.bible, declared.names)
        reading.unresolved.extend(unresolved)
        if beat is not None:
            reading.beats.append(beat)
    elif (mark := read_mark(note)) is not None:
        reading.beats.append(mark)
    else:
        sound = args.get("sound")
        if note.kind == "sound" and isinstance(sound, Name) and find_sound(sound.text) is None:
            nearest = vocabulary("sounds").nearest(sound.text) or ""
            reading.unresolved.append(Unresolved("sound", sound.text, nearest, span=sound.span))
        text = args.get("text")
        beat = read_heard(note, declared.words(text) if isinstance(text, str) else ())
        if beat is not None:
            reading.beats.append(beat)


def _read_look(name: object, reading: _Reading, declared: Declared) -> None:
    if not isinstance(name, Name):
        return
    found = declared.names.find("look", name.text)
    if found is None:
        nearest = declared.names.nearest("look", name.text) or ""
        reading.unresolved.append(Unresolved("look", name.text, nearest, span=name.span))
    else:
        reading.look = found


def _given_weather(look: str, slate: Slate, before: Scene | None, declared: Declared) -> str:
    """The weather that nobody tells in the scene itself: of its look, of the scene that it continues, of its place."""
    style, place = declared.bible.looks.get(look), declared.bible.places.get(slate.place)
    if style is not None and style.weather:
        return style.weather
    if slate.continuous and before is not None and before.weather:
        return before.weather
    return place.weather if place is not None else ""


def _circle(others: Iterable[Element], said: _Said, told: Mapping[int, Paragraph], declared: Declared) -> Circle:
    """Who can be meant by a pronoun anywhere in the strip, of which the cues, the action and the `others` are given."""
    people = {who for cue, _ in said.values() if cue.channel not in _UNSEEN for who in cue.speakers}
    for paragraph in told.values():
        if paragraph.mentions:
            people.update([one.id for one in paragraph.mentions if one.kind == "cast"])
    for element in others:
        if isinstance(element, ShotSlug):
            people.update(_subjects(element.spec, declared))
        elif isinstance(element, Directive):
            people.update(_named(element, declared))
    return circle_of(people, told.values(), declared.bible)


def _named(note: Directive, declared: Declared) -> list[str]:
    """The people that a directive names."""
    spec = note.args.get("spec")
    if isinstance(spec, ShotSpec):
        return _subjects(spec, declared)
    if note.kind not in CHANGES:
        return []
    return _cast_of((one.text for one in note.args.values() if isinstance(one, Name)), declared)


def _subjects(spec: ShotSpec, declared: Declared) -> list[str]:
    return _cast_of((one.text for one in (*spec.subjects, *((spec.on,) if spec.on else ()))), declared)


def _cast_of(texts: Iterable[str], declared: Declared) -> list[str]:
    found = (speaker(one, declared.bible, declared.names) for one in texts)
    return [one for one in found if one is not None]


def _told_once(beats: list[Beat]) -> list[Beat]:
    """`beats`, where prose that tells the same coming, going or sound as a directive beside it leaves it to the
    directive, which knows more (the side, the length)."""
    result = list(beats)
    for index, beat in enumerate(beats):
        if not isinstance(beat, Act) or not (beat.gestures or beat.sounds or beat.goes):
            continue
        told = {_event(one) for step in (1, -1) for one in _beside(beats, index, step)}
        if not told:
            continue
        gestures = tuple(one for one in beat.gestures if (one[0], _TOLD.get(one[1], "")) not in told)
        sounds = tuple(one for one in beat.sounds if ("", one) not in told)
        goes = tuple(one for one in beat.goes if (one, "exit") not in told)
        if (gestures, sounds, goes) != (beat.gestures, beat.sounds, beat.goes):
            result[index] = replace(beat, gestures=gestures, sounds=sounds, goes=goes)
    return result


def _event(beat: Beat) -> tuple[str, str]:
    """Who does what in a change, or what is heard."""
    match beat:
        case Change():
            return beat.who, beat.kind
        case Sound():
            return "", beat.sound
    return "", ""


def _beside(beats: list[Beat], index: int, step: int) -> Iterator[Beat]:
    """The directives that stand directly before or after a beat."""
    index += step
    while 0 <= index < len(beats) and _is_aside(beats[index]):
        yield beats[index]
        index += step


def _is_aside(beat: Beat) -> bool:
    return isinstance(beat, _ASIDE) or (isinstance(beat, Title) and beat.style == "overlay")


def _span(strip: Strip) -> Span:
    """From the heading (or the first element) to the last element of the same text: a scene may go on in one that is included."""
    elements, heading = strip.elements, strip.heading
    if not elements:
        return heading.span if heading is not None else Span("", 0, 0)
    first = (heading if heading is not None and not strip.again else elements[0]).span
    return first.to(next((one.span for one in reversed(elements) if one.span.path == first.path), first))
