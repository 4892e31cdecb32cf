"""The vocabulary's page holds every term, links only inside itself or to standards, and needs no network."""

import re
import xml.etree.ElementTree as ET

import html5lib
import pytest

from cohesion_graph.model.codes import Role
from cohesion_graph.rdf.documentation import documentation
from cohesion_graph.rdf.ontology import ontology_file


@pytest.fixture(scope="module")
def page():
    return documentation()


@pytest.fixture(scope="module")
def tree(page):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def test_the_page_is_well_formed_html(tree):
    assert tree.find("head/title").text == "Public Action Plan vocabulary (0.1.0)"


def test_every_term_has_its_place(page, tree):
    ontology = ontology_file("pap.ttl").read_text()
    declared = re.findall(r"^pap:(\w+) a owl:", ontology, re.MULTILINE)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert sorted(ids) == sorted(set(ids))
    assert set(declared) <= set(ids)
    assert Role.LEAD.definition in page


def test_every_link_inside_the_page_leads_somewhere(tree):
    ids = {element.get("id") for element in tree.iter()}
    links = [element.get("href") for element in tree.iter("a")]
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []


def test_nothing_is_loaded_from_anywhere(tree):
    loading = [e.tag for e in tree.iter() if isinstance(e.tag, str) and (e.get("src") or e.tag in {"script", "link"})]
    assert loading == []


def test_the_diagram_names_classes_and_properties_that_exist(page):
    svg = ET.fromstring(re.search(r"<svg.*?</svg>", page, re.DOTALL)[0])
    words = [text.text for text in svg.iter("text") if text.text]
    own = {word for word in words if ":" not in word and word != "each is a"}
    assert {word for word in own if f'id="{word}"' not in page} == set()


def test_the_page_is_the_same_every_time(page):
    assert documentation() == page
