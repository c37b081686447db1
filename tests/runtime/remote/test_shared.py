"""Builds that read and write a shared store on a real server."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from dramac.compiler.plan.nodes import Plan
from dramac.runtime.events import Event, Fetched, Sent, TaskFinished, Warned
from dramac.runtime.execute import execute
from dramac.runtime.export.deliver import deliver
from dramac.runtime.job import Fault
from dramac.runtime.outcome import Outcome
from dramac.runtime.remote.bucket import Patience
from dramac.runtime.shared import Shared, share
from dramac.runtime.store import Store


@contextmanager
def sharing(folder: Path, url: str, patience: Patience, events: list[Event]) -> Iterator[Shared]:
    shared = share(folder, url, events.append, patience)
    try:
        yield shared
    finally:
        shared.close()


def build(plan: Plan, folder: Path, url: str, patience: Patience, during: Callable[[], None] = lambda: None,
          ) -> tuple[Outcome, list[Event]]:
    """What a build of `plan` with the local store `folder` and the shared one at `url` comes to."""
    events: list[Event] = []
    with sharing(folder, url, patience, events) as shared:
        def hear(event: Event) -> None:
            events.append(event)
            if isinstance(event, TaskFinished) and not event.cached:
                during()
                shared.finished(event.task.key)

        shared.bring(plan)
        outcome = execute(plan, shared, workers=1, on_event=hear)
        deliver(plan, shared, folder.parent / f"{folder.name}-out")
    return outcome, events


def warnings(events: list[Event]) -> list[str]:
    return [event.message for event in events if isinstance(event, Warned)]


def blob_of(folder: Path, key: str, name: str = "video") -> str:
    record = Store(folder).lookup(key)
    assert record is not None
    return record.outputs[name].digest


def remote_blob(digest: str) -> str:
    return f"blobs/{digest[:2]}/{digest}"


def test_what_one_machine_made_another_does_not_make_again(tmp_path: Path, bucket, film, calm, bytes_of) -> None:
    plan = film(5)
    first, events = build(plan, tmp_path / "one", bucket.url, calm)
    assert len(first.done) == 7
    assert warnings(events) == []
    assert next(event.tasks for event in events if isinstance(event, Sent)) == 7
    assert len(bucket.paths("actions")) == 7
    second, events = build(plan, tmp_path / "two", bucket.url, calm)
    assert second.ok
    assert second.done == ()
    assert warnings(events) == []
    assert bytes_of(tmp_path / "one-out") == bytes_of(tmp_path / "two-out")
    assert Store(tmp_path / "two").stats().records == 1  # the master: what lies under it stays where it is
    assert next(event.tasks for event in events if isinstance(event, Fetched)) == 1


def test_a_changed_shot_is_made_and_the_others_are_fetched(tmp_path: Path, bucket, film, calm) -> None:
    build(film(4), tmp_path / "one", bucket.url, calm)
    outcome, _ = build(film(4, changed=2), tmp_path / "two", bucket.url, calm)
    assert [task.action for task in outcome.done] == ["draw", "master"]
    assert len(outcome.cached) == 4


def test_a_folder_that_all_machines_see_is_a_shared_store_too(tmp_path: Path, film, calm, bytes_of) -> None:
    disk = tmp_path / "team disk"
    with pytest.raises(Fault, match="no folder"):
        share(tmp_path / "one", str(disk), lambda event: None)
    disk.mkdir()
    build(film(), tmp_path / "one", str(disk), calm)
    outcome, _ = build(film(), tmp_path / "two", disk.as_uri(), calm)
    assert (outcome.ok, outcome.done) == (True, ())
    assert Store(disk).stats().records == 6  # laid out like any store
    assert Store(disk).verify() == []


def test_two_builders_at_once_agree(tmp_path: Path, bucket, film, calm) -> None:
    plan, results = film(6), {}

    def one(name: str) -> None:
        results[name] = build(plan, tmp_path / name, bucket.url, calm)

    threads = [threading.Thread(target=one, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(outcome.ok and warnings(events) == [] for outcome, events in results.values())
    assert len(bucket.paths("actions")) == 8
    outcome, _ = build(plan, tmp_path / "c", bucket.url, calm)
    assert (outcome.ok, outcome.done) == (True, ())


def test_the_first_record_stays(tmp_path: Path, bucket, film, calm) -> None:
    plan = film(1)
    build(plan, tmp_path / "one", bucket.url, calm)
    before = bucket.get(bucket.paths("actions")[0])
    other = Store(tmp_path / "two")
    made = tmp_path / "made"
    made.write_bytes(b"another take")
    other.put(plan.tasks[0].key, {"video": made}, {})
    with sharing(tmp_path / "two", bucket.url, calm, []) as shared:
        shared.finished(plan.tasks[0].key)
    assert bucket.get(bucket.paths("actions")[0]) == before


# Bytes that are wrong


def test_a_flipped_bit_is_a_miss_and_the_fresh_result_replaces_it(tmp_path: Path, bucket, film, calm) -> None:
    plan = film(3)
    build(plan, tmp_path / "one", bucket.url, calm)
    digest = blob_of(tmp_path / "one", plan.tasks[-1].key)
    good = bucket.get(remote_blob(digest))
    bucket.put(remote_blob(digest), good[:-2] + b"Z\n")
    outcome, events = build(plan, tmp_path / "two", bucket.url, calm)
    assert outcome.ok
    assert [task.action for task in outcome.done] == ["master"]
    assert any("its bytes do not fit its name" in one for one in warnings(events))
    assert bucket.get(remote_blob(digest)) == good
    outcome, events = build(plan, tmp_path / "three", bucket.url, calm)
    assert (outcome.done, warnings(events)) == ((), [])


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 5000])
def test_a_blob_of_another_length_is_a_miss_and_is_replaced(tmp_path: Path, bucket, film, calm, damage: bytes) -> None:
    plan = film(1)
    build(plan, tmp_path / "one", bucket.url, calm)
    digest = blob_of(tmp_path / "one", plan.tasks[-1].key)
    bucket.put(remote_blob(digest), damage)
    outcome, events = build(plan, tmp_path / "two", bucket.url, calm)
    assert [task.action for task in outcome.done] == ["master"]
    assert any("instead of" in one for one in warnings(events))
    assert bucket.get(remote_blob(digest)) == (tmp_path / "one" / remote_blob(digest)).read_bytes()


def test_a_blob_that_is_gone_is_a_miss_and_comes_back(tmp_path: Path, bucket, film, calm) -> None:
    plan = film(1)
    build(plan, tmp_path / "one", bucket.url, calm)
    digest = blob_of(tmp_path / "one", plan.tasks[-1].key)
    bucket.delete(remote_blob(digest))
    _, events = build(plan, tmp_path / "two", bucket.url, calm)
    assert any("missing" in one for one in warnings(events))
    assert remote_blob(digest) in bucket.paths("blobs")


HOSTILE = [b"", b"{", b"[" * 100_000, b"null", b" " * (2 << 20),
           {"key": "0" * 64}, {"outputs": {"video": {"digest": "../../../etc/passwd", "size": 1}}},
           {"outputs": {"video": {"digest": "0" * 64, "size": 1 << 50}}}, {"outputs": {}}, {"schema": 99}]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_record_is_a_miss_that_is_said_and_replaced(tmp_path: Path, bucket, film, calm, hostile) -> None:
    plan = replace(film(0), tasks=film(1).tasks[:1], products=())
    key = plan.tasks[0].key
    build(plan, tmp_path / "one", bucket.url, calm)
    path = f"actions/{key[:2]}/{key}.json"
    good = json.loads(bucket.get(path))
    bucket.put(path, hostile if isinstance(hostile, bytes) else json.dumps({**good, **hostile}).encode())
    outcome, events = build(plan, tmp_path / "two", bucket.url, calm)
    assert outcome.done == plan.tasks
    assert any(key[:12] in one for one in warnings(events))
    assert json.loads(bucket.get(path))["outputs"] == good["outputs"]


# A network that is bad


def test_errors_that_pass_are_tried_again(tmp_path: Path, bucket, crooked, film, calm) -> None:
    build(film(3), tmp_path / "one", bucket.url, calm)
    seen: set[tuple[str, str]] = set()

    def first_time(method: str, path: str) -> str:
        again = (method, path) in seen
        seen.add((method, path))
        return "" if again else "500" if len(seen) % 2 or method == "PUT" else "cut"

    crooked.mischief = first_time
    outcome, events = build(film(3, changed=1), tmp_path / "two", bucket.url, calm)
    assert outcome.ok
    assert [task.action for task in outcome.done] == ["draw", "master"]
    assert warnings(events) == []


def test_a_server_that_always_fails_leaves_a_local_build_and_one_warning(tmp_path: Path, bucket, crooked, film, calm) -> None:
    crooked.mischief = lambda method, path: "500"
    outcome, events = build(film(3), tmp_path / "one", bucket.url, calm)
    assert len(outcome.done) == 5
    assert "error 500 (Mischief): going on with the local store alone" in warnings(events)[0]
    assert len(warnings(events)) == 2  # and at the end, that nothing was sent
    assert "5 results were not sent" in warnings(events)[1]


def test_a_server_that_says_nothing_costs_a_little_time_and_no_more(tmp_path: Path, bucket, crooked, film, hasty) -> None:
    crooked.mischief = lambda method, path: "hang"
    outcome, events = build(film(3), tmp_path / "one", bucket.url, hasty)
    assert outcome.ok
    assert "does not answer in time" in warnings(events)[0]
    assert len(crooked.asked) <= hasty.tries


def test_a_server_that_goes_away_in_the_middle_does_not_stop_the_build(tmp_path: Path, bucket, crooked, film, hasty,
                                                                             calm) -> None:
    made = 0

    def during() -> None:
        nonlocal made
        made += 1
        if made == 4:
            crooked.mischief = lambda method, path: "hang"

    outcome, events = build(film(6), tmp_path / "one", bucket.url, hasty, during)
    assert len(outcome.done) == 8
    late = warnings(events)[-1]
    assert "were not sent" in late
    assert "`dramac cache push` sends them later" in late
    crooked.mischief = lambda method, path: ""
    with sharing(tmp_path / "one", bucket.url, calm, []) as shared:
        moved = shared.link.push(Store(tmp_path / "one").keys())
    assert moved.failed == {}
    assert moved.tasks + moved.there == 8
    outcome, _ = build(film(6), tmp_path / "two", bucket.url, calm)
    assert outcome.done == ()


def test_a_body_that_always_breaks_off_is_made_here(tmp_path: Path, bucket, crooked, film, calm) -> None:
    build(film(2), tmp_path / "one", bucket.url, calm)
    crooked.mischief = lambda method, path: "cut" if method == "GET" and "/blobs/" in path else ""
    outcome, events = build(film(2), tmp_path / "two", bucket.url, calm)
    assert outcome.ok
    assert len(outcome.done) == 4
    assert any("breaks off" in one for one in warnings(events))
    assert not any((tmp_path / "two" / "tmp").iterdir())


def test_a_lie_in_one_answer_is_no_harm(tmp_path: Path, bucket, crooked, film, calm) -> None:
    build(film(2), tmp_path / "one", bucket.url, calm)
    crooked.mischief = lambda method, path: "flip" if method == "GET" and "/blobs/" in path else ""
    outcome, _ = build(film(2), tmp_path / "two", bucket.url, calm)
    assert outcome.ok
    assert Store(tmp_path / "two").verify() == []


def test_those_who_may_only_read_read(tmp_path: Path, bucket, crooked, film, calm) -> None:
    build(film(3), tmp_path / "one", bucket.url, calm)
    crooked.mischief = lambda method, path: "403" if method == "PUT" else ""
    outcome, events = build(film(3, changed=0), tmp_path / "two", bucket.url, calm)
    assert len(outcome.done) == 2
    assert len(warnings(events)) == 1
    assert "refuses our credentials" in warnings(events)[0]
    assert "2 results were not sent" in warnings(events)[0]


# What a person must mend


def test_no_such_bucket_is_said_at_once(tmp_path: Path, bucket, calm) -> None:
    with pytest.raises(Fault, match="no such bucket: s3://nowhere/films"):
        share(tmp_path / "one", "s3://nowhere/films", lambda event: None, calm)


def test_wrong_credentials_are_said_at_once_and_not_repeated(tmp_path: Path, bucket, calm, server,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    server.ask("POST", "/moto-api/reset-auth", b"0")  # from now on the server asks who we are
    try:
        with pytest.raises(Fault, match="refuses our credentials") as caught:
            share(tmp_path / "one", bucket.url, lambda event: None, calm)
    finally:
        server.ask("POST", "/moto-api/reset-auth", b"inf")
    assert "hush-hush" not in f"{caught.value} {caught.value.help}"


def test_a_server_that_is_not_there_is_done_without(tmp_path: Path, bucket, film, calm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    outcome, events = build(film(1), tmp_path / "one", bucket.url, calm)
    assert outcome.ok
    assert "cannot be reached" in warnings(events)[0]
