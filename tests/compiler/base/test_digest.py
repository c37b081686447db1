"""Digests: equal values equal keys, different values different keys, on any machine and in any process."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.base.digest import Digester, digest, seed_of

JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
                    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4))


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str
    place: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Other:
    name: str


class Colour(Enum):
    RED = 1


def shape(value: Any) -> Any:
    """A value that is equal for two JSON values exactly if a key must be."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return (type(value).__name__, value)
    if isinstance(value, int | float):
        return (type(value).__name__, value)
    if isinstance(value, list):
        return ("list", tuple(map(shape, value)))
    return ("dict", tuple(sorted((key, shape(one)) for key, one in value.items())))


def test_a_known_value_keeps_its_digest() -> None:
    value = {"b": [1, 2.5, None, True], "a": "雨"}
    assert digest(value) == "64ee94254fba535a30ec3ec9dbb37612764ea10f22b545295d74ceb084ad3527"


@given(JSON, JSON)
def test_digests_are_equal_exactly_when_values_are(left: Any, right: Any) -> None:
    assert (digest(left) == digest(right)) == (shape(left) == shape(right))


def test_order_of_keys_does_not_matter_and_order_of_items_does() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest([1, 2]) != digest([2, 1])


def test_boundaries_between_strings_matter() -> None:
    assert digest(["ab", "c"]) != digest(["a", "bc"])
    assert digest({"a": "b"}) != digest(["a", "b"])


def test_fields_outside_comparison_stay_outside_the_digest() -> None:
    assert digest(Leaf("a", 1)) == digest(Leaf("a", 2))
    assert digest(Leaf("a")) != digest(Leaf("b"))


def test_the_class_is_part_of_the_digest() -> None:
    assert digest(Leaf("a")) != digest(Other("a"))
    assert digest(Colour.RED) != digest("RED")


def test_zero_has_one_sign_and_whole_floats_differ_from_ints() -> None:
    assert digest(0.0) == digest(-0.0)
    assert digest(1.0) != digest(1)


def test_a_shared_node_is_walked_once() -> None:
    leaf = Leaf("x")
    pair = leaf
    for _ in range(60):
        pair = _Pair(pair, pair)
    assert Digester().of(pair) == Digester().of(pair)


@dataclass(frozen=True, slots=True)
class _Pair:
    left: Any
    right: Any


def test_what_has_no_content_has_no_digest() -> None:
    with pytest.raises(TypeError, match="object"):
        digest(object())


def test_seeds_are_small_enough_for_every_generator() -> None:
    assert 0 <= seed_of("a", 1) < 2**63
    assert seed_of("a", 1) != seed_of("a", 2)
