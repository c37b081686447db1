"""What a writer waits for in an editor: a changed line in a drama of 68 episodes, from the keystroke to the findings.

Bar on two cores: at most 0.25 s after the pause in typing that the language server waits for (0.15 s), which is part of every
figure here. The server is the real one, over its standard streams; each change is another one, with the others in place. What
is asked for is asked as soon as the findings are there.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .check import shelf
from .drama import write
from .tools import ROOT

EPISODES = 68
_CHANGES = 7
_PATIENCE = 60.0
_MARK = "\n[[beat: hook]]\n"
_LASTS = "\n[[hold: 1.2s]]\n"


def run() -> Iterator[tuple[str, str]]:
    """Rows of milliseconds: opening, one changed line, and what is asked for after it."""
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder, shelf():
        root = Path(folder).resolve() / "drama"
        write(root, EPISODES)
        yield from asyncio.run(_measured(root))


async def _measured(root: Path) -> list[tuple[str, str]]:
    desk = await _Desk.opened()
    rows = []
    try:
        first = root / "episodes" / "ep001.fountain"
        rows.append((f"{EPISODES} episodes, the first opened", f"{await desk.open(first) * 1000:,.0f} ms"))
        for place, number in (("first", 1), ("middle", EPISODES // 2), ("last", EPISODES)):
            script = root / "episodes" / f"ep{number:03d}.fountain"
            if number > 1:
                await desk.open(script)
            rows.append((f"a line of the {place} episode changed", await desk.change(script, _MARK, "The rain stops, {0}.\n")))
        hover = [await desk.ask("hover", first, at) for at in range(_CHANGES)]
        rows.append(("hover right after a change", _shown(hover)))
        rows.append(("completion after that, nothing changed", _shown([await desk.ask("completion", first)])))
        lasting = await desk.change(first, _LASTS, "\n[[marks: MAYA LIN = {1}]]\n")
        rows.append(("a mark that lasts, in the first episode", lasting))
        rows.append(("a line of the bible changed", await desk.change(root / "series.yaml", "\ncast:", "\n# {0}")))
    finally:
        await desk.client.shutdown_async(None)
        desk.client.exit(None)
    return rows


class _Desk:
    """A client with a server of its own."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self._texts: dict[Path, tuple[int, str]] = {}
        self._heard: dict[tuple[str, int | None], asyncio.Event] = {}

    @classmethod
    async def opened(cls) -> _Desk:
        from lsprotocol import types as lsp
        from pygls.lsp.client import LanguageClient

        client = LanguageClient("bench", "1")
        desk = cls(client)

        @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def heard(params: lsp.PublishDiagnosticsParams) -> None:
            desk._event(params.uri, params.version).set()

        environment = {**os.environ, "PYTHONPATH": str(ROOT / ".dev")}
        await client.start_io(sys.executable, "-m", "dramac", "lsp", env=environment, cwd=ROOT)
        await client.initialize_async(lsp.InitializeParams(lsp.ClientCapabilities(), process_id=os.getpid()))
        client.initialized(lsp.InitializedParams())
        return desk

    async def open(self, file: Path) -> float:
        """Seconds from opening `file` to its findings."""
        from lsprotocol import types as lsp

        text = file.read_text(encoding="utf-8")
        self._texts[file] = 1, text
        began = time.perf_counter()
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(
            lsp.TextDocumentItem(file.as_uri(), "fountain", 1, text)))
        await self._findings(file, 1)
        return time.perf_counter() - began

    async def change(self, file: Path, before: str, put: str) -> str:
        """The quickest and the middle one of some edits of `file`, each of which puts `put` behind the first `before`."""
        if file not in self._texts:
            await self.open(file)
        return _shown([await self._put(file, before, put.format(at, _MARKS[at])) for at in range(_CHANGES)])

    async def ask(self, what: str, file: Path, at: int | None = None) -> float:
        """Seconds of a hover or a completion at the first cue of `file`; where `at` is given, right after the findings on
        an edit."""
        from lsprotocol import types as lsp

        if at is not None:
            await self._put(file, _MARK, f"The rain goes on, {at}.\n")
        lines = self._texts[file][1].splitlines()
        line = next(number for number, one in enumerate(lines) if one.isupper() and not one.startswith(("INT", "EXT")))
        place = lsp.TextDocumentIdentifier(file.as_uri()), lsp.Position(line, 2)
        began = time.perf_counter()
        if what == "hover":
            await self.client.text_document_hover_async(lsp.HoverParams(*place))
        else:
            await self.client.text_document_completion_async(lsp.CompletionParams(*place))
        return time.perf_counter() - began

    async def _put(self, file: Path, before: str, put: str) -> float:
        from lsprotocol import types as lsp

        version, text = self._texts[file]
        head, mark, rest = text.partition(before)
        if not mark:
            raise ValueError(f"{file.name} holds no {before!r}: the benchmark must be set anew")
        version, text = self._texts[file] = version + 1, f"{head}{mark}{put}{rest}"
        line = (head + mark).count("\n")
        at = lsp.Position(line, len((head + mark).rpartition("\n")[2]))
        began = time.perf_counter()
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(
            lsp.VersionedTextDocumentIdentifier(version, file.as_uri()),
            [lsp.TextDocumentContentChangePartial(lsp.Range(at, at), put)]))
        await self._findings(file, version)
        return time.perf_counter() - began

    async def _findings(self, file: Path, version: int) -> None:
        await asyncio.wait_for(self._event(file.as_uri(), version).wait(), _PATIENCE)

    def _event(self, uri: str, version: int | None) -> asyncio.Event:
        return self._heard.setdefault((uri, version), asyncio.Event())


_MARKS = ("tears", "mud", "sweat", "dust", "tear stains", "soot", "blood")


def _shown(seconds: list[float]) -> str:
    order = sorted(seconds)
    return f"{order[0] * 1000:,.0f} ms (middle {order[len(order) // 2] * 1000:,.0f} ms)"
