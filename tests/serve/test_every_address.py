"""Every address in the data and in the vocabulary is answered, in every form, by every host: nginx, Apache, `serve`.

The same Accept header gets the same form from all of them.
"""

import gzip
import http.client
import re
import shutil
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from served import running
from web_servers import web_servers

from cohesion_graph.model.codes import Code
from cohesion_graph.negotiation import JSON_LD, PAGE, TURTLE, document_form
from cohesion_graph.publish.hosts import w3id_rules
from cohesion_graph.publish.site import build_site
from cohesion_graph.publish.urls import Urls
from cohesion_graph.rdf.document import document
from cohesion_graph.rdf.namespaces import (
    CODE_LISTS,
    DEFINITIONS,
    MOVED,
    ONTOLOGY,
    PREFIXES,
    code_term,
    document_of,
    list_address,
    moved,
)

FORMS = {"text/html": "text/html", "text/turtle": "text/turtle", "application/ld+json": "application/ld+json"}
FILES = {f"{PREFIXES['dcat']}{name}" for name in ("downloadURL", "accessURL")} | {f"{PREFIXES['void']}dataDump"}
PATH = "/cohesion-graph/"


@pytest.fixture(scope="module")
def folder(stockton, tmp_path_factory):
    made = tmp_path_factory.mktemp("every") / "site"
    build_site(stockton, made)
    return made


@pytest.fixture(scope="module")
def hosts(stockton, folder):
    """Where the real plan's site is on each kind of host; w3id.org's rules stand before the site on nginx."""
    with web_servers() as servers, running(folder) as served:
        root, w3id = servers.folder("www"), servers.folder("w3id")
        shutil.copytree(folder, root / "cohesion-graph")
        (w3id / "cohesion-graph").mkdir()
        on_nginx = servers.nginx(stockton, root, PATH)
        rules = w3id_rules(Urls(stockton.dataset), on_nginx)
        yield {
            "nginx": on_nginx,
            "apache": servers.apache(stockton, root, PATH),
            "serve": f"{served.address}{served.site_path}",
            "w3id": servers.apache(stockton, w3id, PATH, rules),
        }


class Client:
    """A client that keeps its connections and follows redirections."""

    def __init__(self):
        self._connections = {}

    def get(self, address, accept):
        """The status, the media type, and the path of what is found in the end."""
        for _ in range(5):
            parts = urlsplit(address)
            status, headers = self._once(parts, accept)
            if status not in {301, 302, 303}:
                return status, headers.get_content_type(), parts.path
            address = (
                headers["Location"] if "://" in headers["Location"] else f"http://{parts.netloc}{headers['Location']}"
            )
        raise AssertionError(f"{address} leads in a circle")

    def once(self, address, accept):
        """The status and the headers of the first answer."""
        return self._once(urlsplit(address), accept)

    def _once(self, parts, accept):
        for turn in range(2):  # a kept connection may have been closed
            if turn or parts.netloc not in self._connections:
                self._connections[parts.netloc] = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
            connection = self._connections[parts.netloc]
            try:
                connection.request("GET", parts.path, headers={"Accept": accept})
                answer = connection.getresponse()
                answer.read()
            except (http.client.HTTPException, ConnectionError):
                continue
            return answer.status, answer.headers
        raise AssertionError(f"{parts.geturl()} breaks off")


def addresses(folder):
    """Every address of ours in the data, its catalogue and the vocabulary; and the addresses of files among them."""
    (trig,) = folder.glob("data/*/*/*.trig.gz")
    data = [ox.parse(gzip.decompress(trig.read_bytes()), format=ox.RdfFormat.TRIG)]
    data += [ox.parse(path=str(path)) for path in folder.glob("data/*/*.ttl")]
    data += [ox.parse(path=str(folder / "def" / name)) for name in ("pap.ttl", "codes.ttl", "shapes.ttl")]
    found, files = set(), set()
    for quads in data:
        for quad in quads:
            terms = (quad.subject, quad.predicate, quad.object, getattr(quad, "graph_name", None))
            found |= {term.value for term in terms if isinstance(term, ox.NamedNode)}
            if quad.predicate.value in FILES:
                files.add(quad.object.value)
    files |= {one for one in found if (folder / one.removeprefix("https://w3id.org/cohesion-graph/")).is_file()}
    return {one for one in found if one.startswith("https://w3id.org/cohesion-graph/")}, files


def test_every_address_is_answered_in_every_form_by_every_host(hosts, folder):
    every, files = addresses(folder)
    documents = {document_of(one) for one in every} - files
    client, wrong = Client(), []
    for name, host in hosts.items():
        for address in sorted(documents):
            below = address.removeprefix("https://w3id.org/cohesion-graph/")
            for accept, kind in FORMS.items():
                found = client.get(host + below, accept)
                if found[:2] != (200, kind):
                    wrong.append((name, address, accept, found))
        for address in sorted(files):
            found = client.get(host + address.removeprefix("https://w3id.org/cohesion-graph/"), "text/turtle")
            wrong += [] if found[0] == 200 else [(name, address, "a file", found)]
    assert wrong == []
    assert len(every) > 2_300
    assert {ONTOLOGY, f"{ONTOLOGY}/0.1.0", f"{DEFINITIONS}shapes", list_address(next(iter(CODE_LISTS)))} <= documents


def test_a_page_that_has_no_data_answers_whoever_wants_data_and_offers_none(hosts, folder):
    """Lists and tables that stand below a thing's page; w3id.org, which sees no files, sends on what it is asked."""
    pages = [one.parent.relative_to(folder).as_posix() for one in folder.glob("*/**/index.html")]
    without = sorted(
        one for one in pages if one.partition("/")[0] in {"id", "data", "def"} and not (folder / f"{one}.ttl").exists()
    )
    client, found = Client(), {}
    for name, host in hosts.items():
        for below in without if name != "w3id" else ():
            status, headers = client.once(f"{host}{below}/", "text/turtle")
            found.setdefault((status, headers.get_content_type(), headers["Link"]), []).append((name, below))
    assert {answer: len(asked) for answer, asked in found.items()} == {(200, "text/html", None): 3 * len(without)}
    assert {"def/pap/checks", "id/stockton-on-tees/source/borough-plan/statements/2"} <= set(without)


def test_addresses_of_earlier_releases_lead_to_the_places_they_are_now(hosts, folder):
    """Of each kind that has moved the first and the last; and all doubts and differences."""
    client, wrong, kinds = Client(), [], {}
    base = "https://w3id.org/cohesion-graph/"
    for now in sorted(one.removeprefix(base) for one in addresses(folder)[0]):
        for rule in MOVED:
            document, mark, place = now.partition(rule[3])
            below = f"{document}{rule[1]}{place}"
            if mark and re.fullmatch(f"{rule[0]}{rule[1]}{rule[2]}", below) and moved(below) == now:
                kinds.setdefault(rule, []).append((below, now))
    assert set(kinds) == set(MOVED)
    asked = [one for found in kinds.values() for one in (found if len(found) < 100 else (found[0], found[-1]))]
    for name, host in hosts.items():
        for below, now in asked:
            status, headers = client.once(host + below, "text/turtle")
            place = headers["Location"].rpartition(PATH)[2] if status == 301 else ""
            found = client.get(host + below, "text/turtle")
            if place != now or found != (200, "text/turtle", f"{PATH}{document_of(now)}.ttl"):
                wrong.append((name, below, status, place, found))
    assert wrong == []


def test_what_an_address_stands_for_is_told_in_both_forms_of_its_document(folder):
    every, files = addresses(folder)
    told = {}
    for ending, form in ((".ttl", ox.RdfFormat.TURTLE), (".jsonld", ox.RdfFormat.JSON_LD)):
        for one in {document_of(address) for address in every} - files:
            path = folder / f"{one.removeprefix('https://w3id.org/cohesion-graph/')}{ending}"
            quads = ox.parse(path=str(path), format=form, base_iri="https://elsewhere.example/")
            told.setdefault(one, []).append({str(getattr(quad.subject, "value", "")) for quad in quads})
    wanted = {one for one in every - files if not one.endswith("#")}  # a namespace is no thing
    untold = {one for one in wanted if not all(one in subjects for subjects in told[document_of(one)])}
    assert untold == {f"{ONTOLOGY}/0.1.0"}  # whose document is the vocabulary of that version


@pytest.mark.parametrize("kind", CODE_LISTS)
def test_each_code_is_a_place_on_the_page_of_its_list(kind: type[Code], folder):
    for address in map(code_term, kind):
        document, _, place = address.removeprefix(DEFINITIONS).partition("#")
        assert f'id="{place}"' in (folder / "def" / document / "index.html").read_text("utf-8")


HEADERS = {
    "curl": ("*/*", PAGE),
    "Chromium": ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", PAGE),
    "Firefox": ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", PAGE),
    "Comunica": (
        (
            "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,"
            "text/turtle;q=0.6,application/rdf+xml;q=0.5,application/json;q=0.45,text/n3;q=0.35,application/xml;q=0.3,"
            "image/svg+xml;q=0.3,text/xml;q=0.3,text/html;q=0.2,application/xhtml+xml;q=0.18"
        ),
        JSON_LD,
    ),
    "Protégé": ("application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, */*; q=0.09", TURTLE),
    "rapper": (
        (
            "application/rdf+xml, text/rdf;q=0.6, application/n-triples, text/turtle, application/x-turtle,"
            "application/turtle, text/n3;q=0.3, text/rdf+n3;q=0.3, application/rdf+n3;q=0.3, application/rss;q=0.8,"
            "application/rss+xml;q=0.8, text/rss;q=0.8, application/xml;q=0.3, text/xml;q=0.3, "
            "application/atom+xml;q=0.3, text/html;q=0.2, application/xhtml+xml;q=0.4, text/html;q=0.6, */*;q=0.1"
        ),
        TURTLE,
    ),
    "rdflib": ("application/rdf+xml,text/rdf+n3;q=0.9,application/xhtml+xml;q=0.5, */*;q=0.1", TURTLE),
    "rdflib, Turtle": ("text/turtle, application/x-turtle, */*;q=0.1", TURTLE),
    "Jena": (
        (
            "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,"
            "application/trig,application/n-quads;q=0.9,*/*;q=0.3"
        ),
        TURTLE,
    ),
    "weights": ("text/turtle;q=0.5, application/ld+json;q=0.8, text/html;q=0.7", JSON_LD),
    "near weights": ("text/html;q=0.899, text/turtle;q=0.9", TURTLE),
    "order of equals": ("application/ld+json, text/turtle", JSON_LD),
    "order of equals, page": ("text/turtle, text/html", TURTLE),
    "refusal": ("text/html;q=0, */*;q=0.5", TURTLE),
    "refusal of two": ("text/html;q=0, text/turtle;q=0.000, */*", JSON_LD),
    "star for text": ("text/*;q=0.9, application/ld+json;q=0.8", PAGE),
    "exact before star": ("*/*, text/turtle", TURTLE),
    "RDF/XML alone": ("application/rdf+xml", TURTLE),
    "RDF/XML less than a page": ("application/rdf+xml;q=0.5, text/html", PAGE),
    "letter case and spaces": ("TEXT/Turtle ; Q=1.0 , text/html ; q=0.5", TURTLE),
    "a profile with a comma": ('application/ld+json;profile="http://x/a,b";q=0.9, text/turtle;q=0.1', JSON_LD),
    "no weight": ("text/turtle;q=2, text/html;q=0.1", PAGE),
    "nothing we have": ("application/pdf", PAGE),
    "nonsense": (",;=/ q=1, text, */turtle", PAGE),
}
ITEM = "id/stockton-on-tees/plan/community-cohesion-action-plan/action/CC1"
KINDS = {PAGE: "text/html", TURTLE: "text/turtle", JSON_LD: "application/ld+json"}


@pytest.mark.parametrize("client", HEADERS)
def test_every_host_gives_a_client_what_it_wants_most(client, hosts):
    accept, form = HEADERS[client]
    got = {name: Client().get(host + ITEM, accept)[:2] for name, host in hosts.items()}
    assert got == dict.fromkeys(hosts, (200, KINDS[form]))
    assert document_form(accept) is form


NAMES = st.sampled_from(
    [*FORMS, "application/json", "application/rdf+xml", "text/*", "application/*", "*/*", "image/png"]
)
WEIGHTS = st.sampled_from(["", ";q=0", ";q=0.2", ";q=0.25", "; q=0.250", ";q=1.0", ";Q=0.9", ";level=1;q=0.5", ";q=x"])


@given(st.lists(st.tuples(NAMES, WEIGHTS).map("".join), max_size=6).map(", ".join))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hosts_agree_whatever_is_sent(hosts, accept):
    client = Client()
    got = {name: client.get(host + ITEM, accept)[1] for name, host in hosts.items()}
    assert got == dict.fromkeys(hosts, KINDS[document_form(accept)])


def test_a_document_is_the_same_statements_in_both_forms(stockton):
    text = next(iter(stockton.dataset.sources_by_id))
    address = Urls(stockton.dataset).addresses.text(text)
    triples = {quad.triple for quad in stockton.store if document_of(str(quad.subject.value)) == address}
    forms = {".ttl": ox.RdfFormat.TURTLE, ".jsonld": ox.RdfFormat.JSON_LD}
    for ending, content in document(triples, address):
        read = ox.parse(content, format=forms[ending], base_iri="https://elsewhere.example/x")
        assert {getattr(one, "triple", one) for one in read} == triples
