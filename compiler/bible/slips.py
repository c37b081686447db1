"""What a writer most likely did where a bible is not YAML: the line to look at, and what to do."""

from __future__ import annotations

import yaml

from ..base.diagnostic import Diagnostic, Edit, Fix, Label
from ..base.pattern import Lazy
from ..base.source import Source, Span
from .errors import finding

_OPENED = {"bracket": ("while parsing a flow mapping", "while parsing a flow sequence"),
           "quote": ("while scanning a quoted scalar",)}
_QUOTES = "a value that contains `: ` or begins with one of `@ & * ! | > % \\`` needs quotes"
_KEY = Lazy(r"[ ]*[^\s:：][^:：\n]{0,60}[:：]")
WIDE = "write YAML's own colon `:`, with a space behind it, in the place of `：`"
_NAME = Lazy(r"[^\W\d_][\w '’-]{0,40}")
SPACE = "put a space behind the colon: `title: The White Fox`"
_TIGHT = Lazy(r"[ ]*[\w-]{1,40}:[^\s:/]")


def slip(source: Source, fault: yaml.MarkedYAMLError, shift: int) -> Diagnostic:
    """A syntax error of the reader as a finding. `shift`: how many code points of `source` it was not given."""
    at = fault.problem_mark.index + shift if fault.problem_mark else 0
    opened = _never_closed(source, fault, at, shift) or _without_colon(source, fault, shift)
    if opened is not None:
        return opened
    context, problem = str(fault.context or ""), str(fault.problem or "it cannot be read")
    labels: tuple[Label, ...] = ()
    if fault.context_mark is not None and fault.context_mark.index + shift != at:
        begin = fault.context_mark.index + shift
        labels = (Label(source.span(begin, begin + 1), context or "it began here"),)
    help = ""
    if "\t" in source.text[at : at + 1]:
        help, labels = "indent with spaces, not tabs", ()
    elif (lost := _bare_key(source, at)) is not None:
        return lost
    elif "mapping values" in problem or "cannot start any token" in problem:
        help = _deeper(source, at) or _QUOTES
    elif "expected <block end>" in problem or "did not find expected key" in problem:
        help = "give this line the indentation of a line above it, or look at the end of that one"
    return finding("D301", f"this is not YAML: {problem}", source.span(at, min(at + 1, len(source.text))), help, labels)


def advice_on_text(text: str) -> str:
    """What to do where a mapping was wanted and `text` stands: its colon is none, or has nothing behind it; or nothing."""
    if "：" in text and _KEY.match(text):
        return WIDE
    return SPACE if _TIGHT.match(text) else ""


def _without_colon(source: Source, fault: yaml.MarkedYAMLError, shift: int) -> Diagnostic | None:
    """The finding at a line that was to be a key and ends without a colon."""
    if "could not find expected ':'" not in str(fault.problem) or fault.context_mark is None:
        return None
    begin = fault.context_mark.index + shift
    position = source.position(begin)
    word = source.line(position.line)[position.column - 1 :].split(" #")[0].rstrip()
    return _no_colon(source, begin, word) if word else None


def _bare_key(source: Source, at: int) -> Diagnostic | None:
    """The finding at the line above that of `at`, where it is nothing but words and this one stands deeper: a key."""
    number = source.position(at).line
    above = next((row for row in range(number - 1, 0, -1) if source.line(row).strip()), 0)
    line = source.line(above) if above else ""
    word = line.split(" #")[0].strip()
    if not _NAME.fullmatch(word) or _indent(source.line(number)) <= _indent(line):
        return None
    begin = at - source.position(at).column + 1
    for row in range(number - 1, above - 1, -1):
        begin = source.text.rindex("\n", 0, begin - 1) + 1 if row > 1 else 0
    return _no_colon(source, begin + _indent(line), word)


def _no_colon(source: Source, begin: int, word: str) -> Diagnostic:
    """The finding that the key `word` at `begin` has no colon."""
    span = source.span(begin, begin + len(word))
    if "：" in word:
        return finding("D301", "this line has no colon that YAML knows", span, WIDE)
    if not word[-1].isalnum() or len(word) > 60:
        return finding("D301", "this line has no colon", span, "a key ends with a colon, and a space stands behind it")
    fix = Fix("put a colon", (Edit(source.span(span.end, span.end), ":"),))
    return Diagnostic("D301", finding("D301", "", span).severity, "this line has no colon", span,
                      f"a key ends with a colon: `{word}:`", (), fix)


def _deeper(source: Source, at: int) -> str:
    """What to do where the line of `at` stands deeper than the one above, which has a value already."""
    number = source.position(at).line
    line = source.line(number)
    above = next((one for row in range(number - 1, 0, -1) if (one := source.line(row)).strip()), "")
    key, _, value = above.partition(":")
    deeper = _indent(line) > _indent(above) and bool(value.split(" #")[0].strip()) and bool(_KEY.match(line))
    return f"this line stands deeper than `{key.strip()}` above it, which has a value: indent both alike" if deeper else ""


def _never_closed(source: Source, fault: yaml.MarkedYAMLError, at: int, shift: int) -> Diagnostic | None:
    """The finding at a quote or bracket that is never closed, if that is what the reader stumbled over at `at`: it went
    on to the end of the file, or to a line that stands no deeper than the one that it was opened on."""
    kind = next((name for name, words in _OPENED.items() if str(fault.context or "").startswith(words)), "")
    if not kind or fault.context_mark is None:
        return None
    begin = fault.context_mark.index + shift
    first, last = source.position(begin).line, source.position(at).line
    ended = not source.text[at:].strip()
    if not ended and (last == first or kind == "quote" or _indent(source.line(last)) > _indent(source.line(first))):
        return None
    labels = () if ended else (Label(_one(source, at), "it is still open here"),)
    return finding("D301", f"this {kind} is never closed", _one(source, begin), f"close the {kind}", labels)


def _one(source: Source, at: int) -> Span:
    return source.span(at, at + 1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
