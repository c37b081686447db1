"""The director: a story becomes a cut. A script without a single directive is covered; what the writer states wins.

The road of a scene: its beats become bits of time (`breakdown`), the opening gets its hook and its wide shot
(`opening`), bits get framings and become shots (`coverage`). Then the whole film is laid on one clock (`clock`), and
the shots are filled: people placed and dressed (`framing`, `dress`), faces and gestures (`performance`), words
(`words`), sounds and music (`soundtrack`). """

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from ..base.diagnostic import Diagnostic, in_order
from ..base.nodes import replace
from ..bible.nodes import Bible
from ..story.nodes import Episode, Fact, Marker, Scene, StoryBeat
from ..story.state import Flow, State
from .axis import sides
from .breakdown import break_down
from .clock import PARTED, Stage, set_clock
from .coverage import cover
from .dress import dress_set, style, thing, with_extras
from .errors import finding
from .ground import Ground
from .marks import markers
from .nodes import Cut, Posture
from .opening import open_scene
from .posture import settle
from .sheet import Here
from .shots import make_shots
from .soundtrack import music, sounds
from .tension import lifts
from .version import Version

_UNSEEN = (Fact, StoryBeat, Marker)


def direct(episode: Episode, flow: Flow, bible: Bible, version: Version) -> tuple[Cut, tuple[Diagnostic, ...]]:
    """The cut of `episode` in `version`, and findings about its shots and timing (D401 to D429).

    `flow` is the continuity state of this episode; `bible` is complete (every appearance and outfit filled in). The
    result depends on the arguments alone. An episode without scenes gives a cut without shots and an error.
    """
    found: list[Diagnostic] = []
    stages: list[Stage] = []
    bible = with_extras(bible, episode, (state for states in flow.scenes for state in states))
    seen: set[tuple[str, str, str, bool]] = set()
    closing: dict[str, Posture] = {}
    shapes = {id: thing(id, bible).shape for id in bible.props}
    for at, scene in enumerate(episode.scenes):
        here, look = dress_set(scene, bible), style(scene, bible)
        settled = settle(scene, here, closing if scene.continuous else {}, [state.present for state in flow.scenes[at]])
        closing = dict(settled.closing)
        ground = _ground(episode, flow, bible, version, at, settled.scene)
        items = open_scene(ground, break_down(ground), known=_look(scene) in seen or _goes_on(episode.scenes, at))
        seen.add(_look(scene))
        last = stages[-1] if stages else None
        before = last.drafts[-1].framing if last and last.set == here else None
        drafts, after, said = cover(ground, items, shapes, before)
        found.extend(said)
        shown = (who for draft in drafts for who in (*draft.framing.who, draft.framing.over))
        people = tuple(dict.fromkeys(who for who in shown if who))
        stages.append(Stage(ground, items, drafts, after, sides(scene, bible, people), here, look,
                            settled.opening, _shown(scene, settled.seats)))
    slots, said = set_clock(stages, version.fps)
    found.extend(said)
    shots, said = make_shots(stages, slots, episode, bible, version)
    found.extend(said)
    cut = Cut(episode.id, version.language, version.fps, version.width, version.height, shots,
              sounds(stages, slots, version.fps), music(stages, slots, bible, version.fps), markers(stages, slots), version.safe)
    return cut, in_order((*found, *_whole(episode, cut)))


Directed = tuple[Cut, tuple[Diagnostic, ...]]
Directing = Callable[[Episode, Flow, Bible, Version], Directed]


def once() -> Directing:
    """`direct` for one episode, which is directed once for each version that is asked for."""
    made: list[tuple[Version, Directed]] = []

    def directing(episode: Episode, flow: Flow, bible: Bible, version: Version) -> Directed:
        for known, directed in made:
            if known == version:
                return directed
        made.append((version, direct(episode, flow, bible, version)))
        return made[-1][1]

    return directing


def _ground(episode: Episode, flow: Flow, bible: Bible, version: Version, at: int, scene: Scene) -> Ground:
    """The `scene` (number `at`) as the director sees it. What shows nothing is set aside, so that it cannot change the
    picture."""
    opening = flow.opening[at]
    shown = _seen(scene)
    here = tuple(_here(flow.scenes[at][index], opening) for index in shown)
    level = lifts(scene.beats)
    notes = tuple((bisect_left(shown, index), beat) for index, beat in enumerate(scene.beats)
                  if isinstance(beat, StoryBeat | Marker))
    return Ground(replace(scene, beats=tuple(scene.beats[index] for index in shown)), bible, version, episode.language,
                  at == 0, here, _here(opening, opening),
                  tuple(level[index] for index in shown), notes)


def _seen(scene: Scene) -> list[int]:
    """The beats of `scene` that show something."""
    return [index for index, beat in enumerate(scene.beats) if not isinstance(beat, _UNSEEN)]


def _shown(scene: Scene, seats: tuple[tuple[tuple[int, str], Posture], ...]) -> tuple[tuple[tuple[int, str], Posture], ...]:
    """`seats` by the beats that show something alone, as the director counts them."""
    at = {beat: index for index, beat in enumerate(_seen(scene))} if seats else {}
    return tuple(((at[beat], who), seat) for (beat, who), seat in seats)


def _here(state: State, opening: State) -> Here:
    return Here(state.present, tuple(sorted(state.wearing.items())), tuple(sorted(state.holding.items())),
                tuple(sorted((who, tuple(sorted(marks))) for who, marks in state.marks.items())),
                tuple(sorted(state.dead - opening.dead)), state.out)


def _look(scene: Scene) -> tuple[str, str, str, bool]:
    """What a scene's place looks like: seen once, it needs no introduction."""
    return (scene.place, scene.corner, scene.time, scene.storytime in PARTED)


def _goes_on(scenes: tuple[Scene, ...], at: int) -> bool:
    """Whether the action runs on from the scene before in the same place."""
    return at > 0 and scenes[at].continuous and scenes[at - 1].place == scenes[at].place


def _whole(episode: Episode, cut: Cut) -> tuple[Diagnostic, ...]:
    """Findings about the film as a whole."""
    if not cut.shots:
        return (finding("D409", episode.span),)
    first = cut.shots[0]
    seconds = first.frames / cut.fps
    if first.setup.size in ("els", "ws") and not first.spoken and seconds > 3:
        return (finding("D408", first.spans[0] if first.spans else episode.span, seconds=f"{seconds:.1f}"),)
    return ()
