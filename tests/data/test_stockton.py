"""The real plan, held against its two texts."""

import re
from collections import Counter

import pytest

from cohesion_graph.model.claims import Dependency, Responsibility, Timing, Wording
from cohesion_graph.model.codes import SetAsideKind

CONTENT_WORD = re.compile(r"[^\W_]+")


def told(claims):
    """Claims as a set of short facts."""
    return {
        Responsibility: lambda: {(c.item, c.role.value, c.party) for c in claims},
        Timing: lambda: {(c.item, c.stated) for c in claims},
        Dependency: lambda: {(c.item, c.type.value, c.target) for c in claims},
    }[type(claims[0])]()


def every(plan, kind, source=None):
    return [c for c in plan.dataset.claims.values() if isinstance(c, kind) and source in {None, c.source}]


def test_the_plan_has_its_32_actions_and_the_extract_its_7(stockton):
    dataset = stockton.dataset
    in_source = {
        source.id: [ref for ref in dataset.actions if source.id in dataset.sources_of(ref)]
        for source in dataset.sources
    }

    assert in_source == {
        "borough-plan": [*(f"CC{n}" for n in range(1, 16)), *(f"EO{n}" for n in range(1, 18))],
        "safer-stockton-extract": ["CC1", "CC6", "CC11", "EO4", "EO9", "EO10", "EO15"],
    }


@pytest.mark.parametrize("name", ["stockton", "marlbeck"])
def test_every_word_of_the_texts_is_claimed_or_set_aside_and_none_is_both_claimed_and_damage(name, request):
    dataset = request.getfixturevalue(name).dataset
    for reading in dataset.readings:
        text = dataset.sources_by_id[reading.source].text
        claimed, aside, damage = bytearray(len(text)), bytearray(len(text)), bytearray(len(text))
        for record in (*reading.claims, *reading.doubts):
            for quotation in record.evidence:
                claimed[quotation.start : quotation.end] = b"\1" * (quotation.end - quotation.start)
        for span in reading.set_aside:
            aside[span.start : span.end] = b"\1" * (span.end - span.start)
            if span.kind is SetAsideKind.SCANNING_DAMAGE:
                damage[span.start : span.end] = b"\1" * (span.end - span.start)
        for claim in reading.claims:
            for quotation in claim.evidence:
                assert not any(damage[quotation.start : quotation.end]), f"{claim.id} quotes scanning damage"

        words = list(CONTENT_WORD.finditer(text))
        uncovered = [word[0] for word in words if not (claimed[word.start()] or aside[word.start()])]
        assert (reading.source, uncovered) == (reading.source, [])


def test_what_the_safer_stockton_partnership_has_in_each_document(stockton):
    mine = [c for c in every(stockton, Responsibility) if c.party == "safer-stockton-partnership"]

    assert {(c.source, c.item.split("/")[0], c.role.value) for c in mine} == {
        ("borough-plan", "CC1", "lead"),
        ("borough-plan", "CC6", "lead"),
        ("borough-plan", "CC11", "lead"),
        ("borough-plan", "EO4", "responsible"),
        ("borough-plan", "EO9", "responsible"),
        ("borough-plan", "EO10", "responsible"),
        ("borough-plan", "EO15", "responsible"),
        ("safer-stockton-extract", "CC1", "contribute"),
        ("safer-stockton-extract", "CC6", "contribute"),
        ("safer-stockton-extract", "CC11", "contribute"),
        ("safer-stockton-extract", "EO4", "contribute"),
        ("safer-stockton-extract", "EO9", "responsible"),
        ("safer-stockton-extract", "EO10", "responsible"),
        ("safer-stockton-extract", "EO15", "contribute"),
    }


def test_nobody_leads_under_a_heading_that_says_only_responsibility(stockton):
    roles = Counter((c.item[:2], c.role.value) for c in every(stockton, Responsibility, "borough-plan"))

    assert set(roles) == {("CC", "lead"), ("EO", "responsible")}


def test_what_hangs_on_the_local_area_agreement_and_what_feeds_it(stockton):
    laa = {"local-area-agreement", "laa-monitoring"}
    by_family = {}
    for claim in every(stockton, Dependency):
        if claim.target in laa:
            by_family.setdefault(claim.type.family, set()).add((claim.source, claim.item.split("/")[0]))

    assert by_family == {
        "depends": {("borough-plan", "CC2"), ("borough-plan", "EO10"), ("safer-stockton-extract", "EO10")},
        "feeds": {("borough-plan", "CC3"), ("borough-plan", "CC4")},
    }


@pytest.mark.parametrize(
    "item, stated, deadline",
    [
        ("CC2", "In line with LAA monitoring", {"kind": "aligned", "aligned_with": "laa-monitoring"}),
        ("CC15", "Ongoing", {"kind": "ongoing"}),
        ("EO9/update-reports-presented-to-ssp-on-a-biannual-basis", "September 2008 then biannually",
         {"kind": "fixed-then-recurring", "date": "2008-09", "every": "P6M"}),
        ("EO14/variety-of-different-registration-models-available", "March 2008 and ongoing",
         {"kind": "fixed-then-ongoing", "date": "2008-03"}),
        ("EO15/iags-and-community-groups-to-consider-and-implement-bme", "December 2008",
         {"kind": "fixed", "date": "2008-12"}),
    ],
)  # fmt: skip
def test_deadlines_are_read_as_stated(stockton, item, stated, deadline):
    claim = next(c for c in every(stockton, Timing, "borough-plan") if c.item == item)

    assert (claim.stated, claim.deadline.model_dump(mode="json", exclude_none=True)) == (stated, deadline)


def test_no_date_lies_outside_the_years_the_plan_speaks_of(stockton):
    years = {c.deadline.date.first_day.year for c in every(stockton, Timing) if c.deadline.date}

    assert years == {2008, 2009, 2010, 2011}  # the ghost "Doddinoo 2000" is no date


def test_the_misread_reference_is_kept_as_printed_beside_the_right_one(stockton):
    wording = stockton.dataset.claims_about("EO6", Wording)[0]

    assert (wording.ref_as_printed, wording.evidence[0].exact) == ("E06", "E06")


def test_every_doubt_is_a_sentence_and_where_a_reading_was_chosen_it_says_which(stockton):
    doubts = stockton.dataset.doubts.values()

    assert len(doubts) > 50
    assert [doubt.id for doubt in doubts if not doubt.what.endswith((".", "?"))] == []


def test_the_officers_of_the_extract_are_counted_and_nowhere_named(stockton):
    named = {c.item: c.officers_named for c in every(stockton, Responsibility) if c.officers_named}

    assert named == {"EO9": 2, "EO10": 1}
    assert stockton.dataset.sources[1].text.count("█") == 25


def test_abbreviations_that_the_texts_never_expand_stay_as_they_are(stockton):
    dataset = stockton.dataset

    assert [dataset.bodies[one].name for one in ("lpsb", "iags", "pct", "vcs")] == ["LPSB", "IAGs", "PCT", "VCS"]
    assert dataset.instruments["pic-strategy"].name == "PIC Strategy"
