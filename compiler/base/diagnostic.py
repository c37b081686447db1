"""What the compiler has to say to a writer: plain values, made by every stage, printed only by the command line."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from .nodes import node
from .source import Span


class Severity(Enum):
    """How grave a finding is. The value is the word that is printed."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@node
class Label:
    """A second place that a finding involves, and what it has to do with it."""

    span: Span
    text: str


@node
class Edit:
    """Replace the text of `span` by `text`."""

    span: Span
    text: str


@node
class Fix:
    """Edits that remove a finding. `safe` when they cannot change what the film means."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


@node
class Diagnostic:
    """One finding: a stable code (`D203`), what is wrong, where, and what to do about it (`help`)."""

    code: str
    severity: Severity
    message: str
    span: Span | None
    help: str = ""
    labels: tuple[Label, ...] = ()
    fix: Fix | None = None


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings by file, place and code, each once."""
    def where(one: Diagnostic) -> tuple[str, int, str, str]:
        span = one.span
        return (span.path if span else "", span.start if span else -1, one.code, one.message)

    return tuple(sorted(dict.fromkeys(found), key=where))


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Whether any finding forbids a build."""
    return any(one.severity is Severity.ERROR for one in found)
