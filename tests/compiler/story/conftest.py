"""A small series that the tests of the story room read their scripts against."""

from collections.abc import Callable, Mapping

import pytest

from dramac.compiler.base.source import Source
from dramac.compiler.bible.names import Names
from dramac.compiler.bible.nodes import Appearance, Bible, Character, Look, Outfit, Place, Prop, Series
from dramac.compiler.story.lower import lower
from dramac.compiler.story.lowered import Lowered
from dramac.compiler.syntax.parse import parse

Read = Callable[..., Lowered]

BIBLE = Bible(
    series=Series(title="The White Fox", language="en", dubs=("zh-Hans",)),
    cast={
        "LIN YUE": Character(
            "LIN YUE", ("LIN",), {"zh-Hans": "林月"}, 22, Appearance(sex="f"),
            {"travel": Outfit("hanfu"), "bridal": Outfit("hanfu-bridal")}, "travel", ("jade pendant",),
            voice={"en": "std/young-woman-low"}),
        "WEI": Character("WEI", (), {"zh-Hans": "魏"}, 27, Appearance(sex="m"), voice={"en": "std/young-man-low"}),
        "GU SHEN": Character("GU SHEN", ("GU",), {"zh-Hans": "顾深"}, 30, Appearance(sex="m")),
        "MEI": Character("MEI", (), {"zh-Hans": "小梅"}, 20, Appearance(sex="f"), marks=("bruise",)),
        "JOY": Character("JOY", (), {}, 40, Appearance(sex="f")),
    },
    places={
        "FOX SHRINE": Place("FOX SHRINE", ("SHRINE",), {"zh-Hans": "狐仙庙"}, True, "shrine"),
        "HOUSE": Place("HOUSE", (), {"zh-Hans": "陆家客厅"}, True, "living-room"),
        "RIVER": Place("RIVER", (), {}, False, "river", weather="fog"),
    },
    props={"jade pendant": Prop("jade pendant", ("pendant",), {"zh-Hans": "玉佩"}, "disc"),
           "letter": Prop("letter", (), {"zh-Hans": "信"}, "letter")},
    looks={"rain-noir": Look("rain-noir", "cold", "rain")},
    extras=("GUARD", "CROWD"),
)


@pytest.fixture
def bible() -> Bible:
    return BIBLE


@pytest.fixture
def names() -> Names:
    return Names(BIBLE)


@pytest.fixture
def read() -> Read:
    """`read(text)` lowers a script; further arguments: its translations and the stem of its file."""
    cast = frozenset(name for one in BIBLE.cast.values() for name in (one.id, *one.aliases, *one.names.values()))

    def reading(text: str, translations: Mapping[str, Mapping[str, str]] | None = None, stem: str = "ep01") -> Lowered:
        script, _ = parse(Source(f"episodes/{stem}.fountain", text), cast)
        return lower(script, BIBLE, Names(BIBLE), translations or {}, stem)

    return reading
