"""The data beside a page: both forms say what the triples say, to parsers that nobody here wrote, in few bytes."""

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from cohesion_graph.rdf.document import document

BASE = "https://example.org/id/marlbeck/plan/p/action/A1"
PAP = "https://w3id.org/cohesion-graph/def/pap#"
DEF = "https://w3id.org/cohesion-graph/def/"
XSD = "http://www.w3.org/2001/XMLSchema#"

SMALL = f"""\
<{BASE}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{PAP}Action> .
<{BASE}> <http://www.w3.org/2000/01/rdf-schema#label> "Plant trees"@en .
<{BASE}> <{PAP}ledBy> <https://example.org/id/marlbeck/organisation/parks> .
<{BASE}> <{PAP}statedIn> <https://example.org/id/marlbeck/source/report> .
<{BASE}#claim/report/timing/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{PAP}Timing> .
<{BASE}#claim/report/timing/1> <{PAP}aboutItem> <{BASE}> .
<{BASE}#claim/report/timing/1> <{PAP}accordingTo> <https://example.org/id/marlbeck/source/report> .
<{BASE}#claim/report/timing/1> <{PAP}timingKind> <{DEF}timing-kind#fixed> .
<{BASE}#claim/report/timing/1> <{PAP}evidence> <https://example.org/id/marlbeck/source/report/text#char=3,9> .
<https://example.org/id/marlbeck/organisation/parks> <{PAP}leads> <{BASE}> .
<https://example.org/id/marlbeck/source/report/text#char=3,9> <{PAP}line> "4"^^<{XSD}integer> .
"""

TURTLE = f"""\
@base <{BASE}> .
@prefix : <{PAP}> .
@prefix id: <../../../> .
id:organisation\\/parks :leads <> .
<> a :Action;
<http://www.w3.org/2000/01/rdf-schema#label> "Plant trees"@en;
:ledBy id:organisation\\/parks;
:statedIn id:source\\/report .
<#claim/report/timing/1> a :Timing;
:aboutItem <>;
:accordingTo id:source\\/report;
:evidence id:source\\/report\\/text\\#char\\=3\\,9;
:timingKind <{DEF}timing-kind#fixed> .
id:source\\/report\\/text\\#char\\=3\\,9 :line 4 .
"""

JSON_LD = (
    f'{{"@context":{{"@base":"{BASE}","@vocab":"{PAP}"}},'
    '"@id":"","@type":"Action","http://www.w3.org/2000/01/rdf-schema#label":{"@value":"Plant trees","@language":"en"},'
    '"ledBy":{"@id":"../../../organisation/parks"},"statedIn":{"@id":"../../../source/report"},"@reverse":{'
    '"leads":{"@id":"../../../organisation/parks"},'
    '"aboutItem":{"@id":"#claim/report/timing/1","@type":"Timing","accordingTo":{"@id":"../../../source/report"},'
    '"evidence":{"@id":"../../../source/report/text#char=3,9","line":4},'
    f'"timingKind":{{"@id":"{DEF}timing-kind#fixed"}}}}}}}}\n'
)

PLACES = "".join(
    f"<{BASE}#claim/{source}/timing/{number}> <{PAP}{term}> <{DEF}basis#stated> .\n"
    f"<{BASE}#claim/{source}/timing/{number}> <http://www.w3.org/ns/prov#wasDerivedFrom> <{BASE}> .\n"
    f"<{BASE}#claim/{source}/timing/{number}> <{PAP}source> <https://example.org/id/marlbeck/source/{source}> .\n"
    for source in ("a", "b")
    for number in range(9)
    for term in ("basis", "org")
)

HOSTILE = (
    f"<{BASE}#a> <{PAP}next> <{BASE}#b> .\n<{BASE}#b> <{PAP}next> <{BASE}#a> .\n",  # a circle of places
    f"<{BASE}#a> <{PAP}next> <{BASE}#a> .\n<{BASE}> <{PAP}next> <{BASE}> .\n",
    "".join(f"<{BASE}#{n}> <{PAP}next> <{BASE}#{n + 1}> .\n" for n in range(20)),  # deeper than one likes to read
    f'<{BASE}#a> <{PAP}by> <{BASE}#c> .\n<{BASE}#b> <{PAP}by> <{BASE}#c> .\n<{BASE}#c> <{PAP}line> "4" .\n',
    f'<{BASE}> <{PAP}by> <{BASE}#c> .\n<{BASE}> <{PAP}by> "#c" .\n<{BASE}#c> <{PAP}by> <{BASE}> .\n',
    f'<{BASE}> <{PAP}says> "a \\"quote\\" \\\\ </script>\\n\\t\\u0000 \U0001f600"@en-gb .\n',
    f'<{BASE}> <{PAP}says> "007"^^<{XSD}integer> .\n<{BASE}> <{PAP}says> "true"^^<{XSD}boolean> .\n',
    f'<{BASE}> <{PAP}says> "2008-03"^^<{XSD}gYearMonth> .\n<{BASE}> <{PAP}says> "x"^^<urn:a:b> .\n',
    f"<{BASE}> <{PAP}property> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> .\n",
    f"<{BASE}> <{PAP}property> <{PAP}id> .\n<{BASE}> <{PAP}id> <{PAP}> .\n<{BASE}> <{PAP}def> <{DEF}> .\n",
    f"<{BASE}> <https://example.org/org> <https://example.org//double> .\n<{BASE}> <{PAP}x> <https://example.org> .\n",
    f"<{BASE}> <{PAP}in> <https://example.org/id/marlbeck/plan/p/action/> .\n<{BASE}> <{PAP}in> <{BASE}/> .\n",
    f"<{BASE}> <{PAP}in> <https://example.org/id/marlbeck/plan/p/action/a:b> .\n<{BASE}> <{PAP}in> <{BASE}?q=1#f> .\n",
    f"<{BASE}> <{PAP}in> <mailto:a@example.org> .\n<urn:x> <{PAP}in> <https://elsewhere.example/%C3%A9.> .\n",
    f"_:a <{PAP}next> _:b .\n_:b <{PAP}next> <{BASE}> .\n<{BASE}> <{PAP}next> _:a .\n",
)


def forms(triples):
    return {ending: content.decode() for ending, content in document(triples.replace(" .\n", "\n").splitlines(), BASE)}


def test_a_document_is_written_with_the_prefixes_that_make_it_shorter_and_no_others():
    assert forms(SMALL) == {".ttl": TURTLE, ".jsonld": JSON_LD}


def test_what_many_addresses_begin_with_has_a_prefix_or_shares_one_and_none_is_called_as_a_term_of_the_document():
    told = forms(PLACES)
    heads = [line for line in told[".ttl"].splitlines() if line.startswith("@prefix")]
    assert heads == [
        f"@prefix : <{PAP}> .",
        f"@prefix basis: <{DEF}basis#> .",
        "@prefix claim: <#claim/a/> .",
        "@prefix prov: <http://www.w3.org/ns/prov#> .",
        "@prefix source: <../../../source/> .",
    ]
    assert told[".jsonld"].startswith(
        f'{{"@context":{{"@base":"{BASE}","@vocab":"{PAP}",'
        f'"def":"{DEF}","id":"https://example.org/id/marlbeck/","pap":"def:pap#","prov":"http://www.w3.org/ns/prov#",'
        '"basis":{"@type":"@id"},"pap:org":{"@type":"@id"},"prov:wasDerivedFrom":{"@type":"@id"},"source":{"@type":"@id"}},'
    )


@pytest.mark.parametrize("triples", [SMALL, PLACES, *HOSTILE])
def test_both_forms_say_what_the_triples_say_wherever_they_are_read(triples):
    wanted = {one.triple for one in ox.parse(triples, format=ox.RdfFormat.N_TRIPLES)}
    graph = rdflib.Graph().parse(data=triples, format="nt")
    for ending, told in forms(triples).items():
        is_turtle = ending == ".ttl"
        form = ox.RdfFormat.TURTLE if is_turtle else ox.RdfFormat.JSON_LD
        read = ox.parse(told, format=form, base_iri="https://elsewhere.example/x")
        assert {one.triple for one in read} == wanted
        also = rdflib.Graph().parse(
            data=told, format="turtle" if is_turtle else "json-ld", publicID="https://b.example"
        )
        assert isomorphic(also, graph)
