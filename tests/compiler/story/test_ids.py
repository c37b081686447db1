"""Ids for lines: one for each that has none, unique, stable, and nothing else changes."""

import re

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.compiler.base.source import Source
from dramac.compiler.story.ids import ids_in, only_ids_differ, with_ids
from dramac.compiler.syntax.parse import parse

NOTE = re.compile(r" \[\[id: ([a-z0-9]+)\]\]")
NOTES = re.compile(r"\[\[[^\[\]\n]*\]\]")
CAST = frozenset(("林晚",))


def tree(text, path="ep01"):
    return parse(Source(path, text), CAST)[0]


def named(text, taken=None, path="ep01"):
    return with_ids(tree(text, path), set() if taken is None else taken)[0]


def test_every_part_of_a_speech_gets_one_behind_its_last_words():
    text = "LIN\nOne,\ntwo.  \n(low)\nThree. [[hm]]\n\nWEI ^\n~la\n"
    assert NOTE.sub("<>", named(text)) == "LIN\nOne,\ntwo.<>  \n(low)\nThree.<> [[hm]]\n\nWEI ^\n~la<>\n"


def test_ids_that_are_there_and_repetitions_are_left_alone():
    text = "LIN\nOne. [[id: Mine-1]]\n\nLIN\nOne. [[same-as: Mine-1]]\n"
    assert named(text) == text
    assert set(ids_in(tree(text))) == {"mine-1"}


def test_they_follow_from_words_speaker_and_file_alone():
    text = "LIN\nOne.\n\nLIN\nOne.\n\nWEI\nOne.\n"
    first = NOTE.findall(named(text))
    assert len(set(first)) == 3
    assert NOTE.findall(named("INT. A - DAY\n\nRain.\n\n" + text)) == first
    assert not set(NOTE.findall(named(text, path="ep02"))) & set(first)


def test_none_is_given_twice_in_a_series():
    text = "".join(f"LIN\nLine {number}.\n\n" for number in range(3000))
    taken: set[str] = set()
    found = NOTE.findall(named(text, taken)) + NOTE.findall(named(text, taken))
    assert len(set(found)) == len(found) == 6000
    for id in found:
        assert len(id) >= 4
        assert not set(id) & set("01ilo")
        assert yaml.safe_load(f"{id}: x") == {id: "x"}, "a key that YAML takes for something else"


def test_line_ends_and_a_byte_order_mark_stay():
    text = "\ufeffLIN\r\nOne.\r\n\r\n@林晚\r\n你好。"
    assert NOTE.sub("", named(text)) == text
    assert named(text).count("[[id:") == 2


def test_a_text_that_says_something_else_is_seen():
    text = "LIN\nOne. [[id: a1]]\n\nWEI\nTwo.\n"
    good = named(text)
    assert only_ids_differ(tree(text), good, CAST)
    for wrong in (text, good.replace("a1", "b1"), good.replace("Two", "Too"), good.replace("WEI", "WEI ^"), good + "\nRain.\n"):
        assert not only_ids_differ(tree(text), wrong, CAST)


pieces = st.sampled_from(("LIN\n", "WEI ^\n", "One.", "Two. ", "(low)\n", "\n", "\n\n", "  \n", "~la", "[[hm]]",
                          "[[id: a1]]", "/* x", " */", "[[", "]]", "*b*", "_", "@林晚\n", "\r\n", "INT. A - DAY\n\n",
                          "[[shot: CU LIN]]", "[[same-as: a1]]", "!", "\t", "你好。"))


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, max_size=14).map("".join))
def test_whatever_the_script_only_ids_are_added(text):
    script = tree(text)
    after, count = with_ids(script, set(ids_in(script)))
    if "[[" not in NOTES.sub("", text) and "/*" not in text:  # a note that nothing closes would swallow the id
        assert only_ids_differ(script, after, CAST)
    if only_ids_differ(script, after, CAST):
        assert with_ids(tree(after), set()) == (after, 0)
    fresh = [id for id in NOTE.findall(after) if f"[[id: {id}]]" not in text]
    assert len(fresh) == count
    for id in fresh:
        after = after.replace(f" [[id: {id}]]", "")
    assert after == text
