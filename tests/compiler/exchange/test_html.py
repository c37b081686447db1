"""The HTML of a script: one file, every scene with a place to link to."""

from dramac.compiler.base.source import Source
from dramac.compiler.exchange.blocks import blocks_of
from dramac.compiler.exchange.html import to_html
from dramac.compiler.syntax.parse import parse

SCRIPT = """\
Title: <b>Rain</b> & Fire
Author: Mei
Language: en

Before the first heading.

INT. HALL - DAY #7A#

She says **so** & <script>alert(1)</script>. [[nobody reads this]]

# Act two

= Hidden.

LIN
(low)
Yes.

WEI ^
No.

EXT. ROOF - DAY

> THE END <
"""


def page_of(text: str, paper: str = "letter", language: str = "en") -> str:
    script = parse(Source("a", text))[0]
    return to_html(script.title, blocks_of(script), paper, language)


def test_every_scene_is_an_article_with_an_id() -> None:
    page = page_of(SCRIPT)
    assert [part.split('"')[0] for part in page.split('<article class="scene" id="')[1:]] == [
        "scene-0", "scene-7A", "scene-2"]
    assert page.count('<span class="number">7A</span>') == 1
    assert page.count('<span class="number right">7A</span>') == 1


def test_words_are_escaped_and_notes_and_outline_are_not_shown() -> None:
    page = page_of(SCRIPT)
    assert "<title>&lt;b&gt;Rain&lt;/b&gt; &amp; Fire</title>" in page
    assert "She says <strong>so</strong> &amp; &lt;script&gt;alert(1)&lt;/script&gt;." in page
    for hidden in ("nobody reads this", "Act two", "Hidden", "<script", "http:", "https:"):
        assert hidden not in page


def test_speeches_said_at_once_share_a_frame() -> None:
    frame = page_of(SCRIPT).split('<div class="dual">')[1].split("</article>")[0]
    assert frame.count('<div class="speech">') == 2
    assert '<p class="parenthetical">(low)</p>' in frame


def test_language_and_paper_are_told_to_the_browser() -> None:
    page = page_of("INT. 客厅 - 夜\n\n雨。\n", "a4", "zh-Hans")
    assert '<html lang="zh-Hans">' in page
    assert "@page { size: A4; }" in page
    assert "prefers-color-scheme: dark" in page
    assert 'name="viewport"' in page
