"""Buffers: what is typed is what is read, in every unit, whatever the editor sends."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsp_client import Client
from lsprotocol import types as lsp

from dramac.cli.lsp.positions import Lines, changed

TEXTS = st.text(st.sampled_from("ab \n\r林\U0001f98a\u0301\x0b\u2028\ud800"), max_size=40)


@given(TEXTS, st.sampled_from(("utf-8", "utf-16", "utf-32")))
@settings(max_examples=150, deadline=None)
def test_every_offset_comes_back_from_its_position(text: str, encoding: str) -> None:
    lines = Lines(text, encoding)
    for offset in range(len(text) + 1):
        if offset and text[offset - 1 : offset + 1] == "\r\n":
            continue  # between CR and LF there is no position
        assert lines.offset(lines.position(offset)) == offset


@given(TEXTS, st.integers(0, 9), st.integers(0, 60), st.sampled_from(("utf-8", "utf-16", "utf-32")))
@settings(max_examples=100, deadline=None)
def test_positions_outside_the_text_are_moved_inside(text: str, line: int, character: int, encoding: str) -> None:
    assert 0 <= Lines(text, encoding).offset(lsp.Position(line, character)) <= len(text)


@given(TEXTS, TEXTS, st.data(), st.sampled_from(("utf-8", "utf-16", "utf-32")))
@settings(max_examples=100, deadline=None)
def test_a_partial_change_is_a_replacement(text: str, fresh: str, data: st.DataObject, encoding: str) -> None:
    text, fresh = text.replace("\ud800", "x"), fresh.replace("\ud800", "x")
    lines = Lines(text, encoding)
    start, end = sorted(lines.offset(lines.position(data.draw(st.integers(0, len(text))))) for _ in range(2))
    change = lsp.TextDocumentContentChangePartial(lines.range(start, end), fresh)
    assert changed(text, change, encoding) == text[:start] + fresh + text[end:]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_the_clients_unit_is_used(own: Callable[..., Client], shared: Client, chance: Path, encoding: str) -> None:
    """An unknown name behind an emoji and Chinese text is underlined where the client counts it."""
    client = shared if encoding == "utf-16" else own(encodings=[encoding])
    assert client.initialized["capabilities"]["positionEncoding"] == encoding
    text = "INT. 卧室 - 夜\n\n🦊林中，苏晚走来。\n\n@🦊苏晚哥\n你好。\n"
    uri = client.open(chance / "episodes" / "ep01.fountain", text)
    found = client.findings(uri, lambda one: any(each["code"] == "D201" for each in one["diagnostics"]))
    place = next(each["range"] for each in found if each["code"] == "D201")
    lengths = {"utf-8": len("🦊苏晚哥".encode()), "utf-16": 5, "utf-32": 4}
    assert place == {"start": {"line": 4, "character": 1}, "end": {"line": 4, "character": 1 + lengths[encoding]}}
    before = {"utf-8": len("🦊林中，".encode()), "utf-16": 5, "utf-32": 4}[encoding]
    hover = client.at("hover", uri, (2, before))
    assert "苏晚" in hover["contents"]["value"]
    assert hover["range"]["start"] == {"line": 2, "character": before}
    client.change(uri, {"range": {"start": {"line": 2, "character": before}, "end": hover["range"]["end"]}, "text": "顾承"})
    assert "顾承" in client.at("hover", uri, (2, before))["contents"]["value"]
    client.close(uri)


def test_random_edits_leave_both_sides_with_the_same_text(client: Client, chance: Path) -> None:
    """After a hundred partial changes a full resend of the text changes no outline."""
    rng = random.Random(7)
    file = chance / "episodes" / "ep01.fountain"
    text = file.read_text(encoding="utf-8")
    uri = client.open(file)
    for _ in range(100):
        lines = Lines(text)
        start = rng.randrange(len(text) + 1)
        end = min(len(text), start + rng.randrange(6))
        fresh = rng.choice(["", "🦊", "林", "\n", "\r\n", "INT. X\n\n", "[[", "]]", "/*", "x\x0by", "\u2028"])
        place = lines.range(start, end)
        change = lsp.TextDocumentContentChangePartial(place, fresh)
        text = changed(text, change, "utf-16")
        client.change(uri, {"range": {
            "start": {"line": place.start.line, "character": place.start.character},
            "end": {"line": place.end.line, "character": place.end.character}}, "text": fresh})
    outline = client.of("documentSymbol", uri)
    client.replace(uri, text)
    assert client.of("documentSymbol", uri) == outline


def test_changes_of_one_message_build_on_each_other(client: Client, tmp_path: Path) -> None:
    uri = client.open(tmp_path / "a.fountain", "INT. A\n\nANN\nHi.\n")
    def at(line: int, first: int, last: int) -> dict[str, Any]:
        return {"start": {"line": line, "character": first}, "end": {"line": line, "character": last}}
    client.change(uri, {"range": at(0, 5, 6), "text": "HOUSE"}, {"range": at(0, 10, 10), "text": " - NIGHT"})
    assert client.of("documentSymbol", uri)[0]["name"] == "INT. HOUSE - NIGHT"
