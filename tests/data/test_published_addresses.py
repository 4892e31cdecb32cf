"""An address that was published once stays: things are renamed by their labels, never by their addresses.

Where an address itself has to change, it leads on: `namespaces.moved` tells every host where to.
"""

from pathlib import Path

import pytest

from cohesion_graph.rdf.catalogue import catalogue
from cohesion_graph.rdf.describe import describe
from cohesion_graph.rdf.namespaces import Addresses, moved

PUBLISHED = Path(__file__).parent.parent / "golden" / "addresses" / "stockton.txt"
TAKEN_BACK = Path(__file__).parent.parent / "golden" / "addresses" / "stockton-taken-back.txt"
"""Statements that a settlement took back, named one by one: each address leads to the document it stood in."""


@pytest.fixture(scope="module")
def addresses(stockton):
    """The address of everything that the Stockton plan's data and catalogue say something of.

    But for the counts of each property and class (VoID): they come and go with what the data is written in.
    """
    base = Addresses.of(stockton.dataset).base
    lines = [*describe(stockton.derivation), *catalogue(stockton.derivation)]
    subjects = {line.partition(" ")[0][1:-1] for line in lines}
    return {one for one in subjects if one.startswith(base) and "#partition/" not in one}


def still(address, addresses):
    """Where a published address leads now; None if nowhere."""
    base = "https://w3id.org/cohesion-graph/"
    place = moved(address.removeprefix(base))
    document = f"{base}{place or address.removeprefix(base)}".partition("#")[0]
    if address in TAKEN_BACK.read_text("utf-8").split():
        return document if document in addresses else None
    return address if address in addresses else f"{base}{place}" if place and f"{base}{place}" in addresses else None


def test_every_published_address_still_leads_to_its_thing(addresses, request):
    if request.config.getoption("--regold"):  # addresses are added here, and never taken away
        PUBLISHED.parent.mkdir(parents=True, exist_ok=True)
        before = PUBLISHED.read_text("utf-8").split() if PUBLISHED.exists() else []
        PUBLISHED.write_text("".join(f"{one}\n" for one in sorted({*before, *addresses})), "utf-8")

    assert [one for one in PUBLISHED.read_text("utf-8").split() if still(one, addresses) is None] == []


def test_every_address_is_in_the_list_of_published_ones(addresses):
    assert sorted(addresses - set(PUBLISHED.read_text("utf-8").split())) == []
