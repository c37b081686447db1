"""Runs the rules over screenplays that tests carry in their docstrings."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from dramac.compiler.base.diagnostic import Diagnostic
from dramac.compiler.base.source import Source, Span
from dramac.compiler.bible.names import Names
from dramac.compiler.bible.nodes import Appearance, Bible, Character, Look, Outfit, Place, Prop, Series
from dramac.compiler.check.rule import Subject
from dramac.compiler.check.run import Selection, check
from dramac.compiler.story.lower import lower
from dramac.compiler.story.state import flow, starts
from dramac.compiler.syntax.parse import parse

BIBLE = Bible(
    series=Series(title="The White Fox", language="en"),
    cast={
        "LIN YUE": Character("LIN YUE", ("LIN",), {"zh-Hans": "林月"}, 22, Appearance(sex="f"),
                             {"travel": Outfit("hanfu"), "bridal": Outfit("hanfu-bridal")}, "travel",
                             ("jade pendant",), span=Span("series.yaml", 20, 27)),
        "WEI": Character("WEI", (), {"zh-Hans": "魏"}, 27, Appearance(sex="m"), span=Span("series.yaml", 40, 43)),
        "MEI": Character("MEI", (), {"zh-Hans": "小梅"}, 20, Appearance(sex="f"), span=Span("series.yaml", 60, 63)),
    },
    places={"FOX SHRINE": Place("FOX SHRINE", (), {"zh-Hans": "狐仙庙"}), "HOUSE": Place("HOUSE")},
    props={"jade pendant": Prop("jade pendant", ("pendant",), {"zh-Hans": "玉佩"}), "letter": Prop("letter")},
    looks={"rain-noir": Look("rain-noir", "cold", "rain")},
    extras=("GUARD",),
)


ALL = Selection()


@dataclass
class Found:
    """The findings on a series, and its texts to look positions up in."""

    all: tuple[Diagnostic, ...]
    sources: dict[str, Source] = field(default_factory=dict)

    def of(self, code: str) -> list[Diagnostic]:
        return [one for one in self.all if one.code == code]

    def at(self, code: str) -> list[str]:
        """The words that the findings of one code point at."""
        return [self.words(one.span) for one in self.of(code)]

    def words(self, span: Span | None) -> str:
        assert span is not None
        return self.sources[span.path].text[span.start : span.end] if span.path in self.sources else span.path

    def line(self, span: Span | None) -> int:
        assert span is not None
        return self.sources[span.path].position(span.start).line

    def fixed(self, one: Diagnostic) -> str:
        """The text of the file after the fix of a finding."""
        assert one.fix is not None
        text = self.sources[one.fix.edits[0].span.path].text
        for edit in sorted(one.fix.edits, key=lambda it: -it.span.start):
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        return text


Run = Callable[..., Found]


@pytest.fixture
def run() -> Run:
    """`run(script, …)` checks episodes ep01, ep02 … ; `bible` replaces fields of the test's bible."""

    def running(*texts: str, selection: Selection = ALL, translations=None, stems=(), **bible: object) -> Found:
        declared = replace(BIBLE, **bible)
        names = Names(declared)
        translations = translations or {}
        stems = stems or tuple(f"ep{number:02d}" for number in range(1, len(texts) + 1))
        sources = {f"episodes/{stem}.fountain": Source(f"episodes/{stem}.fountain", text)
                   for stem, text in zip(stems, texts, strict=True)}
        cast = frozenset(name for one in declared.cast.values() for name in (one.id, *one.aliases, *one.names.values()))
        scripts = {path: parse(source, cast)[0] for path, source in sources.items()}
        lowered = tuple(lower(script, declared, names, translations.get(stem, {}), stem)
                        for stem, script in zip(stems, scripts.values(), strict=True))
        episodes = tuple(one.episode for one in lowered)
        state, flows = starts(declared), []
        for episode in episodes:
            flows.append(flow(episode, declared, state))
            state = flows[-1].after
        files = {f"translations/{language}/{stem}.yaml": Source(
            f"translations/{language}/{stem}.yaml", "".join(f"{key}: {value}\n" for key, value in words.items()))
            for stem, languages in translations.items() for language, words in languages.items()}
        subject = Subject(declared, names, scripts, lowered, episodes, tuple(flows), translations, {**sources, **files})
        return Found(check(subject, selection), {**sources, **files})

    return running


@pytest.fixture
def found(run: Run, request: pytest.FixtureRequest) -> Found:
    """The findings on the screenplay in the test's docstring."""
    return run(inspect.cleandoc(request.function.__doc__) + "\n")
