"""Who knows what: what is revealed, what a child was told, what only the audience was."""

from __future__ import annotations

from collections.abc import Iterator

from ...stdlib import fold
from ..base.nodes import replace
from ..bible.nodes import Bible
from .nodes import Fact
from .snapshot import State


def learn(state: State, fact: Fact, storytime: str = "", bible: Bible | None = None) -> State:
    """`state` after an entry of the ledger: what is revealed is known to those it is told to, else to all who are
    present. Who is said to know something knows it from there on: a missing reveal is told once. What a child is told, the
    grown person of `bible` knows."""
    if fact.kind not in ("reveals", "knows"):
        return state
    if fact.kind == "reveals":
        key, now = fold(fact.id), (storytime, fact.who or state.present)
        if state.told.get(key) != now:
            state = replace(state, told={**state.told, key: now}, since={**state.since, f"reveals:{key}": fact.span})
    told = fact.who or state.present
    if bible is not None:
        told = (*told, *(one for who in told for one in _grown(who, bible)))
    fresh = frozenset((who, fold(fact.id)) for who in told if not state.knows(who, fact.id))
    return _knowing(state, fresh)


def with_audience(state: State, told: State) -> State:
    """`state` with what the audience was told in `told`, which knows no story time."""
    if not told.told:
        return state
    places = {key: span for key, span in told.since.items() if key.startswith("reveals:")}
    return replace(state, told={**state.told, **told.told}, since={**state.since, **places})


def with_childhood(state: State, told: State, bible: Bible) -> State:
    """`state` with what children were told in the flashback that ends in `told`: the grown people of the present know it."""
    fresh = frozenset((grown, fact) for some in told.knowing for who, fact in some for grown in _grown(who, bible)
                      if not state.knows(grown, fact))
    return _knowing(state, fresh)


def _knowing(state: State, fresh: frozenset[tuple[str, str]]) -> State:
    """`state` in which the pairs `fresh` are known too."""
    if not fresh:
        return state
    known = list(state.knowing)
    while known and len(known[-1]) <= len(fresh):
        fresh |= known.pop()
    return replace(state, knowing=(*known, fresh))


def _grown(who: str, bible: Bible) -> Iterator[str]:
    """The older ages of `who`, in the bible's order; where it gives no ages, only the person of whom `who` is another one."""
    one = bible.cast.get(who)
    if one is None:
        return
    main = one.same_person or who
    for id, other in bible.cast.items():
        older = other.age > one.age if one.aged and other.aged else id == one.same_person
        if id != who and older and main in (id, other.same_person):
            yield id
