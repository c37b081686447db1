"""Subtitles, cards, the label, and their fonts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dramac.runtime.backends.animatic import cards, text
from dramac.runtime.backends.animatic.fonts import locate, typeface
from dramac.runtime.backends.animatic.framing import HEADS, compose, face
from dramac.runtime.job import Fault
from dramac.stdlib.read import data, vocabulary

LONG_ZH = "你以为我真的不知道吗？三年前的那个雨夜，我站在门外，把你们说的每一句话都听得清清楚楚。"
LONG_EN = "Did you really think I did not know? That rainy night, three years ago, I stood outside the door and heard every word."
FRAMES = [(720, 1280), (1080, 1920), (720, 720), (1280, 720)]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("rows", [
    [["zh-Hans", "别走。"]], [["zh-Hans", LONG_ZH], ["en", LONG_EN]], [["en", LONG_EN], ["zh-Hans", LONG_ZH]],
    [["en", "x" * 200]], [["zh-Hans", LONG_ZH * 4]],
])
def test_subtitles_stay_in_the_safe_band(frame: tuple[int, int], rows: list[list[str]]) -> None:
    strip = text.subtitle(rows, *frame)
    left, top, right, bottom = text.band(*frame)
    ink = np.argwhere(strip.image[..., 3] > 128)
    assert len(ink)
    (y0, x0), (y1, x1) = ink.min(0), ink.max(0)
    assert strip.x + x0 >= left - 1
    assert strip.x + x1 <= right + 1
    assert strip.y + y0 >= top - 1
    assert strip.y + y1 <= bottom + 1


def test_the_band_is_the_one_that_players_leave_free() -> None:
    assert text.band(1080, 1920) == (120, 1180, 910, 1440)


def test_lines_are_about_equally_long_and_keep_their_punctuation() -> None:
    import skia

    font = skia.Font(typeface("sans"), 38)
    lines = text.wrap("三年前的那个雨夜，我全都看见了。", font, 492)
    assert len(lines) == 2
    assert abs(len(lines[0]) - len(lines[1])) <= 3
    assert not any(line[0] in "，。" for line in lines)
    assert "".join(lines) == "三年前的那个雨夜，我全都看见了。"


def test_latin_breaks_between_words() -> None:
    import skia

    lines = text.wrap(LONG_EN, skia.Font(typeface("sans"), 26), 480)
    assert " ".join(lines) == LONG_EN


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("words", ["AI-generated", "AI生成"])
def test_the_label_is_high_enough_and_in_the_frame(frame: tuple[int, int], words: str) -> None:
    strip = text.label(words, *frame)
    rows = np.flatnonzero((strip.image[..., :3].max(2) > 180).any(1))
    assert rows[-1] - rows[0] + 1 >= 0.05 * min(frame) * 0.98
    ink = np.argwhere(strip.image[..., 3] > 128)
    assert strip.x + ink[:, 1].min() > 0
    assert strip.x + ink[:, 1].max() < frame[0]
    assert strip.y + ink[:, 0].min() > 0.03 * frame[1]


@pytest.mark.parametrize("kind", ["series", "title", "place-time", "end"])
@pytest.mark.parametrize("words", ["THE FOX BRIDE\nEpisode 1", "狐嫁",
                                   "An Uncommonly Long Title About Somebody's Second Wedding", "荒山破庙\n夜"])
def test_cards_fit_the_frame(kind: str, words: str) -> None:
    strip = cards.card({"text": words, "kind": kind, "lang": "en"}, 720, 1280)
    bright = np.argwhere(strip.image[..., :3].max(2) > 150)
    assert len(bright)
    assert bright[:, 1].min() >= 8
    assert bright[:, 1].max() <= 711
    assert strip.y + bright[:, 0].min() >= 0.115 * 1280
    assert strip.y + bright[:, 0].max() <= 0.75 * 1280


@pytest.mark.parametrize("frame", [(720, 1280), (1080, 1920)])
@pytest.mark.parametrize("size", HEADS)
@pytest.mark.parametrize("xs", [(0.14,), (-0.44, 0.44)])
def test_a_title_and_its_shade_keep_off_faces(frame: tuple[int, int], size: str, xs: tuple[float, ...]) -> None:
    width, height = frame
    figures = [{"costume": {"age": 30, "sex": "f"}, "x": x, "facing": "left", "foreground": False} for x in xs]
    places = compose({"size": size, "composition": "single", "figures": figures, "set": {}}, width, height).places
    strip = cards.card({"text": "The White Fox\nEpisode 1", "kind": "series", "lang": "en"}, width, height,
                       [face(place) for place in places])
    shown = np.zeros((height, width), np.uint8)
    first, last = max(0, strip.y), min(height, strip.y + strip.image.shape[0])
    shown[first:last] = strip.image[first - strip.y : last - strip.y, :, 3]
    for place in places:
        # of a face that fills the frame eyes and nose are kept; of all others everything to the chin
        low = place.y + (0.12 if size == "ecu" else 0.5) * place.unit
        part = shown[int(place.y - 0.3 * place.unit) : int(low), int(max(0, place.x - 0.4 * place.unit)) :
                     int(place.x + 0.4 * place.unit)]
        assert part.max(initial=0) < 60
    gold = np.argwhere(strip.image[..., :3].max(2) > 150)
    assert strip.y + gold[:, 0].max() <= 0.8 * height
    assert np.ptp(gold[:, 1]) > (0.38 if size == "ecu" else 0.5) * width


@pytest.mark.parametrize("profile", ["generic", "reelshort", "douyin", "tiktok", "shorts"])
@pytest.mark.parametrize("words", ["AI-generated", "AI生成"])
def test_the_notice_stands_in_the_box_that_the_platform_keeps_free(profile: str, words: str) -> None:
    left, top, right, bottom = vocabulary("profiles").entries[profile]["safe"]["box"]
    part = (left / 1080, top / 1920, right / 1080, bottom / 1920)
    for one in ((), ((200.0, 300.0, 1000.0, 1100.0),)):
        strip = text.label(words, 1080, 1920, one, part)
        ink = np.argwhere(strip.image[..., :3].max(2) > 180)
        assert top <= strip.y + ink[:, 0].min() < strip.y + ink[:, 0].max() <= bottom
        assert left - 1 <= strip.x + ink[:, 1].min() < strip.x + ink[:, 1].max() <= right + 1


def test_a_title_under_subtitles_is_apart_from_them() -> None:
    rows = text.subtitle([("en", "Tonight, at midnight, I am going to die."), ("zh-Hans", "今晚午夜，我会死。")], 720, 1280)
    face = (140.0, 180.0, 580.0, 770.0)
    strip = cards.card({"text": "The White Fox\nEpisode 1", "kind": "series", "lang": "en"}, 720, 1280, [face],
                       under=rows.y + rows.image.shape[0])
    gold = np.argwhere(strip.image[..., :3].max(2) > 150)
    assert strip.y + gold[:, 0].min() >= rows.y + rows.image.shape[0] - 20
    assert strip.y + gold[:, 0].max() <= 0.8 * 1280


def test_a_title_over_an_empty_set_stands_high() -> None:
    strip = cards.card({"text": "The White Fox", "kind": "series", "lang": "en"}, 720, 1280)
    assert strip.y + strip.image.shape[0] / 2 < 0.4 * 1280


def test_the_known_fonts_are_found() -> None:
    for kind in ("sans", "serif"):
        assert locate(kind, data("backends")["animatic"]["fonts"]).is_file()


def test_a_missing_font_is_a_fault_with_its_remedy() -> None:
    fonts = [{"package": "no-such-fonts", "module": "no_such_fonts", "file": "a.otf", "face": "sans",
              "sha256": "0" * 64}]
    with pytest.raises(Fault) as caught:
        locate("sans", fonts)
    assert "pip install no-such-fonts" in caught.value.help


def test_another_file_under_the_same_name_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "odd_fonts"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "a.otf").write_bytes(b"not it")
    monkeypatch.syspath_prepend(tmp_path)
    fonts = [{"package": "odd-fonts", "module": "odd_fonts", "file": "a.otf", "face": "serif", "sha256": "0" * 64}]
    with pytest.raises(Fault, match="not the one"):
        locate("serif", fonts)
