"""Clips by a server: a job is begun, asked after until it is done, and its clip fetched. The job outlives the build."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ...assemble import clips
from ...job import Fault, Job, Transient
from . import pictures
from .asking import Request, asked, refusal
from .client import ANSWER, CLIP, JSON, Broken, Client, Reply, Unfit, Unsent, said
from .clip import Damaged, Wanted, conformed
from .journal import Entry, Journal, is_id
from .kind import Kind
from .patience import Patience

_DONE = frozenset(("completed", "succeeded", "success", "done"))
_LOST = frozenset(("failed", "error", "cancelled", "canceled", "rejected", "moderated", "deleted"))
_PAST = frozenset(("expired",))
_GONE = (403, 404, 410)
_TRIES = 5
_UNKNOWN = 5  # times that a server may know nothing of a job that it has just taken
_TYPES = frozenset(("video/mp4", "application/mp4", "application/octet-stream", "binary/octet-stream", ""))


_ANEW = 3  # jobs that nobody bills, which are begun in place of lost ones


class _Spent(Fault):
    """Nothing good comes of a job that was taken: only another one can help. `lost`: it is no more, or out of reach."""

    def __init__(self, message: str, help: str = "", lost: bool = False) -> None:
        super().__init__(message, help)
        self.lost = lost


def make(job: Job, kind: Kind, client: Client, journal: Journal, patience: Patience) -> None:
    """Has a clip made that begins with a picture, or with the last one of the clip before, and perhaps ends with another.
    Raises Fault."""
    given = _given(job)
    request = Request("/videos", lambda mark: kind.request("video", job.params, given, mark, last=len(given) > 1), JSON, ANSWER,
                      str(job.params["prompt"]), listed=True)
    entry = journal.read()
    anew = 0
    while True:
        if entry is None or entry.state != "accepted":
            entry, answer = asked(request, client, kind, journal, patience, entry)
            entry = journal.accepted(entry, _number(answer, journal, entry)) if isinstance(answer, Reply) else entry
        try:
            _finished(job, kind, client, journal, patience, entry)
            return
        except _Spent as fault:
            anew += fault.lost and kind.free
            if not journal.may_again(entry) and not (fault.lost and kind.free and anew <= _ANEW):
                raise Fault(fault.message, f"{fault.help}; {again(kind)}" if fault.help else again(kind)) from None
            journal.over(entry)
            entry = replace(entry, state="over")


def again(kind: Kind) -> str:
    """How a person has a task made once more."""
    return "dramac build --pay-again asks once more" + ("" if kind.free else ", and pays once more")


def _given(job: Job) -> list[bytes]:
    width, height, part = int(job.params["width"]), int(job.params["height"]), job.params.get("window")
    if "before" in job.inputs:
        return [pictures.fitting(clips.last(job.inputs["before"], 1)[0], width, height)]
    return [pictures.fitting(job.inputs[role], width, height, part) for role in ("first", "last") if role in job.inputs]


def _number(answer: Reply, journal: Journal, entry: Entry) -> str:
    """The number of the job that the server has begun. Raises Transient where its Yes names none: what it has begun is then
    looked for."""
    try:
        id = answer.data().get("id")
    except Unfit as error:
        raise Transient(f"the media server took the task, but {error}", journal.remedy(entry)) from None
    if not isinstance(id, str) or not is_id(id):
        raise Transient("the media server took the task, but names no job", journal.remedy(entry))
    return id


def _finished(job: Job, kind: Kind, client: Client, journal: Journal, patience: Patience, entry: Entry) -> None:
    """Waits for the job of `entry`, and fetches its clip."""
    if not journal.is_here(entry):
        raise _Spent("the job of this task was begun, and may have been paid for, on another server than that of now",
                     "set $DRAMAC_MEDIA_URL back to finish it", lost=True)
    gone = damaged = 0
    with tempfile.TemporaryDirectory(prefix="clip-") as folder:
        file = Path(folder, "came.mp4")
        while True:
            found = _awaited(job, client, journal, patience, entry)
            try:
                reply = client.get(_place(found, kind, entry), CLIP, file)
            except (Unsent, Broken) as error:
                patience.missed(str(error))
                continue
            except Unfit as error:
                raise _Spent(f"the clip cannot be fetched: {error}") from None
            patience.reached()
            if reply.ok:
                try:
                    _take(reply, file, job, kind)
                    return
                except Damaged as error:
                    damaged += 1
                    if damaged >= _TRIES:
                        raise _Spent(f"the clip that the server sends is none: {error}",
                                     "dramac build fetches it once more, and pays nothing for that") from None
            elif reply.status in _GONE:  # a link that has run out: the next look at the job may bring another
                gone += 1
                if gone >= _TRIES:
                    raise _Spent(f"the clip is gone from the server ({reply.status})", "servers keep clips for a while only",
                                 lost=True)
            elif reply.status < 500 and reply.status not in (408, 425, 429):
                raise refusal(reply)
            if not patience.told(reply.wait(time.time()), gone + damaged):
                raise Transient("the media server does not hand out its clip", "dramac build goes on with the same job")


def _take(reply: Reply, file: Path, job: Job, kind: Kind) -> None:
    """Makes the task's clip of what came into `file`. Raises Damaged, and _Spent for a whole clip that is another."""
    if reply.kind not in _TYPES:
        raise Damaged(f"it calls itself {reply.kind}")
    try:
        conformed(file, Path(job.outputs["video"]), _wanted(job, kind), lambda share: job.report(0.9 + 0.09 * share))
    except Transient:
        raise
    except Fault as fault:
        raise _Spent(fault.message, fault.help) from None


def _wanted(job: Job, kind: Kind) -> Wanted:
    params = job.params
    frames, fps = int(params["frames"]), int(params["fps"])
    return Wanted(int(params["width"]), int(params["height"]), frames, fps, kind.seconds_for(frames, fps) is not None)


def _place(found: Mapping[str, Any], kind: Kind, entry: Entry) -> str:
    """Where the clip of a finished job is to be had."""
    link = found.get(kind.link) if kind.link else None
    if isinstance(link, str) and link.startswith(("http://", "https://")):
        return link
    return f"/videos/{quote(entry.id, safe='')}/content"


def _awaited(job: Job, client: Client, journal: Journal, patience: Patience, entry: Entry) -> Mapping[str, Any]:
    """What the server says of the job of `entry` once that is done. Raises Fault where it has failed or takes too long."""
    step, unknown, tried = 0.2, 0, 0
    while True:
        try:
            reply = client.get(f"/videos/{quote(entry.id, safe='')}")
            patience.reached()
            found = reply.data() if reply.ok else {}
        except (Unsent, Broken, Unfit) as error:
            patience.missed(str(error))
            continue
        if reply.ok:
            state = str(found.get("status", "")).lower()
            if state in _DONE:
                return found
            if state in _LOST:
                journal.over(entry)
                words = said(found.get("error"))
                raise Fault(f"the media server could not make it: {words or state}", _why(words))
            if state in _PAST:
                raise _Spent("the clip of this job is no longer kept by the server", lost=True)
            _tell(job, found)
            unknown = tried = 0
            pause = min(step, 10.0)
            step *= 1.4
        elif reply.status in (404, 410):
            unknown += 1
            if unknown >= _UNKNOWN:
                raise _Spent(f"the media server knows nothing of the job {entry.id} that it had taken", lost=True)
            pause = 0.25 * 2**unknown
        elif reply.status >= 500 or reply.status in (408, 425, 429):
            tried += 1
            asked_for = reply.wait(time.time())
            pause = min(300.0, asked_for) if asked_for is not None else min(30.0, 0.25 * 2.0**min(tried, 8))
        else:
            raise refusal(reply)
        if not patience.pause(pause):
            raise Fault(f"the media server has not finished the job in {patience.seconds:g} seconds",
                        "dramac build goes on with the same job, and pays nothing for that; $DRAMAC_MEDIA_PATIENCE waits longer")


def _tell(job: Job, found: Mapping[str, Any]) -> None:
    done = found.get("progress")
    if isinstance(done, int | float) and 0 < done <= 100:
        job.report(0.9 * float(done) / 100)


def _why(words: str) -> str:
    stopped = any(one in words.lower() for one in ("moderat", "policy", "safety", "content_filter"))
    return "its filter has stopped it: change the words or the pictures of the shot" if stopped else (
        "the next build asks for it anew")
