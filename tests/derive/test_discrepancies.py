"""Where two sources differ."""

import dataclasses

import pytest

from cohesion_graph.derive import derive
from cohesion_graph.derive.wordings import normalised
from cohesion_graph.model.codes import Resolution


def told(plan):
    return [(one.item, one.kind.value, one.value_a, one.value_b) for one in plan.derivation.discrepancies]


def test_the_invented_councils_documents_differ_in_each_way_once(marlbeck):
    everybody = "Chief Officer (responsible); Housing Partnership (responsible); MBC Equalities Team (responsible)"
    pack = "A2/welcome-pack-embedded-in-the-settling-strategy"
    monitoring = "In line with Area Agreement monitoring"
    assert told(marlbeck) == [
        ("A2", "wording", "Welcome newcomers, in line with the Area Agreement", "Welcome newcomers"),
        (pack, "wording-trivial", "Welcome pack embedded in the Settling Strategy",
         "Welcome-pack embedded in the settling strategy."),
        ("A2", "lead", "Marlbeck Partnership; Voices Network", "MBC Equalities Team"),
        ("A2", "role", "Marlbeck Partnership (lead); Voices Network (lead)",
         "Marlbeck Partnership (contribute); Voices Network (contribute)"),
        ("A2", "timing", "2024/25", "June 2025"),
        (pack, "timing", "within 3 months of the map", "June 2025"),
        ("A4", "coverage", everybody, ""),
        ("A4", "timing", f"{monitoring}; TBC", monitoring),
    ]  # fmt: skip


def test_the_two_leads_of_cc1_stand_side_by_side(stockton):
    assert ("CC1", "lead", "Safer Stockton Partnership; SBC Diversity Team",
            "Stockton Renaissance; SBC (Policy, Performance & Communications)") in told(stockton)  # fmt: skip


def test_the_stockton_documents_differ_in_these_items_and_kinds(stockton):
    by_kind = {}
    for item, kind, _, _ in told(stockton):
        by_kind.setdefault(kind, []).append(item.split("/")[0])

    assert by_kind == {
        "lead": ["CC1", "CC6", "CC11"],
        "role": ["CC1", "CC6", "CC11"],
        "role-unclear": ["EO4", "EO15"],
        "coverage": ["EO4", "EO9", "EO10", "EO15"],
        "timing": ["EO4", "EO9", "EO9", "EO10"],
        "wording": ["CC6", "CC6"],
        "wording-trivial": ["CC1", "CC11", "EO9", "EO10", "EO10"],
    }


def test_a_ruling_is_shown_with_its_reason_and_the_others_stay_unresolved(marlbeck):
    ruled = {one.id: (one.resolution.value, one.reason) for one in marlbeck.derivation.discrepancies if one.reason}

    assert ruled == {
        "A2/discrepancy/timing/together-plan/voices-extract": ("first-preferred", "The plan is the later document.")
    }


def test_of_two_rulings_about_one_discrepancy_the_first_stands(marlbeck):
    dataset = marlbeck.dataset
    (first,) = dataset.editorial.rulings
    later = first.model_copy(update={"resolution": Resolution.SECOND_PREFERRED, "reason": "Thought better of."})
    editorial = dataset.editorial.model_copy(update={"rulings": (first, later)})

    found = derive(dataset.model_copy(update={"editorial": editorial})).discrepancies
    assert [one.reason for one in found if one.id == first.discrepancy] == [first.reason]


def test_the_order_of_the_sources_changes_sides_and_nothing_else(marlbeck):
    dataset = marlbeck.dataset
    swapped = dataset.model_copy(update={"sources": dataset.sources[::-1], "readings": dataset.readings[::-1]})

    there = {(one.item, one.kind, one.value_a, one.value_b) for one in marlbeck.derivation.discrepancies}
    back = {(one.item, one.kind, one.value_b, one.value_a) for one in derive(swapped).discrepancies}
    assert back == there


def without(dataset, source, item):
    """The dataset with one source's claims about an item removed."""
    readings = [
        reading.model_copy(
            update={"claims": tuple(c for c in reading.claims if not (c.item == item and reading.source == source))}
        )
        for reading in dataset.readings
    ]
    return dataset.model_copy(update={"readings": tuple(readings)})


@pytest.mark.parametrize(
    "source, item, missing",
    [
        # the extract is made for the Voices Network, so an item the plan gives to it is missed
        ("voices-extract", "A2/welcome-pack-embedded-in-the-settling-strategy", True),
        # and one that the plan gives to nobody in particular is not
        ("voices-extract", "A4/numbers-of-incidents-published", False),
        # the plan is no extract of the extract: it misses whatever the extract alone has
        ("together-plan", "A4/numbers-of-incidents-published", True),
    ],
)
def test_an_item_is_missed_only_where_it_would_be_expected(marlbeck, source, item, missing):
    found = derive(without(marlbeck.dataset, source, item)).discrepancies

    assert [one.item for one in found if one.kind == "missing-item"] == ([item] if missing else [])


def test_deriving_twice_gives_the_same(stockton):
    again = derive(stockton.dataset)

    assert (again.links, again.discrepancies) == (stockton.derivation.links, stockton.derivation.discrepancies)
    assert dataclasses.is_dataclass(again)


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("myth-busting.", "Myth busting", True),
        ("biannual", "bi-annual", True),
        ("Customer 1st", "Customer 1 st", True),
        ("produced", "complete", False),
        ("توسيع", "توسيع", True),
    ],
)
def test_wordings_are_the_same_when_only_form_differs(one, other, same):
    assert (normalised(one) == normalised(other)) is same
