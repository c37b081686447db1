"""The series of `tests_models`, compiled."""

from pathlib import Path

import pytest
from tests_models import PLAIN, Plans, compiled


@pytest.fixture
def plans(tmp_path: Path) -> Plans:
    """`plans(files, target=…)`: the series compiled in a folder of its own."""
    count = iter(range(1000))
    return lambda files=PLAIN, target="final", **more: compiled(tmp_path / str(next(count)), files, target, **more)
