"""What the bible can be wrong about: code, severity, title and explanation of every finding that this folder makes."""

from __future__ import annotations

from collections.abc import Mapping

from ..base.diagnostic import Diagnostic, Label
from ..base.source import Span
from .kind import Kind
from .limits import LIMITS
from .mistakes import MISTAKES

KINDS: Mapping[str, Kind] = {**MISTAKES, **LIMITS}


def finding(code: str, message: str, span: Span | None, help: str = "", labels: tuple[Label, ...] = ()) -> Diagnostic:
    """The finding `code` with the severity that the table gives it."""
    return Diagnostic(code, KINDS[code].severity, message, span, help, labels)


def explanations() -> Mapping[str, str]:
    """The explanation of every code of the bible, headed by its title."""
    return {code: f"# {code} {kind.title}\n\n{kind.text}" for code, kind in KINDS.items()}
