"""What an edit asks for anew: scenes that change places keep every picture and every voice."""

from pathlib import Path

from dramac.compiler.analyse import analyse
from dramac.compiler.driver import compile
from dramac.compiler.plan.nodes import Plan
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request

BIBLE = """series: {title: Two Rooms, language: en}
cast: {ANNA: {age: 30}, PETER: {age: 35}}
locations: {KITCHEN: {setting: interior}, STUDY: {setting: interior}, HALL: {setting: interior}}
"""
OPENING = "INT. HALL - DAY\n\nANNA waits.\n\nANNA\nNobody came.\n\n> CUT TO:\n\n"
KITCHEN = ("INT. KITCHEN - DAY\n\nANNA and PETER sit at the table.\n\n"
           "ANNA\n(angry)\nYou sold it!\n\nPETER\nI had to.\n\n> CUT TO:\n\n")
STUDY = ("INT. STUDY - DAY\n\nPETER reads. ANNA stands at the window.\n\n"
         "PETER\n(softly)\nWe can leave.\n\nANNA\nNo.\n\n> CUT TO:\n\n")
END = "INT. HALL - DAY\n\nPETER\nGoodbye.\n"


def planned(folder: Path, *scenes: str) -> Plan:
    (folder / "episodes").mkdir(parents=True)
    (folder / "series.yaml").write_text(BIBLE, encoding="utf-8")
    (folder / "episodes" / "ep01.fountain").write_text("Title: Two Rooms\n\n" + "".join(scenes), encoding="utf-8")
    project = load_project(folder)
    assert isinstance(project, Project)
    return compile(analyse(project), Request(), {}).plan


def new(before: Plan, after: Plan) -> set[str]:
    known = before.by_key()
    return {task.action for task in after.tasks if task.key not in known}


def test_scenes_that_change_places_are_not_drawn_again(tmp_path: Path) -> None:
    before = planned(tmp_path / "a", OPENING, KITCHEN, STUDY, END)
    after = planned(tmp_path / "b", OPENING, STUDY, KITCHEN, END)
    assert [task.key for task in before.tasks if task.action == "master"] != [
        task.key for task in after.tasks if task.action == "master"]
    assert not new(before, after) & {"speech", "plate", "draw"}


def test_a_scene_that_is_put_between_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    before = planned(tmp_path / "a", OPENING, KITCHEN, END)
    after = planned(tmp_path / "b", OPENING, KITCHEN, STUDY, END)
    known = {task.key for task in after.tasks}
    assert all(task.key in known for task in before.tasks if task.action in ("speech", "plate", "draw"))
