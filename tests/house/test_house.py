"""The laws of the house, kept by a machine."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("cli", "compiler", "grammar", "runtime", "stdlib")
SHIPPED = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
HEAVY = {"torch", "diffusers", "ray", "onnxruntime", "skia", "av", "cv2", "numpy", "scipy", "rich"}


def trees() -> list[tuple[Path, ast.Module]]:
    return [(file, ast.parse(file.read_text(encoding="utf-8"))) for file in SHIPPED]


def test_every_module_says_what_it_is() -> None:
    silent = [str(file.relative_to(ROOT)) for file, tree in trees() if not (ast.get_docstring(tree) or "").strip()]
    assert silent == []


def test_every_public_function_and_class_says_what_it_does() -> None:
    silent = []
    for file, tree in trees():
        for node in tree.body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            if node.name == "command" and file.parent.name == "commands" and node.decorator_list:
                continue
            if not ast.get_docstring(node):
                silent.append(f"{file.relative_to(ROOT)}: {node.name}")
    assert silent == []


def test_only_the_command_line_prints() -> None:
    found = []
    for file, tree in trees():
        if file.relative_to(ROOT).parts[0] == "cli":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                found.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def test_shipped_code_imports_itself_relatively() -> None:
    found = []
    for file, tree in trees():
        for node in ast.walk(tree):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else (
                [node.module or ""] if isinstance(node, ast.ImportFrom) and node.level == 0 else [])
            found += [f"{file.relative_to(ROOT)}: {name}" for name in names if name.split(".")[0] == "dramac"]
    assert found == []


def test_no_file_holds_more_than_one_thing() -> None:
    long = [str(file.relative_to(ROOT)) for file in SHIPPED if len(file.read_text(encoding="utf-8").splitlines()) > 400]
    assert long == []


@pytest.mark.parametrize("module", ["dramac.cli.commands.check", "dramac.cli.commands.plan", "dramac.compiler.driver"])
def test_checking_and_planning_load_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(' '.join(sorted({{n.split('.')[0] for n in sys.modules}} & {HEAVY!r})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env={"PYTHONPATH": str(ROOT / ".dev")})
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("words", [("check",), ("plan",), ("plan", "--json"), ("explain", "D201")])
def test_the_core_alone_checks_and_plans(words: tuple[str, ...]) -> None:
    """With everything but lark, pydantic, PyYAML, click and rich made unimportable."""
    code = f"""
import sys
for name in {sorted(HEAVY - {"rich"})!r}: sys.modules[name] = None
sys.argv = ["dramac", *{words!r}]
from dramac.cli.main import main
main()
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT / "examples" / "white-fox", capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT / ".dev")})
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("words", [("check", "--target", "final"), ("plan", "ep01", "--target", "final"),
                                   ("models",), ("plan", "ep01", "--target", "final", "--tiny")])
def test_a_target_of_models_is_checked_and_planned_without_what_runs_them(words: tuple[str, ...], tmp_path: Path) -> None:
    """Nor is anything of it loaded: what is not importable cannot be."""
    for part in ("series.yaml", "episodes"):
        (tmp_path / part).symlink_to(ROOT / "examples" / "white-fox" / part)
    heavy = sorted((HEAVY | {"transformers", "accelerate", "safetensors", "huggingface_hub"}) - {"rich"})
    code = f"""
import sys
for name in {heavy!r}: sys.modules[name] = None
sys.argv = ["dramac", *{words!r}]
from dramac.cli.main import main
main()
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT / ".dev")})
    assert done.returncode == (1 if words[0] == "check" else 0), done.stderr  # it warns of lips that do not move
    assert "Traceback" not in done.stderr


def test_import_contracts_hold() -> None:
    done = subprocess.run([str(Path(sys.executable).parent / "lint-imports"), "--no-cache"], cwd=ROOT,
                          capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT / ".dev")})
    assert done.returncode == 0, done.stdout


def test_the_committed_link_makes_a_checkout_importable() -> None:
    assert (ROOT / ".dev" / "dramac").is_symlink()
    assert (ROOT / ".dev" / "dramac" / "__init__.py").is_file()
