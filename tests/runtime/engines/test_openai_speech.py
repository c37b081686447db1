"""Speech by a server: a real one over HTTP, which speaks the protocol and misbehaves when it is told to."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dramac.runtime.assemble import levels, wav
from dramac.runtime.backends import openai_speech
from dramac.runtime.backends.openai_media import patience
from dramac.runtime.backends.openai_speech.asking import LONGEST, pieces
from dramac.runtime.job import Fault, Job, Transient

KEY = "sk-test-0123456789abcdef"
PARAMS = {"text": "Bring me the map.", "lang": "en", "language": "en", "model": "gpt-4o-mini-tts", "name": "gpt-4o-mini-tts",
          "speaker": "nova", "seed": 1}


def tone(seconds: float = 1.5, rate: int = 24_000) -> np.ndarray:
    time = np.arange(int(seconds * rate))
    return (0.3 * np.sin(time / 20) * (0.3 + 0.7 * (time // 2400 % 2))).astype(np.float32)


def as_wav(folder: Path, samples: np.ndarray, rate: int = 24_000) -> bytes:
    wav.write(folder / "made.wav", samples, rate, "pcm16")
    return (folder / "made.wav").read_bytes()


@dataclass
class Server:
    """What was asked, and the answers in order: (status, headers, body), or None to hang up; the last is given again."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], bytes] | None] = field(default_factory=list)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server on this machine, of which the environment knows."""
    state = Server("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.asked.append({**json.loads(body), "path": self.path})
            state.headers.append({name.lower(): value for name, value in self.headers.items()})
            answer = state.answers.pop(0) if len(state.answers) > 1 else state.answers[0]
            if answer is None:
                self.connection.close()
                return
            status, headers, content = answer
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    state.url = f"http://127.0.0.1:{running.server_port}/v1"
    state.answers = [(200, {"Content-Type": "audio/wav"}, as_wav(tmp_path, tone()))]
    monkeypatch.setenv("DRAMAC_MEDIA_URL", state.url)
    monkeypatch.setenv("DRAMAC_MEDIA_KEY", KEY)
    monkeypatch.setattr(patience, "backoff", lambda tried: 0.01)
    yield state
    running.shutdown()
    running.server_close()


@pytest.fixture
def say(tmp_path: Path) -> Callable[..., tuple[np.ndarray, int, dict[str, Any]]]:
    def saying(**params: Any) -> tuple[np.ndarray, int, dict[str, Any]]:
        outputs = {"audio": tmp_path / "a.wav", "timing": tmp_path / "a.json"}
        openai_speech.run(Job("speech", {**PARAMS, **params}, {}, outputs, lambda fraction: None, key="k" * 64))
        samples, rate = wav.read(outputs["audio"])
        return samples[:, 0], rate, json.loads(outputs["timing"].read_text())

    return saying


def test_a_line_is_asked_for_and_heard(server: Server, say: Any) -> None:
    samples, rate, timing = say(instruct="Speak softly.", gain=-4.0)
    assert server.asked == [{"model": "gpt-4o-mini-tts", "input": "Bring me the map.", "voice": "nova",
                             "response_format": "wav", "instructions": "Speak softly.", "path": "/v1/audio/speech"}]
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"
    assert levels.loudness(samples, rate) == pytest.approx(-22.0, abs=0.4)
    assert timing["seconds"] == pytest.approx(len(samples) / rate, abs=1e-3)
    assert len(timing["phones"]) > 5


def test_a_model_that_somebody_serves_is_told_the_language(server: Server, say: Any) -> None:
    say(model="qwen3-tts-1.7b-customvoice", name="Qwen/Qwen3-TTS-12Hz-1.7B-CustomVoice", language="English", speaker="Vivian")
    assert server.asked[0]["language"] == "English"
    assert server.asked[0]["model"].startswith("Qwen/")


def test_other_forms_of_sound(server: Server, say: Any) -> None:
    plain = (tone() * 32767).astype("<i2").tobytes()
    lengths = []
    for kind, rate in (("audio/pcm", 24_000), ("audio/pcm;rate=48000", 48_000)):
        server.answers = [(200, {"Content-Type": kind}, plain)]
        samples, own, _ = say()
        assert own == rate
        lengths.append(len(samples) / own)
    assert lengths[0] == pytest.approx(2 * lengths[1], rel=0.1)
    import soundfile

    file = io.BytesIO()
    soundfile.write(file, tone(), 24_000, format="FLAC")
    server.answers = [(200, {"Content-Type": "audio/flac"}, file.getvalue())]
    assert say()[1] == 24_000


def test_a_header_with_no_length_as_streams_have_it(server: Server, say: Any, tmp_path: Path) -> None:
    raw = bytearray(as_wav(tmp_path, tone()))
    raw[4:8] = raw[40:44] = b"\xff\xff\xff\xff"
    server.answers = [(200, {"Content-Type": "audio/wav"}, bytes(raw))]
    assert say()[2]["seconds"] > 1.0


def test_a_busy_server_is_asked_again_when_it_wants(server: Server, say: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float | None] = []
    monkeypatch.setattr(patience.Patience, "told", lambda self, seconds, tried: waited.append(seconds) or True)
    good = server.answers[0]
    server.answers = [(429, {"Retry-After": "7"}, b'{"error": {"message": "slow down"}}'), (503, {}, b""), None,
                      (200, {"Content-Type": "audio/wav", "Content-Length": "90000"}, b"RIFF"), good]
    say()
    assert len(server.asked) == 5
    assert waited == [7.0, None, None, None]
    assert len({one["idempotency-key"] for one in server.headers}) == 1


def test_a_server_that_stays_busy_is_a_passing_fault(server: Server, say: Any) -> None:
    server.answers = [(503, {}, b'{"error": "overloaded"}')]
    with pytest.raises(Transient, match="503 overloaded"):
        say()


@pytest.mark.parametrize(("status", "body", "words"), [
    (401, {"error": {"code": "invalid_api_key", "message": f"Incorrect key: {KEY}"}}, "refuses: 401 invalid_api_key"),
    (404, {"detail": "no such model"}, "404 no such model"),
    (400, {"error": {"message": "voice not supported"}}, "voice not supported"),
    (429, {"error": {"code": "insufficient_quota", "message": "You exceeded your current quota"}}, "insufficient_quota"),
])
def test_a_refusal_is_told_in_its_words_and_never_with_the_key(server: Server, say: Any, status: int, body: dict[str, Any],
                                                              words: str) -> None:
    server.answers = [(status, {"Content-Type": "application/json"}, json.dumps(body).encode())]
    with pytest.raises(Fault, match=words) as told:
        say()
    assert type(told.value) is Fault
    assert len(server.asked) == 1
    seen = f"{told.value} {told.value.help} {told.value.__cause__} {told.value.__context__}"
    assert KEY not in seen
    assert server.url not in seen


@pytest.mark.parametrize(("kind", "body"), [
    ("text/html", b"<html>welcome</html>"), ("application/json", b'{"audio": "no"}'), ("audio/wav", b"RIFFxxxxWAVE"),
    ("audio/wav", b""), ("audio/mpeg", b"no mp3 at all"), ("audio/pcm", b"\0" * 40_000)])
def test_an_answer_that_is_no_sound(server: Server, say: Any, kind: str, body: bytes) -> None:
    server.answers = [(200, {"Content-Type": kind}, body)]
    with pytest.raises(Fault):
        say()


def test_nobody_at_home_and_no_address(server: Server, say: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAMAC_MEDIA_URL", "http://127.0.0.1:1/v1")
    with pytest.raises(Transient):
        say()
    monkeypatch.delenv("DRAMAC_MEDIA_URL")
    with pytest.raises(Fault, match="DRAMAC_MEDIA_URL"):
        say()


def test_a_long_line_goes_in_parts_that_lose_nothing(server: Server, say: Any) -> None:
    for text in ("One sentence. " * 700, "无尽的话" * 2500, "word " * 2000, "Short."):
        parts = list(pieces(text.strip()))
        assert all(0 < len(one) <= LONGEST for one in parts)
        assert "".join("".join(parts).split()) == "".join(text.split())
