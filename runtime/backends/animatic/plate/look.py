"""What hour, weather and lamps do to a set: ambient light, colours of sky and air, and the light on people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..canvas import darken, lighten, mix, multiply, saturate

_OUTDOORS = {"dawn": ("#c2aab8", "#8f7f8c"), "day": ("#ffffff", "#f2ede6"), "dusk": ("#a98fb0", "#8a6468"),
             "night": ("#5566a0", "#465082")}  # fmt: skip
_INDOORS = {"dawn": ("#8c8290", "#766c74"), "day": ("#d6d2cf", "#c2bbb2"), "dusk": ("#7c6a78", "#6c5658"),
            "night": ("#585a84", "#4a4868")}  # fmt: skip
_SKY = {"dawn": ("#4d6a9c", "#c596a6", "#ffd2a0"), "day": ("#3f83c9", "#86b9e4", "#dcedf6"),
        "dusk": ("#33306a", "#a24a72", "#ff9a56"), "night": ("#070b22", "#142052", "#33407e")}  # fmt: skip
_KEYS = {"sun": "#fff0d8", "moon": "#a9c0ff", "candles": "#ffb565", "lantern": "#ff9a58", "fire": "#ff8a3c",
         "lamp": "#ffca85", "fluorescent": "#e4f2ff", "neon": "#ff5fa8", "screen": "#9ccbff", "none": "#a4b2da"}  # fmt: skip
_SUN = {"dawn": "#ffd0a2", "day": "#fff4e2", "dusk": "#ffa263", "night": "#a9c0ff"}
_RIMS = {"dawn": "#ffc9a8", "day": "#eef6ff", "dusk": "#ff9d7a", "night": "#88a2ff"}
_DULL = {"rain": 0.72, "storm": 0.55, "fog": 0.85, "snow": 0.95}
_PRACTICAL = frozenset({"candles", "lantern", "fire", "lamp", "fluorescent", "neon", "screen"})


@dataclass(frozen=True, slots=True)
class Look:
    """A set's words, and the colours they come to (`#rrggbb`).

    wall, trim, accent   the set's own colours; `above`, `below` the ambient light at top and bottom of the picture
    zenith, sky, horizon the sky; `haze` its air; key, fill, rim, ground, level the light on people
    lit                  whether lamps burn
    """

    kind: str
    interior: bool
    time: str
    weather: str
    light: str
    features: frozenset[str]
    wall: str
    trim: str
    accent: str
    above: str
    below: str
    zenith: str
    sky: str
    horizon: str
    haze: str
    key: str
    fill: str
    rim: str
    ground: str
    level: float
    lit: bool

    @property
    def dark(self) -> bool:
        """Dusk or night."""
        return self.time in ("dusk", "night")

    @property
    def wet(self) -> bool:
        """Rain falls or fell."""
        return self.weather in ("rain", "storm")

    def has(self, feature: str) -> bool:
        """Whether the place has a feature."""
        return feature in self.features


def look_of(place: Mapping[str, Any], colours: tuple[str, str, str]) -> Look:
    """The look of a `set` of the plan; `colours` are wall, second and accent where the set says nothing."""
    given = [str(c) for c in place.get("colours") or ()]
    wall, trim, accent = (given + list(colours)[len(given):])[:3]
    time, weather, light = (str(place.get(k) or "") for k in ("time", "weather", "light"))
    time = time if time in _SKY else "day"
    light = light or ("sun" if time in ("dawn", "day") else "lamp")
    interior = bool(place.get("interior"))
    dull = _DULL.get(weather, 1.0)
    above, below = (_INDOORS if interior else _OUTDOORS)[time]
    above, below = _dim(above, dull, interior), _dim(below, dull, interior)
    if interior and light == "fluorescent":
        above, below = mix(above, "#dfeaf2", 0.55), mix(below, "#b8c6d0", 0.5)
    if light == "none":
        above, below = darken(above, 0.35), darken(below, 0.35)
    zenith, sky, horizon = (_weathered(c, weather, time) for c in _SKY[time])
    lit = light in _PRACTICAL
    sun = _SUN[time] if weather in ("", "clear", "wind", "embers") else mix(_SUN[time], "#c4d2e2", 0.7)
    key = sun if light == "sun" else _KEYS.get(light, "#ffffff")
    level = {"dawn": 0.62, "day": 0.92, "dusk": 0.5, "night": 0.36}[time] * (dull ** 0.4)
    if interior and light == "fluorescent":
        level = max(level, 0.7)
    fill = mix(above, zenith if not interior else "#2a3566", 0.45 if time == "night" else 0.2)
    rim = _RIMS[time] if light != "neon" else "#4fd8ff"
    return Look(str(place.get("kind") or ""), interior, time, weather or "clear", light,
                frozenset(str(f) for f in place.get("features") or ()), wall, trim, accent, above, below,
                zenith, sky, horizon, mix(horizon, sky, 0.4), key, fill, rim,
                multiply(trim, lighten(below, 0.15)), round(level, 3), lit)  # fmt: skip


def _dim(colour: str, dull: float, interior: bool) -> str:
    if dull == 1.0:
        return colour
    return darken(saturate(colour, 0.7), (1 - dull) * (0.3 if interior else 0.6))


def _weathered(colour: str, weather: str, time: str) -> str:
    if weather in ("rain", "storm"):
        grey = {"dawn": "#6b7280", "day": "#8a97a6", "dusk": "#4c4a60", "night": "#141a30"}[time]
        return darken(mix(colour, grey, 0.75), 0.35 if weather == "storm" else 0.08)
    if weather in ("fog", "snow"):
        grey = {"dawn": "#b9b4c0", "day": "#cfd8e0", "dusk": "#83788e", "night": "#333c5c"}[time]
        return mix(colour, grey, 0.7 if weather == "fog" else 0.5)
    if weather == "embers":
        return mix(colour, "#7a2c1a", 0.35)
    return colour
