"""Which series a person means, and which of its scripts: by the name of an episode, by the path of a script, by a folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from ..compiler.base.near import close_to
from ..compiler.base.nodes import node
from ..compiler.project import BIBLE, SCRIPTS, find_root, scripts_of

_MOST = 12


@node
class Word:
    """What somebody named: the name of an episode, and the script itself where it was named by its path."""

    name: str
    file: Path | None = None


@node
class Named:
    """`start`: where the series is looked for (None: here). `words`: the scripts that were named; none means all."""

    start: Path | None
    words: tuple[Word, ...] = ()

    @property
    def episodes(self) -> tuple[str, ...]:
        """The names of the episodes."""
        return tuple(one.name for one in self.words)


def named(start: Path | None, words: Iterable[str | Path]) -> Named:
    """What `words` stand for, in the series around `start` (what --project says) or here. A word is the name of an episode, the
    path of a script, which says where the series is, or a folder of a series, which stands for all of it. Raises UsageError
    for words that belong to different series; whether there is such an episode is for those to say who have read it."""
    found: list[Word] = []
    place = start
    for word in map(str, words):
        path = Path(word)
        script = path.suffix.lower() in SCRIPTS
        if script and _is_file(path):
            found.append(Word(path.stem, path))
        elif (word and _is_folder(path) and not _standing(start, word)) or (path.name == BIBLE and _is_file(path)):
            pass
        else:
            found.append(Word(path.stem if script else word))
            continue
        if place is None:
            place = path
        elif _root(place) != _root(path):
            raise click.UsageError(f"{word} and {place} belong to different series.")
    return Named(place, tuple(found))


def one_episode(start: Path | None, word: str) -> Named:
    """The same of the one word that has to name an episode. Raises UsageError for a folder."""
    found = named(start, (word,))
    if not found.words:
        raise click.UsageError(f"{word} is a folder; name an episode of it.")
    return found


def located(start: Path | None, word: Path) -> Path:
    """The file or folder `word`, or the script of the episode that is called so, in the series around `start` or here. Raises
    UsageError where there is neither."""
    if _is_file(word) or (_is_folder(word) and not _standing(start, str(word))):
        return word
    found = _standing(start, word.stem if word.suffix.lower() in SCRIPTS else str(word))
    if found is None:
        raise click.UsageError(f"There is no {word}: no file or folder, and no episode{_known(start, str(word))}.")
    return found


def among(one: str, known: Sequence[str], kind: str, more: str = "") -> None:
    """A usage error unless `one` is a `kind` that is known; it names those that are, and says `more`."""
    if one in known:
        return
    like = nearest(one, known)
    hint = f" Did you mean '{like}'?" if like else ""
    shown = ", ".join(known[:_MOST]) + (f" … ({len(known)} in all)" if len(known) > _MOST else "")
    there = f"There {'is' if len(known) == 1 else 'are'}: {shown}." if known else "There are none."
    raise click.UsageError(f"There is no {kind} '{one}'.{hint} {there}{f' {more}' if more else ''}")


def nearest(word: str, known: Iterable[str]) -> str:
    """What of `known` is written most like `word`, whatever the case of its letters, or nothing. Another number is no slip."""
    bare = _plain(word)
    by = {one.casefold(): one for one in known if one.casefold() == word.casefold() or _plain(one) != bare}
    near = close_to(word.casefold()[:60], by)
    return by[near[0]] if near else ""


def _plain(word: str) -> str:
    return "".join(one for one in word.casefold() if not one.isdecimal())


def _known(start: Path | None, word: str) -> str:
    root = find_root((start or Path.cwd()).resolve())
    near = nearest(Path(word).stem, [one.stem for one in scripts_of(root)]) if root else ""
    return f" (did you mean {near}?)" if near else ""


def _standing(start: Path | None, name: str) -> Path | None:
    """The script of the series around `start`, or here, whose episode is called `name`."""
    root = find_root((start or Path.cwd()).resolve())
    return next((one for one in scripts_of(root) if one.stem == name), None) if root else None


def _root(path: Path) -> Path:
    whole = path.resolve()
    return find_root(whole) or (whole if whole.is_dir() else whole.parent)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False  # a name that no file can have


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
