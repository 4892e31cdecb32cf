"""Two roads, one answer: the same question gives the same table, whoever answers it."""

import pytest

from cohesion_graph.questions.ask import ask

CASES = (
    "affected-by|by=Area Agreement",
    "brokers",
    "communities",
    "contributions",
    "contributions|party=MBC|teams=rolled-up",
    "contributions|role=lead|source=together-plan",
    "cross-references",
    "cross-references|action=A4|reason=body",
    "cycles",
    "deadlines|as_of=2025-10-01",
    "depends-on|on=Area Agreement",
    "depends-on|on=Tension Group",
    "discrepancies",
    "doubts",
    "doubts|action=A2",
    "due|from=2025-03-01|to=2025-06-30",
    "due|party=Housing Partnership",
    "evidence|action=A2",
    "feeds|into=Settling Strategy",
    "mentions|of=Marlbeck Partnership",
    "no-partner",
    "partnership-network|count=milestones",
    "past-without-report|as_of=2025-07-01",
    "ranking|role=lead",
    "shared-actions|min=1",
    "shared-partners|action=A2",
    "single-points",
    "timing-order",
    "undated",
    "unowned",
    "what-if-merged|party=MBC Equalities Team|into=MBC",
    "what-if-removed|party=Voices",
    "what-if-slips|by=Area Agreement",
    "workload",
)
STOCKTON = (
    "affected-by|by=LAA",
    "contributions|party=SSP",
    "cross-references|action=EO9",
    "depends-on|on=the LAA",
    "discrepancies|kind=lead",
    "due|to=2008-12-31",
    "past-without-report|as_of=2009-03-31",
    "shared-actions",
    "undated|source=safer-stockton-extract",
    "workload",
)


def split(case):
    name, *given = case.split("|")
    return name, dict(one.split("=", 1) for one in given)


@pytest.fixture(scope="module")
def roads(marlbeck, on_disk, server, rdflib_store):
    return {"on disk": on_disk(marlbeck), "server": server(marlbeck), "rdflib": rdflib_store(marlbeck)}


@pytest.mark.parametrize("road", ["on disk", "server", "rdflib"])
@pytest.mark.parametrize("case", CASES)
def test_every_engine_gives_the_same_table(marlbeck, roads, road, case):
    """The whole table is the same: columns, rows, order, notes."""
    name, given = split(case)
    assert ask(roads[road], name, **given) == marlbeck.ask(name, **given)


@pytest.fixture(scope="module")
def stockton_roads(stockton, on_disk, server):
    return {"on disk": on_disk(stockton), "server": server(stockton)}


@pytest.mark.parametrize("road", ["on disk", "server"])
@pytest.mark.parametrize("case", STOCKTON)
def test_stockton_is_answered_alike_from_disk_and_by_a_server(stockton, stockton_roads, road, case):
    name, given = split(case)
    assert ask(stockton_roads[road], name, **given) == stockton.ask(name, **given)


def test_every_question_is_put_to_every_engine():
    from cohesion_graph.questions.registry import questions

    assert {split(case)[0] for case in CASES} == {one.name for one in questions()}
