"""What one version of an episode asks of the cut: its languages, its picture, its words on screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from ...stdlib import vocabulary
from ..base.nodes import node
from ..bible.nodes import Bible
from ..story.nodes import Line
from .nodes import LineTiming
from .time import estimate


@node
class Version:
    """One version. `language` is spoken; `subtitles` are shown, top row first. `timings` holds, by `Line.index`, what
    each line lasts; lines that are not in it are estimated. `title` is the series' name on the opening card, `label`
    the notice that the film was generated (both may be empty); `columns` the room of a subtitle row in half-width
    characters (0: chosen by the frame's shape), `safe` the box of `Cut`."""

    language: str = "en"
    subtitles: tuple[str, ...] = ()
    timings: Mapping[int, LineTiming] = field(default_factory=dict)
    fps: int = 24
    width: int = 720
    height: int = 1280
    title: str = ""
    label: str = ""
    columns: int = 0
    safe: tuple[float, ...] = ()

    def row(self) -> int:
        """Half-width characters of a subtitle row: 26 (13 Chinese) on a vertical frame, where the platform's buttons
        stand at the sides; 34 on a square one; 42 on a wide one (Netflix Timed Text Style Guide, English)."""
        if self.columns:
            return max(4, self.columns)
        return 26 if self.height > self.width else 34 if self.height == self.width else 42


def seconds_of(line: Line, version: Version, script: str) -> LineTiming:
    """How long `line` lasts in `version`: as measured, or estimated from its words. `script` is the script's language,
    in which a line without a translation is spoken."""
    known = version.timings.get(line.index)
    if known is not None:
        return known
    language = version.language if version.language in dict(line.words) else script
    words = line.text(version.language)
    return LineTiming(estimate(words, language, line.manner, line.emotion, line.intensity), measured=False)


def version_of(bible: Bible, language: str, timings: Mapping[int, LineTiming] | None = None) -> Version:
    """The version of the series in `language`, in its format; `timings` as in `Version`."""
    series = bible.series
    size = vocabulary("formats").entries[series.format]
    asked = series.subtitles or (language, series.language)
    rows = tuple(dict.fromkeys((*(one for one in asked if one == language), *asked)))  # what is spoken stands on top
    return Version(language=language, subtitles=rows, timings=timings or {}, fps=int(size["fps"]), width=int(size["width"]),
                   height=int(size["height"]), title=series.names.get(language, series.title), label=label_in(language),
                   safe=_safe(bible))


def _safe(bible: Bible) -> tuple[float, ...]:
    """The box that the series' platform keeps free, which the stdlib gives in pixels of 1080x1920; none for other shapes."""
    size, profiles = vocabulary("formats").entries[bible.series.format], vocabulary("profiles").entries
    if size["height"] <= size["width"]:
        return ()
    left, top, right, bottom = profiles.get(bible.series.profile, profiles["generic"])["safe"]["box"]
    return (left / 1080, top / 1920, right / 1080, bottom / 1920)


def label_in(language: str) -> str:
    """The notice that a film was generated, in `language` (wording after GB 45438-2025: an AI word and a word for
    generation)."""
    return str(vocabulary("languages").entries.get(language, {}).get("ai_label", "AI-generated"))
