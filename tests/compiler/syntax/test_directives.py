"""Directives: every kind, typed, with the exact place of every name."""

from __future__ import annotations

from typing import Any

import pytest

from dramac.compiler.base.diagnostic import Diagnostic
from dramac.compiler.base.source import Source, Span
from dramac.compiler.syntax.directives import SHAPES
from dramac.compiler.syntax.parse import parse
from dramac.compiler.syntax.tree import Comment, Dialogue, Directive, Name, ShotSpec, Speech
from dramac.stdlib import vocabulary

CAST = frozenset({"林晚", "顾深", "LIN", "WEI", "PAN", "和珅", "李和平"})


def one(note: str, cast: frozenset[str] = CAST) -> tuple[Directive | Comment, tuple[Diagnostic, ...]]:
    script, found = parse(Source("t", f"[[{note}]]\n"), cast)
    (element,) = script.body
    assert isinstance(element, (Directive, Comment))
    return element, found


def args(note: str) -> dict[str, Any]:
    """The arguments of a directive that nothing is wrong with, names as their words."""
    element, found = one(note)
    assert isinstance(element, Directive), found
    assert [finding for finding in found if finding.code != "D119"] == []
    return {key: value.text if isinstance(value, Name) else value for key, value in element.args.items()}


def shot(note: str) -> dict[str, Any]:
    """What a shot asks for, without what it leaves open."""
    spec = args("shot: " + note)["spec"]
    assert isinstance(spec, ShotSpec)
    said = {name: getattr(spec, name) for name in ("size", "composition", "angle", "move", "seconds")}
    said["subjects"] = [name.text for name in spec.subjects]
    said["on"] = spec.on.text if spec.on else None
    return {name: value for name, value in said.items() if value}


SHOTS: dict[str, dict[str, Any]] = {
    "CU 林晚, push in, 4s": {"size": "cu", "subjects": ["林晚"], "move": "push-in", "seconds": 4.0},
    "4s, push-in, 林晚 CU": {"size": "cu", "subjects": ["林晚"], "move": "push-in", "seconds": 4.0},
    "WS establishing, crane down, 3s": {
        "size": "ws",
        "composition": "establishing",
        "move": "crane-down",
        "seconds": 3.0,
    },
    "OTS 林晚 on 顾深, low angle": {"composition": "ots", "subjects": ["林晚"], "on": "顾深", "angle": "low"},
    "OTS on WEI": {"composition": "ots", "on": "WEI"},
    "LIN and WEI": {"subjects": ["LIN", "WEI"]},
    "two shot LIN, WEI": {"composition": "two-shot", "subjects": ["LIN", "WEI"]},
    "林晚和顾深": {"subjects": ["林晚", "顾深"]},
    "双人 林晚、顾深": {"composition": "two-shot", "subjects": ["林晚", "顾深"]},
    "特写林晚，推近，4秒": {"size": "cu", "subjects": ["林晚"], "move": "push-in", "seconds": 4.0},
    "过肩 林晚 对 顾深": {"composition": "ots", "subjects": ["林晚"], "on": "顾深"},
    "CU 和珅和林晚": {"size": "cu", "subjects": ["和珅", "林晚"]},
    "CU 李和平": {"size": "cu", "subjects": ["李和平"]},
    "CU 王和平": {"size": "cu", "subjects": ["王和平"]},
    "CU 张小三和李小四": {"size": "cu", "subjects": ["张小三", "李小四"]},
    "close-up of LIN": {"size": "cu", "subjects": ["LIN"]},
    "Extreme Close Up, jade pendant": {"size": "ecu", "subjects": ["jade pendant"]},
    "CU PAN": {"size": "cu", "subjects": ["PAN"]},
    "CU LIN, pan left": {"size": "cu", "subjects": ["LIN"], "move": "pan-left"},
    "LIN's POV": {"composition": "pov", "subjects": ["LIN"]},
    "林晚的特写": {"size": "cu", "subjects": ["林晚"]},
    "POV LIN on the high door, 2.5 seconds": {
        "composition": "pov",
        "subjects": ["LIN"],
        "on": "the high door",
        "seconds": 2.5,
    },
    "CU OTS LIN": {"size": "cu", "composition": "ots", "subjects": ["LIN"]},
    "CU\nLIN,\n push in": {"size": "cu", "subjects": ["LIN"], "move": "push-in"},
    "CU GUARD 2, 3s": {"size": "cu", "subjects": ["GUARD 2"], "seconds": 3.0},
    "CU on LIN": {"size": "cu", "subjects": ["LIN"]},
    "zoom in": {"move": "zoom-in"},
    "insert the letter": {"composition": "insert", "subjects": ["the letter"]},
}


@pytest.mark.parametrize("note", SHOTS)
def test_shot(note: str) -> None:
    assert shot(note) == SHOTS[note]


OTHERS: dict[str, dict[str, Any]] = {
    "look: rain-noir": {"look": "rain-noir"},
    "time: flashback, 3 years ago": {"mode": "flashback", "detail": "3 years ago"},
    "time: dream": {"mode": "dream", "detail": ""},
    "time：回忆，三年前": {"mode": "flashback", "detail": "三年前"},
    "wears: LIN = bridal": {"who": "LIN", "what": "bridal"},
    "wears：林晚＝嫁衣": {"who": "林晚", "what": "嫁衣"},
    "wears: LIN, red dress": {"who": "LIN", "what": "red dress"},
    "takes: WEI, jade pendant": {"who": "WEI", "what": "jade pendant"},
    "drops: WEI = jade pendant": {"who": "WEI", "what": "jade pendant"},
    "marks: WEI = cut on cheek, blood": {"who": "WEI", "what": "cut on cheek, blood"},
    "gives: LIN -> WEI, jade pendant": {"who": "LIN", "to": "WEI", "what": "jade pendant"},
    "gives: LIN->WEI, ring": {"who": "LIN", "to": "WEI", "what": "ring"},
    "gives：林晚→顾深，玉佩": {"who": "林晚", "to": "顾深", "what": "玉佩"},
    "enter: WEI": {"who": "WEI", "side": ""},
    "enter: WEI from left": {"who": "WEI", "side": "left"},
    "exit: OLD WEI, frame right": {"who": "OLD WEI", "side": "right"},
    "exit: WEI to the left side": {"who": "WEI", "side": "left"},
    "enter: 林晚从左边": {"who": "林晚", "side": "left"},
    "sound: thunder": {"sound": "thunder", "seconds": None},
    "SOUND: door slam, 2s": {"sound": "door slam", "seconds": 2.0},
    "sound: wind 3 s": {"sound": "wind", "seconds": 3.0},
    "music: strings tense, under": {"mood": ("tense",), "instruments": ("strings",), "level": "under", "stop": False},
    "music: full, epic and sad, piano": {
        "mood": ("epic", "sad"),
        "instruments": ("piano",),
        "level": "full",
        "stop": False,
    },
    "music: stop": {"mood": (), "instruments": (), "level": "under", "stop": True},
    "title: Three years later, in spring": {"text": "Three years later, in spring", "seconds": None},
    'title: "Three years later", 3s': {"text": "Three years later", "seconds": 3.0},
    "hold: 1.5s": {"seconds": 1.5},
    "hold: 2": {"seconds": 2.0},
    "hold: 2 秒": {"seconds": 2.0},
    "circle: take 3": {"take": 3},
    "circle: 第3条": {"take": 3},
    "lint: off d214 she is a ghost": {"off": True, "code": "D214", "reason": "she is a ghost"},
    "lint: on D214": {"off": False, "code": "D214", "reason": ""},
}


@pytest.mark.parametrize("note", OTHERS)
def test_other_kinds(note: str) -> None:
    assert args(note) == OTHERS[note]


@pytest.mark.parametrize("kind", ["shot", "音效"])
def test_kinds_have_other_names(kind: str) -> None:
    element, _ = one(f"{kind}: rain")
    assert isinstance(element, Directive)
    assert element.kind == {"shot": "shot", "音效": "sound"}[kind]


def test_spans_are_exact_also_when_equal_notes_are_read_once() -> None:
    text = "A.\n\n[[shot: OTS 林晚 on  顾深]]\n\nB.\n\n[[shot: OTS 林晚 on  顾深]]\n"
    script, _ = parse(Source("p", text), CAST)
    shots = [element for element in script.body if isinstance(element, Directive)]
    assert len(shots) == 2
    for number, directive in enumerate(shots):
        start = [at for at in range(len(text)) if text.startswith("[[", at)][number]
        spec = directive.args["spec"]
        assert isinstance(spec, ShotSpec)
        assert spec.on is not None
        assert directive.span == Span("p", start, start + len("[[shot: OTS 林晚 on  顾深]]"))
        assert text[directive.kind_span.start : directive.kind_span.end] == "shot"
        assert spec.subjects[0].span == Span("p", text.index("林晚", start), text.index("林晚", start) + 2)
        assert spec.on.span == Span("p", text.index("顾深", start), text.index("顾深", start) + 2)


def test_line_ids_belong_to_the_last_words_of_a_speech() -> None:
    text = "LIN\nOne.\n(low)\nTwo. [[id: a1]]\n\nWEI\nTwo. [[same-as: a1]] [[hm]]\n"
    script, found = parse(Source("p", text), CAST)
    lin, wei, comment = script.body
    assert isinstance(lin, Speech)
    assert isinstance(wei, Speech)
    assert isinstance(comment, Comment)
    assert [(getattr(part, "id", None) or Name("", Span("", 0, 0))).text for part in lin.parts] == ["", "", "a1"]
    assert lin.parts[-1].id == Name("a1", Span("", 0, 0))
    assert text[lin.parts[-1].id.span.start : lin.parts[-1].id.span.end] == "a1"
    assert wei.parts[0].same_as == Name("a1", Span("", 0, 0))
    assert found == ()


@pytest.mark.parametrize(
    "note",
    [
        "COLOR BLUE",
        "BLUE",
        "STORYLINE main",
        "marker pink: x",
        "marker: x",
        "color: red",
        "note: hm",
        "see page 3",
        "a: b",
        "http://example.org",
        "",
        ":",
        "line: softer?",
    ],
)
def test_comments_are_left_alone(note: str) -> None:
    element, found = one(note)
    assert isinstance(element, Comment)
    assert found == ()


STORY: dict[str, dict[str, Any]] = {
    "dies: WEI": {"who": "WEI"},
    "死亡：顾深": {"who": "顾深"},
    "knows: WEI, pendant secret": {"who": "WEI", "what": "pendant secret"},
    "plant: pendant-secret": {"what": "pendant-secret"},
    "payoff: the pendant, and who wore it": {"what": "the pendant, and who wore it"},
    "beat: identity reveal": {"beat": "reveal"},
    "节拍：反转": {"beat": "reversal"},
    "overlay: “Come home.”, 3s": {"text": "Come home.", "seconds": 3.0},
    "slot: product cup on desk, default plain": {"text": "product cup on desk", "default": "plain"},
    "slot: cup": {"text": "cup", "default": ""},
    "ad-break": {}, "paywall": {}, "end": {}, "Paywall:": {}, "付费": {},
    "include: \"common/recap.fountain\"": {"path": "common/recap.fountain"},
    "set: brand = “Spring”": {"variable": "brand", "value": "Spring"},
}


@pytest.mark.parametrize("note", STORY)
def test_directives_of_the_story(note: str) -> None:
    assert args(note) == STORY[note]


def test_a_fact_is_told_to_some() -> None:
    told = args("reveals: pendant secret -> LIN and WEI, 顾深")
    assert (told["what"], [name.text for name in told["to"]]) == ("pendant secret", ["LIN", "WEI", "顾深"])
    assert args("reveals: pendant secret")["to"] == ()


def test_a_macro_and_a_variant() -> None:
    used = args("use: slap(a=LIN, b=\"WEI, the second\")")
    assert (used["macro"], [(name.text, value.text) for name, value in used["given"]]) == (
        "slap", [("a", "LIN"), ("b", "WEI, the second")])
    varied = args("variant: lang=en|zh-Hans, ending=B")
    assert [(key.text, [one.text for one in values]) for key, values in varied["conditions"]] == [
        ("lang", ["en", "zh-Hans"]), ("ending", ["B"])]


def test_ids_stand_behind_every_part_of_a_speech() -> None:
    script, found = parse(Source("p", "LIN\nOne. [[id: a1]]\n(low)\nTwo.\n[[id: a2]]\n"), CAST)
    (lin,) = script.body
    assert isinstance(lin, Speech)
    assert [part.id.text for part in lin.parts if isinstance(part, Dialogue) and part.id] == ["a1", "a2"]
    assert found == ()


def test_an_id_behind_a_parenthetical_names_no_line() -> None:
    assert [finding.code for finding in parse(Source("p", "LIN\nOne.\n(low) [[id: a1]]\n"), CAST)[1]] == ["D123"]


def test_no_directive_is_merely_known() -> None:
    assert set(SHAPES) == set(vocabulary("directives").entries)
