"""What nobody is to read, whom the key is for, and what a hostile server may say."""

from __future__ import annotations

import importlib.util
import json
import socket
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from media_desk import KEY, Desk, Serve, certificate
from media_server import mp4, picture, png

from dramac.runtime.backends.openai_media import asking, client, still
from dramac.runtime.backends.openai_media.address import hushed
from dramac.runtime.backends.openai_media.kind import kind_of
from dramac.runtime.job import Fault, Transient


def everything(root: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file())


def test_neither_key_nor_address_is_written_or_said(desk: Desk, serve: Serve) -> None:
    server = serve("gateway", {"create": ["400", "500"], "poll": ["400"], "content": ["400"]})
    said = ""
    for _ in range(4):
        try:
            desk.run()
        except Fault as fault:
            said += fault.message + fault.help
    desk.run("plate", roles=(), key="ef" * 32)
    assert "trouble 400" in said
    found = everything(desk.root) + said.encode()
    for secret in (KEY, server.host, str(server._http.server_port)):
        assert secret.encode() not in found
    assert all(headers["authorization"] == f"Bearer {KEY}" for _, _, headers in server.log)


def test_the_key_goes_to_nobody_else(desk: Desk, serve: Serve) -> None:
    other = serve("gateway", key="")
    job = other.begin({"prompt": "she turns", "size": "64x112", "num_frames": "9", "fps": "16"}, [], "x")
    job.link = 1
    server = serve("gateway", {"content": [f"redirect:http://localhost:{other.host.split(':')[1]}/files/{job.id}?ticket=1"]})
    desk.run()
    assert all("authorization" not in headers for _, _, headers in other.log)
    assert other.log
    assert sum(server.billed.values()) == 1


@pytest.mark.parametrize("place", ["ftp://elsewhere/x", "file:///etc/passwd", "", "http://[::1"])
def test_a_redirect_to_nowhere_is_not_followed(desk: Desk, serve: Serve, place: str) -> None:
    serve("gateway", {"content": [f"redirect:{place}"] * 9})
    with pytest.raises(Fault, match=r"cannot be fetched|redirects"):
        desk.run()


def test_a_key_does_not_travel_in_the_clear(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAMAC_MEDIA_URL", "http://media.example.com/v1")
    with pytest.raises(Fault, match="for everybody to read"):
        desk.run()
    for url in ("media.example.com", "ftp://x/v1", "https://me:secret@x/v1", "https://x:99999/v1", "https://x/v1?key=1", ""):
        monkeypatch.setenv("DRAMAC_MEDIA_URL", url)
        with pytest.raises(Fault, match=r"no address|is not set"):
            desk.run()


def test_the_key_of_openai_is_for_openai_alone(desk: Desk, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    from dramac.runtime.backends.openai_media.address import address_for

    monkeypatch.delenv("DRAMAC_MEDIA_KEY")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-openai")
    server = serve(key="")
    desk.run()
    assert all("authorization" not in headers for _, _, headers in server.log)
    monkeypatch.setenv("DRAMAC_MEDIA_URL", "https://api.openai.com")
    found = address_for("video")
    assert (found.key, found.path) == ("sk-of-openai", "/v1")
    assert "sk-of-openai" not in repr(found)


def test_each_kind_of_work_may_have_a_server_of_its_own(desk: Desk, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    movies = serve()
    pictures = serve()
    monkeypatch.setenv("DRAMAC_MEDIA_URL_VIDEOS", movies.url)
    desk.run()
    desk.run("plate", roles=(), key="cd" * 32)
    assert {where.split("?")[0].split("/")[2] for _, where, _ in movies.log} == {"videos"}
    assert {where.split("/")[2] for _, where, _ in pictures.log} == {"images"}


def test_a_certificate_is_looked_at(desk: Desk, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    pem = certificate(desk.root)
    server = serve(certificate=pem)
    monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "0.3")
    with pytest.raises(Transient, match="certificate cannot be trusted"):
        desk.run()
    assert not server.log
    monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "20")
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    desk.run()


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", png(picture("x", 8, 8))[:60], b"RIFFxxxxWEBP",
                                  mp4("x", 16, 16, 2, 8)])
def test_what_is_no_picture_is_none(data: bytes) -> None:
    from dramac.runtime.backends.openai_media import pictures

    with pytest.raises(Fault):
        pictures.checked(data, 64, 112)


ANYTHING = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: (
    st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
        ["id", "status", "error", "message", "code", "data", "prompt", "metadata", "dramac", "b64_json", "url", "created_at"])
        | st.text(max_size=4), inner, max_size=5)), max_leaves=12)


@given(ANYTHING)
@settings(max_examples=150, deadline=None)
def test_whatever_a_server_says_is_read_or_refused(said: Any) -> None:
    reply = client.Reply(400, {"retry-after": str(said), "date": str(said)}, json.dumps(said).encode())
    assert len(reply.words()) < 400
    assert reply.wait(0.0) is None or (reply.wait(0.0) or 0.0) >= 0
    assert reply.clock(5.0) is not None
    if isinstance(said, dict):
        gateway = kind_of("gateway")
        assert isinstance(asking._mark(said, gateway), str)
        assert asking._begun(said) >= 0
        assert asking._is_like(said.get("prompt"), "a prompt") in (True, False)
    try:
        found = still._first(reply.body)
    except Fault:
        return
    assert isinstance(found, dict)


@given(st.text(max_size=60), st.text(max_size=60), st.booleans())
@settings(max_examples=60, deadline=None)
def test_no_secret_is_said_whatever_stands_around_it(before: str, after: str, upper: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAMAC_MEDIA_KEY", KEY)
        patch.setenv("DRAMAC_MEDIA_URL", "https://media.of-ours.example:8443/base/v1")
        for secret in (KEY, "https://media.of-ours.example:8443/base/v1", "media.of-ours.example:8443", "media.of-ours.example"):
            words = hushed(f"{before}{secret.upper() if upper else secret}{after}")
            assert KEY not in words
            assert "of-ours" not in words.lower()
            assert words.isprintable()


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed: pip install dramac[ray]")
def test_on_a_cluster_servers_are_asked_from_here(tmp_path: Path) -> None:
    from dramac.runtime.workers.local import LocalWorker
    from dramac.runtime.workers.ray import Cluster

    worker = Cluster("ray", 1, tmp_path).hire("net", 0)  # and no cluster is started for that
    try:
        assert isinstance(worker, LocalWorker)
    finally:
        worker.kill()


def test_the_proxy_of_the_environment_is_used(desk: Desk, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    pem = certificate(desk.root)
    server = serve(certificate=pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    asked: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def tunnel() -> None:
        while True:
            try:
                here, _ = listener.accept()
            except OSError:
                return
            asked.append(here.recv(4096))
            host, _, port = server.host.partition(":")
            there = socket.create_connection((host, int(port)))
            here.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            for source, target in ((here, there), (there, here)):
                threading.Thread(target=pump, args=(source, target), daemon=True).start()

    def pump(source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(1 << 16):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            return

    threading.Thread(target=tunnel, daemon=True).start()
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{listener.getsockname()[1]}")
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{listener.getsockname()[1]}")
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("NO_PROXY", "")
    desk.run("plate", roles=())
    listener.close()
    assert asked
    assert all(one.startswith(f"CONNECT {server.host} ".encode()) and KEY.encode() not in one for one in asked)
