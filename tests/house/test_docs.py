"""The pages about findings are what the compiler says; the hooks and the workflow examples name what there is."""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from dramac.cli import report
from dramac.cli.catalogue import GROUPS, HEADINGS, pages
from dramac.cli.main import cli
from dramac.cli.pages import INDEX, documents, write
from dramac.compiler.base.roster import members

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "diagnostics"
CI = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def test_the_pages_are_not_stale() -> None:
    """`make docs` writes them."""
    made = documents()
    assert {file.name for file in FOLDER.iterdir()} == set(made), "run `make docs`"
    stale = [name for name, text in made.items() if (FOLDER / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run `make docs`"


def test_writing_removes_the_pages_of_codes_that_are_gone_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "D999.md").write_text("old", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"")
    write(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {*documents(), "picture.png"}


@pytest.mark.parametrize("code", pages())
def test_every_page_has_a_title_and_all_parts(code: str) -> None:
    page = pages()[code]
    assert page.title[0] == page.title[0].upper()
    assert page.title not in HEADINGS
    assert "\n" not in page.title
    assert [head for head, _ in page.parts()] == list(HEADINGS)
    assert page.code[:2] in GROUPS


def test_the_index_links_every_page() -> None:
    text = (FOLDER / INDEX).read_text(encoding="utf-8")
    assert re.findall(r"\]\((D\d+)\.md\)", text) == list(pages())


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hooks_name_commands_and_match_scripts(hook: dict[str, str]) -> None:
    program, *words = hook["entry"].split()
    assert program == "dramac"
    assert CliRunner().invoke(cli, [*words, "--help"]).exit_code == 0
    assert hook["language"] == "python"
    for name in ("ep01.fountain", "a/b/EP 2.drama"):
        assert re.search(hook["files"], name)
    assert bool(re.search(hook["files"], "my/series.yaml")) == (hook["id"] == "dramac-check")
    assert not re.search(hook["files"], "notes.md")


def test_the_hooks_are_the_two_that_the_docs_tell_of() -> None:
    assert [hook["id"] for hook in HOOKS] == ["dramac-check", "dramac-fmt"]
    assert all(f"id: {hook['id']}" in CI for hook in HOOKS)


def test_every_option_and_format_that_the_docs_use_exists() -> None:
    known = CliRunner().invoke(cli, ["check", "--help"]).output
    used = set(re.findall(r"(?<=\s)--[a-z-]+", " ".join(re.findall(r"dramac check[^\n`]*", CI))))
    assert len(used) > 6
    assert {option for option in used if option not in known} == set()
    assert set(re.findall(r"--format ([a-z]+)", CI)) <= set(members(report))
    assert all(f"`{name}`" in CI for name in members(report))


def test_the_examples_in_the_docs_are_yaml() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", CI, re.DOTALL)
    assert len(blocks) >= 3
    for block in blocks:
        assert yaml.safe_load(block)
