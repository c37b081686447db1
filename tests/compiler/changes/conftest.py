"""The little series, edited."""

from pathlib import Path

import pytest
from tests_changes import BIBLE, SCRIPT, Edited, state

from dramac.compiler.changes.compare import compare
from dramac.compiler.changes.nodes import Changes
from dramac.compiler.changes.side import Side


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """Compares the little series with itself after the edits (old, new) of its bible and its script."""
    def run(bible: tuple[str, str] = ("", ""), script: tuple[str, str] = ("", "")) -> tuple[Changes, Side]:
        assert bible[0] in BIBLE
        assert script[0] in SCRIPT
        before = state(tmp_path / "a", BIBLE, SCRIPT)
        after = state(tmp_path / "b", BIBLE.replace(*bible, 1) if bible[0] else BIBLE,
                      SCRIPT.replace(*script, 1) if script[0] else SCRIPT)
        return compare(before, after), after

    return run
