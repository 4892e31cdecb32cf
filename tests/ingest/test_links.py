"""Instruments in the words of a plan, and the direction of each link to them."""

# ruff: noqa: E501 - a case of a table stands on one line

from __future__ import annotations

import pytest

from cohesion_graph.ingest import read_documents
from cohesion_graph.ingest.what.elsewhere import found_elsewhere
from cohesion_graph.ingest.what.instruments import find_instruments
from cohesion_graph.ingest.what.links import link_type, reports_to
from cohesion_graph.model.claims import Dependency

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


ELSEWHERE = [
    ("Deliver Action 7 of the Digital Strategy", [("7", "Digital Strategy")]),
    ("As set out in action 3.2 of our Climate Strategy", [("3.2", "Climate Strategy")]),
    ("Linked to Harbour Digital Strategy (Action 4)", [("4", "Harbour Digital Strategy")]),
    ("Count the bees (formerly action 12)", [("12", "")]),
    ("Carried forward from 2.4", [("2.4", "")]),
    ("Goes on from action 3 of the 2021-24 plan", [("3", "")]),
    ("Reprend l'action 3 du plan précédent", [("3", "")]),
    ("Führt Maßnahme 3 des früheren Plans fort", []),  # no word of an edition that is known in this form
    ("Plant trees, see action 3", []),
    ("Review the Digital Strategy by action group 4", []),
]


@pytest.mark.parametrize("text, expected", ELSEWHERE)
def test_actions_of_other_documents_and_earlier_editions_are_found_where_printed(text, expected):
    names = [(one.start, one.end, one.name) for one in find_instruments(text)]
    assert [(one.ref, one.name) for one in found_elsewhere(text, names)] == expected


_TABLE = "# {}\n\n| {}Action | Lead | Deadline |\n{}"


def _plan(title, rows, head="Ref | "):
    rule = "|---" * (head.count("|") + 3) + "|\n"
    return _TABLE.format(title, head, rule) + "".join(f"| {row} | Parks Team | May 2031 |\n" for row in rows)


def test_a_number_joins_an_action_of_another_document_only_where_that_document_prints_it(tmp_path):
    rows = ["1 | Plant pears", "2 | Deliver Action 7 of the Harbour Digital Strategy", "3 | Prune (formerly action 1)"]
    (tmp_path / "orchard.md").write_text(_plan("Orchard Plan", [*rows, "4 | Water, see action 3"]), "utf-8")
    (tmp_path / "harbour.md").write_text(_plan("Harbour Digital Strategy", ["7 | Put forms on the web"]), "utf-8")

    def links(*names):
        draft = read_documents([tmp_path / name for name in names]).dataset
        claims = [claim for reading in draft.readings for claim in reading.claims if isinstance(claim, Dependency)]
        doubts = [doubt.what.split(":")[0] for reading in draft.readings for doubt in reading.doubts]
        to_items = [(claim.item, claim.target) for claim in claims if claim.target_kind == "item"]
        return to_items, [what for what in doubts if "is the number of" in what]

    earlier = "'1' is the number of an action of an earlier edition, which is not at hand"
    other = "'7' is the number of an action of 'Harbour Digital Strategy', which is not at hand"
    assert links("orchard.md") == ([("4", "3")], [other, earlier])
    assert links("orchard.md", "harbour.md") == ([("2", "7"), ("4", "3")], [earlier])


def test_own_running_numbers_are_no_references(tmp_path):
    """They neither join the actions of two documents nor are what "see action 1" means."""
    (tmp_path / "a.md").write_text(_plan("Orchard Plan", ["Plant pears", "Water, see action 1"], ""), "utf-8")
    (tmp_path / "b.md").write_text(_plan("Orchard steps", ["1 | Sell the cider", "2 | Press apples"]), "utf-8")
    draft = read_documents([tmp_path / "a.md", tmp_path / "b.md"]).dataset
    refs = [action.ref for section in draft.plan.sections for action in section.actions]
    claims = [claim for reading in draft.readings for claim in reading.claims if isinstance(claim, Dependency)]
    assert (refs, [(claim.item, claim.target) for claim in claims]) == (["3", "4", "1", "2"], [])
