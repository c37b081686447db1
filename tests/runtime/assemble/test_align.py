"""Forced alignment: the times of phones that another voice spoke, at another pace, against the times that are known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

from dramac.runtime.assemble.align import align
from dramac.runtime.assemble.delivery import Line, Phone
from dramac.runtime.backends import espeak, kokoro
from dramac.runtime.job import Job
from dramac.stdlib import vocabulary

VOICES = vocabulary("voices").entries
NOTHING = Job("speech", {}, {}, {}, lambda fraction: None)
LINES = {"en": "You kept two sets of books. Bring me the map before Bobby burns it!",
         "zh-Hans": "妈妈把我的苹果放在包里，明明没有人看见。"}


def drafted(voice: str, text: str, **more: float) -> Line:
    facts = VOICES[voice]
    return espeak.speak({"text": text, "lang": facts["language"], "voice": facts["espeak"], "seed": 1, **more})


def closings(phones: tuple[Phone, ...]) -> list[float]:
    """When lips close: what a viewer sees."""
    return [(one.start + one.end) / 2 for one in phones if any(letter in "pbm" for letter in one.ipa)]


@pytest.mark.parametrize(("speaker", "reader"), [("std/man-deep", "std/young-woman-bright"), ("std/zh-old-man", "std/zh-girl")])
def test_another_voice_at_another_pace_is_followed(speaker: str, reader: str) -> None:
    text = LINES[VOICES[speaker]["language"]]
    heard, known = drafted(speaker, text, rate=0.8), drafted(reader, text, rate=1.2)
    found = align(known, heard.audio, heard.rate)
    off = [min(abs(ours - truth) for ours in closings(found)) for truth in closings(heard.phones)]
    assert np.median(off) < 0.03


@pytest.mark.parametrize("voice", ["std/young-man-low", "std/zh-woman-warm"])
def test_another_engine_is_followed(voice: str) -> None:
    facts = VOICES[voice]
    text = LINES[facts["language"]]
    heard = kokoro.speak({"text": text, "lang": facts["language"], "voice": facts["kokoro"], "seed": 1}, NOTHING)
    found = align(drafted(voice, text), heard.audio, heard.rate)
    off = [min(abs(ours - truth) for ours in closings(found)) for truth in closings(heard.phones)]
    assert np.median(off) < 0.05  # the engine's own times are good to 20 to 80 ms


def test_a_long_pause_is_found_where_the_other_voice_made_none() -> None:
    known = drafted("std/man-warm", LINES["en"])
    half = int(np.argmin(np.abs(np.arange(len(known.audio)) / known.rate - known.phones[len(known.phones) // 2].start)))
    quiet = np.zeros(int(0.8 * known.rate), np.float32)
    heard = np.concatenate((known.audio[:half], quiet, known.audio[half:]))
    found = align(known, heard, known.rate)
    longest = max((one for one in found if not one.ipa), key=lambda one: one.end - one.start)
    assert longest.end - longest.start == pytest.approx(0.8, abs=0.08)
    assert longest.start == pytest.approx(half / known.rate, abs=0.06)


def test_silence_has_no_phones() -> None:
    known = drafted("std/man-warm", "Hello.")
    assert align(known, np.zeros(24_000, np.float32), 24_000) == ()
    assert align(Line(np.zeros(24_000, np.float32), 24_000, known.phones), known.audio, known.rate) == ()
    assert align(known, np.zeros(3, np.float32), 24_000) == ()


@settings(max_examples=40, deadline=None)
@given(nps.arrays(np.float32, st.integers(0, 9000), elements=st.floats(-2, 2, width=32)), st.sampled_from([8000, 24_000, 48_000]))
def test_whatever_is_heard_the_phones_stand_in_order_inside_it(heard: np.ndarray, rate: int) -> None:
    known = drafted("std/man-warm", "Hello there.")
    found = align(known, heard, rate)
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(heard) / rate + 0.05 for edge in edges)
    assert all(one.end > one.start for one in found)
