"""A folder of scripts, read by several processes; what was measured is kept by content, so a second look is quick.

Nothing here holds a text for longer than it takes to measure it: the parent keeps about two kilobytes a script.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice, pairwise
from multiprocessing.context import BaseContext
from pathlib import Path

from ...base import kept
from ...base.digest import digest_bytes
from ...base.stamp import stamp
from .script import ScriptFacts, as_record, from_record, measure_script

ENDINGS = (".fountain", ".drama", ".spmd", ".fdx")
MOST_BYTES = 4 * 1024 * 1024
"""A feature film's script has 150 kB."""
_SHELF = "corpus"
_SHELF_BYTES, _SHELF_DAYS = 128 * 1024 * 1024, 90.0
_BATCH = 8
_AHEAD = 4
"""Batches for each worker that may wait: what is read ahead stays small."""
_LEAST = 12
"""Scripts from which a second process pays."""
_MOST_WORKERS = 32


def scripts_in(folder: Path) -> Iterator[Path]:
    """Every script in `folder` and below, in order of its path. Links to folders are not followed, hidden folders are left
    out; a folder that cannot be read is passed over."""
    try:
        entries = sorted(os.scandir(folder), key=lambda one: one.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from scripts_in(Path(entry.path))
        elif entry.name.lower().endswith(ENDINGS):
            yield Path(entry.path)


def read_corpus(folder: Path, files: Sequence[Path], workers: int = 0,
                done: Callable[[int], None] = lambda count: None) -> Iterator[ScriptFacts]:
    """The facts of each of `files`, in their order. `workers` 0 means one for each core; `done` is told how many more are
    measured. A script that cannot be read is a row with its trouble, and so is one that ends its worker."""
    count = min(workers or cores(), _MOST_WORKERS, max(1, len(files) // _LEAST))
    names = [(str(file), _name(file, folder)) for file in files]
    batches = [names[at : at + _BATCH] for at in range(0, len(names), _BATCH)]
    if count < 2:
        for batch in batches:
            yield from read_batch(batch)
            done(len(batch))
    else:
        yield from _together(batches, count, done)
    kept.tidy(_SHELF, _SHELF_BYTES, _SHELF_DAYS)


def read_batch(batch: Sequence[tuple[str, str]]) -> list[ScriptFacts]:
    """The facts of a few scripts (file and name)."""
    return [read_script(file, name) for file, name in batch]


def read_script(file: str, name: str) -> ScriptFacts:
    """The facts of one script, from an earlier run where its bytes are the same."""
    try:
        data = _bytes(file)
    except (OSError, ValueError) as fault:
        return ScriptFacts(name, trouble=getattr(fault, "strerror", None) or str(fault))
    key = f"{stamp()} {digest_bytes(data)} {name.lower().endswith('.fdx')}"
    known = kept.load(_SHELF, key)
    if isinstance(known, list):
        try:
            return from_record(name, known)
        except (TypeError, ValueError):
            pass  # kept by something else: measured again
    try:
        facts = _measured(name, data)
    except (RecursionError, MemoryError) as fault:
        return ScriptFacts(name, trouble=f"too deep or too large to read ({type(fault).__name__})")
    kept.save(_SHELF, key, as_record(facts))
    return facts


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _bytes(file: str) -> bytes:
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as stream:
        size = os.fstat(handle).st_size
        if not os.path.isfile(file):
            raise ValueError("no plain file")
        if size > MOST_BYTES:
            raise ValueError(f"larger than {MOST_BYTES // 2 ** 20} MiB")
        return stream.read(MOST_BYTES + 1)


def _measured(name: str, data: bytes) -> ScriptFacts:
    if not data.strip():
        return ScriptFacts(name, trouble="empty")
    if name.lower().endswith(".fdx") or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        from ...exchange.intake import take  # few scripts are of another format

        taken, found = take(name, data)
        if taken is None:
            return ScriptFacts(name, trouble=found[0].message if found else "not readable")
        return measure_script(name, taken.text)
    if b"\0" in data[:4096]:
        return ScriptFacts(name, trouble="no text file")
    try:
        return measure_script(name, data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        text = data.decode("gb18030", "replace") if _looks_chinese(data) else data.decode("cp1252", "replace")
        facts = measure_script(name, text)
        doubts = dict(facts.doubts) | {"D107": 1}
        return _with(facts, tuple(sorted(doubts.items())), f"not UTF-8 (byte {fault.start})" if facts.trouble else "")


def _looks_chinese(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 are Chinese in GB 18030 rather than Latin letters with accents: two high bytes in a
    row are common there and rare here."""
    pairs = sum(1 for one, other in pairwise(data[:4000]) if one > 0x80 and other > 0x80)
    return pairs * 10 > len(data[:4000])


def _with(facts: ScriptFacts, doubts: tuple[tuple[str, int], ...], trouble: str) -> ScriptFacts:
    return replace(facts, doubts=doubts, trouble=trouble or facts.trouble)


def _together(batches: Sequence[Sequence[tuple[str, str]]], count: int, done: Callable[[int], None]) -> Iterator[ScriptFacts]:
    context: BaseContext = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    stamp()  # once, before the workers are copies of this process
    gc.freeze()
    at = 0
    try:
        while at < len(batches):
            with ProcessPoolExecutor(count, context, initializer=_begin) as pool:
                try:
                    for found in _ordered(pool, batches[at:], count * _AHEAD):
                        yield from found
                        done(len(found))
                        at += 1
                except BrokenProcessPool:
                    yield from _one_by_one(batches[at], context)
                    done(len(batches[at]))
                    at += 1
    finally:
        gc.unfreeze()


def _ordered(pool: ProcessPoolExecutor, batches: Sequence[Sequence[tuple[str, str]]], ahead: int) -> Iterator[list[ScriptFacts]]:
    """The results in order, with no more than `ahead` batches under way."""
    left = iter(batches)
    waiting: list[Future[list[ScriptFacts]]] = [pool.submit(read_batch, one) for one in islice(left, ahead)]
    try:
        while waiting:
            found = waiting.pop(0).result()
            waiting += [pool.submit(read_batch, one) for one in islice(left, 1)]
            yield found
    finally:
        for one in waiting:
            one.cancel()


def _one_by_one(batch: Sequence[tuple[str, str]], context: BaseContext) -> Iterator[ScriptFacts]:
    """The scripts of a batch that ended its worker, each in a process of its own."""
    for file, name in batch:
        with ProcessPoolExecutor(1, context, initializer=_begin) as pool:
            try:
                yield pool.submit(read_script, file, name).result()
            except BrokenProcessPool:
                yield ScriptFacts(name, trouble="reading it ended the process that tried")


def _begin() -> None:
    """Ctrl-C is the parent's to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # rows have no cycles, and looking for them takes a third of the time


def _name(file: Path, folder: Path) -> str:
    try:
        name = file.relative_to(folder).as_posix()
    except ValueError:
        name = file.as_posix()
    return name.encode("utf-8", "replace").decode("utf-8")
