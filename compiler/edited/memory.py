"""What is remembered of a series from one edit to the next: of every file its newest version."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from ..analyse import bible_of, cast_words
from ..base.diagnostic import Diagnostic
from ..base.nodes import node
from ..base.source import Source, stem
from ..bible.files import Seen, seen_by, unchanged
from ..bible.names import Names
from ..bible.nodes import Bible
from ..bible.resolve import codec
from ..checked.episode import Desk, Given, Work
from ..checked.forms import written
from ..checked.record import Record, itself
from ..checked.result import Judged
from ..checked.shelf import Kept
from ..craft.run import ready
from ..project import Project, included
from ..story.nodes import Episode
from ..story.snapshot import Flow, State
from ..story.state import flow, starts


@node
class Head:
    """What every script is read against. `seen` tells from what files the bible was read, None where that cannot be told;
    `ready` holds the bible with nothing left open once it was asked for."""

    bible: Bible
    sources: dict[str, Source]
    found: tuple[Diagnostic, ...]
    seen: Seen | None
    names: Names
    cast: frozenset[str]
    ready: list[Bible] = field(default_factory=list)


@node
class Held:
    """A script as it was read. `head` has the bible of then, `words` its translations and `texts` the files of these; `kept`
    is what was found in it, None before that."""

    source: Source
    head: Head
    words: Mapping[str, Mapping[str, str]]
    texts: tuple[Source | None, ...]
    work: Work
    record: Record
    kept: Kept | None = None


@dataclass(slots=True)
class Memory:
    """What is remembered of one project; `joined` of the series as a whole, with its bible and mark. It grows no larger than the
    project: what a file held before is forgotten."""

    head: Head | None = None
    scripts: dict[str, Held] = field(default_factory=dict)
    flows: tuple[tuple[Episode, State, Flow], ...] = ()
    joined: tuple[Bible, str, str] | None = None

    def copy(self) -> Memory:
        """The same memory, to be used for a version of the project that is only tried."""
        return Memory(self.head, dict(self.scripts), self.flows, self.joined)

    def read_head(self, project: Project) -> Head:
        """The bible of `project`: the very same object as long as nothing in it has changed, nor moved."""
        old, file = self.head, project.bible
        if old is not None and old.seen is not None and file is not None and unchanged(old.seen, file, project.root) is not None:
            return old
        bible, sources, found = bible_of(project)
        seen = seen_by(file, project.root, sources) if file is not None else None
        if old is not None and _written(bible) == _written(old.bible):
            bible, names, cast, whole = old.bible, old.names, old.cast, old.ready
            self.head = Head(bible, sources, found, seen, names, cast, whole)
        else:
            self.head = Head(bible, sources, found, seen, Names(bible), cast_words(bible))
        return self.head

    def whole(self, head: Head) -> Bible:
        """The bible of `head` with nothing left open."""
        if not head.ready:
            head.ready.append(ready(head.bible))
        return head.ready[0]

    def follow(self, episodes: Sequence[Episode], bible: Bible) -> tuple[Flow, ...]:
        """The continuity state of each of the `episodes`: computed only where an episode is another than before, or begins
        in another state."""
        known = {id(episode): (before, one) for episode, before, one in self.flows}
        now: list[tuple[Episode, State, Flow]] = []
        state = starts(bible)
        for episode in episodes:
            before, one = known.get(id(episode), (None, None))
            if one is None or before is None or not alike(before, state):
                one = flow(episode, bible, state)
            else:
                state = before
            now.append((episode, state, one))
            state = one.after
        self.flows = tuple(now)
        return tuple(one for _, _, one in now)


class Bench:
    """The memory of a series at one desk (see `checked.shelf.Keeper`). Of a script that is not UTF-8, or that names files
    which cannot be read, nothing is reused: what is said of those hangs on more than their bytes."""

    def __init__(self, desk: Desk, head: Head, memory: Memory) -> None:
        self._desk, self._head, self._memory = desk, head, memory
        self._project = desk.project

    def load(self, source: Source) -> Kept | None:
        """What was found in a script, if nothing has changed that it hangs on beside the state."""
        held = self._same(source)
        return held.kept if held is not None else None

    def read(self, source: Source) -> tuple[Work, Record]:
        """A script, read only if that is not done."""
        held = self._same(source)
        if held is None:
            old, parsed = self._memory.scripts.get(source.path), None
            if old is not None and old.source == source and old.head.cast == self._head.cast:
                source, parsed = old.source, (old.work.script, old.record.syntax)
            work, record = self._desk.read(source, parsed)
            held = Held(source, self._head, self._words(source), self._texts(source), work, record)
            self._memory.scripts[source.path] = held
        return held.work, held.record

    def judge(self, work: Work, record: Record, given: Given) -> Judged:
        """What is found in a script that was `given` something by the series; it is remembered."""
        judged = self._desk.judge(work, given)
        held = self._memory.scripts[work.script.source.path]
        kept = Kept(record, given.before.mark, given.mark, given.step, judged, partial(itself, work.bones))
        self._memory.scripts[work.script.source.path] = Held(held.source, held.head, held.words, held.texts, work, record, kept)
        return judged

    def mark(self, source: Source, record: Record, given: Given) -> str:
        """Nothing: no films are kept here."""
        return ""

    def joined(self, mark: str) -> Any | None:
        """What was kept of a series with that `mark` and this bible."""
        bible, known, text = self._memory.joined or (None, "", "")
        return json.loads(text) if bible is self._head.bible and known == mark else None

    def keep_joined(self, mark: str, data: Any | None) -> None:
        """Keep `data` of a series with that `mark`, if there is any."""
        self._memory.joined = (self._head.bible, mark, written(data)) if data is not None else None

    def _same(self, source: Source) -> Held | None:
        """What is remembered of a script, if reading it would give the same."""
        held = self._memory.scripts.get(source.path)
        if held is None or held.source != source or held.head.bible is not self._head.bible:
            return None
        if not held.record.whole or source.path in self._project.not_utf8:
            return None
        if held.words != self._words(source) or held.texts != self._texts(source):
            return None
        return held if all(self._is(name, one.source) for name, one in held.work.library.scripts.items()) else None

    def _is(self, name: str, before: Source) -> bool:
        """Whether an included file is what it was."""
        now = included(self._project, name)
        return not isinstance(now, str) and now[1] is None and now[0] == before

    def _words(self, source: Source) -> Mapping[str, Mapping[str, str]]:
        return self._desk.translations.get(stem(source.path), {})

    def _texts(self, source: Source) -> tuple[Source | None, ...]:
        """The files of its translations."""
        id, root = stem(source.path), self._project.root
        return tuple(self._desk.texts.get(files[id].relative_to(root).as_posix())
                     for files in self._project.translations.values() if id in files)


def _written(bible: Bible) -> str:
    """A bible as text, places and order included."""
    return written(codec().data(bible))


def alike(one: State, other: State) -> bool:
    """Whether two states are the same in everything, places and order included, so that one may stand for the other."""
    return one is other or (one == other and one.told == other.told and all(
        list(getattr(one, name).items()) == list(getattr(other, name).items())
        for name in ("wearing", "holding", "lying", "rivals", "marks", "where", "skies", "since", "told")))
