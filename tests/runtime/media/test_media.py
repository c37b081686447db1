"""A real server on this machine, which misbehaves: what comes of it, and that nothing is paid for twice or said aloud."""

from __future__ import annotations

import datetime
import importlib.util
import ipaddress
import json
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from media_server import Abilities, MediaServer, mp4, picture, png, stamp

from dramac.runtime.assemble import clips
from dramac.runtime.backends import openai_media
from dramac.runtime.backends.openai_media import asking, client, still
from dramac.runtime.backends.openai_media import journal as journals
from dramac.runtime.backends.openai_media.address import hushed
from dramac.runtime.backends.openai_media.kind import kind_of
from dramac.runtime.job import Fault, Job, Transient

Serve = Callable[..., MediaServer]
KEY = "sk-very-secret-0123456789"
STILL = {"prompt": "a red room", "model": "flux2-klein", "name": "black-forest-labs/FLUX.2", "width": 64, "height": 112,
         "seed": 2**40 + 7, "steps": 4}
CLIP = {"prompt": "she turns", "model": "wan2.2-i2v-a14b", "name": "Wan-AI/Wan2.2", "width": 64, "height": 112, "frames": 9,
        "fps": 16, "seed": 5, "call": {"guidance_scale": 3.5, "odd": 1}}
KINDS = {"openai": Abilities(seconds=True), "gateway": Abilities(idempotent=True, metadata=True), "vllm-omni": Abilities(),
         "sglang": Abilities(prompts=False)}


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DRAMAC_MEDIA_URL", "DRAMAC_MEDIA_URL_VIDEOS", "OPENAI_API_KEY", journals.AGAIN):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DRAMAC_MEDIA_KEY", KEY)
    monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "20")
    monkeypatch.setenv("DRAMAC_MEDIA_SETTLE", "0.1")


class Desk:
    """Hands tasks to the backend, one store for all."""

    def __init__(self, root: Path) -> None:
        self.root, self.told, self.number = root, [], 0  # type: tuple[Path, list[float], int]
        (root / "in").mkdir()
        for name in ("first", "last", "person:0", "plate", "picture"):
            (root / "in" / name).write_bytes(png(picture(name, 96, 160)))
        clips.write(root / "in" / "before", [picture("before", 64, 112, at) for at in range(4)], 16)

    def run(self, action: str = "i2v", server: str = "gateway", roles: tuple[str, ...] = ("first",), key: str = "ab" * 32,
            **params: Any) -> Path:
        """Does a task; the file it made."""
        self.number += 1
        folder = self.root / f"out{self.number}"
        folder.mkdir()
        name = "video" if action in ("i2v", "flf2v") else "image"
        base = CLIP if name == "video" else STILL
        job = Job(action, {**base, "server": server, **params}, {role: self.root / "in" / role for role in roles},
                  {name: folder / name}, self.told.append, {}, key, self.root / "journal" / key)
        openai_media.run(job)
        assert json.loads((folder / "facts.json").read_text())["server"] == server
        return folder / name


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """`serve(kind, troubles…)`: a server of a kind, up, whose troubles come one after another, by route, and then end."""
    open_: list[MediaServer] = []

    def start(kind: str = "gateway", troubles: Mapping[str, list[str]] | None = None, **more: Any) -> MediaServer:
        left = {route: list(ones) for route, ones in (troubles or {}).items()}

        def trouble(route: str) -> str:
            return left[route].pop(0) if left.get(route) else ""

        server = MediaServer(KINDS[kind], trouble, key=more.pop("key", KEY), **more)
        server.__enter__()
        open_.append(server)
        monkeypatch.setenv("DRAMAC_MEDIA_URL", server.url)
        return server

    yield start
    for one in open_:
        one.__exit__()


def colour(pixels: np.ndarray[Any, Any]) -> tuple[int, ...]:
    """The colour at the top."""
    return tuple(int(one) for one in pixels[2].mean(axis=0).round())


def close(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) <= 6 for one, other in zip(found, wanted, strict=True))


# What is asked, and what comes back

@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_picture_from_words_comes_as_it_was_asked_for(desk: Desk, serve: Serve, kind: str) -> None:
    server = serve(kind)
    file = desk.run("plate", kind, ())
    pixels = cv2.imread(str(file))[:, :, ::-1]
    assert pixels.shape == (112, 64, 3)
    assert (pixels == picture("a red room", 64, 112)).all()
    route, asked, _ = server.asked[0]
    assert (route, asked["size"], asked["prompt"]) == ("image", "64x112", "a red room")
    assert asked.get("seed", 7) == 7  # below 2 ** 31: not every server takes more
    assert ("num_inference_steps" in asked) == (kind in ("vllm-omni", "sglang"))
    assert ("model" in asked) == (kind in ("openai", "gateway"))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_change_takes_every_picture_along(desk: Desk, serve: Serve, kind: str) -> None:
    server = serve(kind)
    desk.run("keyframe", kind, ("person:0", "plate"))
    desk.run("keyframe_edit", kind, ("picture",), key="cd" * 32)
    assert [(route, count) for route, _, count in server.asked] == [("edit", 2), ("edit", 1)]
    assert set(server.asked[0][1]["files"]) == {"image[]" if kind in ("openai", "gateway") else "image"}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_clip_has_the_very_frames_and_rate(desk: Desk, serve: Serve, kind: str) -> None:
    server = serve(kind)
    file = desk.run("i2v", kind)
    known = clips.known(file)
    assert (known.width, known.height, known.frames, known.step) == (64, 112, 9, clips.known(file).step)
    assert float(known.step or 0) == pytest.approx(1 / 16)
    frames = list(clips.read(file))
    assert close(colour(frames[0]), stamp("she turns"))
    _, asked, count = server.asked[0]
    assert count == 1
    assert cv2.imdecode(np.frombuffer(server.jobs["video_0000"].pictures[0], np.uint8), 1).shape == (112, 64, 3)
    if kind == "openai":
        assert (asked["seconds"], asked["size"]) == ("4", "64x112")
        assert "num_frames" not in asked
    else:
        assert (asked["num_frames"], asked["fps"], asked["seed"]) == ("9", "16", "5")
    assert (asked.get("guidance_scale") == "3.5") == (kind in ("vllm-omni", "sglang"))
    assert "odd" not in asked


def test_a_clip_goes_on_from_the_last_picture_of_the_one_before(desk: Desk, serve: Serve) -> None:
    server = serve()
    desk.run("i2v", roles=("before",))
    sent = cv2.imdecode(np.frombuffer(server.jobs["video_0000"].pictures[0], np.uint8), 1)[:, :, ::-1]
    assert close(colour(sent), colour(picture("before", 64, 112, 3)))


def test_a_window_of_the_first_picture_is_sent(desk: Desk, serve: Serve) -> None:
    server = serve()
    desk.run("i2v", window={"factor": 2.0, "x": 0.2})
    desk.run("i2v", key="cd" * 32)
    tight, wide = (cv2.imdecode(np.frombuffer(one.pictures[0], np.uint8), 1) for one in server.jobs.values())
    assert tight.shape == wide.shape
    assert np.ptp(tight[:, 0, 0].astype(int)) < np.ptp(wide[:, 0, 0].astype(int))  # half as far from top to bottom


def test_a_last_picture_is_sent_where_there_is_a_way(desk: Desk, serve: Serve) -> None:
    server = serve("vllm-omni")
    desk.run("flf2v", "vllm-omni", ("first", "last"), adapter="h3")
    _, asked, count = server.asked[0]
    assert (asked["files"], count) == (["input_references"] * 2, 2)
    assert json.loads(asked["extra_params"])["frame_indices"] == [0, -1]
    with pytest.raises(Fault, match="takes no last picture"):
        desk.run("flf2v", "vllm-omni", ("first", "last"), key="cd" * 32, adapter="wan_i2v")
    assert len(server.jobs) == 1


def test_clips_sold_by_seconds_are_brought_to_the_frames(desk: Desk, serve: Serve) -> None:
    serve("openai")
    file = desk.run("i2v", "openai", frames=80, fps=16)  # 5 s: 8 are bought, at 30 frames a second
    frames = list(clips.read(file))
    assert len(frames) == 80
    light = [float(one.mean()) for one in frames]
    assert light[6] > light[1]  # frame 6 at 16 a second is frame 11 at 30
    with pytest.raises(Fault, match="makes none of more than 12"):
        desk.run("i2v", "openai", key="cd" * 32, frames=200)


@pytest.mark.parametrize(("tweak", "words"), [
    ({"num_frames": "8"}, "8 frames at 16"), ({"num_frames": "13"}, "13 frames"), ({"fps": "24"}, "at 24 a second"),
    ({"size": "112x64"}, "clip of 112x64"), ({"flat": True}, "all one colour")])
def test_another_clip_than_was_asked_for_is_refused(desk: Desk, serve: Serve, tweak: dict[str, Any], words: str) -> None:
    server = serve(tweak=lambda asked: {**asked, **tweak})
    for _ in range(2):  # the next build pays nothing, and says the same
        with pytest.raises(Fault, match=words) as told:
            desk.run()
        assert "--pay-again" in told.value.help
    assert sum(server.billed.values()) == 1


def test_a_clip_of_seconds_that_is_too_short_is_refused(desk: Desk, serve: Serve) -> None:
    serve("openai", tweak=lambda asked: {**asked, "seconds": "1"})
    with pytest.raises(Fault, match=r"1\.00 s where 3\.00 s are needed"):
        desk.run("i2v", "openai", frames=48)


def test_another_picture_than_was_asked_for_is_refused(desk: Desk, serve: Serve) -> None:
    server = serve(tweak=lambda asked: {**asked, "size": "64x64"})
    for _ in range(2):
        with pytest.raises(Fault, match="64x64 where 64x112"):
            desk.run("plate", roles=())
    assert server.count("POST", "generations") == 1


# Trouble

def until_final(what: Callable[[], object]) -> Fault | None:
    """Does `what` as a build does: again where trouble may pass. The final fault, if any."""
    for _ in range(4):
        try:
            what()
        except Transient:
            continue
        except Fault as fault:
            return fault
        return None
    raise AssertionError("the trouble does not pass")


@pytest.mark.parametrize("troubles", [
    {"create": ["429:0"]}, {"create": ["429", "503:1"]}, {"poll": ["500", "429:0", "drop", "half", "html", "deep"]},
    {"poll": ["nothing", "huge"]}, {"poll": ["404"]}, {"content": ["500", "drop", "half"]}, {"content": ["410", "403"]},
    {"content": ["nothing", "cut", "html"]}, {"create": ["drop"]}, {"create": ["500"]}, {"create": ["after:500"]},
    {"create": ["after:drop", "drop"]}, {"create": ["half"]}, {"create": ["html"]}, {"create": ["deep"]}, {"create": ["huge"]}])
@pytest.mark.parametrize("kind", ["gateway", "vllm-omni"])
def test_trouble_passes_and_the_clip_comes(desk: Desk, serve: Serve, kind: str, troubles: dict[str, list[str]]) -> None:
    server = serve(kind, troubles)
    for _ in range(3):
        try:
            file = desk.run("i2v", kind)
            break
        except Transient:
            continue  # as the build does
    assert close(colour(next(iter(clips.read(file)))), stamp("she turns"))
    assert kind != "gateway" or list(server.billed.values()) == [1]


@pytest.mark.parametrize("trouble", ["drop", "500", "after:500", "after:drop", "half", "html", "noid"])
def test_with_a_list_of_prompts_a_lost_answer_is_paid_once_or_told(desk: Desk, serve: Serve, trouble: str,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve("openai", {"create": [trouble]})
    begun = trouble not in ("drop", "500")
    told = until_final(lambda: desk.run("i2v", "openai"))
    assert (told is not None) == begun
    if told is not None:
        assert "may have been paid for" in told.message
        assert "video_0000" in told.message
        assert "--pay-again" in told.help
        assert until_final(lambda: desk.run("i2v", "openai")) is not None
    assert sum(server.billed.values()) == 1
    if begun:
        monkeypatch.setenv(journals.AGAIN, "leave one")
        desk.run("i2v", "openai")
        assert sorted(server.billed.values()) == [1, 1]  # two attempts, each of them once


@pytest.mark.parametrize("trouble", ["after:500", "after:drop", "half"])
def test_a_picture_whose_answer_is_lost_is_not_paid_for_twice_in_silence(desk: Desk, serve: Serve,
                                                                         trouble: str, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve("openai", {"image": [trouble]})
    for _ in range(2):
        with pytest.raises(Fault, match="may have been paid for"):
            desk.run("plate", "openai", ())
    assert sum(server.billed.values()) == 1
    monkeypatch.setenv(journals.AGAIN, "leave one")
    desk.run("plate", "openai", ())
    assert sum(server.billed.values()) == 2


def test_one_leave_to_pay_again_pays_once(desk: Desk, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve("openai", {"image": ["after:drop"] * 3})
    monkeypatch.setenv(journals.AGAIN, "leave one")
    for _ in range(3):
        with pytest.raises(Fault, match="may have been paid for"):
            desk.run("plate", "openai", ())
    assert sum(server.billed.values()) == 1
    monkeypatch.setenv(journals.AGAIN, "leave two")
    with pytest.raises(Fault, match="may have been paid for"):
        desk.run("plate", "openai", ())
    assert sum(server.billed.values()) == 2


def test_a_job_that_failed_is_told_in_the_servers_words_and_asked_anew_by_the_next_build(
        desk: Desk, serve: Serve) -> None:
    server = serve(busy=60.0)
    words = f"no\x1b[31m\nsuch {KEY} thing" + "x" * 999

    def fail(route: str) -> str:
        for job in server.jobs.values():
            if route == "poll" and job.id == "video_0000":
                job.status, job.error = "failed", {"code": "moderation_blocked", "message": words}
        return ""

    server.trouble = fail
    with pytest.raises(Fault, match="could not make it: moderation_blocked: no") as told:
        desk.run()
    assert not isinstance(told.value, Transient)
    assert "filter" in told.value.help
    assert KEY not in told.value.message
    assert "\x1b" not in told.value.message
    assert len(told.value.message) < 400
    server.busy = 0.0
    desk.run()
    assert len(server.jobs) == 2
    assert set(server.billed.values()) == {1}


def test_an_endless_queue_is_given_up_and_gone_on_with(desk: Desk, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve(busy=3600.0)
    monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "0.8")
    with pytest.raises(Fault, match=r"has not finished the job in 0\.8 seconds") as told:
        desk.run()
    assert "same job" in told.value.help
    server.jobs["video_0000"].ready = 0.0
    monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "20")
    desk.run()
    assert sum(server.billed.values()) == 1


def test_a_link_that_has_run_out_is_asked_for_again(desk: Desk, serve: Serve) -> None:
    server = serve("gateway", {"link": ["410", "403"]})
    server.abilities = Abilities(idempotent=True, metadata=True, links=True)
    desk.run()
    links = [where for _, where, _ in server.log if where.startswith("/files/")]
    assert len(set(links)) == 3
    assert sum(server.billed.values()) == 1


@pytest.mark.parametrize(("status", "words"), [("400", "refuses the task"), ("401", "refuses the key"),
                                               ("404", "knows no such request"),
                                               ("402", "paid first"), ("302", "has moved")])
def test_a_no_is_final_and_told(desk: Desk, serve: Serve, status: str, words: str) -> None:
    server = serve("openai", {"create": [status if status != "302" else "redirect:/v1/elsewhere"]})
    with pytest.raises(Fault, match=words) as told:
        desk.run("i2v", "openai")
    assert not isinstance(told.value, Transient)
    assert server.host not in str(told.value) + told.value.help
    desk.run("i2v", "openai")  # once it is mended, nothing stands in the way
    assert sum(server.billed.values()) == 1


def test_nobody_at_home_is_a_trouble_that_may_pass(desk: Desk, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "0.5")
    monkeypatch.setenv("DRAMAC_MEDIA_URL", "http://127.0.0.1:9/v1")
    with pytest.raises(Transient, match="cannot be reached") as told:
        desk.run()
    assert "127.0.0.1" not in str(told.value) + told.value.help
    monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "20")
    server = serve()
    desk.run()
    assert sum(server.billed.values()) == 1


@pytest.mark.parametrize("kind", ["gateway", "openai"])
def test_a_server_that_goes_away_after_it_took_a_job_is_not_paid_again(desk: Desk, serve: Serve, kind: str,
                                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve(kind, {"create": ["after:drop"]})
    desk_key = "ab" * 32

    def gone(route: str) -> str:
        if route == "create":
            threading.Thread(target=server.__exit__, daemon=True).start()
            return "after:drop"
        return "drop"

    server.trouble = gone
    monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "1.5")
    with pytest.raises(Transient):
        desk.run("i2v", kind, key=desk_key)
    assert json.loads((desk.root / "journal" / desk_key / "job.json").read_text())["state"] == "asked"
    with MediaServer(KINDS[kind], key=KEY, port=server.port, jobs=server.jobs, billed=server.billed):
        monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "20")
        told = until_final(lambda: desk.run("i2v", kind, key=desk_key))
        assert (told is not None) == (kind == "openai")  # which may not say whose job that is
    assert sum(server.billed.values()) == 1


def test_a_job_that_the_server_has_lost_is_told_and_begun_anew_only_where_nobody_pays(
        desk: Desk, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind, bills in (("gateway", 1), ("vllm-omni", 2)):
        server = serve(kind, busy=3600.0)
        monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "0.5")
        with pytest.raises(Fault, match="has not finished"):
            desk.run("i2v", kind, key=kind[0] * 64)
        lost = dict(server.jobs)
        server.jobs.clear()
        server.busy = 0.0
        monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "20")
        if bills == 1:
            with pytest.raises(Fault, match="knows nothing of the job video_0000"):
                desk.run("i2v", kind, key=kind[0] * 64)
        else:
            desk.run("i2v", kind, key=kind[0] * 64)
        assert lost
        assert sum(server.billed.values()) == bills


def test_a_job_of_another_server_is_not_asked_of_this_one(desk: Desk, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    first = serve(busy=3600.0)
    monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "0.5")
    with pytest.raises(Fault, match="has not finished"):
        desk.run()
    second = serve()
    with pytest.raises(Fault, match="on another server"):
        desk.run()
    assert not second.log
    assert sum(first.billed.values()) == 1


def test_a_damaged_journal_stops_the_task(desk: Desk, serve: Serve) -> None:
    server = serve()
    folder = desk.root / "journal" / ("ab" * 32)
    folder.mkdir(parents=True)
    for text in ("{", "[]", '{"attempt": "x"}', '{"state": "accepted", "id": "../../x"}', '{"state": "odd"}'):
        (folder / "job.json").write_text(text)
        with pytest.raises(Fault, match="is damaged, and it may have been paid for"):
            desk.run()
    assert not server.log


# What nobody is to read, and whom the key is for

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


def certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 that nobody has signed, and its key, in one file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "here")])
    now = datetime.datetime.now(datetime.UTC)
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
            .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), True).sign(key, hashes.SHA256()))
    file = folder / "here.pem"
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return file


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
