"""Nodes are what the standard library's frozen dataclasses are."""

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.base.nodes import maker, named, node


@node
class Point:
    """A place."""

    x: int
    names: tuple[str, ...] = ()
    facts: dict[str, int] = field(default_factory=dict)
    where: int = field(default=0, compare=False)
    seen: list[int] = field(init=False, default_factory=list, compare=False, repr=False)


@node
class Named(Point):
    """A place with a name."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Standard:
    """The same by the standard library."""

    x: int
    names: tuple[str, ...] = ()
    facts: dict[str, int] = field(default_factory=dict)
    where: int = field(default=0, compare=False)
    seen: list[int] = field(init=False, default_factory=list, compare=False, repr=False)


GIVEN = st.fixed_dictionaries({"x": st.integers()}, optional={
    "names": st.lists(st.text(max_size=3), max_size=2).map(tuple), "facts": st.dictionaries(st.text(max_size=2), st.integers()),
    "where": st.integers()})


@given(GIVEN, GIVEN)
def test_a_node_is_what_the_standard_class_is(one, other):
    a, b = Point(**one), Point(**other)
    x, y = Standard(**one), Standard(**other)
    assert repr(a) == repr(x).replace("Standard", "Point")
    assert (a == b) == (x == y)
    assert (a != b) == (x != y)
    assert asdict(a) == asdict(x)
    assert replace(a, x=7) == Point(**{**one, "x": 7})
    assert pickle.loads(pickle.dumps(a)) == a == copy.copy(a)
    assert [(one.name, one.compare, one.init) for one in fields(a)] == [(one.name, one.compare, one.init) for one in fields(x)]


@given(GIVEN)
def test_a_maker_makes_what_the_class_makes(one):
    made = maker(Point)(**one)
    assert made == Point(**one)
    assert type(made) is Point
    assert made.seen == []
    assert made.seen is not Point(**one).seen
    with pytest.raises(FrozenInstanceError):
        made.x = 7
    with pytest.raises(TypeError):
        maker(Point)()


def test_equal_nodes_have_one_hash_and_others_are_never_equal():
    @node
    class Pair:
        a: int
        b: str = field(default="", compare=False)

    assert {Pair(1, "x"), Pair(1, "y"), Pair(2)} == {Pair(1), Pair(2)}
    assert Pair(1) != Standard(1)
    assert Named(1) != Point(1)
    assert Pair.__match_args__ == ("a", "b")


def test_a_node_does_not_change_and_has_no_room_for_more():
    one = Named(1, name="x")
    for name in ("x", "name", "other"):
        with pytest.raises(FrozenInstanceError):
            setattr(one, name, 2)
    with pytest.raises(FrozenInstanceError):
        del one.x
    assert not hasattr(one, "__dict__")
    assert is_dataclass(one)
    assert Named(1).seen is not Named(1).seen


@pytest.mark.parametrize("arguments", [(), (1, (), {}, 0, 5), (1, 2, 3, 4, 5, 6)])
def test_a_node_takes_what_its_fields_say(arguments):
    with pytest.raises(TypeError):
        Point(*arguments)
    with pytest.raises(TypeError):
        Point(1, nothing=2)


def test_a_class_that_wants_to_be_called_after_is_refused():
    with pytest.raises(TypeError):
        @node
        class Checked:
            a: int

            def __post_init__(self) -> None:
                raise AssertionError


KINDS = {
    "given": lambda: ...,
    "default": lambda: 7,
    "fresh": lambda: field(default_factory=list),
    "beside": lambda: field(default=None, compare=False, repr=False),
    "unhashed": lambda: field(default=(), hash=False),
    "set": lambda: field(init=False, default=3),
    "made": lambda: field(init=False, default_factory=dict),
}


def shaped(kinds, bases=()):
    """A class with a field of each of the `kinds`, for a decorator to work on."""
    names = [f"{'abc'[at % 3]}{at}{kind}" for at, kind in enumerate(kinds)]
    defaults = {name: KINDS[kind]() for name, kind in zip(names, kinds, strict=True) if kind != "given"}
    return type("Shaped", bases, {"__annotations__": dict.fromkeys(names, "object"), "__module__": __name__, **defaults})


def tried(call):
    """What `call` gives, or of which kind its error is."""
    try:
        return call()
    except (TypeError, FrozenInstanceError) as fault:
        return type(fault)


FEW = st.lists(st.integers(0, 2), max_size=6)


@given(st.lists(st.sampled_from(list(KINDS)), max_size=6), FEW, FEW)
def test_whatever_its_fields_a_node_does_what_the_standard_class_does(kinds, some, others):
    ours = tried(lambda: node(shaped(kinds)))
    theirs = tried(lambda: dataclass(frozen=True, slots=True)(shaped(kinds)))
    if TypeError in (ours, theirs):
        assert ours == theirs
        return
    told = []
    for own in (ours, theirs):
        a, b = tried(lambda own=own: own(*some)), tried(lambda own=own: own(*others))
        row = [repr(a), repr(b), a == b, own.__match_args__, own.__slots__, is_dataclass(own),
               [(one.name, one.type, one.default, one.init, one.compare) for one in fields(own)]]
        if TypeError not in (a, b):
            row += [asdict(a), tried(lambda a=a: hash(a)) == tried(lambda b=b: hash(b)), pickled(a) == a]
            row += [tried(lambda a=a, name=name: repr(replace(a, **{name: 5}))) for name in own.__match_args__]
        told.append(row)
    assert told[0] == told[1]
    assert named(ours) == ours.__match_args__


def pickled(value):
    """`value` taken apart as pickle does it, and made again."""
    made = value.__reduce_ex__(2)
    again = made[0](*made[1])
    if len(made) > 2 and made[2] is not None:
        again.__setstate__(made[2])
    return again


def test_what_an_ordinary_dataclass_would_refuse_or_treat_otherwise_is_refused():
    for space in ({"__annotations__": {"a": "ClassVar[int]"}}, {"__annotations__": {"a": ClassVar[int]}},
                  {"__annotations__": {"a": "int"}, "a": []}, {"__annotations__": {"a": "int", "b": "int"}, "a": 1}):
        with pytest.raises(TypeError):
            node(type("Odd", (), space))
    with pytest.raises(TypeError):
        node(type("Odd", (Standard,), {"__annotations__": {"a": "int"}}))


def test_methods_of_its_own_stay():
    @node
    class Own:
        a: int = 1

        def __repr__(self) -> str:
            return "own"

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 5

    assert (repr(Own()), Own(1) == Own(2), hash(Own()), Own(3).a) == ("own", True, 5, 3)
