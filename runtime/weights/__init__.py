"""Where the weights of models lie on this machine. Nothing here reaches for the network.

A model's folder is looked for in the folders that $DRAMAC_MODELS names (separated as in $PATH), under the id of its manifest,
and then in the cache of the Hugging Face hub, under its repository and revision.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from ...compiler.base.kept import cache_folder
from .digest import digest_of

__all__ = ["cache_folder", "digest_of", "find", "hub", "places"]

VARIABLE = "DRAMAC_MODELS"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_REPO = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}/[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_COMMIT = re.compile(r"[0-9a-f]{40}")


def find(id: str, repo: str = "", revision: str = "") -> Path | None:
    """The folder with the weights of the model `id`, or None where this machine has none. `repo` (owner/name) and `revision`
    (a commit, or the name of a branch or tag; main without one) say which snapshot of the hub's cache is meant."""
    if _ID.fullmatch(id):
        for place in places():
            if (place / id).is_dir():
                return place / id
    return _snapshot(repo, revision) if _REPO.fullmatch(repo) else None


def places() -> list[Path]:
    """The folders that $DRAMAC_MODELS names."""
    return [Path(one) for one in os.environ.get(VARIABLE, "").split(os.pathsep) if one]


def hub() -> Path | None:
    """The cache of the Hugging Face hub, found as its own library finds it: $HF_HUB_CACHE, else hub in $HF_HOME, else in
    huggingface in the user's cache folder. None where no home is known."""
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if os.environ.get(name):
            return Path(os.environ[name]).expanduser()
    try:
        home = os.environ.get("HF_HOME")
        cache = os.environ.get("XDG_CACHE_HOME")
        return (Path(home).expanduser() if home else (Path(cache).expanduser() if cache else Path.home() / ".cache")
                / "huggingface") / "hub"
    except RuntimeError:
        return None


def _snapshot(repo: str, revision: str) -> Path | None:
    cache = hub()
    if cache is None:
        return None
    model = cache / f"models--{repo.replace('/', '--')}"
    commit = revision if _COMMIT.fullmatch(revision) else _commit(model, revision or "main")
    found = model / "snapshots" / commit
    return found if commit and found.is_dir() else None


def _commit(model: Path, name: str) -> str:
    """The commit that the cache knows the branch or tag `name` by, or nothing."""
    if ".." in name or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,199}", name):
        return ""
    try:
        with (model / "refs" / name).open(encoding="ascii") as file:
            commit = file.read(64).strip()
    except (OSError, ValueError):
        return ""
    return commit if _COMMIT.fullmatch(commit) else ""
