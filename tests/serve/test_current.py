"""A site that is built again while it is served: the new one is served, whole, and never mixed with the old one."""

import shutil
import signal
from urllib.parse import quote

import psutil
import pytest
from served import running

from cohesion_graph.model.dataset import Dataset
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.site import build_site

QUERY = "SELECT ?title { ?plan a pap:ActionPlan ; rdfs:label ?title }"
AWAY = "The site is being replaced; try again in a moment.\n"


@pytest.fixture
def folder(awkward, tmp_path):
    folder = tmp_path / "site"
    build_site(awkward, folder)
    return folder


def with_title(plan, title):
    content = plan.dataset.model_dump()
    content["title"] = content["plan"]["title"] = title
    return LoadedPlan(Dataset.model_validate(content))


def told(found):
    """The status of the front page, and whether it and the endpoint tell of another plan."""
    page = found.ask(found.site_path)
    answer = found.ask(f"/sparql?query={quote(QUERY)}", Accept="text/csv")
    return page.status, "Another plan" in page.text, "Another plan" in answer.text


def test_a_site_that_is_built_again_is_served_as_a_whole(awkward, folder):
    with running(folder) as found:
        assert told(found) == (200, False, False)
        before = {process.pid for process in psutil.Process(found.process.pid).children()}
        build_site(with_title(awkward, "Another plan"), folder)
        assert told(found) == (200, True, True)
        build_site(awkward, folder)
        assert told(found) == (200, False, False)
        after = {process.pid for process in psutil.Process(found.process.pid).children()}
        found.process.send_signal(signal.SIGINT)
        assert found.process.wait(20) == 0
        assert found.process.stderr.read() == "The site has changed; the new one is served from now on.\n" * 2
    assert not before & after


def test_a_site_that_is_away_or_spoilt_is_said_to_be_so_until_there_is_one_again(folder):
    elsewhere = folder.with_name("elsewhere")
    with running(folder) as found:
        folder.rename(elsewhere)
        answers = [found.ask(found.site_path)]
        folder.mkdir()
        answers += [found.ask("/sparql"), found.ask(found.site_path)]
        folder.rmdir()
        elsewhere.rename(folder)
        assert [(one.status, one.text) for one in answers] == [(503, AWAY)] * 3
        assert found.ask(found.site_path).status == 200


def test_a_site_whose_build_was_killed_between_its_two_renames_is_brought_in_and_served(folder):
    folder.rename(folder.with_name(".site.old"))
    shutil.copytree(folder.with_name(".site.old"), folder.with_name(".site.new"))
    with running(folder) as found:
        assert found.said.startswith(f"A run that was killed had left {folder} aside; it is in place now.\n")
        assert found.ask(found.site_path).status == 200
        assert [path.name for path in folder.parent.iterdir()] == ["site"]
        folder.rename(folder.with_name(".site.old"))
        assert found.ask(found.site_path).status == 200
    assert [path.name for path in folder.parent.iterdir()] == ["site"]
