"""What stands for a place that nobody declared."""

import pytest

from dramac.compiler.bible.nodes import Bible, Place
from dramac.compiler.cut.dress import dress_set
from dramac.compiler.story.nodes import Scene


@pytest.mark.parametrize(("declared", "interior", "expected"), [
    ("shrine", True, "hall"), ("shrine", False, "courtyard"), ("office", True, "living-room"), ("office", False, "street")])
def test_an_undeclared_place_is_of_the_time_of_the_series(declared, interior, expected):
    bible = Bible(places={"HERE": Place("HERE", kind=declared)})
    scene = Scene("", "NOWHERE", "", interior, "day", False, "", "", "present", ())
    assert dress_set(scene, bible).kind == expected
