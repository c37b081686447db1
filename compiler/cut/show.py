"""A cut as a list that people read, one line a shot: for `dramac plan --shots` and for comparing."""

from __future__ import annotations

from collections.abc import Sequence

from ..story.nodes import Line
from .nodes import Cut, Figure, Marker, MusicCue, Shot, SoundCue


def show(cut: Cut, lines: Sequence[Line] = ()) -> str:
    """The shot list of `cut`: time, frames, framing, people, move, what is said; then its sounds, music and markers. `lines`
    are those of the episode; without them lines are named by number."""
    words = {line.index: line.text(cut.language) for line in lines}
    names = {line.index: " and ".join(line.speakers) for line in lines}
    found = [f"{cut.episode} {cut.language} {cut.width}x{cut.height} {cut.fps} fps, "
             f"{len(cut.shots)} shots, {_clock(cut.frames(), cut.fps)}"]
    for number, (start, shot) in enumerate(zip(cut.starts(), cut.shots, strict=True), 1):
        found.append(_line(number, start, shot, cut.fps, words, names))
    found.extend(_sound(cue, cut.fps) for cue in cut.sounds)
    found.extend(_music(cue, cut.fps) for cue in cut.music)
    found.extend(_marker(one, cut.fps) for one in cut.markers)
    return "\n".join(found) + "\n"


def framing(shot: Shot) -> str:
    """The camera of a shot as it stands on a shot list: `CU single LIN (low), push-in`."""
    setup = shot.setup
    people = [("/" if figure.foreground else "") + figure.costume.character + _where(figure.x, figure.facing) + _placed(figure)
              for figure in setup.figures]
    what = [setup.size.upper(), setup.composition, *people, *([setup.insert.id] if setup.insert else ())]
    angle = "" if setup.angle == "eye" else f" ({setup.angle})"
    return f"{' '.join(what)}{angle}, {shot.move}"


def _line(number: int, start: int, shot: Shot, fps: int, words: dict[int, str], names: dict[int, str]) -> str:
    joint = "" if shot.transition.kind == "cut" else f"[{shot.transition.kind} {shot.transition.frames}] "
    ends = (("fade-in", shot.fade_in), ("fade-out", shot.fade_out))
    fades = "".join(f" {name} {count}" for name, count in ends if count)
    said = "".join(_said(one.line, one.frame, one.mouth, words, names) for one in shot.spoken)
    acted = "".join(f" *{one.character} {one.gesture}" for one in shot.gestures)
    felt = " ".join(f"{one.character}:{one.emotion} {one.intensity:g} {one.gaze}@{one.frame}" for one in shot.moods)
    written = "".join(f" <{one.kind}: {one.text.splitlines()[0] if one.text else ''}>" for one in shot.cards)
    take = "" if shot.take == 1 else f" take {shot.take}"
    return (f"{number:3d} {_clock(start, fps)} {shot.frames:4d}f {joint}{shot.setup.set.place}/{shot.setup.set.time} "
            f"{framing(shot)}{take} t{shot.tension:g}{fades}{acted}{written}{said}{f' {{{felt}}}' if felt else ''}")


def _said(line: int, frame: int, mouth: str, words: dict[int, str], names: dict[int, str]) -> str:
    """A line heard in a shot: `~` where it goes on from the shot before, `(off)` where no lips move."""
    text = words.get(line, "")
    heard = f" “{text}”" if frame >= 0 and text else ""
    return f" {'~' if frame < 0 else f'{frame}:'}{names.get(line, line)}{'' if mouth else ' (off)'}{heard}"


def _where(x: float, facing: str) -> str:
    return f"@{x:+.2f}{ {'left': '<', 'right': '>', 'front': 'o', 'away': '^'}.get(facing, '?') }"


def _placed(one: Figure) -> str:
    """`(sit sofa)`, `(sit chair/table)`; nothing for who stands, or is told by a gesture to lie or kneel."""
    if one.posture is None or not one.posture.seat:
        return ""
    return f"({one.posture.kind or 'before'} {one.posture.seat}{f'/{one.posture.table}' if one.posture.table else ''})"


def _sound(cue: SoundCue, fps: int) -> str:
    kind = "bed" if cue.bed else "sound"
    return f"{kind} {_clock(cue.start, fps)} {cue.frames:4d}f {cue.sound} {cue.gain:+.0f} dB"


def _music(cue: MusicCue, fps: int) -> str:
    return (f"music {_clock(cue.start, fps)} {cue.frames:4d}f {' '.join(cue.mood)} on {' '.join(cue.instruments)} "
            f"t{cue.tension:g} {cue.gain:+.0f} dB")


def _marker(one: Marker, fps: int) -> str:
    text = f" {one.text}{f' (else {one.default})' if one.default else ''}" if one.text else ""
    return f"mark  {_clock(one.frame, fps)} {one.kind}{text}"


def _clock(frames: int, fps: int) -> str:
    """`mm:ss:ff`."""
    seconds, rest = divmod(frames, fps)
    return f"{seconds // 60:02d}:{seconds % 60:02d}:{rest:02d}"
