"""After any edits the analysis is, to the last place, that of a fresh reading."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.compiler.analyse import Analysis, analyse
from dramac.compiler.checked.episode import Desk
from dramac.compiler.edited.memory import Memory
from dramac.compiler.edited.run import analysed
from dramac.compiler.symbols.index import Known, index

from ..checked.conftest import shelf, write
from ..checked.test_exact import BEATS, BIBLES, CAST, EXEMPT, FROM_BEFORE, HALL, QUICK, STATES, VARYING, folder, project, scripts

__all__ = ["shelf"]
CHOICES = {"series.yaml": BIBLES, "cast.yaml": CAST, "exemptions.yaml": EXEMPT,
           "translations/zh-Hans/ep01.yaml": ("a1: 好\n", "\n\na1: 好\nHello.: 你好\n", "["), }
EDITED = ("series.yaml", "cast.yaml", "exemptions.yaml", "episodes/ep01.fountain", "episodes/ep02.fountain",
          "episodes/ep03.fountain", "common/recap.fountain", "translations/zh-Hans/ep01.yaml")
EDITS = settings(QUICK, max_examples=30)
PARTS = ("bible", "episodes", "flows", "diagnostics", "settled", "varying", "translations")


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same in every field, those outside of equality and the order of mappings included."""
    if type(one) is not type(other):
        return False
    if is_dataclass(one):
        return one is other or all(same(getattr(one, part.name), getattr(other, part.name))
                                   for part in fields(one) if part.name != "_index")
    if isinstance(one, Mapping):
        return len(one) == len(other) and all(
            name == its and same(value, whose)
            for (name, value), (its, whose) in zip(one.items(), other.items(), strict=True))
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def assert_exact(root: Path, memory: Memory, known: Known | None = None) -> Analysis:
    whole, found = analyse(project(root), film=True), analysed(project(root), memory)
    for part in PARTS:
        assert same(getattr(found, part), getattr(whole, part)), part
    assert same(found.scripts, whole.scripts)
    assert dict(found.sources) == dict(whole.sources)
    assert found.library.used == whole.library.used
    for part in ("scripts", "found"):
        mine, theirs = getattr(found.library, part), getattr(whole.library, part)
        assert mine.keys() == theirs.keys()
        assert all(same(mine[name], theirs[name]) for name in theirs)
    assert same(index(found, known), index(whole))
    return found


@EDITS
@given(STATES, st.lists(st.dictionaries(st.sampled_from(EDITED), scripts((*BEATS, VARYING)), min_size=1, max_size=2),
                        min_size=1, max_size=6), st.data())
def test_after_any_edits(files: dict[str, str], edits: list[dict[str, str]], data: st.DataObject) -> None:
    with folder() as root:
        memory, known = Memory(), Known()
        write(root, files)
        assert_exact(root, memory, known)
        for edit in edits:
            files = files | {name: data.draw(st.sampled_from(CHOICES[name])) if name in CHOICES else text
                             for name, text in edit.items()}
            write(root, files)
            assert_exact(root, memory, known)


@EDITS
@given(STATES, st.data())
def test_after_any_keystrokes(files: dict[str, str], data: st.DataObject) -> None:
    with folder() as root:
        memory, known = Memory(), Known()
        write(root, files)
        assert_exact(root, memory, known)
        for _ in range(4):
            name = data.draw(st.sampled_from(sorted(files)))
            text = files[name]
            at = data.draw(st.integers(0, len(text)))
            put = data.draw(st.sampled_from(("", "\n", " ", "x", "[[", "LIN\nHo.\n\n", "\udce9", "中")))
            files = {**files, name: text[:at] + put + text[at + data.draw(st.integers(0, 3)):]}
            write(root, files)
            assert_exact(root, memory, known)


@EDITS
@given(scripts(BEATS[:30]), scripts(BEATS[:30]))
def test_scripts_without_a_bible(one: str, other: str) -> None:
    with folder() as root:
        memory, known = Memory(), Known()
        for texts in ((one, other), (other, one), (one, one)):
            write(root, {"a1.fountain": texts[0], "a2.fountain": texts[1]})
            assert_exact(root, memory, known)


@pytest.mark.parametrize(("before", "after"), FROM_BEFORE.values(), ids=FROM_BEFORE.keys())
def test_a_change_is_seen_in_later_episodes(tmp_path: Path, before: str, after: str) -> None:
    text, rest, memory = f"{HALL}{before}\n", f"{HALL}{after}\n", Memory()
    later = {"series.yaml": BIBLES[0], "episodes/ep02.fountain": rest, "episodes/ep03.fountain": rest}
    for first in (text, HALL, f"{HALL}The rain falls.\n\n{before}\n", text, f"Episode: 7\n\n{text}", f"Episode: 2\n\n{HALL}"):
        write(tmp_path, {**later, "episodes/ep01.fountain": first})
        assert_exact(tmp_path, memory)


def test_a_change_of_an_included_file_is_seen_where_it_is_included(tmp_path: Path) -> None:
    memory = Memory()
    own = {"series.yaml": BIBLES[0], "episodes/ep01.fountain": f"{HALL}[[include: common/recap.fountain]]\n",
           "episodes/ep02.fountain": f"{HALL}LIN\nHo.\n"}
    for recap in ("WEI\nHo.\n", "NOBODY\nHo.\n", "[[include: common/more.fountain]]\n", None, "[[shot: CU\n", "caf\udce9\n"):
        for more in ("NOBODY\nHa.\n", None, "WEI\nHa.\n"):
            common = {"common/recap.fountain": recap, "common/more.fountain": more}
            write(tmp_path, {**own, **{name: text for name, text in common.items() if text is not None}})
            assert_exact(tmp_path, memory)


def five(root: Path) -> dict[str, str]:
    """A series of five like episodes, written, in which a thing goes from hand to hand."""
    text = "INT. HALL - DAY\n\n[[gives: LIN -> WEI, cup]]\n\nLIN\nHo.\n\nThe rain falls.\n"
    files = {"series.yaml": BIBLES[0], **{f"episodes/ep{n:02}.fountain": text for n in range(1, 6)}}
    write(root, files)
    return files


def test_only_what_changed_is_read_judged_and_directed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, memory = five(tmp_path), Memory()
    before = analysed(project(tmp_path), memory)
    done: list[tuple[str, str]] = []
    read, judge = Desk.read, Desk.judge
    monkeypatch.setattr(Desk, "read", lambda desk, source, *more: (
        done.append(("read", source.path)), read(desk, source, *more))[1])
    monkeypatch.setattr(Desk, "judge", lambda desk, work, *more: (
        done.append(("judge", work.script.source.path)), judge(desk, work, *more))[1])
    name = "episodes/ep03.fountain"
    write(tmp_path, {**files, name: f"\n\n{files[name]}"})
    after = analysed(project(tmp_path), memory)
    assert done == [("read", name), ("judge", name)]
    assert [one is other for one, other in zip(before.episodes, after.episodes, strict=True)] == [True, True, False, True, True]
    done.clear()
    write(tmp_path, {**files, name: files[name] + "\n[[dies: LIN]]\n"})
    analysed(project(tmp_path), memory)
    assert done == [("read", name), *(("judge", f"episodes/ep{n:02}.fountain") for n in (3, 4, 5))]


def test_what_a_file_held_before_is_forgotten(tmp_path: Path) -> None:
    files, memory = five(tmp_path), Memory()
    name = "episodes/ep03.fountain"
    for number in range(5):
        write(tmp_path, {**files, name: f"{files[name]}\nWEI\nThis was never so before: {number}.\n"})
        analysed(project(tmp_path), memory)
    write(tmp_path, {"series.yaml": files["series.yaml"], name: files[name]})
    analysed(project(tmp_path), memory)
    gc.collect()
    assert memory.scripts.keys() == {name}
    from dramac.compiler.story.nodes import Line

    lines = [one for one in gc.get_objects() if isinstance(one, Line)]
    assert lines
    assert not any("never so before" in words for one in lines for _, words in one.words)


def test_what_is_only_tried_leaves_the_memory_as_it_is(tmp_path: Path) -> None:
    files, memory = five(tmp_path), Memory()
    analysed(project(tmp_path), memory)
    before = dict(memory.scripts)
    write(tmp_path, {**files, "episodes/ep03.fountain": "INT. HALL - NIGHT\n"})
    analysed(project(tmp_path), memory.copy())
    assert memory.scripts == before
