"""torch and diffusers, imported once a worker, quiet and off the network; and the device that there is."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from types import ModuleType

from ...job import Fault

INSTALL = 'pip install "dramac[gpu]"'
_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "DIFFUSERS_OFFLINE")


@cache
def begin() -> str:
    """Makes torch and diffusers ready, and returns the device to compute on: cuda or cpu. Raises Fault where one of them is
    missing."""
    os.environ.update(dict.fromkeys(_OFFLINE, "1"))
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # else its sums differ from run to run
    torch = package("torch")
    for name in ("diffusers", "transformers", "accelerate", "safetensors"):
        package(name)
    package("diffusers").utils.logging.set_verbosity_error()
    package("transformers").utils.logging.set_verbosity_error()
    package("transformers").utils.logging.disable_progress_bar()
    package("diffusers").utils.logging.disable_progress_bar()
    if torch.cuda.is_available():
        torch.backends.cudnn.deterministic, torch.backends.cudnn.benchmark = True, False
        return "cuda"
    torch.set_num_threads(1)  # more threads give pictures other bytes, and fight with the other workers
    return "cpu"


def package(name: str) -> ModuleType:
    """The package `name`, imported. Raises Fault with the command that installs it."""
    try:
        return import_module(name)
    except ImportError as error:
        raise Fault(f"{name} is needed to run models, and it cannot be imported: {error}", INSTALL) from error


def require(names: tuple[str, ...], model: str) -> None:
    """Raises Fault where one of the packages `names`, which `model` needs, is not installed."""
    for name in names:
        if find_spec(name) is None:
            raise Fault(f"the model {model} needs the package {name}, which is not installed", f"pip install {name}")


def versions() -> tuple[str, ...]:
    """The versions that decide on what a model makes: those of torch, diffusers and transformers."""
    found = []
    for name in ("torch", "diffusers", "transformers"):
        try:
            found.append(f"{name}{version(name)}")
        except PackageNotFoundError:
            found.append(name)
    return tuple(found)
