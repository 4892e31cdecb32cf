"""An address that was published once stays: things are renamed by their labels, never by their addresses."""

from pathlib import Path

import pytest

from cohesion_graph.rdf.namespaces import Addresses

PUBLISHED = Path(__file__).parent.parent / "golden" / "addresses" / "stockton.txt"


@pytest.fixture(scope="module")
def addresses(stockton):
    """The addresses of everything in the Stockton plan, its doubts and discrepancies included."""
    dataset = stockton.dataset
    place = Addresses.of(dataset)
    found = {place.node(node) for node in stockton.graph.nodes}
    found |= {place.claim(claim) for claim in dataset.claims}
    found |= {place.doubt(doubt.source, doubt.n) for doubt in dataset.doubts.values()}
    return found | {place.discrepancy(one.id) for one in stockton.derivation.discrepancies}


def test_every_published_address_still_has_its_thing(addresses, request):
    if request.config.getoption("--regold"):  # addresses are added here, and never taken away
        PUBLISHED.parent.mkdir(parents=True, exist_ok=True)
        before = PUBLISHED.read_text("utf-8").split() if PUBLISHED.exists() else []
        PUBLISHED.write_text("".join(f"{one}\n" for one in sorted({*before, *addresses})), "utf-8")

    assert sorted(set(PUBLISHED.read_text("utf-8").split()) - addresses) == []


def test_every_address_is_in_the_list_of_published_ones(addresses):
    assert sorted(addresses - set(PUBLISHED.read_text("utf-8").split())) == []
