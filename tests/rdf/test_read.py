"""A dataset described and read back is the same dataset; anything else is refused with a reason."""

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import datasets

from cohesion_graph.derive import derive
from cohesion_graph.errors import RdfError
from cohesion_graph.rdf.describe import describe
from cohesion_graph.rdf.read import read_lines, read_rdf


def test_a_real_dataset_comes_back_the_same(plan):
    assert read_lines(describe(plan.derivation)) == plan.dataset


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(datasets())
def test_a_generated_dataset_comes_back_the_same(dataset):
    derivation = derive(dataset)
    assert read_lines(describe(derivation)) == derivation.dataset


def test_a_dataset_comes_back_the_same_from_one_merged_graph(plan):
    merged = (" ".join([line.rsplit(" ", 2)[0], ".\n"]) for line in describe(plan.derivation))
    assert read_rdf("".join(merged).encode(), "ntriples") == plan.dataset


TURTLE = "<https://e.example/a> <https://e.example/p> <https://e.example/o> ."
XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">%s</rdf:RDF>'
BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + XML % "&b;"
)


@pytest.mark.parametrize(
    "content,form,told",
    [
        ("", "turtle", "0 resources|no resources of the class .*ActionPlan"),
        (TURTLE, "turtle", "no resources of the class .*ActionPlan"),
        (TURTLE[:-4], "turtle", "does not parse as turtle"),
        ("<a> <b> <c> .", "turtle", "does not parse as turtle"),
        ("<https://e.example/a b> <x:p> <x:o> .", "nquads", "does not parse as nquads"),
        ('<x:a> <x:p> "o"@', "nquads", "does not parse as nquads"),
        (BOMB, "rdfxml", "line 2 declares a document type or an entity"),
        ('<?xml version="1.0" encoding="UTF-7"?>' + XML % "", "rdfxml", "declares the encoding 'UTF-7'"),
        (XML % "<unclosed>", "rdfxml", "does not parse as rdfxml"),
        ('{"@context": "https://evil.example/c.jsonld", "@id": "x:a"}', "jsonld", "would have to be fetched"),
        ('{"@context": ["https://evil.example/c.jsonld"]}', "jsonld", "would have to be fetched"),
        ('{"@context": {"@import": "https://evil.example/c.jsonld"}}', "jsonld", "imports"),
        ('{"a": {"@context": "https://evil.example/c.jsonld"}}', "jsonld", "would have to be fetched"),
        ('{"@context": {"p": {"@id": "x:p", "@context": "https://evil.example/"}}}', "jsonld", "have to be fetched"),
        ("[" * 100_000, "jsonld", "nested too deeply|does not parse"),
        ("{", "jsonld", "does not parse as jsonld"),
        (TURTLE, "hdt", "is no form of RDF read here"),
    ],
)
def test_what_is_not_ours_is_refused_with_a_reason(content, form, told):
    with pytest.raises(RdfError, match=told):
        read_rdf(content.encode(), form)


def test_bytes_that_are_not_utf_8_are_refused():
    with pytest.raises(RdfError, match="the byte at 1 is not UTF-8"):
        read_rdf(b"a\xff", "turtle")


def test_every_cut_in_a_document_is_refused(marlbeck):
    content = "".join(describe(marlbeck.derivation)).encode()
    for size in range(0, len(content) - 40_000, len(content) // 60):
        with pytest.raises(RdfError):
            read_rdf(content[:size], "nquads")


@pytest.mark.parametrize(
    "old,new,told",
    [
        ("/def/basis#stated>", "/def/basis#guessed>", "Expected: an address in one of the code lists"),
        ('/def/pap#number> "1"^^', '/def/pap#order> "x"^^', "is not a whole number|values of pap:order"),
        ("/def/pap#accordingTo>", "/def/pap#accordingly>", "has no pap:accordingTo"),
        ("/def/pap#responsibleParty>", "/def/pap#irresponsibleParty>", "has no pap:responsibleParty"),
        ("/def/pap#evidence>", "/def/pap#hearsay>", "has no pap:evidence"),
        ("http://www.w3.org/ns/oa#exact>", "http://www.w3.org/ns/oa#rough>", "has no selectors"),
        ("/data/", "/dato/", "Expected: one that ends in data/"),
    ],
)
def test_a_damaged_description_is_refused_with_a_reason(old, new, told, marlbeck):
    damaged = "".join(describe(marlbeck.derivation)).replace(old, new)
    with pytest.raises(RdfError, match=told):
        read_rdf(damaged.encode(), "nquads")


def test_a_description_that_contradicts_its_text_is_refused(marlbeck):
    claim = next(claim for claim in marlbeck.dataset.claims.values() if len(claim.quote) > 12)
    lines = [
        line.replace(claim.evidence[0].exact[:6], "x") if "/quote>" in line and "#exact>" in line else line
        for line in describe(marlbeck.derivation)
    ]
    with pytest.raises(RdfError, match="a dataset that is not consistent"):
        read_lines(lines)


def test_two_datasets_at_once_are_refused(marlbeck, stockton):
    with pytest.raises(RdfError, match="2 resources of the class"):
        read_lines([*describe(marlbeck.derivation), *describe(stockton.derivation)])
