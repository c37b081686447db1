"""What `dramac models` says: a model as data, as a row of a table, and in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import Any

from ...runtime.weights.look import look
from ...stdlib import vocabulary
from ...stdlib.models import Catalogue, Manifest
from .weights import HOLDER, Wanting, Weights, command_for, has_weights, weights_of

Data = dict[str, Any]
_ALWAYS = ("torch", "diffusers", "transformers", "accelerate", "safetensors")
"""What every model that workers hold needs."""
_HEAD = ("model", "makes", "clips", "GPU GB", "licence", "for sale", "here")
_ABLE = {"references": "takes pictures of people and things", "edits": "changes a picture by words",
         "from_words": "makes a picture from words alone", "chains": "goes on from another clip",
         "lipsync": "moves lips to a voice", "audio": "makes sound"}


def as_data(model: Manifest, pins: Mapping[str, str], *, own: bool) -> Data:
    """All that is known of `model`, and what of it is on this machine, as JSON data; `own`: the series brings it."""
    held = has_weights(model)
    weights = weights_of(model, pins)
    packages = sorted({*(_ALWAYS if model.backend == HOLDER else ()), *model.needs})
    return {
        "id": model.id, "label": model.label, "aliases": list(model.aliases), "role": model.role, "own": own,
        "can": _can(model), "frames": _frames(model), "fps": model.fps, "multiple": model.multiple, "area": model.area,
        "references": model.references, "starts": model.starts if model.role == "video" else "",
        "text": model.text, "tokens": model.tokens, "reads": dict(model.reads), "dialect": model.dialect, "steps": model.steps,
        "vram": dict(model.vram), "load": dict(model.load), "time": _time(model), "licence": dict(model.licence),
        "backend": model.backend, "adapter": model.adapter, "call": dict(model.call), "profile": dict(model.profile),
        "hub": {"repo": weights.repo, "revision": weights.revision} if weights.repo else {},
        "pinned": weights.pinned, "folder": str(weights.folder or ""), "here": weights.folder is not None or not held,
        "needs": {name: find_spec(name) is not None for name in packages}, "source": model.source, "as_of": model.as_of,
    }


def table(rows: Sequence[Data]) -> str:
    """The models `rows` (of `as_data`), a line each."""
    lines = [_HEAD]
    for one in rows:
        memory = f"{one['vram']['gigabytes']:g}" if one["vram"].get("gigabytes") else "-"
        lines.append((one["id"], one["role"], _short_clips(one), memory, _name(one["licence"]),
                      _for_sale(one["licence"]), _here(one)))
    widths = [max(len(line[at]) for line in lines) for at in range(len(_HEAD))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)


def told(model: Manifest, data: Data, known: Catalogue) -> str:
    """All that is known of a model, for people."""
    return "\n".join(f"{name:<12} {text}" for name, text in _facts(model, data) if text)


def checked_weights(models: Iterable[Manifest], pins: Mapping[str, str], *, named: bool) -> list[Data]:
    """Of every one of `models` whose weights are here (or that was `named` by a person): whether they are whole and those that
    are pinned, and what is to be said of them."""
    found = []
    for model in models:
        if not has_weights(model):
            continue
        weights = weights_of(model, pins)
        if weights.folder is None and not (named or weights.pinned):
            continue
        ok, said, digest = _verdict(weights)
        found.append({"id": model.id, "ok": ok, "folder": str(weights.folder or ""), "digest": digest,
                      "pinned": weights.pinned, "said": said})
    return found


def _verdict(one: Weights) -> tuple[bool, str, str]:
    remedy = command_for(Wanting((one.model.id,), homeless=() if one.repo else (one.model.id,)))
    (seen,) = look([one.sought()])
    if not seen.folder:
        return False, f"not on this machine; {remedy}", ""
    if seen.trouble:
        return False, f"{seen.folder} cannot be read: {seen.trouble}", ""
    if seen.gone:
        return False, f"{seen.folder} is not whole: {', '.join(seen.gone[:4])} missing; {remedy}", seen.digest
    if one.pinned and seen.digest != one.pinned:
        return False, f"{seen.folder} holds {seen.digest[:19]}…, and {one.pinned[:19]}… is pinned", seen.digest
    return True, f"{seen.digest[:19]}… in {seen.folder}{', as pinned' if one.pinned else ''}", seen.digest


def _facts(model: Manifest, data: Data) -> Iterator[tuple[str, str]]:
    yield model.id, f"{model.label}{' (of this series)' if data['own'] else ''}"
    yield "names", ", ".join(model.aliases)
    yield "makes", f"{model.role}: {', '.join(data['can'])}" if data["can"] else model.role
    yield "clips", _long_clips(model)
    yield "sizes", _sizes(model)
    yield "words", _words(model)
    yield "steps", str(model.steps or "")
    yield "GPU memory", _memory(model.vram)
    yield "weights", _sum(model.load, f"{model.load.get('gigabytes', 0):g} GB")
    yield "time", _time(model)
    yield "licence", _licence(model.licence)
    yield "runs by", f"{model.backend}{f', adapter {model.adapter}' if model.adapter else ''}"
    yield "call", ", ".join(f"{name}={value}" for name, value in model.call.items())
    yield "computed", ", ".join(f"{name} {value}" for name, value in model.profile.items())
    yield "from", " at ".join(filter(None, data["hub"].values()))
    yield "pinned", data["pinned"]
    yield "here", data["folder"] or ("" if data["here"] else f"no; dramac models fetch {model.id}" if data["hub"] else "no")
    missing = [name for name, there in data["needs"].items() if not there]
    yield "needs", ", ".join(data["needs"]) + (f" (not installed: {', '.join(missing)})" if missing else "")
    yield "source", f"{model.source} ({model.as_of})"


def _can(model: Manifest) -> list[str]:
    found = [words for name, words in _ABLE.items() if getattr(model, name)]
    return [*found, "ends at a given picture"] if model.starts == "both" else found


def _frames(model: Manifest) -> Data:
    rule = model.frames
    return {"step": rule.step, "plus": rule.plus, "usual": rule.usual, "shortest": rule.shortest,
            "longest": rule.longest} if model.role == "video" else {}


def _short_clips(one: Data) -> str:
    if not one["frames"]:
        return "-"
    rule = one["frames"]
    plus = f"+{rule['plus']}" if rule["plus"] else ""
    return f"{rule['step']}n{plus}" + (f" at {one['fps']}" if one["fps"] else "")


def _long_clips(model: Manifest) -> str:
    if model.role != "video":
        return ""
    rule, fps = model.frames, model.fps
    said = [f"{rule.step}n+{rule.plus} frames"] if rule.step > 1 or rule.plus else ["any number of frames"]
    said += [f"{fps} a second"] if fps else []
    said += [f"{rule.usual} at a time"] if rule.usual else []
    said += [f"{rule.shortest:g} to {rule.longest:g} s"] if rule.longest else []
    return ", ".join(said)


def _sizes(model: Manifest) -> str:
    said = [f"multiples of {model.multiple}"] if model.multiple > 1 else []
    return ", ".join([*said, f"at most {model.area} pixels"] if model.area else said)


def _words(model: Manifest) -> str:
    said = [f"read by {model.text}"] if model.text else []
    said += [f"at most {model.tokens} tokens"] if model.tokens else []
    said += [model.dialect] if model.dialect else []
    read = [str(vocabulary("languages").entries[one]["label"]) for one in model.reads.get("languages", ())]
    said += [f"in {' and '.join(read)} ({model.reads.get('source') or 'nobody tells why'})"] if read else []
    return ", ".join(said)


def _memory(vram: Mapping[str, Any]) -> str:
    placed = ", ".join(f"{name} {vram[name]:g}" for name in ("components", "groups", "sequential") if vram.get(name))
    return _sum(vram, f"{vram.get('gigabytes', 0):g} GB{f' ({placed})' if placed else ''}")


def _sum(facts: Mapping[str, Any], text: str) -> str:
    return f"{text}; {facts['source']}" if facts.get("gigabytes") else ""


def _time(model: Manifest) -> str:
    time = model.time
    if time is None:
        return ""
    size = f" of {time.width}x{time.height}" if time.width else ""
    what = f"{time.frames} frames" if time.frames > 1 else "one"
    how = f"guessed from {time.source}" if time.guess else f"{time.hardware}; {time.source}"
    return f"{time.seconds:g} s for {what}{size}{f' in {time.steps} steps' if time.steps else ''} ({how})"


def _licence(facts: Mapping[str, Any]) -> str:
    if not facts:
        return "not known"
    more = (str(facts.get(name, "")) for name in ("conditions", "url", "source"))
    return "; ".join(filter(None, (_name(facts), f"what is made may be sold: {_for_sale(facts)}", *more)))


def _name(licence: Mapping[str, Any]) -> str:
    """What a licence is called; that of the weights, where code and weights have their own."""
    return str(licence.get("name") or licence.get("weights") or "not known")


def _for_sale(licence: Mapping[str, Any]) -> str:
    """Whether what is made may be sold, in a word."""
    return {True: "yes", False: "no"}.get(licence.get("commercial", ""), "not known")


def _part(one: Data) -> str:
    """Whether something that brings its own weights is here: a part of dramac is."""
    missing = [name for name, there in one["needs"].items() if not there]
    return f"without {', '.join(missing)}" if missing else "yes" if one["backend"] in ("animatic", "finisher") else "see doctor"


def _here(one: Data) -> str:
    if one["here"] and not one["folder"]:
        return {"command": "a program", "openai_media": "a server", "openai_speech": "a server"}.get(one["backend"], _part(one))
    missing = [name for name, there in one["needs"].items() if not there]
    return "no" if not one["folder"] else f"yes, without {', '.join(missing)}" if missing else "yes"
