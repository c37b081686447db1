"""What a store has, by a look at its folders alone: quick, and believed only by who makes nothing of it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_ENDING = ".json"


def listed(root: Path) -> dict[str, int]:
    """The keys that have a record in the store at `root`, each with the number of the record's file, which is another one
    when the record is written again. No record is opened: one that is damaged, or whose outputs are gone, is found by
    `Store.find`. What cannot be read is not there."""
    found: dict[str, int] = {}
    with suppress(OSError), os.scandir(root / "actions") as shards:
        for shard in shards:
            with suppress(OSError), os.scandir(shard.path) as entries:
                found.update((entry.name[: -len(_ENDING)], entry.inode()) for entry in entries if entry.name.endswith(_ENDING))
    return found
