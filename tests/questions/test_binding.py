"""Parameters become terms: whatever somebody types, the query stays the query."""

import datetime as dt

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesion_graph.errors import BadParameter, UnknownName
from cohesion_graph.names import Names, Thing, names_of
from cohesion_graph.questions.binding import bind, bound_text
from cohesion_graph.questions.registry import question
from cohesion_graph.rdf import terms


def message(plan, name, **given):
    with pytest.raises((BadParameter, UnknownName)) as caught:
        plan.ask(name, **given)
    return str(caught.value)


@given(st.text())
def test_any_text_survives_as_a_literal_in_a_query(text):
    """Quotation marks, backslashes, braces, newlines: the value comes back as it was, and nothing else does."""
    try:
        encoded = terms.literal(text)
    except UnicodeEncodeError:
        return
    query = bound_text("SELECT ?asked_x WHERE { VALUES ?asked_x { UNDEF } }", {"x": encoded}, {"x": text})
    try:
        query.encode()
    except UnicodeEncodeError:
        return  # half a surrogate pair is no text that could be sent
    (row,) = ox.Store().query(query)
    assert row[0].value == text


@pytest.mark.parametrize(
    "typed",
    ['x" } INSERT DATA { <a:a> <a:b> <a:c>', "x> } # ", "\\u003e", "} UNION { ?s ?p ?o", "Voices Network' OR '1'='1"],
)
def test_hostile_names_are_only_unknown_names(marlbeck, typed):
    with pytest.raises(UnknownName):
        marlbeck.ask("contributions", party=typed)


def test_a_name_that_holds_query_text_is_looked_up_like_any_other():
    hostile = 'A" } # B'
    index = Names.of([Thing("organisation", "a", "https://example.org/id/x/organisation/a", hostile)])
    bound = bind(question("contributions"), {"party": hostile}, index)
    assert bound.terms["party"] == "<https://example.org/id/x/organisation/a>"
    assert bound.labels["party"] == hostile


@pytest.mark.parametrize(
    "typed, found",
    [
        ("Voices Network", "voices-network"),
        ("voices network", "voices-network"),
        ("VOICES", "voices-network"),
        ("voices-network", "voices-network"),
        ("organisation/voices-network", "voices-network"),
        ("the Voices Network", "voices-network"),
        ("  Voices   Network ", "voices-network"),
        ("M.B.C.", "marlbeck-borough-council"),
    ],
)
def test_a_body_is_found_by_what_people_type(marlbeck, typed, found):
    assert names_of(marlbeck.dataset).find(typed, "body").id == found


@pytest.mark.parametrize(
    "typed, found", [("a4", "A4"), ("A 4", "A4"), ("Tension Group formed", "A4/tension-group-formed")]
)
def test_an_item_is_found_by_its_reference_or_its_words(marlbeck, typed, found):
    assert names_of(marlbeck.dataset).find(typed, "item").id == found


def test_damaged_references_are_accepted_as_printed(stockton):
    """The scan prints E06 for EO6."""
    assert names_of(stockton.dataset).find("E06", "action").id == "EO6"


def test_instruments_are_found_by_alias_and_code(stockton, marlbeck):
    assert names_of(stockton.dataset).find("LAA", "thing").id == "local-area-agreement"
    assert names_of(marlbeck.dataset).find("RS1", "instrument").id == "respect-standard"


def test_a_near_miss_is_told(marlbeck):
    assert message(marlbeck, "contributions", party="Voices Netwrok") == (
        "no body is called 'Voices Netwrok'; did you mean 'Voices Network' or 'voices-network' or 'Voices'?\n"
        "  A name as printed, an identifier or a reference of a body."
    )


def test_where_few_things_could_be_meant_all_are_named(stockton):
    assert message(stockton, "contributions", source="plan") == (
        "no source is called 'plan'\n"
        "  A name as printed, an identifier or a reference of a source. "
        "There is 'Borough plan' (borough-plan), 'Safer Stockton extract' (safer-stockton-extract)."
    )


def test_an_ambiguous_name_is_told_with_the_ways_out():
    things = [
        Thing("organisation", "pact", "https://example.org/organisation/pact-body", "Pact"),
        Thing("instrument", "pact-agreement", "https://example.org/instrument/pact", "Pact"),
        Thing("instrument", "pact-scheme", "https://example.org/instrument/scheme", "PACT"),
    ]
    assert Names.of(things).find("pact", "thing").id == "pact"  # the identifier goes first
    with pytest.raises(BadParameter) as caught:
        Names.of(things).find("Pact ", "instrument")
    assert str(caught.value) == (
        "'Pact ' names 2 things\n  Write 'instrument/pact-agreement' or 'instrument/pact-scheme'."
    )


@pytest.mark.parametrize(
    "name, given, expected",
    [
        ("contributions", {"role": "leads"}, "role cannot be 'leads'; did you mean 'lead'?"),
        ("contributions", {"rôle": "lead"}, "no parameter of the question 'contributions' is called 'rôle'"),
        ("contributions", {"partner": "x"}, "no parameter of the question 'contributions' is called 'partner'"),
        ("shared-actions", {"min": 0}, "min: 0 is not a whole number from 1"),
        ("shared-actions", {"min": "two"}, "min: 'two' is not a whole number from 1"),
        ("shared-actions", {"min": True}, "min: True is not a whole number from 1"),
        ("what-if-merged", {"party": "MBC", "into": "marlbeck-borough-council"}, "party and into are the same body"),
        (
            "what-if-slips",
            {"by": "Area Agreement", "months": 99_999},
            "months: 99999 moves 2025-03-31 out of the calendar",
        ),
        ("due", {"to": "31/03/2009"}, "to: '31/03/2009' is not a day"),
        ("due", {"to": "2009-02-30"}, "to: '2009-02-30' is not a day of the calendar"),
        ("past-without-report", {}, "the question 'past-without-report' needs 'as_of'"),
        ("depends-on", {"on": ""}, "the question 'depends-on' needs 'on'"),
        ("discrepancies", {"kind": "leed"}, "kind cannot be 'leed'; did you mean 'lead'?"),
        ("evidence", {"action": "A44"}, "no action or milestone is called 'A44'; did you mean 'A4'"),
    ],
)
def test_a_wrong_parameter_is_told_with_what_was_found_and_what_to_write(marlbeck, name, given, expected):
    text = message(marlbeck, name, **given)
    assert text.startswith(expected)
    assert "\n  " in text or "calendar" in text


def test_a_parameter_may_be_a_python_value(marlbeck):
    day = dt.date(2025, 7, 1)
    assert marlbeck.ask("past-without-report", as_of=day) == marlbeck.ask("past-without-report", as_of="2025-07-01")
    assert marlbeck.ask("due", from_=day) == marlbeck.ask("due", **{"from": "2025-07-01"})
    assert marlbeck.ask("shared-actions", min=1) == marlbeck.ask("shared-actions", min="1")


def test_notes_say_the_counting_rule_that_was_used(marlbeck):
    notes = marlbeck.ask("ranking", teams="rolled-up", source="Voices extract").notes
    assert "A council's teams are counted as the council." in notes
    assert "Only what Voices extract says is counted." in notes
    assert "All sources are taken together." not in notes
