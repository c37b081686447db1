"""text: a comparison for people at a terminal. What changed and why, then every film, then what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click

from ...compiler.changes.nodes import ActionWork, Cause, Changes, EpisodeChange, ShotChange, Work
from ..report.text.cells import cells, plain
from . import view
from .view import Block, Comparison

_COLOURS = {"added": "green", "changed": "yellow", "sound": "magenta", "moved": "cyan", "removed": "red"}
_PLACES, _REASONS, _FILMS = 3, 12, 6


def render(comparison: Comparison, path: Callable[[str], str] = str, every: bool = False) -> str:
    """The whole comparison, with ANSI colours. `path` names a file from where the reader stands; with `every` no shots are
    taken together."""
    return "\n".join(_lines(comparison, path, every)) + "\n"


def _lines(comparison: Comparison, path: Callable[[str], str], every: bool) -> Iterator[str]:
    changes = comparison.changes
    yield click.style(f"{plain(comparison.left)} → {plain(comparison.right)}", bold=True)
    for note in comparison.notes:
        yield f"  {click.style('note:', fg='blue', bold=True)} {plain(note)}"
    if not changes.episodes:
        yield "Nothing changes: every film is made as it was."
        yield from _after(changes)
        return
    why = view.reasons(changes)
    if len(why) > 1 or any(count > 1 for _, count, _ in why):
        yield ""
        yield click.style("Why", bold=True)
        for cause, count, films in why[:_REASONS]:
            wide = f"{view.plural(count, 'shot')} in {', '.join(films[:_FILMS])}{' …' if len(films) > _FILMS else ''}"
            yield f"  {plain(cause.text)}{_at(cause, comparison, path)}  {_faint(plain(wide))}"
        if len(why) > _REASONS:
            yield _faint(f"  and {len(why) - _REASONS} more")
    for film in changes.episodes:
        yield ""
        yield from _film(film, comparison, path, every)
    yield ""
    yield from _costs(changes)
    yield from _after(changes)


def _film(film: EpisodeChange, comparison: Comparison, path: Callable[[str], str], every: bool) -> Iterator[str]:
    name = plain(" · ".join(one for one in (film.episode, film.title, film.language) if one))
    was = _faint(f" (was {plain(film.was)})") if film.was else ""
    length = view.clock(film.seconds or film.was_seconds)
    if film.kind == "changed" and round(film.seconds, 1) != round(film.was_seconds, 1):
        length = f"{view.clock(film.was_seconds)} → {length}"
    yield f"{click.style(name, bold=True)}{was}  {length}  {_state(film)}"
    if film.kind in ("added", "removed"):
        return
    for block in view.blocks(film, every):
        yield from _block(block, comparison, path)
    for cause in film.film:
        yield f"  {click.style('film       ', fg='yellow')}{plain(cause.text)}{_at(cause, comparison, path)}"
    if film.remade:
        yield _faint(f"  made again {', '.join(film.remade)}")


def _state(film: EpisodeChange) -> str:
    if film.kind == "added":
        return click.style(f"new: {view.plural(film.count('added'), 'shot')}", fg="green")
    if film.kind == "removed":
        return click.style("removed", fg="red")
    return view.counted(film)


def _block(block: Block, comparison: Comparison, path: Callable[[str], str]) -> Iterator[str]:
    word = click.style(f"{view.WORDS[block.kind]:<11}", fg=_COLOURS[block.kind])
    if len(block.shots) > 1:
        yield f"  {word}{view.numbers(block.shots)}  {_faint(f'{len(block.shots)} shots')}{_free(block)}"
    else:
        yield f"  {word}{_shot(block.shots[0])}{_free(block)}"
    for cause in block.causes:
        yield f"             {plain(cause.text)}{_at(cause, comparison, path)}"
    for cause in block.follows:
        lead = "so: " if block.causes else ""
        where = "" if block.causes else _at(cause, comparison, path, "from ")
        yield _faint(f"             {lead}{plain(cause.text)}") + where


def _shot(shot: ShotChange) -> str:
    said = _faint(f" “{plain(shot.said)}”") if shot.said else ""
    return f"{view.number(shot)}  {_faint(view.clock(shot.start))}  {plain(shot.label)}, {plain(shot.place)}{said}"


def _free(block: Block) -> str:
    words = view.free(block)
    return _faint(f"  {words}") if words else ""


def _at(cause: Cause, comparison: Comparison, path: Callable[[str], str], lead: str = "") -> str:
    where = _where(cause, comparison, path)
    return f"  {_faint(lead) if lead else ''}{click.style(where, fg='blue')}" if where else ""


def _where(cause: Cause, comparison: Comparison, path: Callable[[str], str]) -> str:
    found = view.places(cause, comparison)
    names = [f"{plain(path(file))}:{line}{'' if here else f' in {plain(comparison.left)}'}" for file, line, here in found]
    return ", ".join(names[:_PLACES]) + (" …" if len(names) > _PLACES else "")


def _costs(changes: Changes) -> Iterator[str]:
    rows = [one for one in changes.actions if one.work.tasks]
    if not rows:
        yield "Nothing has to be made for it."
        return
    paid = bool(changes.work.money), bool(changes.work.gpu)
    head = ["", "new", "in store", "to make", *(["GPU"] if paid[1] else []), "CPU", *(["money"] if paid[0] else [])]
    table = [head, *(_row(one, paid) for one in rows), ["in all", *_figures(changes.work, paid)]]
    widths = [max(cells(row[at]) for row in table) for at in range(len(head))]
    yield click.style("What it costs", bold=True)
    for order, row in enumerate(table):
        first = row[0] + " " * (widths[0] - cells(row[0]))
        rest = "".join(f"  {text:>{width}}" for text, width in zip(row[1:], widths[1:], strict=True))
        line = f"  {first}{rest}"
        yield _faint(line) if order == 0 else click.style(line, bold=True) if order == len(table) - 1 else line


def _row(one: ActionWork, paid: tuple[bool, bool]) -> list[str]:
    return [one.action, *_figures(one.work, paid)]


def _figures(work: Work, paid: tuple[bool, bool]) -> list[str]:
    return [f"{work.tasks:,}", f"{work.cached:,}" if work.cached else "", f"{work.to_make():,}" if work.to_make() else "",
            *([view.effort(work.gpu)] if paid[1] else []), view.effort(work.cpu), *([view.money(work.money)] if paid[0] else [])]


def _after(changes: Changes) -> Iterator[str]:
    if changes.standing.tasks:
        costs = ", ".join(one for one in (f"{view.effort(changes.standing.gpu)} GPU" if changes.standing.gpu else "",
                                          view.effort(changes.standing.cpu), view.money(changes.standing.money)) if one)
        yield _faint(f"  {view.plural(changes.standing.tasks, 'task')} of both sides "
                     f"{'is' if changes.standing.tasks == 1 else 'are'} not in the store either "
                     f"({costs or 'no time'}): no cost of this change")
    if changes.estimated:
        yield _faint(f"  {view.plural(changes.estimated, 'line')} of the newer side not spoken yet: "
                     "lengths, and so the cuts, are estimates")
    if changes.calm and changes.episodes:
        yield _faint(f"  {view.plural(changes.calm, 'film')} as {'it was' if changes.calm == 1 else 'they were'}")


def _faint(text: str) -> str:
    return click.style(text, dim=True)
