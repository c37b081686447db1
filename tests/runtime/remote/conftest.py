"""A real object store on this machine (moto's S3 server), a way to it that misbehaves on purpose, and plans to build."""

from __future__ import annotations

import http.client
import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dramac.compiler.plan.nodes import Input, Plan, Product, make_task
from dramac.runtime.remote.bucket import Patience

SIGNED = "AWS4-HMAC-SHA256 Credential=tester/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"


@pytest.fixture
def hasty() -> Patience:
    """A patience that tests can wait for, where a server says nothing."""
    return Patience(request=1.0, tries=2, pause=0.01, closing=5.0)


@pytest.fixture
def calm() -> Patience:
    """A patience that does not lose heart on a busy machine, and that is quick to try again."""
    return Patience(request=30.0, tries=2, pause=0.01)


@dataclass
class Server:
    """An S3 server at `host`:`port`."""

    host: str
    port: int

    @property
    def endpoint(self) -> str:
        return f"http://{self.host}:{self.port}"

    def ask(self, method: str, path: str, body: bytes = b"") -> bytes:
        line = http.client.HTTPConnection(self.host, self.port, timeout=20)
        line.request(method, path, body=body, headers={"Authorization": SIGNED})
        answer = line.getresponse().read()
        line.close()
        return answer


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield Server(host, port)
    running.stop()


@dataclass
class Shelf:
    """A new bucket on `server`; the folder `films` in it is the store, at `url`."""

    server: Server
    name: str = field(default_factory=lambda: f"b{uuid.uuid4().hex[:12]}")

    @property
    def url(self) -> str:
        return f"s3://{self.name}/films"

    def get(self, path: str) -> bytes:
        return self.server.ask("GET", f"/{self.name}/films/{path}")

    def put(self, path: str, data: bytes) -> None:
        self.server.ask("PUT", f"/{self.name}/films/{path}", data)

    def delete(self, path: str) -> None:
        self.server.ask("DELETE", f"/{self.name}/films/{path}")

    def paths(self, folder: str) -> list[str]:
        text = self.server.ask("GET", f"/{self.name}?list-type=2&prefix=films/{folder}/").decode()
        return [part.split("</Key>")[0].removeprefix("films/") for part in text.split("<Key>")[1:]]


@pytest.fixture
def bucket(server: Server, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A new empty bucket, and the environment that leads to its server."""
    for name, value in (("AWS_ACCESS_KEY_ID", "tester"), ("AWS_SECRET_ACCESS_KEY", "hush-hush"), ("AWS_REGION", "us-east-1"),
                        ("AWS_ENDPOINT_URL", server.endpoint)):
        monkeypatch.setenv(name, value)
    made = Shelf(server)
    server.ask("PUT", f"/{made.name}")
    return made


@dataclass
class Crooked:
    """The way to the server. `mischief` is asked before each request (method, path) what to do: "" to pass it on, 500 or 403
    to answer so, "hang" to say nothing, "cut" to break off in the middle of the body, "flip" to change its last byte."""

    endpoint: str = ""
    mischief: Callable[[str, str], str] = lambda method, path: ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def crooked(server: Server, bucket: Shelf, monkeypatch: pytest.MonkeyPatch) -> Iterator[Crooked]:
    way = Crooked()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *words: object) -> None:
            pass

        def pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            way.asked.append((self.command, self.path))
            what = way.mischief(self.command, self.path)
            if what == "hang":
                way.ended.wait(20)
                self.close_connection = True
            elif what in ("500", "403"):
                self.answer(int(what), {}, b"<Error><Code>Mischief</Code></Error>")
            else:
                line = http.client.HTTPConnection(server.host, server.port, timeout=20)
                line.request(self.command, self.path, body, {k: v for k, v in self.headers.items() if k != "Host"})
                there = line.getresponse()
                data = there.read()
                if what == "flip":
                    data = data[:-1] + bytes([data[-1] ^ 1])
                self.answer(there.status, dict(there.getheaders()), data, cut=what == "cut")
                line.close()

        def answer(self, status: int, headers: dict[str, str], data: bytes, cut: bool = False) -> None:
            self.send_response(status)
            for name, value in headers.items():
                if name.lower() not in ("content-length", "transfer-encoding", "connection", "date", "server"):
                    self.send_header(name, value)
            length = headers.get("Content-Length", "0") if self.command == "HEAD" else str(len(data))
            self.send_header("Content-Length", length)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data[: len(data) // 2] if cut else data)
            self.close_connection = self.close_connection or cut

        do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = pass_on

    http_server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http_server.daemon_threads = True
    thread = threading.Thread(target=http_server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    way.endpoint = f"http://127.0.0.1:{http_server.server_address[1]}"
    monkeypatch.setenv("AWS_ENDPOINT_URL", way.endpoint)
    yield way
    way.ended.set()
    http_server.shutdown()
    http_server.server_close()


@pytest.fixture
def film() -> Callable[..., Plan]:
    """A plan of the null backend: shots, a mix of their sound, and a master that takes them all."""
    def make(shots: int = 4, name: str = "ep01", changed: int = -1) -> Plan:
        draws = [make_task("draw", "null", "1", {"shot": number, "film": name, "look": number == changed}, outputs=("video",))
                 for number in range(shots)]
        sound = make_task("mix", "null", "1", {"film": name}, outputs=("audio", "report"))
        inputs = tuple(Input(f"segment:{number}", one.key, "video") for number, one in enumerate(draws))
        master = make_task("master", "null", "1", {}, inputs=(*inputs, Input("mix", sound.key, "audio")), outputs=("video",))
        return Plan((*draws, sound, master), (Product(f"{name}.mp4", master.key, "video"),))

    return make


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def bytes_of() -> Callable[[Path], dict[str, bytes]]:
    """The files of a folder by name."""
    return _bytes_of
