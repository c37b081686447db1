"""Where a model's weights lie while it works, and how it works: the settings of a profile, carried out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...job import Fault
from . import engine
from .profile import PLACEMENTS, Profile

DENOISERS = ("transformer", "transformer_2", "unet")
"""The parts of a pipeline that work at every step."""
_PACKAGES = {"int8": "torchao", "float8": "torchao", "nf4": "bitsandbytes", "int8-bnb": "bitsandbytes"}


def lower(placement: str) -> str:
    """The placement that needs less memory than `placement`, or nothing where there is none."""
    at = PLACEMENTS.index(placement) + 1
    return PLACEMENTS[at] if at < len(PLACEMENTS) else ""


def options(held: Any, profile: Profile) -> None:
    """Sets what `profile` asks for, apart from the placement, on what an adapter has loaded. Raises Fault where the model cannot
    do that."""
    pipe = getattr(held, "pipe", held)
    found = [part for name in DENOISERS if (part := getattr(pipe, name, None)) is not None]
    kind, settings = profile.cache()
    for part in found:
        if profile.attention:
            _try(f"the attention {profile.attention}", part, "set_attention_backend", profile.attention)
        if kind:
            _try(f"the step cache {kind}", part, "enable_cache", _cache(kind, settings, pipe))
        if profile.compile:
            _try("compiling", part, "compile_repeated_blocks")
    vae = getattr(pipe, "vae", None)
    for name, call in (("tiles", "enable_tiling"), ("slices", "enable_slicing")):
        if vae is not None and profile.tiling in (name, "both"):
            _try(f"tiling by {name}", vae, call)


def place(held: Any, device: str, placement: str) -> None:
    """Brings what an adapter has loaded to `device`, by `placement`. Raises what the device raises where it does not fit."""
    if device == "cpu":
        return
    pipe = getattr(held, "pipe", held)
    if placement == "resident" or (not hasattr(pipe, "components") and placement == "components"):
        pipe.to(device)
    elif not hasattr(pipe, "components"):
        _place_model(pipe, device, placement)
    elif placement == "components":
        pipe.enable_model_cpu_offload(device=device)
    elif placement == "groups":
        import torch

        pipe.enable_group_offload(onload_device=torch.device(device), offload_type="leaf_level", use_stream=True,
                                  low_cpu_mem_usage=True)
    else:
        pipe.enable_sequential_cpu_offload(device=device)


def weight(held: Any) -> int:
    """The bytes of all weights of what an adapter has loaded; 0 where that cannot be known."""
    pipe = getattr(held, "pipe", held)
    components = getattr(pipe, "components", None)
    parts = components.values() if isinstance(components, Mapping) else (pipe,)
    return sum(one.nbytes for part in parts if hasattr(part, "parameters") for one in (*part.parameters(), *part.buffers()))


def out_of_memory(error: BaseException) -> bool:
    """Whether `error` means that a device, or the machine, has not enough memory."""
    import torch

    return isinstance(error, torch.cuda.OutOfMemoryError | MemoryError) or "can't allocate memory" in str(error)


def lost(error: BaseException) -> bool:
    """Whether `error` means that a GPU has failed (an illegal access, a card that is gone): in the process in which that has
    happened nothing works on it any more."""
    return isinstance(error, RuntimeError) and not out_of_memory(error) and "CUDA error:" in str(error)


def quantised(profile: Profile, parts: tuple[str, ...]) -> Any:
    """The configuration with which the `parts` of a pipeline are loaded in fewer bits; of a single model (no parts), its own.
    Raises Fault where the package that does it is not installed."""
    package = _PACKAGES[profile.quantisation]
    engine.require((package,), f"computed in {profile.quantisation}")
    if parts:
        from diffusers.quantizers import PipelineQuantizationConfig

        return PipelineQuantizationConfig(quant_mapping={name: _bits(profile, "diffusers") for name in parts})
    return _bits(profile, "transformers")


def _bits(profile: Profile, library: str) -> Any:
    import torch

    source = engine.package(library)
    if profile.quantisation == "nf4":
        return source.BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type="nf4",
                                         bnb_4bit_compute_dtype=getattr(torch, profile.precision))
    if profile.quantisation == "int8-bnb":
        return source.BitsAndBytesConfig(load_in_8bit=True)
    kinds = engine.package("torchao.quantization")
    return source.TorchAoConfig(
        kinds.Int8WeightOnlyConfig() if profile.quantisation == "int8" else kinds.Float8WeightOnlyConfig())


def _place_model(model: Any, device: str, placement: str) -> None:
    """A model without a pipeline, layer by layer."""
    import torch

    if placement == "groups":
        from diffusers.hooks import apply_group_offloading

        apply_group_offloading(model, onload_device=torch.device(device), offload_type="leaf_level", use_stream=True,
                               low_cpu_mem_usage=True)
    else:
        from accelerate import cpu_offload

        cpu_offload(model, execution_device=torch.device(device))


def _cache(kind: str, settings: Mapping[str, Any], pipe: Any) -> Any:
    from diffusers import hooks

    if kind == "pyramid":
        return hooks.PyramidAttentionBroadcastConfig(current_timestep_callback=lambda: pipe.current_timestep, **settings)
    named = {"first-block": "FirstBlockCacheConfig", "taylor": "TaylorSeerCacheConfig", "text-kv": "TextKVCacheConfig"}
    return getattr(hooks, named[kind])(**settings)


def _try(what: str, part: Any, call: str, *given: Any) -> None:
    """Calls a part's own method for a setting. Raises Fault where it has none, or refuses."""
    if not hasattr(part, call):
        raise Fault(f"{what} is nothing that {type(part).__name__} can do", "take it out of the profile of this model")
    try:
        getattr(part, call)(*given)
    except Exception as error:
        raise Fault(f"{what} cannot be used with {type(part).__name__}: {error}",
                    "take it out of the profile of this model") from error
