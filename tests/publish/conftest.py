"""The sites of both plans, built once, their pages read once, and a real Chromium to look at them with."""

import datetime as dt
import sys
from pathlib import Path

import pytest
from windows import watched_window

from cohesion_graph.publish.site import build_site

sys.path.insert(0, str(Path(__file__).parent))

from reading_pages import BuiltSite

DAY = dt.date(2025, 10, 1)


@pytest.fixture(scope="session")
def stockton_site(stockton, tmp_path_factory) -> BuiltSite:
    """The real plan's site, built without a day."""
    folder = tmp_path_factory.mktemp("stockton") / "site"
    build_site(stockton, folder)
    return BuiltSite(folder, stockton)


@pytest.fixture(scope="session")
def marlbeck_site(marlbeck, tmp_path_factory) -> BuiltSite:
    """The invented council's site, built as of a day on which some of its dates have passed."""
    folder = tmp_path_factory.mktemp("marlbeck") / "site"
    build_site(marlbeck, folder, as_of=DAY)
    return BuiltSite(folder, marlbeck)


@pytest.fixture(params=["stockton_site", "marlbeck_site"])
def site(request) -> BuiltSite:
    """Each site in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def hostile(marlbeck):
    """The invented council with names that some system cannot hold: con, a1 beside A1, A1.ttl beside A1's data."""
    from cohesion_graph.model.dataset import Dataset
    from cohesion_graph.plan import LoadedPlan

    content = marlbeck.dataset.model_dump()
    bodies = [*content["registry"]["bodies"], {"id": "con", "name": "Con <script>alert(1)</script>", "kind": "group"}]
    content["registry"]["bodies"] = sorted(bodies, key=lambda body: body["id"])
    actions = content["plan"]["sections"][-1]["actions"]
    content["plan"]["sections"][-1]["actions"] = [*actions, {"ref": "a1"}, {"ref": "A1.ttl"}, {"ref": "1.2"}]
    return LoadedPlan(Dataset.model_validate(content))


@pytest.fixture
def window(browser):
    """A laptop-sized window whose requests and complaints are written down."""
    with watched_window(browser) as page:
        yield page
