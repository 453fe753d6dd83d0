from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.running import RunningSite, chromium_flags, find_chromium, running_site, sample_accounts
from tests.browser.windows import Window
from tests.cli.conftest import initialised  # noqa: F401 - a fixture
from tests.cli.installation import bluestem

HERE = Path(__file__).parent
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    return find_chromium()


# Not for the whole session: Playwright keeps an event loop running in this thread, beside which Django refuses to work.
@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=chromium_flags())
        yield started
        started.close()


@pytest.fixture(scope="session")
def stocked(chromium: str, initialised: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811
    """The data folder of an installation with the sample network, made once for all processes; for copying."""
    shared = initialised.parent.parent
    with (shared / "stocking.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        data = shared / "stocked"
        if not data.exists():
            half = Path(shutil.copytree(initialised, tmp_path_factory.mktemp("half") / "data"))
            done = bluestem("demo", "load", data=half, BLUESTEM_DEMO="yes")
            assert done.returncode == 0, done.stderr
            half.rename(data)
    return data


@pytest.fixture(scope="session")
def site(stocked: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """The sample network as `bluestem serve` serves it."""
    data = Path(shutil.copytree(stocked, tmp_path_factory.mktemp("site") / "data"))
    with running_site(data, BLUESTEM_DEMO="yes") as origin:
        yield RunningSite(origin, sample_accounts(data))


@pytest.fixture
def open_window(browser: Browser, site: RunningSite) -> Iterator[Callable[..., Window]]:
    """`open_window(size=PHONE, script=False, scheme="dark")`. No window may have a problem at the end of the test."""
    opened: list[Window] = []

    def open_one(origin: str = site.origin, **wishes: object) -> Window:
        opened.append(Window.open(browser, origin, **wishes))
        return opened[-1]

    yield open_one
    assert [problem for window in opened for problem in window.close()] == []


@pytest.fixture
def window(open_window: Callable[..., Window]) -> Window:
    """The window of a reader at a desk."""
    return open_window()


@pytest.fixture
def page(window: Window) -> Page:
    return window.page
