"""Tables for spreadsheets: CSV that no cell of can run anything.

A cell that begins with `=`, `+`, `-`, `@`, a tab or a line end is taken for a formula by Excel, LibreOffice and Google
Sheets, whatever quotes stand around it; such cells get an apostrophe in front (OWASP, CSV Injection). Numbers stay numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The full-width forms too: some spreadsheets read them alike."""


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]], bom: bool = False) -> str:
    """A CSV file (RFC 4180, lines end in CR LF). `bom` puts a byte-order mark in front, by which Excel knows UTF-8."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(one) for one in head])
    writer.writerows([_cell(one) for one in row] for row in rows)
    return (BOM if bom else "") + out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)
    text = str(value).replace("\0", "")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
