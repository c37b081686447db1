"""Values as JSON data and back: what is listed comes back equal, what is not is refused."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.base.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from dramac.compiler.base.records import Codec
from dramac.compiler.base.source import Position, Span


@dataclass(frozen=True)
class Plain:
    """A dataclass that is no node."""

    name: str
    size: int = 0


CODEC = Codec(Span, Severity, Label, Edit, Fix, Diagnostic, Plain)
text = st.text(max_size=8)
spans = st.builds(Span, text, st.integers(0, 99), st.integers(0, 99))
edits = st.lists(st.builds(Edit, spans, text), max_size=2).map(tuple)
labels = st.lists(st.builds(Label, spans, text), max_size=2).map(tuple)
found = st.builds(Diagnostic, text, st.sampled_from(Severity), text, st.none() | spans, text, labels,
                  st.none() | st.builds(Fix, text, edits, st.booleans()))
plain = st.builds(Plain, text, st.integers())
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | text | found | plain
    | st.frozensets(text, max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple)
    | st.dictionaries(text, inner, max_size=3),
    max_leaves=12)
data = st.recursive(st.none() | st.booleans() | st.integers(-1, 12) | text,
                    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(text, inner, max_size=3), max_leaves=20)


@given(values)
def test_what_is_kept_comes_back_equal(value: Any) -> None:
    again = CODEC.value(json.loads(json.dumps(CODEC.data(value))))
    assert again == value
    assert "frozenset" in repr(value) or repr(again) == repr(value)  # 1 is no True; sets have no order


@given(data)
def test_whatever_is_read_is_a_value_or_is_refused(written: Any) -> None:
    try:
        CODEC.value(written)
    except ValueError:
        return


def test_a_class_that_is_not_listed_is_refused() -> None:
    with pytest.raises(TypeError):
        CODEC.data((Position(1, 1),))
    with pytest.raises(TypeError):
        CODEC.data({1: "one"})


@pytest.mark.parametrize("written", [[], [99], [True], ["0"], [3, "a", 1], [3, "a", 1, 2, 3], [4, "grave"], [2, [1]], [-1]])
def test_what_this_codec_never_wrote_is_refused(written: list[Any]) -> None:
    with pytest.raises(ValueError):
        CODEC.value(written)
