"""What a backend wants remembered of a task besides its outputs, such as the exact argv that it ran."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import files
from .job import Fault, Job

FILE = "facts.json"  # beside the outputs, and therefore no name for an output
LARGEST = 1 << 18


def write_facts(job: Job, facts: Mapping[str, Any]) -> None:
    """Leaves `facts` (JSON data; nothing that differs from one machine or run to the next) for the task's record."""
    folder = next(iter(job.outputs.values())).parent
    (folder / FILE).write_text(json.dumps(dict(facts), sort_keys=True, allow_nan=False), encoding="ascii")


def read_facts(folder: Path) -> dict[str, Any]:
    """What a backend left in `folder`, as {"backend_facts": ...}; empty when it left nothing. Raises Fault."""
    file = folder / FILE
    if not file.exists():
        return {}
    try:
        return {"backend_facts": json.loads(files.read_small(file, LARGEST))}
    except (OSError, ValueError, RecursionError) as error:
        raise Fault(f"the facts that the backend left cannot be read: {error}") from error
