"""Where a prop was told of last, for findings that name both places."""

from __future__ import annotations

from ..base.diagnostic import Label
from ..base.source import NOWHERE
from ..bible.nodes import Bible
from ..story.state import State


def last_told(prop: str, state: State, bible: Bible) -> tuple[Label, ...]:
    """A label where `prop` last changed hands or, where it never did, at its holder in the bible; none where nothing has
    told of it."""
    since = state.since.get(f"holds:{prop}")
    if since is not None:
        return (Label(since, f"{prop} last changes hands here"),)
    holder = bible.cast.get(state.holder(prop))
    if holder is None or holder.span == NOWHERE:
        return ()
    return (Label(holder.span, f"{holder.id} holds {prop} at the start"),)
