"""Shapes that bite: each meets data, lets the real plans pass, and catches its own mutation for its stated reason."""

import sys
from contextlib import contextmanager
from functools import cache

import pyshacl
import pytest
import rdflib
from rdflib import RDF, Literal, URIRef
from rdflib.namespace import XSD

from cohesion_graph.model import codes
from cohesion_graph.model.relations import Relation
from cohesion_graph.rdf.catalogue import File, catalogue
from cohesion_graph.rdf.describe import describe
from cohesion_graph.rdf.namespaces import CODE_LISTS, PREFIXES, code_term
from cohesion_graph.rdf.shapes import Breach, are_kept, check, check_lines, merged_graph

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SHAPES = "https://w3id.org/cohesion-graph/def/shapes#"
NOWHERE = URIRef("https://example.org/nowhere")
BLANK = rdflib.BNode("b")
EMPTY, TEXT, NUMBER = Literal(""), Literal("text"), Literal(7)
DROP = None


def name(prefixed):
    prefix, _, local = prefixed.partition(":")
    return URIRef(PREFIXES[prefix] + local)


def code(one):
    return URIRef(code_term(one))


# Shape, class of the node that is damaged, property, and its new value (None: it is dropped; a list: it is added).
CASES = [
    ("Plan-identifier", "pap:ActionPlan", "dcterms:identifier", DROP),
    ("Plan-title", "pap:ActionPlan", "dcterms:title", DROP),
    ("Plan-title", "pap:ActionPlan", "dcterms:title", [Literal("a second title", lang="en")]),
    ("Plan-authority", "pap:ActionPlan", "pap:forAuthority", NOWHERE),
    ("Section-identifier", "pap:PlanSection", "dcterms:identifier", [TEXT]),
    ("Section-title", "pap:PlanSection", "dcterms:title", DROP),
    ("Section-plan", "pap:PlanSection", "pap:sectionOf", NOWHERE),
    ("Section-order", "pap:PlanSection", "pap:order", Literal(0)),
    ("Action-reference", "pap:Action", "dcterms:identifier", Literal("CC 1")),
    ("Action-plan", "pap:Action", "pap:inPlan", DROP),
    ("Action-section", "pap:Action", "pap:inSection", [NOWHERE]),
    ("Action-order", "pap:Action", "pap:order", TEXT),
    ("Milestone-identifier", "pap:Milestone", "dcterms:identifier", Literal("no-action")),
    ("Milestone-plan", "pap:Milestone", "pap:inPlan", DROP),
    ("Milestone-action", "pap:Milestone", "pap:milestoneOf", NOWHERE),
    ("Milestone-order", "pap:Milestone", "pap:order", DROP),
    ("Item", "pap:Claim", "pap:aboutItem", NOWHERE),
    ("Authority-identifier", "pap:Authority", "dcterms:identifier", DROP),
    ("Authority-name", "pap:Authority", "rdfs:label", DROP),
    ("Authority-area", "pap:Authority", "dcterms:spatial", NOWHERE),
    ("Body-identifier", "org:FormalOrganization", "dcterms:identifier", NUMBER),
    ("Body-name", "org:FormalOrganization", "skos:prefLabel", [Literal("another", lang="en")]),
    ("Body-kind", "org:FormalOrganization", "pap:bodyKind", code(codes.InstrumentKind.PLAN)),
    ("Body-part-of", "org:FormalOrganization", "pap:partOf", [TEXT]),
    ("Instrument-identifier", "pap:Instrument", "dcterms:identifier", [TEXT]),
    ("Instrument-name", "pap:Instrument", "skos:prefLabel", DROP),
    ("Instrument-kind", "pap:Instrument", "pap:instrumentKind", NOWHERE),
    ("Instrument-part-of", "pap:Instrument", "pap:partOf", [TEXT]),
    ("Unit-council", "org:OrganizationalUnit", "org:unitOf", DROP),
    ("SourceDocument-identifier", "pap:SourceDocument", "dcterms:identifier", EMPTY),
    ("SourceDocument-title", "pap:SourceDocument", "dcterms:title", DROP),
    ("SourceDocument-extract-of", "pap:SourceDocument", "pap:extractOf", NOWHERE),
    ("SourceDocument-order", "pap:SourceDocument", "pap:order", Literal(0)),
    ("SourceText-digest", "pap:SourceText", "pap:sha256", Literal("ABC")),
    ("SourceText-text", "pap:SourceText", "rdf:value", [TEXT]),
    ("SourceText-document", "pap:SourceText", "prov:wasDerivedFrom", DROP),
    ("Mask-text", "pap:Mask", "oa:hasSource", NOWHERE),
    ("Mask-start", "pap:Mask", "oa:start", Literal(10**9)),
    ("Quotation-text", "pap:Quotation", "oa:hasSource", NOWHERE),
    ("Quotation-line", "pap:Quotation", "pap:line", Literal(0)),
    ("QuoteSelector-exact", "oa:TextQuoteSelector", "oa:exact", EMPTY),
    ("QuoteSelector-name", "oa:TextQuoteSelector", "oa:exact", Literal("asked Mrs Bloggs to")),
    ("PositionSelector-start", "oa:TextPositionSelector", "oa:start", Literal(10**9)),
    ("PositionSelector-end", "oa:TextPositionSelector", "oa:end", [NUMBER]),
    ("Claim-item", "pap:Claim", "pap:aboutItem", DROP),
    ("Claim-source", "pap:Claim", "pap:accordingTo", NOWHERE),
    ("Claim-basis", "pap:Claim", "pap:basis", Literal("0.8")),
    ("Claim-evidence", "pap:Claim", "pap:evidence", DROP),
    ("Claim-number", "pap:Claim", "pap:number", Literal(0)),
    ("Wording-text", "pap:Wording", "pap:normalisedText", EMPTY),
    ("Wording-presented-as", "pap:Wording", "pap:presentedAs", DROP),
    ("Responsibility-party", "pap:Responsibility", "pap:responsibleParty", [NOWHERE]),
    ("Responsibility-role", "pap:Responsibility", "pap:role", Literal("lead")),
    ("Responsibility-printed", "pap:Responsibility", "pap:partyAsPrinted", DROP),
    ("Responsibility-joint", "pap:Responsibility", "pap:jointWith", NOWHERE),
    ("Responsibility-officers", "pap:Responsibility", "pap:officersNamed", Literal(0)),
    ("Timing-stated", "pap:Timing", "pap:statedText", DROP),
    ("Timing-kind", "pap:Timing", "pap:timingKind", [code(codes.DeadlineKind.UNREAD)]),
    ("Timing-date", "pap:Timing", "pap:statedDate", Literal("2008-13", datatype=XSD.gYearMonth, normalize=False)),
    ("Timing-date", "pap:Timing", "pap:statedDate", Literal("Doddinoo 2000")),
    ("Timing-latest", "pap:Timing", "pap:latestDate", Literal("2008-12", datatype=XSD.gYearMonth)),
    ("Timing-open", "pap:Timing", "pap:openEnded", DROP),
    ("Timing-aligned", "pap:Timing", "pap:alignedWith", NOWHERE),
    ("Dependency-type", "pap:Dependency", "pap:dependencyType", DROP),
    ("Dependency-target", "pap:Dependency", "pap:dependencyTarget", "pap:aboutItem"),
    ("StatusReport-status", "pap:StatusReport", "pap:status", code(codes.Status.NOT_REPORTED)),
    ("StatusReport-printed", "pap:StatusReport", "pap:statusAsPrinted", EMPTY),
    ("StatusReport-colour", "pap:StatusReport", "pap:colour", NOWHERE),
    ("StatusReport-as-of", "pap:StatusReport", "pap:asOf", NUMBER),
    ("Doubt-kind", "pap:Doubt", "pap:doubtKind", NOWHERE),
    ("Doubt-question", "pap:Doubt", "pap:question", DROP),
    ("Doubt-evidence", "pap:Doubt", "pap:evidence", DROP),
    ("Doubt-source", "pap:Doubt", "pap:accordingTo", NOWHERE),
    ("Alternative-reading", "pap:Alternative", "rdf:value", DROP),
    ("SetAside-kind", "pap:SetAside", "pap:setAsideKind", DROP),
    ("SetAside-evidence", "pap:SetAside", "pap:evidence", DROP),
    ("Revision-item", "pap:Revision", "dcterms:identifier", DROP),
    ("Revision-evidence", "pap:Revision", "pap:evidence", DROP),
    ("Judgement", "pap:Sameness", "pap:reason", DROP),
    ("Sameness-claims", "pap:Sameness", "pap:involvesClaim", NOWHERE),
    ("Ruling-resolution", "pap:Ruling", "pap:resolution", DROP),
    ("Ruling-discrepancy", "pap:Ruling", "pap:discrepancyId", DROP),
    ("Ranking-rank", "pap:Ranking", "pap:rank", NOWHERE),
    ("Ranking-claim", "pap:Ranking", "pap:involvesClaim", NOWHERE),
    ("Doubt-state", "pap:Doubt", "pap:doubtState", NOWHERE),
    ("Settlement", "pap:Settlement", "pap:ownValue", [TEXT]),
    ("Settlement-doubt", "pap:Settlement", "pap:aboutDoubt", DROP),
    ("Referral-doubt", "pap:Referral", "pap:aboutDoubt", NOWHERE),
    ("Referral-ask", "pap:Referral", "pap:toBeAsked", DROP),
    ("Correction-what", "pap:Correction", "pap:correction", DROP),
    ("SampledRow-action", "pap:SampledRow", "pap:sampledAction", DROP),
    ("SampledRow-right", "pap:SampledRow", "pap:wasReadRight", TEXT),
    ("SampledRow-by", "pap:SampledRow", "pap:judgedBy", DROP),
    ("Discrepancy-item", "pap:Discrepancy", "pap:aboutItem", DROP),
    ("Discrepancy-kind", "pap:Discrepancy", "pap:discrepancyKind", NOWHERE),
    ("Discrepancy-first", "pap:Discrepancy", "pap:firstSource", "pap:secondSource"),
    ("Discrepancy-second", "pap:Discrepancy", "pap:secondSource", DROP),
    ("Discrepancy-claims", "pap:Discrepancy", "pap:involvesClaim", DROP),
    ("Discrepancy-resolution", "pap:Discrepancy", "pap:resolution", [NOWHERE]),
    ("Link-start", "pap:Link", "pap:linkStart", DROP),
    ("Link-relation", "pap:Link", "pap:linkRelation", name("pap:inPlan")),
    ("Link-end", "pap:Link", "pap:linkEnd", "pap:linkStart"),
    ("Link-basis", "pap:Link", "pap:basis", DROP),
    ("Link-source", "pap:Link", "pap:accordingTo", NOWHERE),
    ("Link-claims", "pap:Link", "prov:wasDerivedFrom", DROP),
    ("Concept-scheme", "skos:Concept", "skos:inScheme", NOWHERE),
    ("Concept-label", "skos:Concept", "skos:prefLabel", DROP),
    ("Concept-definition", "skos:Concept", "skos:definition", DROP),
    ("Concept-notation", "skos:Concept", "skos:notation", [TEXT]),
    ("Scheme-title", "skos:ConceptScheme", "dcterms:title", DROP),
    ("Scheme-codes", "skos:ConceptScheme", "skos:hasTopConcept", NOWHERE),
    ("Dataset-identifier", "dcat:Dataset", "dcterms:identifier", DROP),
    ("Dataset-title", "dcat:Dataset", "dcterms:title", DROP),
    ("Dataset-plan", "dcat:Dataset", "dcterms:subject", NOWHERE),
    ("Dataset-rights", "dcat:Dataset", "dcterms:rights", DROP),
    ("Dataset-publisher", "dcat:Dataset", "dcterms:publisher", [NOWHERE]),
    ("Distribution-address", "dcat:Distribution", "dcat:downloadURL", DROP),
    ("Distribution-media-type", "dcat:Distribution", "dcat:mediaType", TEXT),
    ("Distribution-size", "dcat:Distribution", "dcat:byteSize", TEXT),
    ("Distribution-checksum", "dcat:Distribution", "spdx:checksum", DROP),
]
CASES += [(f"relation-{r.value.term}-end", f"from {r.value.term}", f"pap:{r.value.term}", [NOWHERE]) for r in Relation]
CASES += [(f"relation-{r.value.term}", "oa:TextQuoteSelector", f"pap:{r.value.term}", [NOWHERE]) for r in Relation]


@pytest.fixture(scope="module")
def graph(marlbeck, marlbeck_graph):
    """The plan with its catalogue, to be damaged and repaired again and again."""
    found = merged_graph(catalogue(marlbeck.derivation, {"data.nq": File.of(b"content")}))
    return found + marlbeck_graph


@contextmanager
def damaged(graph, node, predicate, value):
    """The graph with one property of one node changed; as it was when the block ends."""
    held = set(graph.triples((node, predicate, None)))
    added = value if isinstance(value, list) else [] if value is DROP else [value]
    kept = held if isinstance(value, list) else set()
    new = {(node, predicate, one) for one in added}
    for triple in held - kept:
        graph.remove(triple)
    for triple in new:
        graph.add(triple)
    try:
        yield graph
    finally:
        for triple in new - held:
            graph.remove(triple)
        for triple in held:
            graph.add(triple)


def alone(shapes, shape):
    """One node shape with the property shapes of its own, without the others."""
    found, waiting = rdflib.Graph(), [URIRef(SHAPES + shape)]
    while waiting:
        node = waiting.pop()
        for triple in shapes.triples((node, None, None)):
            if triple not in found:
                found.add(triple)
                waiting.append(triple[2])
    return found


@cache
def line_of(triple):
    return rdflib.Graph().add(triple).serialize(format="nt")


def results(graph, shapes, shape):
    """What one node shape and the property shapes of its own find: shape, node, message.

    The fast engine must find something wherever pySHACL does: what it lets pass is not looked at again.
    """
    asked = alone(shapes, shape)
    _, report, _ = pyshacl.validate(graph, shacl_graph=asked, inference="none")
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        source, focus = report.value(result, SH.sourceShape), report.value(result, SH.focusNode)
        found.add((str(source).rpartition("#")[2], focus, str(report.value(result, SH.resultMessage))))
    assert are_kept("".join(map(line_of, graph)), asked.serialize(format="turtle")) == (not found)
    return found


@pytest.mark.parametrize("check_name,kind,predicate,value", CASES)
def test_a_mutation_is_caught_for_its_stated_reason(check_name, kind, predicate, value, graph, shapes):
    predicate = name(predicate)
    if kind.startswith("from "):
        subjects = set(graph.subjects(predicate, None)) or set(graph.subjects(RDF.type, name("pap:Action")))
    else:
        subjects = set(graph.subjects(RDF.type, name(kind)))
        with_property = {node for node in subjects if (node, predicate, None) in graph}
        subjects = with_property or subjects
    node = min(subjects)
    if isinstance(value, str) and not isinstance(value, URIRef | Literal):
        value = graph.value(node, name(value))
    shape = check_name
    while (URIRef(SHAPES + shape), RDF.type, SH.NodeShape) not in shapes:
        shape = shape.rpartition("-")[0]
    message = str(shapes.value(URIRef(SHAPES + check_name), SH.message))
    focus = NOWHERE if check_name == "Item" else node
    with damaged(graph, node, predicate, value):
        assert (check_name, focus, message) in results(graph, shapes, shape)


@pytest.mark.parametrize(
    "shape,kind,predicate",
    [
        ("DatedTiming", codes.DeadlineKind.FIXED, "pap:latestDate"),
        ("DatedTiming", codes.DeadlineKind.FIXED_THEN_ONGOING, "pap:latestDate"),
        ("RecurringTiming", codes.DeadlineKind.RECURRING, "pap:recursEvery"),
        ("AlignedTiming", codes.DeadlineKind.ALIGNED, "pap:alignedWith"),
        ("RelativeTiming", codes.DeadlineKind.RELATIVE, "pap:dueWithin"),
    ],
)
def test_a_deadline_without_what_its_kind_needs_is_caught(shape, kind, predicate, graph, shapes):
    node = min(graph.subjects(name("pap:timingKind"), code(kind)))
    with damaged(graph, node, name(predicate), DROP):
        assert results(graph, shapes, shape) == {(shape, node, str(shapes.value(URIRef(SHAPES + shape), SH.message)))}


@pytest.mark.parametrize("selector,check_name", [("TextQuote", "quote"), ("TextPosition", "position")])
def test_a_quotation_without_one_of_its_selectors_is_caught(selector, check_name, graph, shapes):
    chosen = min(graph.subjects(RDF.type, name(f"oa:{selector}Selector")))
    node = graph.value(None, name("oa:hasSelector"), chosen)
    left = [one for one in graph.objects(node, name("oa:hasSelector")) if one != chosen]
    with damaged(graph, node, name("oa:hasSelector"), left[0]):
        assert {found[:2] for found in results(graph, shapes, "Quotation")} == {(f"Quotation-{check_name}", node)}


def test_a_person_in_charge_is_caught(graph, shapes):
    body = min(graph.objects(None, name("pap:responsibleParty")))
    with damaged(graph, body, RDF.type, [name("foaf:Person")]):
        assert {found[0] for found in results(graph, shapes, "Responsibility")} == {"Responsibility-party"}


@pytest.mark.parametrize("shape", ["Body", "Instrument"])
def test_a_preferred_name_among_the_other_names_is_caught(shape, graph, shapes):
    kind = {"Body": "pap:bodyKind", "Instrument": "pap:instrumentKind"}[shape]
    node = min(graph.subjects(name(kind), None))
    with damaged(graph, node, name("skos:altLabel"), [graph.value(node, name("skos:prefLabel"))]):
        assert {found[:2] for found in results(graph, shapes, shape)} == {(f"{shape}-other-names", node)}


def test_an_action_that_no_source_mentions_is_told_as_a_warning(graph, shapes):
    node = URIRef("https://example.org/action")
    with damaged(graph, node, RDF.type, name("pap:Action")):
        assert "Action-stated" in {found[0] for found in results(graph, shapes, "Action")}


@pytest.mark.parametrize("shape", ["Claim", "Body", "Instrument"])
def test_a_thing_without_an_address_is_caught(shape, graph, shapes):
    kind = {"Claim": RDF.type, "Body": name("pap:bodyKind"), "Instrument": RDF.type}[shape]
    value = {"Claim": name("pap:Claim"), "Body": code(codes.BodyKind.POST), "Instrument": name("pap:Instrument")}[shape]
    with damaged(graph, BLANK, kind, value):
        assert shape in {found[0] for found in results(graph, shapes, shape)}


def test_every_shape_has_a_mutation(shapes):
    elsewhere = {"DatedTiming", "RecurringTiming", "AlignedTiming", "RelativeTiming"}
    elsewhere |= {
        "Quotation-quote",
        "Quotation-position",
        "Body-other-names",
        "Instrument-other-names",
        "Action-stated",
    }
    named = {str(shape).removeprefix(SHAPES) for shape in shapes.subjects(RDF.type, SH.PropertyShape)}
    named |= {
        str(shape).removeprefix(SHAPES)
        for shape in shapes.subjects(RDF.type, SH.NodeShape)
        if (shape, SH["or"], None) in shapes or (shape, SH.xone, None) in shapes
    }
    assert named == elsewhere | {case[0] for case in CASES}


def test_every_shape_meets_at_least_one_node(graph, stockton, shapes):
    both = graph + merged_graph(describe(stockton.derivation))
    unmet = []
    for shape in sorted(shapes.subjects(RDF.type, SH.NodeShape)):
        nodes = [both.value(None, RDF.type, kind) for kind in shapes.objects(shape, SH.targetClass)]
        nodes += [both.value(None, kind, None) for kind in shapes.objects(shape, SH.targetSubjectsOf)]
        nodes += [next(both.subjects(kind, None), None) for kind in shapes.objects(shape, SH.targetSubjectsOf)]
        nodes += [next(both.objects(None, kind), None) for kind in shapes.objects(shape, SH.targetObjectsOf)]
        if not any(node is not None for node in nodes):
            unmet.append(shape)
    assert unmet == []


def test_both_plans_pass_every_check(marlbeck, stockton):
    assert check(marlbeck.derivation) == []
    assert check(stockton.derivation) == []


def test_every_message_is_a_sentence_in_plan_words(shapes):
    messages = [str(message) for message in shapes.objects(None, SH.message)]
    assert [one for one in messages if not one.endswith(".") or not one[0].isupper()] == []
    jargon = ("node", "IRI", "triple", "graph", "literal", "class", "property", "datatype", "predicate")
    assert [one for one in messages for word in jargon if f" {word}" in one] == []


def test_every_property_shape_has_a_message_of_its_own(shapes):
    without = [s for s in shapes.subjects(RDF.type, SH.PropertyShape) if shapes.value(s, SH.message) is None]
    assert without == []


def test_lists_of_codes_are_those_of_the_code(shapes):
    """Each sh:in list of codes is one whole code list, or what is left of one without named codes."""
    whole = {kind: {URIRef(code_term(one)) for one in kind} for kind in CODE_LISTS}
    without = {codes.Status: {code(codes.Status.NOT_REPORTED)}}
    for shape, listed in shapes.subject_objects(SH["in"]):
        members = set(rdflib.collection.Collection(shapes, listed))
        kind = next((kind for kind, addresses in whole.items() if members <= addresses), None)
        if kind is not None and isinstance(shape, URIRef):
            assert members == whole[kind] - without.get(kind, set()), shape


def test_a_breach_reads_as_a_sentence():
    breach = Breach("Timing-kind", "CC1/claim/a/timing/1", "A deadline has exactly one kind.", value="x")
    assert str(breach) == "CC1/claim/a/timing/1: A deadline has exactly one kind. Found: x"


def test_the_fast_engine_lets_pass_what_is_right(marlbeck_graph, shapes):
    assert are_kept("".join(map(line_of, marlbeck_graph)), shapes.serialize(format="turtle"))
    assert not are_kept("<not an address> .", "")


def test_where_the_fast_engine_is_not_there_pyshacl_judges(marlbeck, monkeypatch):
    lines = [line for line in describe(marlbeck.derivation) if "<http://purl.org/dc/terms/identifier>" not in line]
    with_it = check_lines(lines)
    monkeypatch.setitem(sys.modules, "shacl_rust", None)
    assert check_lines(lines) == with_it
    assert with_it
