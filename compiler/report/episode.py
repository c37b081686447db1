"""One episode measured: scenes, shots, timelines, voices, feelings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from ...stdlib import vocabulary
from ...stdlib.scan import words_of
from ..base.diagnostic import Diagnostic, Severity
from ..base.nodes import node
from ..base.source import Source, Span
from ..bible.nodes import Bible, Place
from ..cut.nodes import Cut
from ..cut.version import Version
from ..story.nodes import Act, Episode, Line, Scene
from ..story.state import Flow
from ..syntax.headings import is_forced, is_heading
from .feeling import of_emotion, of_text
from .lanes import names_of, presence, props, wardrobe
from .moments import Played, Said, played, said
from .nodes import Against, EpisodeFacts, Felt, Lane, Moment, SceneFacts, ShotFacts, Size, Voice

_NOTES = re.compile(r"\[\[.*?\]\]|/\*.*?\*/|#[^#\s]{1,20}#\s*$")
_HEADING = 300
"""Characters of a heading that are shown."""
_APART = 0.9
"""From this difference on a line is played against its words."""


@node
class Reading:
    """What an episode is measured from. `sources` are the texts that spans lie in; `found` the findings about it."""

    episode: Episode
    flow: Flow
    cut: Cut
    version: Version
    bible: Bible
    sources: Mapping[str, Source]
    found: Sequence[Diagnostic] = ()
    work: float = 0.0

    def line_of(self, span: Span) -> int:
        """The line on which `span` begins; 0 where it has none."""
        source = self.sources.get(span.path)
        return source.position(span.start).line if source else 0


def measure_episode(reading: Reading) -> EpisodeFacts:
    """The facts of one episode."""
    episode, bible = reading.episode, reading.bible
    name = names_of(bible)
    shots = played(episode, reading.flow, reading.cut)
    lines = said(episode, reading.cut, reading.version)
    lanes = presence(shots, lines, name)
    levels = Counter(one.severity for one in reading.found)
    return EpisodeFacts(
        episode.id, episode.number, episode.title, round(reading.cut.frames() / reading.cut.fps, 2),
        sum(len(words_of(one.text)) for one in lines), sum(one.estimated for one in lines),
        round(min(one.start for one in lines), 2) if lines else None,
        _scenes(reading, shots, lines, name), _shots(shots), lanes, wardrobe(shots, name), props(shots, bible, name),
        voices(lanes, lines), sizes(shots), _moments(reading.cut), tuple(_arc(lines, name)),
        tuple(_against(reading, lines, name)),
        levels[Severity.ERROR], levels[Severity.WARNING], levels[Severity.HINT], round(reading.work, 1))


def voices(lanes: Sequence[Lane], lines: Sequence[Said]) -> tuple[Voice, ...]:
    """How much everybody speaks and is there, who speaks most first."""
    found = []
    for lane in lanes:
        own = [one for one in lines if lane.id in one.line.speakers]
        scenes = {one.scene for one in (*lane.stretches, *lane.accents)}
        found.append(Voice(lane.id, lane.name, len(own), sum(len(words_of(one.text)) for one in own),
                           round(sum(one.seconds for one in own), 2),
                           round(sum(one.seconds for one in lane.stretches), 2), len(scenes)))
    return tuple(sorted(found, key=lambda one: (-one.seconds, -one.present, one.name)))


def sizes(shots: Sequence[Played]) -> tuple[Size, ...]:
    """The shot sizes that are used, widest first."""
    entries = vocabulary("sizes").entries
    count = Counter(one.shot.setup.size for one in shots)
    time: defaultdict[str, float] = defaultdict(float)
    for one in shots:
        time[one.shot.setup.size] += one.seconds
    return tuple(Size(id, str(entries[id]["label"]), count[id], round(time[id], 2)) for id in entries if count[id])


def _shots(shots: Sequence[Played]) -> tuple[ShotFacts, ...]:
    return tuple(ShotFacts(round(one.start, 2), round(one.seconds, 2), one.scene, one.shot.setup.size, one.shot.tension)
                 for one in shots)


def _moments(cut: Cut) -> tuple[Moment, ...]:
    return tuple(Moment(round(one.frame / cut.fps, 2), one.kind, one.text) for one in cut.markers)


def _scenes(reading: Reading, shots: Sequence[Played], lines: Sequence[Said],
            name: Callable[[str], str]) -> tuple[SceneFacts, ...]:
    found = []
    at = 0.0
    for index, scene in enumerate(reading.episode.scenes):
        own = [one for one in shots if one.scene == index]
        speeches = [one for one in lines if one.scene == index]
        start = own[0].start if own else at
        at = own[-1].start + own[-1].seconds if own else start
        people = dict.fromkeys(who for one in own for who in one.state.present)
        people.update(dict.fromkeys(who for one in speeches for who in one.line.speakers))
        found.append(SceneFacts(
            scene.number, heading(scene, reading.bible, reading.sources), place_name(scene.place, reading.bible),
            scene.interior, scene.time, scene.storytime, round(start, 2), round(at - start, 2), len(own), len(speeches),
            sum(len(words_of(one.text)) for one in speeches), tuple(map(name, people)), _said(scene, speeches),
            _mean([value for one in speeches if (value := of_emotion(one.line.emotion, one.line.intensity)) is not None]),
            scene.span.path, reading.line_of(scene.span)))
    return tuple(found)


def heading(scene: Scene, bible: Bible, sources: Mapping[str, Source]) -> str:
    """The scene's heading as written, notes and number taken off; where none is written, in the words of the bible."""
    source = sources.get(scene.span.path)
    if source is not None:
        written = _NOTES.sub("", source.line(source.position(scene.span.start).line)[:_HEADING]).strip()
        if written and (is_heading(written) or is_forced(written)):
            return written.removeprefix(".").strip()
    times = vocabulary("times").entries.get(scene.time, {})
    place = " - ".join(one for one in (place_name(scene.place, bible), scene.corner) if one)
    return f"{'INT.' if scene.interior else 'EXT.'} {place} - {times.get('label', scene.time)}".removesuffix(" - ")


def place_name(id: str, bible: Bible) -> str:
    """What a place is called in the series' own language."""
    return bible.places.get(id, Place(id)).names.get(bible.series.language, id)


def _said(scene: Scene, lines: Sequence[Said]) -> float | None:
    """How the words of a scene feel, action and speech; each text counts once."""
    texts = [one.text for one in lines] + [beat.text for beat in scene.beats if isinstance(beat, Act)]
    return _mean([value for text in texts if (value := of_text(text)) is not None])


def _arc(lines: Sequence[Said], name: Callable[[str], str]) -> Iterator[Felt]:
    for one in lines:
        said, meant = of_text(one.text), of_emotion(one.line.emotion, one.line.intensity)
        if said is not None or meant is not None:
            yield Felt(round(one.start, 2), round(one.seconds, 2), " & ".join(map(name, one.line.speakers)), said, meant)


def _against(reading: Reading, lines: Sequence[Said], name: Callable[[str], str]) -> list[Against]:
    """The lines that are played against their words, those that differ most first."""
    found = []
    for one in lines:
        line: Line = one.line
        felt, meant = of_text(one.text), of_emotion(line.emotion, line.intensity)
        if felt is not None and meant is not None and abs(felt - meant) >= _APART and felt * meant < 0:
            found.append(Against(reading.episode.id, reading.line_of(line.span), " & ".join(map(name, line.speakers)),
                                 one.text, line.emotion, felt, meant, round(one.start, 2)))
    return sorted(found, key=lambda one: (-abs(one.said - one.played), one.start))


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 3) if values else None
