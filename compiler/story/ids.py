"""Names for lines that have none: `[[id: k7f3]]` behind the last words of each part of a speech.

An id follows from what is said, by whom and in which file, so that it comes out the same everywhere; once written it
stays, whatever becomes of the words. Ids begin with a letter and hold a digit, so that no YAML file takes one for a
number or a word of its own; letters and digits that look alike (0 o, 1 i l) are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..base.digest import seed_of
from ..base.nodes import replace
from ..base.source import Source
from ..syntax.parse import parse
from ..syntax.tree import Dialogue, Element, Script, Speech

LETTERS, DIGITS = "abcdefghjkmnpqrstuvwxyz", "23456789"
SHORTEST = 4
_TRIES = 32
"""How often an id that is taken is drawn anew before ids become longer."""


def ids_in(script: Script) -> Iterator[str]:
    """Every id that `script` uses, as ids are compared (without case): of its lines, and of the lines that they repeat."""
    for _, part in _lines(script):
        for name in (part.id, part.same_as):
            if name is not None:
                yield name.text.casefold()


def with_ids(script: Script, taken: set[str]) -> tuple[str, int]:
    """The text of `script` with an id at every line that has none and repeats no other, and how many were written. They
    are none of `taken` (see `ids_in`), and are added to it."""
    text, pieces, at = script.source.text, [], 0
    said: Counter[tuple[str, str]] = Counter()
    count = 0
    for speech, part in _lines(script):
        what = (speech.cue.text, part.text.plain)
        said[what] += 1
        if part.id is not None or part.same_as is not None:
            continue
        id = _new((script.source.path, *what, said[what]), taken)
        pieces += [text[at : part.span.end], f" [[id: {id}]]"]
        at, count = part.span.end, count + 1
    return "".join((*pieces, text[at:])), count


def only_ids_differ(script: Script, text: str, cast: frozenset[str]) -> bool:
    """Whether `text`, read again, is `script` with nothing changed but that every line now has an id, and those that had
    one have kept it. `cast` are the names that a cue may use."""
    after, found = parse(Source(script.source.path, text), cast)
    before = parse(script.source, cast)[1]
    lines = list(zip(_lines(script), _lines(after), strict=False))
    return (_plain(script) == _plain(after) and sorted(one.code for one in found) == sorted(one.code for one in before)
            and all(_kept(one, other) for (_, one), (_, other) in lines))


def _kept(before: Dialogue, after: Dialogue) -> bool:
    if before.id is None and before.same_as is None:
        return after.id is not None and after.same_as is None
    return (before.id, before.same_as) == (after.id, after.same_as)


def _plain(script: Script) -> tuple[object, ...]:
    return script.title, tuple(_without_ids(one) for one in script.body)


def _without_ids(element: Element) -> Element:
    if not isinstance(element, Speech):
        return element
    return replace(element, parts=tuple(replace(one, id=None) if isinstance(one, Dialogue) else one
                                        for one in element.parts))


def _lines(script: Script) -> Iterator[tuple[Speech, Dialogue]]:
    for element in script.body:
        if isinstance(element, Speech):
            for part in element.parts:
                if isinstance(part, Dialogue):
                    yield element, part


def _new(what: tuple[object, ...], taken: set[str]) -> str:
    """An id for `what` that is not `taken`, from now on taken."""
    attempt = 0
    while True:
        id = _drawn(seed_of("line", *what, attempt), SHORTEST + attempt // _TRIES)
        if id not in taken:
            taken.add(id)
            return id
        attempt += 1


def _drawn(seed: int, length: int) -> str:
    """`length` letters and digits: a letter first, and at least one digit, in second place."""
    letters = LETTERS + DIGITS
    found = []
    for place in range(length):
        among = LETTERS if place == 0 else DIGITS if place == 1 else letters
        seed, at = divmod(seed, len(among))
        found.append(among[at])
    return "".join(found)

