"""Who we are to an object store: from the environment, or from the files that Amazon's own tools keep. Never from a URL."""

from __future__ import annotations

import configparser
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .address import Address

_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
_SOMEBODY = ("AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
             "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_SKIP_SIGNATURE")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the library must be told beyond what it reads from the environment by itself. `plain`: the endpoint is HTTP (a
    server on one's own network). `nobody`: there are no credentials but those that the machine itself may be given."""

    config: dict[str, Any]
    plain: bool = False
    nobody: bool = False


def settings(address: Address, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings for `address`, by the variables of `environment` (this process's by default)."""
    known = os.environ if environment is None else environment
    if address.scheme not in ("s3", "s3a"):
        return Settings({})
    found: dict[str, Any] = {}
    somebody = any(one in known for one in _SOMEBODY)
    profile = {} if somebody else _profile(known)
    for name in ("access_key_id", "secret_access_key", "session_token"):
        if profile.get(f"aws_{name}"):
            found[name] = profile[f"aws_{name}"]
    endpoint = address.endpoint or next((known[one] for one in _ENDPOINTS if known.get(one)), profile.get("endpoint_url", ""))
    region = address.region or known.get("AWS_REGION") or known.get("AWS_DEFAULT_REGION") or profile.get("region", "")
    if endpoint:
        found["endpoint"] = endpoint
        found["virtual_hosted_style_request"] = False
    if region or endpoint:
        found["region"] = region or "us-east-1"  # other servers ask for one, and hardly ever mind which
    return Settings(found, endpoint.startswith("http://"), not somebody and "access_key_id" not in found)


def _profile(known: Mapping[str, str]) -> dict[str, str]:
    """The profile that Amazon's tools would use, out of ~/.aws/credentials and ~/.aws/config; empty when there is none."""
    name = known.get("AWS_PROFILE", "default")
    home = Path(known.get("HOME") or "~").expanduser()
    found: dict[str, str] = {}
    for variable, file, section in (("AWS_CONFIG_FILE", "config", name if name == "default" else f"profile {name}"),
                                    ("AWS_SHARED_CREDENTIALS_FILE", "credentials", name)):
        reader = configparser.RawConfigParser()
        try:
            reader.read(known.get(variable) or home / ".aws" / file, encoding="utf-8")
        except (configparser.Error, UnicodeDecodeError, OSError):
            continue
        if reader.has_section(section):
            found |= dict(reader.items(section))
    return found
