"""Injects, looks at what became of it, and counts."""

from __future__ import annotations

import logging
import random
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .injections import BUCKET, KINDS
from .place import Build, Place
from .relay import Relay


@dataclass(slots=True)
class Verdict:
    """One injection: its kind, what became of it (unharmed, healed, resumed, error), and what was wrong, if anything."""

    kind: str
    became: str
    wrong: str = ""


def inject(place: Place, kind: str) -> Verdict:
    """One injection of `kind`, and the ordinary build after it."""
    _mend(place)
    _forget(place)
    before = {file.stem for file in place.files("actions")}
    build, kept = KINDS[kind](place)
    shown = place.products()
    plain = Build(place)
    complaint = plain.finish()
    wrong = ""
    if any(shown[name] != place.expected[name] for name in shown):
        wrong = "the disturbed build delivered something else"
    elif build.found.get("crash"):
        wrong = str(build.found["crash"])
    elif not plain.found.get("ok"):
        wrong = f"the ordinary build failed: {plain.found} {complaint}"
    elif place.products() != place.expected:
        wrong = "the ordinary build delivered something else"
    elif kept and (lost := set(plain.found["done"]) & (before | set(build.seen))):
        wrong = f"{len(lost)} finished tasks were lost"
    elif build.found and not build.found["ok"] and not build.found["faults"]:
        wrong = "it failed without a word"
    became = "resumed" if not build.found else "error" if not build.found["ok"] else "healed"
    return Verdict(kind, became, wrong)


def _mend(place: Place) -> None:
    """Takes away what the injections before have damaged and no build has read since, so that each begins with a sound store."""
    from dramac.runtime.store import Store

    store = Store(place.store)
    store.verify()
    for file in place.files("actions"):
        if store.lookup(file.stem) is None:
            file.unlink()


def _forget(place: Place) -> None:
    """Takes the products and a part of the records away, so that there is something to do."""
    shutil.rmtree(place.root / "out", ignore_errors=True)
    share = place.draw.choice([0.3, 0.7, 1.0])
    for file in place.files("actions"):
        if b'"master"' in file.read_bytes() or place.draw.random() < share:
            file.unlink()


@contextmanager
def place_in(folder: Path, seed: int, kinds: tuple[str, ...]) -> Iterator[Place]:
    """A place with all that `kinds` need, with the products of an undisturbed build."""
    relay = Relay() if "network_gone" in kinds else None
    place = Place(folder / "ours", {}, random.Random(seed), relay=relay)
    undisturbed = Place(folder / "undisturbed", {}, random.Random(seed))
    Build(undisturbed).finish()
    place.expected = undisturbed.products()
    assert len(place.expected) == 3
    Build(place).finish()
    try:
        if relay is not None:
            _make_bucket(relay)
        if "kill_ray_worker" in kinds:
            place.ray = _ray()
        yield place
    finally:
        if relay is not None:
            relay.close()
        if place.ray:
            import ray

            ray.shutdown()


def _make_bucket(relay: Relay) -> None:
    import urllib.request

    signed = "AWS4-HMAC-SHA256 Credential=tester/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"
    urllib.request.urlopen(urllib.request.Request(f"{relay.endpoint}/{BUCKET}", method="PUT",
                                                  headers={"Authorization": signed})).read()


def _ray() -> str:
    """A cluster that the builds join."""
    import ray

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level=logging.CRITICAL,
             object_store_memory=80 << 20)
    return str(ray.get_runtime_context().gcs_address)


def run(folder: Path, seed: int, kinds: Sequence[str]) -> Iterator[Verdict]:
    """The injections `kinds` in order, in a new place in `folder`."""
    with place_in(folder, seed, tuple(kinds)) as place:
        for kind in kinds:
            yield inject(place, kind)


def table(verdicts: list[Verdict]) -> list[str]:
    """What became of them, kind by kind."""
    rows = [f"{'injected':<18}{'times':>6}{'healed':>8}{'resumed':>9}{'clear error':>13}{'wrong':>7}"]
    for kind in dict.fromkeys(one.kind for one in verdicts):
        own = [one for one in verdicts if one.kind == kind]
        became = Counter(one.became for one in own)
        rows.append(f"{kind:<18}{len(own):>6}{became['healed']:>8}{became['resumed']:>9}{became['error']:>13}"
                    f"{sum(1 for one in own if one.wrong):>7}")
    return rows + [f"{one.kind}: {one.wrong}" for one in verdicts if one.wrong]
