from __future__ import annotations

import json
from pathlib import Path

from dramac.runtime.backends import null
from dramac.runtime.job import Job


def outputs(tmp_path: Path, params: dict, given: bytes = b"") -> dict[str, bytes]:
    (tmp_path / "in").write_bytes(given)
    job = Job("speech", params, {"role": tmp_path / "in"}, {"audio": tmp_path / "a", "timing": tmp_path / "t"},
              lambda fraction: None)
    null.run(job)
    return {name: file.read_bytes() for name, file in job.outputs.items()}


def test_equal_tasks_give_equal_bytes_and_others_do_not(tmp_path: Path) -> None:
    one = outputs(tmp_path, {"text": "Go."})
    assert one == outputs(tmp_path, {"text": "Go."})
    assert one["audio"] != outputs(tmp_path, {"text": "Stay."})["audio"]
    assert one["audio"] != outputs(tmp_path, {"text": "Go."}, b"another input")["audio"]


def test_it_says_what_it_is_and_times_a_line(tmp_path: Path) -> None:
    made = outputs(tmp_path, {"text": "x" * 30})
    assert json.loads(made["audio"])["made_by"] == "null backend"
    assert json.loads(made["timing"])["seconds"] == 2.3
    assert json.loads(made["timing"])["phones"] == []
