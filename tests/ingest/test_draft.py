"""Whole readings of small invented plans, compared whole."""

# ruff: noqa: E501 - a case of a table stands on one line

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import tabbed, write_excel, write_text

from benchmarks.reading_score import compare, table_of
from cohesion_graph.errors import BadParameter, UnreadableDocument
from cohesion_graph.ingest import read_documents
from cohesion_graph.model.claims import Dependency, Responsibility, StatusReport, Timing, Wording
from cohesion_graph.model.privacy import withhold_names

PLAN = tabbed(
    ["Anytown Cohesion Plan"],
    [""],
    ["Ref", "Action", "Lead Responsibility", "Deadline"],
    ["CC1", "Council to map the town and use", "", ""],
    ["", "this map to find needs", "", ""],
    ["", "Milestones", "", ""],
    ["", " Map of the town complete. ", "Safer Anytown Partnership & Diversity Team", "December 2008"],
    ["", "Group to consider the map", "", "December 2008"],
    [
        "CC2",
        "Review the plan Milestones • Progress seen in line with LAA",
        "Anytown Renaissance",
        "In line with LAA monitoring",
    ],
    ["E03", "Letting plans to consider cohesion", "Community", "Ongoing"],
    ["", "", "Development Team", "Origonia"],
)
EXTRACT = tabbed(
    ["Actions for Safer Anytown Partnership"],
    ["Ref", "Action", "Responsibility", "Deadline", "Success Measures"],
    ["CC1", "Council to map the town and use this map to find needs.", "Council to lead, Safer Anytown Partnership to contribute", "December 2008", "Map of the town complete Maps are shared"],
)  # fmt: skip


def facts(dataset) -> list[tuple]:
    """Every claim of a dataset in a few words."""
    said = {
        Wording: lambda claim: (claim.presented_as.value, claim.text),
        Responsibility: lambda claim: (claim.role.value, claim.party, claim.joint_with, claim.basis.value),
        Timing: lambda claim: (claim.deadline.kind.value, claim.stated, claim.basis.value),
        Dependency: lambda claim: (claim.type.value, claim.target),
        StatusReport: lambda claim: (claim.status.value, str(claim.as_of)),
    }
    return [(claim.source, claim.item, *said[type(claim)](claim)) for claim in dataset.claims.values()]


def test_a_scanned_plan_with_broken_rows_is_read_as_it_is_meant(tmp_path):
    draft = read_documents([write_text(tmp_path / "plan.txt", PLAN)])
    mapped, considered, seen = (
        "CC1/map-of-the-town-complete",
        "CC1/group-to-consider-the-map",
        "CC2/progress-seen-in-line-with-laa",
    )
    assert [fact[1:] for fact in facts(draft.dataset)] == [
        ("CC1", "action", "Council to map the town and use this map to find needs"),
        (mapped, "milestone", "Map of the town complete."),
        (mapped, "lead", "safer-anytown-partnership", (2,), "column-heading"),
        (mapped, "lead", "diversity-team", (1,), "column-heading"),
        (mapped, "fixed", "December 2008", "column-heading"),
        (considered, "milestone", "Group to consider the map"),
        (considered, "fixed", "December 2008", "column-heading"),
        ("CC2", "action", "Review the plan"),
        ("CC2", "lead", "anytown-renaissance", (), "column-heading"),
        ("CC2", "aligned", "In line with LAA monitoring", "column-heading"),
        ("CC2", "monitored-through", "laa-monitoring"),
        (seen, "milestone", "Progress seen in line with LAA"),
        (seen, "in-line-with", "laa"),
        ("E03", "action", "Letting plans to consider cohesion"),
        ("E03", "lead", "community-development-team", (), "column-heading"),
        ("E03", "ongoing", "Ongoing", "column-heading"),
        ("E03", "embedded-in", "letting-plans"),
    ]  # fmt: skip
    asides = [(one.kind.value, one.exact, one.note) for one in draft.dataset.readings[0].set_aside]
    assert ("scanning-damage", "Origonia", "Read as a garbled repeat of 'Ongoing'.") in asides


def test_two_documents_are_joined_by_reference_and_by_wording(tmp_path):
    paths = [write_text(tmp_path / "plan.txt", PLAN), write_text(tmp_path / "extract.txt", EXTRACT)]
    dataset = read_documents(paths).dataset
    assert {item: dataset.sources_of(item) for item in dataset.milestones_of("CC1")} == {
        "CC1/map-of-the-town-complete": ["plan", "extract"],
        "CC1/group-to-consider-the-map": ["plan"],
        "CC1/maps-are-shared": ["extract"],
    }
    extract = dataset.sources_by_id["extract"]
    assert (extract.extract_of, extract.extract_for) == ("plan", "safer-anytown-partnership")
    assert [fact[2:] for fact in facts(dataset) if fact[:2] == ("extract", "CC1")] == [
        ("action", "Council to map the town and use this map to find needs."),
        ("lead", "council", (), "stated"),
        ("contribute", "safer-anytown-partnership", (), "stated"),
        ("fixed", "December 2008", "column-heading"),
    ]


def test_a_reading_scores_whole_against_itself_and_names_what_another_lacks(tmp_path):
    whole = read_documents([write_text(tmp_path / "plan.txt", PLAN)]).dataset
    same = compare(whole, whole)
    assert {name: (score.precision, score.recall, score.f1) for name, score in same.items()} == dict.fromkeys(
        same, (1.0, 1.0, 1.0)
    )
    part = read_documents(
        [write_text(tmp_path / "plan.txt", PLAN.replace("Anytown Renaissance", "Youth Forum"))]
    ).dataset
    bodies = compare(part, whole)["bodies"]
    assert (bodies.missed, bodies.wrong) == (("plan | CC2 | anytown-renaissance",), ("plan | CC2 | youth-forum",))
    assert "plan | CC2 | youth-forum" in table_of(compare(part, whole), with_errors=True)  # fmt: skip


def test_names_of_officers_are_masked_doubted_and_kept_out_of_identifiers(tmp_path):
    text = tabbed(
        ["Ref", "Action", "Lead", "Deadline", "Milestones"],
        ["1", "Open the hub", "J. Bloggs (Housing Team)", "2025", "J. Bloggs reports progress"],
        ["2", "Close the hub", "Jane Bloggs", "2026", ""],
    )
    draft = read_documents([write_text(tmp_path / "plan.txt", text)])
    source = draft.dataset.sources[0]
    assert [source.text[mask.start : mask.end] for mask in source.masks] == ["J. Bloggs", "J. Bloggs", "Jane Bloggs"]
    assert sum(doubt.about == "name" for doubt in draft.dataset.doubts.values()) == 3
    assert [fact[2:4] for fact in facts(draft.dataset) if fact[2] == "lead"] == [
        ("lead", "housing-team"),
        ("lead", "named-officer"),
    ]
    covered = withhold_names(draft.dataset)
    assert "Bloggs" not in covered.model_dump_json()
    assert "bloggs" not in "".join([*draft.dataset.items, *draft.dataset.bodies])
    assert "Bloggs" not in draft.summary  # fmt: skip


def test_reports_of_progress_without_a_day_are_claimed_with_a_doubt(tmp_path):
    rows = [
        ["Action", "Lead", "Status"],
        ["Plant trees", "Parks Team", "Complete"],
        ["Mend roads", "Highways", "On track"],
    ]
    dated = write_text(tmp_path / "dated.txt", "Plan; as at May 2024\n" + tabbed(*rows))
    undated = write_text(tmp_path / "undated.txt", "Town plan\n" + tabbed(*rows))
    assert [fact[2:] for fact in facts(read_documents([dated]).dataset) if fact[2] in {"complete", "in-progress"}] == [
        ("complete", "2024-05-31"),
        ("in-progress", "2024-05-31"),
    ]
    assert [doubt.what for doubt in read_documents([dated]).dataset.doubts.values() if "which day" in doubt.what] == [
        "'as at May 2024' does not say which day: the last one is taken, 2024-05-31, 2 times."
    ]
    on_a_day = write_text(tmp_path / "day.txt", "Plan; as at 3 May 2024\n" + tabbed(*rows))
    assert not [doubt for doubt in read_documents([on_a_day]).dataset.doubts.values() if "which day" in doubt.what]
    draft = read_documents([undated]).dataset
    assert [fact[2:] for fact in facts(draft) if fact[2] in {"complete", "in-progress"}] == [
        ("complete", "None"),
        ("in-progress", "None"),
    ]
    assert [doubt.what for doubt in draft.doubts.values() if "as of which day" in doubt.what] == [
        "The table reports progress, but the document does not say as of which day."
    ]


@pytest.mark.parametrize(
    "top, title",
    [
        (["Safer Anytown Partnership", "Community Safety Action Plan 2027"], "Community Safety Action Plan 2027"),
        (["Safer Anytown Partnership", "This plan says what we will do."], "Safer Anytown Partnership"),
        (["Community Safety 2027", "Draft", "For members", "Appendix to the corporate plan"], "Community Safety 2027"),
    ],
)
def test_a_plan_is_called_by_the_line_at_its_top_that_names_a_plan_or_by_the_first(tmp_path, top, title):
    table = tabbed(["Ref", "Action", "Lead", "Deadline"], ["1", "Light the streets", "Highways Team", "March 2027"])
    lines = "".join(f"{line}\n\n" for line in top)
    assert read_documents([write_text(tmp_path / "plan.txt", lines + table)]).dataset.plan.title == title


def test_a_plan_in_a_workbook_with_a_title_a_goal_column_and_merged_cells(tmp_path):
    rows = [
        ["", "Delivery plan", "", "", "", ""],
        ["", "Priority", "Task", "Owner", "Start", "End date"],
        ["", "Health", "Open clinics", "NHS Trust", "April 2024", "31/03/2025"],
        ["", "", "Run walks", "Walking Group", "", "TBC"],
        ["", "Safety", "Light streets", "Highways Team", "2024", "2025"],
    ]
    dataset = read_documents([write_excel(tmp_path / "plan.xlsx", {"Plan": rows}, merges=["B3:B4"])]).dataset
    assert [(section.title, [action.ref for action in section.actions]) for section in dataset.plan.sections] == [
        ("Health", ["1", "2"]),
        ("Safety", ["3"]),
    ]
    timings = [
        claim.deadline.model_dump(mode="json", exclude_none=True)
        for claim in dataset.claims.values()
        if isinstance(claim, Timing)
    ]
    assert timings == [
        {"kind": "fixed", "date": "2025-03-31", "starts": "2024-04"},
        {"kind": "unread"},
        {"kind": "fixed", "date": "2025", "starts": "2024"},
    ]  # fmt: skip


def test_cards_are_read_like_rows(tmp_path):
    text = "Town plan\n\nAction: Plant trees\nLead: Parks Team\nDeadline: 2025\n\nAction: Mend roads\nLead: Highways Team\n"
    dataset = read_documents([write_text(tmp_path / "plan.txt", text)]).dataset
    assert [fact[1:4] for fact in facts(dataset)] == [
        ("1", "action", "Plant trees"),
        ("1", "lead", "parks-team"),
        ("1", "fixed", "2025"),
        ("2", "action", "Mend roads"),
        ("2", "lead", "highways-team"),
    ]


def test_cards_under_headings_are_read_with_the_reference_and_section_that_the_headings_give(tmp_path):
    text = (
        "# Tree plan\n\n## Theme A\n\n### Action 1.1: Plant trees\n\n- **Lead:** Parks Team\n- **Timescale:** Q2 2024/25\n"
        "- **Milestones:**\n  - Site agreed\n  - Trees planted by March 2025\n\n"
        "## Theme B\n\n### Action 2.1: Water trees\n\n- **Lead:** Friends of the Park\n- **Timescale:** Ongoing\n"
    )
    dataset = read_documents([write_text(tmp_path / "plan.md", text)]).dataset
    assert [(section.title, [action.ref for action in section.actions]) for section in dataset.plan.sections] == [
        ("Theme A", ["1.1"]),
        ("Theme B", ["2.1"]),
    ]
    assert [fact[1:4] for fact in facts(dataset)] == [
        ("1.1", "action", "Plant trees"),
        ("1.1", "lead", "parks-team"),
        ("1.1", "fixed", "Q2 2024/25"),
        ("1.1/site-agreed", "milestone", "Site agreed"),
        ("1.1/trees-planted-by-march-2025", "milestone", "Trees planted by March 2025"),
        ("1.1/trees-planted-by-march-2025", "fixed", "by March 2025"),
        ("2.1", "action", "Water trees"),
        ("2.1", "lead", "friends-of-the-park"),
        ("2.1", "ongoing", "Ongoing"),
    ]


def test_bodies_in_a_cell_merged_over_milestones_are_the_actions(tmp_path):
    rows = [
        ["Action", "Milestone", "Milestone date", "Lead"],
        ["Set up a hub", "Site found", "April 2024", "Youth Service"],
        ["", "Doors open", "Sept 2024", ""],
    ]
    path = write_excel(tmp_path / "plan.xlsx", {"Plan": rows}, merges=["A2:A3", "D2:D3"])
    assert [fact[1:4] for fact in facts(read_documents([path]).dataset)] == [
        ("1", "action", "Set up a hub"),
        ("1", "lead", "youth-service"),
        ("1/site-found", "milestone", "Site found"),
        ("1/site-found", "fixed", "April 2024"),
        ("1/doors-open", "milestone", "Doors open"),
        ("1/doors-open", "fixed", "Sept 2024"),
    ]


def test_what_is_no_plan_is_refused_with_advice(tmp_path):
    path = write_text(tmp_path / "people.csv", "Name,Age\nA,1\nB,2\n")
    with pytest.raises(UnreadableDocument) as caught:
        read_documents([path])
    assert str(caught.value) == (
        "people.csv: 1 table without headings of a plan found; the first begins with 'Name', 'Age'\n"
        "  Expected: a table (or cards) with headings such as Action, Lead, Deadline, Milestones.\n"
        "  Check that this is the document with the action plan; name its columns in a first row of headings."
    )


@pytest.mark.parametrize("identifier", ["My Plan", "a--b", "", "x" * 101])
def test_a_bad_identifier_is_refused(tmp_path, identifier):
    with pytest.raises(BadParameter, match=f"{identifier!r} is no identifier"):
        read_documents([write_text(tmp_path / "plan.txt", PLAN)], dataset_id=identifier)


def test_progress_is_told_for_each_document(tmp_path):
    told = []
    read_documents([write_text(tmp_path / "plan.txt", PLAN)], progress=lambda *facts: told.append(facts))
    assert told == [(0, 1, "plan.txt"), (1, 1, "")]


WORDS = ["Plant trees", "Mend roads", "CC1", "March 2025", "Ongoing", "Police; Fire Service", "Milestones", "• A done • B done", "", "TBC", "LAA", "é", "بلدية", "J. Doe"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=4, max_size=4), min_size=1, max_size=8))
def test_every_quotation_of_any_table_stands_in_its_text(tmp_path_factory, rows):
    """A draft is a valid dataset, whatever the cells hold: offsets true, references resolved, identifiers unique."""
    text = tabbed(["Ref", "Action", "Lead", "Deadline"], *rows)
    path = write_text(tmp_path_factory.mktemp("plans") / "plan.txt", text)
    try:
        first, second = read_documents([path]), read_documents([path])
    except UnreadableDocument:
        return
    source = first.dataset.sources[0]
    for claim in first.dataset.claims.values():
        assert all(source.text[one.start : one.end] == one.exact for one in claim.evidence)
    assert first == second


@pytest.mark.parametrize(
    "lead, authority",
    [
        ("Licensing Team (Borough Council)", ("not-stated", "Not stated in the documents")),
        ("Full Council", ("not-stated", "Not stated in the documents")),
        ("Anytown Borough Council", ("anytown", "Anytown Borough Council")),
        ("City of Anytown Council", ("city-of-anytown", "City of Anytown Council")),
    ],
)
def test_words_for_a_council_that_name_no_place_are_not_taken_for_the_authority(tmp_path, lead, authority):
    rows = tabbed(["Ref", "Action", "Lead", "Deadline"], ["1", "Map the town", lead, "May 2026"], ["2", "Plant trees", "Parks Team", "June 2026"])  # fmt: skip
    told = read_documents([write_text(tmp_path / "plan.txt", rows)]).dataset.authority
    assert (told.id, told.name) == authority
