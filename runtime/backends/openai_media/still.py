"""Pictures by a server: it is asked, and answers when it has made one."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path
from typing import Any

from ...job import Fault, Job, Transient
from . import pictures
from .asking import Request, asked, refusal
from .client import PICTURE, WORK, Broken, Client, Reply, Unfit, Unsent
from .journal import Entry, Journal
from .kind import Kind
from .patience import Patience

_TRIES = 4


def make(job: Job, work: str, kind: Kind, client: Client, journal: Journal, patience: Patience) -> None:
    """Has a picture made: from words (`image`), or from words and pictures (`edit`). Raises Fault."""
    given = [pictures.whole(file) for file in job.inputs.values()]
    path = "/images/edits" if work == "edit" else "/images/generations"
    request = Request(path, lambda mark: kind.request(work, job.params, given, mark), PICTURE, min(WORK, patience.seconds),
                      str(job.params["prompt"]), listed=False)
    entry = journal.read()
    while True:
        if entry is None or entry.state != "accepted":
            entry, answer = asked(request, client, kind, journal, patience, entry)
            assert isinstance(answer, Reply)  # no list tells of pictures
            try:
                _first(answer.body)
            except Fault as fault:  # a page of somebody in between, perhaps: what became of the task is not known
                raise Transient(fault.message, journal.remedy(entry)) from None
            journal.keep(answer.body)
            entry = journal.accepted(entry)
        job.report(0.8)
        try:
            made = _picture(journal.kept(PICTURE), client, patience)
            done = pictures.checked(made, int(job.params["width"]), int(job.params["height"]))
            break
        except Transient:
            raise
        except Fault as fault:
            if not journal.may_again(entry):
                raise _spent(fault, journal, entry, kind) from None
            entry = journal.begin(entry)
    Path(job.outputs["image"]).write_bytes(done)


def _spent(fault: Fault, journal: Journal, entry: Entry, kind: Kind) -> Fault:
    """`fault` met with an answer that is there: asking again would cost again, and is the user's to say."""
    again = "dramac build --pay-again asks once more" + ("" if kind.free else ", and pays once more")
    return Fault(fault.message, f"{fault.help}; {again}" if fault.help else again)


def _picture(body: bytes | None, client: Client, patience: Patience) -> bytes:
    """The bytes of the picture that the answer `body` of a server holds or names. Raises Fault."""
    if body is None:
        raise Fault("what the server had made is gone from the store")
    first = _first(body)
    text, link = first.get("b64_json"), first.get("url")
    if isinstance(text, str) and text:
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise Fault("the picture that the server sent is damaged") from None
    if not isinstance(link, str) or not link:
        raise Fault("the server's answer holds no picture")
    return _fetched(link, client, patience)


def _first(body: bytes) -> dict[str, Any]:
    try:
        found = Reply(200, {}, body).data().get("data")
    except Unfit as error:
        raise Fault(f"the server's answer cannot be read: {error}") from None
    if not isinstance(found, list) or not found or not isinstance(found[0], dict):
        raise Fault("the server's answer holds no picture")
    return found[0]


def _fetched(link: str, client: Client, patience: Patience) -> bytes:
    """The picture at `link`, which may be below the server's own address."""
    link = link.removeprefix("/v1") if link.startswith("/v1/") else link
    if not link.startswith(("/", "http://", "https://")):
        raise Fault("the server names a place for its picture that is none")
    for tried in range(_TRIES):
        try:
            reply = client.get(link, PICTURE)
        except (Unsent, Broken) as error:
            patience.missed(str(error))
            continue
        except Unfit as error:
            raise Fault(f"the server's picture cannot be fetched: {error}") from None
        if reply.ok:
            return reply.body
        if reply.status < 500 and reply.status != 429:
            gone = reply.status in (403, 404, 410)
            raise Fault(f"the server's picture is gone ({reply.status})") if gone else refusal(reply)
        patience.told(reply.wait(0.0), tried)
    raise Transient("the server's picture cannot be fetched", "try again later")
