"""The data files themselves: every id that the rooms share, no ambiguous word, facts in range, references that hold."""

import re
from pathlib import Path

import pytest
import yaml

from dramac import stdlib
from dramac.stdlib import data, fold, names, vocabulary

IDS = {
    "sizes": "els ws fs mls ms mcu cu bcu ecu",
    "compositions": "single two-shot three-shot group ots pov insert reaction reverse establishing",
    "angles": "eye low high overhead dutch",
    "moves": "static push-in pull-out pan-left pan-right tilt-up tilt-down truck-left truck-right crane-up crane-down "
    "zoom-in zoom-out handheld whip-pan-left whip-pan-right orbit rack-focus",
    "transitions": "cut smash-cut match-cut jump-cut time-cut dissolve fade-in fade-out fade-to-black fade-to-white "
    "wipe whip iris-in iris-out intercut",
    "times": "dawn day dusk night",
    "continuity": "continuous later moments-later same time-passes",
    "storytimes": "present flashback dream montage intercut",
    "weathers": "clear rain storm snow fog wind embers",
    "lights": "sun moon candles lantern fire lamp fluorescent neon screen none",
    "grades": "neutral warm cold teal-orange noir jade amber rose bleach",
    "emotions": "neutral joy tender sad tears anger cold fear shock contempt resolve pain suspicion plead shy",
    "manners": "whisper murmur shout slow fast trembling breathless flat laughing sobbing",
    "channels": "vo os phone inner radio pa",
    "gestures": "nod shake bow point reach hand-to-chest clench raise-hand turn-away step-forward lower-head look-up "
    "give take draw enter-left enter-right exit-left exit-right kneel fall run walk stumble slump lie rise lean-in sit",
    "postures": "sit sit-down sink sit-up up",
    "seats": "chair armchair sofa bed stool bench throne step rock mat floor",
    "tables": "table desk counter low",
    "garments": "hanfu hanfu-bridal robe-scholar robe-monk armour peasant cloak qipao suit blazer shirt tshirt dress "
    "gown wedding-dress coat hoodie sweater leather-jacket uniform school-uniform doctor-coat waistcoat pyjamas",
    "patterns": "plain stripes floral brocade cloud check dots",
    "accessories": "necklace earrings hairpin crown glasses hat veil scarf sash tie belt fur-collar fox-ears fox-tail "
    "sword-hilt bag mask",
    "hair": "long half-up ponytail bun topknot braid bob short side-part slicked crop curly bald",
    "builds": "slight average broad heavy",
    "heights": "short average tall",
    "facial_hair": "none stubble moustache beard long-beard",
    "features": "freckles scar mole dimples sharp-eyes round-face fox-eyes pale tired",
    "marks": "cut-cheek cut-brow bruise blood tears dirt sweat bandage none",
    "places": "living-room office street hospital restaurant car rooftop corridor bedroom school kitchen lobby bar "
    "banquet garden hall shrine courtyard bamboo inn market palace battlefield forest mountain river road field sky",
    "place_features": "candles altar window door stairs lanterns statues rain-curtain screen table bed desk skyline "
    "neon-sign trees moon mist water",
    "props": "disc ring letter phone sword dagger cup bottle key book photo box fan lantern bag flower pill document "
    "mask comb scroll bell card watch gun fox wine-glass thing",
    "sounds": "rain storm thunder wind steps run door knock heartbeat drone riser hit slap phone-ring phone-buzz crowd "
    "sword-draw sword-clash glass bell birds crickets fire water traffic whoosh gasp chime car horse",
    "beats": "hook stakes threat humiliation confrontation slap betrayal reveal reversal triumph rescue kiss confession "
    "breakdown cliffhanger",
    "moods": "tense sad tender hopeful epic mystery menace romantic calm triumph",
    "instruments": "strings pads plucks piano drums flute bells drone guzheng choir",
    "formats": "vertical vertical-1080p square wide",
    "profiles": "generic reelshort douyin tiktok shorts",
    "languages": "en zh-Hans",
}
SHIPPED = {
    "af_heart",
    "af_bella",
    "af_nicole",
    "bf_emma",
    "am_michael",
    "am_fenrir",
    "am_santa",
    "bm_george",
    "zf_xiaobei",
    "zf_xiaoyi",
    "zm_yunjian",
    "zm_yunxi",
}
FILES = sorted(Path(stdlib.__file__).parent.glob("*/*.yaml"))
HEX = re.compile(r"#[0-9a-f]{6}")


def words_of(entry):
    for alias in (*entry.get("aliases", ()), *entry.get("exact", ())):
        yield from alias["words"] if isinstance(alias, dict) else [alias]


@pytest.mark.parametrize("name", IDS)
def test_ids_are_those_that_the_rooms_share(name):
    assert set(vocabulary(name).entries) == set(IDS[name].split())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_files_load_without_duplicate_keys_dates_or_accidental_booleans(file):
    class Strict(yaml.SafeLoader):
        pass

    def mapping(loader, node):
        keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
        assert all(isinstance(key, str) or type(key) is int for key in keys), keys
        assert len(set(keys)) == len(keys), keys
        return {key: loader.construct_object(value, deep=True) for key, (_, value) in zip(keys, node.value)}

    def plain(value):
        if isinstance(value, dict):
            return all(map(plain, value.values()))
        return (
            all(map(plain, value)) if isinstance(value, list) else value is None or isinstance(value, str | int | float)
        )

    Strict.add_constructor("tag:yaml.org,2002:map", mapping)
    assert plain(yaml.load(file.read_text(encoding="utf-8"), Loader=Strict))


@pytest.mark.parametrize("name", names())
def test_every_word_means_one_thing(name):
    owner = {}
    for id, entry in vocabulary(name).entries.items():
        for word in (id, *words_of(entry)):
            assert isinstance(word, str), (id, word)
            assert fold(word), (id, word)
            assert owner.setdefault(fold(word), id) == id, (word, owner[fold(word)], id)


@pytest.mark.parametrize("name", [name for name in IDS if name not in ("formats", "profiles", "languages")])
def test_every_entry_has_english_and_chinese_words(name):
    for id, entry in vocabulary(name).entries.items():
        words = list(words_of(entry))
        assert any(word.isascii() for word in words), id
        assert any(not word.isascii() for word in words), id


@pytest.mark.parametrize("name", ["emotions", "manners"])
def test_deliveries_are_richly_worded_and_have_prosody(name):
    for id, entry in vocabulary(name).entries.items():
        words = list(words_of(entry))
        assert sum(word.isascii() for word in words) >= 12, id
        assert sum(not word.isascii() for word in words) >= 8, id
        assert set(entry["prosody"]) == {"rate", "pitch", "gain", "pause", "breath", "tremble"}
        assert 0.6 <= entry["prosody"]["rate"] <= 1.5
        assert 0 <= entry["prosody"]["pause"] <= 0.5, "quiet can only be put in: a hurry is a matter of `rate`"
        assert 0 <= entry["prosody"]["breath"] <= 1
        assert 0 <= entry["prosody"]["tremble"] <= 1


def test_emotions_have_tension_and_intensity():
    for entry in vocabulary("emotions").entries.values():
        assert 0 <= entry["tension"] <= 1
        assert 0 <= entry["intensity"] <= 1


def test_sizes_grow_tighter():
    heads = [entry["head"] for entry in vocabulary("sizes").entries.values()]
    assert heads == sorted(heads)
    assert len(set(heads)) == len(heads)
    assert [entry["chars"] for entry in vocabulary("sizes").entries.values()] == list(range(9))


def test_overlapping_transitions():
    found = {id for id, entry in vocabulary("transitions").entries.items() if entry["overlap"]}
    assert found == {"dissolve", "wipe", "whip", "iris-in", "iris-out"}
    assert all(entry["frames"] > 0 for id, entry in vocabulary("transitions").entries.items() if id in found)


def test_push_in_and_zoom_in_are_not_aliases():
    assert {vocabulary("moves").find(words) for words in ("push in", "dolly in", "推镜头")} == {"push-in"}
    assert {vocabulary("moves").find(words) for words in ("zoom in", "crash zoom", "变焦推")} == {"zoom-in"}


def test_places_refer_to_words_that_exist():
    for id, entry in vocabulary("places").entries.items():
        assert set(entry["light"]) == set(vocabulary("times").entries), id
        assert set(entry["light"].values()) <= set(vocabulary("lights").entries), id
        assert set(entry["features"]) <= set(vocabulary("place_features").entries), id
        assert set(entry["ambience"]) <= set(vocabulary("weathers").entries), id
        for sounds in entry["ambience"].values():
            assert all(vocabulary("sounds").entries[sound]["bed"] for sound in sounds), id
        assert entry["era"] in ("period", "modern", "any")


@pytest.mark.parametrize("name", ["garments", "props", "places"])
def test_drawn_things_have_three_colours(name):
    for id, entry in vocabulary(name).entries.items():
        assert len(entry["colours"]) == 3, id
        assert all(map(HEX.fullmatch, entry["colours"])), id


@pytest.mark.parametrize("name", ["colours", "skins", "eye_colours", "hair_colours"])
def test_colour_words_are_colours(name):
    assert all(HEX.fullmatch(entry["hex"]) for entry in vocabulary(name).entries.values())


def test_weathers_and_moods_refer_to_words_that_exist():
    for entry in vocabulary("weathers").entries.values():
        assert entry["sound"] in ("", *vocabulary("sounds").entries)
    for entry in vocabulary("moods").entries.values():
        assert set(entry["instruments"]) <= set(vocabulary("instruments").entries)
        assert 0 <= entry["tension"] <= 1


def test_slugs_refer_to_words_that_exist():
    for entry in vocabulary("slugs").entries.values():
        assert entry["size"] in ("", *vocabulary("sizes").entries)
        assert entry["composition"] in ("", *vocabulary("compositions").entries)
        assert entry["angle"] in ("", *vocabulary("angles").entries)


def test_voices_are_many_and_all_different():
    voices = vocabulary("voices").entries
    assert len(voices) >= 26
    for language in ("en", "zh-Hans"):
        seen = [(entry["age"] < 14, entry["sex"]) for entry in voices.values() if entry["language"] == language]
        assert {(True, "f"), (True, "m"), (False, "f"), (False, "m")} <= set(seen)
    blends = set()
    for id, entry in voices.items():
        assert id.startswith("std/zh-") == (entry["language"] == "zh-Hans")
        blend = entry["kokoro"]["blend"]
        assert {name for name, _ in blend} <= SHIPPED, id
        assert sum(weight for _, weight in blend) == pytest.approx(1.0), id
        blends.add(tuple(sorted(map(tuple, blend))))
        assert entry["espeak"]["variant"].startswith("cmn+" if entry["language"] == "zh-Hans" else "en-"), id
        assert 0 <= entry["espeak"]["pitch"] <= 99
    assert len(blends) == len(voices)


def test_directives_tell_how_to_write_them():
    entries = vocabulary("directives").entries
    assert entries.keys() >= {"shot", "look", "dies", "reveals", "beat", "overlay", "slot", "paywall", "include", "id"}
    assert all(entry["help"] for entry in entries.values())
    bare = {id for id, entry in entries.items() if not entry["args"]}
    assert bare == {"ad-break", "paywall", "end"}


def test_story_beats_have_a_tension():
    assert all(0 < entry["tension"] <= 1 for entry in vocabulary("beats").entries.values())


def test_profiles_are_dated_and_sourced():
    for entry in vocabulary("profiles").entries.values():
        norms = {name: norm for name, norm in entry.items() if name not in ("label", "aliases", "rules")}
        for norm in norms.values():
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", norm["as_of"])
            assert norm["source"]
        assert entry["length"]["least"] < entry["length"]["most"] <= entry["length"]["limit"]
        assert {*entry.get("rules", {}).values()} <= {"error", "warning", "hint", "off"}


def test_backends_say_version_actions_and_estimate():
    for name, entry in data("backends").items():
        assert isinstance(entry["version"], str), name
        assert entry["actions"], name
        assert entry["estimate"]["source"], name
    for font in data("backends")["animatic"]["fonts"]:
        assert re.fullmatch(r"[0-9a-f]{64}", font["sha256"])


def test_casting_draws_from_words_that_exist():
    facts = data("casting")
    for groups in facts["complexions"].values():
        for group in groups:
            assert set(group["skins"]) <= set(vocabulary("skins").entries)
            assert set(group["eyes"]) <= set(vocabulary("eye_colours").entries)
            assert set(group["hair"]) <= set(vocabulary("hair_colours").entries)
    garments = vocabulary("garments").entries
    for era, lists in facts["garments"].items():
        for ids in lists.values():
            assert {garments[id]["era"] for id in ids} == {era}
    for palettes in facts["palettes"].values():
        assert len({pair[0] for pair in palettes}) == len(palettes) == 12
