"""A job, read: which model it wants, and what of it. Everything in a plan is looked at before it is used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import torch
from PIL import Image

from ....compiler.base.roster import members
from ...job import Fault, Job
from ...weights import digest_of, find
from . import adapters, engine, pictures, profile, results, tiny
from .ask import Ask
from .hold import Use, Want

TINY = "tiny"
WORK = 0.95
"""The part of a task that the model's own work counts as."""
_SIDE = 8192  # pixels
_MOST = 100_000  # frames, steps, tokens
_SHAPED = ("picture", "first", "last")
_OUTPUT = {"text_encode": "embedding", "i2v": "video", "flf2v": "video", "extend": "video"}


def wanted(job: Job, device: str) -> tuple[Want, bool]:
    """The model that `job` needs, with its weights found and looked at, and whether they were trained (tiny ones are not).
    Raises Fault."""
    model, name, weights = (str(job.params.get(one, "")) for one in ("model", "adapter", "weights"))
    how = profile.read(job.profile)
    adapter = _adapter(name, model)
    if job.action not in adapter.ACTIONS:
        raise Fault(f"the model {model} cannot do {job.action!r}", "it does " + ", ".join(adapter.ACTIONS))
    engine.require((*getattr(adapter, "NEEDS", ()), *how.needs), model)
    if weights == TINY:
        return Want(model, adapter, tiny.folder(str(job.params.get("tiny", name))), "", how.on(device)), False
    folder, digest = _folder(model, how, weights)
    return Want(model, adapter, folder, digest, how.on(device)), True


def asked(job: Job, want: Want, device: str) -> Ask:
    """What `job` asks of its model. Raises Fault for a job that is not well-formed, or whose inputs cannot be read."""
    params, reads = job.params, job.action == "text_encode"
    if _OUTPUT.get(job.action, "image") not in job.outputs:
        raise Fault(f"{job.action} has no output {_OUTPUT.get(job.action, 'image')}", "make the plan again")
    width, height = (0, 0) if reads else (_whole(params, one, 1, _SIDE) for one in ("width", "height"))
    moving = job.action in _OUTPUT and not reads
    seed = 0 if reads else _whole(params, "seed", -(1 << 63), 1 << 64)
    repeats = _whole(params, "repeats", 0, _MOST, 0)
    call = params.get("call", {})
    if not isinstance(call, Mapping):
        raise Fault("the arguments of the call are no mapping", "make the plan again")
    words = job.inputs.get("prompt")
    return Ask(
        job.action, width, height, _whole(params, "frames", 1, _MOST) if moving else 1,
        _whole(params, "fps", 1, 1000) if moving else 0, _whole(params, "steps", 0, _MOST, 0),
        None if words else str(params.get("text" if reads else "prompt", "")), results.read_words(words) if words else None,
        _whole(params, "tokens", 0, _MOST, 0), _images(job, width, height), _before(job, want, repeats), repeats,
        lambda: torch.Generator("cpu").manual_seed(seed % (1 << 64)), lambda done: job.report(WORK * done), device, dict(call))


def blamed(want: Want, error: Exception) -> Exception:
    """What a failure in the midst of a model's work comes to: a Fault where its profile asks for a step cache, as whether a model
    gets along with one is found out only then; else the error itself."""
    if not want.profile.step_cache:
        return error
    return Fault(f"the step cache {want.profile.cache()[0]} cannot be used with {want.model}: {type(error).__name__}: {error}",
                 "take it out of the profile of this model")


def facts(want: Want, use: Use, device: str) -> dict[str, Any]:
    """What is remembered of how a task was done: how it was computed, with which weights, how they were placed, how they could
    not be for want of memory, and how often a model was loaded for it."""
    how = want.profile
    found: dict[str, Any] = {"precision": how.precision, "placement": use.placement, "loads": use.loads}
    more = {"weights": want.weights, "attention": how.attention, "tiling": how.tiling, "step_cache": how.step_cache,
            "compile": how.compile, "quantisation": how.quantisation, "stepped_down": use.stepped_down,
            "fallbacks": len(use.stepped_down)}
    if device != "cpu":
        more["device"] = torch.cuda.get_device_name()
    return found | {name: value for name, value in more.items() if value}


def _adapter(name: str, model: str) -> ModuleType:
    if not name:
        raise Fault(f"nothing is known of how to call the model {model}", "its manifest names no adapter")
    if name not in members(adapters):
        raise Fault(f"there is no adapter {name!r}, which the manifest of {model} names",
                    "there are " + ", ".join(members(adapters)))
    try:
        return import_module(f"{adapters.__name__}.{name}")
    except ImportError as error:
        raise Fault(f"the adapter {name} cannot be loaded: {error}", engine.INSTALL) from error


def _folder(model: str, how: profile.Profile, weights: str) -> tuple[Path, str]:
    """The folder of a model's weights and their digest, which must be `weights` where those are pinned."""
    folder = find(model, how.repo, how.revision)
    if folder is None:
        raise Fault(f"the weights of the model {model} are not on this machine", f"dramac models fetch {model}")
    found = digest_of(folder)
    if weights and found != weights:
        raise Fault(f"the weights of the model {model} in {folder} are not those of this plan: their digest is {found[:19]}…, "
                    f"not {weights[:19]}…", f"dramac models fetch {model}")
    return folder, found


def _images(job: Job, width: int, height: int) -> dict[str, Image.Image]:
    """The pictures of a job by role: what the result begins, ends or goes on with in its size, the others as they are."""
    found = {}
    for role, file in job.inputs.items():
        if role in _SHAPED:
            found[role] = pictures.filling(pictures.read(file), width, height, job.params.get("window"))
        elif role == "plate" or re.fullmatch(r"person:\d+", role):
            found[role] = pictures.read(file)
        elif role not in ("prompt", "before"):
            raise Fault(f"no model takes an input {role!r}", "make the plan again")
    return found


def _before(job: Job, want: Want, repeats: int) -> tuple[Image.Image, ...]:
    """The last frames of the clip to go on from."""
    if "before" not in job.inputs:
        return ()
    from ...assemble import clips

    file = job.inputs["before"]
    count = max(1, repeats, min(int(getattr(want.adapter, "CONTEXT", 0)), clips.known(file).frames))
    size = int(job.params["width"]), int(job.params["height"])
    return tuple(pictures.filling(Image.fromarray(frame), *size) for frame in clips.last(file, count))


def _whole(params: Mapping[str, Any], name: str, least: int, most: int, usual: int | None = None) -> int:
    """A whole number of a task's parameters. Raises Fault for anything else, and where it is missing without a `usual` one."""
    value = params.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Fault(f"the task's {name} cannot be {value!r}", "the plan is damaged: make it again")
    return value
