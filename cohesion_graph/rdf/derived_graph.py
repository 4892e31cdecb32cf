"""What rules made of the claims: short properties, why each stands, labels of items, discrepancies.

Every short property has a `pap:Link` that says so: from where to where by which property, on what basis, according
to which source, derived from which claims. A stated edge and an inferred one are asked for in the same way, and the
quotation is always two steps away: ``?link prov:wasDerivedFrom/pap:evidence ?quotation``.

Broader properties are written out too (``pap:involves`` beside ``pap:ledBy``), so that queries need no reasoner.
``pap:dependsOn`` runs from what waits to what it waits for: from the item for the family *depends*, to the item for
the family *feeds*.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from cohesion_graph.derive import Derivation, Discrepancy, Link
from cohesion_graph.model.relations import Relation
from cohesion_graph.rdf.facts import Facts, Pairs, code, language_tag, optional, types
from cohesion_graph.rdf.namespaces import Addresses
from cohesion_graph.rdf.terms import literal, minted, tagged, term

__all__ = ["REGISTERED", "derived_facts"]

REGISTERED = frozenset({Relation.IN_SECTION, Relation.SECTION_OF, Relation.MILESTONE_OF, Relation.PART_OF})
"""Relations that the register states itself; they stand in its graph."""


def derived_facts(a: Addresses, derivation: Derivation) -> Iterator[Facts]:
    """Labels of items, links, what became of doubts, discrepancies."""
    dataset = derivation.dataset
    language = language_tag(dataset.language)
    for item in dataset.items:
        yield a.item(item), [(term("rdfs:label"), tagged(dataset.title_of(item), language))]
    links = [link for link in derivation.links if link.relation not in REGISTERED]
    edges: dict[tuple[str, str, str], None] = {}
    for (start, name, end), group in groupby(links, key=lambda link: link.sort_key[:3]):
        told = list(group)
        edges.update(dict.fromkeys(_edges(told[0].relation, name, start, end)))
        if told[0].relation is not Relation.STATED_IN:
            yield from _links(a, told)
    for start, name, end in edges:
        yield a.node(start), [(term(f"pap:{name}"), minted(a.node(end)))]
    for doubt in dataset.doubts.values():
        settlement = dataset.settlements.get(doubt.id)
        held = optional("pap:settledAs", settlement.holds if settlement else "")
        yield a.doubt(doubt.source, doubt.n), [code("pap:doubtState", dataset.state_of(doubt.id)), *held]
    for discrepancy in derivation.discrepancies:
        yield a.discrepancy(discrepancy.id), _discrepancy(a, discrepancy)


def _edges(relation: Relation, name: str, start: str, end: str) -> Iterator[tuple[str, str, str]]:
    """The short properties that one edge comes to: its own, the broader one, and who waits for whom."""
    yield start, name, end
    if parent := relation.value.parent:
        yield start, parent, end
    if relation.is_dependency and not relation.item_waits:
        yield end, "dependsOn", start


def _links(a: Addresses, links: list[Link]) -> Iterator[Facts]:
    """One record for each source and basis of an edge; several claims of one source are named together."""
    for (source, _), group in groupby(links, key=lambda link: (link.source, link.basis)):
        told = list(group)
        first = told[0]
        name = first.relation.value.term
        claims = sorted({claim for link in told for claim in link.claims})
        pairs = [
            *types("pap:Link"),
            (term("pap:linkStart"), minted(a.node(first.start))),
            (term("pap:linkRelation"), term(f"pap:{name}")),
            (term("pap:linkEnd"), minted(a.node(first.end))),
            code("pap:basis", first.basis),
            (term("pap:accordingTo"), minted(a.source(source))),
            *((term("prov:wasDerivedFrom"), minted(a.claim(claim))) for claim in claims),
        ]
        yield a.link(first.start, name, first.end, first.basis.value, source), pairs


def _discrepancy(a: Addresses, one: Discrepancy) -> Pairs:
    pairs = [
        *types("pap:Discrepancy"),
        (term("pap:aboutItem"), minted(a.item(one.item))),
        code("pap:discrepancyKind", one.kind),
        (term("pap:discrepancyId"), literal(one.id)),
        (term("pap:firstSource"), minted(a.source(one.source_a))),
        (term("pap:secondSource"), minted(a.source(one.source_b))),
        code("pap:resolution", one.resolution),
        *optional("pap:firstValue", one.value_a),
        *optional("pap:secondValue", one.value_b),
        *optional("pap:reason", one.reason),
    ]
    for place, claims in (("first", one.claims_a), ("second", one.claims_b)):
        for claim in sorted(set(claims)):
            pairs.append((term(f"pap:{place}Claim"), minted(a.claim(claim))))
            pairs.append((term("pap:involvesClaim"), minted(a.claim(claim))))
    return pairs
