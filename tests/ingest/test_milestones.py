"""Milestones: by bullets, lines and labels, or by how sentences begin where they were run together."""

# ruff: noqa: E501 - a case of a table stands on one line

from __future__ import annotations

import pytest

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.what.alignment import align, anchors_of
from cohesion_graph.ingest.what.ghosts import ghost_of, repeats_end_of
from cohesion_graph.ingest.what.milestones import find_label, find_milestones
from cohesion_graph.ingest.what.references import is_reference, leading_reference, normal_reference, repaired
from cohesion_graph.ingest.when.deadlines import find_deadlines


def split(cell: str) -> list[str]:
    return [
        one.words.text for one in find_milestones(Words(cell), lambda text: text.startswith(("Renaissance ", "SSP ")))
    ]


SPLIT = [
    ("• Survey done • Report to Cabinet", ["Survey done", "Report to Cabinet"]),
    ("1. Survey done\n2. Report to Cabinet", ["Survey done", "Report to Cabinet"]),
    ("Survey done\nReport to Cabinet,\nwith costs", ["Survey done", "Report to Cabinet, with costs"]),
    # run together
    ("Welcome packs produced SSP identifies needs Briefings are held", ["Welcome packs produced", "SSP identifies needs", "Briefings are held"]),
    ("New indicator embedded within LAA Renaissance to consider performance", ["New indicator embedded within LAA", "Renaissance to consider performance"]),
    ("Delivery of Older People Strategy Evaluation and recordings of projects", ["Delivery of Older People Strategy", "Evaluation and recordings of projects"]),
    ("Reduction in fear of crime (ASB) Number of empty homes", ["Reduction in fear of crime (ASB)", "Number of empty homes"]),
    ("Mechanisms agreed. No. of organisations using them", ["Mechanisms agreed.", "No. of organisations using them"]),
    # capitals that begin nothing
    ("Staff receiving Customer service training", ["Staff receiving Customer service training"]),
    ("All services to have achieved Customer First level 2", ["All services to have achieved Customer First level 2"]),
    ("Further develop Elected Member representation", ["Further develop Elected Member representation"]),
    ("Survey included in Equality Scheme and revised Cohesion Action Plan", ["Survey included in Equality Scheme and revised Cohesion Action Plan"]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize("cell, expected", SPLIT)
def test_milestones_are_told_apart(cell, expected):
    assert split(cell) == expected


@pytest.mark.parametrize(
    "cell, label",
    [
        ("Review provision Milestones • Report", "Milestones"),
        ("MilestonesProduce a report", "Milestones"),
        ("Outputs: 5 events", "Outputs"),
        ("Success measures\nFewer fires", "Success measures"),
        ("meet the targets for housing", None),
        ("Agree new Milestones with partners", None),
    ],
)
def test_a_label_inside_a_cell_is_found(cell, label):
    found = find_label(Words(cell))
    assert (found.text if found else None) == label


def test_equal_numbers_go_by_order_and_unequal_ones_stay_with_the_action():
    assert [(one.milestone, one.basis.value) for one in align(2, "ab")] == [
        (0, "aligned-by-order"),
        (1, "aligned-by-order"),
    ]
    assert [(one.milestone, one.basis.value) for one in align(3, "ab")] == [(None, "cell-not-aligned")] * 2
    assert [(one.milestone, one.basis.value) for one in align(1, "ab")] == [(0, "column-heading")] * 2
    assert [(one.milestone, one.basis.value) for one in align(0, "a")] == [(None, "column-heading")]  # fmt: skip


def test_a_recurring_deadline_goes_with_the_only_milestone_that_names_its_interval():
    deadlines = find_deadlines(Words("March 2008 September 2008 then biannually Ongoing"))
    milestones = ["Group formed", "Policy agreed", "Reports on a biannual basis", "More reports received"]
    assert anchors_of(milestones, deadlines) == {1: 2}


def test_a_garbled_repeat_is_recognised_and_words_that_mean_something_are_not():
    assert ghost_of("On a sin a", ["Ongoing"]) == "Ongoing"
    assert ghost_of("Doddinoo 2000", ["March 2009", "December 2008"]) == "December 2008"
    assert ghost_of("Medium term", ["Ongoing", "March 2009"]) is None
    assert not repeats_end_of("of new events held", "Programme of events developed")


def test_references_are_normalised_and_misread_ones_repaired():
    assert repaired(["EO5", "E06", "EO7"]) == ["EO5", "EO6", "EO7"]
    assert repaired(["S1", "52", "S3"]) == ["S1", "S2", "S3"]
    assert repaired(["1", "2", "4"]) == ["1", "2", "4"]  # a gap is no misreading
    assert [normal_reference(text) for text in ("CC 1", "Action 4", "(a)", "1.2.", "№")] == ["CC1", "4", "a", "1.2", ""]
    assert [is_reference(text) for text in ("CC1", "1.2.3", "Theme 1: Safer streets", "March 2025")] == [
        True,
        True,
        False,
        False,
    ]
    assert [leading_reference(text) for text in ("20 - Plant", "Action 3: Plant", "12 events held", "2025 - a review")] == [
        ("20", 5),
        ("3", 10),
        None,
        None,
    ]  # fmt: skip
