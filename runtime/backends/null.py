"""The null backend: does any action at once and makes nothing to see or hear.

It lets a whole plan be carried out without a model, a font or a codec. Each output is a small JSON text that says so
and holds a digest of the task's parameters and inputs, so that equal tasks give equal bytes and others do not. The
`timing` of a speech task has a length, guessed from its text at READING characters a second, so that a plan can be
made from it; it has no phones.
"""

from __future__ import annotations

import json
from typing import Any

from ...compiler.base.digest import digest, digest_file
from ..job import Job

ACTIONS = ("*",)
VERSION = "1"
READING = 15.0  # English is read aloud at about 150 words or 900 characters a minute


def run(job: Job) -> None:
    """Writes every output of `job`. Raises OSError when an input cannot be read or an output not written."""
    inputs = {role: digest_file(file) for role, file in job.inputs.items()}
    content = digest({"action": job.action, "params": job.params, "inputs": inputs})
    for number, (name, file) in enumerate(job.outputs.items(), 1):
        text: dict[str, Any] = {"made_by": "null backend", "note": "a placeholder: nothing was drawn, spoken or mixed",
                                "action": job.action, "output": name, "digest": content}
        if name == "timing":
            text |= {"seconds": round(0.3 + len(str(job.params.get("text", ""))) / READING, 3), "phones": []}
        file.write_text(json.dumps(text, indent=1) + "\n", encoding="ascii")
        job.report(number / len(job.outputs))
