"""A small client of the language server: JSON-RPC over the standard streams of `python -m dramac lsp`."""

import contextlib
import itertools
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 10.0
EVERYTHING: dict[str, Any] = {
    "workspace": {"workspaceEdit": {"documentChanges": True}, "didChangeWatchedFiles": {"dynamicRegistration": True}},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "codeDescriptionSupport": True, "versionSupport": True},
        "completion": {"completionItem": {"snippetSupport": True}},
    },
}


class Failed(Exception):
    """An error response; its code and message."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


class Client:
    """One session with a server of its own."""

    def __init__(self, encodings: Sequence[str] | None = None, capabilities: dict[str, Any] | None = None) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / ".dev")}
        self.process = subprocess.Popen([sys.executable, "-m", "dramac", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, env=environment, cwd=ROOT)
        self._ids = itertools.count(1)
        self._arrived = threading.Condition()
        self._answers: dict[int, dict[str, Any]] = {}
        self.published: list[dict[str, Any]] = []
        self.asked: list[dict[str, Any]] = []
        self.versions: dict[str, int] = {}
        self.errors: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=self._drain, daemon=True).start()
        given = json.loads(json.dumps(EVERYTHING if capabilities is None else capabilities))
        if encodings is not None:
            given["general"] = {"positionEncodings": list(encodings)}
        self.initialized = self.request("initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": given})
        self.notify("initialized", {})

    # --- messages

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.raw(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def raw(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def notify(self, method: str, params: Any) -> None:
        self.send({"method": method, "params": params})

    def begin(self, method: str, params: Any) -> int:
        number = next(self._ids)
        self.send({"id": number, "method": method, "params": params})
        return number

    def finish(self, number: int) -> Any:
        with self._arrived:
            if not self._arrived.wait_for(lambda: number in self._answers, PATIENCE):
                raise AssertionError(f"no answer to request {number}; stderr: {self.said()}")
            answer = self._answers.pop(number)
        if "error" in answer:
            raise Failed(answer["error"]["code"], answer["error"]["message"])
        return answer["result"]

    def request(self, method: str, params: Any) -> Any:
        return self.finish(self.begin(method, params))

    def said(self) -> str:
        lines = []
        while not self.errors.empty():
            lines.append(self.errors.get())
        return "".join(lines)

    # --- documents

    def open(self, file: Path | str, text: str | None = None) -> str:
        uri = file if isinstance(file, str) else file.as_uri()
        if text is None:
            text = Path(file).read_bytes().decode()
        self.versions[uri] = 1
        language = "yaml" if uri.endswith(".yaml") else "fountain"
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}})
        return uri

    def change(self, uri: str, *changes: dict[str, Any]) -> None:
        self.versions[uri] += 1
        self.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": self.versions[uri]},
                                               "contentChanges": list(changes)})

    def replace(self, uri: str, text: str) -> None:
        self.change(uri, {"text": text})

    def close(self, uri: str) -> None:
        self.versions.pop(uri, None)
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def at(self, method: str, uri: str, position: tuple[int, int], **more: Any) -> Any:
        line, character = position
        return self.request(f"textDocument/{method}", {
            "textDocument": {"uri": uri}, "position": {"line": line, "character": character}, **more})

    def of(self, method: str, uri: str, **more: Any) -> Any:
        return self.request(f"textDocument/{method}", {"textDocument": {"uri": uri}, **more})

    def findings(self, uri: str, until: Callable[[dict[str, Any]], bool] = lambda one: True, patience: float = PATIENCE) -> Any:
        """The first publication for `uri` of its present version that `until` holds of."""
        def ready() -> dict[str, Any] | None:
            wanted = self.versions.get(uri)
            return next((one for one in reversed(self.published) if one["uri"] == uri
                         and one.get("version") == wanted and until(one)), None)

        with self._arrived:
            if not self._arrived.wait_for(lambda: ready() is not None, patience):
                raise AssertionError(f"nothing published for {uri}: {self.published[-3:]}; stderr: {self.said()}")
            found = ready()
        assert found is not None
        return found["diagnostics"]

    # --- the end

    def leave(self) -> int:
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while True:
            length = 0
            while (header := stream.readline()) not in (b"\r\n", b""):
                name, _, value = header.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if not length:
                return
            message = json.loads(stream.read(length))
            with self._arrived:
                if "method" not in message:
                    self._answers[message["id"]] = message
                elif message["method"] == "textDocument/publishDiagnostics":
                    self.published.append(message["params"] | {"seen": time.perf_counter()})
                elif "id" in message:
                    self.asked.append(message)
                self._arrived.notify_all()
            if "method" in message and "id" in message:
                with contextlib.suppress(ValueError, OSError):  # the session may be over
                    self.send({"id": message["id"], "result": None})

    def _drain(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.errors.put(line.decode(errors="replace"))


def place(text: str, words: str, nth: int = 0, inside: int = 0) -> tuple[int, int]:
    """Line and UTF-16 column of the `nth` time that `words` stand in `text`, `inside` code points further."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    at += inside
    line = text.count("\n", 0, at)
    start = text.rfind("\n", 0, at) + 1
    return line, len(text[start:at].encode("utf-16-le")) // 2


def apply(text: str, edits: Sequence[dict[str, Any]]) -> str:
    """`text` (lines ended by LF or CRLF, columns in UTF-16) after LSP text edits."""
    lines = text.splitlines(keepends=True)
    starts = list(itertools.accumulate((len(line) for line in lines), initial=0))

    def offset(position: dict[str, int]) -> int:
        if position["line"] >= len(lines):
            return len(text)
        line = lines[position["line"]]
        units = line.encode("utf-16-le")[: position["character"] * 2]
        return starts[position["line"]] + len(units.decode("utf-16-le"))

    for one in sorted(edits, key=lambda one: (one["range"]["start"]["line"], one["range"]["start"]["character"]), reverse=True):
        start, end = offset(one["range"]["start"]), offset(one["range"]["end"])
        text = text[:start] + one["newText"] + text[end:]
    return text


def texts_of(edit: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The text edits of a workspace edit by address."""
    if "documentChanges" in edit:
        return {one["textDocument"]["uri"]: one["edits"] for one in edit["documentChanges"]}
    return edit["changes"]
