"""An episode as text, one line a beat, stable: for goldens and for `--print story`."""

from __future__ import annotations

from .nodes import (
    Act,
    Beat,
    Change,
    Edit,
    Episode,
    Fact,
    Handling,
    Hold,
    Line,
    Marker,
    Music,
    Posture,
    Scene,
    ShotAsk,
    Sound,
    StoryBeat,
    Title,
)


def show(episode: Episode) -> str:
    """The story of `episode`: its scenes and beats with what is not empty, ending in a line end."""
    lines = [f"episode {episode.id} number={episode.number} language={episode.language} title={episode.title!r}"]
    for number, scene in enumerate(episode.scenes, 1):
        lines.append("")
        lines.append(_scene(number, scene))
        lines.extend(f"  {_beat(beat)}" for beat in scene.beats)
    return "\n".join(lines) + "\n"


def _scene(number: int, scene: Scene) -> str:
    flags = [
        "interior" if scene.interior else "exterior", scene.time,
        "continuous" if scene.continuous else "", scene.weather,
        f"look={scene.look}" if scene.look else "",
        scene.storytime if scene.storytime != "present" else "",
        f"#{scene.number}" if scene.number else "",
    ]
    place = f"{scene.place} / {scene.corner}" if scene.corner else scene.place
    return f"scene {number} {place!r} " + " ".join(flag for flag in flags if flag)


def _beat(beat: Beat) -> str:
    match beat:
        case Line():
            return _line(beat)
        case Act():
            return _act(beat)
        case ShotAsk():
            return _shot(beat)
        case Change():
            to = f"-> {beat.to}" if beat.to else ""
            return _words("change", beat.kind, beat.who, to, beat.what and repr(beat.what), beat.side)
        case Sound():
            return _words("sound", beat.sound, _seconds(beat.seconds))
        case Music():
            return _words("music", "stop" if beat.stop else "", *beat.mood, *beat.instruments,
                          "" if beat.stop else beat.level)
        case Title():
            return _words(beat.style, *(f"{language}={words!r}" for language, words in beat.words), _seconds(beat.seconds))
        case Hold():
            return _words("hold", _seconds(beat.seconds))
        case Edit():
            return _words("edit", beat.transition)
        case Fact():
            return _words("fact", beat.kind, repr(beat.id), _list("who", beat.who))
        case StoryBeat():
            return _words("beat", beat.beat)
        case Marker():
            return _words("marker", beat.kind, beat.text and repr(beat.text),
                          f"default={beat.default!r}" if beat.default else "")


def _line(line: Line) -> str:
    how = f"{line.emotion}@{line.intensity:g}" if line.emotion else ""
    return _words(
        f"line {line.index}", f"[{line.id}]" if line.id else "", f"[={line.same_as.id}]" if line.same_as else "",
        " + ".join(line.speakers),
        f"({line.channel})" if line.channel else "", how, "/".join(line.manner), "lyric" if line.lyric else "",
        "dual" if line.dual else "", *(f"{language}={words!r}" for language, words in line.words))


def _act(act: Act) -> str:
    return _words(
        "act", repr(act.text), _list("who", act.who), _list("props", act.props),
        _list("handlings", tuple(_handling(one) for one in act.handlings)),
        _list("gestures", tuple(f"{who}:{what}" for who, what in act.gestures)),
        _list("emotions", tuple(f"{who}:{what}" for who, what in act.emotions)), _list("sounds", act.sounds),
        _list("deaths", act.deaths), _list("goes", act.goes), _list("postures", tuple(_posture(one) for one in act.postures)))


def _posture(one: Posture) -> str:
    return f"{one.who or 'everybody'}:{one.kind}{f' on {one.seat}' if one.seat else ''}{f' at {one.table}' if one.table else ''}"


def _handling(one: Handling) -> str:
    return f"{one.who or 'somebody'} {one.kind} {one.prop}{f' -> {one.to}' if one.to else ''}{'' if one.sure else '?'}"


def _shot(shot: ShotAsk) -> str:
    return _words(
        "shot", shot.size, shot.composition, shot.angle, shot.move, _list("subjects", shot.subjects),
        _list("on", shot.on), _list("props", shot.props), _list("free", shot.free), _seconds(shot.seconds),
        f"take={shot.take}" if shot.take != 1 else "")


def _list(name: str, items: tuple[str, ...]) -> str:
    return f"{name}={', '.join(items)}" if items else ""


def _seconds(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:g}s"


def _words(*parts: str) -> str:
    return " ".join(part for part in parts if part)
