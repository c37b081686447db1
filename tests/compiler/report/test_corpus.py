"""A folder of scripts: measured, ranked with reasons, and never brought down by one of them."""

import csv
import json
import os
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.benchmarks.features import feature
from dramac.compiler.report.corpus import read
from dramac.compiler.report.corpus.page import corpus_page
from dramac.compiler.report.corpus.rank import PARTS, Ranked, rank
from dramac.compiler.report.corpus.read import read_corpus, read_script, scripts_in
from dramac.compiler.report.corpus.script import ScriptFacts, as_record, from_record, measure_script
from dramac.compiler.report.corpus.table import HEAD, as_csv, as_json

from .test_page import read as read_page

SHORT = """\
Title: The Door

INT. HALL - NIGHT

MARA
You betrayed me!

TOM runs to the door.

TOM
I saved you. I love you.

EXT. STREET - NIGHT

MARA weeps in the rain.

MARA
Then die with me.
"""


@pytest.fixture(autouse=True)
def own_shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def rows(folder: Path, workers: int = 1) -> tuple[Ranked, ...]:
    return rank(tuple(read_corpus(folder, list(scripts_in(folder)), workers)))


def pile(folder: Path, **texts: str | bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.fountain").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_a_script_is_counted() -> None:
    facts = measure_script("a", SHORT)
    assert (facts.title, facts.language, facts.scenes, facts.places, facts.speakers, facts.once) == ("The Door", "en", 2, 2, 2, 1)
    assert (facts.speeches, facts.words) == (3, 13)
    assert facts.lead == pytest.approx(7 / 13, abs=0.001)
    assert facts.first_line == 0.0
    assert 0 < facts.share < 1
    assert facts.trouble == ""


def test_a_chinese_script_is_counted_in_characters() -> None:
    facts = measure_script("a", "Title: 重来一次\n\n内景 客厅 - 夜\n\n@林晚\n你骗了我。\n\n@顾深（画外音）\n我没有。\n")
    assert (facts.title, facts.language, facts.speakers, facts.words) == ("重来一次", "zh", 2, 7)


def test_a_feature_has_the_numbers_of_a_feature() -> None:
    facts = measure_script("a", feature(3))
    assert (facts.scenes, facts.speeches, facts.places, facts.speakers) == (192, 768, 12, 12)
    assert 90 < facts.pages < 180
    assert 60 < facts.seconds / 60 < 180


@given(st.text(max_size=500))
@settings(max_examples=120)
def test_any_text_is_measured(text: str) -> None:
    facts = measure_script("a", text)
    assert facts.trouble or facts.seconds >= 0
    assert from_record("a", json.loads(json.dumps(as_record(facts)))) == facts


LINES = ("INT. HALL - DAY", "MARA", "(softly)", "Hello there.", "", "[[note", "/*", "*/", "> CUT TO:", "~la", "# Act", "= gist",
         "===", "MARA ^", "@林晚", "你好。", "!X", ".Y")


@given(st.lists(st.sampled_from(LINES), max_size=60))
@settings(max_examples=80)
def test_any_run_of_lines_is_measured(lines: list[str]) -> None:
    facts = measure_script("a", "\n".join(lines))
    assert 0 <= facts.share <= 1
    assert 0 <= facts.lead <= 1
    assert facts.places <= facts.scenes
    assert facts.once <= facts.speakers <= facts.speeches


def test_broken_scripts_are_rows_with_their_trouble(tmp_path: Path) -> None:
    chinese = "内景 客厅 - 夜\n\n@林晚\n你好，我恨你。\n".encode("gb18030")
    folder = pile(tmp_path / "pile", good=SHORT, empty="", blank="\n \n", film=b"\x00\x01\x02" * 999,
                  letter="Dear Sir,\n\nno.\n", latin=SHORT.replace("rain", "caf\u00e9").encode("cp1252"), gb=chinese,
                  utf16=SHORT.encode("utf-16"), deep="(" * 50_000 + "\n" + "[[" * 50_000, long="A" * 400_000)
    (folder / "huge.fountain").write_bytes(b"x" * (read.MOST_BYTES + 1))
    (folder / "bad.fdx").write_text("<FinalDraft><Content><Paragraph>", encoding="utf-8")
    (folder / "gone.fountain").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "pipe.fountain")
    (folder / "folder.fountain").mkdir()
    (folder / "notes.txt").write_text("not mine", encoding="utf-8")
    found = {one.facts.path: one for one in rows(folder)}
    assert "notes.txt" not in found
    good = {name for name, one in found.items() if not one.facts.trouble}
    assert {"good.fountain", "latin.fountain", "gb.fountain", "utf16.fountain"} <= good
    for name in ("empty", "blank", "film", "letter", "huge", "gone", "pipe"):
        assert found[f"{name}.fountain"].facts.trouble, name
    assert found["bad.fdx"].facts.trouble
    assert found["gb.fountain"].facts.speakers == 1


def test_the_same_in_one_process_and_in_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = pile(tmp_path / "pile", **{f"s{at:02d}": feature(at, scenes=4) for at in range(40)}, broken=b"\0\0")
    alone = rows(folder, 1)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    assert rows(folder, 2) == alone
    assert rows(folder, 2) == alone  # kept
    assert len(alone) == 41


def test_what_was_measured_is_kept_by_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = pile(tmp_path / "pile", one=SHORT)
    first = read_script(str(folder / "one.fountain"), "one.fountain")
    monkeypatch.setattr(read, "measure_script", lambda name, text: pytest.fail("measured again"))
    assert read_script(str(folder / "one.fountain"), "other.fountain") == ScriptFacts(
        **{name: getattr(first, name) for name in ScriptFacts.__slots__ if name != "path"}, path="other.fountain")
    monkeypatch.setattr(read, "measure_script", lambda name, text: ScriptFacts(name, trouble="new"))
    (folder / "one.fountain").write_text(SHORT + "\nMore.\n", encoding="utf-8")
    assert read_script(str(folder / "one.fountain"), "one.fountain").trouble == "new"


def test_a_worker_that_dies_costs_one_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = pile(tmp_path / "pile", **{f"s{at:02d}": SHORT.replace("Door", f"Door {at}") for at in range(30)}, killer="killer")

    def deadly(name: str, text: str) -> ScriptFacts:
        if text == "killer":
            os._exit(9)
        return measure_script(name, text)

    monkeypatch.setattr(read, "measure_script", deadly)  # workers are forked, so they have it too
    found = rows(folder, 2)
    assert len(found) == 31
    assert [one.facts.path for one in found if one.facts.trouble] == ["killer.fountain"]


def test_a_copy_is_told_and_falls(tmp_path: Path) -> None:
    one = feature(1, scenes=20)
    copy = one.replace("Title: Film 1", "Title: My Own Idea").replace("SANDRA", "BRENDA").replace("Sandra", "Brenda")
    found = {each.facts.path: each for each in rows(pile(tmp_path / "pile", one=one, copy=copy, other=feature(2, scenes=20)))}
    assert found["copy.fountain"].near == "one.fountain"
    assert found["copy.fountain"].likeness > 0.6
    assert any("near copy of one.fountain" in text for text in found["copy.fountain"].bad)
    assert found["other.fountain"].near == ""
    assert found["other.fountain"].score > found["copy.fountain"].score


def test_scores_fall_for_the_reasons_that_are_told(tmp_path: Path) -> None:
    slow = "INT. HALL - DAY\n\n" + "The long table stands in the room and nothing happens at all here.\n\n" * 90 + "MARA\nYes.\n"
    talk = "INT. HALL - DAY\n\n" + "MARA\n" + "word " * 400 + "\n\nTOM\n" + "word " * 300 + "\n"
    found = {one.facts.path: one for one in rows(pile(tmp_path / "pile", good=SHORT, slow=slow, talk=talk))}
    assert found["good.fountain"].rank == 1
    assert any("first words come after" in text for text in found["slow.fountain"].bad)
    assert any("of the time is talk" in text for text in found["talk.fountain"].bad)
    assert any("long speeches" in text for text in found["talk.fountain"].bad)
    for one in found.values():
        assert one.score == pytest.approx(sum(one.parts), abs=0.05)
        assert all(0 <= value <= weight for value, (_, weight) in zip(one.parts, PARTS))


def test_sheet_data_and_page_say_the_same(tmp_path: Path) -> None:
    ranked = rows(pile(tmp_path / "pile", good=SHORT, evil=SHORT.replace("The Door", "=1+1 <script>alert(1)</script>"), empty=""))
    table = list(csv.DictReader(StringIO(as_csv(ranked))))
    told = json.loads("".join(as_json(ranked)))
    assert tuple(table[0]) == HEAD
    assert [row["Script"] for row in table] == [one["path"] for one in told["scripts"]] == [one.facts.path for one in ranked]
    scores = [one["score"] for one in told["scripts"] if not one["trouble"]]
    assert [float(row["Score"]) for row in table if row["Score"]] == scores
    assert table[-1]["Trouble"] == told["scripts"][-1]["trouble"] == "empty"
    assert any(row["Title"].startswith("'=1+1") for row in table)
    page = "".join(corpus_page(ranked, "pile <b>"))
    reader = read_page(page)
    assert "script" not in {tag for tag, _ in reader.tags}
    assert sum(tag == "tr" for tag, _ in reader.tags) == len(ranked) + 1
    assert {"scores", "lengths", "talk"} <= {attrs.get("id") for _, attrs in reader.tags}


def test_an_empty_ranking_has_a_page() -> None:
    read_page("".join(corpus_page((), "nothing")))
    read_page("".join(corpus_page(rank((ScriptFacts("a", trouble="empty"),)), "trouble")))
