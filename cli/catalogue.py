"""Every code that dramac can say, with its explanation: gathered from the rooms that own them."""

from __future__ import annotations

import re
from textwrap import dedent
from types import ModuleType

from ..compiler.base.diagnostic import Severity
from ..compiler.base.nodes import node
from ..compiler.base.pages import HEADINGS

GROUPS = {
    "D1": "Scripts", "D2": "Names and continuity", "D3": "The series bible", "D4": "Shots, timing and sound",
    "D5": "Projects and plans", "D6": "Rights and labels", "D7": "Platforms and story craft",
}
_HEADING = re.compile(rf"^(?:#+ *)?({'|'.join(HEADINGS)}):?[ \t]*$", re.MULTILINE)
_DIGITS = str.maketrans("OIL", "011")
_FENCE = re.compile(r"^```.*$")


@node
class Page:
    """What a code means. The four parts are Markdown, without headings."""

    code: str
    title: str
    severity: Severity
    checks: str
    matters: str
    example: str
    fix: str

    @property
    def group(self) -> str:
        """What the code is about, by its first digit."""
        return GROUPS.get(self.code[:2], "Other")

    def parts(self) -> tuple[tuple[str, str], ...]:
        """The headings and what stands under them; parts that say nothing are left out."""
        texts = (self.checks, self.matters, self.example, self.fix)
        return tuple((head, text) for head, text in zip(HEADINGS, texts, strict=True) if text)

    def markdown(self) -> str:
        """The four parts under headings, in Markdown."""
        return "\n\n".join(f"## {head}\n\n{text}" for head, text in self.parts()) + "\n"

    def text(self) -> str:
        """The four parts as a terminal shows them: indented, without Markdown's marks for headings and code blocks."""
        return "\n\n".join(f"{head}\n{_indented(text)}" for head, text in self.parts()) + "\n"


def explanations() -> dict[str, str]:
    """Codes to their texts, in order; the first line of a text is its title."""
    found: dict[str, str] = {}
    for room in _rooms():
        found.update(room.explanations())
    return {code: _plain(code, text) for code, text in sorted(found.items())}


def pages() -> dict[str, Page]:
    """Codes to their pages, in order."""
    levels = _severities()
    return {code: _page(code, text, levels.get(code, Severity.ERROR)) for code, text in explanations().items()}


def nearest(code: str) -> str:
    """The known code that is most like `code` (letters taken for digits, one digit wrong, no letter), or nothing."""
    wanted = code.upper().translate(_DIGITS)
    wanted = f"D{wanted}" if wanted.isdigit() else wanted
    best = max(explanations(), key=lambda one: sum(a == b for a, b in zip(one, wanted, strict=False)))
    alike = sum(a == b for a, b in zip(best, wanted, strict=False))
    return best if alike >= len(best) - 1 and len(wanted) <= len(best) + 1 else ""


def _rooms() -> tuple[ModuleType, ...]:
    """The modules that own codes. Each has `explanations`; a table of its codes, `KINDS` or `TABLE`, says their levels."""
    from ..compiler import project
    from ..compiler.bible import errors as bible
    from ..compiler.check import errors as exceptions
    from ..compiler.check import run as rules
    from ..compiler.craft import run as craft
    from ..compiler.cut import errors as cut
    from ..compiler.exchange import errors as exchange
    from ..compiler.expand import errors as expand
    from ..compiler.lock import errors as lock
    from ..compiler.plan import budget
    from ..compiler.syntax import errors as syntax

    return syntax, expand, rules, exceptions, craft, bible, cut, exchange, lock, project, budget


def _severities() -> dict[str, Severity]:
    from ..compiler.check import run as rules
    from ..compiler.craft import run as craft

    found = {rule.code: rule.severity for rule in rules.all_rules()} | {
        rule.code: rule.severity for rule in craft.all_rules()}
    for room in _rooms():
        table = getattr(room, "KINDS", None) or getattr(room, "TABLE", {})
        found |= {code: entry.severity for code, entry in table.items()}
    return found


def _page(code: str, text: str, severity: Severity) -> Page:
    first, *rest = _HEADING.split(text)
    parts = {head: dedent(body.strip("\n")).strip() for head, body in zip(rest[::2], rest[1::2], strict=True)}
    title = first.strip() or code
    return Page(code, title[:1].upper() + title[1:], severity, *(parts.get(head, "") for head in HEADINGS))


def _plain(code: str, text: str) -> str:
    """`text` with its title alone on the first line."""
    return text.lstrip("# \n").removeprefix(code).lstrip(" :·-").rstrip() + "\n"


def _indented(text: str) -> str:
    lines, inside = [], False
    for line in text.splitlines():
        if _FENCE.match(line):
            inside = not inside
        else:
            lines.append(f"{'    ' if inside else '  '}{line}".rstrip())
    return "\n".join(lines)
