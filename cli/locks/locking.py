"""The lock of a project on disk: read it before work, hold a build to it, write what the build has found out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from ...compiler.base.diagnostic import Diagnostic, Severity, has_errors
from ...compiler.base.nodes import node
from ...compiler.base.source import Source, read_source
from ...compiler.lock.nodes import FILE, Lock, nothing
from ...compiler.lock.read import read
from ...compiler.lock.write import write
from ...compiler.project import MAX_BYTES, Project, unread
from ...runtime.files import disk, fresh, write_atomic
from ...runtime.job import Fault
from ..session import say, stop

if TYPE_CHECKING:
    from ...compiler.analyse import Analysis

ATTRIBUTES = ".gitattributes"
UNION = f"{FILE} merge=union\n"


@node
class Held:
    """A lock as it was read: its findings, and the text that they point into. `there` is whether the file exists."""

    lock: Lock
    diagnostics: tuple[Diagnostic, ...]
    source: Source
    there: bool


def load(project: Project) -> Held:
    """The lock of `project`; an empty one where it has none, or is a bare script, which has no place for one."""
    file = project.root / FILE
    if project.bible is None or not (file.exists() or file.is_symlink()):
        return Held(nothing(), (), Source(FILE, ""), False)
    try:
        if file.stat().st_size > MAX_BYTES:
            return _unread("it is larger than 32 MiB")
        source, bad = read_source(file, FILE)
    except OSError as fault:
        return _unread(fault.strerror or str(fault))
    lock, found = read(source)
    if bad is not None:
        from ...compiler.syntax.errors import not_utf8

        found = (not_utf8(source, bad), *found)
    return Held(lock, found, source, True)


def open_lock(project: Project, allowed: Collection[str] = ()) -> Lock:
    """The lock of `project`; what is wrong with it is said, and errors (but for those `allowed`) end the command with exit
    code 1."""
    held = load(project)
    if held.diagnostics:
        say(held.diagnostics, {FILE: held.source})
    if has_errors(one for one in held.diagnostics if one.code not in allowed):
        stop((), {})
    return held.lock


def save(project: Project, change: Callable[[Lock], Lock]) -> bool:
    """Change the lock of `project` as it is on disk now; True when that changed it. Nothing is written otherwise.

    A new one in a git work tree gets a `.gitattributes` beside it, if there is none, so that branches merge. Raises Fault
    when the disk refuses, or when somebody has made the lock unreadable since it was read.
    """
    held = load(project)
    if has_errors(one for one in held.diagnostics if one.code != "D523"):
        raise Fault(f"{FILE} cannot be read any more, and was left as it is", "`dramac lock` says what is wrong with it")
    after = change(held.lock)
    if held.there and after == held.lock:
        return False
    put(project, after)
    return True


def put(project: Project, lock: Lock) -> None:
    """Write `lock` as that of `project`, whole or not at all. Raises Fault when the disk refuses."""
    file = project.root / FILE
    with disk(f"{file} cannot be written"):
        if not file.exists() and _in_git(project.root) and not (project.root / ATTRIBUTES).exists():
            _write(project.root / ATTRIBUTES, UNION)
        _write(file.resolve(), write(lock))


def texts(analysis: Analysis, project: Project) -> dict[str, Source]:
    """The texts that findings about the lock and the scripts may point into."""
    return {**analysis.sources, FILE: load(project).source}


def _write(file: Path, text: str) -> None:
    write_atomic(file, text.encode("utf-8"), file.with_name(f".{fresh(file.parent).name}.part"))


def _in_git(root: Path) -> bool:
    return any((one / ".git").exists() for one in (root, *root.parents))


def _unread(why: str) -> Held:
    found = unread(FILE, why, "mend it, or remove it: `dramac build` writes a new one")
    assert found.severity is Severity.ERROR
    return Held(nothing(), (found,), Source(FILE, ""), True)
