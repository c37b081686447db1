"""Where a shared store lies, as people write it, and as it may be shown: without anything that is secret."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from ..job import Fault

SCHEMES = ("s3", "s3a", "gs", "az", "azure", "abfs", "abfss", "adl", "file", "memory")
OPTIONS = ("endpoint", "region")
_ENVIRONMENT = "put them into the environment (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, …) instead"


@dataclass(frozen=True, slots=True)
class Address:
    """`url` is what the store is opened with, and for `file` the folder; `shown` is what messages may say. `endpoint` (of an
    S3-compatible server) and `region` are empty where the environment says them."""

    url: str
    shown: str
    scheme: str
    endpoint: str = ""
    region: str = ""


def parse(text: str) -> Address:
    """The address in `text`: a URL, or a folder on a disk. Raises Fault for anything else, and for a URL that holds a
    password, which would end up in histories and logs; the message does not repeat it."""
    if "://" not in text:
        return _folder(Path(text))
    try:
        parts = urlsplit(text)
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
        secret = "@" in parts.netloc and not (parts.scheme in ("abfs", "abfss") and ":" not in parts.netloc)
    except ValueError as error:
        raise Fault(f"{redacted(text)} is no URL", "write it as s3://bucket/folder") from error
    if parts.scheme not in SCHEMES:
        raise Fault(f"a store cannot lie at {redacted(text)}", "use s3://, gs://, az://, file:// or a folder")
    if secret or parts.fragment:
        raise Fault(f"the address {redacted(text)} holds a user or a password", _ENVIRONMENT)
    unknown = sorted(set(options) - set(OPTIONS))
    if unknown or (options and parts.scheme not in ("s3", "s3a")):
        raise Fault(f"the address {redacted(text)} has options that are not known",
                    f"s3:// takes {' and '.join(OPTIONS)}; as to credentials, {_ENVIRONMENT}")
    if "@" in urlsplit(options.get("endpoint", "")).netloc:
        raise Fault(f"the endpoint of {redacted(text)} holds a user or a password", _ENVIRONMENT)
    if parts.scheme == "file":
        if parts.netloc not in ("", "localhost") or not parts.path:
            raise Fault(f"{redacted(text)} names no folder of this machine", "write it as file:///folder, or as the plain path")
        return _folder(Path(unquote(parts.path)))
    if parts.scheme != "memory" and not parts.netloc:
        raise Fault(f"{redacted(text)} names no bucket", f"write it as {parts.scheme}://bucket/folder")
    plain = f"{parts.scheme}://{parts.netloc}{parts.path}"
    return Address(plain, plain, parts.scheme, options.get("endpoint", ""), options.get("region", ""))


def redacted(text: str) -> str:
    """`text`, a URL or what was meant as one, without user, password and query."""
    scheme, found, rest = text.partition("://")
    if not found:
        return text
    place, mark, path = rest.split("?")[0].split("#")[0].partition("/")
    head, hidden, host = place.rpartition("@")
    return f"{scheme}://{'***@' if hidden and head else ''}{host}{mark}{path}"


def _folder(folder: Path) -> Address:
    """A folder that every machine sees. It must be there: a disk that is not mounted must not be mistaken for an empty one."""
    whole = folder.expanduser().absolute()
    if not whole.is_dir():
        raise Fault(f"there is no folder {whole} for a shared store", "is its disk mounted? a new store's folder is made by hand")
    return Address(str(whole), str(whole), "file")
