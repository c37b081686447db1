"""The last tasks of a cut: the joined film, its subtitles and its poster."""

from __future__ import annotations

from collections.abc import Sequence

from ..cut.nodes import Cut, Shot
from .backends import estimate_for, version_of
from .nodes import RATE, Input, Product, Task, make_task
from .picture import Segment
from .stages import MASTER, MIX

AUDIO_BITRATE = "192k"
NOTHING = "null"
CLOSE = ("mcu", "cu", "bcu")


def master_tasks(cut: Cut, stem: str, title: str, segments: Sequence[Segment], mix: Task,
                 backend: str = "master") -> tuple[list[Task], list[Product]]:
    """The tasks that finish `cut`, and the files they are for, the film last: with the `stem` `ep01.en` they are
    `ep01.en.jpg`, `ep01.en.en.srt` and `ep01.en.mp4`. With the `backend` `null`, which has no pictures to join, there is no
    poster, and the film is a note that says so, `ep01.en.null.json`."""
    soundtrack = _soundtrack(cut, mix)
    film = _film(cut, title, segments, soundtrack, backend)
    tasks, products = [soundtrack, film], []
    if backend != NOTHING:
        poster = _poster(cut, segments)
        tasks.append(poster)
        products.append(Product(f"{stem}.jpg", poster.key, "image", cut.episode))
    for language in sorted({lang for shot in cut.shots for one in shot.subtitles for lang, _ in one.rows}):
        captions = _captions(cut, language)
        tasks.append(captions)
        products.append(Product(f"{stem}.{language}.srt", captions.key, "text", cut.episode))
    products.append(Product(f"{stem}.null.json" if backend == NOTHING else f"{stem}.mp4", film.key, "video", cut.episode))
    return tasks, products


def _soundtrack(cut: Cut, mix: Task) -> Task:
    """The mix as the film carries it. A task of its own, so that it is encoded while the last shots are drawn."""
    params = {"samples": _samples(cut), "audio_bitrate": AUDIO_BITRATE}
    return make_task("soundtrack", "master", version_of("master"), params, inputs=(Input("mix", mix.key, "audio"),),
                     outputs=("audio",), stage=MIX, estimate=estimate_for("master", cut.frames() / cut.fps),
                     label=f"soundtrack of {cut.episode} ({cut.language})")


def _samples(cut: Cut) -> int:
    return round(cut.frames() * RATE / cut.fps)


def _film(cut: Cut, title: str, segments: Sequence[Segment], soundtrack: Task, backend: str) -> Task:
    params = {
        "segments": len(segments), "frames": [one.frames for one in segments], "fps": cut.fps, "width": cut.width,
        "height": cut.height, "samples": _samples(cut), "title": title, "language": cut.language,
    }
    inputs = (*(Input(f"segment:{at}", one.task.key, "video") for at, one in enumerate(segments)),
              Input("soundtrack", soundtrack.key, "audio"))
    return make_task("master", backend, version_of(backend), params, inputs=inputs, outputs=("video",), resource="io",
                     stage=MASTER,
                     label=f"master of {cut.episode} ({cut.language})")


def _captions(cut: Cut, language: str) -> Task:
    """Subtitles of one language. Neighbouring stretches of the same words (a line that runs over a cut) are one cue."""
    cues: list[tuple[int, int, str]] = []
    for start, shot in zip(cut.starts(), cut.shots, strict=True):
        for one in shot.subtitles:
            text = "\n".join(words for lang, words in one.rows if lang == language)
            if not text:
                continue
            if cues and cues[-1][2] == text and start + one.start <= cues[-1][1] + 2:
                cues[-1] = (cues[-1][0], start + one.stop, text)
            else:
                cues.append((start + one.start, start + one.stop, text))
    seconds = [[round(first / cut.fps, 3), round(last / cut.fps, 3), text] for first, last, text in cues]
    return make_task("subtitle", "master", version_of("master"), {"cues": seconds}, outputs=("text",), resource="io",
                     stage=MASTER, label=f"subtitles of {cut.episode} ({language})")


def _poster(cut: Cut, segments: Sequence[Segment]) -> Task:
    """The frame that sells the episode: the middle of its tensest close shot without a card or a subtitle, if any."""
    shot, frame = max(_candidates(cut), key=lambda one: one[0])[1:]
    at, first = 0, 0
    while frame >= first + segments[at].frames:
        first += segments[at].frames
        at += 1
    return make_task("poster", "master", version_of("master"), {"frame": frame - first},
                     inputs=(Input("segment", segments[at].task.key, "video"),), outputs=("image",), resource="io",
                     stage=MASTER, label=f"poster of {cut.episode}", spans=shot.spans)


def _candidates(cut: Cut) -> list[tuple[tuple[float, ...], Shot, int]]:
    found: list[tuple[tuple[float, ...], Shot, int]] = []
    for order, (start, shot) in enumerate(zip(cut.starts(), cut.shots, strict=True)):
        middle = shot.frames // 2
        shown = [(one.start, one.stop) for one in shot.subtitles] + [(one.start, one.stop) for one in shot.cards]
        covered = any(first <= middle < last for first, last in shown)
        rank = (float(bool(shot.setup.figures)) + float(shot.setup.size in CLOSE), -float(covered), shot.tension,
                -float(order))
        found.append((rank, shot, start + middle))
    return found
