"""A media server that speaks the protocol of images and videos over real HTTP, makes real pictures and clips, keeps books of
what it has billed, and misbehaves as it is told.

What it makes shows what it was asked: `stamp` says of which colour the picture for a prompt is, so that a mixed-up result is
seen. `trouble` is asked for every request, with its route (image, edit, create, poll, list, content, link), and names what goes
wrong this time: see `Handler`.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import av
import cv2
import numpy as np

Trouble = Callable[[str], str]


def quiet(route: str) -> str:
    """No trouble."""
    return ""


@dataclass
class Made:
    """A job, or a picture: what was asked, under which mark, and what became of it."""

    id: str
    mark: str
    asked: dict[str, Any]
    pictures: list[bytes]
    at: float
    ready: float
    status: str = "queued"
    error: dict[str, str] | None = None
    link: int = 0


@dataclass
class Abilities:
    """What kind of server it is."""

    idempotent: bool = False
    metadata: bool = False
    prompts: bool = True
    links: bool = False
    seconds: bool = False
    fps: int = 30


def stamp(prompt: str) -> tuple[int, int, int]:
    """The colour (RGB) of whatever is made for `prompt`."""
    red, green, blue = hashlib.sha256(prompt.encode()).digest()[:3]
    return 40 + red % 160, 40 + green % 160, 40 + blue % 160


def picture(prompt: str, width: int, height: int, at: int = 0) -> np.ndarray[Any, Any]:
    """RGB: the stamp of `prompt`, lighter from top to bottom, a little lighter with every frame."""
    ramp = np.linspace(0, 30, height)[:, None, None] + min(at, 10)
    return np.clip(np.broadcast_to(np.array(stamp(prompt)), (height, width, 3)) + ramp, 0, 255).astype(np.uint8)


def png(pixels: np.ndarray[Any, Any]) -> bytes:
    return bytes(cv2.imencode(".png", pixels[:, :, ::-1])[1])


def mp4(prompt: str, width: int, height: int, frames: int, fps: int, flat: bool = False) -> bytes:
    """A clip as the usual servers write it."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=fps, options={"preset": "ultrafast", "crf": "12", "threads": "1"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for at in range(frames):
            pixels = np.zeros((height, width, 3), np.uint8) if flat else picture(prompt, width, height, at)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(stream.encode())
    return out.getvalue()


@dataclass
class MediaServer:
    """Used with `with`. `billed` counts what was made and billed, by mark; `log` holds every request: method, path, headers."""

    abilities: Abilities = field(default_factory=Abilities)
    trouble: Trouble = quiet
    busy: float = 0.05
    key: str = ""
    port: int = 0
    certificate: Path | None = None
    tweak: Callable[[dict[str, Any]], dict[str, Any]] = lambda asked: asked
    billed: Counter[str] = field(default_factory=Counter)
    jobs: dict[str, Made] = field(default_factory=dict)
    log: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    asked: list[tuple[str, dict[str, Any], int]] = field(default_factory=list)
    answers: dict[str, bytes] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)
    made: dict[str, bytes] = field(default_factory=dict)

    def __enter__(self) -> MediaServer:
        owner = self

        class Bound(Handler):
            server_of = owner

        self._http = ThreadingHTTPServer(("127.0.0.1", self.port), Bound)
        self.port = self._http.server_port
        self._http.daemon_threads = True
        if self.certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificate)
            self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._http.server_port}"

    @property
    def url(self) -> str:
        return f"{'https' if self.certificate else 'http'}://{self.host}/v1"

    def count(self, method: str, path: str) -> int:
        """How many requests of `method` had a path that ends with `path`."""
        return sum(1 for how, where, _ in self.log if how == method and urlsplit(where).path.endswith(path))

    def begin(self, asked: dict[str, Any], pictures: list[bytes], mark: str) -> Made:
        """Takes a job, and bills it."""
        with self.lock:
            if self.abilities.idempotent:
                for one in self.jobs.values():
                    if one.mark == mark:
                        return one
            number = f"video_{len(self.jobs):04d}"
            made = Made(number, mark, asked, pictures, time.time(), time.monotonic() + self.busy)
            self.jobs[number] = made
            self.billed[mark] += 1
            return made

    def picture_for(self, asked: dict[str, Any], mark: str) -> bytes:
        """Makes a picture, and bills it."""
        with self.lock:
            if self.abilities.idempotent and mark in self.answers:
                return self.answers[mark]
            self.billed[mark] += 1
            asked = self.tweak(asked)
            width, height = map(int, asked["size"].split("x"))
            body = {"created": 1, "data": [{"b64_json": base64.b64encode(png(picture(asked["prompt"], width, height))).decode()}]}
            self.answers[mark] = json.dumps(body).encode()
            return self.answers[mark]

    def clip_of(self, job: Made) -> bytes:
        asked = self.tweak(dict(job.asked))
        width, height = (map(int, asked["size"].split("x")) if "size" in asked else (int(asked["width"]), int(asked["height"])))
        fps = self.abilities.fps if self.abilities.seconds else int(asked["fps"])
        frames = int(asked["seconds"]) * fps if self.abilities.seconds else int(asked["num_frames"])
        key = f"{job.id}"
        with self.lock:
            if key not in self.made:
                self.made[key] = mp4(asked["prompt"], width, height, frames, fps, bool(asked.get("flat")))
            return self.made[key]

    def shown(self, job: Made) -> dict[str, Any]:
        """A job as the protocol shows it."""
        if job.status in ("queued", "in_progress"):
            job.status = "completed" if time.monotonic() >= job.ready else "in_progress"
        found: dict[str, Any] = {"id": job.id, "object": "video", "status": job.status, "created_at": int(job.at),
                                 "progress": 100 if job.status == "completed" else 10, "model": job.asked.get("model", ""),
                                 "error": job.error}
        if self.abilities.prompts:
            found["prompt"] = job.asked["prompt"]
        if self.abilities.metadata and "metadata" in job.asked:
            found["metadata"] = job.asked["metadata"]
        if self.abilities.links and job.status == "completed":
            job.link += 1
            found["url"] = f"http://localhost:{self._http.server_port}/files/{job.id}?ticket={job.link}"
        return found


class Handler(BaseHTTPRequestHandler):
    """One request. What may go wrong, by name: a status (`500`), `429:1` (with Retry-After), `after:500` (done, billed, and then
    answered so), `drop` (nothing done, no answer), `after:drop`, `half` (done, the body breaks off), `html`, `deep` (JSON too
    deep), `huge`, `nothing` (an empty body), `noid`, `cut` (of a clip, the first half), `redirect:URL`."""

    server_of: MediaServer
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        """A look at a job, the list, a clip."""
        server, parts = self.server_of, urlsplit(self.path)
        self._note()
        names = parts.path.removeprefix("/v1").strip("/").split("/")
        route = ("link" if names[0] == "files" else "list" if names == ["videos"] else
                 "content" if names[-1] == "content" else "poll")
        if route != "link" and not self._allowed():
            return
        trouble = server.trouble(route)
        if self._spoilt(trouble):
            return
        if route == "list":
            jobs = sorted(server.jobs.values(), key=lambda one: -one.at)
            page = {"object": "list", "data": [server.shown(one) for one in jobs], "has_more": False}
            self._send(200, json.dumps(page), trouble)
            return
        job = server.jobs.get(names[1])
        if job is None:
            self._send(404, '{"error": {"message": "no such video"}}', "")
        elif route == "poll":
            self._send(200, json.dumps(server.shown(job)), trouble)
        elif route == "link" and int(parse_qs(parts.query)["ticket"][0]) != job.link:
            self._send(410, "gone", "", "text/plain")
        else:
            data = server.clip_of(job)
            self._send(200, data[:len(data) // 2] if trouble == "cut" else data, trouble, "video/mp4")

    def do_POST(self) -> None:
        """What costs money."""
        server = self.server_of
        self._note()
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        route = {"/v1/videos": "create", "/v1/images/edits": "edit"}.get(self.path, "image")
        if not self._allowed():
            return
        trouble = server.trouble(route)
        if self._spoilt(trouble):
            return
        asked, pictures = self._read(body)
        mark = self.headers.get("Idempotency-Key", "")
        server.asked.append((route, asked, len(pictures)))
        if route == "create":
            job = server.begin(asked, pictures, mark)
            answer: str | bytes = "{}" if trouble == "noid" else json.dumps(server.shown(job))
        else:
            answer = server.picture_for(asked, mark)
        if trouble.startswith("after:"):
            self._spoilt(trouble.removeprefix("after:"))
            return
        self._send(200, answer, trouble)

    def _note(self) -> None:
        self.server_of.log.append((self.command, self.path, {name.lower(): value for name, value in self.headers.items()}))

    def _allowed(self) -> bool:
        if self.server_of.key and self.headers.get("Authorization") != f"Bearer {self.server_of.key}":
            self.rfile.read(0)
            self._send(401, json.dumps({"error": {"message": f"bad key {self.headers.get('Authorization')}"}}), "")
            return False
        return True

    def _read(self, body: bytes) -> tuple[dict[str, Any], list[bytes]]:
        kind = self.headers["Content-Type"]
        if kind == "application/json":
            found = json.loads(body)
            assert isinstance(found, dict)
            return found, []
        whole = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
        fields: dict[str, Any] = {}
        pictures = []
        for part in whole.iter_parts():
            name, data = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
            assert isinstance(data, bytes)
            if part.get_filename():
                pictures.append(data)
                fields.setdefault("files", []).append(name)
            else:
                fields[str(name)] = data.decode()
        return fields, pictures

    def _spoilt(self, trouble: str) -> bool:
        """Answers with `trouble` where that is an answer. Whether it was."""
        if trouble == "drop":
            self.close_connection = True
            self.connection.close()
            return True
        if trouble.startswith("redirect:"):
            self.send_response(302)
            self.send_header("Location", trouble.removeprefix("redirect:"))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return True
        status, _, after = trouble.partition(":")
        if status.isdecimal():
            words = {"message": f"trouble {status} at {self.headers['Host']}", "code": "bad"}
            self._send(int(status), json.dumps({"error": words}), "", after=after)
            return True
        return False

    def _send(self, status: int, body: str | bytes, trouble: str, kind: str = "application/json", after: str = "") -> None:
        data = body.encode() if isinstance(body, str) else body
        if trouble == "html":
            data, kind = b"<html>welcome</html>", "text/html"
        elif trouble == "nothing":
            data = b""
        elif trouble == "deep":
            data = b'{"a":' * 200_000
        elif trouble == "huge":
            data = b'{"a":"' + b"x" * (5 << 20) + b'"}'
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if after:
            self.send_header("Retry-After", after)
        self.end_headers()
        if trouble == "half":
            self.wfile.write(data[:len(data) // 2])
            self.close_connection = True
            return
        try:
            self.wfile.write(data)
        except OSError:
            self.close_connection = True
