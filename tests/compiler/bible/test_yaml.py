"""Reading YAML with places: what values become, what is refused, and that nothing crashes or runs away."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.compiler.base.source import Source
from dramac.compiler.bible.yaml import DEEPEST, LARGEST, MOST, at, load_yaml


def load(text):
    return load_yaml(Source("series.yaml", text))


def codes(text):
    return [one.code for one in load(text)[1]]


def where(text):
    source = Source("series.yaml", text)
    _, (found, *_) = load_yaml(source)
    place = source.position(found.span.start)
    return found.code, place.line, place.column


@pytest.mark.parametrize(
    "written", ["no", "on", "yes", "off", "007", "1.50", "2026-01-01", "12:30", "true", "1e3", "0x1F"]
)
def test_words_stay_words(written):
    assert load(f"a: {written}")[0].plain() == {"a": written}


@pytest.mark.parametrize("written", ["", "~", "null", "Null"])
def test_nothing_is_nothing(written):
    assert load(f"a: {written}\nb: 1")[0].plain() == {"a": None, "b": "1"}


def test_quoted_nothing_is_words():
    assert load("a: '~'\nb: \"\"")[0].plain() == {"a": "~", "b": ""}


def test_keys_are_words_too():
    assert load("no: 1\non: 2\n3: 4")[0].plain() == {"no": "1", "on": "2", "3": "4"}


def test_values_and_keys_know_their_places_in_any_script():
    text = "\ufeff# 注释\r\ncast:\r\n  林晚 😀: {age: 22, names: [a, '月']}\r\n"
    source = Source("series.yaml", text)
    tree, found = load_yaml(source)
    assert not found
    value, key = at(tree, ("cast", "林晚 😀", "age"))
    assert text[value.span.start : value.span.end] == "22"
    assert text[key.start : key.end] == "age"
    name, _ = at(tree, ("cast", "林晚 😀", "names", 1))
    assert text[name.span.start : name.span.end] == "'月'"
    _, who = at(tree, ("cast", "林晚 😀"))
    assert text[who.start : who.end] == "林晚 😀"
    assert source.position(who.start).line == 3


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: [1,\n", "D301", 2, 1),
        ("a: b: c", "D301", 1, 5),
        ("a: 1\n\tb: 2", "D301", 2, 1),
        ("a: *nobody", "D301", 1, 4),
        ("a: &x [*x]", "D301", 1, 8),
        ("a: 1\n---\nb: 2", "D301", 2, 1),
        ("? [a]\n: b", "D301", 1, 3),
        ("a: !!python/object:os.system x", "D301", 1, 4),
        ("a: 1\nb: 2\na: 3", "D302", 3, 1),
        ("a: {x: 1, x: 2}", "D302", 1, 11),
        ("a: x\x00y", "D308", 1, 5),
        ("<<: 3", "D301", 1, 5),
    ],
)
def test_what_is_refused_and_where(text, code, line, column):
    assert where(text) == (code, line, column)


def test_a_duplicate_key_points_at_the_first():
    text = "a: 1\nb: 2\na: 3"
    (found,) = load(text)[1]
    assert found.labels[0].span.start == 0
    assert load(text)[0].plain() == {"a": "1", "b": "2"}


def test_anchors_aliases_and_merge_keys_work():
    tree, found = load("base: &b {x: 1, y: 2}\none: {<<: *b, y: 3}\ntwo: [*b, *b]\n")
    assert not found
    assert tree.plain()["one"] == {"y": "3", "x": "1"}
    assert tree.plain()["two"] == [{"x": "1", "y": "2"}] * 2


def test_a_bomb_of_aliases_is_refused():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert codes("\n".join(lines)) == ["D303"]


def test_depth_size_and_number_are_limited():
    assert codes("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)) == ["D303"]
    assert codes("[" * 200_000) == ["D303"]
    assert codes("- " * 200_000) == ["D303"]
    assert codes("? " * 200_000) == ["D301"]
    assert codes("# " + "x" * LARGEST) == ["D303"]
    assert codes("[" + "x," * MOST + "]") == ["D303"]
    assert codes("[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)) == []


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab:-[]{}&*!|>'\"%#,?~ \n\t\r\x00\x85\ufeff晚😀\ud800")), max_size=60))
def test_no_text_crashes_the_reader(text):
    tree, found = load(text)
    tree.plain()
    for one in found:
        assert one.span is not None
        assert 0 <= one.span.start <= one.span.end <= len(text)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80))
def test_no_bytes_crash_the_reader(data):
    load(data.decode("utf-8", "replace"))


plain = st.recursive(
    st.text(alphabet="abc 晚", min_size=1, max_size=5).map(str.strip).filter(bool),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(plain)
def test_what_is_written_is_read(value):
    import json

    assert load(json.dumps(value, ensure_ascii=False))[0].plain() == value
