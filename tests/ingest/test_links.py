"""Instruments in the words of a plan, and the direction of each link to them."""

# ruff: noqa: E501 - a case of a table stands on one line

from __future__ import annotations

import pytest

from cohesion_graph.ingest.what.instruments import find_instruments
from cohesion_graph.ingest.what.links import link_type, reports_to

LINKS = [
    ("In line with Local Area Agreement", [("Local Area Agreement", "in-line-with")]),
    ("in line with LAA monitoring", [("LAA monitoring", "monitored-through")]),
    ("Indicator embedded within LAA", [("LAA", "embedded-in")]),
    ("Relevant actions incorporated in PIC Strategy", [("PIC Strategy", "embedded-in")]),
    ("Sustainable Community Strategy to address cohesion", [("Sustainable Community Strategy", "embedded-in")]),
    ("Dependent on success of funding bid, terms agreed", [("success of funding bid", "conditional-on")]),
    ("Housing Strategy approved", [("Housing Strategy", "establishes")]),
    ("Develop a Communications Strategy", [("Communications Strategy", "establishes")]),
    ("Delivery of appropriate aspects of Older People Strategy", [("Older People Strategy", "delivers-part-of")]),
    ("All services to have achieved Customer First level 2", [("Customer First level 2", "meets-standard")]),
    ("Findings inform the Local Plan", [("Local Plan", "feeds-into")]),
    ("Survey included in Equality Scheme and revised Cohesion Action Plan", [("Equality Scheme", "embedded-in"), ("revised Cohesion Action Plan", "feeds-into")]),
    ("Refuse collection as in the Waste Strategy", [("Waste Strategy", "refers-to")]),
    ("Progress against Cohesion Indicator NI1", [("Cohesion Indicator", "uses")]),
    ("New incident policy developed", [("incident policy", "establishes")]),
    ("Plan events with the team", []),
]  # fmt: skip


@pytest.mark.parametrize("text, expected", LINKS)
def test_what_an_item_names_and_which_way_it_hangs(text, expected):
    found = find_instruments(text)
    assert [(one.name, link_type(text, one.start, one.end).value) for one in found] == expected


def test_a_code_behind_a_name_belongs_to_it():
    [found] = find_instruments("Progress against Cohesion Indicator NI1")
    assert (found.name, found.notation) == ("Cohesion Indicator", "NI1")


def test_what_is_presented_to_a_body_is_reported_to_it():
    assert reports_to("Update reports presented to SSP twice a year", 28)
    assert not reports_to("SSP to contribute", 0)
