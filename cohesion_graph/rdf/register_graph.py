"""The register and the dataset's own description: identities that stay, whatever the sources claim."""

from __future__ import annotations

from collections.abc import Iterator

from cohesion_graph.model.codes import BodyKind
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.items import Plan, Section
from cohesion_graph.model.register import Body, Instrument
from cohesion_graph.rdf.facts import Facts, Pairs, as_listed, code, language_tag, names, optional, types
from cohesion_graph.rdf.namespaces import Addresses
from cohesion_graph.rdf.terms import integer, iri, is_iri, literal, minted, tagged, term

__all__ = ["AREAS", "BODY_CLASSES", "head_facts", "register_facts"]

AREAS = "http://statistics.data.gov.uk/id/statistical-geography/"
"""Where the Office for National Statistics names areas, by GSS code."""

BODY_CLASSES = {
    BodyKind.COUNCIL: "org:FormalOrganization",
    BodyKind.COUNCIL_TEAM: "org:OrganizationalUnit",
    BodyKind.PARTNERSHIP: "org:OrganizationalCollaboration",
    BodyKind.NETWORK: "org:OrganizationalCollaboration",
    BodyKind.GROUP: "org:OrganizationalCollaboration",
    BodyKind.POST: "org:Post",
    BodyKind.PUBLIC_BODY: "org:FormalOrganization",
    BodyKind.VOLUNTARY: "org:Organization",
    BodyKind.COMPANY: "org:FormalOrganization",
    BodyKind.PLACEHOLDER: "foaf:Agent",
    BodyKind.NOT_STATED: "foaf:Agent",
}
"""The class of the W3C Organization Ontology (or FOAF, where even that would say too much) for each kind of body."""


def head_facts(a: Addresses, dataset: Dataset) -> Iterator[Facts]:
    """The dataset, its authority, publisher and terms of use."""
    language = language_tag(dataset.language)
    pairs = types("dcat:Dataset", "void:Dataset")
    pairs += [
        (term("dcterms:identifier"), literal(dataset.id)),
        (term("dcterms:title"), tagged(dataset.title, language)),
        (term("schema:inLanguage"), literal(dataset.language)),
        (term("dcterms:subject"), minted(a.plan)),
        (term("void:uriSpace"), literal(f"{a.authority}/")),
        (term("pap:forAuthority"), minted(a.authority)),
        (term("dcterms:rights"), minted(a.terms)),
    ]
    if dataset.description:
        pairs.append((term("dcterms:description"), tagged(dataset.description, language)))
    if dataset.publisher:
        pairs.append((term("dcterms:publisher"), minted(a.part("publisher"))))
    if is_iri(dataset.licence.url):
        pairs.append((term("dcterms:license"), iri(dataset.licence.url)))
    bodies, instruments = ([entry.id for entry in entries] for entries in _registered(dataset))
    pairs += as_listed(bodies=(bodies, sorted(bodies)), instruments=(instruments, sorted(instruments)))
    yield a.dataset, pairs
    rights = [*types("dcterms:RightsStatement"), (term("rdfs:label"), tagged(dataset.licence.statement, language))]
    yield a.terms, rights + optional("schema:url", dataset.licence.url)
    if dataset.publisher:
        yield a.part("publisher"), [*types("foaf:Agent"), (term("foaf:name"), literal(dataset.publisher))]
    yield from _authority(a, dataset)


def _registered(dataset: Dataset) -> tuple[tuple[Body, ...], tuple[Instrument, ...]]:
    return dataset.registry.bodies, dataset.registry.instruments


def _authority(a: Addresses, dataset: Dataset) -> Iterator[Facts]:
    authority, codes = dataset.authority, []
    for number, (name, value) in enumerate(sorted(dataset.authority.codes.items()), 1):
        address = f"{a.authority}#code/{number}"
        codes.append((term("adms:identifier"), minted(address)))
        yield (
            address,
            [
                *types("adms:Identifier"),
                (term("skos:notation"), literal(value)),
                (term("dcterms:title"), literal(name)),
            ],
        )
    pairs = [
        *types("pap:Authority"),
        (term("dcterms:identifier"), literal(authority.id)),
        (term("rdfs:label"), tagged(authority.name, language_tag(dataset.language))),
        *codes,
    ]
    if authority.body:
        pairs.append((term("pap:authorityBody"), minted(a.organisation(authority.body))))
    if authority.area:
        pairs.append((term("dcterms:spatial"), iri(AREAS + authority.area)))
    yield a.authority, pairs


def register_facts(a: Addresses, dataset: Dataset) -> Iterator[Facts]:
    """The plan with its parts, then bodies, then instruments."""
    language = language_tag(dataset.language)
    yield from _plan(a, dataset, language)
    for body in dataset.registry.bodies:
        yield a.organisation(body.id), _body(a, body, language)
    for instrument in dataset.registry.instruments:
        yield a.instrument(instrument.id), _instrument(a, instrument, language)


def _plan(a: Addresses, dataset: Dataset, language: str) -> Iterator[Facts]:
    plan: Plan = dataset.plan
    pairs = [
        *types("pap:ActionPlan"),
        (term("dcterms:identifier"), literal(plan.id)),
        (term("dcterms:title"), tagged(plan.title, language)),
        (term("rdfs:label"), tagged(plan.title, language)),
        (term("pap:forAuthority"), minted(a.authority)),
    ]
    if dataset.authority.area:
        pairs.append((term("dcterms:spatial"), iri(AREAS + dataset.authority.area)))
    yield a.plan, pairs
    for number, section in enumerate(plan.sections, 1):
        yield from _section(a, section, number, language)
    for item in dataset.items.values():
        yield (
            a.item(item.id),
            [
                *types("pap:Milestone" if item.is_milestone else "pap:Action"),
                (term("dcterms:identifier"), literal(item.id)),
                (term("pap:inPlan"), minted(a.plan)),
                (term("pap:milestoneOf"), minted(a.item(item.action)))
                if item.is_milestone
                else (term("pap:inSection"), minted(a.node(f"section/{item.section}"))),
                (term("pap:order"), integer(item.order)),
            ],
        )


def _section(a: Addresses, section: Section, number: int, language: str) -> Iterator[Facts]:
    title = tagged(section.title, language)
    pairs = [
        *types("pap:PlanSection"),
        (term("dcterms:identifier"), literal(section.id)),
        (term("dcterms:title"), title),
        (term("rdfs:label"), title),
        (term("pap:sectionOf"), minted(a.plan)),
        (term("pap:order"), integer(number)),
    ]
    yield a.node(f"section/{section.id}"), pairs + optional("skos:note", section.note)


def _body(a: Addresses, body: Body, language: str) -> Pairs:
    pairs = [*types(BODY_CLASSES[body.kind]), code("pap:bodyKind", body.kind), *_registered_thing(body, language)]
    if body.part_of:
        whole = minted(a.organisation(body.part_of))
        pairs.append((term("pap:partOf"), whole))
        if body.kind is BodyKind.COUNCIL_TEAM:
            pairs.append((term("org:unitOf"), whole))
    return pairs


def _instrument(a: Addresses, instrument: Instrument, language: str) -> Pairs:
    pairs = [*types("pap:Instrument"), code("pap:instrumentKind", instrument.kind)]
    pairs += _registered_thing(instrument, language) + optional("skos:notation", instrument.notation)
    if instrument.part_of:
        pairs.append((term("pap:partOf"), minted(a.instrument(instrument.part_of))))
    return pairs


def _registered_thing(entry: Body | Instrument, language: str) -> Pairs:
    """What bodies and instruments have alike. An address that RDF does not allow stays readable as text."""
    pairs = [(term("dcterms:identifier"), literal(entry.id)), *names(entry.name, entry.also_known_as, language)]
    pairs += [
        (term("skos:exactMatch"), iri(same)) if is_iri(same) else (term("schema:sameAs"), literal(same))
        for same in sorted(set(entry.same_as))
    ]
    pairs += optional("skos:note", entry.note)
    return pairs + as_listed(
        also_known_as=(entry.also_known_as, sorted(set(entry.also_known_as))),
        same_as=(entry.same_as, sorted(set(entry.same_as))),
    )
