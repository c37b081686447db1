"""Glassware: what is drunk at parties, and smashed."""

from __future__ import annotations

from typing import Any

from .. import canvas as ink


def wine_glass(canvas: Any, main: str, second: str) -> None:
    """A stemmed glass, two fifths full; `main` is the wine, `second` the tint of the glass."""
    clear = ink.mix(second, "#ffffff", 0.35)
    foot = ink.rect(-46, 98, 46, 114)
    canvas.drawOval(foot, ink.fill(shader=ink.linear((-46, 0), (46, 0), [(clear, 0.75), (clear, 0.25), (clear, 0.7)])))
    canvas.drawOval(foot, ink.stroke("#ffffff", 1.4, 0.7))
    stem = ink.path("M-5 18 C-3 46 -4 76 -14 104 L14 104 C4 76 3 46 5 18Z")
    canvas.drawPath(stem, ink.fill(shader=ink.linear((-12, 0), (12, 0), [(clear, 0.8), (clear, 0.3), ("#ffffff", 0.7)])))
    bowl = ink.path("M-50 -112 C-66 -46 -58 6 0 22 C58 6 66 -46 50 -112Z")
    canvas.drawPath(bowl, ink.fill(shader=ink.linear((-60, 0), (60, 0), [(clear, 0.34), (clear, 0.08), (clear, 0.3)])))
    _wine(canvas, bowl, main)
    canvas.drawPath(bowl, ink.stroke("#ffffff", 2.2, 0.75))
    canvas.drawOval(ink.rect(-50, -121, 50, -103), ink.stroke("#ffffff", 2.4, 0.85))
    for line, wide, bright in (([(-44, -92), (-54, -44), (-42, -4)], 7, 0.8), ([(46, -84), (52, -50), (47, -24)], 3.4, 0.55)):
        canvas.drawPath(ink.taper(line, wide, 0.2, 0.1), ink.fill("#ffffff", bright, blur=1.2))


def _wine(canvas: Any, bowl: Any, main: str) -> None:
    canvas.save()
    ink.clip(canvas, bowl)
    deep = ink.mix(main, "#1a0408", 0.55)
    canvas.drawRect(ink.rect(-70, -44, 70, 30), ink.fill(shader=ink.linear((0, -44), (0, 26), [main, deep])))
    canvas.drawOval(ink.rect(-60, -55, 60, -33), ink.fill(ink.lighten(main, 0.22)))
    canvas.drawOval(ink.rect(-34, -50, 4, -43), ink.fill("#ffffff", 0.4, blur=2))
    canvas.drawPath(ink.taper([(30, -30), (36, -8), (14, 12)], 6, 0.2, 0.1), ink.fill("#ffffff", 0.25, blur=2.5))
    canvas.restore()
