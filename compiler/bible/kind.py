"""One sort of finding on a bible, with its page."""

from __future__ import annotations

from ..base.diagnostic import Severity
from ..base.nodes import node


@node
class Kind:
    """One sort of finding. `text` is its explanation, in four parts with fixed headings."""

    severity: Severity
    title: str
    text: str


def kind(severity: Severity, title: str, checks: str, matters: str, example: str, fix: str) -> Kind:
    """The sort of a finding, its page put together from four parts."""
    text = (f"## What it checks\n{checks}\n\n## Why it matters\n{matters}\n\n"
            f"## Example\n```yaml\n{example}\n```\n\n## Fix\n{fix}\n")
    return Kind(severity, title, text)
