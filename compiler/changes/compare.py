"""`compare`: two states of a series in, what the way from one to the other changes and costs out. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from ..plan.picture import label_of
from ..story.nodes import Episode
from .edits import Edits, edits_of
from .explain import explain
from .film import came, film, gone
from .ground import Ground
from .joined import upstream
from .leaves import Files, short
from .match import Pair, pair_reels, pair_shots
from .nodes import Cause, Changes, EpisodeChange, ShotChange, Work
from .side import Reel, Seen, Side, reels
from .work import Bill, by_action, work_of

_SAID = 60


def compare(before: Side, after: Side, cached: Collection[str] = ()) -> Changes:
    """What changed from state `before` (A) to state `after` (B) of a series, shot by shot, and what it costs. `cached` are
    the keys of tasks whose results are in the store."""
    return _Comparison(before, after, cached).changes()


class _Comparison:
    """One comparison while it is made: files are read, tasks paid for and episodes compared once."""

    def __init__(self, before: Side, after: Side, cached: Collection[str]) -> None:
        self._old, self._new, self._cached = before, after, cached
        self._files = Files(before.sources), Files(after.sources)
        self._tasks = before.plan.by_key(), after.plan.by_key()
        self._fresh = {key: task for key, task in self._tasks[1].items() if key not in self._tasks[0]}
        self._bill = Bill(self._fresh, cached)
        self._edits: dict[tuple[tuple[str, str], tuple[str, str]], Edits] = {}

    def changes(self) -> Changes:
        """The whole of it."""
        films = pair_reels(reels(self._old), reels(self._new))
        shots = pair_shots(films)
        found = [self._episode(before, after, pairs) for (before, after), pairs in zip(films, shots, strict=True)]
        work = work_of(self._fresh.values(), self._cached)
        known = (task for key, task in self._tasks[1].items() if key in self._tasks[0])
        standing = work_of((task for task in known if task.key not in self._cached), ())
        calm = sum(one.kind == "same" for one in found)
        return Changes(tuple(one for one in found if one.kind != "same"),
                       by_action(self._old.plan, self._new.plan, self._cached), work, standing, self._new.estimated,
                       self._old.estimated, calm)

    def _episode(self, before: Reel | None, after: Reel | None, pairs: Sequence[Pair]) -> EpisodeChange:
        told = [one for pair in pairs if (one := self._shot(before, after, pair)) is not None]
        reel = after or before
        assert reel is not None
        kept = sum(pair.after is not None for pair in pairs) - sum(one.kind != "removed" for one in told)
        rest, remade = self._bill.take(upstream(after.finals, self._tasks[1])) if after else (Work(), ())
        work = rest
        for shot in told:
            work = work.plus(shot.work)
        causes: tuple[Cause, ...] = film(self._ground(before, after)) if before and after else ()
        renamed = before.cut.episode if before and after and before.cut.episode != after.cut.episode else ""
        differs = bool(told or causes or renamed or work.tasks or (before and after and before.finals != after.finals))
        kind = "added" if before is None else "removed" if after is None else "changed" if differs else "same"
        return EpisodeChange(reel.cut.episode, reel.cut.language, _title(reel.episode), kind, renamed,
                             _seconds(after), _seconds(before), tuple(told), kept, causes,
                             remade if kind == "changed" else (), work)

    def _shot(self, before: Reel | None, after: Reel | None, pair: Pair) -> ShotChange | None:
        """What happened to a shot, or None for nothing."""
        if pair.after is None:
            assert pair.before is not None
            assert before is not None
            return _removed(before, pair.before, gone(self._ground(before, after), pair.before) if after else ())
        assert after is not None
        new, old = pair.after, pair.before
        mine = dict.fromkeys((*upstream((*new.own, *new.joint), self._tasks[1]), *(one.key for one in new.said)))
        if old is None or pair.was is None:
            causes = came(self._ground(before, after), new) if before else ()
            return _change("added", after, new, causes, self._bill.take(mine)[0])
        drawn = new.own == old.own and new.joint == old.joint
        heard = _sounds(pair.was, old) == _sounds(after, new)
        if drawn and heard:
            return _change("moved", after, new, (), Work(), pair) if pair.moved else None
        causes = explain(self._ground(pair.was, after), old, new)
        change = _change("sound" if drawn else "changed", after, new, causes, self._bill.take(mine)[0], pair)
        return replace(change, stays=not drawn and self._stays(mine))

    def _stays(self, keys: Iterable[str]) -> bool:
        """Whether a GPU works for `keys`, and nothing of it is new."""
        gpu = [key for key in keys if (task := self._tasks[1].get(key)) is not None and task.resource == "gpu"]
        return bool(gpu) and not any(key in self._fresh for key in gpu)

    def _ground(self, before: Reel | None, after: Reel | None) -> Ground:
        assert before is not None
        assert after is not None
        key = _name(before), _name(after)
        if key not in self._edits:
            self._edits[key] = edits_of(before, after)
        return Ground(self._old, self._new, before, after, *self._files, *self._tasks, self._edits[key])


def _change(kind: str, reel: Reel, seen: Seen, causes: tuple[Cause, ...], work: Work, pair: Pair | None = None) -> ShotChange:
    fps = reel.cut.fps
    old, was = (pair.before, pair.was) if pair else (None, None)
    elsewhere = was.cut.episode if was and was.cut.episode != reel.cut.episode and pair and pair.moved else ""
    return ShotChange(kind, seen.number, old.number if old else 0, label_of(seen.shot), seen.shot.setup.set.place,
                      _said(seen), seen.start / fps, seen.shot.frames / fps,
                      old.shot.frames / was.cut.fps if old and was else 0.0, elsewhere, bool(pair and pair.moved),
                      causes=causes, spans=seen.shot.spans, work=work)


def _removed(reel: Reel, seen: Seen, causes: tuple[Cause, ...]) -> ShotChange:
    fps = reel.cut.fps
    return ShotChange("removed", 0, seen.number, label_of(seen.shot), seen.shot.setup.set.place, _said(seen),
                      seen.start / fps, seen.shot.frames / fps, seen.shot.frames / fps, causes=causes, spans=seen.shot.spans)


def _sounds(reel: Reel, seen: Seen) -> tuple[tuple[str, float], ...]:
    """The recordings in a shot and the seconds at which they begin."""
    return tuple((key, round(frame / reel.cut.fps, 3)) for key, frame in seen.heard())


def _said(seen: Seen) -> str:
    return short(" ".join(one.text for one in seen.said if one.frame >= 0), _SAID)


def _seconds(reel: Reel | None) -> float:
    return reel.cut.frames() / reel.cut.fps if reel else 0.0


def _title(episode: Episode) -> str:
    return episode.title


def _name(reel: Reel) -> tuple[str, str]:
    return reel.cut.episode, reel.cut.language
