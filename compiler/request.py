"""What a person asks a build or a plan for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from .base.nodes import node


@node
class Request:
    """What to make. No `episodes` means all, no `languages` the series' own; `target` names one of the bible's;
    `variants` pairs keys of variants with the values that are wanted in place of the defaults. `exact`: only what was computed
    in the same way counts as made (plan/exact.py). `tiny`: by the smallest models that
    the same code runs, with random weights. `pins`: what models' weights are held to, digests by manifest, and
    revisions under `ID/revision` (see `Lock.weights`)."""

    episodes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    target: str = ""
    draft: bool = False
    variants: tuple[tuple[str, str], ...] = ()
    exact: bool = False
    tiny: bool = False
    pins: Mapping[str, str] = field(default_factory=dict)
