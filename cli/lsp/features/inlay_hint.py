"""textDocument/inlayHint: how long each scene and each speech lasts, as far as it can be told without voices."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types as lsp

from ....compiler.cut.time import estimate
from ....compiler.story.nodes import Line
from ....compiler.syntax.tree import Heading, Speech
from ..session import Session, View
from ..timing import scene_seconds

METHOD = lsp.TEXT_DOCUMENT_INLAY_HINT
OPTIONS = None


async def answer(session: Session, params: lsp.InlayHintParams) -> list[lsp.InlayHint] | None:
    """Seconds behind headings and cues."""
    view = await session.view(params.text_document.uri)
    if view is None or view.script is None:
        return None
    start, end = view.offset(params.range.start), view.offset(params.range.end)
    return [_hint(view, offset, text, told) for offset, text, told in (*_scenes(view), *_speeches(view))
            if start <= offset <= end]


def _scenes(view: View) -> Iterator[tuple[int, str, str]]:
    """Behind each heading the length of its scene."""
    body = view.script.body if view.script is not None else ()
    headings = {one.span.start: one.span.end for one in body if isinstance(one, Heading)}
    for start, seconds in scene_seconds(view.analysis, view.path):
        if start in headings:
            yield headings[start], _clock(seconds), "estimated length of the scene in the series' own language"


def _speeches(view: View) -> Iterator[tuple[int, str, str]]:
    """Behind each cue the time that its words take."""
    body = view.script.body if view.script is not None else ()
    lines = {beat.span.start: (beat, episode.language) for episode in view.analysis.episodes
             for beat in episode.lines() if beat.span.path == view.path}
    for one in body:
        if not isinstance(one, Speech):
            continue
        seconds = sum(_seconds(*lines[part.span.start]) for part in one.parts if part.span.start in lines)
        if seconds:
            _, end = view.lines.line(one.cue.span.end)
            yield end, f"{seconds:.1f} s", "estimated length of the speech"


def _seconds(line: Line, language: str) -> float:
    return estimate(line.text(language), language, line.manner, line.emotion, line.intensity)


def _clock(seconds: float) -> str:
    """`12 s`, `1:05`."""
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60}:{whole % 60:02}"


def _hint(view: View, offset: int, text: str, told: str) -> lsp.InlayHint:
    return lsp.InlayHint(view.lines.position(offset), text, tooltip=told, padding_left=True)
