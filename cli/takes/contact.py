"""A contact sheet as one HTML page that needs nothing else: a row a shot, a picture a take."""

from __future__ import annotations

import shlex
from base64 import b64encode
from collections.abc import Sequence
from html import escape
from pathlib import Path

from ...compiler.base.nodes import node
from ...compiler.cut.nodes import Cut
from ...compiler.cut.takes import Named

_STYLE = """
body { margin: 2rem; background: #14161a; color: #e6e6e6; font: 15px/1.4 system-ui, sans-serif; }
h1 { font-size: 1.3rem; } h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
.takes { display: flex; flex-wrap: wrap; gap: .75rem; }
figure { margin: 0; border: 3px solid transparent; border-radius: 4px; padding: 3px; }
figure.circled { border-color: #f2b632; }
img { display: block; max-width: 14rem; max-height: 22rem; }
figcaption { padding-top: .3rem; } code { color: #9fc3ff; } .drifted { color: #f2b632; margin: 0 0 .5rem; }
.lost { padding: 4rem 1rem; background: #2a2d33; }
"""


@node
class Picture:
    """Take `take`: its `frame` of the shot, in the JPEG `file`, or None where it could not be drawn."""

    take: int
    frame: int
    file: Path | None


@node
class Row:
    """A shot and its takes. `drifted`: why the one in the film has drifted, if it has."""

    shot: Named
    pictures: tuple[Picture, ...]
    drifted: str = ""


def page(cut: Cut, rows: Sequence[Row], options: str) -> str:
    """The sheet of `rows`, which are shots of `cut`; `options` of a command ask for that cut. Raises OSError when a picture
    cannot be read."""
    title = escape(f"{cut.episode} ({cut.language}): takes")
    body = "".join(_row(cut, one, options) for one in rows)
    return (f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
            f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}</body>\n</html>\n")


def _row(cut: Cut, row: Row, options: str) -> str:
    number = row.shot.number
    pictures = "".join(_picture(cut, row, one, options) for one in row.pictures)
    drifted = f'<p class="drifted">The film\'s take has drifted: {escape(row.drifted)}</p>\n' if row.drifted else ""
    return f'<h2>Shot {number}: {escape(row.shot.words)}</h2>\n{drifted}<div class="takes">\n{pictures}</div>\n'


def _picture(cut: Cut, row: Row, one: Picture, options: str) -> str:
    circled = one.take == row.shot.shot.take
    mark = ' class="circled"' if circled else ""
    at = f"frame {one.frame + 1} of {row.shot.shot.frames}"
    image = '<div class="lost">not drawn</div>'
    if one.file is not None:
        data = b64encode(one.file.read_bytes()).decode("ascii")
        image = f'<img alt="shot {row.shot.number}, take {one.take}" title="{at}" src="data:image/jpeg;base64,{data}">'
    command = f"dramac take {shlex.quote(cut.episode)} {row.shot.number} {one.take}{options}"
    say = "in the film" if circled else f"<code>{escape(command)}</code>"
    return f"<figure{mark}>{image}<figcaption>take {one.take}: {say}</figcaption></figure>\n"
