"""HTTP to one media server: requests that end, answers that are bounded, keys that stay with whom they are for.

Python's own client, because what matters here is where a request broke: before anything was sent, so that it may be sent
again, or afterwards, when the server may have begun what costs money.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from .... import __version__
from ... import files
from .address import Address, hushed

CONNECT = 20.0  # seconds
ANSWER = 120.0  # seconds without a byte, for what a server knows at once
WORK = 1800.0  # seconds without a byte, for what it makes while one waits
DOWNLOAD = 3600.0  # seconds for a whole file
JSON = 4 << 20  # bytes of what a server says of a job, or of a list of them
PICTURE = 160 << 20  # bytes of an answer that holds a picture as text
CLIP = 2 << 30  # bytes
PIECE = 1 << 18
HOPS = 5
_AGAIN = (301, 302, 303, 307, 308)


class Unsent(Exception):
    """The request did not reach the server."""


class Broken(Exception):
    """The connection broke, or the answer did, after the request had left: nobody knows what the server made of it."""


class Unfit(Exception):
    """The answer is whole and is not what was asked for."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its status, its headers by lower-case name, and its body, unless that went into a file of `size` bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    size: int = 0

    @property
    def ok(self) -> bool:
        """Whether it did what was asked."""
        return 200 <= self.status < 300

    @property
    def kind(self) -> str:
        """The media type that the server claims, in lower case: `video/mp4`."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def data(self) -> dict[str, Any]:
        """The JSON object in the body. Raises Unfit."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            raise Unfit("its answer is no JSON") from None
        if not isinstance(found, dict):
            raise Unfit("its answer is no JSON object")
        return found

    def words(self) -> str:
        """What the server says went wrong, in its own words, cut."""
        try:
            found: Any = self.data()
        except Unfit:
            return ""
        error = found.get("error", found.get("detail", found.get("message", "")))
        return said(error)

    def clock(self, now: float) -> float:
        """What the server's clock shows (Date), or `now` where it does not say."""
        try:
            return parsedate_to_datetime(self.headers["date"]).timestamp()
        except (KeyError, ValueError, OverflowError, TypeError):
            return now

    def wait(self, now: float) -> float | None:
        """The seconds that the server asks to wait (Retry-After, in seconds or as a date), or None."""
        text = self.headers.get("retry-after", "").strip()
        if text.isascii() and text.isdecimal():
            return float(text[:9])
        try:
            return max(0.0, parsedate_to_datetime(text).timestamp() - now) if text else None
        except (ValueError, OverflowError, TypeError):
            return None


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a form: the field, the bytes and their media type."""

    name: str
    data: bytes = field(repr=False)
    kind: str = "image/png"


def said(error: Any) -> str:
    """The words of an error as servers write it: text, or an object with a message and perhaps a code, or a list of such."""
    if isinstance(error, Mapping):
        code, words = error.get("code") or error.get("type") or "", error.get("message") or error.get("msg") or ""
        return hushed(f"{code}: {words}" if code and words else words or code)
    if isinstance(error, list):
        return hushed("; ".join(said(one) for one in error[:3]))
    return hushed(error) if isinstance(error, str | int) else ""


def form(fields: Mapping[str, Any], parts: list[Part]) -> tuple[bytes, str]:
    """`fields` and files as a form (RFC 7578), and its media type."""
    edge = f"dramac{os.urandom(16).hex()}"
    pieces = []
    for name, value in fields.items():
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        pieces.append(f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode())
    for at, part in enumerate(parts):
        head = (f'--{edge}\r\nContent-Disposition: form-data; name="{part.name}"; filename="{at}.png"\r\n'
                f"Content-Type: {part.kind}\r\n\r\n")
        pieces.append(head.encode() + part.data + b"\r\n")
    return b"".join((*pieces, f"--{edge}--\r\n".encode())), f"multipart/form-data; boundary={edge}"


class Client:
    """Asks the server at `address`."""

    def __init__(self, address: Address) -> None:
        self.address = address

    def post(self, path: str, body: bytes, kind: str, once: str, most: int, patience: float) -> Reply:
        """Sends `body` of the media type `kind` to `path` below the address, with the Idempotency-Key `once`, and takes an
        answer of `most` bytes. Raises Unsent, Broken or Unfit. A redirect is an answer like any other: what costs money is
        sent to nobody else."""
        headers = {"Content-Type": kind, "Idempotency-Key": once}
        at = f"{self._root()}{path}"
        return self._ask("POST", at, headers, body, most, patience, None)

    def get(self, where: str, most: int = JSON, to: Path | None = None) -> Reply:
        """Fetches `where`: a path below the address, or a whole address. A body that is wanted goes into the file `to`.
        Follows redirects; the key goes to no other server. Raises Unsent, Broken or Unfit."""
        at = where if re.match(r"https?://", where, re.IGNORECASE) else f"{self._root()}{where}"
        for _ in range(HOPS):
            reply = self._ask("GET", at, {}, None, most, ANSWER, to)
            if reply.status not in _AGAIN:
                return reply
            try:
                target = urljoin(at, reply.headers.get("location", ""))
            except ValueError:
                target = ""
            if not re.match(r"https?://", target, re.IGNORECASE) or (at.startswith("https:") and not target.startswith("https:")):
                raise Unfit("it redirects to nowhere that may be gone to")
            at = target
        raise Unfit("it redirects in circles")

    def _root(self) -> str:
        host = f"[{self.address.host}]" if ":" in self.address.host else self.address.host
        return f"{self.address.scheme}://{host}:{self.address.port}{self.address.path}"

    def _ask(self, method: str, at: str, headers: dict[str, str], body: bytes | None, most: int, patience: float,
             to: Path | None) -> Reply:
        try:
            parts = urlsplit(at)
            host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            target.encode("ascii")
        except (ValueError, UnicodeError):
            raise Unfit("it names an address that is none") from None
        mine = (parts.scheme, host, port) == (self.address.scheme, self.address.host, self.address.port)
        headers = {"User-Agent": f"dramac/{__version__}", "Accept": "*/*", "Connection": "close", **headers}
        if mine and self.address.key:
            headers["Authorization"] = f"Bearer {self.address.key}"
        line = _connected(parts.scheme, host, port)
        try:
            assert line.sock is not None
            line.sock.settimeout(patience)
            try:
                line.request(method, target, body, headers)
                answer = line.getresponse()
                return _taken(answer, most, to)
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise Broken(_reason(error)) from None
        finally:
            line.close()


def _connected(scheme: str, host: str, port: int) -> http.client.HTTPConnection:
    """A connection that is up, through the proxy that the environment names for https, if any. Raises Unsent."""
    from urllib.request import getproxies, proxy_bypass

    proxy = urlsplit(getproxies().get("https", "")) if scheme == "https" and not proxy_bypass(host) else None
    try:
        line: http.client.HTTPConnection
        if scheme == "https":
            context = ssl.create_default_context()
            if proxy is not None and proxy.hostname:
                line = http.client.HTTPSConnection(proxy.hostname, proxy.port or 8080, timeout=CONNECT, context=context)
                line.set_tunnel(host, port)
            else:
                line = http.client.HTTPSConnection(host, port, timeout=CONNECT, context=context)
        else:
            line = http.client.HTTPConnection(host, port, timeout=CONNECT)
        line.connect()
    except ssl.SSLCertVerificationError:
        raise Unsent("its certificate cannot be trusted") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unsent(_reason(error)) from None
    return line


def _taken(answer: http.client.HTTPResponse, most: int, to: Path | None) -> Reply:
    """The whole answer. Raises Broken where it breaks off, Unfit where it is larger than `most`."""
    headers = {name.lower(): value for name, value in answer.getheaders()}
    length = headers.get("content-length", "")
    expected = int(length) if length.isascii() and length.isdecimal() and "transfer-encoding" not in headers else None
    wanted = to is not None and 200 <= answer.status < 300
    most = most if 200 <= answer.status < 300 else min(most, JSON)
    if expected is not None and expected > most:
        raise Unfit(f"its answer has {expected} bytes, more than the {most} that are taken")
    pieces: list[bytes] = []
    size, began = 0, time.monotonic()
    out = None
    if wanted and to is not None:
        with files.disk("what a server sends cannot be kept"):
            out = to.open("wb")
    try:
        while piece := answer.read(PIECE):
            size += len(piece)
            if size > most:
                raise Unfit(f"its answer has more than the {most} bytes that are taken")
            if time.monotonic() - began > DOWNLOAD:
                raise Broken("its answer takes too long")
            if out is not None:
                with files.disk("what a server sends cannot be kept"):
                    out.write(piece)
            else:
                pieces.append(piece)
    finally:
        if out is not None:
            out.close()
    if expected is not None and size != expected:
        raise Broken(f"its answer broke off after {size} of {expected} bytes")
    return Reply(answer.status, headers, b"".join(pieces), size)


def _reason(error: BaseException) -> str:
    """What happened to a connection, without where it led."""
    if isinstance(error, TimeoutError):
        return "it does not answer"
    if isinstance(error, http.client.IncompleteRead):
        return "its answer broke off"
    if isinstance(error, OSError) and error.strerror and not isinstance(error, ssl.SSLError):
        return hushed(error.strerror)
    return type(error).__name__
