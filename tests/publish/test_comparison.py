"""Documents, editions and councils compared; the extract comes out exactly as the two documents read."""

import pytest

from cohesion_graph.errors import UnknownName
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.publish.comparison import Outcome, compare_datasets, compare_sources
from cohesion_graph.publish.likeness import alike


def outcomes(comparison):
    return [(row.outcome.value, row.item, row.why) for row in comparison.rows]


def test_the_safer_stockton_extract_checked_against_the_borough_plan(stockton):
    """Read by hand from the two documents: nothing is missing or extra; every lead differs where leads are named."""
    found = compare_sources(stockton.derivation, "borough-plan", "safer-stockton-extract")
    same = "the same words, and nothing else is said differently of the milestone itself"
    unsaid = "the Borough plan does not say whose it is"  # the settlement gives the body to the first milestone
    gives = "the Borough plan gives it to"
    assert outcomes(found) == [
        ("re-assigned", "CC1", "different leads"),
        ("re-assigned", "CC1", "different role"),
        ("agreeing", "CC1/thorough-mapping-of-the-boroughs-communities-complete", same),
        ("agreeing", "CC1/offensive-incidents-group-to-consider-mapping-and-develop", same),
        ("reworded", "CC6", "different words"),
        ("re-assigned", "CC6", "different leads"),
        ("re-assigned", "CC6", "different role"),
        ("reworded", "CC6/welcome-packs-produced", "different words"),
        ("agreeing", "CC6/ssp-identifies-and-provides-relevant-information", same),
        ("agreeing", "CC6/cultural-briefings-held", same),
        ("re-assigned", "CC11", "different leads"),
        ("re-assigned", "CC11", "different role"),
        ("left out", "CC11/communication-strategy-developed", f"{gives} SBC Diversity Team"),
        ("agreeing", "CC11/success-of-current-myth-busting-reviewed", same),
        ("agreeing", "CC11/new-approach-developed-if-required", same),
        ("agreeing", "CC11/roll-out-of-new-approach", same),
        ("re-assigned", "EO4", "role told by one source only"),
        ("re-assigned", "EO4", "one source names more bodies"),
        (
            "left out",
            "EO4/facilitated-health-assessment-with-the-learning-disabilities",
            f"{gives} Health and Wellbeing Partnership",
        ),
        ("re-dated", "EO4/community-safety-audit-to-return-3-of-questionnaires-from", "different dates"),
        ("agreeing", "EO4/two-face-the-people-sessions-held", same),
        ("re-assigned", "EO9", "one source names more bodies"),
        ("re-dated", "EO9", "different dates"),
        (
            "left out",
            "EO9/contribute-to-review-of-reporting-mechanisms",
            f"{gives} Housing and Neighbourhood Partnership",
        ),
        (
            "left out",
            "EO9/no-of-organisations-that-are-using-same-reporting-systems",
            f"{gives} Housing and Neighbourhood Partnership",
        ),
        ("agreeing", "EO9/new-offensive-incident-group-developed-and-meeting-monthly", same),
        ("agreeing", "EO9/new-offensive-incident-policy-developed", same),
        ("agreeing", "EO9/improved-promotion-of-the-scheme-to-the-community", same),
        ("re-dated", "EO9/update-reports-presented-to-ssp-on-a-biannual-basis", "different dates"),
        ("agreeing", "EO9/increase-in-numbers-of-offensive-incident-reports-received", same),
        ("re-assigned", "EO10", "one source names more bodies"),
        ("re-dated", "EO10", "different dates"),
        (
            "agreeing",
            "EO10/targets-and-success-measures-to-be-developed-in-line-with",
            "words differ in form only",
        ),
        ("left out", "EO10/number-of-partnership-members-signed-up-to-governments", unsaid),
        ("left out", "EO10/reduction-in-fear-of-crime-asb", unsaid),
        ("left out", "EO10/number-of-empty-homes", unsaid),
        ("re-assigned", "EO15", "role told by one source only"),
        ("re-assigned", "EO15", "one source names more bodies"),
        (
            "left out",
            "EO15/review-membership-of-groups-and-to-enable-participation-and",
            f"{gives} Health and Wellbeing Partnership",
        ),
        ("agreeing", "EO15/iags-and-community-groups-to-consider-and-implement-bme", same),
    ]
    assert found.not_expected == 25
    assert not found.agrees


def test_what_each_document_says_stands_beside_the_outcome(stockton):
    found = compare_sources(stockton.derivation, "borough-plan", "safer-stockton-extract")
    row = next(row for row in found.rows if row.outcome is Outcome.REDATED)
    assert (row.first, row.second) == ("March 2008", "Complete March 2009")


def test_turned_round_the_extract_lacks_nothing_it_and_the_plan_has_extras(stockton):
    found = compare_sources(stockton.derivation, "safer-stockton-extract", "borough-plan")
    assert found.counts["missing"] == 0
    in_plan_only = [item for item in stockton.dataset.items if stockton.dataset.sources_of(item) == ["borough-plan"]]
    assert [row.item for row in found.rows if row.outcome is Outcome.EXTRA] == in_plan_only
    row = next(row for row in found.rows if row.outcome is Outcome.REDATED)
    assert (row.first, row.second) == ("Complete March 2009", "March 2008")


def test_a_document_that_is_not_there_is_refused(stockton):
    with pytest.raises(UnknownName, match="borough-plan"):
        compare_sources(stockton.derivation, "borough-plam", "safer-stockton-extract")


def changed(dataset, change):
    content = dataset.model_dump()
    change(content)
    return Dataset.model_validate(content)


def test_an_edition_agrees_with_itself(stockton, marlbeck):
    for dataset in (stockton.dataset, marlbeck.dataset):
        found = compare_datasets(dataset, dataset)
        assert found.agrees
        assert set(found.counts) - {key for key, number in found.counts.items() if number} == {
            outcome.value for outcome in Outcome
        } - {"agreeing"}


def test_two_editions_are_compared_item_by_item(marlbeck):
    """The new edition drops A6, adds A7, rewords A5, moves A1's first milestone's date and gives A3 to another."""

    def edit(content):
        reading = content["readings"][0]
        keep = [claim for claim in reading["claims"] if claim["item"] != "A6"]
        for claim in keep:
            if claim["item"] == "A5" and "presented_as" in claim:
                claim["text"] = "Agree the protocol for housing"
            if claim["item"] == "A1/map-of-groups-published" and "stated" in claim:
                claim["stated"], claim["deadline"]["date"] = "30 April 2025", "2025-04-30"
            if claim["item"] == "A3" and "party" in claim:
                claim["party"] = "voices-network"
        wording = next(claim for claim in keep if claim["item"] == "A1" and "presented_as" in claim)
        keep.append({**wording, "item": "A7", "text": "Publish the map of community groups"})
        reading["claims"] = [
            claim
            for claim in keep
            if not (claim.get("target", "").startswith("A6") and claim.get("target_kind") == "item")
        ]
        reading["doubts"] = [doubt for doubt in reading["doubts"] if doubt["item"] != "A6"]
        section = content["plan"]["sections"][-1]
        section["actions"] = [*(a for a in section["actions"] if a["ref"] != "A6"), {"ref": "A7", "milestones": ()}]

    found = compare_datasets(marlbeck.dataset, changed(marlbeck.dataset, edit))
    different = [(row.outcome.value, row.item) for row in found.rows if row.outcome is not Outcome.AGREEING]
    assert different == [
        ("re-dated", "A1/map-of-groups-published"),
        ("re-assigned", "A3"),
        ("reworded", "A5"),
        ("missing", "A6"),
        ("extra", "A7"),
    ]


def test_of_two_councils_only_what_is_alike_is_suggested(stockton, marlbeck):
    found = compare_datasets(stockton.dataset, marlbeck.dataset)
    assert found.rows == ()
    assert next(row[:5:2] for row in found.suggestions.rows) == ("CC1", "A4", "somewhat alike")
    assert "suggestion" in found.suggestions.notes[0]


def test_a_plan_is_alike_to_itself_above_all(stockton):
    rows = alike(stockton.dataset, stockton.dataset).rows
    same = [row for row in rows if row[4] == "the same words"]
    assert [row[0] for row in same] == [row[2] for row in same]
    assert sorted(row[0] for row in same) == sorted(stockton.dataset.actions)
