"""The forms of single values in the bible: words, lists, words of a vocabulary, and what short forms stand for."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from math import isfinite
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from ...stdlib import fold, vocabulary
from .words import split_words

LONGEST, LONGEST_BODY = 500, 20_000
SPELLINGS = {"color": "colour", "colors": "colours"}


def known(name: str, words: str) -> str:
    """The id of `words` in vocabulary `name`; a finding with the vocabulary's name when there is none."""
    id = vocabulary(name).find(words)
    if id is None:
        raise PydanticCustomError("unknown_word", "not a word of {vocabulary}", {"vocabulary": name, "word": words})
    return id


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


def own_language(value: str) -> str:
    """A language, or "" for the one that is meant anyway."""
    return known("languages", value) if value else ""


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


def sex(value: str) -> str:
    """`f` or `m` from a word."""
    found = {"f": "f", "female": "f", "woman": "f", "girl": "f", "女": "f", "女性": "f",
             "m": "m", "male": "m", "man": "m", "boy": "m", "男": "m", "男性": "m"}.get(fold(value))
    if found is None:
        raise PydanticCustomError("expected", "expected `f` or `m`")
    return found


def setting(value: str) -> str:
    """`int` or `ext` from a word."""
    id = vocabulary("settings").find(value)
    if id not in ("int", "ext"):
        raise PydanticCustomError("expected", "expected `interior` or `exterior`")
    return id


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
Body = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_BODY)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[\w.-]{1,64}$")]
Texts = Annotated[tuple[Text, ...], BeforeValidator(listed)]
Language = Annotated[str, AfterValidator(partial(known, "languages"))]
Languages = Annotated[tuple[Language, ...], BeforeValidator(listed)]
Format = Annotated[str, AfterValidator(partial(known, "formats"))]
Profile = Annotated[str, AfterValidator(partial(known, "profiles"))]
Grade = Annotated[str, AfterValidator(partial(known, "grades"))]
Weather = Annotated[str, AfterValidator(partial(known, "weathers"))]
Voice = Annotated[str, AfterValidator(partial(known, "voices"))]
Emotion = Annotated[str, AfterValidator(partial(known, "emotions"))]
Sex = Annotated[str, AfterValidator(sex)]
Setting = Annotated[str, AfterValidator(setting)]
OwnLanguage = Annotated[str, AfterValidator(own_language)]
Share = Annotated[float, Field(ge=0, le=1)]
Names = Annotated[dict[Language, Text], BeforeValidator(mapping)]
