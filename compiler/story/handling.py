"""What a paragraph of action does with things: who gives, takes, drops, holds or breaks what.

In: the paragraph, the names found in it, its clauses with their subjects, and who pronouns can mean. Out: handlings in
the order of the text. What can be read in two ways is left out where nothing hangs on it; where a thing may have changed
hands the handling is there but not `sure`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...stdlib.scan import reading_of
from ..base.nodes import replace
from ..base.pattern import western
from ..bible.names import Mention
from .handling_en import read_english
from .handling_zh import read_chinese
from .masked import Clause, Found, Page, masked, refused
from .nodes import Act, Beat, Handling, Hold, Line, ShotAsk
from .paragraph import Paragraph
from .pattern import Pattern
from .pronoun import STRANGER, Circle, strangers
from .signals import IT, signals
from .thing_en import read_thing

_BACK, _FAR = 8, 60
"""How many beats are looked back for what "it" may be, and for strangers."""
_LATIN = Pattern(r"[A-Za-z]{2}", exact=True)
_CHINESE = Pattern(r"[\u3400-\u9fff]", exact=True)


def lately(told: Paragraph, before: Sequence[Beat]) -> tuple[tuple[str, ...], bool]:
    """The props that "it" may mean when the paragraph has not named one: those of the action or insert right before it,
    and whether nothing was said in between."""
    if IT.isdisjoint(told.signals) if told.text.isascii() else not _chinese(told.text, told.text):
        return (), True
    close = True
    for beat in reversed(before[-_BACK:]):
        if isinstance(beat, (Act, ShotAsk)) and beat.props:
            return beat.props, close or _lies_ready(beat)
        close = close and not isinstance(beat, (Line, Hold, Act))
    return (), close


def _lies_ready(beat: Beat) -> bool:
    """Whether the last that a paragraph tells is that its only prop is put down, so that "picks it up" means that one still
    after something was said."""
    return isinstance(beat, Act) and len(beat.props) == 1 and bool(beat.handlings) and (
        beat.handlings[-1].sure and beat.handlings[-1].kind == "drops")


def _chinese(text: str, masked: str) -> bool:
    """Whether there is Chinese in the `masked` form of `text`, which holds no other letters than `text`."""
    return not western(text) and _CHINESE.search(masked) is not None


def _judged(page: Page, one: Found) -> Handling:
    """A gift that is not accepted is not sure."""
    held = one.handling.kind == "gives" and one.handling.sure and refused(page, one.at)
    return replace(one.handling, sure=False) if held else one.handling


def so_far(circle: Circle, text: str, beats: Sequence[Beat]) -> Circle:
    """`circle` without strangers who have not been told of by the end of `text`."""
    if STRANGER not in circle.she and STRANGER not in circle.he:
        return circle
    named = circle.she | circle.he
    if any(isinstance(one, Line) and not named.issuperset(one.speakers) for one in beats[-_FAR:]):
        return circle
    texts = [text, *(one.text for one in beats[-_FAR:] if isinstance(one, Act))]
    told = [strangers(one, signals(reading_of(one))) for one in texts]
    women, men = zip(*told, strict=True)
    return Circle(circle.she if any(women) else circle.she - {STRANGER}, circle.he if any(men) else circle.he - {STRANGER})


def read_handlings(text: str, mentions: Sequence[Mention], circle: Circle, clauses: Sequence[Clause],
                   before: tuple[tuple[str, ...], bool] = ((), True), beats: Sequence[Beat] = ()) -> tuple[Handling, ...]:
    """What `text` tells of props. `clauses` are all its clauses in order; `before` is what `lately` says of the `beats` that
    stand before it in the scene."""
    page = masked(text, mentions, so_far(circle, text, beats), *before)
    english, chinese = _LATIN.search(page.text) is not None, _chinese(text, page.text)
    found: list[tuple[int, int, Handling]] = []
    start, end = 0, -1
    for number, clause in enumerate(clauses):
        if clause.end != end:
            start, end = clause.first, clause.end
        told = []
        if english:
            told = list(read_english(page, clause, start))
            sure = {one.handling.prop for one in told}
            told += [one for one in read_thing(page, clause, start) if one.handling.prop not in sure]
        if chinese:
            told += read_chinese(page, clause, start)
        found += [(number, one.at, _judged(page, one)) for one in told]
    ordered = [one for _, _, one in sorted(found, key=lambda one: one[:2])]
    return tuple(one for index, one in enumerate(ordered) if index == 0 or one != ordered[index - 1])
