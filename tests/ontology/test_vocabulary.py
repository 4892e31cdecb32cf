"""The vocabulary as others would judge it: one set of names everywhere, documented, anchored, and free of pitfalls.

The checks follow FOOPS! (its tests that need no network) and the catalogue of OOPS! pitfalls; the scores themselves
are only to be had on the published address, and are not claimed.
"""

import re

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, RDFS, SKOS, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, OWL

from cohesion_graph.model.codes import LinkType, Role
from cohesion_graph.model.relations import Relation, relation_of
from cohesion_graph.rdf.code_lists import code_lists_turtle
from cohesion_graph.rdf.context import LISTS, context, context_text
from cohesion_graph.rdf.describe import describe
from cohesion_graph.rdf.namespaces import CODE_LISTS, ONTOLOGY, PREFIXES, code_term, list_address

PAP = rdflib.Namespace(PREFIXES["pap"])
VANN = rdflib.Namespace("http://purl.org/vocab/vann/")
BIBO = rdflib.Namespace("http://purl.org/ontology/bibo/")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
SELF = URIRef(ONTOLOGY)


@pytest.fixture(scope="module")
def terms(vocabulary):
    """Every declared term of ours."""
    return sorted({term for kind in KINDS for term in vocabulary.subjects(RDF.type, kind) if term.startswith(PAP)})


@pytest.fixture(scope="module")
def codes(ontology):
    return rdflib.Graph().parse(ontology / "codes.ttl")


def classes_of(vocabulary):
    """Our classes; those of others are declared beside them."""
    return {term for term in vocabulary.subjects(RDF.type, OWL.Class) if term.startswith(PAP)}


# One set of names --------------------------------------------------------------------------------------------


def test_relation_table_vocabulary_and_shapes_name_the_same_relations(vocabulary, shapes):
    table = {relation.value.term for relation in Relation}
    shaped = {
        name for shape in shapes.subjects() if (name := str(shape).partition("#relation-")[2]) and "-" not in name
    }
    declared = {term for term in table if (PAP[term], RDF.type, OWL.ObjectProperty) in vocabulary}
    assert declared == shaped == table


def test_relation_table_and_vocabulary_name_the_same_broader_relations(vocabulary):
    told = {relation.value.term: relation.value.parent for relation in Relation if relation.value.parent}
    own = {
        term: str(parent).removeprefix(PAP)
        for term in (relation.value.term for relation in Relation)
        for parent in vocabulary.objects(PAP[term], RDFS.subPropertyOf)
        if parent.startswith(PAP) and parent != PAP.affects
    }
    assert own == told
    feeding = {relation.value.term for relation in Relation if relation.value.family == "feeds"}
    affecting = {
        term for term in feeding if PAP.affects in vocabulary.transitive_objects(PAP[term], RDFS.subPropertyOf)
    }
    assert affecting == feeding
    assert vocabulary.value(PAP.affects, OWL.inverseOf) == PAP.dependsOn


def test_labels_of_relations_are_those_of_the_table(vocabulary):
    told = {relation.value.term: relation.value.label for relation in Relation}
    assert {term: str(vocabulary.value(PAP[term], RDFS.label)) for term in told} == told


def test_the_shapes_explain_every_relation_that_is_not_structure(shapes):
    listed = shapes.value(
        URIRef("https://w3id.org/cohesion-graph/def/shapes#Link-relation"), URIRef("http://www.w3.org/ns/shacl#in")
    )
    members = {str(one).removeprefix(PAP) for one in rdflib.collection.Collection(shapes, listed)}
    assert members == {relation.value.term for relation in Relation if relation.value.family != "structure"}


def test_the_code_lists_are_the_generated_ones(ontology):
    assert (ontology / "codes.ttl").read_text() == code_lists_turtle()


def test_every_code_list_is_a_scheme_with_all_its_codes(codes):
    for kind in CODE_LISTS:
        scheme = URIRef(list_address(kind))
        assert (scheme, RDF.type, SKOS.ConceptScheme) in codes
        assert set(codes.objects(scheme, SKOS.hasTopConcept)) == {URIRef(code_term(code)) for code in kind}


def test_link_types_point_to_their_property(codes):
    for link in LinkType:
        assert codes.value(URIRef(code_term(link)), RDFS.seeAlso) == PAP[relation_of(link).value.term]
    assert relation_of(Role.LEAD).value.term == "ledBy"


def test_the_context_is_the_generated_one_and_names_every_term(ontology, terms):
    assert (ontology / "context.jsonld").read_text() == context_text()
    named = {value if isinstance(value, str) else value.get("@id") for value in context().values() if value != 1.1}
    assert {f"pap:{term.removeprefix(PAP)}" for term in terms} <= named


def test_every_code_list_is_the_range_of_one_property(terms):
    assert sorted(kind.__name__ for kind in LISTS.values()) == sorted(kind.__name__ for kind in CODE_LISTS)
    assert {PAP[name] for name in LISTS} <= set(terms)


def test_data_uses_declared_terms_only_and_every_class_and_property_is_used_or_abstract(marlbeck, stockton, terms):
    lines = [line for plan in (marlbeck, stockton) for line in describe(plan.derivation)]
    used = {address for line in lines for address in re.findall(rf"<({PAP}\w+)>", line.split('"', 1)[0])}
    unused = {term.removeprefix(PAP) for term in terms} - {address.removeprefix(PAP) for address in used}
    assert used <= set(map(str, terms))
    abstract = {"PlannedItem", "Statement", "affects", "hasMilestone"}  # broader classes, and inverses
    in_codes = {"family"}
    when_needed = {"asListed", "colour", "countedFrom", "documentSha256", "ratingKey", "reportedBy", "statusAsPrinted"}
    when_needed.add("textFile")
    assert unused - when_needed == abstract | in_codes


# Documented and anchored -------------------------------------------------------------------------------------


def test_every_term_has_one_label_one_definition_and_its_ontology(vocabulary, terms):
    for term in terms:
        labels, definitions = (list(vocabulary.objects(term, of)) for of in (RDFS.label, SKOS.definition))
        assert [label.language for label in labels] == ["en"], term
        assert [definition.language for definition in definitions] == ["en"], term
        assert definitions[0].endswith("."), term
        assert list(vocabulary.objects(term, RDFS.isDefinedBy)) == [SELF], term


def test_every_class_stands_under_an_adopted_one(vocabulary):
    for term in classes_of(vocabulary):
        above = set(vocabulary.transitive_objects(term, RDFS.subClassOf)) - {term}
        assert any(not one.startswith(PAP) for one in above), term


def test_nothing_is_imported_and_of_foreign_terms_only_the_kind_is_said(vocabulary):
    assert list(vocabulary.objects(None, OWL.imports)) == []
    for kind in KINDS:
        for term in vocabulary.subjects(RDF.type, kind):
            assert term.startswith(PAP) or list(vocabulary.predicate_objects(term)) == [(RDF.type, kind)]


@pytest.mark.parametrize(
    "predicate",
    [
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.abstract,
        DCTERMS.license,
        DCTERMS.creator,
        DCTERMS.publisher,
        DCTERMS.created,
        DCTERMS.issued,
        DCTERMS.modified,
        DCTERMS.source,
        DCTERMS.bibliographicCitation,
        OWL.versionIRI,
        OWL.versionInfo,
        VANN.preferredNamespacePrefix,
        VANN.preferredNamespaceUri,
        BIBO.status,
    ],
)
def test_the_ontology_describes_itself(predicate, vocabulary):
    assert (SELF, predicate, None) in vocabulary


def test_the_version_has_an_address_of_its_own_and_an_entry_in_the_changelog(vocabulary, ontology):
    version, address = str(vocabulary.value(SELF, OWL.versionInfo)), vocabulary.value(SELF, OWL.versionIRI)
    assert str(address) == f"{SELF}/{version}"
    assert f"## {version}" in (ontology / "CHANGELOG.md").read_text()


def test_the_changelog_counts_truly(vocabulary, ontology, terms):
    classes = len(classes_of(vocabulary))
    told = f"{classes} classes and {len(terms) - classes} properties, {len(CODE_LISTS)} code lists"
    assert told in (ontology / "CHANGELOG.md").read_text()


def test_the_namespace_is_the_declared_one(vocabulary):
    assert str(vocabulary.value(SELF, VANN.preferredNamespaceUri)) == str(PAP)
    assert str(vocabulary.value(SELF, VANN.preferredNamespacePrefix)) == "pap"


# Pitfalls ----------------------------------------------------------------------------------------------------


def test_every_term_that_is_named_is_declared(vocabulary, terms):
    """P34 and P35: untyped classes and properties."""
    named = {node for triple in vocabulary for node in triple if isinstance(node, URIRef) and node.startswith(PAP)}
    assert named == set(terms)


def test_no_term_has_two_domains_or_two_ranges(vocabulary, terms):
    """P19: two domains intersect, which is hardly ever meant."""
    for of in (RDFS.domain, RDFS.range):
        assert [term for term in terms if len(list(vocabulary.objects(term, of))) > 1] == []


def test_inverses_turn_domain_and_range_round(vocabulary):
    """P05: wrong inverse relations."""
    for one, other in vocabulary.subject_objects(OWL.inverseOf):
        for here, there in ((RDFS.domain, RDFS.range), (RDFS.range, RDFS.domain)):
            assert vocabulary.value(one, here) == vocabulary.value(other, there)


def test_no_circles_in_the_hierarchies(vocabulary, terms):
    """P06: cycles between a class or property and its broader ones."""
    for of in (RDFS.subClassOf, RDFS.subPropertyOf):
        circular = [
            t for t in terms if any(t in vocabulary.transitive_objects(up, of) for up in vocabulary.objects(t, of))
        ]
        assert circular == []


def test_disjointness_is_declared(vocabulary):
    """P10: missing disjointness."""
    assert len(list(vocabulary.subjects(RDF.type, OWL.AllDisjointClasses))) == 3


def test_every_property_has_a_domain_or_a_reason(vocabulary, terms):
    """P11: properties of several classes leave the domain open on purpose; their definition says what they are for."""
    open_on_purpose = {
        "aboutItem", "affects", "asListed", "bodyKind", "conditionalOn", "deliversPartOf", "dependsOn",
        "discrepancyId", "embeddedIn", "establishes", "feedsInto", "forAuthority", "inLineWith", "involvesClaim",
        "judgedBy", "judgedOn", "meetsStandard", "monitoredThrough", "number", "order", "partOf", "reason",
        "refersTo", "requires", "resolution", "uses",
    }  # fmt: skip
    classes = classes_of(vocabulary)
    without = {t.removeprefix(PAP) for t in terms if t not in classes and (t, RDFS.domain, None) not in vocabulary}
    assert without == open_on_purpose


def test_names_follow_one_convention_and_no_two_terms_share_a_label(vocabulary, terms):
    """P22 and P32: naming, and terms that cannot be told apart."""
    classes = classes_of(vocabulary)
    for term in terms:
        assert re.fullmatch("[A-Z][A-Za-z0-9]*" if term in classes else "[a-z][A-Za-z0-9]*", term.removeprefix(PAP))
    for group in (classes, set(terms) - classes):
        labels = [str(vocabulary.value(term, RDFS.label)) for term in group]
        assert sorted(labels) == sorted(set(labels))


def test_no_address_tells_a_file_type(terms):
    """P36: file extensions in addresses."""
    assert [term for term in (*terms, SELF) if re.search(r"\.(ttl|owl|rdf)", term)] == []


# The same in every form --------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["xml", "nt", "json-ld", "longturtle"])
@pytest.mark.parametrize("name", ["pap.ttl", "codes.ttl"])
def test_each_file_is_the_same_through_every_form(form, name, ontology):
    graph = rdflib.Graph().parse(ontology / name)
    reader = {"longturtle": "turtle"}.get(form, form)
    assert isomorphic(graph, rdflib.Graph().parse(data=graph.serialize(format=form), format=reader))


@pytest.mark.parametrize("name", ["pap.ttl", "codes.ttl", "shapes.ttl"])
def test_two_libraries_read_the_same_number_of_triples(name, ontology):
    content = (ontology / name).read_bytes()
    assert len(list(ox.parse(content, format=ox.RdfFormat.TURTLE))) == len(rdflib.Graph().parse(data=content))
