"""Overlays: messages on a rounded card, legible, inside the safe band's sides, off faces and subtitles."""

from __future__ import annotations

import numpy as np
import pytest

from dramac.runtime.backends.animatic import cards
from dramac.runtime.backends.animatic.framing import HEADS, compose, face
from dramac.runtime.backends.animatic.letters import words
from dramac.runtime.backends.animatic.text import Strip, band

WORDS = ("Come home.", "我知道你在庙里埋了什么。今晚十二点，一个人来。",
         "I know what you buried under the shrine. Come alone, at midnight, or everybody will know.", "a" * 300,
         "Line one\nLine two")
FRAMES = ((720, 1280), (1080, 1920), (1280, 720), (720, 720))


def box(strip: Strip) -> tuple[int, int, int, int]:
    """The card without its shadow: left, top, right, bottom."""
    seen = np.argwhere(strip.image[..., 3] > 225)
    return (strip.x + int(seen[:, 1].min()), strip.y + int(seen[:, 0].min()), strip.x + int(seen[:, 1].max()) + 1,
            strip.y + int(seen[:, 0].max()) + 1)


def overlay(words: str, frame: tuple[int, int], faces: object = (), *, subtitled: bool = True) -> Strip:
    return cards.card({"text": words, "kind": "overlay", "lang": "en"}, *frame, faces, subtitled=subtitled)  # type: ignore[arg-type]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("subtitled", [True, False])
def test_a_card_stands_inside_the_safe_sides_and_off_the_subtitles(frame: tuple[int, int], words: str, subtitled: bool) -> None:
    strip = overlay(words, frame, subtitled=subtitled)
    left, top, right, bottom = box(strip)
    safe = band(*frame)
    assert safe[0] - 1 <= left < right <= safe[2] + 1
    assert top >= 0.12 * frame[1]
    assert bottom <= (safe[1] if subtitled else safe[3]) + 1
    paper = strip.image[..., :3].min(2) > 200
    ink = (strip.image[..., :3].max(2) < 110) & (strip.image[..., 3] > 225)
    assert paper.sum() > ink.sum() > 20, "dark letters on a light card"


@pytest.mark.parametrize("frame", [(720, 1280), (1280, 720)])
@pytest.mark.parametrize("size", [one for one in HEADS if one not in ("bcu", "ecu")])
@pytest.mark.parametrize("xs", [(0.14,), (-0.44, 0.44)])
@pytest.mark.parametrize("subtitled", [True, False])
def test_a_card_keeps_off_faces_and_subtitles(frame: tuple[int, int], size: str, xs: tuple[float, ...], subtitled: bool) -> None:
    figures = [{"costume": {"age": 30, "sex": "f"}, "x": x, "facing": "left", "foreground": False} for x in xs]
    places = compose({"size": size, "composition": "single", "figures": figures, "set": {}}, *frame).places
    _, top, _, bottom = box(overlay(WORDS[1], frame, [face(one) for one in places], subtitled=subtitled))
    for one in places:
        brow, chin = one.y - 0.3 * one.unit, one.y + 0.5 * one.unit
        assert bottom <= brow or top >= chin, "no face is covered from brow to chin"
    rows = band(*frame)
    if subtitled:
        assert bottom <= rows[1] + 1 or top >= rows[3]


def test_a_face_that_fills_the_frame_keeps_its_eyes() -> None:
    places = compose({"size": "ecu", "composition": "single", "set": {}, "figures": [
        {"costume": {"age": 30, "sex": "f"}, "x": 0.0, "facing": "left", "foreground": False}]}, 720, 1280).places
    _, top, _, bottom = box(overlay("I know.", (720, 1280), [face(places[0])]))
    assert top > places[0].y + 0.3 * places[0].unit
    assert bottom - top > 0.04 * 1280, "and the letters keep their size"


def test_an_overlay_keeps_off_a_title_that_stands_at_the_same_time() -> None:
    title = {"start": 0, "stop": 48, "text": "The White Fox\nEpisode 1", "kind": "title", "lang": "en"}
    over = {"start": -5, "stop": 30, "text": "Come home.", "kind": "overlay", "lang": "en"}
    drawn = words({"cards": [over, title], "subtitles": []}, (), 720, 1280)
    strips = {first: strip for first, _, strip, _ in drawn}
    gold = np.argwhere(strips[0].image[..., :3].max(2) > 150)[:, 0] + strips[0].y
    _, top, _, bottom = box(strips[-5])
    assert bottom <= gold.min() or top >= gold.max()
