"""Runs the rules over a series."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from types import ModuleType

from ..base.diagnostic import Diagnostic
from ..base.pattern import Lazy
from ..base.roster import everyone
from . import rules
from .levels import EVERYTHING, Selection, chosen
from .rule import Rule, Subject
from .settle import Ground, settle

_PART = Lazy(r"^(What it checks|Why it matters|Example|Fix):$", re.MULTILINE)


def check(subject: Subject, selection: Selection = EVERYTHING) -> tuple[Diagnostic, ...]:
    """The findings of all rules on `subject`, in order of place, after `[[lint: off …]]` notes, the bible's `lint:`
    block and `selection`. A rule that raises is our mistake and is not caught."""
    notes = tuple(note for lowered in subject.lowered for note in lowered.suppressions)
    ground = Ground(subject.bible.lint, notes, (), subject.sources, subject.bible.partial, whole=False)
    return chosen(settle(findings(subject), ground), selection).told


def findings(subject: Subject) -> tuple[Diagnostic, ...]:
    """The findings of all rules on `subject`, at their own levels."""
    return tuple(one for rule in all_rules() for one in rule.check(subject))


def all_rules() -> tuple[Rule, ...]:
    """Every rule of the `rules` folder, by code. Raises ValueError where two share a code or one has no docstring."""
    found = sorted((_load(name, module) for name, module in everyone(rules)), key=lambda one: one.code)
    for one, other in pairwise(found):
        if one.code == other.code:
            raise ValueError(f"rules {one.name} and {other.name} share the code {one.code}")
    return tuple(found)


def explanations() -> Mapping[str, str]:
    """The page of every rule by its code, in Markdown: the title on the first line, then its four parts."""
    return {one.code: f"# {one.code} " + _PART.sub(r"## \1", one.text) for one in all_rules()}


def _load(name: str, module: ModuleType) -> Rule:
    if not module.__doc__:
        raise ValueError(f"rule {name} has no docstring")
    return Rule(name, module.CODE, module.SEVERITY, module.__doc__.strip() + "\n", module.check)
