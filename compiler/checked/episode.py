"""One script by itself: read, put together, lowered and judged. What remains of it for the series is a record.

The rules are of two kinds. Most judge an episode by itself, given the state in which it begins; the others compare
episodes, and need of each only its `skeleton`: what changes the state, the story ledger, the lines that have ids, and who
is in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from ..base.diagnostic import Diagnostic
from ..base.source import Source
from ..bible.names import Names
from ..bible.nodes import Bible
from ..check import unknown
from ..check.levels import settle
from ..check.rule import Moment, Rule, Subject, Translations
from ..check.run import all_rules
from ..expand.library import LANGUAGE, Library, Reading
from ..expand.run import expand, keys_of
from ..project import Project
from ..story.lower import lower
from ..story.lowered import Lowered, Suppression
from ..story.nodes import Act, Beat, Change, Episode, Fact, Line, Scene, ShotAsk
from ..story.reuse import Recordings
from ..story.state import State, flow
from ..syntax.errors import not_utf8
from ..syntax.parse import parse
from ..syntax.tree import Script, TitleEntry
from .result import digest_text, included

ALONE = frozenset((
    "absent_speaker", "absent_subject", "dead_character", "duplicate_line_id", "empty_scene", "impossible_entrance",
    "impossible_handover", "missing_translation", "stale_translation", "visible_offscreen_speaker"))
"""Rules whose findings on an episode hang on that episode, on the state in which it begins, and on the bible. So do those
that `check/unknown.py` makes, which need not be listed."""
TOGETHER = frozenset(("duplicate_episode", "inferred_cast", "reworded_line", "unknown_line", "unpaid_plant",
                      "unplanted_payoff", "untold_fact", "unused_character"))
"""Rules that compare episodes, and see enough in their skeletons."""
_STATE = (Change, Fact)


@dataclass(frozen=True, slots=True)
class Record:
    """What a series needs to know of one script. `syntax` are the parser's findings, `found` those of putting it
    together, as the project's levels have them; `included` those in each file that it includes, by name; `used` the
    macros, `keys` those of its variants. `reads` has the digests of what it includes; `whole` is False where something
    that it names could not be read."""

    skeleton: Episode
    title: tuple[TitleEntry, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    syntax: tuple[Diagnostic, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    included: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    used: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    reads: Mapping[str, str] = field(default_factory=dict)
    whole: bool = True

    def borrows(self) -> bool:
        """Whether it repeats a line that is not its own, so that what is heard is known only with the whole series."""
        own = Recordings((self.skeleton,))
        return any(line.same_as and own.original(self.skeleton.id, line) is None for line in self.skeleton.lines())


@dataclass(frozen=True, slots=True)
class Given:
    """What the series gives a script: the state in which it begins, and the lines of it that are heard as those of
    other episodes are."""

    before: State
    heard: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A script whose record has been made, until it is known what the series gives it."""

    script: Script
    lowered: Lowered


@dataclass(frozen=True, slots=True)
class Desk:
    """What every script of a series is read against. `texts` are the sources of the translations."""

    project: Project
    bible: Bible
    names: Names
    cast: frozenset[str]
    translations: Translations
    texts: Mapping[str, Source]

    def read(self, source: Source) -> tuple[Work, Record]:
        """Parse, put together and lower one script, in the version that is made when nobody asks for another."""
        failed: list[str] = []

        def reading(name: str) -> Reading | str:
            read = included(self.project, name)
            if isinstance(read, str) or read[1] is not None:
                failed.append(name)
            if isinstance(read, str):
                return read
            bad = read[1] if name not in own else None
            return read[0], (not_utf8(read[0], bad),) if bad is not None else ()

        own = {one.path for one in self.project.scripts}
        library = Library(self.bible, self.names, self.cast, reading)
        script, syntax = parse(source, self.cast)
        keys = keys_of(script, library)
        whole = expand(script, library, default_choice(self.bible))
        id = stem(source.path)
        lowered = lower(whole.script, self.bible, self.names, self.translations.get(id, {}), id)
        found = settle(whole.found, lowered.suppressions, self.bible.lint)
        reads = {name: digest_text(one.source.text) for name, one in library.scripts.items()}
        record = Record(skeleton(lowered.episode), script.title, lowered.suppressions, syntax, found, library.found,
                        tuple(library.used), tuple(keys), reads, not failed)
        return Work(script, lowered), record

    def judge(self, work: Work, given: Given) -> tuple[Diagnostic, ...]:
        """The findings of the rules that judge an episode by itself, at their own levels."""
        episode, path = _with(given.heard, work.lowered.episode), work.script.source.path
        subject = _Walked(self.bible, self.names, {path: work.script}, (replace(work.lowered, episode=episode),), (episode,),
                          (flow(episode, self.bible, given.before),), self.translations,
                          {**self.texts, path: work.script.source})
        return tuple(one for rule in rules(together=False) for one in rule.check(subject))


class _Walked(Subject):
    """A series whose moments are made once, for all rules."""

    __slots__ = ("_walk",)
    _walk: tuple[Moment, ...]

    def moments(self) -> Iterator[Moment]:
        if not hasattr(self, "_walk"):
            object.__setattr__(self, "_walk", tuple(super().moments()))
        return iter(self._walk)


@cache
def _every_rule() -> tuple[Rule, ...]:
    return all_rules()


@cache
def rules(together: bool) -> tuple[Rule, ...]:
    """The rules that compare episodes, or those that judge each by itself, by code."""
    return tuple(rule for rule in _every_rule() if together == (rule.name in TOGETHER))


def strange_rules() -> tuple[str, ...]:
    """The names of the rules of which it is not said which kind they are; where there are any, no script can be judged
    by itself."""
    return tuple(rule.name for rule in _every_rule()
                 if not (rule.name in ALONE or rule.name in TOGETHER or rule.check.__module__ == unknown.__name__))


def default_choice(bible: Bible) -> dict[str, str]:
    """The version that is made when nobody asks for another."""
    return {**{id: one.default for id, one in bible.variants.items()}, LANGUAGE: bible.series.language}


def stem(path: str) -> str:
    """The id of the episode in the file `path`."""
    return path.rpartition("/")[2].rpartition(".")[0]


def _with(heard: tuple[Line, ...], episode: Episode) -> Episode:
    """`episode` with the lines `heard` in the places of its own."""
    if not heard:
        return episode
    lines = {line.index: line for line in heard}
    return replace(episode, scenes=tuple(
        replace(scene, beats=tuple(lines.get(beat.index, beat) if isinstance(beat, Line) else beat for beat in scene.beats))
        for scene in episode.scenes))


def skeleton(episode: Episode) -> Episode:
    """`episode` with what matters beyond it. Every state that it hands on, and every beat of the ledger with the state
    around it, is as in the whole; one more scene names everybody who is in it."""
    scenes: list[Scene] = []
    for scene in episode.scenes:
        if any(isinstance(beat, _STATE) for beat in scene.beats):
            beats = tuple(map(_bare, scene.beats))
        else:
            beats = tuple(beat for beat in scene.beats if isinstance(beat, Line) and (beat.id or beat.same_as))
            if not beats and scenes and scenes[-1].storytime == scene.storytime:
                continue
        scenes.append(replace(scene, beats=beats))
    everybody = dict.fromkeys(who for scene in episode.scenes for beat in scene.beats for who in _people(beat))
    roll = Scene("", "", "", True, "", False, "", "", "present", (Act("", tuple(everybody)),))
    return replace(episode, scenes=(*scenes, roll))


def _bare(beat: Beat) -> Beat:
    """`beat` without words that no rule compares."""
    if isinstance(beat, Act):
        return replace(beat, text="", props=(), sounds=())
    if isinstance(beat, Line) and not beat.id and not beat.same_as:
        return replace(beat, words=(), delivery="", manner=())
    return beat


def _people(beat: Beat) -> tuple[str, ...]:
    match beat:
        case Line():
            return beat.speakers
        case Act():
            return beat.who
        case ShotAsk():
            return (*beat.subjects, *beat.on)
        case Change():
            return (beat.who, beat.to)
        case Fact():
            return beat.who
    return ()
