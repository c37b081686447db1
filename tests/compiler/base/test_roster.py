"""Rosters: a folder is its own list."""

import pytest

from dramac.cli import commands
from dramac.compiler.base.roster import member, members


def test_members_are_the_modules_of_the_folder() -> None:
    assert {"build", "check", "explain", "new", "plan"} <= set(members(commands))
    assert "__init__" not in members(commands)


def test_member_imports_by_name_and_refuses_others() -> None:
    assert member(commands, "check").command.name == "command"
    for name in ("nothing", "../main", "os", ""):
        with pytest.raises(KeyError):
            member(commands, name)
