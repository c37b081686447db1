"""What an object store's errors mean. The library's own words hold whole requests, so they are read and never repeated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_NO_BUCKET = ("NoSuchBucket", "ContainerNotFound", "bucket does not exist")
_STRANGERS = ("InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "TokenRefreshRequired",
              "AuthenticationFailed", "InvalidSecurity", "RequestTimeTooSkewed", "MissingSecurityHeader")
_NO_CREDENTIALS = ("latest/api/token", "latest/meta-data", "computeMetadata", "metadata/identity", "MissingAccount")
_STATUS = re.compile(r"status code: (\d{3})")
_CODE = re.compile(r"<Code>([A-Za-z]{1,60})</Code>")
_ENVIRONMENT = "docs/sharing.md says which variables are read"


class Kind(Enum):
    """What is to be done: NOTHING: the object is not there. EXISTS: it is there already. REFUSED: a person must act.
    BROKEN: an answer, but not a good one. SILENT: no answer. DISK: our own disk's doing, not the store's."""

    NOTHING = "nothing"
    EXISTS = "exists"
    REFUSED = "refused"
    BROKEN = "broken"
    SILENT = "silent"
    DISK = "disk"


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error: its kind, what to say, and what a person may do."""

    kind: Kind
    message: str = ""
    help: str = ""


def nobody(shown: str) -> Trouble:
    """The trouble that there is nobody whom we could be."""
    return Trouble(Kind.REFUSED, f"there are no credentials for {shown}", _ENVIRONMENT)


def judge(error: Exception, shown: str) -> Trouble:
    """What `error`, met at the store `shown`, means."""
    text, name = str(error), type(error).__name__
    if any(word in text for word in _NO_BUCKET):
        return Trouble(Kind.REFUSED, f"there is no such bucket: {shown}", "make it, or mend the address")
    if any(word in text for word in _NO_CREDENTIALS):
        return nobody(shown)
    code = _CODE.search(text)
    said = f" ({code.group(1)})" if code else ""
    if name in ("PermissionDeniedError", "UnauthenticatedError") or any(word in text for word in _STRANGERS):
        return Trouble(Kind.REFUSED, f"{shown} refuses our credentials{said}", f"check them and their rights; {_ENVIRONMENT}")
    if name in ("AlreadyExistsError", "PreconditionError"):
        return Trouble(Kind.EXISTS)
    if isinstance(error, FileNotFoundError):
        return Trouble(Kind.NOTHING, f"{shown} says that something is not there")
    if isinstance(error, TimeoutError):
        return Trouble(Kind.SILENT, f"{shown} does not answer in time")
    status = _STATUS.search(text)
    if status:
        return Trouble(Kind.BROKEN, f"{shown} answers with error {status.group(1)}{said}")
    if isinstance(error, OSError) and not isinstance(error, ConnectionError):
        return Trouble(Kind.DISK)
    if name == "UnknownConfigurationKeyError" or "Unable to recognise URL" in text:
        return Trouble(Kind.REFUSED, f"{shown} is no address of a store", "write it as s3://bucket/folder")
    if any(word in text for word in ("error sending request", "client error (Connect)", "ConnectError", "dns error")):
        return Trouble(Kind.SILENT, f"{shown} cannot be reached", "is the network up, and the endpoint right?")
    return Trouble(Kind.BROKEN, f"{shown} breaks off in the middle of an answer")
