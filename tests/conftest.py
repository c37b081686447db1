"""The one flag of the test suite, `--bless`, which accepts goldens as they come out now; and a cache folder of its own, so
that no test reads what the user's runs have kept, nor leaves anything there. A machine that is busy fails no test: examples
may take as long as they take. Two runs of one commit try the same examples; `--hypothesis-profile seek` looks for new ones
(`make fuzz`)."""

import os
import shutil
import tempfile

import pytest
from hypothesis import HealthCheck, settings

_CACHE = "XDG_CACHE_HOME"
_OWN = pytest.StashKey[tuple[str, str | None]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="accept goldens as they come out now")


def pytest_configure(config: pytest.Config) -> None:
    """Before anything is collected, because modules read tables when they are loaded. Workers share their parent's."""
    settings.register_profile("seek", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("same", settings.get_profile("seek"), derandomize=True, database=None)
    settings.load_profile(config.getoption("hypothesis_profile") or "same")
    if not hasattr(config, "workerinput"):
        folder = tempfile.mkdtemp(prefix="dramac-tests-")
        config.stash[_OWN] = folder, os.environ.get(_CACHE)
        os.environ[_CACHE] = folder


def pytest_unconfigure(config: pytest.Config) -> None:
    own = config.stash.get(_OWN, None)
    if own is not None:
        folder, before = own
        shutil.rmtree(folder, ignore_errors=True)
        if before is None:
            os.environ.pop(_CACHE, None)
        else:
            os.environ[_CACHE] = before


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--bless"))
