"""What is read without pydantic is what pydantic reads."""

import copy
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.compiler.base.source import Source
from dramac.compiler.bible import light
from dramac.compiler.bible.include import read_files
from dramac.compiler.bible.light import Form, Plain
from dramac.compiler.bible.resolve import read_bible
from dramac.compiler.bible.schema import Document
from dramac.compiler.bible.shapes import shapes
from dramac.compiler.bible.yaml import load_yaml

ROOT = Path(__file__).parents[3]
BIBLES = sorted((*ROOT.glob("examples/*/series.yaml"), *ROOT.glob("tests/codes/D3*/**/series.yaml")))
FORM = Form(shapes())
VALUES = st.one_of(
    st.none(), st.text(max_size=6), st.lists(st.one_of(st.none(), st.text(max_size=4)), max_size=3),
    st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=2),
    st.sampled_from(["", " ", "0", "007", "12", "-1", "121", "0.5", "1e3", ".5", "nan", "en", "zh-Hans", "English", "f", "woman",
                     "int", "interior", "EXT", "rain", "commercial", "draft", "words", "USD", "usd", "D201", "D201\n", "std/girl",
                     " LIN ", "LIN\u2003", "\x1cLIN", "林晚", "a, b; c", "x" * 501, "white fox", "color", "off", "vertical",
                     {"": {"a": "b"}, "en": {"c": "d"}}, {"values": ["a", "b"], "default": ""}, {"color": "red"}, True]))


def dumped(plain):
    if isinstance(plain, Plain):
        return {name: dumped(value) for name, value in plain.model_dump().items()}
    if isinstance(plain, tuple | list):
        return type(plain)(map(dumped, plain))
    return {key: dumped(value) for key, value in plain.items()} if isinstance(plain, dict) else plain


def agrees(value):
    """Whether a bible is read without pydantic; what comes out is what pydantic reads."""
    try:
        plain = FORM.model("Document")(copy.deepcopy(value))
    except light._UnsureError:
        return False
    document = Document.model_validate(value)
    assert dumped(plain) == document.model_dump()
    assert list(plain.cast) == list(document.cast)
    assert plain.budget.model_fields_set == document.budget.model_fields_set
    return True


@pytest.mark.parametrize("file", BIBLES, ids=lambda file: "-".join(file.parts[-4:-1]))
def test_the_bibles_of_the_repository_are_read_alike(file):
    value = read_files(file, file.parent)[0].plain()
    if agrees(value if isinstance(value, dict) else {}) or "examples" not in file.parts:
        return
    with pytest.raises(ValueError):
        Document.model_validate(value)


def places(value, path=()):
    """Every place in a bible, with the places of its keys."""
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*path, key))


@settings(deadline=None)
@given(st.sampled_from(BIBLES), st.randoms(use_true_random=False), VALUES, st.booleans())
def test_a_bible_with_something_else_in_it_is_read_alike_or_left_to_pydantic(file, chance: random.Random, other, as_key):
    value = read_files(file, file.parent)[0].plain()
    if not isinstance(value, dict):
        return
    *path, last = chance.choice([one for one in places(value) if one] or [("series",)])
    holder = value
    for step in path:
        holder = holder[step]
    if as_key and isinstance(holder, dict) and isinstance(other, str):
        holder[other] = holder.pop(last, None)
    else:
        holder[last] = other
    agrees(value)


@pytest.mark.parametrize("text", [
    "cast:\n  LIN: {age: 24, color: red}\n", "cast: {LIN: {age: 24, wardrobe: {red: {colours: [red]}}}}\n",
    "series: {release: public}\n", "lint: {D2: off}\n", "models: {own: {like: wan2.2}}\n", "budget: {currency: usd}\n",
    "looks: {noir: {grain: 2}}\n", "cast: {LIN: {sex: x}}\n", "variants: {ending: {default: happy}}\n"])
def test_what_is_wrong_or_rare_is_left_to_pydantic(text):
    assert not agrees(load_yaml(Source("series.yaml", text))[0].plain())


@pytest.mark.parametrize("text", [
    "cast: {LIN: {age: '24', hair: x}}\n", "cast:\n  LIN YUE: {age: 24, aliases: 'LIN, 林晚', voice: girl}\n"
    "locations: {HOUSE: a small house, BANK:}\nprops: {ring: {looks: jade ring, colors: green}}\n"
    "budget: {currency: EUR, per_episode: 12.5}\nsay: {Yue: oo-eh}\n"])
def test_a_project_has_the_same_bible_whether_shapes_stand_ready_or_not(tmp_path, monkeypatch, text):
    file = tmp_path / "series.yaml"
    file.write_text(text, encoding="utf-8")
    assert light._reader() is not None
    plain = read_bible(file, tmp_path)
    monkeypatch.setattr(light, "_reader", lambda: None)
    assert read_bible(file, tmp_path) == plain


def test_a_pattern_that_is_not_known_here_is_left_to_pydantic():
    read = Form({"Document": ["", "", {"a": [["text", False, None, None, r"^\p{Lu}$"], True, None]}]}).model("Document")
    with pytest.raises(light._UnsureError):
        read({"a": "A"})
