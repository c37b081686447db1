"""The forms of single values in the bible: words, lists, words of a vocabulary. What short forms stand for is in `written`."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from ...stdlib import vocabulary
from .written import listed, mapping, setting_of, sex_of

LONGEST, LONGEST_BODY = 500, 20_000


def known(name: str, words: str) -> str:
    """The id of `words` in vocabulary `name`; a finding with the vocabulary's name when there is none."""
    id = vocabulary(name).find(words)
    if id is None:
        raise PydanticCustomError("unknown_word", "not a word of {vocabulary}", {"vocabulary": name, "word": words})
    return id


def own_language(value: str) -> str:
    """A language, or "" for the one that is meant anyway."""
    return known("languages", value) if value else ""


def sex(value: str) -> str:
    """`f` or `m` from a word."""
    found = sex_of(value)
    if found is None:
        raise PydanticCustomError("expected", "expected `f` or `m`")
    return found


def setting(value: str) -> str:
    """`int` or `ext` from a word."""
    found = setting_of(value)
    if found is None:
        raise PydanticCustomError("expected", "expected `interior` or `exterior`")
    return found


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
