"""Fetches the weights of a model from the Hugging Face hub into its cache: the one place in dramac that reaches for them.

Only when a person asks for it: `dramac models fetch`, or `dramac build --fetch` before anything else is done.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..job import Fault
from . import hub
from .digest import digest_of

NEEDS = "huggingface_hub"
_ROOM = 2_000_000_000  # bytes that are left free


@dataclass(frozen=True, slots=True)
class Fetched:
    """Weights that are here now: their folder, the commit that they are of, and the digest of what came."""

    folder: Path
    revision: str
    digest: str


def fetch(repo: str, revision: str = "", parts: Sequence[str] = (), *, gigabytes: float = 0.0,
          everything: bool = False) -> Fetched:
    """The weights of `repo` (owner/name) at `revision` (a commit; without one whatever its main branch is now), in the layout
    of Diffusers: what lies at its top is index and words only, and of its folders only `parts` where these are given. What is
    in the cache already is not fetched again. `gigabytes` are how many there may be to come; `everything`: the layout is its
    own, and all of it is needed. Raises Fault."""
    try:
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError, RevisionNotFoundError
    except ImportError as error:
        raise Fault(f"{NEEDS} is needed to fetch weights, and it is not installed", f"pip install {NEEDS}") from error
    _room(gigabytes)
    some = ["*.json", "*.txt", "*.md", "LICENSE*", *(f"{one}/*" for one in parts or ("*",))]
    place = f"https://huggingface.co/{repo}"
    try:
        only = None if everything and not parts else some
        folder = Path(snapshot_download(repo, revision=revision or None, allow_patterns=only))
    except GatedRepoError as error:
        raise Fault(f"{repo} is given only to those who have accepted its terms",
                    f"accept them at {place}, and set HF_TOKEN to a token of that account") from error
    except RevisionNotFoundError as error:
        raise Fault(f"{repo} has no revision {revision}", "see what it has, or take the pin out of dramac.lock") from error
    except RepositoryNotFoundError as error:
        raise Fault(f"the hub has no {repo} for you",
                    f"look at {place}; a private one needs HF_TOKEN") from error
    except Exception as error:
        # Whatever a network, a proxy, a full disk or a half-finished answer may raise: the library's errors have no common root.
        raise Fault(f"{repo} could not be fetched: {type(error).__name__}: {_short(error)}",
                    "try again when the hub can be reached: what came so far is kept; or put the folder of the weights where "
                    "$DRAMAC_MODELS says") from error
    return Fetched(folder, folder.name, digest_of(folder))


def _room(gigabytes: float) -> None:
    """Raises Fault where the disk of the cache has no room for so much."""
    cache = hub()
    while cache is not None and not cache.exists() and cache != cache.parent:
        cache = cache.parent
    if cache is not None and gigabytes:
        free = shutil.disk_usage(cache).free
        if free - _ROOM < gigabytes * 1e9:
            raise Fault(f"about {gigabytes:.0f} GB are to come, and {cache} has {free / 1e9:.0f} GB free",
                        "make room, or set HF_HUB_CACHE to a folder on another disk")


def _short(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no reason given"])[0][:300]
