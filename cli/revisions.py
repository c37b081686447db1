"""A series as it was at a git revision: its files read from git's objects into a folder of their own, never checked out.

Only what a series is read from is taken: scripts and YAML, by their names in the tree. Nothing in the tree can lead out of that
folder: entries with names that no checkout has are left out, and links are followed only to files of the series itself.
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import click

from ..compiler.project import BIBLE, MAX_BYTES, SCRIPTS, Project, find_root, load_project
from ..runtime.job import Fault

WORKING_TREE = "the working tree"
_KINDS = (*SCRIPTS, ".yaml", ".yml", ".lock")
_MOST_FILES, _MOST_BYTES, _MOST_LINKS, _LONGEST_LINK, _MOST_STEPS = 20_000, 1 << 30, 500, 4096, 40
_SECONDS = 300
_OWN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE", "GIT_EXTERNAL_DIFF")
"""What a hook of git leaves in the environment, relative to another folder."""
_RANGE = re.compile(r"(?P<left>.*?)(?P<dots>\.{2,3})(?P<right>[^.].*|)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Range:
    """What is compared: revision `left` with revision `right`, or with the working tree where `right` is empty. With `fork`
    not `left` itself but the last commit that it has in common with the other side."""

    left: str
    right: str
    fork: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit: its whole id, and what people call it (`main`)."""

    commit: str
    name: str

    def title(self) -> str:
        """`main (4f2a1c9)`."""
        short = self.commit[:9]
        return short if self.name == self.commit or short.startswith(self.name) else f"{self.name} ({short})"


def read_range(text: str) -> Range | None:
    """`A..B`, `A...B`, `A..` (the working tree), `..B`, `..`; None for what is no range, such as the path of a script. What is
    left out on the left is HEAD."""
    found = _RANGE.fullmatch(text)
    if found is None or text.lower().endswith(SCRIPTS):
        return None
    left, right = found["left"], found["right"]
    if left.endswith("/") or right.startswith("/"):
        return None  # `../ep01`: no revision has such a name
    return Range(left or "HEAD", right, found["dots"] == "...")


class Repository:
    """The git repository around the folder `root` of a series, asked through the git command."""

    def __init__(self, root: Path) -> None:
        self._root = root
        try:
            self.prefix = self._ask("rev-parse", "--show-prefix").rstrip("\n")
        except _Refused as fault:
            _refuse(fault, root)

    def resolve(self, name: str) -> Revision:
        """The commit that `name` stands for. An unknown name is a usage error."""
        if name.startswith("-"):
            raise click.UsageError(f"'{name}' is no revision.")
        try:
            commit = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").strip()
        except _Refused:
            more = " This clone holds only the newest commits: fetch the others (in CI, fetch-depth: 0)."
            raise click.UsageError(
                f"There is no revision '{name}' in this repository.{more if self._shallow() else ''}") from None
        return Revision(commit, name)

    def fork(self, one: Revision, other: Revision) -> Revision:
        """The last commit that both come from."""
        try:
            found = self._ask("merge-base", one.commit, other.commit).strip()
        except _Refused:
            raise click.UsageError(f"{one.name} and {other.name} have no commit in common.") from None
        return Revision(found, f"where {other.name} left {one.name}" if found != one.commit else one.name)

    @contextmanager
    def project(self, revision: Revision, start: Path | None = None) -> Iterator[tuple[Project | None, tuple[str, ...]]]:
        """The series at `revision` (None where it is not there), as long as the context lasts, and what was left out of it.
        `start` is the script that was asked for, where it is a bare one."""
        with TemporaryDirectory(prefix="dramac-revision-") as folder:
            root = Path(folder).resolve()
            left_out = self._write(revision, root)
            yield _load(root, start), left_out

    def _write(self, revision: Revision, root: Path) -> tuple[str, ...]:
        tree = f"{revision.commit}:{self.prefix.rstrip('/')}"
        try:
            self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", tree)
        except _Refused:
            return ()  # the folder of the series is not there
        try:
            entries, left_out = _entries(self._bytes("ls-tree", "-r", "-z", "-l", "--full-tree", tree))
        except _Refused as fault:
            _refuse(fault, self._root)
        links = [path for path, one in entries.items() if one.link and one.size < _LONGEST_LINK][:_MOST_LINKS]
        targets = self._blobs(dict.fromkeys(entries[path].id for path in links))
        leads = {path: os.fsdecode(targets[entries[path].id]) for path in links}
        wanted = dict(_wanted(entries, leads, left_out))
        if len(wanted) > _MOST_FILES or sum(entries[path].size for path in wanted.values()) > _MOST_BYTES:
            raise Fault(f"the tree of {revision.title()} is too large for a series",
                        f"a series has at most {_MOST_FILES} files and 1 GiB of text")
        texts = self._blobs(dict.fromkeys(entries[path].id for path in wanted.values() if entries[path].size <= MAX_BYTES))
        for name, path in wanted.items():
            try:
                _put(root / name, texts.get(entries[path].id))
            except (OSError, ValueError):
                left_out.append(f"{name} cannot be a file here")
        return tuple(left_out)

    def _blobs(self, ids: Iterable[str]) -> dict[str, bytes]:
        """The contents of blobs, by id; in one run of git."""
        wanted = list(ids)
        if not wanted:
            return {}
        data = self._bytes("cat-file", "--batch", given="".join(f"{one}\n" for one in wanted).encode())
        found, at = {}, 0
        for one in wanted:
            end = data.index(b"\n", at)
            head = data[at:end].split()
            if len(head) != 3:
                raise Fault(f"git does not have the object {one}", "fetch the whole repository, or run `git fsck`")
            size = int(head[2])
            found[one] = data[end + 1 : end + 1 + size]
            at = end + size + 2
        return found

    def _shallow(self) -> bool:
        try:
            return self._ask("rev-parse", "--is-shallow-repository").strip() == "true"
        except _Refused:
            return False

    def _ask(self, *words: str) -> str:
        return self._bytes(*words).decode("utf-8", "surrogateescape")

    def _bytes(self, *words: str, given: bytes = b"") -> bytes:
        """What a git command prints. Raises _Refused when it fails. It runs no hook, pager, filter or prompt."""
        known = {name: value for name, value in os.environ.items() if name not in _OWN}
        command = ["git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", *words]
        try:
            done = subprocess.run(command, cwd=self._root, input=given, capture_output=True, timeout=_SECONDS,
                                  env={**known, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"})
        except FileNotFoundError:
            raise Fault("git is not installed, and revisions are read with it",
                        "install git, or plan without revisions") from None
        except subprocess.TimeoutExpired:
            raise Fault(f"git did not answer in {_SECONDS} s", "try the same with `git log`") from None
        if done.returncode:
            raise _Refused(done.stderr.decode("utf-8", "replace").strip())
        return done.stdout


class _Refused(Exception):
    """A git command failed; the message is what it said."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file of a tree: whether it is a `link`, the `id` of its blob, its `size` in bytes."""

    link: bool
    id: str
    size: int


def _refuse(fault: _Refused, root: Path) -> NoReturn:
    said = str(fault).splitlines()
    if said and "not a git repository" in said[0]:
        raise Fault(f"{root} is in no git repository", "revisions are git's: begin one with `git init`, and commit") from None
    raise Fault(f"git refuses: {(said or ['no reason given'])[0].removeprefix('fatal: ')}",
                "\n".join(line.strip() for line in said[1:] if line.strip())) from None


def _entries(listed: bytes) -> tuple[dict[str, _Entry], list[str]]:
    """The files of a tree by path, and what is said of the names that no checkout has."""
    found: dict[str, _Entry] = {}
    left_out: list[str] = []
    for one in listed.split(b"\0"):
        head, tab, name = one.partition(b"\t")
        facts = head.split()
        if not tab or len(facts) != 4 or facts[1] != b"blob":
            continue  # a submodule, or the end
        path = os.fsdecode(name)
        if not _honest(path):
            left_out.append(f"{path!r} is no name of a file")
            continue
        size = int(facts[3]) if facts[3].isdigit() else 0
        found[path] = _Entry(facts[0] == b"120000", facts[2].decode("ascii", "replace"), size)
    return found, left_out


def _honest(path: str) -> bool:
    """Whether a checkout could have the file `path`: relative, without steps upwards, and none of git's own."""
    parts = path.split("/")
    return not any(part in ("", ".", "..") or part.lower() == ".git" or len(os.fsencode(part)) > 255 for part in parts) \
        and "\\" not in path and len(path) < 3000


def _wanted(entries: Mapping[str, _Entry], links: Mapping[str, str], left_out: list[str]) -> Iterator[tuple[str, str]]:
    """The names of a series' files, each with the entry that holds its content: its own, or the one its link leads to."""
    files = [path for path, one in entries.items() if not one.link and path.lower().endswith(_KINDS)]
    yield from ((path, path) for path in files)
    for path in links:
        target = _follow(path, links)
        if target is None:
            left_out.append(f"{path} is a link that leads out of the series")
        elif target in entries and not entries[target].link and path.lower().endswith(_KINDS):
            yield path, target
        else:
            yield from ((path + one.removeprefix(target), one) for one in files if one.startswith(f"{target}/"))


def _follow(path: str, links: Mapping[str, str]) -> str | None:
    """Where the link `path` leads in the tree, through other links; None where that is outside of it, or nowhere."""
    for _ in range(_MOST_STEPS):
        step = next((one for one in _prefixes(path) if one in links), None)
        if step is None:
            return path
        target = links[step]
        if posixpath.isabs(target) or "\0" in target:
            return None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(step), target) + path.removeprefix(step))
        if path in (".", "..") or path.startswith(("../", "/")):
            return None
    return None


def _prefixes(path: str) -> Iterator[str]:
    parts = path.split("/")
    return ("/".join(parts[: at + 1]) for at in range(len(parts)))


def _put(file: Path, text: bytes | None) -> None:
    """Write a new file; one that is larger than a script may be only seems so, for the reader to refuse."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as handle:
        if text is None:
            handle.truncate(MAX_BYTES + 1)
        else:
            handle.write(text)


def _load(root: Path, start: Path | None) -> Project | None:
    """The series in `root`, and not one around it."""
    if start is not None:
        found = load_project(root / start.name) if (root / start.name).is_file() and find_root(root) in (None, root) else None
    else:
        found = load_project(root) if (root / BIBLE).is_file() or find_root(root) is None else None
    return found if isinstance(found, Project) else None


def describe(names: Sequence[str]) -> str:
    """What was left out of a revision, in a few words."""
    return "; ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
