"""Bulk sending and fetching, looking after a store on a real server, addresses, credentials, and a local disk that is full."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dramac.compiler.base.digest import digest, digest_bytes
from dramac.runtime.job import Fault
from dramac.runtime.remote import care
from dramac.runtime.remote.address import parse, redacted
from dramac.runtime.remote.bucket import PART, Away, Patience, Refused
from dramac.runtime.remote.credentials import Settings, settings
from dramac.runtime.remote.link import Link
from dramac.runtime.store import Store


@contextmanager
def linked(folder: Path, url: str, patience: Patience) -> Iterator[Link]:
    link = Link(parse(url), Store(folder), patience)
    try:
        yield link
    finally:
        link.line.close()


def fill(folder: Path, *contents: bytes) -> list[str]:
    """Results with these contents in the store at `folder`; their keys."""
    store, made, keys = Store(folder), folder.parent / "made", []
    for content in contents:
        made.write_bytes(content)
        keys.append(digest(f"task {content[:40]!r}"))
        store.put(keys[-1], {"video": made}, {"seconds": 1.0})
    return keys


def some(count: int) -> list[bytes]:
    return [f"result {number}".encode() for number in range(count)]


def test_a_large_file_goes_in_parts_and_comes_back_whole(tmp_path: Path, bucket, calm) -> None:
    content = os.urandom(2 * PART + 12_345)
    keys = fill(tmp_path / "one", content, b"")
    patience = Patience(request=5.0)
    with linked(tmp_path / "one", bucket.url, patience) as link:
        assert (link.push(keys).tasks, link.push(keys).there) == (2, 2)
    with linked(tmp_path / "two", bucket.url, patience) as link:
        moved = link.pull(keys)
    assert (moved.tasks, moved.bytes) == (2, len(content))
    assert Store(tmp_path / "two").verify() == []
    assert Store(tmp_path / "two").keys() == sorted(keys)


def test_many_keys_are_looked_up_by_listing(tmp_path: Path, bucket, crooked, calm) -> None:
    """Keys that are not there cost no question each."""
    keys = fill(tmp_path / "one", *some(20))
    with linked(tmp_path / "one", bucket.url, calm) as link:
        link.push(keys)
    crooked.asked.clear()
    absent = [digest(f"absent {number}") for number in range(900)]
    with linked(tmp_path / "two", bucket.url, Patience()) as link:
        moved = link.pull([*absent, *keys])
    assert (moved.tasks, moved.bytes) == (20, sum(map(len, some(20))))
    assert len(crooked.asked) <= 256 + 2 * 20
    crooked.asked.clear()
    with linked(tmp_path / "three", bucket.url, calm) as link:
        assert link.pull([*absent[:3], *keys[:3]]).tasks == 3
    assert len(crooked.asked) <= 6 + 3


def test_a_push_that_loses_its_server_says_what_did_not_go_and_can_be_repeated(tmp_path: Path, bucket, crooked, hasty,
                                                                                calm) -> None:
    keys = fill(tmp_path / "one", *some(30))

    def away_after_twenty(method: str, path: str) -> str:
        return "hang" if sum(one == "PUT" for one, _ in crooked.asked) > 20 else ""

    crooked.mischief = away_after_twenty
    with linked(tmp_path / "one", bucket.url, hasty) as link:
        moved = link.push(keys)
    assert 0 < len(moved.failed) <= 30
    assert set(moved.failed) <= set(keys)
    assert all("does not answer" in reason for reason in moved.failed.values())
    crooked.mischief = lambda method, path: ""
    with linked(tmp_path / "one", bucket.url, calm) as link:
        again = link.push(keys)
    assert again.failed == {}
    assert again.tasks + again.there == 30
    assert again.bytes <= sum(map(len, some(30)))
    with linked(tmp_path / "two", bucket.url, calm) as link:
        assert link.pull(keys).tasks == 30
    assert Store(tmp_path / "two").verify() == []


def test_records_are_never_there_before_their_blobs(tmp_path: Path, bucket, crooked, calm) -> None:
    keys = fill(tmp_path / "one", *some(4))
    with linked(tmp_path / "one", bucket.url, calm) as link:
        link.push(keys)
    puts = [path for method, path in crooked.asked if method == "PUT"]
    for key in keys:
        blob = Store(tmp_path / "one").lookup(key).outputs["video"].digest
        place = {kind: next(number for number, path in enumerate(puts) if name in path)
                 for kind, name in (("record", key), ("blob", blob))}
        assert place["blob"] < place["record"]


def test_a_pull_that_loses_its_server_is_a_fault(tmp_path: Path, bucket, crooked, hasty, calm) -> None:
    keys = fill(tmp_path / "one", *some(5))
    with linked(tmp_path / "one", bucket.url, calm) as link:
        link.push(keys)
    crooked.mischief = lambda method, path: "hang" if "/blobs/" in path else ""
    with linked(tmp_path / "two", bucket.url, hasty) as link, pytest.raises(Away, match="does not answer"):
        link.pull(keys)
    assert list((tmp_path / "two" / "tmp").iterdir()) == []


def test_two_pushes_at_once_agree(tmp_path: Path, bucket, calm) -> None:
    keys = fill(tmp_path / "one", *some(25))
    results = []

    def push() -> None:
        with linked(tmp_path / "one", bucket.url, Patience()) as link:
            results.append(link.push(keys))

    threads = [threading.Thread(target=push) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(one.failed == {} for one in results)
    with linked(tmp_path / "two", bucket.url, calm) as link:
        assert link.pull(None).tasks == 25


def test_looking_after_a_bucket(tmp_path: Path, bucket, calm) -> None:
    keys = fill(tmp_path / "one", *some(6))
    digests = [digest_bytes(content) for content in some(6)]
    with linked(tmp_path / "one", bucket.url, calm) as link:
        link.push(keys)
        bucket.put(f"blobs/{digests[0][:2]}/{digests[0]}", b"rubbish!")
        bucket.put("blobs/zz/not-a-blob", b"?")
        bucket.put(f"actions/{keys[1][:2]}/{keys[1]}.json", b"{")
        found = care.verify(link)
        assert (found.healed, found.removed) == (sorted([digests[0], keys[1]]), [])
        assert care.stats(link) == care.Holding(6, 6, 48, 0)
        (tmp_path / "one" / "blobs" / digests[2][:2] / digests[2]).unlink()
        bucket.put(f"blobs/{digests[2][:2]}/{digests[2]}", b"rubbish!")
        found = care.verify(link)
        assert (found.healed, found.removed) == ([], sorted([digests[2], keys[2]]))
        dry = care.collect(link, frozenset(keys[3:]), None, None, dry=True)
        assert (dry.records, dry.blobs, dry.bytes) == (2, 2, 16)
        assert care.stats(link).records == 5
        assert care.collect(link, frozenset(keys[3:]), 3600.0, None, dry=False).records == 0  # all are young
        assert care.collect(link, frozenset(keys[3:]), None, None, dry=False) == dry
        assert care.stats(link) == care.Holding(3, 3, 24, 0)
        assert care.collect(link, frozenset(), None, 16, dry=False).records == 1


def test_cleaning_reads_everything_before_it_deletes_anything(tmp_path: Path, bucket, crooked, calm) -> None:
    keys = fill(tmp_path / "one", *some(6))
    with linked(tmp_path / "one", bucket.url, calm) as link:
        link.push(keys)
        crooked.mischief = lambda method, path: "500" if method == "GET" and keys[3] in path else ""
        crooked.asked.clear()
        with pytest.raises(Away):
            care.collect(link, frozenset(), None, None, dry=False)
    assert {method for method, _ in crooked.asked} == {"GET"}


def test_a_full_local_disk_stops_a_pull_with_a_clear_fault(tmp_path: Path) -> None:
    team = tmp_path / "team"
    team.mkdir()
    keys = fill(tmp_path / "one", b"small", b"x" * 300_000)
    with linked(tmp_path / "one", str(team), Patience()) as link:
        link.push(keys)
    script = ("import sys; from pathlib import Path; from dramac.runtime.job import Fault\n"
              "from dramac.runtime.remote.address import parse; from dramac.runtime.remote.link import Link\n"
              "from dramac.runtime.store import Store\n"
              "link = Link(parse(sys.argv[1]), Store(Path(sys.argv[2])))\n"
              "try: link.pull(None)\n"
              "except Fault as fault: print(fault, '|', fault.help)\n"
              "print(link.fetch({sys.argv[3]: ()}).tasks, link.problems)\n"
              "link.line.close()")
    done = subprocess.run([sys.executable, "-c", script, str(team), str(tmp_path / "two"), keys[1]], capture_output=True,
                          text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)))
    assert done.stdout.startswith("the local store cannot keep what was fetched: the file is larger than this system allows")
    assert "0 ['the local store cannot keep" in done.stdout
    assert Store(tmp_path / "two").verify() == []
    assert list((tmp_path / "two" / "tmp").iterdir()) == []


def test_the_end_of_a_build_does_not_wait_for_a_server_that_hangs(tmp_path: Path, bucket, crooked) -> None:
    keys = fill(tmp_path / "one", *some(3))
    crooked.mischief = lambda method, path: "hang" if method == "PUT" else ""
    link = Link(parse(bucket.url), Store(tmp_path / "one"), Patience(request=60.0, closing=0.3))
    for key in keys:
        link.send(key)
    moved = link.finish()
    assert sorted(moved.failed) == sorted(keys)
    assert "no time left" in moved.failed[keys[0]]  # cut short, not run into its own time limits


# Addresses and credentials


@pytest.mark.parametrize(("text", "shown"), [
    ("s3://team/films", "s3://team/films"),
    ("s3://team/films?endpoint=http://minio:9000&region=eu-west-1", "s3://team/films"),
    ("gs://team/films", "gs://team/films"),
    ("abfss://container@account.dfs.core.windows.net/films", "abfss://container@account.dfs.core.windows.net/films"),
])
def test_addresses(text: str, shown: str) -> None:
    assert parse(text).shown == shown


def test_what_is_shown_of_an_address_has_no_secret() -> None:
    assert redacted("s3://key:secret@team/films?token=secret#secret") == "s3://***@team/films"
    assert redacted("https://host/path?sig=secret") == "https://host/path"


def test_endpoint_and_region_come_from_the_address_the_environment_or_the_profile(tmp_path: Path) -> None:
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws" / "credentials").write_text(
        "[default]\naws_access_key_id = a\naws_secret_access_key = b%c\n[film]\naws_access_key_id = f\n"
        "aws_secret_access_key = g\n", encoding="utf-8")
    (tmp_path / ".aws" / "config").write_text(
        "[default]\nregion = eu-north-1\n[profile film]\nregion = ap-east-1\nendpoint_url = https://film.example\n",
        encoding="utf-8")
    home = {"HOME": str(tmp_path)}
    assert settings(parse("s3://team"), home) == Settings(
        {"access_key_id": "a", "secret_access_key": "b%c", "region": "eu-north-1"})
    assert settings(parse("s3://team"), {**home, "AWS_PROFILE": "film"}).config["endpoint"] == "https://film.example"
    given = {**home, "AWS_ACCESS_KEY_ID": "x", "AWS_ENDPOINT_URL": "http://minio:9000"}
    assert settings(parse("s3://team"), given) == Settings(
        {"endpoint": "http://minio:9000", "virtual_hosted_style_request": False, "region": "us-east-1"}, plain=True)
    assert settings(parse("s3://team?endpoint=https://r2.example&region=auto"), given) == Settings(
        {"endpoint": "https://r2.example", "virtual_hosted_style_request": False, "region": "auto"})
    (tmp_path / ".aws" / "credentials").write_bytes(b"\xff\xfe not a file [")
    assert settings(parse("s3://team"), home) == Settings({"region": "eu-north-1"}, nobody=True)


def test_credentials_from_a_profile_are_used(tmp_path: Path, bucket, calm, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "credentials").write_text("[default]\naws_access_key_id = who\naws_secret_access_key = what\n", encoding="utf-8")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    with linked(tmp_path / "one", bucket.url, calm) as link:
        link.reach()


def test_no_credentials_at_all_is_a_clear_fault(tmp_path: Path, bucket, crooked, hasty, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AWS_METADATA_ENDPOINT", "http://127.0.0.1:9")
    with linked(tmp_path / "one", bucket.url, hasty) as link, pytest.raises(Fault) as caught:
        link.reach()
    assert isinstance(caught.value, Refused)
    assert "no credentials" in str(caught.value)


def test_a_store_from_elsewhere_is_one_too(tmp_path: Path) -> None:
    """What a local store holds can be shared as it is: the layouts are the same."""
    keys = fill(tmp_path / "disk", *some(3))
    with linked(tmp_path / "two", str(tmp_path / "disk"), Patience()) as link:
        assert link.pull(None).tasks == 3
    assert [json.loads((tmp_path / "two" / "actions" / key[:2] / f"{key}.json").read_text())["key"] for key in keys] == keys
