"""The language server over standard input and output: what arrives is handed to the session and the features."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Iterator
from types import ModuleType
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from ... import __version__
from ...compiler.base.roster import member, members
from . import features
from .refusal import Refusal
from .session import Session

log = logging.getLogger(__name__)
WATCHED = ("**/*.fountain", "**/*.drama", "**/*.yaml", "**/*.yml")


class Protocol(LanguageServerProtocol):
    """The protocol without pygls's own copy of open documents, which ends lines where the protocol does not."""

    @lsp_method(lsp.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: lsp.DidOpenTextDocumentParams) -> Iterator[Any]:
        """Hand over to the session."""
        yield self.fm.features[lsp.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> Iterator[Any]:
        """Hand over to the session."""
        yield self.fm.features[lsp.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: lsp.DidCloseTextDocumentParams) -> Iterator[Any]:
        """Hand over to the session."""
        yield self.fm.features[lsp.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class Server(LanguageServer):
    """A server whose own mistakes go to the log, not into a window over the writer's page."""

    polite = False
    """Whether the client has asked for a shutdown: only then is the exit code 0."""

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log what went wrong; that something cannot be done is no mistake."""
        if not isinstance(error, Refusal):
            log.error("%s", error)


def serve() -> int:
    """Serve one client over standard input and output until it leaves. The exit code: 0 after a shutdown request,
    otherwise 1."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="dramac lsp: %(levelname)s: %(message)s")
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_mistake)
    server = make_server()
    server.start_io()
    return 0 if server.polite else 1


def _is_mistake(record: logging.LogRecord) -> bool:
    """Whether a message of pygls is more than the trace of a refusal."""
    return not (record.exc_info and isinstance(record.exc_info[1], Refusal))


def make_server() -> Server:
    """A server with every feature of the folder `features`."""
    server = Server("dramac", __version__, lsp.TextDocumentSyncKind.Incremental, protocol_cls=Protocol)
    session = Session(server)
    _documents(server, session)
    _life(server, session)
    for name in members(features):
        module = member(features, name)
        server.feature(module.METHOD, module.OPTIONS)(_guarded(session, module))
    return server


def _guarded(session: Session, module: ModuleType) -> Callable[[Any], Awaitable[Any]]:
    """The answer of a feature; a mistake of ours is logged and answers nothing."""
    async def handle(params: Any) -> Any:
        try:
            return await module.answer(session, params)
        except (Refusal, asyncio.CancelledError):
            raise
        except Exception:
            log.exception("%s failed", module.METHOD)
            return None

    return handle


def _documents(server: Server, session: Session) -> None:
    """Keep the session's buffers as the editor's."""

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        session.opened(params.text_document)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def edited(params: lsp.DidChangeTextDocumentParams) -> None:
        session.edited(params.text_document, list(params.content_changes))

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        session.closed(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        session.moved()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def moved(params: lsp.DidChangeWatchedFilesParams) -> None:
        session.moved()


def _life(server: Server, session: Session) -> None:
    """From the first message to the last."""

    @server.feature(lsp.INITIALIZE)
    def begun(params: lsp.InitializeParams) -> None:
        session.client = params.capabilities
        session.encoding = str(getattr(server.workspace.position_encoding, "value", server.workspace.position_encoding))

    @server.feature(lsp.INITIALIZED)
    def ready(params: lsp.InitializedParams) -> None:
        session.warm()
        watch = session.client.workspace.did_change_watched_files if session.client.workspace else None
        if watch is not None and watch.dynamic_registration:
            watchers = [lsp.FileSystemWatcher(glob) for glob in WATCHED]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
            server.client_register_capability(lsp.RegistrationParams([
                lsp.Registration("dramac-files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)]))

    @server.feature(lsp.SHUTDOWN)
    def ended(params: None) -> None:
        server.polite = True
        session.close()
