"""The page: well-formed, alone in the world, every plot there, every number the report's own, whatever the script says."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dramac.compiler.report.nodes import EpisodeFacts, ShotFacts
from dramac.compiler.report.page.html import page
from dramac.compiler.report.page.svg import clock, clock_ticks, esc, ticks
from dramac.compiler.report.page.timelines import eased
from dramac.compiler.report.page.words import words_in
from dramac.stdlib import data

from .conftest import Made

VOID = {"meta", "link", "br", "img", "input", "hr"}
EVIL = "</title><script>alert(1)</script><img src=http://evil.example/x onerror=alert(2)>"


class Reader(HTMLParser):
    """Reads a page as a browser would, and remembers what matters."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.wrong == []
    assert reader.open == []
    return reader


def test_every_plot_is_there_and_well_formed(example: Made) -> None:
    text = page(example.report)
    reader = read(text)
    ids = [attrs["id"] for _, attrs in reader.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    wanted = {"glance", "series-lanes", "balance", "network", "sizes", "places", "homogeneity", "alike", "work", "offers",
              "findings-table", "pace-by-episode"}
    for one in example.report.episodes:
        wanted |= {f"e{one.number}-{one.id}-{part}" for part in ("presence", "pace", "feelings", "wardrobe", "props", "balance")
                   if part != "props" or one.props}
    assert wanted <= set(ids)
    drawings = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert len(drawings) >= len(wanted) - 7
    for one in drawings:
        root = ET.fromstring(one)
        assert root.get("role") == "img"
        assert root.find("{http://www.w3.org/2000/svg}title") is not None or root.find("title") is not None


def test_nothing_is_fetched_and_nothing_runs(example: Made) -> None:
    text = page(example.report)
    reader = read(text)
    assert "script" not in {tag for tag, _ in reader.tags}
    assert not any(name.startswith("on") for _, attrs in reader.tags for name in attrs)
    for tag, attrs in reader.tags:
        for name in ("src", "href", "action", "data", "poster", "srcset"):
            assert (attrs.get(name) or "#").startswith(("#", "data:,")), (tag, attrs)
    assert "@import" not in text
    assert "url(" not in text
    outside = set(re.findall(r"https?://[^\s\"'<)]+", text)) - {"http://www.w3.org/2000/svg"}
    assert outside == set()
    assert "default-src 'none'" in text


def test_links_lead_somewhere(example: Made) -> None:
    reader = read(page(example.report))
    ids = {attrs.get("id") for _, attrs in reader.tags}
    links = [str(attrs["href"])[1:] for tag, attrs in reader.tags if tag == "a"]
    assert links
    assert set(links) <= ids


def test_the_numbers_of_the_page_are_those_of_the_data(example: Made) -> None:
    words = " ".join(read(page(example.report)).words)
    report = example.report
    assert clock(report.seconds) in words
    for one in report.episodes:
        assert clock(one.seconds) in words
        assert f"{one.seconds / len(one.shots):.1f} s" in words
    for voice in report.voices:
        assert voice.name in words
    assert f"{report.homogeneity.score:.0f}" in words if report.homogeneity else True
    for offer in report.cost.offers:
        assert f"{offer.cost:,.2f}" in words


def test_lanes_are_as_wide_as_their_seconds(example: Made) -> None:
    text = page(example.report)
    for one in example.report.episodes:
        figure = re.search(rf'<figure id="e{one.number}-{one.id}-presence">.*?</svg>', text, re.DOTALL)
        assert figure is not None
        widths = [float(width) for width in re.findall(r'width="([\d.]+)" height="[\d.]+" class="there', figure[0])]
        seconds = [stretch.seconds for lane in one.presence for stretch in lane.stretches]
        assert len(widths) == len(seconds)
        for width, long in zip(widths, seconds):
            assert width == pytest.approx(max(0.8, long / one.seconds * (1000 - 14 - 132)), abs=0.1)


def test_a_hostile_script_stays_text(written: Callable[..., Made]) -> None:
    bible = (f"series: {{title: '{EVIL}', language: en}}\n"
             f"cast:\n  '{EVIL}': {{age: 30, wardrobe: {{'\"><b>': {{outfit: coat}}}}}}\n")
    script = (f"Title: {EVIL}\n\nINT. {EVIL.upper()} - DAY\n\n@{EVIL}\n{EVIL} \x0b \u202e ]]> &amp; \"quoted\" 'so'\n\n"
              f"[[plant: {EVIL}]]\n")
    text = page(written(bible, script).report)
    reader = read(text)
    assert {"script", "img", "b"} & {tag for tag, _ in reader.tags} <= {"b"}
    assert not any(name.startswith("on") for _, attrs in reader.tags for name in attrs)
    for one in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        ET.fromstring(one)


@pytest.mark.parametrize("script", ["", "\n\n", "FADE IN:\n", "INT. HALL - DAY\n", "Title: Only\n", "MARA\n"])
def test_a_script_of_nearly_nothing_has_a_page(written: Callable[..., Made], script: str) -> None:
    read(page(written("series: {title: Nothing, language: en}\ncast: {MARA: {age: 30}}\n", script).report))


def test_a_chinese_series_has_a_chinese_page(example: Made) -> None:
    text = page(example.report)
    chinese = example.report.language.startswith("zh")
    assert ("对白分配" in text) == chinese
    assert ("Dialogue balance" in text) != chinese
    assert f'<html lang="{example.report.language}">' in text


def test_translations_keep_their_holes() -> None:
    for english, chinese in data("report-zh")["words"].items():
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", chinese)), english
    assert words_in("zh-Hans")("{n} scenes", n=3) == "3 场"
    assert words_in("en")("{n} scenes", n=3) == "3 scenes"


@pytest.mark.parametrize(("top", "marks"), [(0.0, [0, 1]), (3.9, [0, 1, 2, 3, 4]), (100, [0, 20, 40, 60, 80, 100]),
                                            (0.55, [0, 0.2, 0.4, 0.6]), (7.2, [0, 2, 4, 6, 8])])
def test_ticks_are_round(top: float, marks: list[float]) -> None:
    assert ticks(top) == marks


@pytest.mark.parametrize("seconds", [0.0, 3.2, 74.5, 217.0, 5400.0, 90000.0])
def test_clock_ticks_fit(seconds: float) -> None:
    marks = clock_ticks(seconds)
    assert marks[0] == 0
    assert marks[-1] <= seconds
    assert len(marks) <= 13
    assert (clock(59.6), clock(3725)) == ("1:00", "1:02:05")


def test_what_xml_forbids_is_replaced() -> None:
    assert esc("a\0b\x1b\ud800<&\"'") == "a\ufffdb\ufffd\ufffd&lt;&amp;&quot;&#x27;"


def browser() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


@pytest.mark.skipif(browser() is None, reason="no Chromium here")
def test_a_browser_shows_it_without_complaint_and_asks_nobody(example: Made, tmp_path: Path) -> None:
    file, picture, log = tmp_path / "report.html", tmp_path / "page.png", tmp_path / "net.json"
    file.write_text(page(example.report), encoding="utf-8")
    done = subprocess.run(
        [str(browser()), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--no-first-run", "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}",
         "--enable-logging=stderr", "--window-size=1280,5000", f"--log-net-log={log}", f"--screenshot={picture}", file.as_uri()],
        capture_output=True, text=True, timeout=120)
    assert done.returncode == 0
    assert "CONSOLE" not in done.stderr
    assert picture.stat().st_size > 60_000  # an empty page of this size has a tenth
    asked = set(re.findall(r'"url":"((?:https?|wss?|ftp)://[^"]+)"', log.read_text(encoding="utf-8", errors="replace")))
    assert {one for one in asked if "google" not in one and "gstatic" not in one} == set()  # Chromium's own are not the page's


def test_a_long_film_is_drawn_in_steps_that_cover_it() -> None:
    shots = [ShotFacts(at * 2.0, 2.0, 0, "cu", (at % 10) / 10) for at in range(3000)]
    facts = replace(_NOTHING, seconds=6000.0, shots=tuple(shots))
    steps = eased(facts, 240)
    assert len(steps) == 240
    assert sum(one.seconds for one in steps) == pytest.approx(6000)
    assert all(one.tension == pytest.approx(0.45, abs=0.13) for one in steps)
    assert sum(one.tension for one in steps) / 240 == pytest.approx(0.45, abs=0.01)
    assert eased(replace(facts, shots=tuple(shots[:240])), 240) == tuple(shots[:240])


_NOTHING = EpisodeFacts("ep01", 1, "", 0.0, 0, 0, None, (), (), (), (), (), (), (), (), (), (), 0, 0, 0, 0.0)
