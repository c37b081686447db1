"""Cutting a script into strips: one heading, one story time. A strip becomes a scene."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...stdlib import vocabulary
from ..syntax.tree import Action, Directive, Element, Heading, Script, ShotSlug, Speech, Transition
from .ago import years_ago

_PICTURE = (Action, Speech, ShotSlug)


@dataclass(slots=True, repr=False, eq=False)
class Strip:
    """The elements of one scene, in order, without its heading. `mode` is the story time that a note or a line such as
    FLASHBACK TO: sets, or empty, and `ago` the years that it says; `again` when the heading is that of the strip before,
    split by a change of `mode`."""

    heading: Heading | None
    mode: str = ""
    again: bool = False
    shows: bool = False
    ago: float | None = None
    elements: list[Element] = field(default_factory=list)

    def add(self, element: Element) -> None:
        """Append `element`; from the first that is seen or said on, the strip `shows` something."""
        self.elements.append(element)
        self.shows = self.shows or isinstance(element, _PICTURE)


def strips_of(script: Script) -> list[Strip]:
    """The strips of `script`. What stands before the first heading belongs to the first scene; a script without any
    heading is one strip."""
    found = [Strip(None)]
    for element in script.body:
        last = found[-1]
        if isinstance(element, Speech):
            last.elements.append(element)
            last.shows = True
            continue
        if isinstance(element, Heading):
            _begin(found, element)
            continue
        mode = _mode(element)
        if not mode:
            last.add(element)
            continue
        if isinstance(element, Transition):
            last.add(element)
        if last.shows:
            found.append(Strip(last.heading, mode, True, ago=_ago(element)))
        else:
            last.mode, last.ago = mode, _ago(element)
    if len(found) > 1 and found[-1].again and not found[-1].shows:
        _fold_back(found)
    return found


def _begin(found: list[Strip], heading: Heading) -> None:
    """Open the strip of `heading`. What came before the first heading, and a story time set at the end of the scene
    before, go over to it."""
    last = found[-1]
    if last.heading is None and len(found) == 1:
        last.heading = heading
    elif last.again and not last.shows:
        mode, ago = last.mode, last.ago
        _fold_back(found)
        found.append(Strip(heading, "" if mode == "present" else mode, ago=ago))
    else:
        found.append(Strip(heading))


def _fold_back(found: list[Strip]) -> None:
    """Drop the last strip, which shows nothing, and leave its notes to the one before."""
    last = found.pop()
    for element in last.elements:
        found[-1].add(element)


def _mode(element: Element) -> str:
    """The story time that an element sets from here on, or the empty string."""
    if isinstance(element, Action):
        text = element.text.plain
        if not _is_marker(text):
            return ""
    elif isinstance(element, Directive) and element.kind == "time":
        mode = element.args.get("mode")
        return mode if isinstance(mode, str) else ""
    elif isinstance(element, Transition):
        text = element.text.text
    else:
        return ""
    mode = vocabulary("storytimes").find(text) or ""
    return "" if mode == "intercut" else mode


def _ago(element: Element) -> float | None:
    """The years before the present that an element which sets the story time says."""
    match element:
        case Directive():
            detail = element.args.get("detail")
            return years_ago(detail) if isinstance(detail, str) else None
        case Transition():
            return years_ago(element.text.text)
        case Action():
            return years_ago(element.text.plain)
    return None


def _is_marker(text: str) -> bool:
    """Whether an action line may be nothing but END FLASHBACK or 闪回."""
    return len(text) <= 40 and (text.isupper() or not text.isascii())
