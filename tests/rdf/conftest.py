"""Derivations to describe: the shipped plan, and the invented council."""

from pathlib import Path

import pytest

from cohesion_graph.derive import derive
from cohesion_graph.folder.read import read_dataset

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def stockton_derivation():
    return derive(read_dataset(ROOT / "data" / "stockton"))


@pytest.fixture(scope="session")
def marlbeck_derivation():
    return derive(read_dataset(ROOT / "tests" / "fixtures" / "marlbeck"))
