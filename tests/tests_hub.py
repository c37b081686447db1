"""As much of the Hugging Face hub as `snapshot_download` asks for: what is in a repository, and its files."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Hub:
    """A hub with repositories of files by name; `asked` are the paths that were asked for, `gated` repositories that ask
    for terms."""

    repos: Mapping[str, Mapping[str, bytes]]
    gated: tuple[str, ...] = ()
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body for `path`."""
        self.asked.append(path)
        parts = path.split("?")[0].strip("/").split("/")
        if parts[:2] == ["api", "models"]:
            return self._told("/".join(parts[2:4]), parts[4] if len(parts) > 4 else "", parts[5] if len(parts) > 5 else "main")
        if len(parts) > 4 and parts[2] == "resolve":
            files = self.repos.get("/".join(parts[:2]), {})
            name = "/".join(parts[4:])
            if name in files:
                return 200, {"X-Repo-Commit": COMMIT, "ETag": f'"{hashlib.sha1(files[name]).hexdigest()}"'}, files[name]
        return 404, {"X-Error-Code": "EntryNotFound"}, b"{}"

    def _told(self, repo: str, what: str, revision: str) -> tuple[int, dict[str, str], bytes]:
        if repo in self.gated:
            return 403, {"X-Error-Code": "GatedRepo"}, b"{}"
        if repo not in self.repos:
            return 404, {"X-Error-Code": "RepoNotFound"}, b"{}"
        if revision not in ("main", COMMIT):
            return 404, {"X-Error-Code": "RevisionNotFound"}, b"{}"
        files = self.repos[repo]
        if what == "tree":
            rows = [{"type": "file", "path": name, "size": len(body), "oid": hashlib.sha1(body).hexdigest()}
                    for name, body in files.items()]
            return 200, {}, json.dumps(rows).encode()
        info: dict[str, Any] = {"id": repo, "modelId": repo, "sha": COMMIT, "private": False, "tags": [], "downloads": 0,
                                "siblings": [{"rfilename": name} for name in files]}
        return 200, {}, json.dumps(info).encode()


@contextmanager
def serving(hub: Hub) -> Iterator[Hub]:
    """`hub` at its `address`."""
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, headers, body = hub.answer(self.path)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), "Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_HEAD = do_GET

        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hub.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
