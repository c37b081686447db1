"""A small series whose pictures are made by a media server: from the script to the film, with the price told before."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from media_server import Abilities, MediaServer

from dramac.runtime.assemble import probe

KEY = "sk-of-the-film-0815"
BIBLE = """series: {title: One Room, language: en, format: vertical}
cast:
  ANNA:
    age: 30
    appearance: {sex: female, build: slight, height: average, hair: {style: long, colour: black}, skin: fair, eyes: green}
    wardrobe: {day: {outfit: dress, colours: ["#b3202c"]}}
    starts: {wearing: day}
    voice: {en: std/young-woman-low}
locations:
  KITCHEN: {setting: interior, built: kitchen}
targets:
  media: {picture: openai_media, server: gateway, keyframe: small-still, video: small-clip, voice: espeak}
"""
PRICES = "prices: {models: {small-still: 0.04, small-clip: 0.10}}\n"
SCRIPT = """Title: One Room

INT. KITCHEN - DAY

ANNA

I waited.

ANNA
I waited.
"""
SMALL = "area: 7168\nsource: a test\nas_of: 2026-11-23\n"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def series(tmp_path: Path) -> Path:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "models").mkdir()
    (tmp_path / "series.yaml").write_text(BIBLE + PRICES)
    (tmp_path / "episodes" / "ep01.fountain").write_text(SCRIPT)
    (tmp_path / "models" / "small-still.yaml").write_text(f"like: flux2-klein\n{SMALL}")
    (tmp_path / "models" / "small-clip.yaml").write_text(f"like: wan2.2-i2v-a14b\n{SMALL}")
    return tmp_path


def dramac(root: Path, server: MediaServer, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DRAMAC_MEDIA_URL": server.url, "DRAMAC_MEDIA_KEY": KEY}
    return subprocess.run([sys.executable, "-m", "dramac", *words, "--project", str(root)], env=environment, capture_output=True,
                          text=True, timeout=300, check=False)


def test_a_film_from_a_server_with_the_price_told_before(series: Path) -> None:
    with MediaServer(Abilities(idempotent=True, metadata=True), key=KEY) as server:
        refused = dramac(series, server, "build", "--max-cost", "0.01USD")
        assert refused.returncode == 1
        assert "would spend" in refused.stderr
        assert not server.log

        built = dramac(series, server, "build", "--max-cost", "9USD")
        assert built.returncode == 0, built.stderr
        film = series / "build" / "ep01.en.mp4"
        pictures = probe.media(film, "mp4", "the film").pictures[0]
        assert (pictures.width, pictures.height, pictures.step and round(1 / pictures.step)) == (720, 1280, 24)
        told = next(line for line in built.stderr.splitlines() if line.startswith("media servers will be asked for"))
        clips = [float(asked["num_frames"]) / float(asked["fps"]) for route, asked, _ in server.asked if route == "create"]
        stills = sum(route != "create" for route, _, _ in server.asked)
        price = sum(-(-one // 1) for one in clips) * 0.10 + stills * 0.04
        assert told == f"media servers will be asked for {len(server.asked)} pictures and clips: about {price:.2f} USD"
        assert set(server.billed.values()) == {1}

        before = len(server.log)
        again = dramac(series, server, "build")
        assert again.returncode == 0, again.stderr
        assert len(server.log) == before
        spent = dramac(series, server, "report", "cost", "--json")
        assert f'"money": {round(price, 4)}' in spent.stdout
        said = "".join(one.stdout + one.stderr for one in (refused, built, again, spent))
        written = b"".join(file.read_bytes() for file in series.rglob("*") if file.is_file()) + said.encode()
        for secret in (KEY, server.host):
            assert secret.encode() not in written
        assert not list((series / ".dramac" / "store" / "journal").glob("*"))


def test_no_limit_is_promised_where_no_price_is_known(series: Path) -> None:
    (series / "series.yaml").write_text(BIBLE)
    with MediaServer(key=KEY) as server:
        found = dramac(series, server, "build", "--max-cost", "9USD")
        assert found.returncode == 1
        assert "no price is known of" in found.stderr
        assert "small-clip" in found.stderr
        assert not server.log
