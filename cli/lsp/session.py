"""The state of one connection: what is open, what was published, and the newest look at each project.

Everything here runs on the event loop; only `snapshot.take` runs beside it, in one worker, on values that nobody
changes. A document event raises `stamp`: a snapshot of an older stamp answers nothing and publishes nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from ...compiler.analyse import Analysis, analyse
from ...compiler.base.nodes import node
from ...compiler.base.source import Source
from ...compiler.bible.nodes import Bible
from ...compiler.project import Project
from ...compiler.symbols.index import all_scripts
from ...compiler.syntax.tree import Script
from . import findings
from .pages import Pages
from .positions import Lines, changed, clean
from .snapshot import Document, Home, Past, Snapshot, document_of, home_of, imagined, loose, take

DELAY = 0.15
"""Seconds without a keystroke after which findings are published."""
WARM = "INT. HALL - DAY\n\n[[shot: CU ANN, push in]]\n\nANN\n(softly)\nHello.\n"
"""A script that makes the compiler load its tables."""
log = logging.getLogger(__name__)


@node
class View:
    """One document in the newest snapshot of its project."""

    snapshot: Snapshot
    path: str
    lines: Lines

    @property
    def analysis(self) -> Analysis:
        """What the compiler makes of the project."""
        return self.snapshot.analysis

    @property
    def script(self) -> Script | None:
        """The tree of the document, where it is a script."""
        return all_scripts(self.analysis).get(self.path)

    def offset(self, position: lsp.Position) -> int:
        """The offset of `position`."""
        return self.lines.offset(position)


class Session:
    """One editor and what it has open."""

    def __init__(self, server: LanguageServer) -> None:
        self.server = server
        self.client = lsp.ClientCapabilities()
        self.encoding = "utf-16"
        self.stamp = 0
        self.documents: dict[str, Document] = {}
        self.pages = Pages()
        self._worker = ThreadPoolExecutor(1, "compiler")
        self._newest: dict[Home, Snapshot] = {}
        self._pasts: dict[Home, Past] = {}
        self._running: dict[tuple[Home, int], asyncio.Future[Snapshot]] = {}
        self._timers: dict[Home, asyncio.Task[None]] = {}
        self._published: dict[Home, dict[str, tuple[int | None, tuple[lsp.Diagnostic, ...]]]] = {}

    def close(self) -> None:
        """End the worker and remove what was written."""
        for timer in self._timers.values():
            timer.cancel()
        self._worker.shutdown(wait=False, cancel_futures=True)
        self.pages.close()

    def opened(self, item: lsp.TextDocumentItem) -> None:
        """A document was opened: look at its project at once."""
        self.documents[item.uri] = document_of(item, clean(item.text))
        self._touched(item.uri, 0)

    def edited(self, name: lsp.VersionedTextDocumentIdentifier, changes: list[lsp.TextDocumentContentChangeEvent]) -> None:
        """A document was edited: look at its project when the typing pauses."""
        one = self.documents.get(name.uri)
        if one is None:
            log.warning("a change of %s, which is not open", name.uri)
            return
        text = one.text
        for change in changes:
            text = changed(text, change, self.encoding)
        self.documents[name.uri] = Document(one.uri, one.file, name.version, text)
        self._touched(name.uri, DELAY)

    def closed(self, uri: str) -> None:
        """A document was closed: from now on the file on disk counts. A project of which nothing is open is left."""
        home = home_of(uri)
        self.documents.pop(uri, None)
        self.stamp += 1
        self._sweep()
        if self._is_open(home):
            self.look_soon(home, 0)

    def moved(self) -> None:
        """Files changed on disk: look at every project again."""
        self.stamp += 1
        self._sweep()
        for home in dict.fromkeys(home_of(uri) for uri in self.documents):
            self.look_soon(home, DELAY)

    async def view(self, uri: str) -> View | None:
        """The document `uri` as it is now, or None where no project holds it."""
        home = home_of(uri)
        snapshot = await self.snapshot(home)
        path = snapshot.path_of(uri)
        if path is None and (alone := loose(snapshot, uri)) is not None:
            snapshot = await self.snapshot(alone)
            path = snapshot.path_of(uri)
        return View(snapshot, path, snapshot.lines(path)) if path is not None else None

    async def everything(self) -> list[Snapshot]:
        """The newest snapshot of every project of which something is open."""
        homes = dict.fromkeys(home_of(uri) for uri in self.documents)
        return [await self.snapshot(home) for home in homes]

    async def snapshot(self, home: Home) -> Snapshot:
        """The project `home` as it is now; asked for twice it is made once."""
        known = self._newest.get(home)
        if known is not None and known.stamp == self.stamp:
            return known
        key = (home, self.stamp)
        if key not in self._running:
            loop = asyncio.get_running_loop()
            past = self._pasts.setdefault(home, Past())
            work = loop.run_in_executor(self._worker, take, home, tuple(self.documents.values()), self.stamp, self.encoding,
                                        past)
            self._running[key] = work
            work.add_done_callback(lambda _: self._running.pop(key, None))
        try:
            found = await asyncio.shield(self._running[key])
        except Exception:
            log.exception("the compiler failed on %s", home)
            self._pasts.pop(home, None)
            found = known or Snapshot(home, self.stamp, Analysis(Bible(), {}, {}, (), (), ()), self.encoding)
        if found.stamp == self.stamp:
            self._newest[home] = found
        return found

    async def tried(self, snapshot: Snapshot, texts: Mapping[str, str]) -> Snapshot:
        """The project of `snapshot` as it would be if its files (by project-relative path) held `texts`."""
        changed = [imagined(snapshot, path, text) for path, text in texts.items()]
        own = {one.file or one.uri for one in changed}
        rest = [one for one in self.documents.values() if (one.file or one.uri) not in own]
        stamp, past = self.stamp, self._pasts.get(snapshot.home, Past())

        def attempt() -> Snapshot:
            return take(snapshot.home, (*rest, *changed), stamp, self.encoding, past.copy())

        return await asyncio.get_running_loop().run_in_executor(self._worker, attempt)

    def warm(self) -> None:
        """Load what every look needs before the first one is asked for."""
        self._worker.submit(analyse, Project(Path(), None, (Source("warm", WARM),)))

    def look_soon(self, home: Home, delay: float) -> None:
        """Publish the findings of `home` after `delay` seconds, unless something changes before."""
        waiting = self._timers.get(home)
        if waiting is not None:
            waiting.cancel()
        self._timers[home] = asyncio.get_running_loop().create_task(self._look(home, delay))

    async def _look(self, home: Home, delay: float) -> None:
        await asyncio.sleep(delay)
        snapshot = await self.snapshot(home)
        if snapshot.stamp != self.stamp:
            self.look_soon(home, DELAY)
            return
        self._publish(snapshot)
        for uri in list(self.documents):
            alone = loose(snapshot, uri)
            if alone is not None:
                self._publish(await self.snapshot(alone), uri)

    def _touched(self, uri: str, delay: float) -> None:
        self.stamp += 1
        self._sweep()
        self.look_soon(home_of(uri), delay)

    def _publish(self, snapshot: Snapshot, only: str = "") -> None:
        """Send the findings of every file whose findings (or version) changed, and nothing for those that are clean
        again. `only` restricts it to one document."""
        before = self._published.get(snapshot.home, {})
        found = findings.by_document(snapshot, self.client, self.pages)
        if only:
            found = {uri: one for uri, one in found.items() if uri == only}
        versions: Mapping[str, int] = {uri: one.version for uri, one in self.documents.items()}
        opened = {only} if only else {uri for path, uri in snapshot.uris.items() if path in snapshot.analysis.sources}
        now = {uri: (versions.get(uri), tuple(found.get(uri, ()))) for uri in (*found, *opened)}
        for uri, (version, ours) in now.items():
            if before.get(uri) != (version, ours):
                self._send(uri, version, ours)
        for uri in before.keys() - now.keys():
            if before[uri][1]:
                self._send(uri, versions.get(uri), ())
        self._published[snapshot.home] = now

    def _send(self, uri: str, version: int | None, ours: tuple[lsp.Diagnostic, ...]) -> None:
        self.server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, list(ours), version))

    def _sweep(self) -> None:
        """Leave the projects of which nothing is open any more."""
        for known in dict.fromkeys((*self._published, *self._newest, *self._pasts, *self._timers)):
            if not self._is_open(known):
                self._leave(known)

    def _is_open(self, home: Home) -> bool:
        """Whether something of `home` is open: of a script that is read alone, that script."""
        for one in self.documents.values():
            its = home_of(one.uri)
            if its == home or (home.only and its.root == home.root and one.file is not None
                               and one.file.as_posix().endswith("/" + home.only)):
                return True
        return False

    def _leave(self, home: Home) -> None:
        """Clear what was published of `home` and forget it."""
        timer = self._timers.pop(home, None)
        if timer is not None:
            timer.cancel()
        self._newest.pop(home, None)
        self._pasts.pop(home, None)
        for uri, (_, ours) in self._published.pop(home, {}).items():
            if ours:
                self._send(uri, None, ())
