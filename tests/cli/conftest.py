from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.installation import bluestem


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Installations of a test's own are on SQLite: once is enough, so they are left out of the run on PostgreSQL."""
    if os.environ.get("BLUESTEM_TEST_DATABASE") == "postgresql":
        left_out = [item for item in items if "initialised" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def initialised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an installation that `bluestem init` made; for looking at only."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with (shared / "initialising.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        data = shared / "initialised" / "data"
        if not data.exists():
            done = bluestem("init", data=data)
            assert done.returncode == 0, done.stderr
    return data


@pytest.fixture
def data(initialised: Path, tmp_path: Path) -> Path:
    """The data folder of a new installation of this test's own."""
    return Path(shutil.copytree(initialised, tmp_path / "data"))
