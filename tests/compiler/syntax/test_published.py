"""The published pages say what is so: docs/fountain.md has a part for every group of cases, docs/grammar.md is made here
from the grammars themselves. `pytest tests/compiler/syntax/test_published.py --bless` writes it anew."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from dramac.compiler.syntax import directives
from dramac.compiler.syntax.errors import TABLE
from dramac.grammar import read
from dramac.stdlib import vocabulary

ROOT = Path(__file__).resolve().parents[3]
FOUNTAIN, GRAMMAR = ROOT / "docs" / "fountain.md", ROOT / "docs" / "grammar.md"

LINES = {
    "TITLE_KEY": "`Key: value` at the top of the file",
    "TITLE_VALUE": "a further value, indented, below a key",
    "HEADING": "a scene heading, plain or forced with `.`",
    "TRANSITION": "a transition, plain or forced with `>`",
    "CENTRED": "`> text <`",
    "SONG": "`~` outside a speech",
    "SECTION": "`#` to `######`",
    "SYNOPSIS": "`=`",
    "PAGE_BREAK": "`===`",
    "SLUG": "a shot slug, alone or at the head of action",
    "CUE": "a cue, plain or forced with `@`",
    "DUAL": "a cue that ends in `^`",
    "PARENTHETICAL": "a line of a speech in brackets, or the first of several that share a pair",
    "PARENTHETICAL_MORE": "the others of these",
    "LYRIC": "`~` in a speech",
    "DIALOGUE": "every other line of a speech, and two spaces in it",
    "NOTE": "a line that only notes cover",
    "ASIDE": "the same inside a paragraph, a speech or a title entry",
    "ACTION": "every other line that begins a paragraph, or is forced with `!`",
    "ACTION_MORE": "every other line that goes on with one",
}


def declared(grammar: str) -> set[str]:
    """The terminals that a grammar names."""
    return {word for line in grammar.splitlines() if line.startswith("%declare") for word in line.split()[1:]}


def page() -> str:
    """docs/grammar.md."""
    document, directive = read("document"), read("directive")
    words = vocabulary("directives").entries
    lines = [f"| `{name}` | {what} |" for name, what in LINES.items()]
    kinds = [f"| `{kind}` | `{shape}` | `[[{kind}{': ' if words[kind].get('args') else ''}{words[kind].get('args', '')}]]` "
             f"| {words[kind].get('help', '')} |" for kind, shape in sorted(directives.SHAPES.items())]
    escaped = str.maketrans({"|": "\\|"})
    pieces = [f"| `{name}` | {what.translate(escaped)} |"
              for name, what in sorted(directives._SAID.items()) if name in declared(directive)]
    return "\n".join([
        "# The grammar of the language",
        "",
        "A script is read in three steps. Notes, boneyard, byte-order mark and carriage returns are hidden, so that what",
        "follows sees only what is shown. Every line is given a kind by its own words, the line above and the line below;",
        "[How Fountain is read](fountain.md) says which. Then the document grammar gathers lines into elements. It is",
        "total: there is no text that it refuses. Each note with a known word and a colon is read by itself with the",
        "directive grammar, so that a slip in one spoils no other.",
        "",
        "Both grammars are LALR(1), in [lark](https://lark-parser.readthedocs.io)'s notation, and are the very files that",
        "the compiler uses.",
        "",
        "## Kinds of lines",
        "",
        "| kind | which lines |",
        "|---|---|",
        *lines,
        "",
        "## The document",
        "",
        "```lark",
        document.strip(),
        "```",
        "",
        "## Directives",
        "",
        "| directive | shape | example | what it does |",
        "|---|---|---|---|",
        *kinds,
        "",
        "Words are looked up in the standard library before the grammar sees them: spelling, spaces and capitals do not",
        "matter, and Chinese words stand beside English ones. `，＝：` are read as `,=:`.",
        "",
        "| piece | what stands for it |",
        "|---|---|",
        *pieces,
        "",
        "```lark",
        directive.strip(),
        "```",
        "",
    ])


def test_the_grammar_page_is_made_from_the_grammars(bless: bool) -> None:
    if bless:
        GRAMMAR.write_text(page(), encoding="utf-8")
    assert GRAMMAR.read_text(encoding="utf-8") == page()


def test_every_kind_of_line_is_said() -> None:
    assert set(LINES) == declared(read("document"))


def test_every_piece_of_a_directive_is_said() -> None:
    assert declared(read("directive")) - {"UNKNOWN"} <= set(directives._SAID)


def test_every_group_of_cases_has_its_part() -> None:
    table = tomllib.loads((Path(__file__).parent / "fountain.toml").read_text(encoding="utf-8"))
    parts = set(re.findall(r"^## (.+)$", FOUNTAIN.read_text(encoding="utf-8"), re.MULTILINE))
    assert parts == {group.replace("-", " ").capitalize() for group in table}


def test_codes_that_are_named_exist() -> None:
    assert set(re.findall(r"\bD\d{3}\b", FOUNTAIN.read_text(encoding="utf-8"))) <= set(TABLE)
