"""Runs the rules over a series."""

from __future__ import annotations

from collections.abc import Mapping

from ..base.diagnostic import Diagnostic
from ..base.pages import filed, pages
from . import rules
from .levels import EVERYTHING, Selection, chosen
from .rule import Rule, Subject
from .settle import Ground, settle


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
    return filed(rules, lambda name, module, text: Rule(name, module.CODE, module.SEVERITY, text, module.check))


def explanations() -> Mapping[str, str]:
    """The page of every rule by its code."""
    return pages(all_rules())
