"""Scripts from elsewhere, made into episodes: what `dramac import` writes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from ...stdlib.templates import template
from ..analyse import cast_words
from ..base.diagnostic import Diagnostic, Severity
from ..base.nodes import node
from ..base.source import Source
from ..bible.names import Names
from ..bible.nodes import Bible
from ..story.cue import speaker
from ..story.front import read_number
from ..story.heading import place_words, read_place
from ..story.roll import roll_call
from ..syntax.parse import parse
from ..syntax.tree import Heading, Script, TitleEntry
from .blocks import Block, Note
from .errors import finding
from .fdx_blocks import blocks_of_document
from .fdx_read import Refused, read
from .fountain import write
from .gather import gather
from .skeleton import series_yaml

PLAIN = (".fountain", ".drama", ".spmd", ".txt")
FDX = ".fdx"
_DIGITS = re.compile(r"(\d+)")


@node
class Taken:
    """One file read. `text` is its episode in Fountain; `exact` the bytes where they are kept as they are; `title` and
    `blocks` what was read where Fountain was written."""

    name: str
    text: str
    exact: bytes | None = None
    title: tuple[TitleEntry, ...] = ()
    blocks: tuple[Block, ...] = ()


@node
class Intake:
    """The files to write, by their paths in the project, and which episode came from which file. `cast`, `places` are the
    names that the bible of the project does not know yet; `found` what the writer has to mend."""

    files: Mapping[str, bytes]
    episodes: Mapping[str, str]
    cast: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    found: tuple[Diagnostic, ...] = ()


def in_order(names: Iterable[str]) -> list[str]:
    """File names as people count: `ep2` before `ep10`."""
    def key(name: str) -> tuple[list[tuple[int, int | str]], str]:
        pieces = _DIGITS.split(PurePath(name).name.casefold())
        return [(0, int(one)) if one.isdecimal() else (1, one) for one in pieces if one], name

    return sorted(names, key=key)


def take(name: str, data: bytes) -> tuple[Taken | None, tuple[Diagnostic, ...]]:
    """The file called `name` as an episode, or why not."""
    kind = PurePath(name).suffix.casefold()
    if kind in PLAIN:
        return _plain(name, data)
    if kind != FDX:
        known_kinds = ", ".join((FDX, *PLAIN))
        return None, (finding("D551", name=name, known=known_kinds),)
    try:
        document = read(data)
    except Refused as fault:
        where = f" (line {fault.line})" if fault.line else ""
        return None, (finding("D552", name=name, why=f"{fault}{where}"),)
    found = blocks_of_document(document)
    blocks = tuple(map(_defused, found.blocks))
    types = tuple(finding("D553", name=name, type=one) for one in found.unknown)
    return Taken(name, write(found.title, blocks), None, found.title, blocks), types


def _plain(name: str, data: bytes) -> tuple[Taken | None, tuple[Diagnostic, ...]]:
    """A Fountain file. UTF-16, which announces itself, is written as UTF-8; other bytes are kept."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            return None, (finding("D554", name=name),)
        return Taken(name, text, text.encode("utf-8", "replace")), ()
    try:
        return Taken(name, data.decode("utf-8"), data), ()
    except UnicodeDecodeError:
        return None, (finding("D554", name=name),)


def _defused(block: Block) -> Block:
    """A note of another program that happens to begin like a directive (`shot: get the blimp?`) and is none."""
    if not isinstance(block, Note) or ":" not in block.text.replace("：", ":"):
        return block
    found = parse(Source("", f"\n{write((), (block,))}"))[1]
    wrong = any(one.severity is Severity.ERROR for one in found)
    return Note(f"Note: {block.text}") if wrong else block


def new_project(taken: Sequence[Taken], name: str) -> Intake:
    """A project of its own for these scripts; `name` is its title where no script has one."""
    episodes = _named(_settled(taken, frozenset()), set())
    scripts = [_script(path, one) for path, one in episodes.items()]
    files = {path: _bytes(one) for path, one in episodes.items()}
    files["series.yaml"] = series_yaml(gather(scripts, name)).encode()
    files[".gitignore"] = template("series-en")[".gitignore"].encode()
    return Intake(files, {path: one.name for path, one in episodes.items()}, found=_clashes(episodes, set()))


def further_episodes(taken: Sequence[Taken], bible: Bible, standing: Collection[int]) -> Intake:
    """More episodes for a project with this bible, whose episodes have the numbers `standing`."""
    episodes = _named(_settled(taken, cast_words(bible)), set(standing))
    names = Names(bible)
    scripts = [_script(path, one) for path, one in episodes.items()]
    cast = [one for script in scripts for one in roll_call(script)[0] if speaker(one, bible, names) is None]
    places = [place_words(one)[0] for script in scripts for one in script.body
              if isinstance(one, Heading) and read_place(place_words(one)[0], one, names)[2]]
    return Intake({path: _bytes(one) for path, one in episodes.items()},
                  {path: one.name for path, one in episodes.items()}, _once(cast), _once(places),
                  _clashes(episodes, set(standing)))


def _clashes(episodes: Mapping[str, Taken], standing: set[int]) -> tuple[Diagnostic, ...]:
    """The episodes whose title page gives them a number that another one has."""
    found = []
    used = set(standing)
    for path, one in episodes.items():
        number = read_number(_script(path, one), PurePath(path).stem)
        if number in used:
            found.append(finding("D556", name=path, number=str(number)))
        used.add(number)
    return tuple(found)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in names if one))


def _settled(taken: Sequence[Taken], known: frozenset[str]) -> list[Taken]:
    """The files written anew in the knowledge of the whole cast, as a name alone on a line of Chinese is read as a cue."""
    cast = known.union(*(roll_call(_script("0", one))[0] for one in taken))
    return [replace(one, text=write(one.title, one.blocks, cast)) if one.blocks else one for one in taken]


def _named(taken: Sequence[Taken], standing: set[int]) -> dict[str, Taken]:
    """Paths for the episodes: by the number on the title page where no other has it, else the next that is free."""
    told = [read_number(_script("0", one), "0") for one in taken]
    own = [number if number and number not in standing and told.count(number) == 1 else 0 for number in told]
    used = standing | set(own)
    numbers = []
    for number in own:
        if not number:
            number = max(standing, default=0) + 1
            while number in used:
                number += 1
        used.add(number)
        numbers.append(number)
    width = max(2, len(str(max(numbers, default=1))))
    return dict(sorted((f"episodes/ep{number:0{width}}.fountain", one) for number, one in zip(numbers, taken)))


def _script(path: str, one: Taken) -> Script:
    return parse(Source(path, one.text))[0]


def _bytes(one: Taken) -> bytes:
    return one.exact if one.exact is not None else one.text.encode("utf-8", "replace")

