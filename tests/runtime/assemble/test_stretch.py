"""Speech made longer or shorter: its length changes, its pitch and its level do not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.runtime.assemble.stretch import stretch

RATE = 24_000


def voice(seconds: float, pitch: float = 130.0) -> np.ndarray:
    time = np.arange(int(seconds * RATE)) / RATE
    return sum(np.sin(2 * np.pi * pitch * n * time) / n for n in range(1, 12)).astype(np.float32) * 0.1


@pytest.mark.parametrize("factor", [0.6, 0.8, 1.3, 1.9])
def test_the_length_changes_and_the_pitch_does_not(factor: float) -> None:
    audio = voice(1.5)
    made = stretch(audio, RATE, factor)
    assert len(made) == pytest.approx(len(audio) * factor, abs=1)
    middle = made[len(made) // 4 : -len(made) // 4]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    assert np.argmax(spectrum) * RATE / len(middle) == pytest.approx(130.0, rel=0.02)
    assert np.std(middle) == pytest.approx(np.std(audio), rel=0.1)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 6000), st.floats(0.1, 4.0), st.integers(0, 2**32 - 1))
def test_any_sound_of_any_length_comes_out_whole(count: int, factor: float, seed: int) -> None:
    audio = np.random.default_rng(seed).uniform(-1, 1, count).astype(np.float32)
    made = stretch(audio, RATE, factor)
    assert np.isfinite(made).all()
    assert np.abs(made).max(initial=0) < 4
    held = min(2.5, max(0.4, factor))
    assert len(made) in (round(count * held), count)
