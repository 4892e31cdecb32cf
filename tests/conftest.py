"""What all tests share: the two plans, copies of their folders, and golden files with one switch to renew them."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import outside
import pytest
from hypothesis import settings

import cohesion_graph

# in CI the same examples every time, so that a change is judged and not a draw; on a desk new ones are tried
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

# plans opened by tests, also in processes of their own, are kept here and not in the cache of whoever runs them
os.environ["COHESION_GRAPH_CACHE"] = tempfile.mkdtemp(prefix="cohesion-graph-cache-")

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
MARLBECK = Path(__file__).parent / "fixtures" / "marlbeck"
STOCKTON = ROOT / "data" / "stockton"

BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_unconfigure():
    shutil.rmtree(os.environ["COHESION_GRAPH_CACHE"], ignore_errors=True)


def pytest_addoption(parser):
    parser.addoption("--regold", action="store_true", help="Write golden files anew; review them as a diff.")


@pytest.fixture(scope="session")
def stockton():
    """The real plan: 32 actions, two documents that disagree."""
    return cohesion_graph.load(STOCKTON)


@pytest.fixture(scope="session")
def marlbeck():
    """The invented council: each awkward fact once."""
    return cohesion_graph.load(MARLBECK)


@pytest.fixture
def stockton_folder(tmp_path) -> Path:
    """A copy of the Stockton dataset that a test may damage."""
    return Path(shutil.copytree(STOCKTON, tmp_path / "stockton"))


@pytest.fixture
def marlbeck_folder(tmp_path) -> Path:
    """A copy of the invented council's dataset that a test may damage."""
    return Path(shutil.copytree(MARLBECK, tmp_path / "marlbeck"))


@pytest.fixture
def golden(request) -> Callable[[str, str], None]:
    """Compare text with a file under tests/golden; ``--regold`` writes the file instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--regold"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        assert path.read_bytes().decode("utf-8") == text, f"{name} differs: pytest --regold renews it"

    return compare


@pytest.fixture(scope="module")
def browser():
    """A real Chromium for the tests of one module.

    Not for a whole run: while Playwright runs, its event loop does, and tests that run one of their own would fail.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=outside.chromium(), args=BROWSER_FLAGS)
        yield running
        running.close()
