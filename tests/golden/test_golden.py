"""Goldens: a folder a case, with `in.fountain` (and `series.yaml`, translations …) and what each stage makes of it.

`tree.txt`, `diagnostics.txt`, `story.txt`, `cut.txt` and `plan.txt` are compared as far as they exist; a new case is a
folder with an input, and `make bless` writes the rest.
"""

import shutil
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from dramac.cli.report.concise import render
from dramac.compiler.analyse import Analysis, analyse
from dramac.compiler.base.source import Span
from dramac.compiler.driver import Compiled, compile
from dramac.compiler.project import Project, load_project
from dramac.compiler.request import Request

HERE = Path(__file__).parent
CASES = sorted(folder.name for folder in HERE.iterdir() if (folder / "in.fountain").is_file())


def tree(analysis: Analysis, compiled: Compiled) -> str:
    return "\n".join(line for script in analysis.scripts.values() for element in script.body
                     for line in dump(element, 0))


def diagnostics(analysis: Analysis, compiled: Compiled) -> str:
    return render((*analysis.diagnostics, *compiled.diagnostics), analysis.sources)


def story(analysis: Analysis, compiled: Compiled) -> str:
    from dramac.compiler.story.show import show

    return "\n".join(show(episode) for episode in analysis.episodes)


def cut(analysis: Analysis, compiled: Compiled) -> str:
    from dramac.compiler.cut.show import show

    return "\n".join(show(one) for one in compiled.cuts)


def plan(analysis: Analysis, compiled: Compiled) -> str:
    rows = [f"{task.stage} {task.action:<9} {task.backend:<9} {task.key[:16]}  {task.label}" for task in compiled.plan.tasks]
    return "\n".join([*rows, *(f"{one.file} = {one.name} of {one.key[:16]}" for one in compiled.plan.products)])


STAGES: dict[str, Callable[[Analysis, Compiled], str]] = {
    "tree": tree, "diagnostics": diagnostics, "story": story, "cut": cut, "plan": plan}


def dump(node: Any, depth: int) -> list[str]:
    """A node and its parts, one a line, with the places of spans left to other tests."""
    pad = "  " * depth
    if not is_dataclass(node) or isinstance(node, type):
        return [f"{pad}{node!r}"]
    lines, flat = [], []
    for one in fields(node):
        value = getattr(node, one.name)
        if isinstance(value, Span) or value in (None, "", (), False):
            continue
        if is_dataclass(value):
            lines += [f"{pad}  {one.name}:", *dump(value, depth + 2)]
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            lines.append(f"{pad}  {one.name}:")
            lines += [line for item in value for line in dump(item, depth + 2)]
        elif isinstance(value, dict):
            lines += [f"{pad}  {key}: {item!r}" if not is_dataclass(item) else
                      "\n".join([f"{pad}  {key}:", *dump(item, depth + 2)]) for key, item in value.items()
                      if item not in (None, "", (), False)]
        else:
            flat.append(f"{one.name}={value!r}")
    return [f"{pad}{type(node).__name__} {' '.join(flat)}".rstrip(), *lines]


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str, tmp_path: Path, bless: bool) -> None:
    folder = HERE / case
    shutil.copytree(folder, tmp_path / "series")
    if (folder / "series.yaml").is_file():
        (tmp_path / "series" / "episodes").mkdir()
        shutil.move(tmp_path / "series" / "in.fountain", tmp_path / "series" / "episodes" / "in.fountain")
        project = load_project(tmp_path / "series")
    else:
        project = load_project(tmp_path / "series" / "in.fountain")
    assert isinstance(project, Project)
    analysis = analyse(project)
    compiled = compile(analysis, Request(), {})
    for name, make in STAGES.items():
        file, text = folder / f"{name}.txt", make(analysis, compiled).rstrip() + "\n"
        if bless:
            file.write_text(text, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == text, f"{case}: {name} is not as it was; `make bless` accepts it"


def test_there_are_goldens() -> None:
    assert CASES
