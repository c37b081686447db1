"""Frozen keys: a few tasks of every action. A key that changes makes every store forget what it has.

When this fails, ask which of two things has happened. Where the same picture or sound would be made, the key must not
change: something that is no part of the result has slipped into it, or is encoded in another way. Where another one is made,
the version of its backend in stdlib/facts/backends.yaml has to rise with it (in runtime/backends too), so that nobody is given
what was made before; then `pytest tests/compiler/plan --bless` accepts the keys as they come out now.
"""

import json
from pathlib import Path

import pytest
from tests_models import Plans

from dramac.compiler.plan.exact import exact
from dramac.compiler.plan.nodes import Plan

FILE = Path(__file__).parent / "keys.json"
TARGETS = ("final", "lips", "both", "h3", "nothing", "drawn")
OF_EACH = 2


def chosen(plan: Plan) -> dict[str, list[str]]:
    """The first few keys of every action, by what the tasks are called."""
    found: dict[str, list[str]] = {}
    for task in sorted(plan.tasks, key=lambda one: (one.action, one.label, one.key)):
        if len(found.setdefault(task.action, [])) < OF_EACH:
            found[task.action].append(f"{task.key} {task.label}")
    return found


def test_keys_are_what_they_were(plans: Plans, bless: bool) -> None:
    made = {target: chosen(plans(target=target).plan) for target in TARGETS}
    made["final, exactly"] = chosen(exact(plans().plan))
    if bless:
        FILE.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    frozen = json.loads(FILE.read_text(encoding="utf-8"))
    lost = [f"{target}: {action} {one}" for target, actions in frozen.items() for action, rows in actions.items()
            for one in rows if one not in made.get(target, {}).get(action, [])]
    if lost:
        pytest.fail(f"{len(lost)} frozen keys are no more:\n" + "\n".join(lost) + f"\n\n{__doc__}", pytrace=False)
    assert made == frozen  # a new action is frozen too: bless it
