"""Where the servers are and with which key they are asked: the environment, and nothing else, knows.

Neither an address nor a key may be read off anything that is written: `hushed` takes both out of whatever a server, or the
system, said about them.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ...job import Fault

URL, KEY, OPENAI_KEY = "DRAMAC_MEDIA_URL", "DRAMAC_MEDIA_KEY", "OPENAI_API_KEY"
PLAIN = "DRAMAC_MEDIA_PLAIN"
WORK = {"image": "IMAGES", "edit": "EDITS", "video": "VIDEOS", "speech": "SPEECH"}
"""What is asked for, and how its own variables end: DRAMAC_MEDIA_URL_VIDEOS goes before DRAMAC_MEDIA_URL."""
_KEY = re.compile(r"[\x21-\x7e]{1,4096}")
_LONGEST = 240  # characters of what a server said


@dataclass(frozen=True, slots=True)
class Address:
    """A server: `scheme` http or https, its `host`, `port` and the `path` before every request (`/v1`), and its key, if it
    wants one. It shows nothing of itself."""

    scheme: str
    host: str
    port: int
    path: str
    key: str = field(default="", repr=False)

    def __repr__(self) -> str:
        return "Address(…)"


def address_for(work: str) -> Address:
    """The server that is asked for `work` (image, edit, video, speech). Raises Fault where the environment names none, or one
    that cannot be."""
    name = next((one for one in _names(URL, work) if os.environ.get(one)), "")
    if not name:
        raise Fault(f"the address of a media server is needed, and ${URL} is not set",
                    f"export {URL}=https://host/v1, and ${KEY} where it wants a key; docs/servers.md says more")
    text = os.environ[name].strip()
    try:
        parts = urlsplit(text)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = (parts.hostname or "").encode("idna").decode("ascii") if not _is_number(parts.hostname) else str(parts.hostname)
    except (ValueError, UnicodeError):
        raise Fault(f"what ${name} holds is no address", "write https://host/v1") from None
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.query or parts.fragment:
        raise Fault(f"what ${name} holds is no address of a server", "write https://host/v1; a key belongs into " + KEY)
    path = parts.path.rstrip("/")
    return Address(parts.scheme, host, port, path if path.endswith("/v1") else path + "/v1", _key(work, parts.scheme, host))


def _key(work: str, scheme: str, host: str) -> str:
    """The key for the server `host`: its own, or that of OpenAI where it is OpenAI. Raises Fault for one that would travel
    for everybody to read."""
    names = [*_names(KEY, work), *([OPENAI_KEY] if host == "openai.com" or host.endswith(".openai.com") else [])]
    name = next((one for one in names if os.environ.get(one)), "")
    if not name:
        return ""
    key = os.environ[name].strip()
    if not _KEY.fullmatch(key):
        raise Fault(f"what ${name} holds is no key", "a key is one word of plain letters, digits and signs")
    if scheme == "http" and not _is_here(host) and os.environ.get(PLAIN) != "1":
        raise Fault("the key would travel to the media server for everybody to read: its address begins with http://",
                    f"use https://, or set {PLAIN}=1 where the whole way is your own network")
    return key


def hushed(text: object) -> str:
    """`text` on one line and not too long, with no key and no address in it."""
    words = " ".join("".join(one if one.isprintable() else " " for one in str(text)[:8192]).split())
    for secret in sorted({one for one in _secrets() if len(one) > 3}, key=len, reverse=True):
        words = re.sub(re.escape(secret), "…", words, flags=re.IGNORECASE)
    words = re.sub(r"https?://\S+", "…", words)
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + " …"


def _secrets() -> Iterator[str]:
    for work in WORK:
        for name in (*_names(URL, work), *_names(KEY, work), OPENAI_KEY):
            value = os.environ.get(name, "").strip()
            if not value:
                continue
            yield value
            if "URL" in name:
                rest = value.split("://", 1)[-1].split("/", 1)[0]
                yield rest
                host = rest.rsplit("@", 1)[-1].rsplit(":", 1)[0]
                yield host


def _names(name: str, work: str) -> tuple[str, str]:
    return f"{name}_{WORK[work]}", name


def _is_number(host: str | None) -> bool:
    try:
        ipaddress.ip_address(host or "")
    except ValueError:
        return False
    return True


def _is_here(host: str) -> bool:
    return host == "localhost" or (_is_number(host) and ipaddress.ip_address(host).is_loopback)
