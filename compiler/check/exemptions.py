"""`exemptions.yaml`: findings that a series accepts, listed in one file with their reasons."""

from __future__ import annotations

from collections.abc import Iterator

from ..base.diagnostic import Diagnostic, Edit, Fix
from ..base.near import close_to
from ..base.pattern import Lazy
from ..base.source import Source, Span
from ..bible.yaml import Node, keys, load_yaml
from .errors import finding
from .levels import LOCKED, Exemption

_NEEDED = ("code", "file", "reason")
_KEYS = ("code", "file", "scene", "about", "reason")
_CODE = Lazy(r"D\d{3}")
_MOST = 200
_LONGEST_GUESS = 60


def read_exemptions(source: Source) -> tuple[tuple[Exemption, ...], tuple[Diagnostic, ...]]:
    """The entries of the file `source`, and what is wrong with it. An entry with a mistake is left out."""
    tree, trouble = load_yaml(source)
    found = [_own_words(one) for one in trouble]
    if tree.value is None or (not tree.value and tree.span.start == tree.span.end):
        return (), tuple(found)  # nothing is written there, or nothing that can be read
    if not isinstance(tree.value, list):
        found.append(finding("D262", "exemptions are a list", _first(tree),
                             "begin each entry with `- code: D207`, and its other keys below"))
        return (), tuple(found)
    read = []
    for entry in tree.value:
        wrong = list(_wrong(entry))
        found += wrong
        if not wrong:
            read.append(_entry(entry))
    return tuple(read), tuple(found[:_MOST])


def _own_words(one: Diagnostic) -> Diagnostic:
    """A finding of the reader of YAML, whose advice is for bibles."""
    if "bible" not in one.help:
        return one
    return Diagnostic(one.code, one.severity, one.message, one.span, "exemptions are one list in one file", one.labels)


def _wrong(entry: Node) -> Iterator[Diagnostic]:
    """What is wrong with one entry."""
    if not isinstance(entry.value, dict):
        yield finding("D262", "an exemption is a mapping", _first(entry),
                      "write `{code: D207, file: episodes/ep01.fountain, reason: …}`")
        return
    meant = set()
    for key, at in keys(entry):
        if key not in _KEYS:
            near = next(iter(close_to(key[:_LONGEST_GUESS], _KEYS, 1, 0.6)), "")
            meant.add(near)
            fix = Fix(f"write `{near}`", (Edit(at.key, near),)) if near and near not in entry.value else None
            yield finding("D262", f"`{key}` is not a key that stands here", at.key,
                          f"did you mean `{near}`?" if near else f"keys here are {', '.join(_KEYS)}", fix=fix)
        elif not isinstance(at.node.value, str) or not at.node.value.strip():
            yield finding("D262", f"`{key}` is empty" if at.node.value in (None, "") else f"`{key}`: expected words",
                          at.key if at.node.value is None else _first(at.node),
                          "say why this is right as it is" if key == "reason" else "")
    for key in _NEEDED:
        if key not in entry.value and key not in meant:
            yield finding("D262", f"`{key}` is missing here", _first(entry),
                          "say why this is right as it is" if key == "reason" else "")
    yield from _wrong_code(entry)


def _wrong_code(entry: Node) -> Iterator[Diagnostic]:
    at = entry.value.get("code") if isinstance(entry.value, dict) else None
    if at is None or not isinstance(at.node.value, str) or not at.node.value.strip():
        return
    code = at.node.value.strip().upper()
    if not _CODE.fullmatch(code):
        yield finding("D262", f"`{at.node.value[:_LONGEST_GUESS]}` is not a code", at.node.span, "a code looks like `D207`")
    elif code in LOCKED:
        yield finding("D262", f"{code} cannot be accepted", at.node.span,
                      "after it a part of the series is not read; mend what it tells of")


def _entry(entry: Node) -> Exemption:
    assert isinstance(entry.value, dict)
    words = {key: " ".join(str(at.node.value).split()) for key, at in entry.value.items()}
    file = words["file"].replace("\\", "/").removeprefix("./")
    return Exemption(words["code"].upper(), file, words["reason"], words.get("scene", ""), words.get("about", ""),
                     entry.value["code"].node.span)


def _first(node: Node) -> Span:
    """The place of a value; of a list or mapping that of its first key, or its beginning."""
    if isinstance(node.value, str) or node.value is None:
        return node.span
    first = next((at.key for _, at in keys(node)), None)
    return first or Span(node.span.path, node.span.start, min(node.span.end, node.span.start + 1))
