"""A baseline: findings that are known and not reported, so that a series with a past can be kept clean from now on.

The file is text, made to be read and merged: a head line, then a line a finding, sorted: path, code, fingerprint and
number, with tabs between, and the words of the line for people. The fingerprint is of the code and the words, so that
entries hold when lines move.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ...compiler.base.diagnostic import Diagnostic
from ...compiler.base.pattern import Lazy
from ...compiler.base.source import Source
from .files import write_whole
from .fingerprint import fingerprint, line_of

HEAD = "# dramac baseline 1"
_ABOUT = "findings that are known and not reported; `dramac check --baseline FILE --write-baseline` renews it"
_LONGEST = 60
_MAX_BYTES = 32 * 1024 * 1024
_ENTRY = Lazy(r"(?P<path>[^\t]*)\t(?P<code>[A-Z]\d{3})\t(?P<mark>[0-9a-f]{16})\t(?P<count>[1-9]\d{0,8})(?:\t.*)?")
_ESCAPE = Lazy(r"\\u\{([0-9a-f]{1,6})\}")

Entry = tuple[str, str, str]
"""Path, code and fingerprint."""
Baseline = Mapping[Entry, int]
"""How many findings of each kind are known."""


class BrokenBaseline(Exception):
    """A file that is no baseline, or one that was damaged; the message says where and what to do."""


def read_baseline(file: Path) -> Baseline:
    """The entries of `file`. Of two lines for one entry, as a merge leaves them, the greater number counts. Raises
    BrokenBaseline."""
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise BrokenBaseline(f"{file} is no baseline: it is larger than 32 MiB")
        lines = file.read_text(encoding="utf-8").split("\n")
    except OSError as fault:
        raise BrokenBaseline(f"{file} cannot be read: {fault.strerror or fault}. "
                             "`--write-baseline` makes a new one.") from fault
    except UnicodeDecodeError as fault:
        raise BrokenBaseline(f"{file} is no baseline: it is not UTF-8.") from fault
    if lines[0].partition(":")[0].strip() != HEAD:
        raise BrokenBaseline(f"{file}:1 is no baseline of this version: it does not begin with `{HEAD}`.")
    found: dict[Entry, int] = {}
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line.startswith("#"):
            continue
        match = _ENTRY.fullmatch(line.rstrip("\r"))
        if match is None:
            why = "an unresolved merge" if line.startswith(("<<<<<<<", "=======", ">>>>>>>")) else "no entry of a baseline"
            raise BrokenBaseline(f"{file}:{number} is {why}. Mend the line, or renew the file with `--write-baseline`.")
        key = (_unescaped(match["path"]), match["code"], match["mark"])
        found[key] = max(found.get(key, 0), int(match["count"]))
    return found


def write_baseline(file: Path, found: Iterable[Diagnostic], sources: Mapping[str, Source], kept: Baseline) -> int:
    """Write a baseline of `found` and of the entries in `kept`, and return how many findings it holds. Raises OSError,
    and BrokenBaseline where `file` exists and is something else."""
    counts: Counter[Entry] = Counter(kept)
    words: dict[Entry, str] = {}
    for one in found:
        key = _key(one, sources)
        counts[key] += 1
        words.setdefault(key, line_of(one, sources) or one.message)
    rows = ["\t".join((_escaped(path), code, mark, str(counts[path, code, mark]),
                       _escaped(words.get((path, code, mark), "")[:_LONGEST]))).rstrip("\t")
            for path, code, mark in sorted(counts)]
    if file.exists() and file.is_file() and not _ours(file):
        raise BrokenBaseline(f"{file} exists and is no baseline; it was left as it is.")
    write_whole(file, "\n".join([f"{HEAD}: {_ABOUT}", *rows]) + "\n")
    return counts.total()


def unknown(found: Sequence[Diagnostic], sources: Mapping[str, Source], baseline: Baseline) -> tuple[list[Diagnostic], int]:
    """The findings that `baseline` does not know, and how many of its findings are no longer there. Of findings that look
    the same, the first ones are the known ones."""
    left: Counter[Entry] = Counter(baseline)
    new = []
    for one in found:
        key = _key(one, sources)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(one)
    return new, left.total()


def _key(one: Diagnostic, sources: Mapping[str, Source]) -> Entry:
    return (one.span.path if one.span else "", one.code, fingerprint(one, sources))


def _ours(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(len(HEAD)) in (HEAD.encode(), b"")
    except OSError:
        return False


def _escaped(text: str) -> str:
    """`text` on one line, in a form that `_unescaped` undoes; `#` begins a remark."""
    return "".join(one if one.isprintable() and one not in "\\#" else f"\\u{{{ord(one):x}}}" for one in text)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), text)
