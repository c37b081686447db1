"""WAV files, and the finishing of spoken lines."""

from __future__ import annotations

import itertools
import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile

from dramac.runtime.assemble import delivery, levels, wav
from dramac.runtime.assemble.delivery import Line, Phone
from dramac.runtime.job import Fault

RATE = 24_000


def vowel(seconds: float, pitch: float = 150.0) -> np.ndarray:
    time = np.arange(int(seconds * RATE)) / RATE
    return sum(np.sin(2 * np.pi * pitch * k * time) / k for k in range(1, 20)).astype(np.float32) * 0.1


def spoken() -> Line:
    """Two vowels with a pause between, quiet at both ends."""
    quiet = np.zeros(RATE // 5, np.float32)
    audio = np.concatenate([quiet, vowel(0.5), quiet, vowel(0.5, 170.0), quiet])
    phones = (Phone("ɑ", 0.2, 0.7), Phone("", 0.7, 0.9), Phone("i", 0.9, 1.6))
    return Line(audio, RATE, phones)


@pytest.mark.parametrize("shape", [(100,), (100, 1), (101, 2), (0, 2)])
@pytest.mark.parametrize("encoding", ["float32", "pcm16"])
def test_wav_round_trip_and_other_readers(tmp_path: Path, shape: tuple[int, ...], encoding: str) -> None:
    samples = np.random.default_rng(1).uniform(-1, 1, shape).astype(np.float32)
    wav.write(tmp_path / "a.wav", samples, 22_050, encoding)
    back, rate = wav.read(tmp_path / "a.wav")
    assert rate == 22_050
    assert np.allclose(back.reshape(shape), samples, atol=0 if encoding == "float32" else 4e-5)
    theirs, their_rate = soundfile.read(tmp_path / "a.wav", dtype="float32", always_2d=True)
    assert their_rate == rate
    assert np.allclose(theirs, back, atol=4e-5)


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE"])
def test_wav_of_other_writers(tmp_path: Path, subtype: str) -> None:
    samples = np.random.default_rng(1).uniform(-0.9, 0.9, (500, 2))
    for kind in ("WAV", "WAVEX"):
        soundfile.write(tmp_path / "a.wav", samples, 44_100, subtype=subtype, format=kind)
        back, rate = wav.read(tmp_path / "a.wav")
        assert rate == 44_100
        assert np.allclose(back, samples, atol=0.01 if subtype == "PCM_U8" else 1e-4)


def test_broken_wav_files_are_faults_or_silence_and_never_crash(tmp_path: Path) -> None:
    wav.write(tmp_path / "a.wav", np.ones(50, np.float32), 48_000)
    whole = (tmp_path / "a.wav").read_bytes()
    for size in range(0, len(whole), 3):
        (tmp_path / "b.wav").write_bytes(whole[:size])
        if size < 56:  # the header is 56 bytes long
            with pytest.raises(Fault):
                wav.read(tmp_path / "b.wav")
        else:
            assert len(wav.read(tmp_path / "b.wav")[0]) == (size - 56) // 4
    odd = (
        b"RIFF\0\0\0\0WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 99, 1, 8000, 8000, 1, 8)
        + b"data"
        + struct.pack("<I", 4)
        + b"1234"
    )
    (tmp_path / "c.wav").write_bytes(odd)
    with pytest.raises(Fault, match="format 99"):
        wav.read(tmp_path / "c.wav")
    with pytest.raises(ValueError):
        wav.write(tmp_path / "d.wav", np.ones(3), 8000, "mp3")


def test_loudness_of_short_long_and_silent() -> None:
    assert levels.loudness(np.zeros(1000), RATE) == float("-inf")
    assert levels.loudness(np.zeros(0), RATE) == float("-inf")
    assert levels.loudness(vowel(0.1), RATE) == pytest.approx(levels.loudness(vowel(3.0), RATE), abs=0.5)
    assert levels.true_peak(np.zeros(10)) == float("-inf")


def test_a_line_is_trimmed_and_level() -> None:
    line = delivery.finish(spoken(), {})
    seconds = len(line.audio) / RATE
    assert seconds == pytest.approx(1.2 + 0.02 + 0.12, abs=0.03)
    assert line.phones[0].start == pytest.approx(0.02, abs=0.02)
    assert line.phones[-1].end <= seconds
    assert levels.loudness(line.audio, RATE) == pytest.approx(delivery.LEVEL, abs=0.1)
    louder = delivery.finish(spoken(), {"gain": 4.0})
    assert levels.loudness(louder.audio, RATE) == pytest.approx(delivery.LEVEL + 4, abs=0.1)


def fundamental(audio: np.ndarray) -> float:
    part = audio[2400:10_000] * np.hanning(7600)
    return float(np.fft.rfftfreq(1 << 17, 1 / RATE)[np.argmax(np.abs(np.fft.rfft(part, 1 << 17)))])


def test_pitch_moves_by_semitones_and_takes_the_time_with_it() -> None:
    plain = delivery.finish(spoken(), {})
    for semitones in (-2.0, 1.5):
        moved = delivery.finish(spoken(), {"pitch": semitones})
        ratio = delivery.pitch_ratio(semitones)
        assert fundamental(moved.audio) / fundamental(plain.audio) == pytest.approx(ratio, rel=0.01)
        assert len(moved.audio) == pytest.approx(len(plain.audio) / ratio, rel=0.01)
        assert moved.phones[-1].start == pytest.approx(plain.phones[-1].start / ratio, rel=0.02)


def test_a_pause_is_lengthened_where_it_is_still() -> None:
    plain, paused = delivery.finish(spoken(), {}), delivery.finish(spoken(), {"pause": 0.5})
    assert len(paused.audio) - len(plain.audio) == RATE // 2
    assert paused.phones[-1].start - plain.phones[-1].start == pytest.approx(0.5, abs=1e-6)
    gap = paused.phones[1]
    middle = paused.audio[int((gap.start + 0.1) * RATE) : int((gap.end - 0.1) * RATE)]
    assert np.max(np.abs(middle)) < 1e-4


def tonality(audio: np.ndarray) -> float:
    """How much of the first vowel is periodic (the autocorrelation at its pitch period)."""
    part = audio[2400:10_000].astype(np.float64)
    lag = RATE // 150
    return float(np.dot(part[lag:], part[:-lag]) / np.dot(part, part))


def test_a_whisper_has_no_tone_and_breath_is_between() -> None:
    plain, half, whisper = (delivery.finish(spoken(), {"breath": b, "seed": 1}).audio for b in (0.0, 0.5, 1.0))
    assert tonality(plain) > 0.9
    assert abs(tonality(whisper)) < 0.3
    assert abs(tonality(whisper)) < tonality(half) < tonality(plain)
    assert len(whisper) == len(plain)


def test_a_trembling_voice_wavers_at_some_hertz() -> None:
    def swing(audio: np.ndarray) -> float:
        level = np.sqrt(np.mean(np.square(audio[2400:9600]).reshape(30, -1), axis=1))
        return float(np.std(level) / np.mean(level))

    steady, shaking = (delivery.finish(spoken(), {"tremble": t, "seed": 1}).audio for t in (0.0, 1.0))
    assert swing(shaking) > 3 * swing(steady)


def test_chance_is_seeded() -> None:
    a, b, c = (delivery.finish(spoken(), {"breath": 1.0, "tremble": 0.5, "seed": s}).audio for s in (1, 1, 2))
    assert np.array_equal(a, b)
    assert not np.array_equal(a, c)


def test_lines_join_with_a_gap_and_nothing_is_silence() -> None:
    joined = delivery.join([spoken(), Line(np.zeros(100, np.float32), RATE, ()), spoken()], 0.25)
    one = delivery.join([spoken()], 0.25)
    assert len(joined.audio) == 2 * len(one.audio) + RATE // 4
    times = [(p.start, p.end) for p in joined.phones]
    assert all(a[1] <= b[0] + 1e-9 for a, b in itertools.pairwise(times))
    assert len(delivery.finish(Line(np.zeros(0, np.float32), RATE, ()), {}).audio) == int(delivery.EMPTY * RATE)
