"""Off-screen speaker in the picture

What it checks:
Who speaks with (O.S.) is not shown by the shot that the writer asks for at that moment. A shot stands until the next one, a
transition, or somebody else who acts or speaks in the picture; who leaves is no longer in it. Over a shoulder it shows the
one who faces the camera, a point of view whom it looks at. Where no shot is asked for, who nods, kneels or smiles in the
action directly above is in the picture too.

Why it matters:
O.S. means near but not in the picture: the mouth would stay shut while the voice is heard.

Example:
`[[shot: CU LIN]]`, then `LIN (O.S.)`.

Fix:
Take the extension off, show the listener instead, or mark a thought as such: (V.O.) over one's own close-up, or 内心.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Label, Severity
from ...base.pattern import Lazy
from ...story.nodes import Act, Beat, Edit, Line, Marker, Scene, ShotAsk, Title
from ..picture import leaving, on_screen, takes_over
from ..rule import Subject

CODE = "D212"
SEVERITY = Severity.WARNING
_SEEN = frozenset(("nod", "shake", "bow", "point", "hand-to-chest", "clench", "raise-hand", "lower-head", "look-up", "kneel"))
_ELSEWHERE = Lazy(
    r"\b(?:out|outside|off|away|behind|beyond|through|upstairs|downstairs|hid\w*|unseen|voice|shadow|dark\w*|next room|into"
    r"|other side|leav\w*|exits?|vanish\w*|disappear\w*|gone|phone|telephone|screen)\b"
    r"|[外后]|里间|隔壁|声音|离开|走[向进]|消失|躲|电话|屏幕|黑暗", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each off-screen line over a picture of its speaker."""
    for episode in subject.episodes:
        for scene in episode.scenes:
            if any(isinstance(beat, Line) and beat.channel == "os" for beat in scene.beats):
                yield from _told(scene, episode.language)


def _told(scene: Scene, language: str) -> Iterator[Diagnostic]:
    """The findings on one scene of an episode in `language`."""
    shot: ShotAsk | None = None
    act: Act | None = None
    gone: set[str] = set()
    for beat in scene.beats:
        if isinstance(beat, ShotAsk):
            shot, gone, act = beat, set(), None
        if isinstance(beat, Line) and beat.channel == "os":
            yield from _shown(language, beat, shot, act, gone)
        elif shot is not None and shot is not beat and takes_over(shot, beat):
            shot = None
        gone.update(leaving(beat))
        act = _after(beat, act)


def _after(beat: Beat, act: Act | None) -> Act | None:
    """The action that is still what the picture shows after `beat`."""
    if isinstance(beat, Act):
        return beat
    return None if isinstance(beat, Line | ShotAsk | Edit | Marker | Title) else act


def _shown(language: str, line: Line, shot: ShotAsk | None, act: Act | None, gone: set[str]) -> Iterator[Diagnostic]:
    """A finding for each speaker of `line` whom the shot, or else the action above, puts into the picture."""
    for who in line.speakers:
        if who in gone:
            continue
        if shot is not None and who in on_screen(shot):
            yield _finding(language, line, f"{who} speaks off screen, but the shot shows {who}",
                           Label(shot.span, "the shot that stands here"))
        elif shot is None and act is not None and _acts(who, act):
            yield _finding(language, line, f"{who} speaks off screen, but the action shows {who}",
                           Label(act.span, f"{who} is seen here"))


def _acts(who: str, act: Act) -> bool:
    """Whether a paragraph, which tells of nobody else and of no other place, has somebody do what can only be seen."""
    return (act.who == (who,) and any(one == who and gesture in _SEEN for one, gesture in act.gestures)
            and _ELSEWHERE.search(act.text) is None)


def _finding(language: str, line: Line, message: str, label: Label) -> Diagnostic:
    return Diagnostic(CODE, SEVERITY, message, line.span, _help(language), (label,))


def _help(language: str) -> str:
    thought = "（内心）" if language.startswith("zh") else "(V.O.)"
    return f"take (O.S.) off, or show somebody else; for a thought write {thought}"
