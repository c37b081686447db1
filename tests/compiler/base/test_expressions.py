"""Regular expressions that are kept between runs do what those do that are compiled."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.base import expressions
from dramac.compiler.base.digest import digest_bytes

TEXTS = (r"a+", r"(?P<head>INT|EXT)\. *(.+)", r"[\u4e00-\u9fff]{2,}", r"(?<![a-z])x\b(?!y)", r"(?:a|b)*+c", r"^\s*(\d+)\s*$")
SAMPLES = ("aaa", "INT. HALL", "EXT.  YARD - NIGHT", "天黑了", "ax x xy", "abababc", "  12  ", "")


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(expressions, "_new", {})
    expressions._known.cache_clear()
    yield tmp_path / "dramac" / "expressions"
    expressions._known.cache_clear()


def again(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """As the next run begins, when it has compiled a few; what is compiled from here on."""
    new: dict[str, Any] = {f"0 {number}": (str(number), 0, None) for number in range(8)}
    monkeypatch.setattr(expressions, "_new", new)
    expressions._known.cache_clear()
    return new


def test_the_next_run_has_them_without_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    flags = (0, re.IGNORECASE, re.MULTILINE | re.DOTALL)
    for text in TEXTS:
        for flag in flags:
            expressions.compiled(text, flag)
    expressions.keep()
    new = again(monkeypatch)
    before = len(new)
    for text in TEXTS:
        for flag in flags:
            kept, plain = expressions.compiled(text, flag), re.compile(text, flag)
            assert kept == plain
            assert kept.groupindex == plain.groupindex
            for sample in SAMPLES:
                assert [one.groups() for one in kept.finditer(sample)] == [one.groups() for one in plain.finditer(sample)]
    assert len(new) == before


def test_a_run_that_needs_few_looks_at_nothing_and_keeps_nothing(shelf: Path) -> None:
    for text in TEXTS[:3]:
        assert expressions.compiled(text) == re.compile(text)
    expressions.keep()
    assert not shelf.exists()


@pytest.mark.parametrize("form", [None, [], [0, 0, {}, [1, 2, 3]], [0, 0, {}, []], [0, -5, {}, [1]], ["x", 0, {}, [1]],
                                  [0, 0, {"a": 9}, [1]], [0, 0, {}, [2**40]], {"a": 1}])
def test_what_is_no_expression_is_compiled(form: object, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in TEXTS:
        expressions.compiled(text)
    expressions.keep()
    file, = shelf.glob("*.json")
    body = json.dumps(dict.fromkeys(json.loads(file.read_text().partition("\n")[2]), form))
    file.write_text(digest_bytes(body.encode()) + "\n" + body)
    again(monkeypatch)
    for text in TEXTS:
        assert expressions.compiled(text) == re.compile(text)


def test_a_python_of_other_parts_compiles_as_ever(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "_made", lambda text, form: re.compile("no"))
    expressions._as_ever.cache_clear()
    for text in TEXTS:
        assert expressions.compiled(text) == re.compile(text)
    expressions.keep()
    expressions._as_ever.cache_clear()
    assert not shelf.exists()


def test_a_wrong_one_is_refused_as_ever() -> None:
    with pytest.raises(re.error):
        expressions.compiled("(")


@given(st.text(alphabet="ab(|)[]?*+.\\d^$", max_size=12))
def test_any_expression_comes_back_equal(text: str) -> None:
    try:
        plain = re.compile(text)
    except re.error:
        return
    form = expressions._form(text, 0)
    assert form is not None
    assert expressions._made(text, json.loads(json.dumps(form))) == plain
