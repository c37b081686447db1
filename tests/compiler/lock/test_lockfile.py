"""Locks as text: what is read is what was written, any bytes are read without a crash, and what is wrong has a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dramac.compiler.base.source import Source, read_source
from dramac.compiler.lock.nodes import VERSION, Lock
from dramac.compiler.lock.read import read
from dramac.compiler.lock.write import fact, note, seconds, with_facts, write

KEY, OTHER = "a" * 64, "b" * 64
SHOT = "3f9a0c12d4e5f678"


def lock(*lines: str, version: int = 1) -> tuple[Lock, list[tuple[str, int, int]]]:
    """The lock of these lines below its version, and the code, line and column of what is wrong with it."""
    source = Source("dramac.lock", "\n".join((f"dramac.lock {version}", *lines, "")))
    found, wrong = read(source)
    places = [(one.code, source.position(one.span.start)) for one in wrong if one.span]
    return found, [(code, at.line, at.column) for code, at in places]


NAMES = st.text(min_size=1, max_size=12)
FACTS = st.lists(st.one_of(
    st.builds(lambda name, version: fact("backend", name, version), NAMES, NAMES),
    st.builds(lambda name, part, digest: fact("model", name, part, digest), NAMES, NAMES, NAMES),
    st.builds(lambda episode, shot, take, words: fact("take", episode, f"{shot:016x}", str(take), note=note(words)),
              NAMES, st.integers(0, 2**64 - 1), st.integers(1, 999), st.text(max_size=90)),
    st.builds(lambda key, length: fact("timing", f"{key:064x}", seconds(length)),
              st.integers(0, 2**200), st.floats(1e-9, 86_399)),
), max_size=12, unique_by=lambda one: one.about)


@given(FACTS)
def test_what_was_written_is_read_and_written_the_same(facts: list) -> None:
    text = write(with_facts(Lock(), facts))
    again, wrong = read(Source("dramac.lock", text))
    assert wrong == ()
    assert {one.about: one.value for one in again.facts} == {one.about: one.value for one in facts}
    assert write(again) == text
    assert read(Source("dramac.lock", text.replace("\n", "\r\n")))[0] == again


LINES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["dramac.lock 1", "dramac.lock 9", "dramac.lock", "<<<<<<< a", "=======", "|||||||", ">>>>>>> b", "# why",
                     f"take ep01 {SHOT} 2", f"take ep01 {SHOT} 3", f"timing {KEY} 1e400", f"timing {KEY} 2", "take \"",
                     "stdlib 1", f'take "a b" {SHOT} 0', "\x1c", "\ufeff \ufeff", "timing \u0663 1"]))


@given(st.lists(LINES, max_size=12).map("\n".join))
@example("\ufeffdramac.lock 1\r\rstdlib 1")
def test_any_text_is_read_and_what_is_made_of_it_stays(text: str) -> None:
    source = Source("dramac.lock", text)
    found, wrong = read(source)
    assert all(one.span is not None and 0 <= one.span.start <= one.span.end <= len(text) for one in wrong)
    again, left = read(Source("dramac.lock", write(found)))
    assert {one.code for one in left} <= {"D523", "D527"}
    assert (again.timings(), again.takes()) == (found.timings(), found.takes())
    assert write(again) == write(found)


@settings(max_examples=50)
@given(st.binary(max_size=200))
def test_any_bytes_are_read(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file: Path = tmp_path_factory.getbasetemp() / "dramac.lock"
    file.write_bytes(data)
    read(read_source(file, "dramac.lock")[0])


def test_an_empty_text_is_an_empty_lock() -> None:
    assert read(Source("dramac.lock", "\n")) == (Lock(), ())


@pytest.mark.parametrize(("line", "column"), [
    ("takke ep01 00112233 2", 1), (f"take ep01 {SHOT}", 1), (f"take ep01 {SHOT} 0", 28), (f"take ep01 {SHOT} -2", 28),
    ("take ep01 shot7 2", 11), (f"timing {KEY[1:]} 2", 8), (f"timing {KEY} nan", 73), (f"timing {KEY} 1e9", 73),
    (f"timing {KEY} 0", 73), ("stdlib", 1), ('backend "mixer 1', 1), ("backend mixer 1 2", 1), ('stdlib"1"', 1),
])
def test_a_broken_line_has_its_place_and_costs_only_itself(line: str, column: int) -> None:
    found, wrong = lock("backend mixer 1", line, f"timing {OTHER} 2.5")
    assert wrong == [("D521", 3, column)]
    assert (len(found.facts), found.timings()) == (2, {OTHER: 2.5})


def test_a_lock_without_a_version_is_told_of_and_read() -> None:
    found, wrong = read(Source("dramac.lock", f"timing {KEY} 2\n"))
    assert [one.code for one in wrong] == ["D521"]
    assert found.timings() == {KEY: 2.0}


def test_both_sides_of_a_conflict_are_read_and_the_ancestor_is_not() -> None:
    found, wrong = lock("<<<<<<< ours", f"take ep01 {SHOT} 2", "||||||| base", f"take ep01 {SHOT} 9", "=======",
                        f"take ep01 {'0' * 16} 3", ">>>>>>> theirs", "stdlib 1")
    assert wrong == [("D522", 2, 1)]
    assert found.takes() == {f"ep01/{SHOT}": 2, f"ep01/{'0' * 16}": 3}
    assert "<<<" not in write(found)


def test_what_is_said_twice_is_fine_and_two_values_are_not() -> None:
    assert lock(f"timing {KEY} 2.5  # a", f"timing {KEY} 2.50")[1] == []
    found, wrong = lock(f"take ep01 {SHOT} 2", f"take ep01 {SHOT} 3", f"timing {KEY} 2")
    assert wrong == [("D523", 3, 1)]
    assert (found.takes(), found.timings()) == ({}, {KEY: 2.0})
    assert write(found).count(f"take ep01 {SHOT}") == 2  # whoever writes it for another reason does not choose
    chosen = with_facts(found, (fact("take", "ep01", SHOT, "3"),))
    assert read(Source("dramac.lock", write(chosen)))[0].takes() == {f"ep01/{SHOT}": 3}


def test_lines_of_a_newer_version_are_kept_and_the_rest_holds() -> None:
    found, wrong = lock("approved ep01 by Ana  # on Friday", f"take ep01 {SHOT} 2", f"timing {KEY} soon", version=VERSION + 1)
    assert [code for code, *_ in wrong] == ["D527"]
    assert found.takes() == {f"ep01/{SHOT}": 2}
    text = write(with_facts(found, (fact("stdlib", "9"),)))
    assert {"approved ep01 by Ana  # on Friday", f"timing {KEY} soon", f"dramac.lock {VERSION + 1}"} <= set(text.splitlines())


def test_comments_stay_above_what_they_are_about() -> None:
    found, _ = lock("# Ana likes this one.", f"take ep01 {SHOT} 2", "# last words")
    rows = write(with_facts(found, (fact("stdlib", "1"), fact("take", "ep01", SHOT, "4")))).splitlines()
    assert rows[rows.index(f"take ep01 {SHOT} 4") - 1] == "# Ana likes this one."
    assert rows[-1] == "# last words"


def test_a_fact_that_says_the_same_keeps_its_words() -> None:
    found, _ = lock(f"take ep01 {SHOT} 2  # as it was called then")
    assert with_facts(found, (fact("take", "ep01", SHOT, "2", note="another name"),)) == found
