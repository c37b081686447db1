"""Where a model that speaks lies on this machine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..job import Fault
from ..weights import VARIABLE, digest_of, find


def folder_of(params: Mapping[str, Any], profile: Mapping[str, Any]) -> Path:
    """The folder with the weights of `params`' `model`, looked for where `profile` says that the hub has it. Raises Fault where
    there is none, and where it is not the one that `params` ask for by its digest (`weights`)."""
    model, hub = str(params.get("model", "")), profile.get("hub", {})
    hub = hub if isinstance(hub, Mapping) else {}
    repo, revision = str(hub.get("repo", "")), str(hub.get("revision", ""))
    folder = find(model, repo, revision)
    if folder is None:
        by_hand = f"put them into {model}/ of a folder that ${VARIABLE} names"
        raise Fault(f"the weights of {model} are not on this machine", f"dramac models fetch {model}; or {by_hand}" if repo
                    else by_hand)
    wanted = str(params.get("weights", ""))
    if wanted.startswith("sha256:") and digest_of(folder) != wanted:
        raise Fault(f"the weights of {model} in {folder} are not those that are pinned",
                    f"`dramac models fetch {model}` fetches those; to speak with others, take the lines `model {model}` out of "
                    "dramac.lock")
    return folder
