"""A series that is edited line by line, and looked at after every edit: what the commands say is what they say of the same files
when nothing is kept of any run before, to the byte."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dramac.cli.main import cli

from .conftest import BIBLE, SERIES, write
from .test_exact import BEATS, folder

Edit = tuple[str, int, str, str]
EDITS = st.tuples(st.sampled_from((*SERIES, *(name for name in SERIES if "episodes" in name))), st.integers(0, 40),
                  st.sampled_from(("in", "out", "twice", "word", "last")), st.sampled_from(BEATS))
ASKED = st.sampled_from(((), (), ("--lang", "all"), ("ep02",), ("--target", "final"), ("--draft",)))
LOOKS = st.lists(st.tuples(EDITS, ASKED, st.booleans()), min_size=1, max_size=5)


def edited(text: str, at: int, how: str, beat: str) -> str:
    """`text` with one of its passages left out, said twice, moved to the end, or with another word or passage in it."""
    passages = text.split("\n\n") if "\n\n" in text else text.split("\n")
    between, at = ("\n\n" if "\n\n" in text else "\n"), at % len(passages)
    match how:
        case "in":
            passages.insert(at, beat)
        case "twice":
            passages.insert(at, passages[at])
        case "word":
            passages[at] = passages[at].rstrip("\n") + f" so{at}\n"
        case _:
            gone = passages.pop(at)
            passages += [gone] if how == "last" else []
    return between.join(passages)


def said(root: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, [*words, "--project", str(root)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def assert_said_as_ever(root: Path, *words: str) -> int:
    """What the command exits with."""
    now = said(root, *words)
    with tempfile.TemporaryDirectory() as empty, pytest.MonkeyPatch.context() as other:
        other.setenv("XDG_CACHE_HOME", empty)
        assert now == said(root, *words)
    return now[0]


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(LOOKS)
@example([(("episodes/ep01.fountain", 2, "word", ""), (), False), (("episodes/ep01.fountain", 2, "word", ""), ("--draft",), True),
          (("episodes/ep02.fountain", 3, "out", ""), (), False), (("episodes/ep03.fountain", 3, "twice", ""), (), False)])
def test_what_is_said_after_every_edit_is_what_is_said_of_the_files(looks: list[tuple[Edit, tuple[str, ...], bool]]) -> None:
    files = dict(SERIES)
    with folder() as root:
        write(root, files)
        assert assert_said_as_ever(root, "plan", "--json") == 0
        for (name, at, how, beat), asked, checks in looks:
            files[name] = edited(files[name], at, how, beat)
            write(root, files)
            if checks:
                assert_said_as_ever(root, "check", "--format", "json", "--accepted")
            assert_said_as_ever(root, "plan", *asked, "--json")
            assert_said_as_ever(root, "plan", *asked)


def test_a_place_that_several_episodes_share_keeps_all_who_ask_for_it(tmp_path: Path) -> None:
    """Its task stands for all of them; when one asks for it no more, and when all do again, the others are there as before."""
    write(tmp_path, SERIES)
    assert_said_as_ever(tmp_path, "plan", "--json")
    for hall in ("EXT. YARD - DAY", "INT. HALL - DAY", "INT. HALL - NIGHT"):
        write(tmp_path, SERIES | {"episodes/ep02.fountain": SERIES["episodes/ep02.fountain"].replace("INT. HALL - NIGHT", hall)})
        assert assert_said_as_ever(tmp_path, "plan", "--json") == 0
    write(tmp_path, SERIES | {"series.yaml": BIBLE.replace("living room", "kitchen")})
    assert_said_as_ever(tmp_path, "plan", "--json")
