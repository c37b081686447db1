"""What short forms of the bible's values stand for, and the words for what has only a few."""

from __future__ import annotations

from collections.abc import Collection
from math import isfinite
from typing import Any

from ...stdlib import fold, vocabulary
from .words import split_words

SPELLINGS = {"color": "colour", "colors": "colours"}
_SEXES = {"f": "f", "female": "f", "woman": "f", "girl": "f", "女": "f", "女性": "f",
          "m": "m", "male": "m", "man": "m", "boy": "m", "男": "m", "男性": "m"}


def listed(value: Any) -> Any:
    """One piece of text as a list: `LIN, 林晚` is two."""
    if value is None:
        return []
    if isinstance(value, str):
        return split_words(value)
    return [item for item in value if item is not None] if isinstance(value, list) else value


def by_language(value: Any) -> Any:
    """`{word: pronunciation}` and `{language: {word: pronunciation}}`, also mixed, as the latter. The key "" stands for
    the series' own language."""
    if not isinstance(value, dict):
        return mapping(value)
    nested = {key: item for key, item in value.items() if not isinstance(item, str)}
    flat = {key: item for key, item in value.items() if isinstance(item, str)}
    own = nested.get("", {})
    return {**nested, "": {**own, **flat}} if flat and isinstance(own, dict) else nested


def one_voice(value: Any) -> Any:
    """A bare voice under the key "": its own language."""
    return {"": value} if isinstance(value, str) else mapping(value)


def clip_list(value: Any) -> Any:
    """One recording as a list; a bare text is one file, commas and all."""
    return [value] if isinstance(value, str | dict) else listed(value)


def fact_list(value: Any) -> Any:
    """Facts as a list; a mapping from fact to description counts by its keys."""
    return list(value) if isinstance(value, dict) else listed(value)


def mapping(value: Any) -> Any:
    """Nothing as an empty mapping."""
    return {} if value is None else value


def long_form(value: Any, short: str, several: str, fields: Collection[str]) -> Any:
    """`value` as a mapping: a bare text under the key `short`, a bare list under `several` (empty: none), nothing as nothing,
    keys as they are spelt here; of `fields`, those without a value are left out."""
    if isinstance(value, str) and short:
        return {short: value}
    if isinstance(value, list) and several:
        return {several: value}
    if value is None:
        return {}
    if isinstance(value, dict):
        spelt = {SPELLINGS.get(key, key): item for key, item in value.items()}
        return {key: item for key, item in spelt.items() if item is not None or key not in fields}
    return value


def plain_data(value: Any) -> Any:
    """Data of no fixed form, in which a text that YAML reads as a number or a truth value is one."""
    if isinstance(value, dict):
        return {key: plain_data(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain_data(item) for item in value]
    if not isinstance(value, str):
        return value
    text = value.strip()
    if text in ("true", "false"):
        return text == "true"
    for kind in (int, float):
        try:
            found = kind(text)
        except ValueError:
            continue
        return found if isfinite(found) else value
    return value


def sex_of(value: str) -> str | None:
    """`f` or `m` from a word, None for another."""
    return _SEXES.get(fold(value))


def setting_of(value: str) -> str | None:
    """`int` or `ext` from a word, None for another."""
    id = vocabulary("settings").find(value)
    return id if id in ("int", "ext") else None
