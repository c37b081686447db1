"""Whatever is remembered, kept or shared among processes: the findings are those of reading everything anew."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramac.compiler.analyse import analyse
from dramac.compiler.check.run import all_rules
from dramac.compiler.checked import reading
from dramac.compiler.checked.episode import ALONE, TOGETHER, strange_rules
from dramac.compiler.checked.remembered import recall
from dramac.compiler.checked.run import checked
from dramac.compiler.project import Project, load_project

from .conftest import write

BIBLES = ("""\
series: {title: Spring, language: en, dubs: [zh-Hans]}
cast:
  LIN: {age: 22, sex: f, starts: {holds: [cup]}}
  WEI: {age: 25, wardrobe: {suit: {outfit: suit}}}
locations: {HALL: {built: living room}}
props: {cup: {looks: paper cup}}
macros:
  stare: {parameters: {who: character}, body: "[[shot: CU {who}]]\\n\\n{who} stares."}
variants: {ending: {values: [A, B], default: A}}
lint: {D218: error, D233: off}
""", """\
include: [cast.yaml]
series: {title: Spring}
locations: {HALL: {built: living room}}
""", "")
EXEMPT = ("", "- {code: D201, file: episodes/ep01.fountain, reason: nobody}\n",
          "- {code: D230, file: episodes/ep02.fountain, scene: INT. HALL - DAY, reason: x}\n"
          "- {code: D231, about: wei, reason: y}\n",
          "- [\n", "- {code: D218, file: episodes/ep01.fountain, reason: caf\udce9}\n")
CAST = ("cast: {LIN: {age: 22}, WEI: {age: 25}}\n", "cast: {LIN: {age: 22}}\n", "cast: [\n")
HEADS = ("", "Episode: 1\n\n", "Episode: 2\n\n", "Title: X\nEpisode: 9\n\n")
BEATS = (
    "INT. HALL - DAY", "EXT. NOWHERE - NIGHT", "LIN\nHello.", "WEI (O.S.)\nI am here. [[id: a1]]", "LIN\nHello. [[same-as: a1]]",
    "LIN\nOther words. [[same-as: b2]]", "WEI\nGood. [[id: b2]]", "NOBODY\nWho am I?", "Lin enters. Wei laughs.",
    "[[gives: LIN -> WEI, cup]]", "[[drops: WEI, cup]]", "[[dies: WEI]]", "[[enter: WEI from left]]", "[[exit: LIN]]",
    "[[reveals: secret -> LIN]]", "[[knows: WEI, secret]]", "[[knows: LIN, secret]]", "[[plant: gun]]", "[[payoff: gun]]",
    "[[time: flashback, a year ago]]", "[[time: dream]]", "[[time: present]]", "[[lint: off D230 a ghost]]",
    "[[lint: off D201 nobody]]", "[[use: stare(who=LIN)]]", "[[use: stare(who=NOBODY)]]", "[[include: common/recap.fountain]]",
    "[[include: common/gone.fountain]]", "[[shot: CU WEI, 3s]]", "[[shot: CU", "[[wears: WEI = suit]]", "[[wears: WEI = coat]]",
    "CLOSE ON WEI", "[[marks: LIN = cut on cheek]]", "caf\udce9", "LIN hands WEI the cup.",
    "Wei puts the cup into his pocket.", "Lin drops the cup. It breaks.", "WEI raises the cup.", "INT. HALL - CONTINUOUS",
    "INT. HALL - LATER", "EXT. HALL - NIGHT", "[[lint: off D209 a trick]]", "[[time: montage]]", "[[time: intercut]]")
VARYING = "[[variant: ending=B]]\n\nWEI\nElsewhere.\n\n[[end]]"


def scripts(beats: tuple[str, ...]) -> st.SearchStrategy[str]:
    body = st.lists(st.sampled_from(beats), max_size=9).map(lambda rows: "\n\n".join(rows) + "\n")
    return st.tuples(st.sampled_from(HEADS), body).map("".join)


STATES = st.fixed_dictionaries(
    {"series.yaml": st.sampled_from(BIBLES), "episodes/ep01.fountain": scripts(BEATS), "episodes/ep02.fountain": scripts(BEATS)},
    optional={"cast.yaml": st.sampled_from(CAST), "episodes/ep03.fountain": scripts((*BEATS, VARYING)),
              "exemptions.yaml": st.sampled_from(EXEMPT),
              "common/recap.fountain": scripts(BEATS), "episodes/ep02.drama": scripts(BEATS[:3]),
              "translations/zh-Hans/ep01.yaml": st.sampled_from(("a1: 好\n", "x: 好\n", "["))})
QUICK = settings(max_examples=60, deadline=None,
                 suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name).resolve()


def project(root: Path) -> Project:
    found = load_project(root)
    assert isinstance(found, Project)
    return found


def assert_exact(root: Path) -> None:
    """Twice: with what is on the shelf from before, and with what the first time put there."""
    whole = analyse(project(root), film=True)
    for _ in range(2):
        found = checked(project(root))
        assert found.diagnostics == whole.diagnostics
        assert repr(found.settled) == repr(whole.settled)
        assert dict(found.levels) == dict(whole.bible.lint)
        assert dict(found.sources) == dict(whole.sources)


@QUICK
@given(STATES, st.lists(st.dictionaries(st.sampled_from(("series.yaml", "cast.yaml", "episodes/ep01.fountain",
                                                         "episodes/ep02.fountain", "common/recap.fountain")),
                                        scripts(BEATS), min_size=1, max_size=2), max_size=4), st.data())
def test_after_any_edits_the_findings_are_those_of_a_fresh_reading(files: dict[str, str], edits: list[dict[str, str]],
                                                                   data: st.DataObject) -> None:
    """Edits change one or two files and leave the others, whose findings are kept, as they are."""
    with folder() as root:
        write(root, files)
        assert_exact(root)
        for edit in edits:
            choices = {"series.yaml": BIBLES, "cast.yaml": CAST}
            files = files | {name: data.draw(st.sampled_from(choices[name])) if name in choices else text
                             for name, text in edit.items()}
            write(root, files)
            assert_exact(root)


@QUICK
@given(STATES, st.data())
def test_a_change_of_one_file_is_seen(files: dict[str, str], data: st.DataObject) -> None:
    with folder() as root:
        write(root, files)
        assert_exact(root)
        name = data.draw(st.sampled_from(sorted(files)))
        text = files[name]
        at = data.draw(st.integers(0, len(text)))
        put = data.draw(st.sampled_from(("", "\n", " ", "x", "[[", "LIN\nHo.\n\n", "\udce9", "中")))
        write(root, {**files, name: text[:at] + put + text[at + data.draw(st.integers(0, 3)):]})
        assert_exact(root)


@settings(QUICK, max_examples=12)
@given(st.lists(STATES, min_size=1, max_size=2))
def test_several_processes_find_what_one_finds(states: list[dict[str, str]]) -> None:
    with folder() as root, pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "hands", lambda desk, indices: 2)
        for files in states:
            write(root, {**files, "episodes/ep04.fountain": files["episodes/ep01.fountain"].replace("Episode", "Part")})
            assert_exact(root)


@QUICK
@given(scripts(BEATS[:30]), scripts(BEATS[:30]))
def test_scripts_without_a_bible(one: str, other: str) -> None:
    with folder() as root:
        for texts in ((one, other), (other, one), (one, one)):
            write(root, {"a1.fountain": texts[0], "a2.fountain": texts[1]})
            assert_exact(root)


def test_of_every_rule_it_is_known_whether_it_compares_episodes() -> None:
    """A rule of which that is not said makes every check a slow one. If this fails after you added a rule: put its name
    into `ALONE` or `TOGETHER` in `compiler/checked/episode.py`."""
    assert strange_rules() == ()
    assert ALONE.isdisjoint(TOGETHER)
    assert {rule.name for rule in all_rules()} >= ALONE | TOGETHER


def test_an_unchanged_series_is_remembered_and_a_changed_one_is_not(tmp_path: Path) -> None:
    files = {"series.yaml": BIBLES[1], "cast.yaml": CAST[0], "episodes/ep01.fountain": "INT. HALL - DAY\n\nLIN\nHo.\n",
             "translations/zh-Hans/ep01.yaml": "Ho.: 好\n", "exemptions.yaml": EXEMPT[1]}
    write(tmp_path, files)
    assert recall(project(tmp_path)) is None
    checked(project(tmp_path))
    for name, text in files.items():
        assert recall(project(tmp_path)) is not None
        (tmp_path / name).write_text(text + "\n", "utf-8")
        assert recall(project(tmp_path)) is None, name
        (tmp_path / name).write_text(text, "utf-8")


def test_another_compiler_remembers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"series.yaml": BIBLES[0], "episodes/ep01.fountain": "INT. HALL - DAY\n"})
    checked(project(tmp_path))
    assert recall(project(tmp_path)) is not None
    from dramac.compiler.checked import remembered

    monkeypatch.setattr(remembered, "stamp", lambda: "another")
    assert recall(project(tmp_path)) is None


def test_a_link_that_leads_elsewhere_is_a_change(tmp_path: Path) -> None:
    files = {"series.yaml": BIBLES[1], "one.yaml": CAST[0], "two.yaml": CAST[1], "episodes/ep01.fountain": "WEI\nHo.\n"}
    write(tmp_path, files)
    link = tmp_path / "cast.yaml"
    for target in ("one.yaml", "two.yaml", "/etc/hostname", "one.yaml"):
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        assert_exact(tmp_path)


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dramac.compiler.checked.episode import Desk

    text = "INT. HALL - DAY\n\n[[gives: LIN -> WEI, cup]]\n\nLIN\nHo.\n"
    write(tmp_path, {"series.yaml": BIBLES[0], **{f"episodes/ep{n:02}.fountain": text for n in range(1, 6)}})
    checked(project(tmp_path))
    seen: list[str] = []
    read: Any = Desk.read
    monkeypatch.setattr(Desk, "read", lambda desk, source: (seen.append(source.path), read(desk, source))[1])
    file = tmp_path / "episodes" / "ep03.fountain"
    file.write_text(text + "\nWEI\nHa.\n", "utf-8")
    assert_exact(tmp_path)
    assert seen == ["episodes/ep03.fountain"]


HALL = "INT. HALL - DAY\n\n"
FROM_BEFORE = {
    "a death": ("[[dies: WEI]]", "WEI\nI live."),
    "a thing": ("[[gives: LIN -> WEI, cup]]", "[[drops: LIN, cup]]"),
    "a secret": ("[[reveals: secret -> LIN]]", "[[knows: LIN, secret]]"),
    "a secret told to who is there": ("[[reveals: secret]]\n\nLIN\nOh.", "[[knows: LIN, secret]]"),
    "a secret told in one flashback and used in another": (
        f"[[time: flashback]]\n\n[[reveals: secret -> LIN]]\n\nLIN\nHa.\n\n{HALL}LIN\nHo.\n\n"
        f"{HALL}[[time: flashback]]\n\n[[knows: LIN, secret]]\n\nLIN\nHe.", "[[knows: LIN, secret]]"),
    "a plant": ("[[plant: gun]]", "[[payoff: gun]]"),
    "a line": ("LIN\nHo. [[id: a1]]", "LIN\nHo. [[same-as: a1]]"),
    "a line of a later episode": ("LIN\nHo. [[same-as: b2]]", "LIN\n(angry)\nHo. [[id: b2]]"),
    "a line that is a repetition itself": ("LIN\nHo. [[same-as: b2]] [[id: a1]]", "LIN\nHo. [[same-as: a1]] [[id: b2]]"),
    "a number": ("", "LIN\nHo."),
    "an entrance": ("Wei enters.", "WEI\nHo."),
    "a face": ("Wei laughs.", "The rain falls."),
}


@pytest.mark.parametrize(("before", "after"), FROM_BEFORE.values(), ids=FROM_BEFORE.keys())
def test_a_change_is_seen_in_later_episodes_that_stay_as_they_are(tmp_path: Path, before: str, after: str) -> None:
    text, rest = f"{HALL}{before}\n", f"{HALL}{after}\n"
    later = {"series.yaml": BIBLES[0], "episodes/ep02.fountain": rest, "episodes/ep03.fountain": rest}
    for first in (text, HALL, text, f"Episode: 7\n\n{text}", f"Episode: 2\n\n{HALL}"):
        write(tmp_path, {**later, "episodes/ep01.fountain": first})
        assert_exact(tmp_path)


def test_a_change_of_an_included_file_is_seen_where_it_is_included(tmp_path: Path) -> None:
    own = {"series.yaml": BIBLES[0], "episodes/ep01.fountain": f"{HALL}[[include: common/recap.fountain]]\n",
           "episodes/ep02.fountain": f"{HALL}LIN\nHo.\n"}
    for recap in ("WEI\nHo.\n", "NOBODY\nHo.\n", "[[include: common/more.fountain]]\n", None, "[[shot: CU\n", "caf\udce9\n"):
        for more in ("NOBODY\nHa.\n", None, "WEI\nHa.\n"):
            common = {"common/recap.fountain": recap, "common/more.fountain": more}
            write(tmp_path, {**own, **{name: text for name, text in common.items() if text is not None}})
            assert_exact(tmp_path)
