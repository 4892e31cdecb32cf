"""Accept headers: what an honest client means, and what a hostile one cannot do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohesion_graph.negotiation import JSON_LD, PAGE, TURTLE, document_form, preferred

OFFERED = ["text/html", "text/turtle", "application/ld+json"]


@pytest.mark.parametrize(
    "accept, expected",
    [
        ("", "text/html"),  # no header
        ("*/*", "text/html"),  # curl
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "text/html"),  # a browser
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle ; Q=1.0", "text/turtle"),
        ("application/ld+json, text/turtle", "application/ld+json"),  # equal quality: what is named first
        ("text/turtle, application/ld+json", "text/turtle"),
        ("text/html, text/turtle;q=0.5", "text/html"),
        ("text/turtle, text/html;q=0.5", "text/turtle"),
        ("text/html;q=0.5, text/turtle", "text/turtle"),
        ("*/*, text/turtle", "text/turtle"),  # equal quality: the exact one
        ("text/*;q=0.9, application/ld+json;q=0.8", "text/html"),
        ("*/*;q=0.1, text/*;q=0.2, text/html;q=0", "text/turtle"),  # 0 is a refusal, whatever else covers it
        ('application/ld+json;profile="http://x/a,b";q=0.9, text/turtle;q=0.1', "application/ld+json"),
        ("application/pdf", None),
        ("text/html;q=0", None),
        ("text/turtle;q=2, text/html;q=nan, application/ld+json;q=0.1", "application/ld+json"),  # no weights
        ("*/turtle, nonsense, ;, /, text/", "text/html"),  # nothing in it is a media range
    ],
)
def test_the_type_that_a_client_likes_best(accept, expected):
    assert preferred(accept, OFFERED) == expected


@pytest.mark.parametrize(
    "accept, form",
    [
        ("application/ld+json, text/turtle", JSON_LD),  # of two that are wanted alike what is named first
        ("text/turtle, text/html", TURTLE),
        ("text/html, text/turtle", PAGE),
        ("application/rdf+xml, text/html;q=0.9", TURTLE),  # a reader of RDF gets no page
        ("application/rdf+xml;q=0.5, text/html", PAGE),
        ("text/html;q=0, */*", TURTLE),
    ],
)
def test_the_form_in_which_a_document_is_had(accept, form):
    assert document_form(accept) is form


@given(st.text(max_size=300) | st.text(alphabet='*/,;=q.0159" \\textml', max_size=300))
@settings(deadline=None)
def test_no_header_does_harm(accept):
    assert preferred(accept, OFFERED) in {*OFFERED, None}


@given(st.permutations(["text/html;q=0.3", "text/turtle;q=0.7", "application/ld+json;q=0.5"]))
@settings(deadline=None)
def test_different_weights_decide_whatever_the_order(parts):
    assert preferred(", ".join(parts), OFFERED) == "text/turtle"


def test_only_so_many_ranges_are_looked_at():
    assert preferred("a/b," * 15_000 + "text/turtle", OFFERED) is None
