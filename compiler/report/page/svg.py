"""Small pieces of SVG and HTML. Every text goes through `esc`: scripts are hostile."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from math import floor, log10

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\u0085\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow, or advises against."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_CLOCK_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400)
WIDE = 1000.0
"""The width of a plot, in its own units; the page scales it."""
GUTTER = 132.0
"""What stands left of a plot's origin: names."""


def esc(text: object) -> str:
    """`text` for HTML and SVG, in an element or in quotes."""
    return escape(_FORBIDDEN.sub("\ufffd", str(text)), quote=True)


def num(value: float) -> str:
    """A coordinate, short."""
    return f"{value:.1f}".removesuffix(".0")


def tip(text: str) -> str:
    """What is shown when somebody points at a mark, and read aloud."""
    return f"<title>{esc(text)}</title>" if text else ""


def rect(x: float, y: float, w: float, h: float, kind: str, told: str = "", more: str = "") -> str:
    """A bar; never thinner than can be seen."""
    return (f'<rect x="{num(x)}" y="{num(y)}" width="{num(max(w, 0.8))}" height="{num(max(h, 0.4))}" class="{kind}"{more}>'
            f"{tip(told)}</rect>")


def line(x1: float, y1: float, x2: float, y2: float, kind: str = "rule") -> str:
    """A straight line."""
    return f'<line x1="{num(x1)}" y1="{num(y1)}" x2="{num(x2)}" y2="{num(y2)}" class="{kind}"/>'


def label(x: float, y: float, text: object, kind: str = "", anchor: str = "", told: str = "") -> str:
    """Words at a place; `anchor` middle or end."""
    where = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{num(x)}" y="{num(y)}" class="{kind}"{where}>{esc(text)}{tip(told)}</text>'


def dot(x: float, y: float, r: float, kind: str, told: str = "") -> str:
    """A disc."""
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}" class="{kind}">{tip(told)}</circle>'


def path(points: Sequence[tuple[float, float]], kind: str, closed: bool = False) -> str:
    """A line through `points`."""
    if not points:
        return ""
    steps = "L".join(f"{num(x)} {num(y)}" for x, y in points)
    return f'<path d="M{steps}{"Z" if closed else ""}" class="{kind}"/>'


def swatch(colour: str) -> str:
    """` style="…"` that fills with `colour`, which must be `#rrggbb`; nothing otherwise."""
    return f' style="fill:{colour}"' if _COLOUR.fullmatch(colour) else ""


def clock(seconds: float) -> str:
    """Minutes and seconds, hours where there are some."""
    whole = int(seconds + 0.5)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def clock_ticks(seconds: float, most: int = 12) -> list[float]:
    """Round moments from 0 to `seconds`, at most about `most`."""
    step = next((one for one in _CLOCK_STEPS if seconds / one <= most), _CLOCK_STEPS[-1])
    return [float(at) for at in range(0, int(seconds) + 1, step)]


def ticks(top: float, most: int = 5) -> list[float]:
    """Round numbers (1, 2 or 5 times a power of ten apart) from 0 to the first at or above `top`."""
    if top <= 0:
        return [0.0, 1.0]
    rough = top / most
    power = 10.0 ** floor(log10(rough))
    step = next(one * power for one in (1, 2, 5, 10) if one * power >= rough * 0.999)
    found, at = [0.0], 0
    while found[-1] < top - step * 1e-9:
        at += 1
        found.append(round(step * at, 10))
    return found


def plain(value: float) -> str:
    """A number without needless zeros, thousands apart."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.1f}" if abs(value) >= 1 else f"{value:g}"


def figure(id: str, title: str, told: str, height: float, body: Iterable[str], below: str = "", wide: float = WIDE) -> str:
    """A plot with its title, what it says in words, and what may stand below it (a legend, a table)."""
    return (f'<figure id="{id}"><figcaption><h3>{esc(title)}</h3><p>{esc(told)}</p></figcaption><div class="plot">'
            f'<svg viewBox="0 0 {num(wide)} {num(height)}" role="img" aria-labelledby="{id}-t {id}-d" '
            f'xmlns="http://www.w3.org/2000/svg"><title id="{id}-t">{esc(title)}</title><desc id="{id}-d">{esc(told)}</desc>'
            f'{"".join(body)}</svg></div>{below}</figure>')


def table(head: Sequence[str], rows: Iterable[Sequence[object]], numbers: Iterable[int] = (), kind: str = "") -> str:
    """A table; columns in `numbers` are set right."""
    right = set(numbers)
    cells = "".join(f'<th scope="col"{_side(at, right)}>{esc(one)}</th>' for at, one in enumerate(head))
    body = "".join("<tr>" + "".join(f"<td{_side(at, right)}>{esc(one)}</td>" for at, one in enumerate(row)) + "</tr>"
                   for row in rows)
    return (f'<div class="scroll"><table class="{kind}"><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table></div>')


def card(id: str, title: str, body: str, told: str = "") -> str:
    """A part of the page that is no plot: a title, what it is, and what it holds."""
    head = f"<h3>{esc(title)}</h3>" if title else ""
    lead = f"<p>{esc(told)}</p>" if told else ""
    name = f' id="{id}"' if id else ""
    return f"<figure{name}><figcaption>{head}{lead}</figcaption>{body}</figure>"


def facts_of(rows: Iterable[tuple[str, str]]) -> str:
    """Figures that stand out, each with what it counts."""
    tiles = "".join(f"<li><b>{esc(value)}</b><span>{esc(name)}</span></li>" for value, name in rows)
    return f'<ul class="facts">{tiles}</ul>'


def folded(title: str, body: str) -> str:
    """Something that opens when it is asked for."""
    return f"<details><summary>{esc(title)}</summary>{body}</details>"


def legend(items: Iterable[tuple[str, str]]) -> str:
    """Marks (classes) and what they mean."""
    rows = "".join(f'<li><i class="key {kind}"></i>{esc(text)}</li>' for kind, text in items)
    return f'<ul class="legend">{rows}</ul>'


def _side(at: int, right: set[int]) -> str:
    return ' class="n"' if at in right else ""
