"""Names findings by what they are about and not by where it stands, so that they are known again when lines move."""

from __future__ import annotations

from collections.abc import Mapping

from ...compiler.base.diagnostic import Diagnostic
from ...compiler.base.digest import digest_bytes
from ...compiler.base.source import Source

_LENGTH = 16


def line_of(one: Diagnostic, sources: Mapping[str, Source]) -> str | None:
    """The text of the line that a finding begins in, without the blanks around it; None where it has no line."""
    source = sources.get(one.span.path) if one.span else None
    if source is None or one.span is None:
        return None
    return source.line(source.position(one.span.start).line).strip()


def fingerprint(one: Diagnostic, sources: Mapping[str, Source]) -> str:
    """16 hexadecimal digits: SHA-256 of the code and the words of the line, or of the message where there is no line."""
    line = line_of(one, sources)
    about = f"line\n{line}" if line is not None else f"message\n{one.message}"
    return digest_bytes(f"dramac-finding-1\n{one.code}\n{about}".encode("utf-8", "surrogatepass"))[:_LENGTH]
