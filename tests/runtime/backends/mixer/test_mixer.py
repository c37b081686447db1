"""The mix: levels, lengths, ducking, filters, measured on what was written."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
from scipy import signal

from dramac.runtime.assemble import levels, wav
from dramac.runtime.backends import mixer
from dramac.runtime.backends.mixer import duck, filters, limiter
from dramac.runtime.job import Fault, Job

RATE = 48_000


def voice(seconds: float, seed: int = 1, rate: int = RATE) -> np.ndarray:
    """Something like speech: a pulse train in syllables, at -18 LUFS."""
    time = np.arange(int(seconds * rate)) / rate
    rng = np.random.default_rng(seed)
    buzz = np.mod(np.cumsum(130 + 15 * np.sin(2 * np.pi * 0.7 * time)) / rate, 1.0) - 0.5
    hiss = rng.standard_normal(len(time)) * 0.08
    x = (buzz + hiss) * (0.1 + np.sin(2 * np.pi * 2.2 * time) ** 2)
    return (x * levels.ratio(-18.0 - levels.loudness(x, rate))).astype(np.float32)


def bed(seconds: float, seed: int = 2, level: float = -20.0) -> np.ndarray:
    x = np.random.default_rng(seed).standard_normal((int(seconds * RATE), 2))
    return (x * levels.ratio(level - levels.loudness(x, RATE))).astype(np.float32)


def track(role: str, kind: str, start: float = 0.0, samples: int | None = None, **more: object) -> dict:
    return {
        "role": role,
        "kind": kind,
        "start": int(start * RATE),
        "samples": samples,
        "gain": 0.0,
        "pan": 0.0,
        "filter": "",
        "fade_in": 0,
        "fade_out": 0,
        **more,
    }


def mix(folder: Path, seconds: float, sounds: dict[str, tuple[np.ndarray, int]], tracks: list[dict], **params: object):
    inputs = {}
    for n, (role, (samples, rate)) in enumerate(sounds.items()):
        inputs[role] = folder / f"{n}.wav"
        wav.write(inputs[role], samples, rate)
    outputs = {"audio": folder / "mix.wav", "report": folder / "mix.json"}
    whole = {"samples": int(seconds * RATE), "rate": RATE, "tracks": tracks, "loudness": -14.0, "peak": -1.0, **params}
    mixer.run(Job("mix", whole, inputs, outputs, lambda fraction: None))
    samples, rate = wav.read(outputs["audio"])
    assert rate == RATE
    return samples, json.loads(outputs["report"].read_text())


def oversampled_peak(samples: np.ndarray) -> float:
    return 20 * np.log10(np.max(np.abs(signal.resample_poly(samples.astype(np.float64), 4, 1, axis=0))))


def clicks(seconds: float) -> np.ndarray:
    """A programme that fights a limiter: sharp blows over a quiet bed."""
    x = bed(seconds, 3, -34.0)
    for at in range(4800, len(x) - 4800, 24_000):
        x[at : at + 2400] += (np.exp(-np.arange(2400) / 300) * np.sin(np.arange(2400) * 0.9))[:, None] * 0.9
    return x.astype(np.float32)


@pytest.mark.parametrize(
    ("name", "sounds", "tracks"),
    [
        ("dialogue", {"s": (voice(3.0), RATE)}, [track("s", "dialogue", 0.5), track("s", "dialogue", 2.5, pan=-0.5)]),
        ("music", {"m": (bed(4.0), RATE)}, [track("m", "music", samples=5 * RATE, gain=-8.0)]),
        (
            "episode",
            {"s": (voice(2.5, rate=24_000), 24_000), "m": (bed(6.0), RATE), "d": (voice(2.0, 5, 22_050), 22_050)},
            [
                track("s", "dialogue", 1.0),
                track("d", "dialogue", 2.5, filter="phone"),
                track("m", "music", samples=5 * RATE),
            ],
        ),
        ("blows", {"c": (clicks(5.0), RATE)}, [track("c", "effect")]),
        ("loud", {"m": (bed(5.0, 1, -3.0), RATE)}, [track("m", "music")]),
        ("faint", {"m": (bed(5.0, 1, -45.0), RATE)}, [track("m", "ambience")]),
    ],
)
def test_loudness_and_true_peak_land_on_target(tmp_path: Path, name: str, sounds: dict, tracks: list) -> None:
    samples, report = mix(tmp_path, 5.0, sounds, tracks)
    assert samples.shape == (240_000, 2)
    measured = pyloudnorm.Meter(RATE).integrated_loudness(samples.astype(np.float64))
    assert measured == pytest.approx(-14.0, abs=0.3)
    assert oversampled_peak(samples) <= -1.0 + 0.01
    assert report["lufs"] == pytest.approx(measured, abs=0.05)
    assert report["peak_dbtp"] <= -1.0


@pytest.mark.parametrize(("loudness", "peak"), [(-23.0, -1.0), (-16.0, -3.0)])
def test_other_targets(tmp_path: Path, loudness: float, peak: float) -> None:
    samples, _ = mix(tmp_path, 6.0, {"s": (voice(5.0), RATE)}, [track("s", "dialogue")], loudness=loudness, peak=peak)
    assert levels.loudness(samples, RATE) == pytest.approx(loudness, abs=0.3)
    assert oversampled_peak(samples) <= peak + 0.01


def test_silence_is_silence_of_the_exact_length(tmp_path: Path) -> None:
    samples, report = mix(tmp_path, 1.23456, {}, [])
    assert samples.shape == (int(1.23456 * RATE), 2)
    assert not samples.any()
    assert report == {"lufs": None, "peak_dbtp": None, "gain": 0.0}
    assert mix(tmp_path, 0.0, {}, [])[0].shape == (0, 2)
    assert len(mix(tmp_path, 0.5, {"s": (np.zeros(0, np.float32), RATE)}, [track("s", "dialogue")])[0]) == 24_000


def test_the_same_mix_is_the_same_bytes(tmp_path: Path) -> None:
    sounds = {"s": (voice(2.0), RATE), "m": (bed(2.0), RATE)}
    tracks = [track("s", "dialogue", 0.5, filter="echo"), track("m", "music", samples=4 * RATE)]
    mix(tmp_path, 4.0, sounds, tracks)
    first = (tmp_path / "mix.wav").read_bytes()
    mix(tmp_path, 4.0, sounds, tracks)
    assert (tmp_path / "mix.wav").read_bytes() == first


def combined(folder: Path, seconds: float, sounds: dict[str, np.ndarray], tracks: list[dict]) -> np.ndarray:
    inputs = {}
    for n, (role, samples) in enumerate(sounds.items()):
        inputs[role] = folder / f"{n}.wav"
        wav.write(inputs[role], samples, RATE)
    job = Job("mix", {}, inputs, {}, lambda fraction: None)
    return mixer.combine(tracks, inputs, int(seconds * RATE), RATE, job)


@pytest.mark.parametrize(("kind", "depth"), [("music", 10.0), ("ambience", 5.0), ("effect", 0.0)])
def test_beds_step_back_under_dialogue(tmp_path: Path, kind: str, depth: float) -> None:
    tone = np.stack([np.sin(np.arange(8 * RATE) * 0.7) * 0.1] * 2, axis=1).astype(np.float32)
    line = np.repeat(voice(2.0)[:, None], 1, axis=1)
    sounds = {"m": tone, "s": line}
    out = combined(tmp_path, 8.0, sounds, [track("m", kind), track("s", "dialogue", 3.0)])
    out -= combined(tmp_path, 8.0, {"s": line}, [track("s", "dialogue", 3.0)])
    level = 20 * np.log10(np.sqrt(np.mean(np.square(out[: 160 * 2400]).reshape(160, -1), axis=1)) + 1e-9)
    before, under, after = np.mean(level[10:50]), np.mean(level[70:95]), np.mean(level[-20:])
    assert before - under == pytest.approx(depth, abs=0.8)
    assert after == pytest.approx(before, abs=0.2)
    if depth:
        assert level[58] > before - 1.0  # 100 ms before the line
        assert level[61] < before - depth * 0.8  # 50 ms into it
        assert level[105] < before - depth * 0.3  # 250 ms after it
        assert level[125] > before - 1.0  # 1.25 s after it


def test_place_length_pan_gain_fades_and_loops(tmp_path: Path) -> None:
    steady = np.full((RATE, 1), 0.5, np.float32)
    out = combined(tmp_path, 4.0, {"x": steady}, [track("x", "effect", 1.0)])
    assert not out[:RATE].any()
    assert not out[2 * RATE :].any()
    assert out[int(1.5 * RATE)] == pytest.approx([0.5 * 0.7071] * 2, abs=1e-3)
    left = combined(tmp_path, 4.0, {"x": steady}, [track("x", "effect", 0.0, pan=-1.0, gain=-6.0206)])
    assert left[RATE // 2] == pytest.approx([0.25, 0.0], abs=1e-3)
    looped = combined(tmp_path, 4.0, {"x": steady}, [track("x", "effect", 0.0, samples=3 * RATE)])
    assert np.abs(looped[1000 : 3 * RATE - 1000]).min() > 0.3
    assert not looped[3 * RATE :].any()
    faded = combined(tmp_path, 4.0, {"x": steady}, [track("x", "effect", fade_in=24_000, fade_out=24_000)])
    assert faded[100, 0] < 0.01 < 0.3 < faded[24_000, 0]
    assert faded[RATE - 100, 0] < 0.01
    early = combined(
        tmp_path, 4.0, {"x": steady}, [track("x", "effect", -0.5), track("x", "effect", 3.5), track("x", "effect", 9.0)]
    )
    assert early[0, 0] > 0.3
    assert not early[RATE // 2 : 3 * RATE].any()
    assert early[-1, 0] > 0.3


def band_levels(samples: np.ndarray) -> dict[str, float]:
    """dB of a few bands against the 1-2 kHz octave."""
    mono = samples.mean(axis=1)
    spectrum = np.abs(np.fft.rfft(mono)) ** 2
    hertz = np.fft.rfftfreq(len(mono), 1 / RATE)
    power = lambda low, high: float(np.mean(spectrum[(hertz >= low) & (hertz < high)]))  # noqa: E731
    middle = power(1000, 2000)
    bands = {"sub": (60, 120), "low": (120, 240), "high": (4500, 6000), "top": (8000, 12_000)}
    return {name: 10 * np.log10(power(*edges) / middle) for name, edges in bands.items()}


def test_filters_have_their_bands() -> None:
    noise = np.random.default_rng(1).standard_normal(3 * RATE) * 0.05
    found = {name: band_levels(filters.apply(name, noise, RATE)) for name in filters.FILTERS}
    assert max(map(abs, found[""].values())) < 1.0
    assert found["phone"]["low"] < -20 and found["phone"]["high"] < -20  # noqa: PT018
    assert found["radio"]["low"] < -20 and found["radio"]["top"] < -20  # noqa: PT018
    assert found["pa"]["sub"] < -15 and found["pa"]["top"] < -3  # noqa: PT018
    assert found["os"]["high"] < -8 and found["os"]["low"] > -8  # noqa: PT018
    assert found["inner"]["low"] > 1.0


def test_filters_keep_the_level_and_ring_on() -> None:
    line = voice(2.0)
    for name in filters.FILTERS:
        out = filters.apply(name, line, RATE)
        assert out.shape[1] == 2
        assert np.isfinite(out).all()
        expected = -22.0 if name == "os" else -18.0
        assert levels.loudness(out[: len(line)], RATE) == pytest.approx(expected, abs=0.5), name
        assert (len(out) > len(line)) == (name in ("pa", "os", "inner", "echo")), name
        assert not filters.apply(name, np.zeros(4800, np.float32), RATE).any() or name == "radio"


def test_the_limiter_holds_inter_sample_peaks() -> None:
    time = np.arange(RATE)
    tone = np.sin(2 * np.pi * time / 4 + np.pi / 4) * 0.99  # samples at 0.7, true peak at 0.99
    stereo = np.stack([tone, tone], axis=1).astype(np.float32)
    assert limiter.peaks(stereo).max() == pytest.approx(0.99, abs=0.02)
    held = stereo * limiter.gains(limiter.peaks(stereo), 0.5, len(stereo), RATE)[:, None]
    over = np.abs(signal.resample_poly(held.astype(np.float64), 4, 1, axis=0))[9600:-9600]
    assert np.max(over) <= 0.5 * 1.006
    quiet = stereo * 0.1
    assert (limiter.gains(limiter.peaks(quiet), 0.5, len(quiet), RATE) == 1.0).all()


def test_duck_envelope_is_empty_for_nothing() -> None:
    assert (duck.gain(duck.envelope(np.zeros((0, 2), np.float32), RATE), 10.0, 10, RATE) == 1.0).all()
    assert (duck.envelope(np.zeros((4800, 2), np.float32), RATE) == 0.0).all()


def test_what_cannot_be_mixed_is_a_fault(tmp_path: Path) -> None:
    sound = {"s": (voice(1.0), RATE)}
    for broken in (track("s", "narration"), track("s", "dialogue", filter="underwater"), track("other", "dialogue")):
        with pytest.raises(Fault):
            mix(tmp_path, 1.0, sound, [broken])
    (tmp_path / "bad.wav").write_bytes(b"RIFF....WAVEjunk")
    with pytest.raises(Fault):
        wav.read(tmp_path / "bad.wav")
