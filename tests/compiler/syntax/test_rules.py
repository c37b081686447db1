"""Fountain, rule by rule: `fountain.toml` holds the cases, docs/fountain.md says the same in words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from dramac.compiler.base.source import Source
from dramac.compiler.syntax.parse import parse
from dramac.compiler.syntax.tree import (
    Action,
    Comment,
    Dialogue,
    Directive,
    Element,
    Heading,
    PageBreak,
    Script,
    Section,
    ShotSlug,
    Speech,
    Synopsis,
    Text,
    Transition,
    print_script,
)

HERE = Path(__file__).parent
TABLE = tomllib.loads((HERE / "fountain.toml").read_text(encoding="utf-8"))
CASES = [(group, name) for group, cases in TABLE.items() for name in cases]
CAST = frozenset({"林晚", "顾深", "LIN", "WEI", "철수", "ليلى", "McCLANE"})
Row = list[str]


def elements(script: Script) -> list[Row]:
    """What a script is made of, as the table writes it."""
    found = [["title", "\n".join(one.values), f"key={one.key}"] for one in script.title]
    kinds = {line.span.start: line.kind for line in script.lines}
    starts = sorted(kinds)
    for element in script.body:
        start = max((at for at in starts if at <= element.span.start), default=0)
        found += rows(element, kinds.get(start, ""))
    return found


def rows(element: Element, kind: str) -> Iterator[Row]:
    """The rows of one element. `kind` is that of its first line."""
    match element:
        case Heading():
            yield ["heading", element.place.text, *fields(setting=element.setting, number=element.number,
                   time=element.time.text if element.time else "", forced="yes" * element.forced)]
        case Action():
            yield ["centred" if element.centred else "lyric" if kind == "SONG" else "action", *words(element.text)]
        case Speech():
            extensions = "|".join(one.text for one in element.extensions)
            yield ["cue", element.cue.text, *fields(extensions=extensions, dual="yes" * element.dual,
                                                    forced="yes" * element.forced)]
            for part in element.parts:
                said = "lyric" if getattr(part, "lyric", False) else "dialogue"
                yield [said if isinstance(part, Dialogue) else "parenthetical", *words(part.text)]
        case Transition():
            yield ["transition", element.text.text, *fields(forced="yes" * element.forced)]
        case Section():
            yield ["section", element.text.plain, f"depth={element.depth}", *words(element.text)[1:]]
        case Synopsis():
            yield ["synopsis", *words(element.text)]
        case PageBreak():
            yield ["page-break", ""]
        case ShotSlug():
            yield ["slug", ", ".join(one.text for one in element.spec.subjects),
                   *fields(size=element.spec.size, rest=element.rest.plain if element.rest else "")]
        case Comment():
            yield ["note", element.text]
        case Directive():
            yield ["directive", element.kind]


def words(text: Text) -> Row:
    """The words of a text, then its styled runs."""
    return [text.plain, *(f"{run.style}={run.text}" for run in text.runs if run.style)]


def fields(**values: str) -> Row:
    return [f"{name}={value}" for name, value in values.items() if value]


def tidy(expected: list[Row]) -> list[Row]:
    """Rows with their fields in one order; runs keep theirs."""
    known = ("key=", "setting=", "time=", "number=", "forced=", "extensions=", "dual=", "depth=", "size=", "rest=")
    return [[*row[:2], *sorted(one for one in row[2:] if one.startswith(known)),
             *(one for one in row[2:] if not one.startswith(known))] for row in expected]


@pytest.mark.parametrize(("group", "name"), CASES)
def test_rule(group: str, name: str) -> None:
    case = TABLE[group][name]
    script, _ = parse(Source("t.fountain", case["in"]), CAST if group == "cast" else frozenset())
    assert tidy(elements(script)) == tidy(case["out"])
    assert print_script(script) == case["in"]


def test_the_table_is_large() -> None:
    assert len(CASES) >= 150


def test_the_cast_matters_only_where_it_is_named() -> None:
    """The same texts without a cast: no line of a script without capitals becomes a cue."""
    for name, case in TABLE["cast"].items():
        script, _ = parse(Source("t", case["in"]))
        assert all(row[0] != "cue" for row in elements(script)), name


@pytest.mark.parametrize("text", ["\ud800", "LIN\n\udfff\n", "INT. \ud83d - DAY\n\n", "[[\udc00]]\n", "@\ud800\nHi.\n"])
def test_lone_surrogates_are_characters_like_others(text: str) -> None:
    """An editor may send them; a file cannot hold them."""
    script, _ = parse(Source("t", text))
    assert print_script(script) == text
