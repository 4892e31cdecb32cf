"""A collection of the two plans, built once, and copies of plans under other names."""

import shutil
from pathlib import Path

import pytest
from collections_of_plans import MARLBECK, STOCKTON, rename

from cohesion_graph.collections.changing import add


@pytest.fixture(scope="package")
def two_plans(tmp_path_factory) -> Path:
    """A collection of the real plan and the invented one; no test may change it."""
    folder = tmp_path_factory.mktemp("collections") / "two-plans"
    add(folder, [STOCKTON, MARLBECK], title="Two plans", publisher="The project")
    return folder


@pytest.fixture
def copies(tmp_path):
    """Make copies of the invented council's dataset, each another council's; their folders."""

    def make(count: int) -> list[Path]:
        folders = []
        for number in range(count):
            folder = Path(shutil.copytree(MARLBECK, tmp_path / "plans" / f"town-{number}"))
            rename(folder, f"town-{number}")
            folders.append(folder)
        return folders

    return make
