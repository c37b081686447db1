"""Makes the plans of the wanted versions of an episode while its story is at hand, or takes them from the shelf."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..base.digest import digest_bytes
from ..base.nodes import node
from ..base.source import Source, stem
from ..bible.nodes import Bible, Target
from ..cut.direct import Directing
from ..cut.takes import takes_of
from ..driver import Taken, taken
from ..plan.nodes import Task
from ..request import Request
from ..story.nodes import Episode
from ..story.state import Flow
from . import shelf
from .shelf import Fragment

Fragments = tuple[Fragment, ...]
_ACTED = ("gain", "pause", "breath", "tremble")


@node
class Films:
    """Makes what `request` asks for of each episode: a fragment for each of the `languages`, for `target`, with lines as
    long as `timings` says, and the circled `takes`. `root` is the folder of the series."""

    root: str
    request: Request
    languages: tuple[str, ...]
    target: Target
    timings: Mapping[str, float]
    takes: Mapping[str, int]

    def known(self, source: Source, mark: str) -> Fragments | None:
        """The fragments that were kept of a script, if all are there."""
        if not self.wants(source):
            return ()
        found = []
        for language in self.languages:
            one = shelf.load(self._place(source, language), self._mark(source, mark), self.timings) if mark else None
            if one is None:
                return None
            found.append(one)
        return tuple(found)

    def make(self, source: Source, mark: str, episode: Episode, flow: Flow, whole: Callable[[], Bible],
             directing: Directing) -> Fragments:
        """The fragments of `episode`, which are kept where there is a `mark` for them."""
        if not self.wants(source):
            return ()
        made = []
        for language in self.languages:
            one = fragment(taken(episode, flow, language, whole(), self.target, self.timings, self.takes,
                                 self.request.variants, pins=self.request.pins,
                                 directing=directing), self.request.pins)
            if mark:
                one = shelf.save(self._place(source, language), self._mark(source, mark), one)
            made.append(one)
        return tuple(made)

    def wants(self, source: Source) -> bool:
        """Whether the episode in the script `source` is asked for."""
        return not self.request.episodes or stem(source.path) in self.request.episodes

    def _place(self, source: Source, language: str) -> str:
        """One version of an episode, for one target, has one place on the shelf."""
        target = self.target
        version = repr(self.request.variants)
        return "\n".join((self.root, source.path, language, target.id, target.voice, repr(target.tiny), version))

    def _mark(self, source: Source, mark: str) -> str:
        takes = sorted(takes_of(stem(source.path), self.takes).items())
        return digest_bytes(f"{mark}\n{self.target!r}\n{takes}\n{sorted(self.request.pins.items())}".encode())


def fragment(one: Taken, pins: Mapping[str, str]) -> Fragment:
    """What is kept of a take."""
    spoken = tuple(task.key for task in one.speech.values())
    heard = {one.speech[index].key: timing.seconds for index, timing in one.heard.items()}
    acted = dict.fromkeys(task.key for task in one.speech.values() if is_acted(task))
    plan = one.plan(pins)
    before = one.take.before if one.take is not None else ()
    voices = [task.key for task in (*before, *one.speech.values())]
    there = [task.key for task in plan.tasks[: len(voices)]] == voices
    return Fragment(plan, one.found, spoken, heard, tuple(acted), one.shots, len(voices) if there else -1, fresh=True)


def is_acted(task: Task) -> bool:
    """Whether the speech `task` asks for more than words of a voice without emotions: then these are approximated."""
    return "instruct" not in task.params and any(task.params[name] for name in _ACTED)
