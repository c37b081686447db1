"""Asking a server for what costs money, once: whatever happens to the request, it is not paid for twice in silence.

An attempt is noted before the request leaves (`Journal`). Refused or never sent, it is over and may be followed by another.
Where nobody knows whether the server took it, the server is asked, in the way that its kind allows: by sending the same
request under the same Idempotency-Key, or by looking for our mark, or for any job that could be ours, in its list of jobs.
Where none of that can tell, the task fails and says so.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...job import Fault, Transient
from .client import Broken, Client, Reply, Unfit, Unsent
from .journal import Entry, Journal, is_id
from .kind import Kind
from .patience import Patience

_SKEW = 60.0  # seconds by which the server's clock may be off
_PAGES = 50
_TROUBLES = 8  # times that a server may be in trouble


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: where it is sent, its body for a mark, how large its answer may be, and how long that may take."""

    path: str
    body: Callable[[str], tuple[bytes, str]]
    most: int
    patience: float
    prompt: str
    listed: bool


class Unclear(Fault):
    """A job may have been paid for, and nobody can say."""


def asked(request: Request, client: Client, kind: Kind, journal: Journal, patience: Patience,
          entry: Entry | None) -> tuple[Entry, Reply | str]:
    """Has the server take `request`, in the attempt `entry` where that is still open, else in a new one. The attempt, and the
    server's answer or the number of the job that it had made of it before. Raises Fault."""
    unclear = entry is not None and entry.state == "asked"
    known = not unclear  # that the server has made nothing of this attempt
    if entry is None or not unclear:
        entry = journal.begin(entry)
    tried = troubles = 0
    while troubles < _TROUBLES:
        if unclear:
            id, entry, known = _cleared(request, client, kind, journal, patience, entry)
            unclear = False
            if id:
                return entry, id
        try:
            reply = _sent(request, client, journal, entry)
        except Unsent as error:
            _missed(patience, str(error), journal, entry if known else None)
            continue
        except (Broken, Unfit) as error:
            unclear, known = True, False
            _missed(patience, str(error), journal, None)
            continue
        patience.reached()
        if reply.ok:
            return entry, reply
        busy = _is_busy(reply)
        if not busy and (reply.status >= 500 or (reply.status == 409 and kind.keeps)):
            unclear, known, troubles = True, False, troubles + 1
        elif not busy:
            _end(journal, entry if known else None)
            raise refusal(reply)
        tried += 1
        if not patience.told(reply.wait(time.time()), tried - 1):
            _end(journal, entry if known else None)
            break
    raise Transient("the media server is busy, or in trouble, and does not take the task", "try again later")


def _end(journal: Journal, entry: Entry | None) -> None:
    """Notes that nothing comes of an attempt, where that is known."""
    if entry is not None:
        journal.over(entry)


def _sent(request: Request, client: Client, journal: Journal, entry: Entry) -> Reply:
    """Sends `request` in the attempt `entry`. Raises Unsent, Broken, Unfit."""
    body, type = request.body(journal.once(entry))
    return client.post(request.path, body, type, journal.once(entry), request.most, request.patience)


def _missed(patience: Patience, what: str, journal: Journal, unsent: Entry | None) -> None:
    """Waits after `what` happened. Raises Transient where it does so for long; an attempt that never left is over then."""
    try:
        patience.missed(what)
    except Transient:
        _end(journal, unsent)
        raise


def _is_busy(reply: Reply) -> bool:
    """Whether an answer says that nothing was begun, and that the same may be asked later."""
    return reply.status in (408, 425, 429) or (reply.status == 503 and "retry-after" in reply.headers)


def refusal(reply: Reply) -> Fault:
    """What a server's No means."""
    words = _colon(reply.words())
    if reply.status in (401, 403):
        return Fault(f"the media server refuses the key ({reply.status}{words})", "is $DRAMAC_MEDIA_KEY right, and allowed to?")
    if reply.status == 402:
        return Fault(f"the media server wants to be paid first ({reply.status}{words})")
    if reply.status in (404, 405):
        return Fault(f"the media server knows no such request ({reply.status}{words})",
                     "does $DRAMAC_MEDIA_URL lead to its /v1, and does it serve a model for this? docs/servers.md says more")
    if 300 <= reply.status < 400:
        return Fault(f"the media server has moved ({reply.status}): nothing that costs money is sent on to another place",
                     "set $DRAMAC_MEDIA_URL to where it is now")
    return Fault(f"the media server refuses the task ({reply.status}{words})",
                 "is `server:` in the target the right kind, and the model one that it serves? docs/servers.md says more")


def _colon(words: str) -> str:
    return f": {words}" if words else ""


def _cleared(request: Request, client: Client, kind: Kind, journal: Journal, patience: Patience,
             entry: Entry) -> tuple[str, Entry, bool]:
    """What became of `entry`, of which nobody knows: the number of its job, or none; the attempt in which it may be asked for
    (again); and whether it is known that the server has made nothing of that. Raises Unclear where it may not be asked for."""
    here, age = journal.is_here(entry), time.time() - entry.at
    if kind.free or (here and -_SKEW <= age < kind.keeps):
        return "", entry, False
    why = "" if here else ", and it was asked of another server than that of now"
    if here and kind.lists and request.listed:
        others = [job for job in _jobs(client, kind, patience, entry) if _mark(job, kind) in ("", journal.once(entry))]
        mine = next((job for job in others if _mark(job, kind)), None)
        if mine is not None:
            return str(mine["id"]), journal.accepted(entry, str(mine["id"])), False
        taken = journal.taken()
        likely = [] if kind.marked else [job for job in others
                                         if job["id"] not in taken and _is_like(job.get("prompt"), request.prompt)]
        if not likely:
            return "", entry, True
        why = f": {', '.join(str(job['id']) for job in likely[:3])} may be it"
    if journal.may_again(entry):
        return "", journal.begin(entry), True
    raise Unclear(f"the media server was asked for this, and it is not known whether it took it{why}: it may have been paid for",
                  journal.remedy(entry))


def _jobs(client: Client, kind: Kind, patience: Patience, entry: Entry) -> list[Mapping[str, Any]]:
    """The server's jobs that were begun since `entry` was asked, once the list must show them. Raises Transient."""
    wait = min(entry.at, time.time()) + kind.settle - time.time()
    if wait > 0 and not patience.pause(wait * 1.25):
        raise Transient("the media server cannot yet say what it has taken", "try again later")
    found: list[Mapping[str, Any]] = []
    after = ""
    for _ in range(_PAGES):
        reply = fetched(client, f"/videos?limit=100&order=desc{after}", patience)
        page = reply.data()
        since = reply.clock(time.time()) - (time.time() - entry.at) - _SKEW
        jobs = page.get("data")
        if not isinstance(jobs, list):
            raise Transient("the media server's list of jobs is none", "try again later")
        good = [job for job in jobs if isinstance(job, Mapping) and is_id(job.get("id"))]
        found += [job for job in good if _begun(job) >= since]
        if not good or any(_begun(job) < since for job in good) or page.get("has_more") is not True:
            return found
        after = f"&after={good[-1]['id']}"
    raise Transient("the media server's list of jobs has no end", "try again later")


def _is_like(told: object, prompt: str) -> bool:
    """Whether a job with the prompt `told`, which a server may have cut, or keeps to itself, can be one for `prompt`."""
    if not isinstance(told, str) or not told.strip():
        return True
    one, other = " ".join(told.split()), " ".join(prompt.split())
    return one.startswith(other) or other.startswith(one.rstrip("….").rstrip())


def fetched(client: Client, path: str, patience: Patience) -> Reply:
    """The answer at `path`, a JSON object, asked for until the server has it or `patience` is at its end. Raises Fault."""
    for tried in range(_TROUBLES * 8):
        try:
            reply = client.get(path)
            if reply.ok:
                reply.data()
                return reply
            patience.reached()
            if reply.status not in (408, 425, 429) and reply.status < 500:
                raise refusal(reply)
            if not patience.told(reply.wait(time.time()), tried):
                raise Transient(f"the media server is in trouble ({reply.status}{_colon(reply.words())})", "try again later")
        except (Unsent, Broken, Unfit) as error:
            patience.missed(str(error))
    raise Transient("the media server never answers")


def _begun(job: Mapping[str, Any]) -> float:
    """When the server says that a job was begun; one that it says nothing of counts as just now."""
    at = job.get("created_at")
    return float(at) if isinstance(at, int | float) and 0 <= at < 1e12 else float("inf")


def _mark(job: Mapping[str, Any], kind: Kind) -> str:
    """Our mark on a job, empty where it shows none."""
    held = job.get(kind.facts.get("marker", ""), "")
    if isinstance(held, str) and held.startswith("{"):
        try:
            held = json.loads(held)
        except (ValueError, RecursionError):
            return ""
    return str(held.get("dramac", "")) if isinstance(held, Mapping) else ""
