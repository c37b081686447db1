"""The title page as people read it: what stands in the middle, what at the foot, and what is for machines only."""

from __future__ import annotations

from collections.abc import Sequence

from ..base.nodes import node
from ..syntax.tree import TitleEntry

_PLACES = {
    "title": "heading", "标题": "heading", "剧名": "heading", "片名": "heading",
    "episode": "episode", "集": "episode", "集数": "episode",
    "credit": "credit", "署名": "credit",
    "author": "author", "authors": "author", "作者": "author", "编剧": "author",
    "source": "source", "改编自": "source",
    "draftdate": "dates", "date": "dates", "revision": "dates", "draft": "dates", "日期": "dates",
    "contact": "contact", "copyright": "contact", "notes": "contact", "联系方式": "contact", "联系": "contact",
}
"""Other keys (`Language`, `Target`, `Bible` …) say how to build, and are not printed."""


@node
class Front:
    """The lines of a title page by their places. `title` is the title in one line."""

    title: str
    heading: tuple[str, ...]
    episode: tuple[str, ...]
    credit: tuple[str, ...]
    author: tuple[str, ...]
    source: tuple[str, ...]
    contact: tuple[str, ...]
    dates: tuple[str, ...]


def front_of(title: Sequence[TitleEntry], language: str) -> Front:
    """The title page that the entries make in a script of `language`."""
    found: dict[str, list[str]] = {}
    for entry in title:
        if place := _PLACES.get(entry.key.casefold().replace(" ", "")):
            values = [_episode(value, language) for value in entry.values] if place == "episode" else list(entry.values)
            found.setdefault(place, []).extend(values)
    places = {place: tuple(found.get(place, ())) for place in dict.fromkeys(_PLACES.values())}
    return Front(title=" ".join(places["heading"]), **places)


def _episode(value: str, language: str) -> str:
    if not (value.isascii() and value.isdigit()):
        return value
    return f"第{value}集" if language.lower().startswith("zh") else f"Episode {value}"
