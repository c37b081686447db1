"""A line on its way to a speech server and back: asked piece by piece, again where that may help, and heard as samples."""

from __future__ import annotations

import io
import json
import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ...assemble import delivery, wav
from ...assemble.delivery import Audio, Line
from ...engines import speak as engine
from ...job import Fault, Job, Transient
from ..openai_media.address import address_for, hushed
from ..openai_media.client import Broken, Client, Reply, Unfit, Unsent
from ..openai_media.patience import Patience

LONGEST = 4000
"""Characters of one request; OpenAI takes 4096."""
LARGEST = 64 << 20
ANSWER = 300.0
"""Bytes of an answer, and seconds without one."""
TRIES = 6
GAP = 0.2
PCM_RATE = 24_000
"""Samples a second of `pcm`, which has no header, where the server does not say."""
_ENDS = re.compile(r"(?<=[.!?。！？…;；])\s*")
_WRONG = "is it a server for /v1/audio/speech?"
_PCM = ("audio/pcm", "audio/l16", "audio/x-pcm")


def speak(job: Job) -> None:
    """Writes the outputs of `job`. Raises Fault and Transient."""
    text = engine.words(job.params)
    if not text:
        quiet = delivery.finish(Line(np.zeros(0, np.float32), PCM_RATE, ()), job.params)
        delivery.write(quiet, job.outputs["audio"], job.outputs["timing"])
        return
    client, patience = Client(address_for("speech")), Patience()
    parts = list(pieces(text))
    found: list[Audio] = []
    rate = 0
    for number, part in enumerate(parts):
        heard, own = _heard(_asked(client, patience, _body(part, job.params), f"{job.key}-{number}"))
        if rate not in (0, own):
            raise Fault("the speech server answers at one rate and then at another", "ask it for WAV of one rate")
        rate = own
        found += [heard, np.zeros(int(GAP * rate), np.float32)]
        job.report(0.9 * (number + 1) / len(parts))
    audio, rate = engine.sound(np.concatenate(found[:-1]), rate, str(job.params.get("name", "the model")))
    if len(audio) > engine.LONGEST * rate:
        raise Fault(f"the speech server spoke for {len(audio) / rate:.0f} seconds", "speak the line in two")
    delivery.write(engine.finished(audio, rate, text, job.params), job.outputs["audio"], job.outputs["timing"])


def pieces(text: str) -> Iterator[str]:
    """`text` in parts of at most LONGEST characters, cut at the ends of sentences where it has any."""
    part = ""
    for sentence in _ENDS.split(text):
        while len(sentence) > LONGEST:
            cut = sentence.rfind(" ", 1, LONGEST)
            cut = cut if cut > 0 else LONGEST
            if part:
                yield part
                part = ""
            yield sentence[:cut]
            sentence = sentence[cut:].strip()
        if len(part) + 1 + len(sentence) > LONGEST:
            yield part
            part = sentence
        else:
            part = f"{part} {sentence}".strip()
    if part:
        yield part


def _body(text: str, params: Mapping[str, Any]) -> bytes:
    name, speaker = str(params.get("name", "")), str(params.get("speaker", ""))
    if not name or not speaker:
        raise Fault("the task names no voice of the server", "name a `voice_model` whose voices are known: see docs/voices.md")
    body = {"model": name, "input": text, "voice": speaker, "response_format": "wav"}
    if params.get("instruct"):
        body["instructions"] = str(params["instruct"])
    if name != params.get("model"):  # a model with weights, which somebody serves: those servers take more
        body["language"] = str(params.get("language", ""))
    return json.dumps(body, ensure_ascii=False).encode()


def _asked(client: Client, patience: Patience, body: bytes, once: str) -> Reply:
    """The server's answer to `body`. It is asked again where it has no time or breaks off, as long as `patience` and TRIES
    last. Raises Transient where that was not enough, Fault where it says no."""
    last = ""
    for tried in range(TRIES):
        wait: float | None = None
        try:
            reply = client.post("/audio/speech", body, "application/json", once, LARGEST, min(ANSWER, patience.seconds))
            patience.reached()
            if reply.ok:
                return reply
            last = f"{reply.status} {reply.words()}".strip()
            if not _passes(reply):
                raise _refusal(reply)
            wait = reply.wait(time.time())
        except Unsent as error:
            patience.missed(str(error))
            continue
        except Broken as error:
            last = str(error)
        except Unfit as error:
            raise Fault(f"the speech server's answer is no use: {hushed(error)}", _WRONG) from None
        if tried + 1 < TRIES and not patience.told(wait, tried):
            break
    raise Transient(f"the speech server does not manage: {hushed(last)}", "try again later, or with fewer --workers")


def _passes(reply: Reply) -> bool:
    """Whether what the server says may pass: it is busy or broken, and not that nobody pays."""
    return reply.status in (408, 409, 425, 429, 500, 502, 503, 504) and "insufficient_quota" not in reply.words()


def _refusal(reply: Reply) -> Fault:
    help = {401: "is the key right, and still good?", 403: "may this key use the model?", 402: "the account has to be paid",
            429: "the account has to be paid", 404: "is the address right (…/v1), and does the server have the model?"}
    return Fault(f"the speech server refuses: {hushed(f'{reply.status} {reply.words()}'.strip())}",
                 help.get(reply.status, "is it a model that speaks, with this voice?"))


def _heard(reply: Reply) -> tuple[Audio, int]:
    """The samples in an answer: WAV as it was asked for, bare 16-bit samples where the server says so, or another form that
    libsndfile reads. Raises Fault for what is none of these."""
    if reply.body[:4] == b"RIFF":
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "line.wav")
            file.write_bytes(reply.body)
            samples, rate = wav.read(file)
        return np.asarray(samples.mean(axis=1), np.float32), rate
    if reply.kind in _PCM:
        told = re.search(r"rate=(\d{4,6})", reply.headers.get("content-type", ""))
        whole = reply.body[: len(reply.body) // 2 * 2]
        return np.frombuffer(whole, "<i2").astype(np.float32) / 32768.0, int(told.group(1)) if told else PCM_RATE
    if not reply.body or reply.kind in ("application/json", "text/html", "text/plain"):
        raise Fault(f"the speech server answered {len(reply.body)} bytes that are no sound {reply.words()}".strip(),
                    _WRONG)
    import soundfile

    try:
        read, rate = soundfile.read(io.BytesIO(reply.body), dtype="float32", always_2d=True)
    except (RuntimeError, OSError, ValueError):
        raise Fault("the speech server answered a form of sound that cannot be read", "WAV was asked for") from None
    return np.asarray(read.mean(axis=1), np.float32), int(rate)
