"""Every sound and every mood: there, in time, audible, clean, and no two seeds alike."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from dramac.runtime.assemble import levels, wav
from dramac.runtime.backends import synth
from dramac.runtime.backends.synth import craft, effects, harmony, instruments, music
from dramac.runtime.job import Fault, Job

SOUNDS = (
    "rain storm "
    "thunder wind steps run door knock heartbeat drone riser hit slap phone-ring phone-buzz crowd sword-draw "
    "sword-clash glass bell birds crickets fire water traffic whoosh gasp chime car horse"
)
MOODS = "tense sad tender hopeful epic mystery menace romantic calm triumph"
INSTRUMENTS = "strings pads plucks piano drums flute bells drone guzheng choir"


def render(folder: Path, action: str, **params: object) -> tuple[np.ndarray, int]:
    synth.run(Job(action, params, {}, {"audio": folder / "a.wav"}, lambda fraction: None))
    return wav.read(folder / "a.wav")


def clean(samples: np.ndarray) -> None:
    assert np.isfinite(samples).all()
    assert 0.05 < np.max(np.abs(samples)) < 16.0
    assert np.abs(np.mean(samples, axis=0)).max() < 2e-3
    assert np.std(samples[:, 0]) > 1e-3
    assert np.std(samples[:, 1]) > 1e-3


def test_the_lists_are_complete() -> None:
    assert set(effects.effects()) == set(SOUNDS.split())
    assert set(music.MOODS) == set(MOODS.split())
    assert set(instruments.INSTRUMENTS) == set(INSTRUMENTS.split())


@pytest.mark.parametrize("sound", SOUNDS.split())
def test_every_sound(tmp_path: Path, sound: str) -> None:
    samples, rate = render(tmp_path, "sound", sound=sound, seconds=1.2, seed=3)
    assert (rate, samples.shape) == (48_000, (57_600, 2))
    clean(samples)
    assert not np.allclose(samples, effects.render(sound, 1.2, 4), atol=1e-3)
    if effects.effects()[sound][1]:
        assert levels.loudness(samples, rate) == pytest.approx(effects.STEADY, abs=1.0)


@pytest.mark.parametrize("sound", ["rain", "hit", "drone"])
@pytest.mark.parametrize("seconds", [0.0, 0.06, 0.35])
def test_very_short_sounds(sound: str, seconds: float) -> None:
    samples = effects.render(sound, seconds, 1)
    assert len(samples) == max(2400, round(seconds * 48_000))
    assert np.isfinite(samples).all()


def test_a_long_ambience_is_carried_on_without_a_hole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "LOOP", 4.0)
    samples = effects.render("rain", 10.0, 1)
    power = np.sqrt(np.mean(np.square(samples).reshape(100, -1), axis=1))[5:-5]
    assert power.min() > 0.5 * power.max()


def test_the_same_seed_is_the_same_bytes(tmp_path: Path) -> None:
    for sound in ("crowd", "thunder", "phone-ring"):
        first = render(tmp_path, "sound", sound=sound, seconds=1.0, seed=3)[0]
        assert np.array_equal(first, render(tmp_path, "sound", sound=sound, seconds=1.0, seed=3)[0])


def centroid(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples.mean(axis=1))) ** 2
    return float(np.sum(spectrum * np.fft.rfftfreq(len(samples), 1 / 48_000)) / np.sum(spectrum))


def test_sounds_have_the_shape_of_what_they_are_called() -> None:
    energy = lambda x: float(np.mean(np.square(x)))  # noqa: E731
    hit, riser, thunder = (effects.render(name, 3.0, 1) for name in ("hit", "riser", "thunder"))
    assert energy(hit[:48_000]) > 10 * energy(hit[-48_000:])
    assert energy(riser[-48_000:]) > 10 * energy(riser[:48_000])
    assert centroid(riser[-24_000:]) > 2 * centroid(riser[:48_000])
    assert centroid(thunder[96_000:]) < 400
    assert centroid(effects.render("heartbeat", 2.0, 1)) < 150 < centroid(effects.render("knock", 2.0, 1))
    assert 3500 < centroid(effects.render("crickets", 2.0, 1)) < 5500
    steps = effects.render("steps", 4.0, 1)
    peaks = np.sqrt(np.mean(np.square(steps).reshape(400, -1), axis=1))
    onsets = np.sum((peaks[1:] > 0.35 * peaks.max()) & (peaks[:-1] < 0.2 * peaks.max()))
    assert 5 <= onsets <= 9


@pytest.mark.parametrize("mood", MOODS.split())
def test_every_mood(tmp_path: Path, mood: str) -> None:
    samples, rate = render(tmp_path, "music", mood=[mood], instruments=[], seconds=4.0, tension=0.6, seed=2)
    assert (rate, samples.shape) == (48_000, (192_000, 2))
    clean(samples)
    assert levels.loudness(samples, rate) == pytest.approx(music.LEVEL, abs=0.7)
    tenths = np.sqrt(np.mean(np.square(samples).reshape(40, -1), axis=1))
    assert tenths[-2:].max() < 0.12 * tenths.max()  # it ends, and is not cut off
    assert tenths[4:26].min() > 0.02 * tenths.max()


@pytest.mark.parametrize("name", INSTRUMENTS.split())
def test_every_instrument_is_in_tune_and_alone_if_asked(name: str) -> None:
    clean(music.render(["sad"], [name], 3.0, 0.5, 1))
    if name in ("drums", "drone"):
        return
    f = instruments.frequency(62)
    note = instruments.INSTRUMENTS[name](f, 2.0, 0.6, np.random.default_rng(1)).mean(axis=1)[24_000:89_536]
    spectrum = np.abs(np.fft.rfft(note * np.hanning(len(note)), 1 << 19))
    hertz = np.fft.rfftfreq(1 << 19, 1 / 48_000)
    near = (hertz > f * 0.95) & (hertz < f * 1.05)
    assert abs(1200 * np.log2(hertz[near][np.argmax(spectrum[near])] / f)) < 15


def test_music_is_repeatable_and_seeded() -> None:
    a, b, c = (music.render(["tense", "calm"], [], 3.0, 0.5, seed) for seed in (1, 1, 2))
    assert np.array_equal(a, b)
    assert not np.allclose(a, c, atol=1e-2)


def test_the_music_is_in_its_scale_and_comes_home() -> None:
    for mood in harmony.MOODS.values():
        form = music.plan(mood, 40.0, 0.5)
        rng = np.random.default_rng(5)
        degrees = harmony.progression(mood, form.bars, rng)
        allowed = {(45 + step) % 12 for step in harmony.SCALES[mood.scale]}
        chords = harmony.voicings(mood, 45, [*degrees, 0])
        assert {p % 12 for chord in chords for p in chord} <= allowed
        assert all(abs(a - b) <= 7 for x, y in itertools.pairwise(chords) for a, b in zip(x, y))
        assert {p % 12 for _, _, p, _ in harmony.melody(mood, 45, degrees, rng, False)} <= allowed
        assert degrees[-1] != 0
        assert abs(form.bars * form.bar - form.end) < 1e-6


def test_tension_plays_harder() -> None:
    soft, hard = (
        music.compose(music.plan(music.MOODS["epic"], 30.0, t), ["drums"], np.random.default_rng(1)) for t in (0.0, 1.0)
    )
    assert len(hard) > len(soft)
    assert max(n.strength for n in hard) > max(n.strength for n in soft) + 0.3


@pytest.mark.parametrize("seconds", [0.0, 0.5, 2.0])
def test_a_sting_is_possible(seconds: float) -> None:
    samples = music.render(["menace"], [], seconds, 1.0, 1)
    assert len(samples) == round(max(0.5, seconds) * 48_000)
    assert np.std(samples) > 1e-3


def test_what_there_is_not_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="kazoo"):
        render(tmp_path, "sound", sound="kazoo", seconds=1.0, seed=1)
    with pytest.raises(Fault, match="kazoo"):
        render(tmp_path, "music", mood=["sad"], instruments=["kazoo"], seconds=1.0, seed=1)


def test_painted_noise_puts_events_where_they_are_painted() -> None:
    blip = craft.paint(
        np.random.default_rng(1), 48_000, lambda at, hertz: np.exp(-np.square((at - 0.5) / 0.02)) + 0 * hertz
    )
    centre = np.sum(np.square(blip) * np.arange(48_000)) / np.sum(np.square(blip))
    assert centre / 48_000 == pytest.approx(0.5, abs=0.01)
