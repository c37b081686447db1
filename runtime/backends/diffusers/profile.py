"""How a model is to be computed: what a manifest's or target's `profile` may say, read with every word checked.

    precision     float32, float16 or bfloat16
    placement     where the weights lie while the model works: resident (all on the GPU), components (each part while it works),
                  groups (layer by layer, loaded ahead), sequential (the smallest pieces); a GPU that is too small for one is
                  tried with the next
    attention     one of diffusers' attention backends; those of the hub (…_hub) are no use, as nothing is downloaded
    tiling        tiles, slices or both: the VAE works piece by piece
    step_cache    first-block, pyramid, taylor or text-kv, or {kind: …} with that cache's own settings: steps that change
                  little are not computed
    compile       true: the blocks that a model repeats are compiled
    quantisation  int8, float8 (by torchao), nf4 or int8-bnb (by bitsandbytes), of what makes pictures
    hub           where the weights come from; needs: packages, as in the manifest

Without a GPU there is one way to compute: float32, resident, on one thread, with the usual attention; only tiling and step caches
are used as they are asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...job import Fault

PRECISIONS = ("float32", "float16", "bfloat16")
PLACEMENTS = ("resident", "components", "groups", "sequential")
TILINGS = ("tiles", "slices", "both")
CACHES = {"first-block": ("threshold",),
          "pyramid": ("spatial_attention_block_skip_range", "temporal_attention_block_skip_range",
                      "cross_attention_block_skip_range"),
          "taylor": ("cache_interval", "disable_cache_before_step", "disable_cache_after_step", "max_order"),
          "text-kv": ()}
QUANTISATIONS = ("int8", "float8", "nf4", "int8-bnb")
KEYS = ("precision", "placement", "attention", "tiling", "step_cache", "compile", "quantisation", "hub", "needs")


@dataclass(frozen=True, slots=True)
class Profile:
    """How a model is to be computed; empty: as the pipeline does by itself. `step_cache`: its kind and settings, as JSON."""

    precision: str = "float32"
    placement: str = "resident"
    attention: str = ""
    tiling: str = ""
    step_cache: str = ""
    compile: bool = False
    quantisation: str = ""
    repo: str = ""
    revision: str = ""
    needs: tuple[str, ...] = ()

    def on(self, device: str) -> Profile:
        """How it is really computed on `device`."""
        if device != "cpu":
            return self
        return replace(self, precision="float32", placement="resident", attention="", compile=False, quantisation="")

    def cache(self) -> tuple[str, dict[str, Any]]:
        """The kind of the step cache, empty for none, and its settings."""
        found = json.loads(self.step_cache) if self.step_cache else {}
        return str(found.pop("kind", "")), found


def read(given: Mapping[str, Any]) -> Profile:
    """The profile of a task. Raises Fault for a word that is not known, or a value that is none of those above."""
    strange = sorted(set(given) - set(KEYS))
    if strange:
        raise Fault(f"a profile has no {strange[0]!r}", "it may have " + ", ".join(KEYS))
    hub = given.get("hub") or {}
    needs = given.get("needs") or ()
    if not isinstance(hub, Mapping) or not isinstance(needs, list | tuple):
        raise Fault("the profile's hub or needs are not as a manifest has them", "make the plan again")
    return Profile(
        _one_of("precision", given.get("precision", "float32"), PRECISIONS),
        _one_of("placement", given.get("placement", "resident"), PLACEMENTS),
        _attention(given.get("attention", "")),
        _one_of("tiling", given.get("tiling", ""), ("", *TILINGS)),
        _step_cache(given.get("step_cache", "")),
        _yes("compile", given.get("compile", False)),
        _one_of("quantisation", given.get("quantisation", ""), ("", *QUANTISATIONS)),
        str(hub.get("repo", "")), str(hub.get("revision", "")), tuple(str(one) for one in needs))


def _one_of(name: str, value: Any, known: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in known:
        raise Fault(f"the profile's {name} cannot be {value!r}", "it may be " + ", ".join(one for one in known if one))
    return value


def _yes(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise Fault(f"the profile's {name} cannot be {value!r}", "it is true or false")
    return value


def _attention(value: Any) -> str:
    if not isinstance(value, str) or value.endswith("_hub"):
        raise Fault(f"the profile's attention cannot be {value!r}",
                    "name a backend that is installed, such as native, flash or sage: nothing is downloaded during a build")
    return value


def _step_cache(value: Any) -> str:
    """The step cache as JSON with its kind, so that equal ones are equal text."""
    if not value:
        return ""
    found = {"kind": value} if isinstance(value, str) else dict(value) if isinstance(value, Mapping) else {}
    kind = str(found.get("kind", ""))
    if kind not in CACHES:
        raise Fault(f"the profile's step_cache cannot be {value!r}", "it may be " + ", ".join(CACHES))
    for name, setting in found.items():
        if name != "kind" and (name not in CACHES[kind] or isinstance(setting, bool) or not isinstance(setting, int | float)):
            raise Fault(f"the step cache {kind} has no setting {name}: {setting!r}",
                        "it has " + (", ".join(CACHES[kind]) or "none") + ", which are numbers")
    return json.dumps(found, sort_keys=True)
