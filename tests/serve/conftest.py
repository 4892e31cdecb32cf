"""One site with every awkward name, built once below a path of its host, and a real server for it."""

import sys
from pathlib import Path

import pytest

from cohesion_graph.model.dataset import Dataset
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.site import build_site

sys.path.insert(0, str(Path(__file__).parent))  # served, beside this file

from served import BASE, running


@pytest.fixture(scope="session")
def awkward(marlbeck):
    """The invented council below a path, with names that some system cannot hold: con, a1 beside A1, A1.ttl."""
    content = marlbeck.dataset.model_dump()
    content["base"] = BASE
    bodies = [*content["registry"]["bodies"], {"id": "con", "name": "Con <script>alert(1)</script>", "kind": "group"}]
    content["registry"]["bodies"] = sorted(bodies, key=lambda body: body["id"])
    content["plan"]["sections"][-1]["actions"] += ({"ref": "a1"}, {"ref": "A1.ttl"})
    return LoadedPlan(Dataset.model_validate(content))


@pytest.fixture(scope="session")
def site_folder(awkward, tmp_path_factory):
    """The folder of its site."""
    folder = tmp_path_factory.mktemp("served") / "site"
    build_site(awkward, folder)
    return folder


@pytest.fixture(scope="session")
def server(site_folder):
    """The site, served by the command itself."""
    with running(site_folder) as found:
        yield found
