"""The norms of a platform, with where each comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...stdlib import vocabulary
from ..base.diagnostic import Severity
from ..base.nodes import node
from ..bible.nodes import Bible

_OFF = "off"
_PLAIN = frozenset(("label", "aliases", "rules"))


@node
class Norm:
    """What is expected of one thing: numbers by name, their `source` and the day they were looked up (`as_of`)."""

    numbers: Mapping[str, Any]
    source: str
    as_of: str

    def __getitem__(self, name: str) -> float:
        """The number called `name`. Raises KeyError."""
        return float(self.numbers[name])


@node
class Profile:
    """A platform: its `norms` by name, and the `levels` of rules that it tells at another level than their own."""

    id: str
    label: str
    norms: Mapping[str, Norm]
    levels: Mapping[str, str]

    def level(self, code: str, own: Severity) -> Severity | None:
        """How grave a finding `code` is here, if it is `own` by itself; None where this platform does not ask. An error is
        told whatever the platform says."""
        wanted = self.levels.get(code, own.value)
        if own is Severity.ERROR:
            return own
        return None if wanted == _OFF else Severity(wanted)

    def told(self, name: str) -> str:
        """Whose norm `name` is and where it was found, for the help of a finding."""
        norm = self.norms[name]
        return f"{self.label}, as of {norm.as_of}: {norm.source}"


def profile_of(bible: Bible) -> Profile | None:
    """The profile that the bible chooses, or None where it chooses none: then nobody asks for anything."""
    entry = vocabulary("profiles").entries.get(bible.series.profile)
    if entry is None:
        return None
    norms = {name: Norm({key: value for key, value in norm.items() if key not in ("source", "as_of")},
                        str(norm["source"]), str(norm["as_of"]))
             for name, norm in entry.items() if name not in _PLAIN}
    return Profile(bible.series.profile, str(entry["label"]), norms, dict(entry.get("rules", {})))
