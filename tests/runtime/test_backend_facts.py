"""What the standard library says of the backends is what the backends are: the compiler plans with nothing else."""

import hashlib
from pathlib import Path

import pytest

from dramac.compiler.base.roster import member, members
from dramac.runtime import backends
from dramac.stdlib import data


@pytest.mark.parametrize("name", members(backends))
def test_version_and_actions_agree(name: str) -> None:
    module, facts = member(backends, name), data("backends")[name]
    assert str(facts["version"]) == module.VERSION
    assert set(facts["actions"]) == set(module.ACTIONS) or module.ACTIONS == ("*",)


def test_every_planned_backend_exists() -> None:
    planned = {name for name, facts in data("backends").items() if facts.get("planned")}
    assert set(data("backends")) - planned == set(members(backends))


def test_the_voices_are_those_whose_digest_is_in_every_key() -> None:
    from dramac.runtime.backends.kokoro import model

    facts = data("backends")["kokoro"]
    styles = Path(model.__file__).parent / "voices" / "styles.npz"
    assert hashlib.sha256(styles.read_bytes()).hexdigest() == facts["voices_sha256"]
    assert facts["model_sha256"] == model.SHA256
