"""The form of the bible as a JSON Schema, for editors: what the loader takes, no more and no less as far as JSON Schema can
say it.

It is made from the very validators of `schema`: their short forms, lists and alternative spellings become branches, their
vocabularies the words that are offered. What it cannot say: that two files are joined, that a number may be written in odd
ways (`1_0`), that the words of a vocabulary may be taken apart in places where nobody does (`ver tical`), and that blanks
around a text do not count for its length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ...stdlib import vocabulary
from ..base.pattern import Lazy
from . import forms, schema, written
from .strict import Model

Schema = dict[str, Any]
TITLE = "dramac series bible"
DRAFT = "http://json-schema.org/draft-07/schema#"
_WORDS = "vocabulary"
_NULL: Schema = {"type": "null"}
_SCALAR = ["string", "number", "boolean"]
_BLANK = "[ _.:/-]*"
_COMMA = r"\s*[,，、;；]\s*"
_WORD = r"^\s*[^\s!-,/:-@\[-\^`{-~]{1,64}\s*$"
"""`forms.Word`, for every dialect of regular expressions: the ASCII marks that it excludes, said one by one."""
_NUMBER = r"^\s*(?:\+?(?:\d+(?:\.\d*)?|\.\d+)|-0+(?:\.0*)?)\s*$"
_SHARE = r"^\s*(?:\+?(?:0*(?:\.\d*)?|0*1(?:\.0*)?)|-0+(?:\.0*)?)\s*$"
_FIELD = Lazy(r"^ *(\w+): (.+)$", re.MULTILINE)
_PART = Lazy(r"[^\W_]+")
_SEXES = ("f", "female", "woman", "girl", "女", "女性", "m", "male", "man", "boy", "男", "男性")
_TRUTHS = ("true", "false", "yes", "no", "on", "off", "t", "f", "y", "n", "1", "0")
_EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "Hair": {"words": "hair", "style": "hair", "colour": "hair_colours"},
    "Appearance": {"build": "builds", "height": "heights", "skin": "skins", "eyes": "eye_colours",
                   "facial_hair": "facial_hair", "features": "features"},
    "Outfit": {"outfit": "garments", "colours": "colours", "pattern": "patterns", "accessories": "accessories"},
    "Starts": {"marks": "marks"},
    "Place": {"built": "places", "light": "lights", "colours": "colours", "features": "place_features"},
    "Prop": {"looks": "props", "shape": "props", "colours": "colours"},
    "Look": {"palette": "colours"},
    "Series": {"look": "grades"},
}
"""Keys that take free words, with the vocabulary whose words are drawn."""


def published() -> Schema:
    """The schema of `series.yaml` and of the files that it includes, as plain data in a fixed order."""
    made = schema.Document.model_json_schema(schema_generator=_Generator, ref_template="#/definitions/{model}")
    parts = {_bare(key): part for key, part in made.pop("$defs").items()}
    if "$ref" in made:
        made = dict(parts.pop(made["$ref"].rpartition("/")[2]))
    made = dict(made.get("anyOf", (made,))[0])  # an editor never looks at a file that says nothing
    path = {"type": "string", "pattern": r"\S"}
    include = {"anyOf": [path, {"type": "array", "items": path}],
               "description": "Further files of the bible; paths start at the project's folder, or with `./` at this file's."}
    made["properties"] = {"include": include, **made["properties"]}
    parts |= {name: _known(name) for name in sorted(_named((made, parts)))}
    whole: Schema = _referring({"$schema": DRAFT, "title": TITLE, **made, "definitions": dict(sorted(parts.items()))})
    return whole


class _Generator(GenerateJsonSchema):
    """pydantic's generator, taught what the validators of `schema` take."""

    def str_schema(self, core: core_schema.StringSchema) -> JsonSchemaValue:
        pattern = str(core.get("pattern", ""))
        if pattern:
            return {"type": _SCALAR, "pattern": _WORD} if r"\w" in pattern else {"type": "string", "pattern": pattern}
        made: Schema = {"type": _SCALAR}
        if "min_length" in core:
            made |= {"pattern": r"\S"} if core.get("strip_whitespace") else {"minLength": 1}
        return made | ({"maxLength": core["max_length"]} if "max_length" in core else {})

    def int_schema(self, core: core_schema.IntSchema) -> JsonSchemaValue:
        low, high = core.get("ge", 0), core.get("le")
        if high is None:
            start = "[1-9]" if low else r"\d"
            return {"anyOf": [{"type": "integer", "minimum": low},
                              {"type": "string", "pattern": rf"^\s*\+?0*{start}\d*(?:\.0+)?\s*$"}]}
        written = "|".join(map(str, range(low, high + 1)))
        return {"anyOf": [{"type": "integer", "minimum": low, "maximum": high},
                          {"type": "string", "pattern": rf"^\s*\+?0*(?:{written})(?:\.0+)?\s*$"}]}

    def float_schema(self, core: core_schema.FloatSchema) -> JsonSchemaValue:
        limits = {"minimum": core.get("ge"), "maximum": core.get("le")}
        number = {"type": "number", **{key: value for key, value in limits.items() if value is not None}}
        return {"anyOf": [number, {"type": "string", "pattern": _SHARE if "le" in core else _NUMBER}]}

    def bool_schema(self, core: core_schema.BoolSchema) -> JsonSchemaValue:
        return {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": _any_case(_TRUTHS)}]}

    def nullable_schema(self, core: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(core["schema"])

    def default_schema(self, core: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = self.generate_inner(core["schema"])
        default = core.get("default")
        return {**made, "default": default} if isinstance(default, str | float) and default != "" else made

    def tuple_schema(self, core: core_schema.TupleSchema) -> JsonSchemaValue:
        return {"type": "array", "items": _or_null(self.generate_inner(core["items_schema"][0]))}

    def dict_schema(self, core: core_schema.DictSchema) -> JsonSchemaValue:
        keys, values = self.generate_inner(core["keys_schema"]), self.generate_inner(core["values_schema"])
        made = {"type": "object", "patternProperties": {_pattern(keys): values}, "additionalProperties": False}
        return made if "maxLength" not in keys else {**made, "propertyNames": {"maxLength": keys["maxLength"]}}

    def model_schema(self, core: core_schema.ModelSchema) -> JsonSchemaValue:
        made, owner = super().model_schema(core), core["cls"]
        told = dict(_FIELD.findall(owner.__doc__ or ""))
        fields, needed = {}, made.get("required", ())
        for name, part in made["properties"].items():
            part.pop("title", None)
            part = _not_null(part) if name in needed else _or_null(part)
            examples = _EXAMPLES.get(owner.__name__, {}).get(name)
            fields[name] = {**part, **({"description": told[name]} if name in told else {}),
                            **({"examples": list(vocabulary(examples).entries)} if examples else {})}
        for other, name in written.SPELLINGS.items():
            if name in fields:
                fields[other] = fields[name]
        first = (owner.__doc__ or "").partition("\n")[0]
        return _short_forms(owner, {"type": "object", "description": first, "properties": fields, "additionalProperties": False,
                                    **({"required": list(needed)} if needed else {})})

    def function_before_schema(self, core: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        made, shape = self.generate_inner(core["schema"]), core["function"]["function"]
        return _SHAPES[shape](made) if shape in _SHAPES else made

    def function_after_schema(self, core: core_schema.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        check = core["function"]["function"]
        return _words(check.args[0]) if isinstance(check, partial) else _CHECKED[check]()


def _short_forms(owner: type, made: Schema) -> Schema:
    """A class with the bare text and the bare list that stand for it; nothing at all where no key is needed."""
    assert issubclass(owner, Model)
    branches = [made]
    for key in filter(None, (owner.SHORT, owner.LIST)):
        own = {name: value for name, value in made["properties"][key].items() if name != "description"}
        arrays = key == owner.LIST
        found = [one for one in own.get("anyOf", [own]) if (one.get("type") == "array") == arrays and one != _NULL]
        branches += [{**one, **({"examples": own["examples"]} if "examples" in own else {})} for one in found]
    return {"anyOf": branches if made.get("required") else [*branches, _NULL]} if len(branches) > 1 or not made.get(
        "required") else made


def _not_null(made: Schema) -> Schema:
    """`made` without nothing: a key that is needed has to be written."""
    return {**made, "anyOf": [one for one in made["anyOf"] if one != _NULL]} if "anyOf" in made else made


def _or_null(made: Schema) -> Schema:
    """`made`, or nothing."""
    inner = made.get("anyOf")
    if inner is None:
        return {"anyOf": [made, _NULL]}
    return made if _NULL in inner else {**made, "anyOf": [*inner, _NULL]}


def _listed(array: Schema) -> Schema:
    """A list, or its items in one text with commas."""
    items = [one for one in array["items"]["anyOf"] if one != _NULL]
    inner = next((_pattern(one)[1:-1] for one in items if _pattern(one).startswith("^")), "")
    text: Schema = {"type": "string"} if not inner else {"type": "string", "pattern":
            rf"^(?:{_COMMA})*(?:{inner}(?:(?:{_COMMA})+{inner})*)?(?:{_COMMA})*$"}
    scalars = [{"type": ["number", "boolean"]}] if any("number" in one.get("type", ()) for one in items) else []
    return {"anyOf": [array, text, *scalars, _NULL]}


def _one_voice(made: Schema) -> Schema:
    return {"anyOf": [made, *made["patternProperties"].values(), _NULL]}


def _by_language(made: Schema) -> Schema:
    """Words with their sounds, plainly or by language."""
    words = next(iter(made["patternProperties"].values()))
    sound = next(iter(words["patternProperties"].values()))
    return _or_null({"type": "object", "propertyNames": {"pattern": r"^$|\S", "maxLength": forms.LONGEST},
                     "patternProperties": {"^$": words, _spoken("languages"): {"anyOf": [sound, words]}},
                     "additionalProperties": sound})


def _clips(made: Schema) -> Schema:
    """A list, or its one item."""
    items = [one for one in made["items"]["anyOf"] if one != _NULL]
    return {"anyOf": [made, *items, _NULL]}


def _facts(made: Schema) -> Schema:
    listed = _listed(made)
    told = {"type": "object", "propertyNames": {"pattern": r"\S", "maxLength": forms.LONGEST}}
    return {"anyOf": [*listed["anyOf"], told]}


def _words(name: str) -> Schema:
    """A word of a vocabulary, until `_referring` points to its definition."""
    return {_WORDS: name}


def _known(name: str) -> Schema:
    """The words of a vocabulary: its ids are offered, and whatever names them is taken."""
    return {"anyOf": [{"enum": list(vocabulary(name).entries)}, {"type": "string", "pattern": _spoken(name)}]}


def _named(part: Any) -> set[str]:
    """The vocabularies whose words stand somewhere in `part`."""
    if isinstance(part, dict):
        return {part[_WORDS]} if _WORDS in part else set().union(*map(_named, part.values()))
    return set().union(*map(_named, part)) if isinstance(part, list | tuple) else set()


def _referring(part: Any) -> Any:
    """`part` with references to the definitions of vocabularies in place of their names."""
    if isinstance(part, dict):
        own = {key: _referring(value) for key, value in part.items() if key != _WORDS}
        return {"$ref": f"#/definitions/{part[_WORDS]}", **own} if _WORDS in part else own
    return [_referring(one) for one in part] if isinstance(part, list | tuple) else part


@cache
def _spoken(name: str) -> str:
    """A pattern of all words that name an entry of a vocabulary, in any case and joined by blanks or marks."""
    return _any_case(word for id in vocabulary(name).entries for word in _written(name, id))


def _written(name: str, id: str) -> list[str]:
    """The words that name one entry of a vocabulary, as they are written there."""
    words, entry = vocabulary(name), vocabulary(name).entries[id]
    found = [id, str(entry.get("label", id)), *entry.get("exact", ())]
    for alias in entry.get("aliases", ()):
        found += alias["words"] if isinstance(alias, dict) else [alias]
    return [word for word in found if words.find(word) == id]


def _any_case(words: Iterable[str]) -> str:
    spelt = dict.fromkeys(_BLANK.join(map(_letters, _PART.findall(unicodedata.normalize("NFKC", word)))) for word in words)
    return rf"^{_BLANK}(?:{'|'.join(filter(None, spelt))}){_BLANK}$"


def _letters(word: str) -> str:
    return "".join(one if one.upper() == one.lower() else f"[{one.lower()}{one.upper()}]" for one in word)


def _sexes() -> Schema:
    return {"anyOf": [{"enum": ["f", "m"]}, {"type": "string", "pattern": _any_case(_SEXES)}]}


def _settings() -> Schema:
    known = [word for id in ("int", "ext") for word in _written("settings", id)]
    return {"anyOf": [{"enum": ["interior", "exterior"]}, {"type": "string", "pattern": _any_case(known)}]}


def _own_language() -> Schema:
    pattern = _spoken("languages")
    return {"type": "string", "pattern": rf"^(?:|{pattern[1:-1]})$"}


def _pattern(part: Schema) -> str:
    """What texts of `part` match."""
    return _spoken(part[_WORDS]) if _WORDS in part else str(part.get("pattern", ""))


def _bare(key: str) -> str:
    return key.rpartition("__")[2]


_SHAPES: Mapping[Any, Callable[[Schema], Schema]] = {
    written.listed: _listed, written.mapping: _or_null, written.by_language: _by_language, written.one_voice: _one_voice,
    written.fact_list: _facts, written.clip_list: _clips,
}
_CHECKED: Mapping[Any, Callable[[], Schema]] = {
    written.plain_data: dict, forms.sex: _sexes, forms.setting: _settings, forms.own_language: _own_language,
}
