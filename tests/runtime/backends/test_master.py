from __future__ import annotations

import json
import wave
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from dramac.compiler.plan.nodes import Input, Plan, Product, make_task
from dramac.runtime.assemble import ffmpeg, mux
from dramac.runtime.assemble.encode import SegmentWriter
from dramac.runtime.backends import master
from dramac.runtime.execute import execute
from dramac.runtime.export.deliver import deliver
from dramac.runtime.job import Fault, Job
from dramac.runtime.store import Store

LENGTHS = (10, 37, 1, 61)
FRAMES = sum(LENGTHS)


def segment(file: Path, frames: int, first: int = 0, size: tuple[int, int] = (96, 160), fps: int = 24,
            preset: str = "ultrafast") -> Path:
    with SegmentWriter(file, *size, fps, {"preset": preset, "crf": 18, "threads": 1}) as writer:
        for number in range(first, first + frames):
            frame = np.full((size[1] * 3 // 2, size[0]), 128, np.uint8)
            frame[:size[1]] = 20 + number % 100 * 2
            writer.write(frame)
    return file


def mix(file: Path, samples: int, rate: int = 48000, channels: int = 2) -> Path:
    with wave.open(str(file), "wb") as track:
        track.setnchannels(channels)
        track.setsampwidth(2)
        track.setframerate(rate)
        tone = (np.sin(np.arange(samples) * 2 * np.pi * 440 / rate) * 9000).astype("<i2")
        track.writeframes(np.repeat(tone, channels).tobytes())
    return file


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("parts")
    return [segment(folder / str(number), frames, sum(LENGTHS[:number])) for number, frames in enumerate(LENGTHS)]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mix(tmp_path_factory.mktemp("sound") / "mix", FRAMES * 2000)


def params(**changes: Any) -> dict[str, Any]:
    return {"segments": len(LENGTHS), "fps": 24, "width": 96, "height": 160, "samples": FRAMES * 2000,
            "title": "替身新娘 = \"one\": \n'two'", "language": "zh-Hans", **changes}


def soundtrack(folder: Path, sound: Path, **changes: Any) -> Path:
    folder.mkdir()
    settings = {"samples": FRAMES * 2000, "audio_bitrate": "192k", **changes}
    master.run(Job("soundtrack", settings, {"mix": sound}, {"audio": folder / "audio"}, lambda fraction: None))
    return folder / "audio"


def run(folder: Path, pieces: list[Path], sound: Path, **changes: Any) -> Path:
    """The film of `pieces` and the mix `sound`, by way of its soundtrack."""
    folder.mkdir()
    changes.setdefault("segments", len(pieces))
    heard = soundtrack(folder / "sound", sound, samples=changes.get("samples", FRAMES * 2000))
    inputs = {f"segment:{number}": file for number, file in enumerate(pieces)} | {"soundtrack": heard}
    master.run(Job("master", params(**changes), inputs, {"video": folder / "video"}, lambda fraction: None))
    return folder / "video"


def test_a_film_is_frame_exact_and_its_sound_is_whole(tmp_path: Path, parts: list[Path], sound: Path) -> None:
    film = run(tmp_path / "out", parts, sound)
    with av.open(str(film)) as container:
        assert container.metadata["title"] == "替身新娘 = \"one\": 'two'"
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert len(container.streams) == 2
        assert audio.metadata["language"] == "zho"
        heard = audio.codec_context
        assert (heard.name, heard.sample_rate, heard.channels) == ("aac", 48000, 2)
        assert (audio.start_time, audio.duration) == (0, FRAMES * 2000)
        assert (video.start_time, video.duration * video.time_base) == (0, Fraction(FRAMES, 24))
        assert video.average_rate == 24
        frames = [(frame.pts, frame.to_ndarray()[:160].mean()) for frame in container.decode(video)]
    assert [pts for pts, _ in frames] == [number * 512 for number in range(FRAMES)]
    assert [level for _, level in frames] == pytest.approx([20 + number % 100 * 2 for number in range(FRAMES)], abs=2)
    with av.open(str(film)) as container:
        samples = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])[:FRAMES * 2000]
    tone = np.sin(np.arange(FRAMES * 2000) * 2 * np.pi * 440 / 48000) * 9000 / 32768
    assert np.abs(samples[2000:-2000] - tone[2000:-2000]).max() < 0.02  # in phase over every join


def test_the_index_stands_in_front_and_the_pictures_are_copied(tmp_path: Path, parts: list[Path], sound: Path) -> None:
    data = run(tmp_path / "out", parts, sound).read_bytes()
    assert 0 < data.find(b"moov") < data.find(b"mdat")
    with av.open(str(parts[1])) as container:
        packets = [bytes(packet) for packet in container.demux(video=0) if packet.size]
    assert all(packet in data for packet in packets)


def test_the_same_parts_give_the_same_bytes_anywhere(tmp_path: Path, parts: list[Path], sound: Path) -> None:
    strange = tmp_path / "a place: 'with' % odd\nname"
    strange.mkdir()
    assert run(tmp_path / "out", parts, sound).read_bytes() == run(strange / "out", parts, sound).read_bytes()
    facts = json.loads((tmp_path / "out" / "facts.json").read_text())
    assert facts == json.loads((strange / "out" / "facts.json").read_text())
    assert facts["frames"] == FRAMES
    assert facts["argv"][0] == "ffmpeg"
    assert str(tmp_path) not in " ".join(facts["argv"])


@pytest.mark.parametrize(("change", "words"), [
    ({"size": (160, 96)}, "its size is 160x96, not 96x160"), ({"fps": 25}, "time between frames is 1/25, not 1/24"),
    ({"preset": "medium"}, "its encoder setup is another")])
def test_a_segment_of_another_make_is_refused(tmp_path: Path, parts: list[Path], sound: Path, change, words) -> None:
    other = segment(tmp_path / "other", 10, **change)
    with pytest.raises(Fault, match=f"segment 1 cannot be joined: .*{words}"):
        run(tmp_path / "out", [parts[0], other], sound)


def test_segments_have_the_lengths_of_the_plan(tmp_path: Path, parts: list[Path], sound: Path) -> None:
    assert run(tmp_path / "a", parts, sound, frames=list(LENGTHS)).exists()
    with pytest.raises(Fault, match="segment 1 cannot be joined: its length is 1, not 37"):
        run(tmp_path / "b", [parts[0], parts[2], parts[1], parts[3]], sound, frames=list(LENGTHS))


def test_what_is_no_segment_is_refused(tmp_path: Path, parts: list[Path], sound: Path) -> None:
    (tmp_path / "junk").write_bytes(b"no film" * 100)
    (tmp_path / "cut").write_bytes(parts[3].read_bytes()[:700])
    (tmp_path / "empty").write_bytes(b"")
    film = run(tmp_path / "film", parts, sound)
    for number, (file, words) in enumerate([(tmp_path / "junk", "cannot be read as mp4"), (film, "1 audio streams"),
                                            (tmp_path / "empty", "cannot be read"), (tmp_path / "cut", "segment 1"),
                                            (sound, "cannot be read as mp4")]):
        with pytest.raises(Fault, match=words):
            run(tmp_path / str(number), [parts[0], file], sound)


@pytest.mark.parametrize(("make", "words"), [
    ({"samples": FRAMES * 2000 - 1}, "where the plan says"), ({"samples": FRAMES * 2000, "rate": 44100}, "48000 Hz"),
    ({"samples": FRAMES * 2000, "channels": 1}, "stereo")])
def test_a_mix_that_does_not_fit_is_refused(tmp_path: Path, parts: list[Path], make, words: str) -> None:
    with pytest.raises(Fault, match=words):
        soundtrack(tmp_path / "out", mix(tmp_path / "mix", **make))


@pytest.mark.parametrize("bitrate", ["192k -y x", "192", "0k", None, 192])
def test_a_bit_rate_that_is_none_is_refused(tmp_path: Path, sound: Path, bitrate: Any) -> None:
    with pytest.raises(Fault, match=r"bit rate|audio_bitrate"):
        soundtrack(tmp_path / "out", sound, audio_bitrate=bitrate)


def test_a_soundtrack_that_is_none_is_refused(tmp_path: Path, parts: list[Path], sound: Path) -> None:
    short = soundtrack(tmp_path / "short", mix(tmp_path / "mix", FRAMES * 2000 - 1), samples=FRAMES * 2000 - 1)
    for number, (file, words) in enumerate([(sound, "cannot be read as mp4"), (parts[0], "not one stereo track of AAC"),
                                            (short, "where the plan says")]):
        inputs = {f"segment:{at}": one for at, one in enumerate(parts)} | {"soundtrack": file}
        (tmp_path / str(number)).mkdir()
        with pytest.raises(Fault, match=words):
            master.run(Job("master", params(), inputs, {"video": tmp_path / str(number) / "video"}, lambda fraction: None))


def test_sound_may_be_one_frame_off_and_no_more(tmp_path: Path, parts: list[Path]) -> None:
    run(tmp_path / "a", parts, mix(tmp_path / "long", FRAMES * 2000 + 2000), samples=FRAMES * 2000 + 2000)
    run(tmp_path / "b", parts, mix(tmp_path / "short", FRAMES * 2000 - 2000), samples=FRAMES * 2000 - 2000)
    with pytest.raises(Fault, match="the sound ends at"):
        run(tmp_path / "c", parts, mix(tmp_path / "longer", FRAMES * 2000 + 2001), samples=FRAMES * 2000 + 2001)


@pytest.mark.parametrize(("extra", "words"), [
    (["-frames:v", "50"], "the film has 50 frames"), (["-t", "2"], "the film has"),
    (["-an"], "one video and one audio"),
    (["-output_ts_offset", "1"], "not at 0|frames")])
def test_what_came_out_is_checked(tmp_path: Path, parts: list[Path], sound: Path, monkeypatch: pytest.MonkeyPatch,
                                  extra: list[str], words: str) -> None:
    """ffmpeg is made to do something else than it was asked for."""
    join = ffmpeg.join

    def other(*given: Any) -> list[str]:
        argv = join(*given)
        return [*argv[:-1], *extra, argv[-1]]

    monkeypatch.setattr(ffmpeg, "join", other)
    with pytest.raises(Fault, match=words):
        run(tmp_path / "out", parts, sound)


@pytest.mark.parametrize("change", [
    {"segments": 0}, {"segments": 5}, {"segments": "4"}, {"fps": 0}, {"title": None},
    {"width": True}, {"samples": 1.5}, {"frames": [1]}, {"frames": ["10", 37, 1, 61]}, {"frames": [10, 37, 1, 60]}])
def test_parameters_that_are_none_are_refused(tmp_path: Path, parts: list[Path], sound: Path, change) -> None:
    with pytest.raises(Fault):
        run(tmp_path / "out", parts, sound, **change)


@pytest.mark.parametrize(("tag", "code"), [("en", "eng"), ("en-GB", "eng"), ("zh-Hans", "zho"), ("fil", "fil"),
                                           ("x", "und"), ("", "und"), ("qq", "und")])
def test_languages_as_mp4_writes_them(tag: str, code: str) -> None:
    assert mux.iso639(tag) == code


def test_a_poster_is_the_frame_that_was_asked_for(tmp_path: Path, parts: list[Path]) -> None:
    def poster(frame: int, folder: Path) -> bytes:
        folder.mkdir()
        job = Job("poster", {"frame": frame}, {"segment": parts[1]}, {"image": folder / "image"}, lambda fraction: None)
        master.run(job)
        return job.outputs["image"].read_bytes()

    first, last = poster(0, tmp_path / "0"), poster(36, tmp_path / "36")
    assert first[:2] == b"\xff\xd8"
    for data, number in ((first, 10), (last, 46)):
        (tmp_path / "p.jpg").write_bytes(data)
        with av.open(str(tmp_path / "p.jpg")) as container:
            frame = next(container.decode(video=0))
            assert (frame.width, frame.height) == (96, 160)
            level = (20 + number * 2 - 16) * 255 / 219
            assert frame.to_ndarray(format="gray").mean() == pytest.approx(level, abs=3)
    assert poster(36, tmp_path / "again") == last
    with pytest.raises(Fault, match="has no frame 37: it has 37"):
        poster(37, tmp_path / "37")


def test_subtitles_are_utf_8_with_plain_line_ends(tmp_path: Path) -> None:
    job = Job("subtitle", {"cues": [[0.5, 1.0, "别走。"]]}, {}, {"text": tmp_path / "text"}, lambda fraction: None)
    master.run(job)
    assert job.outputs["text"].read_bytes() == "1\n00:00:00,500 --> 00:00:01,000\n别走。\n".encode()


def test_an_action_of_another_backend_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="cannot do 'draw'"):
        master.run(Job("draw", {}, {}, {"video": tmp_path / "video"}, lambda fraction: None))


def test_a_film_through_store_workers_and_output_folder(tmp_path: Path, parts: list[Path], sound: Path) -> None:
    """The segments stand in the store already; the master is made by a worker and delivered."""
    store = Store(tmp_path / "store")
    draws = [make_task("draw", "animatic", "1", {"shot": number}, outputs=("video",)) for number in range(len(parts))]
    mixed = make_task("mix", "mixer", "1", {}, outputs=("audio",))
    for task, file in zip([*draws, mixed], [*parts, sound]):
        store.put(task.key, {task.outputs[0]: file}, {})
    heard = make_task("soundtrack", "master", master.VERSION, {"samples": FRAMES * 2000, "audio_bitrate": "192k"},
                      inputs=(Input("mix", mixed.key, "audio"),), outputs=("audio",))
    inputs = (*(Input(f"segment:{number}", one.key, "video") for number, one in enumerate(draws)),
              Input("soundtrack", heard.key, "audio"))
    film = make_task("master", "master", master.VERSION, params(), inputs=inputs, outputs=("video",))
    poster = make_task("poster", "master", master.VERSION, {"frame": 5}, outputs=("image",),
                       inputs=(Input("segment", draws[0].key, "video"),))
    text = make_task("subtitle", "master", master.VERSION, {"cues": [[0, 1, "Go."]]}, outputs=("text",))
    plan = Plan((*draws, mixed, heard, film, poster, text), (
        Product("ep01.mp4", film.key, "video"), Product("ep01.jpg", poster.key, "image"),
        Product("ep01.srt", text.key, "text")))
    outcome = execute(plan, store, workers=2)
    assert outcome.failed == ()
    assert outcome.done == (heard, film, poster, text)
    files = deliver(plan, store, tmp_path / "build")
    assert [file.name for file in files] == ["ep01.mp4", "ep01.jpg", "ep01.srt"]
    assert files[0].read_bytes() == run(tmp_path / "direct", parts, sound).read_bytes()
    record = store.lookup(film.key)
    assert record is not None
    assert record.facts["backend_facts"]["frames"] == FRAMES
