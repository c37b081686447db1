"""The published schema takes what the loader takes, and refuses what it refuses."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramac.compiler.base.source import Source
from dramac.compiler.bible import manifest_form, schema
from dramac.compiler.bible.published import published
from dramac.compiler.bible.resolve import load_bible
from dramac.compiler.bible.strict import Model
from dramac.compiler.bible.yaml import load_yaml

ROOT = Path(__file__).resolve().parents[3]
BIBLES = sorted([*ROOT.glob("examples/*/series.yaml"), *ROOT.glob("stdlib/templates/*/series.yaml"),
                 *ROOT.glob("tests/golden/*/series.yaml")])
FORM = {"D304", "D305", "D306"}


@cache
def validator() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(published())


def plain(text: str) -> Any:
    """A bible as the loader sees it: every scalar is text."""
    return load_yaml(Source("series.yaml", text))[0].plain()


def loaded(text: str, folder: Path) -> set[str]:
    """The codes about the form of a bible that the loader finds."""
    (folder / "series.yaml").write_text(text, encoding="utf-8")
    return {one.code for one in load_bible(folder / "series.yaml", folder)[2]} & FORM


def test_it_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(published())


def test_the_published_file_is_not_stale() -> None:
    text = json.dumps(published(), ensure_ascii=False, indent=1) + "\n"
    assert (ROOT / "docs" / "series.schema.json").read_text(encoding="utf-8") == text, \
        "`dramac schema --out docs/series.schema.json` renews it"


@pytest.mark.parametrize("file", BIBLES, ids=lambda file: str(file.relative_to(ROOT)))
def test_bibles_of_the_house_are_valid_as_the_loader_and_as_editors_read_them(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not [one.message for one in validator().iter_errors(plain(text))]
    assert not [one.message for one in validator().iter_errors(yaml.safe_load(text))]


def models() -> list[type[Model]]:
    return [one for room in (schema, manifest_form) for one in vars(room).values()
            if isinstance(one, type) and issubclass(one, Model) and one is not Model and one.__module__ == room.__name__]


@pytest.mark.parametrize("model", models(), ids=lambda one: one.__name__)
def test_every_key_says_what_it_means(model: type[Model]) -> None:
    assert set(re.findall(r"^ *(\w+): \S", model.__doc__ or "", re.MULTILINE)) == set(model.model_fields)


REFUSED = [
    "cast: {LIN: {apearance: {hair: long}}}", "locatons: {HOUSE: hall}", "cast: {LIN: {age: young}}", "cast: {LIN: {age: 200}}",
    "cast: {LIN: {age: -1}}", "cast: [LIN, WEI]", "cast: LIN", "cast: {LIN: LIN}", "series: The White Fox",
    "series: {format: verticle}", "series: {language: englisch}", "series: {dubs: [zh, elvish]}", "series: {dubs: 'zh, elvish'}",
    "series: {title: ''}", "series: {title: [a]}", "series: {names: {elvish: x}}", "series: {names: {zh: }}",
    "looks: {a: {grain: 2}}", "looks: {a: {grain: much}}", "looks: {a: blurple}", "cast: {LIN: {voice: std/nobody}}",
    "cast: {LIN: {voice: {en: std/nobody}}}", "cast: {LIN: {voice: [std/girl]}}", "cast: {LIN: {wardrobe: {day: }}}",
    "models: {a: {like: sdxl}}", "models: {a: {source: me, fps: often}}", "models: {a: {source: me, starts: late}}",
    "models: {a: {source: me, licence: {commercial: perhaps, name: x}}}", "models: {a: {source: me, frames: 81}}",
    "models: {a: {source: me, multiple: 0}}", "models: {a: {source: me, time: {seconds: 3}}}",
    "cast: {LIN: {wardrobe: {day: {colours: [red]}}}}", "cast: {LIN: {sex: perhaps}}", "cast: {LIN: {rights: {likeness: mine}}}",
    "locations: {HOUSE: {setting: both}}", "targets: {a: {quality: superb}}", "targets: {a: animatic}", "lint: {D213: loud}",
    "lint: {D21: off}", "lint: {D213: }", "budget: {currency: dollars}", "budget: {per_episode: lots}", "budget: 300",
    "prices: {gpu_hour: cheap}", "prices: {gpus: 3}", "prices: {models: {veo-3.1: -1}}", "prices: {takes: 0}",
    "prices: {rates: {yen: 150}}",
    "macros: {a: {}}", "macros: {'a b': x}", "macros: {a: {body: x, parameters: {who: person}}}",
    "variables: {a: {type: person}}",
    "variants: {a: {}}", "variants: {a: }", "variants: {a: A}", "variants: {a: [A, 'B C']}", "cast: {'': {age: 2}}",
    "say: {en: {Bai: }}", "say: bye", "say: {'': bye}",
    "glossary: {qi: force}", "pronouns: {LIN: {a: b}}", "facts: {'': x}", "include: {a: b}",
    "include: [[a]]", "profile: myspace", "cast: {LIN: {aliases: {a: b}}}", "cast: {LIN: {aliases: [[a]]}}",
]
TAKEN = [
    "series: {title: 1984, language: English, dubs: zh}", "series: {dubs: 'en, 中文'}", "series: ", "cast: {LIN: }", "cast: ",
    "cast: {LIN: {age: 22, aliases: 'A, B', sex: Woman}}", "cast: {LIN: {age: '22'}}", "cast: {LIN: {aliases: 7}}",
    "cast: {LIN: {appearance: {hair: long black, features: scar}}}", "cast: {LIN: {appearance: {hair: {color: red}}}}",
    "cast: {LIN: {wardrobe: {day: shirt, night: {outfit: gown, colors: [red, ]}}}}", "cast: {LIN: {voice: std/girl}}",
    "cast: {LIN: {voice: {en: STD/Girl, '': std/girl}}}", "locations: {HOUSE: hall, STREET: {setting: EXT.}}", "props: {ring: }",
    "props: {ring: gold ring, cup: {looks: tea cup, colours: 'red, gold'}}",
    "looks: {a: cold, b: {grade: Teal Orange, grain: 0.3}}",
    "looks: {a: }", "extras: CROWD, GUARD", "extras: [CROWD, ]", "facts: {secret: she is a fox}", "facts: secret",
    "say: {Bai: bye}", "say: {en: {Bai: bye}, Lin: leen}", "say: ", "glossary: {qi: {zh: 气}}", "pronouns: {LIN: she/her}",
    "lint: {D213: off}", "lint: {D213: 'off'}", "macros: {a: '{who} looks up.'}",
    "variables: {brand: Clearwater, hero: {type: character}}",
    "macros: {a: {body: '{who}', parameters: {who: character, b: {type: seconds, default: 2s}}}}", "variants: {ending: [A, 2]}",
    "variants: {ending: {values: 'A, B', default: A}}", "budget: {currency: CNY, per_episode: 300}", "profile: ReelShort",
    "prices: {gpu_hour: 0, gpus: {h100: 2.5}, models: {mine: 0.1}, takes: 3, labour: 800, rates: {JPY: 150}}", "prices: ",
    "models: {a: {source: me, role: video, frames: {step: 4, plus: 1}, vram: 24, hub: me/mine, licence: MIT, lipsync: no}}",
    "models: {a: {source: me, like: sdxl, call: {steps: 3, flow: {shift: [1, 2]}}, area: 921600, multiple: '16'}}", "models: ",
    "targets: {a: {quality: draft}, b: }", "series: {names: {zh-Hans: 白狐}}", "series: {format: '9:16'}",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_the_loader_refuses_the_schema_refuses(text: str, tmp_path: Path) -> None:
    assert loaded(text, tmp_path)
    assert not validator().is_valid(plain(text))
    assert not validator().is_valid(yaml.safe_load(text))


@pytest.mark.parametrize("text", TAKEN)
def test_what_the_loader_takes_the_schema_takes(text: str, tmp_path: Path) -> None:
    assert loaded(text, tmp_path) == set()
    assert not [one.message for one in validator().iter_errors(plain(text))]
    if ": off" not in text:  # YAML 1.1, which only this test's reader speaks, takes it for `false`
        assert not [one.message for one in validator().iter_errors(yaml.safe_load(text))]


WORDS = st.sampled_from(["LIN", "林晚", "en", "zh-Hans", "English", "red", "#a0b0c0", "hall", "cold", "rain", "f", "interior",
                         "std/girl",
                         "A, B", "en, zh", "22", "0.5", "1", "-3", "off", "hint", "D213", "words", "character", "draft", "final",
                         "vertical", "generic", "consent", "USD", "", " ", "a b", "{who} waits", "x" * 501])
KEYS = st.sampled_from(sorted({key for model in models() for key in model.model_fields} | {
    "color", "colors", "colour_", "Age", "LIN", "林晚", "en", "zh", "", "D213", "A", "day", "a b", "include"} - {"include"}))
LEAVES = st.one_of(WORDS, st.none(), st.integers(-2, 130), st.floats(-1, 2, width=16))
VALUES = st.recursive(LEAVES, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
                      max_leaves=6)


@st.composite
def bibles(draw: st.DrawFn) -> dict[str, Any]:
    """Bibles that are mostly right: at each key of a section something that may stand there, or anything."""
    return {section: _of(draw, schema.Document, section) for section in
            draw(st.lists(st.sampled_from(sorted(schema.Document.model_fields)), max_size=3, unique=True))}


def _of(draw: st.DrawFn, model: type[Model], key: str) -> Any:
    kinds = {"cast": schema.Character, "locations": schema.Place, "props": schema.Prop, "looks": schema.Look,
             "targets": schema.Target, "macros": schema.Macro, "variables": schema.Variable, "variants": schema.Choice,
             "wardrobe": schema.Outfit, "parameters": schema.Parameter, "models": manifest_form.ManifestForm}
    alone = {"series": schema.Series, "appearance": schema.Appearance, "hair": schema.Hair, "starts": schema.Starts,
             "rights": schema.Rights, "budget": schema.Budget, "prices": schema.Prices, "frames": manifest_form.Clips,
             "time": manifest_form.Known, "licence": manifest_form.Licence, "vram": manifest_form.Memory,
             "load": manifest_form.Weights,
             "hub": manifest_form.Hub}
    prices = key == "models" and model is schema.Prices
    nested = (key in kinds or key in alone) and (model is schema.Document or key != "series") and not prices
    if not nested or draw(st.integers(0, 9)) == 0:
        return draw(VALUES)
    if key in kinds:
        names = draw(st.lists(st.sampled_from(["LIN", "林晚", "day", "ending"]), max_size=2, unique=True))
        return {name: _entry(draw, kinds[key]) for name in names}
    return _entry(draw, alone[key])


def _entry(draw: st.DrawFn, model: type[Model]) -> Any:
    if draw(st.integers(0, 4)) == 0:
        return draw(LEAVES)
    keys = draw(st.lists(st.sampled_from(sorted(model.model_fields)), max_size=3, unique=True))
    return {key: _of(draw, model, key) for key in keys}


@given(bible=bibles())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_valid_is_what_the_loader_takes(bible: dict[str, Any], tmp_path: Path) -> None:
    text = json.dumps(bible, ensure_ascii=False)
    wrong = loaded(text, tmp_path)
    for read in (plain(text), bible):
        errors = [f"{list(one.absolute_path)}: {one.message[:200]}" for one in validator().iter_errors(read)]
        assert bool(errors) == bool(wrong), (text, wrong, errors)
