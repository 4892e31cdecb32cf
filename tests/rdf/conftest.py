"""What the RDF tests share: both plans, one after the other."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that tests can import `strategies`


@pytest.fixture(params=["marlbeck", "stockton"], scope="session")
def plan(request):
    """Each of the two plans in turn."""
    return request.getfixturevalue(request.param)
