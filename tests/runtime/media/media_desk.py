"""Hands single tasks to the backend, and what the tests of it share."""

from __future__ import annotations

import datetime
import ipaddress
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from media_server import Abilities, MediaServer, picture, png

from dramac.runtime.assemble import clips
from dramac.runtime.backends import openai_media
from dramac.runtime.job import Fault, Job, Transient

Serve = Callable[..., MediaServer]
KEY = "sk-very-secret-0123456789"
STILL = {"prompt": "a red room", "model": "flux2-klein", "name": "black-forest-labs/FLUX.2", "width": 64, "height": 112,
         "seed": 2**40 + 7, "steps": 4}
CLIP = {"prompt": "she turns", "model": "wan2.2-i2v-a14b", "name": "Wan-AI/Wan2.2", "width": 64, "height": 112, "frames": 9,
        "fps": 16, "seed": 5, "call": {"guidance_scale": 3.5, "odd": 1}}
KINDS = {"openai": Abilities(seconds=True), "gateway": Abilities(idempotent=True, metadata=True), "vllm-omni": Abilities(),
         "sglang": Abilities(prompts=False)}


class Desk:
    """Hands tasks to the backend, one store for all."""

    def __init__(self, root: Path) -> None:
        self.root, self.told, self.number = root, [], 0  # type: tuple[Path, list[float], int]
        (root / "in").mkdir()
        for name in ("first", "last", "person:0", "plate", "picture"):
            (root / "in" / name).write_bytes(png(picture(name, 96, 160)))
        clips.write(root / "in" / "before", [picture("before", 64, 112, at) for at in range(4)], 16)

    def run(self, action: str = "i2v", server: str = "gateway", roles: tuple[str, ...] = ("first",), key: str = "ab" * 32,
            **params: Any) -> Path:
        """Does a task; the file it made."""
        self.number += 1
        folder = self.root / f"out{self.number}"
        folder.mkdir()
        name = "video" if action in ("i2v", "flf2v") else "image"
        base = CLIP if name == "video" else STILL
        job = Job(action, {**base, "server": server, **params}, {role: self.root / "in" / role for role in roles},
                  {name: folder / name}, self.told.append, {}, key, self.root / "journal" / key)
        openai_media.run(job)
        assert json.loads((folder / "facts.json").read_text())["server"] == server
        return folder / name


def colour(pixels: np.ndarray[Any, Any]) -> tuple[int, ...]:
    """The colour at the top."""
    return tuple(int(one) for one in pixels[2].mean(axis=0).round())


def close(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) <= 6 for one, other in zip(found, wanted, strict=True))


def until_final(what: Callable[[], object]) -> Fault | None:
    """Does `what` as a build does: again where trouble may pass. The final fault, if any."""
    for _ in range(4):
        try:
            what()
        except Transient:
            continue
        except Fault as fault:
            return fault
        return None
    raise AssertionError("the trouble does not pass")


def certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 that nobody has signed, and its key, in one file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "here")])
    now = datetime.datetime.now(datetime.UTC)
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
            .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), True).sign(key, hashes.SHA256()))
    file = folder / "here.pem"
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return file
