"""A browser and the demo site, each had once for all tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.demo import BuiltSite, build_demo, build_variants
from tests.browser.embedding import Visit, visiting

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep these tests on one worker, so that the site is built and looked through once."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium without a window."""
    chromium = find_chromium()
    assert chromium, "There is no Chromium: `make setup` gets one."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The demo site, built."""
    return build_demo(tmp_path_factory.mktemp("demo") / "output")


@pytest.fixture(scope="session")
def variants(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """One brand as each theme and direction has it, built."""
    return build_variants(tmp_path_factory.mktemp("variants"))


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Visit]:
    """Opens a profile page whose module.json says this."""
    with visiting(browser, tmp_path) as visit:
        yield visit
