"""A session that has followed any edits knows what one knows that begins now."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lsprotocol import types as lsp

from dramac.cli.lsp import findings
from dramac.cli.lsp.server import make_server
from dramac.cli.lsp.session import Session
from dramac.cli.lsp.snapshot import Past, Snapshot, home_of, take

BIBLE = """\
series: {title: Spring, language: en, dubs: [zh-Hans]}
cast:
  LIN: {age: 22, starts: {holds: [cup]}}
  WEI: {age: 25}
locations: {HALL: {built: living room}}
props: {cup: {looks: paper cup}}
variants: {ending: {values: [A, B], default: A}}
"""
HALL = "INT. HALL - DAY\n\n"
FILES = {
    "series.yaml": BIBLE,
    "episodes/ep01.fountain": f"{HALL}LIN\nHello. [[id: a1]]\n\n[[reveals: secret -> LIN]]\n\n[[plant: gun]]\n",
    "episodes/ep02.fountain": f"{HALL}[[include: common/recap.fountain]]\n\n[[knows: WEI, secret]]\n\nLIN hands WEI the cup.\n",
    "episodes/ep03.fountain": f"{HALL}WEI\nHello. [[same-as: a1]]\n\n[[drops: LIN, cup]]\n\n[[payoff: gun]]\n",
    "common/recap.fountain": "LIN\nBefore.\n",
    "translations/zh-Hans/ep01.yaml": "a1: 好\n",
    "exemptions.yaml": "- {code: D218, file: episodes/ep03.fountain, reason: x}\n",
}
ROWS = ("\n", "\nNOBODY\nHo.\n", "\n[[dies: WEI]]\n", "\nWEI\nI live.\n", "\n[[wears: LIN = coat]]\n", "\n[[id: b1]]\n", " x",
        "a1: no\n", "\n[[lint: off D230 a ghost]]\n", "\n[[variant: ending=B]]\n\nWEI\nNo.\n\n[[end]]\n", "# more\n",
        "lint: {D230: off}\n", "\n[[include: episodes/ep01.fountain]]\n", "{", "\n[[gives: LIN -> WEI, cup]]\n",
        "\n[[reveals: secret -> WEI]]\n")
STEPS = st.tuples(st.sampled_from(sorted(FILES)), st.sampled_from(("put", "put", "put", "take", "undo", "save", "close")),
                  st.sampled_from(ROWS), st.floats(0, 1))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=1, max_size=8))
def test_after_any_edits_a_session_knows_what_a_new_one_knows(steps: list[tuple[str, str, str, float]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        for name, text in FILES.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        asyncio.run(follow(root, steps))


async def follow(root: Path, steps: list[tuple[str, str, str, float]]) -> None:
    session = Session(make_server())
    try:
        first = (root / "episodes/ep01.fountain").as_uri()
        session.opened(lsp.TextDocumentItem(first, "fountain", 1, FILES["episodes/ep01.fountain"]))
        for number, (name, what, row, place) in enumerate(steps, 2):
            step(session, root / name, number, what, row, place)
            found = await session.snapshot(home_of(first))
            fresh = take(home_of(first), tuple(session.documents.values()), session.stamp, session.encoding, Past())
            assert told(found, session) == told(fresh, session)
            assert repr(found.analysis.episodes) == repr(fresh.analysis.episodes)
            assert repr(found.analysis.scripts) == repr(fresh.analysis.scripts)
            assert found.analysis.flows == fresh.analysis.flows
            assert found.analysis.settled == fresh.analysis.settled
            assert repr(found.index) == repr(fresh.index)
    finally:
        session.close()


def step(session: Session, file: Path, version: int, what: str, row: str, place: float) -> None:
    """One thing that a writer does to `file`."""
    uri = file.as_uri()
    if uri not in session.documents:
        session.opened(lsp.TextDocumentItem(uri, "fountain", 1, file.read_text("utf-8")))
    text = session.documents[uri].text
    at = int(place * len(text))
    if what == "save":
        file.write_text(text, "utf-8")
        session.moved()
    elif what == "close":
        if file.name != "ep01.fountain":
            session.closed(uri)
    else:
        now = {"put": f"{text[:at]}{row}{text[at:]}", "take": text[:at] + text[at + 5:], "undo": file.read_text("utf-8")}[what]
        session.edited(lsp.VersionedTextDocumentIdentifier(version, uri),
                       [lsp.TextDocumentContentChangeWholeDocument(now)])


def told(snapshot: Snapshot, session: Session) -> Any:
    return findings.by_document(snapshot, lsp.ClientCapabilities(), session.pages)
