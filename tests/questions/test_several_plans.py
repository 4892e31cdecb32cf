"""A store of several plans: one is asked at a time, and two bodies of the same name are never taken for one."""

import pyoxigraph as ox
import pytest

from cohesion_graph.errors import BadParameter, StoreError, UnknownName
from cohesion_graph.questions.ask import ask
from cohesion_graph.questions.plans_in_store import narrowed, plans_in
from cohesion_graph.questions.store import EmbeddedStore, open_store
from cohesion_graph.rdf.describe import describe

OWN = "https://example.org/id/marlbeck/plan/together-plan"
TWIN = "https://example.org/id/twinbeck/plan/together-plan"


@pytest.fixture(scope="module")
def lines(marlbeck):
    """Marlbeck twice: once as it is, once as a council of another name with the same references and slugs."""
    own = "".join(describe(marlbeck.derivation))
    return own + own.replace("/id/marlbeck/", "/id/twinbeck/").replace("/data/marlbeck/", "/data/twinbeck/")


@pytest.fixture(scope="module")
def both(lines):
    store = ox.Store()
    store.load(lines.encode(), format=ox.RdfFormat.N_QUADS)
    return EmbeddedStore(store)


def test_a_store_of_two_plans_is_not_counted_over(both):
    assert plans_in(both) == [OWN, TWIN]
    with pytest.raises(BadParameter) as caught:
        ask(both, "ranking")
    assert str(caught.value) == (
        f"the store holds 2 plans, and a question is put to one: {OWN}, {TWIN}\n"
        "  Open it with the address of the plan: open_store(place, plan=...)."
    )


@pytest.mark.parametrize("plan", [OWN, TWIN])
@pytest.mark.parametrize("question", ["contributions", "ranking", "discrepancies", "undated", "cycles", "doubts"])
def test_one_of_two_plans_is_answered_as_if_it_stood_alone(both, marlbeck, plan, question):
    assert ask(narrowed(both, plan), question) == marlbeck.ask(question)


def test_a_plan_is_chosen_when_a_store_is_opened(lines, tmp_path, marlbeck):
    store = ox.Store(str(tmp_path))
    store.bulk_load(lines.encode(), format=ox.RdfFormat.N_QUADS)
    store.flush()
    del store
    opened = open_store(tmp_path, plan=TWIN)
    assert ask(opened, "contributions", party="MBC") == marlbeck.ask("contributions", party="MBC")


def test_a_server_is_asked_about_one_plan(server, marlbeck):
    store = narrowed(server(marlbeck), OWN)
    assert ask(store, "shared-actions", min=1) == marlbeck.ask("shared-actions", min=1)


def test_a_plan_that_is_being_loaded_hides_no_other(lines):
    """What stands in a store in part is refused; its neighbour is whole."""
    store = ox.Store()
    store.load(lines.encode(), format=ox.RdfFormat.N_QUADS)
    graph = ox.NamedNode("https://example.org/data/twinbeck/marlbeck/graph/catalogue")
    status = ox.NamedNode("http://www.w3.org/ns/adms#status")
    store.add(ox.Quad(graph, status, ox.NamedNode("http://purl.org/adms/status/UnderDevelopment"), graph))
    assert ask(narrowed(EmbeddedStore(store), OWN), "undated").rows
    with pytest.raises(StoreError, match="twinbeck/marlbeck in part: loading it has not come to its end"):
        ask(narrowed(EmbeddedStore(store), TWIN), "undated")


def test_an_unknown_plan_is_told(both):
    with pytest.raises(UnknownName) as caught:
        narrowed(both, OWN + "s")
    assert f"did you mean {OWN!r}" in str(caught.value)
