"""A file format is told once: one new entry is seen wherever formats are told, and each is what its table says."""

import importlib
import json
import re
import sys

import pytest
import rdflib
from click.testing import CliRunner

from cohesion_graph.formats import FORMATS, GROUPS, Format, exports, format_of, media_type_of
from cohesion_graph.publish.hosts import apache_rules, nginx_rules
from cohesion_graph.publish.site import build_site
from cohesion_graph.publish.urls import Urls
from cohesion_graph.rdf.namespaces import PREFIXES, Addresses


def edge_list(graph):
    """An export that the package does not have."""
    return "".join(f"{start}\t{key}\t{end}\n" for start, end, key in sorted(graph.edges(keys=True)))


EDGES = Format(
    "edge-list",
    ".edges.tsv",
    "text/tab-separated-values",
    "edge list",
    "network",
    "whoever counts edges",
    f"{__name__}:edge_list",
    "graph",
    up_to=5_000,
    file_type="TSV",
)


@pytest.fixture
def edges(monkeypatch):
    """The table of formats with one more in it."""
    from cohesion_graph.cli import exporting

    monkeypatch.setitem(sys.modules, __name__, sys.modules[edge_list.__module__])
    monkeypatch.setitem(FORMATS, EDGES.name, EDGES)
    yield importlib.reload(exporting)
    monkeypatch.undo()
    importlib.reload(exporting)


def test_a_new_export_is_written_and_told_by_the_command(edges, marlbeck):
    run = CliRunner().invoke
    told = " ".join(run(edges.export, ["--help"]).output.split())
    written = run(edges.export, ["edge-list", "-d", "tests/fixtures/marlbeck"]).stdout
    assert "node-link (D3 and networkx), edge-list (whoever counts edges)." in told
    assert written == edge_list(marlbeck.graph)


@pytest.mark.usefixtures("edges")
def test_a_new_export_is_published_listed_and_served_as_what_it_is(marlbeck, tmp_path):
    build_site(marlbeck, tmp_path / "site")
    address, urls = Addresses.of(marlbeck.dataset).dataset, Urls(marlbeck.dataset)
    folder, name = tmp_path / "site" / urls.dataset_folder, f"{marlbeck.dataset.id}.edges.tsv"
    catalogue = rdflib.Graph().parse(f"{folder}.ttl")
    file = catalogue.value(None, rdflib.URIRef(f"{PREFIXES['dcat']}downloadURL"), rdflib.URIRef(f"{address}/{name}"))
    front = (tmp_path / "site" / "index.html").read_text("utf-8")
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', front)
    offered = {one["contentUrl"]: one["encodingFormat"] for one in json.loads(script)["distribution"]}
    page = (folder / "index.html").read_text("utf-8")

    assert (folder / name).read_text("utf-8") == edge_list(marlbeck.graph)
    assert f"{name}: The linked graph for whoever counts edges" in (folder / "README.txt").read_text("utf-8")
    assert page.index('id="network"') < page.index(f'href="{name}"') < page.index('id="pictures"')
    assert str(catalogue.value(file, rdflib.URIRef(f"{PREFIXES['dcat']}mediaType"))).endswith(f"/{EDGES.media_type}")
    assert str(catalogue.value(file, rdflib.URIRef(f"{PREFIXES['dcterms']}format"))).endswith("/file-type/TSV")
    assert offered[f"{address}/{name}"] == EDGES.media_type
    assert "text/tab-separated-values tsv;" in nginx_rules(urls)
    assert "AddType text/tab-separated-values .tsv" in apache_rules(urls)
    assert media_type_of(name) == EDGES.media_type


def test_every_distribution_has_a_media_type_of_its_own(stockton_site, stockton):
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', stockton_site.text("index.html"))
    offered = {one["contentUrl"]: one["encodingFormat"] for one in json.loads(script)["distribution"]}
    folder = Addresses.of(stockton.dataset).dataset
    assert {path for path, kind in offered.items() if "application/octet-stream" in kind} == set()
    assert offered[f"{folder}/actions.csv"] == "text/csv"
    assert len(offered) > 25


@pytest.mark.parametrize("name", exports())
def test_a_file_with_the_ending_of_a_format_is_known_for_it(name):
    one = FORMATS[name]
    known = format_of(f"plan{one.ending}")
    assert (known.ending, one.group in GROUPS) == (one.ending, True)
    assert known.name == name or known.group == "site"


REGISTERED = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".nq": "application/n-quads",
    ".nt": "application/n-triples",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
    ".rq": "application/sparql-query",
    ".ics": "text/calendar",
    ".svg": "image/svg+xml",
    ".md": "text/markdown",
    ".dot": "text/vnd.graphviz",
    ".gz": "application/gzip",
}
"""What IANA has registered for these endings."""


def test_media_types_are_those_that_are_registered_and_never_bytes_of_any_kind():
    told = {one.ending: one.media_type for one in FORMATS.values()}
    assert {ending: told[ending] for ending in REGISTERED} == REGISTERED
    assert [one.name for one in FORMATS.values() if one.media_type == "application/octet-stream"] == []
