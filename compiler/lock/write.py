"""A lock as text: its version, then one fact a line, sorted. Equal locks are equal texts."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ..base.pattern import Lazy
from .nodes import FILE, Fact, Lock

HEAD = ("# What this film was made with, and the takes that were circled. `dramac build` writes it: commit it.",)
_PLAIN = Lazy(r'[^\s"#\\\ud800-\udfff]+')
_MARK = Lazy(r"<{7}|\|{7}|={7}|>{7}")
_NOTE = 60


def write(lock: Lock) -> str:
    """The text of `lock`. Facts that are disputed stand with all their values; what is foreign stays as it was."""
    lines: list[tuple[str, tuple[str, ...], str]] = []
    for fact in lock.facts:
        for one in lock.disputed.get(fact.about, (fact,)):
            bare = " ".join(map(_word, (one.kind, *one.name, one.value)))
            lines.append((bare, one.lead, bare + (f"  # {one.note}" if one.note else "")))
    lines += [(one.text, one.lead, one.text) for one in lock.foreign]
    body = [row for _, lead, text in sorted(lines) for row in (*lead, text)]
    return "\n".join((*(lock.head or HEAD), f"{FILE} {lock.version}", *body, *lock.tail, ""))


def note(words: str) -> str:
    """`words` as they may stand behind a fact: one line, not too long."""
    flat = " ".join(words.encode("utf-8", "replace").decode("utf-8").split())
    return flat if len(flat) <= _NOTE else flat[: _NOTE - 1].rstrip() + "…"


def fact(kind: str, *words: str, note: str = "") -> Fact:
    """The fact of `kind` with these words, the last of which is its value."""
    return Fact(kind, words[:-1], words[-1], note)


def seconds(value: float) -> str:
    """A length as a lock has it: read again, it is the same to the last bit."""
    text = repr(float(value))
    return text.removesuffix(".0")


def with_facts(lock: Lock, new: Iterable[Fact], without: Iterable[tuple[str, ...]] = ()) -> Lock:
    """`lock` with the facts `new` in place of what it says of the same things, and without what `without` names. A fact
    that says the same already stays as it stands, note and comments."""
    gone, told = frozenset(without), {one.about: one for one in new}
    wanted = dict(told)
    facts = []
    for old in lock.facts:
        fresh = wanted.pop(old.about, None)
        if fresh is not None and (fresh.value != old.value or old.about in lock.disputed):
            facts.append(Fact(fresh.kind, fresh.name, fresh.value, fresh.note, old.lead))
        elif fresh is not None or old.about not in gone:
            facts.append(old)
    disputed = {about: said for about, said in lock.disputed.items() if about not in told and about not in gone}
    return Lock((*facts, *wanted.values()), lock.foreign, disputed, lock.version, lock.head, lock.tail)


def _word(text: str) -> str:
    if _PLAIN.fullmatch(text) and not _MARK.match(text):
        return text
    lone = any("\ud800" <= letter <= "\udfff" for letter in text)
    return json.dumps(text, ensure_ascii=lone)
