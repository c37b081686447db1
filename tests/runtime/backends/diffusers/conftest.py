from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from dramac.runtime.backends.diffusers import VERSION
from dramac.runtime.perform import Made, Order, perform


@pytest.fixture
def do(tmp_path: Path) -> Callable[..., Made]:
    """Does one task by the diffusers backend, in this process: what a worker does with an order."""
    numbers = count()

    def run(action: str, params: Mapping[str, Any], inputs: Mapping[str, Path] | None = None, *,
            profile: Mapping[str, Any] | None = None, key: str = "", report: Callable[[float], None] = lambda done: None) -> Made:
        pytest.importorskip("diffusers")
        output = "embedding" if action == "text_encode" else "image" if "frames" not in params else "video"
        at = next(numbers)
        return perform(Order(key or f"{at:064x}", action, "diffusers", VERSION, params,
                             {role: str(file) for role, file in (inputs or {}).items()}, (output,), str(tmp_path / "store"),
                             str(tmp_path / f"work-{at}"), profile or {}), report)

    return run
