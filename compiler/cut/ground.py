"""What the director knows of a scene while breaking it down: its beats, who is there at each, the version's
languages."""

from __future__ import annotations

from ..base.nodes import node
from ..bible.nodes import Bible
from ..story.nodes import Act, Beat, Line, Marker, Scene, StoryBeat
from .sheet import Here
from .version import Version

OUT_OF_PICTURE = frozenset(("vo", "os", "inner"))
DISTANT = frozenset(("phone", "radio", "pa"))


@node
class Ground:
    """One scene to be broken down. `script` is the script's language; `first` tells whether the scene opens the
    episode; `here` holds one state for each beat, as it is once the beat has happened, `opening` the one
    that the scene begins with. `lifts` is the least tension of each beat; `notes` are the beats that show nothing, taken
    out of the scene, each with the beat that it stood before."""

    scene: Scene
    bible: Bible
    version: Version
    script: str
    first: bool
    here: tuple[Here, ...]
    opening: Here
    lifts: tuple[float, ...] = ()
    notes: tuple[tuple[int, StoryBeat | Marker], ...] = ()

    @property
    def tall(self) -> bool:
        """Whether the frame is higher than wide."""
        return self.version.height > self.version.width

    def lift(self, beat: int) -> float:
        """The least tension of `beat`."""
        return self.lifts[beat] if beat < len(self.lifts) else 0.0

    def before(self, beat: int) -> Here:
        """What holds when `beat` begins."""
        return self.here[beat - 1] if 0 < beat <= len(self.here) else self.opening

    def along(self, beat: int) -> float:
        """How far the scene has come at `beat`, 0 to 1."""
        return beat / max(1, len(self.scene.beats) - 1)

    def frames(self, seconds: float) -> int:
        """`seconds` as whole frames, at least one."""
        return max(1, int(seconds * self.version.fps + 0.5))

    def language(self, line: Line) -> str:
        """The language that `line` is spoken in."""
        return self.version.language if self.version.language in dict(line.words) else self.script


def seen(line: Line, here: Here) -> tuple[str, ...]:
    """The speakers of `line` whose lips are seen to move. A voice that comes over a wire is seen only when its owner is
    the only one here, and so must be talking into the phone."""
    if line.channel in OUT_OF_PICTURE:
        return ()
    if line.channel in DISTANT:
        return line.speakers if line.speakers and set(here.present) == set(line.speakers) else ()
    return line.speakers


def neighbour(beats: tuple[Beat, ...], at: int, step: int) -> Act | Line | None:
    """The next piece of action or dialogue before (`step` -1) or after (1) beat `at`."""
    at += step
    while 0 <= at < len(beats):
        beat = beats[at]
        if isinstance(beat, Act | Line):
            return beat
        at += step
    return None


def mentioned(text: str, names: tuple[str, ...]) -> int:
    """The offset at which the first of `names` stands in `text` as words of their own, or -1."""
    folded, best = text.casefold(), -1
    for name in names:
        wanted, at = name.casefold(), -1
        while wanted and (at := folded.find(wanted, at + 1)) >= 0:
            if _apart(folded, at, at + len(wanted)):
                best = at if best < 0 else min(best, at)
                break
    return best


def names_of(bible: Bible, id: str) -> tuple[str, ...]:
    """Every name by which a script may call the character or prop `id`."""
    entry = bible.cast.get(id) or bible.props.get(id)
    if entry is None:
        return (id,)
    return (id, *entry.aliases, *entry.names.values())


def _apart(text: str, start: int, end: int) -> bool:
    """Whether `[start, end)` is not the inside of a longer alphabetic word; scripts without spaces are always apart."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (_latin(before) and _latin(text[start])) and not (_latin(after) and _latin(text[end - 1]))


def _latin(one: str) -> bool:
    return one.isalnum() and ord(one) < 0x3000
