"""One script by itself: read, put together, lowered and judged. What remains of it for the series is a record.

The rules are of two kinds. Most judge an episode by itself, given the state in which it begins; the others compare
episodes, and need of each only its `ledger`: facts, the lines that have ids, and who is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cache, partial
from typing import Any, Protocol

from ..analyse import empty, is_judged, reading
from ..base.diagnostic import Diagnostic
from ..base.nodes import node, replace
from ..base.source import Source, stem
from ..bible.names import Names
from ..bible.nodes import Bible
from ..check import unknown
from ..check.rule import Rule, Subject, Translations
from ..check.run import all_rules
from ..craft.run import outline, preview
from ..cut.direct import Directing, once
from ..expand.library import Library, default_choice
from ..expand.run import expand, keys_of
from ..project import Project
from ..story.lower import lower
from ..story.lowered import Lowered
from ..story.nodes import Episode, Line
from ..story.state import Flow, flow
from ..syntax.parse import parse
from ..syntax.tree import Script
from .forms import codec, digest_data
from .passed import Numbered, Passed, Step, numbered
from .record import Compared, Record, bones_of, borrows, itself, ledger_of
from .result import Findings, Judged, digest_text

ALONE = frozenset((
    "absent_speaker", "absent_subject", "broken_prop", "changed_outfit", "changed_weather", "dead_character",
    "duplicate_line_id", "empty_scene", "impossible_entrance", "impossible_handover", "missing_translation",
    "never_introduced", "prop_in_two_places", "prop_of_another", "repeated_framing", "screen_direction",
    "stale_translation", "two_places_at_once", "undeclared_outfit", "untold_fact", "vanished_mark",
    "visible_offscreen_speaker", "wrong_age", "wrong_contd", "wrong_time_of_day"))
"""Rules whose findings on an episode hang on that episode, on the state in which it begins, and on the bible. So do those
that `check/unknown.py` makes, which need not be listed."""
TOGETHER = frozenset(("duplicate_episode", "inferred_cast", "reworded_line", "shared_name", "unknown_line", "unpaid_plant",
                      "unplanted_payoff", "unused_character"))
"""Rules that compare episodes, and see enough in their ledgers; they are told no states (`Subject.beats`, not `moments`)."""


@node
class Given:
    """What the series gives a script: the state in which it begins (with numbers for places, see `passed`), and the lines
    of it that are heard as those of other episodes are. `mark` tells two such gifts apart; `step` is what the script
    makes of the state, to be kept with its findings."""

    before: Passed
    step: Step
    heard: tuple[Line, ...] = ()

    @property
    def mark(self) -> str:
        """A digest of all of it but the places."""
        return self.before.mark if not self.heard else digest_data([self.before.mark, codec().data(self.heard)])


@node
class Work:
    """A script whose record has been made, until it is known what the series gives it. `bones` is the episode as far as it
    changes the state; `library` has read what it includes; `face` is the episode as rules see it that compare episodes."""

    script: Script
    lowered: Lowered
    bones: Episode
    library: Library
    face: Numbered


class Maker(Protocol):
    """Makes something of every episode while its story is at hand, and keeps it. `mark` stands for all that an episode hangs
    on; it is empty where nothing may be kept. Places in what is made may be numbers, as in findings."""

    def known(self, source: Source, mark: str) -> Any | None:
        """What was kept of the script `source`, or None."""

    def make(self, source: Source, mark: str, episode: Episode, flow: Flow, whole: Callable[[], Bible],
             directing: Directing) -> Any:
        """What is to be made of `episode`; `whole` gives the bible with nothing left open, and
        `directing` is `direct`, which remembers what it has directed."""


@node
class Desk:
    """What every script of a series is read against. `texts` are the sources of the translations; `whole` gives the bible with
    nothing left open; `maker` is asked to make more of every episode than findings. `sources` are the texts of the bible."""

    project: Project
    bible: Bible
    names: Names
    cast: frozenset[str]
    translations: Translations
    texts: Mapping[str, Source]
    whole: Callable[[], Bible] = field(compare=False, repr=False)
    maker: Maker | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)

    def read(self, source: Source, parsed: tuple[Script, Findings] | None = None) -> tuple[Work, Record]:
        """Parse (unless that is done: `parsed`), put together and lower one script, in the version that is made when nobody
        asks for another."""
        failed: list[str] = []
        library = Library(self.bible, self.names, self.cast, lambda name: reading(self.project, name, failed))
        script, syntax = parsed or parse(source, self.cast)
        keys = keys_of(script, library)
        whole = expand(script, library, default_choice(self.bible))
        id = stem(source.path)
        lowered = lower(whole.script, self.bible, self.names, self.translations.get(id, {}), id)
        reads = {name: digest_text(one.source.text) for name, one in library.scripts.items()}
        found = (*whole.found, *empty([[lowered.episode]]))
        episode = lowered.episode
        seen = Compared(ledger_of(episode), outline(episode), script.title)
        face = numbered(codec().data(seen))
        record = Record(episode.id, episode.number, len(episode.scenes), borrows(seen.ledger), digest_text(face.text),
                        partial(itself, seen), partial(itself, face.places), lowered.suppressions, syntax, found, library.found,
                        tuple(library.used), tuple(keys), reads, not failed)
        return Work(script, lowered, bones_of(episode), library, face), record

    def judge(self, work: Work, given: Given, mark: str = "") -> Judged:
        """The findings on an episode by itself, at their own levels, with numbers for the places of the state before; and
        what the maker makes of it, with the `mark` that stands for all of it.

        What else can be found in one episode is to be found here, and in `analyse.analyse`."""
        episode, source = _with(given.heard, work.lowered.episode), work.script.source
        states = flow(episode, self.bible, given.before.state())
        film: tuple[Diagnostic, ...] = ()
        directing = once()
        if is_judged(self.bible) and episode.scenes:
            film = preview(episode, states, self.bible, self.bible.series.language, whole=self.whole(), directing=directing)
        made = self.maker.make(source, mark, episode, states, self.whole, directing) if self.maker is not None else None
        return Judged(self._told(work, episode, states), film, made)

    def _told(self, work: Work, episode: Episode, states: Flow) -> tuple[Diagnostic, ...]:
        """What the rules say of `episode`."""
        path = work.script.source.path
        subject = Subject(self.bible, self.names, {path: work.script}, (replace(work.lowered, episode=episode),), (episode,),
                          (states,), self.translations, {**self.texts, path: work.script.source})
        return tuple(one for rule in rules(together=False) for one in rule.check(subject))


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


def _with(heard: tuple[Line, ...], episode: Episode) -> Episode:
    """`episode` with the lines `heard` in the places of its own."""
    if not heard:
        return episode
    lines = {line.index: line for line in heard}
    return replace(episode, scenes=tuple(
        replace(scene, beats=tuple(lines.get(beat.index, beat) if isinstance(beat, Line) else beat for beat in scene.beats))
        for scene in episode.scenes))
