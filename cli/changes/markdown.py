"""markdown: a comparison as a comment on a pull request. Text of scripts and bibles is shown as text, whatever it contains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...compiler.changes.nodes import Cause, Changes, EpisodeChange, ShotChange, Work
from ..report.text.cells import plain
from . import view
from .view import Block, Comparison

MARK = "<!-- dramac plan -->"
"""Stands first, so that a bot finds its own comment again."""
LONGEST = 60_000
"""Characters: GitHub refuses comments of more than 65 536."""
_OPEN, _ROWS, _PLACES, _REASONS = 12, 200, 3, 20
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~$&^!]|:(?=//|[\w+-]+:)|@(?=\w)|#(?=\d+\b)|www(?=\.)")
_JOINER = "&#8288;"
"""A mark of no width: GitHub makes people of `@name`, issues of `#1` and links of `www.` also where they are written as
entities, but not across this."""


def render(comparison: Comparison) -> str:
    """The whole comparison as GitHub's Markdown; where it is too long for a comment the lists of shots are left out, from
    the last film on, and that is said."""
    films = [list(_film(film, comparison)) for film in comparison.changes.episodes]
    head, tail = list(_head(comparison)), list(_tail(comparison.changes))
    shown = len(films)
    while True:
        left = len(films) - shown
        more = [f"… and {view.plural(left, 'more film')}: `dramac plan` with the same revisions shows them.", ""] if left else []
        text = "\n".join([*head, *(line for film in films[:shown] for line in film), *more, *tail]) + "\n"
        if len(text) <= LONGEST or not shown:
            return text
        shown = shown // 2


def _head(comparison: Comparison) -> Iterator[str]:
    changes = comparison.changes
    yield MARK
    yield f"### What this changes in the film{'' if len(changes.episodes) == 1 else 's'}"
    yield ""
    yield f"{_text(comparison.left)} → {_text(comparison.right)}: {_sum(changes)}"
    yield ""
    for note in comparison.notes:
        yield f"> {_text(note)}"
        yield ""
    why = view.reasons(changes)
    if why:
        yield "| why | where | shots |"
        yield "|---|---|---:|"
        for cause, count, _ in why[:_REASONS]:
            yield f"| {_text(cause.text)} | {_where(cause, comparison)} | {count} |"
        if len(why) > _REASONS:
            yield f"| and {len(why) - _REASONS} more | | |"
        yield ""


def _sum(changes: Changes) -> str:
    if not changes.episodes:
        return "every film is made as it was."
    shots = ", ".join(f"{view.plural(count, 'shot')} {view.WORDS[kind]}" for kind in view.WORDS if (count := changes.count(kind)))
    work = changes.work
    seconds = (f"{view.effort(work.gpu)} GPU" if work.gpu else "", f"{view.effort(work.cpu)} CPU" if work.cpu else "")
    costs = ", ".join(one for one in (*seconds, view.money(work.money)) if one)
    if not work.to_make():
        return f"{shots or 'no shot changes'}; **nothing to make**."
    return f"{shots or 'no shot changes'}; **{view.plural(work.to_make(), 'task')} to make**{f' ({costs})' if costs else ''}."


def _film(film: EpisodeChange, comparison: Comparison) -> Iterator[str]:
    name = _text(" · ".join(one for one in (film.episode, film.title, film.language) if one))
    was = f" (was {_text(film.was)})" if film.was else ""
    if film.kind == "added":
        yield f"**{name}** is new: {view.plural(film.count('added'), 'shot')}, {view.clock(film.seconds)}"
        yield ""
        return
    if film.kind == "removed":
        yield f"**{name}** is removed"
        yield ""
        return
    length = view.clock(film.seconds)
    if round(film.seconds, 1) != round(film.was_seconds, 1):
        length = f"{view.clock(film.was_seconds)} → {length}"
    title = f"<b>{name}</b>{was} {length}: {view.counted(film)}"
    found = view.blocks(film)
    long = len(found) > _OPEN
    yield f"<details{'' if long else ' open'}><summary>{title}</summary>"
    yield ""
    yield from _table(found, film, comparison)
    yield ""
    if film.remade:
        yield f"Made again: {', '.join(film.remade)}."
        yield ""
    yield "</details>"
    yield ""


def _table(found: list[Block], film: EpisodeChange, comparison: Comparison) -> Iterator[str]:
    if found or film.film:
        yield "| | shot | what | why |"
        yield "|---|---|---|---|"
    for block in found[:_ROWS]:
        many = len(block.shots) > 1
        which = view.numbers(block.shots) if many else view.number(block.shots[0])
        what = f"{len(block.shots)} shots" if many else _what(block.shots[0])
        yield f"| {view.WORDS[block.kind]} | {which} | {what} | {_why(block, comparison)} |"
    if len(found) > _ROWS:
        yield f"| | | and {len(found) - _ROWS} more | |"
    for cause in film.film:
        yield f"| film | | | {_told(cause, comparison)} |"


def _what(shot: ShotChange) -> str:
    said = f"<br>“{_text(shot.said)}”" if shot.said else ""
    return f"{_text(shot.label)}, {_text(shot.place)}{said}"


def _why(block: Block, comparison: Comparison) -> str:
    told = [_told(one, comparison) for one in block.causes]
    told += [f"<sub>{_told(one, comparison)}</sub>" for one in block.follows]
    return "<br>".join((*told, *([view.free(block)] if view.free(block) else [])))


def _told(cause: Cause, comparison: Comparison) -> str:
    where = _where(cause, comparison)
    return _text(cause.text) + (f" {where}" if where else "")


def _where(cause: Cause, comparison: Comparison) -> str:
    found = view.places(cause, comparison)
    names = [f"{_file(comparison.prefix + file)}:{line}{'' if here else ' (before)'}" for file, line, here in found]
    return ", ".join(names[:_PLACES]) + (" …" if len(names) > _PLACES else "")


def _tail(changes: Changes) -> Iterator[str]:
    rows = [one for one in changes.actions if one.work.tasks]
    if rows:
        yield f"<details><summary>Tasks: {view.plural(changes.work.tasks, 'new one')}</summary>"
        yield ""
        yield "| action | new | in the store | to make | GPU | CPU | money |"
        yield "|---|---:|---:|---:|---:|---:|---:|"
        for one in rows:
            yield f"| {_text(one.action)} | {_figures(one.work)} |"
        yield f"| **in all** | {_figures(changes.work)} |"
        yield ""
        yield "</details>"
        yield ""
    notes = []
    if changes.estimated:
        notes.append(f"{view.plural(changes.estimated, 'line')} not spoken yet: lengths, and so the cuts, are estimates.")
    if changes.calm and changes.episodes:
        notes.append(f"{view.plural(changes.calm, 'film')} as {'it was' if changes.calm == 1 else 'they were'}.")
    if notes:
        yield f"<sub>{' '.join(notes)}</sub>"


def _figures(work: Work) -> str:
    return " | ".join((f"{work.tasks:,}", f"{work.cached:,}", f"{work.to_make():,}", view.effort(work.gpu), view.effort(work.cpu),
                       view.money(work.money)))


def _text(text: str) -> str:
    """`text` as it stands: nothing in it is markup, a mention, a link or the end of a cell. What stands between backticks is
    shown as code, if they come in pairs."""
    parts = plain(text).split("`")
    if len(parts) % 2 == 0:
        return _SPECIAL.sub(_entity, plain(text))
    shown = [_SPECIAL.sub(_entity, one) for one in parts]
    return "".join(f"<code>{one}</code>" if at % 2 and one else one for at, one in enumerate(shown))


def _entity(found: re.Match[str]) -> str:
    one = found[0]
    if one == "www":
        return f"www{_JOINER}"
    return f"&#{ord(one)};{_JOINER if one in '@#' else ''}"


def _file(path: str) -> str:
    return f"<code>{_text(path)}</code>"
