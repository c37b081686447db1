"""What the server at hand takes: the facts of its kind, and a task's parameters put under its names."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ....stdlib import data
from ...job import Fault
from .client import Part, form

SETTLE = "DRAMAC_MEDIA_SETTLE"
_SEEDS = 1 << 31  # seeds are told below this: not every server takes more


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of server, by its facts (stdlib/facts/servers.yaml)."""

    name: str
    facts: Mapping[str, Any]

    @property
    def free(self) -> bool:
        """Whether asking it twice costs nobody money."""
        return bool(self.facts["own"])

    @property
    def keeps(self) -> float:
        """For how many seconds the same Idempotency-Key is the same job; 0: it is nothing to such a server."""
        return float(self.facts["idempotent"])

    @property
    def marked(self) -> bool:
        """Whether its jobs show our mark."""
        return bool(self.facts.get("marker"))

    @property
    def lists(self) -> bool:
        """Whether it lists its jobs, with their prompts."""
        return bool(self.facts["listed"])

    @property
    def settle(self) -> float:
        """Seconds after which what does not stand in its list was never begun."""
        return float(os.environ.get(SETTLE) or self.facts.get("settle", 0))

    @property
    def link(self) -> str:
        """The field of a finished job that may hold the address of its clip."""
        return str(self.facts.get("link", ""))

    def seconds_for(self, frames: int, fps: int) -> int | None:
        """How many seconds are asked for to have `frames` frames at `fps`, where clips are sold by seconds; None where the
        frames are asked for themselves. Raises Fault where no clip is so long."""
        sold = self.facts["video"].get("seconds")
        if not sold:
            return None
        found = next((int(one) for one in sorted(sold) if one * fps >= frames), None)
        if found is None:
            raise Fault(f"a clip of {frames / fps:.1f} s is needed, and such a server makes none of more than {max(sold)}",
                        "cut the shot into shorter ones, or choose a model or a server that makes longer clips")
        return found

    def request(self, work: str, params: Mapping[str, Any], pictures: Sequence[bytes], mark: str,
                last: bool = False) -> tuple[bytes, str]:
        """The body of a request for `work` (image, edit, video), and its media type. `pictures` are PNGs. With `last` the
        second of two is a clip's last."""
        facts = self.facts[work]
        names, fixed = dict(facts["names"]), dict(facts.get("fixed", {}))
        if last:
            more = self.facts.get("last", {}).get(params.get("adapter", ""))
            if more is None:
                raise Fault(f"a server of the kind {self.name} takes no last picture of a clip", "make the plan again")
            names["pictures"] = more["pictures"]
            fixed |= more["fixed"]
        fields = fixed | {name: value for name, value in params.get("call", {}).items() if name in facts.get("call", ())}
        for ours, value in self._said(work, params, mark).items():
            if ours in names:
                fields[names[ours]] = value
        if facts.get("fields") == "json":
            import json

            return json.dumps(fields, ensure_ascii=False).encode(), "application/json"
        return form(fields, [Part(names["pictures"], one) for one in pictures])

    def _said(self, work: str, params: Mapping[str, Any], mark: str) -> dict[str, Any]:
        width, height = int(params["width"]), int(params["height"])
        found: dict[str, Any] = {
            "prompt": params["prompt"], "model": params["name"], "size": f"{width}x{height}", "width": width, "height": height,
            "seed": int(params["seed"]) % _SEEDS, "marker": {"dramac": mark}}
        if params.get("steps"):
            found["steps"] = int(params["steps"])
        if work == "video":
            frames, fps = int(params["frames"]), int(params["fps"])
            found |= {"frames": frames, "fps": fps}
            seconds = self.seconds_for(frames, fps)
            if seconds is not None:
                found["seconds"] = str(seconds)
        return found


def kind_of(name: object) -> Kind:
    """The kind of server called `name`. Raises Fault."""
    kinds = data("servers")["kinds"]
    if name not in kinds:
        raise Fault(f"there is no kind of media server {name!r}", f"there are {', '.join(sorted(kinds))}")
    return Kind(str(name), kinds[name])
