"""What a page lists is what the question about the same thing answers, for every body, instrument and date."""

import datetime as dt

import pytest

from cohesion_graph.folder.updates import with_updates
from cohesion_graph.model.relations import Relation
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.agenda import Agenda
from cohesion_graph.publish.dates import date_pages
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Several
from cohesion_graph.publish.progress import standing
from cohesion_graph.publish.registered import body_pages, instrument_pages
from cohesion_graph.publish.sheets import sheet

UPDATES = (
    b"item,date,status,note\r\nA2,2025-04-30,Red,No funds\r\nA2,2025-06-15,Amber,Bid made\r\n"
    b"A5,2025-06-30,complete,\r\n"
)


@pytest.fixture(scope="module", params=["marlbeck", "stockton"])
def plan(request):
    loaded = request.getfixturevalue(request.param)
    return LoadedPlan(with_updates(loaded.dataset, UPDATES)) if request.param == "marlbeck" else loaded


@pytest.fixture(scope="module")
def lookups(plan):
    return Lookups(plan.derivation, dt.date(2009, 3, 31) if plan.dataset.id == "stockton" else dt.date(2025, 7, 1))


def things(pages):
    """The first page of each thing: its identifier and its sections by anchor."""
    return {
        page.thing.partition("/")[2]: sections(page)
        for page in pages
        if page.thing and hasattr(page.content, "sections")
    }


def sections(page):
    return {section.anchor: section for section in page.content.sections}


def listed(lookups, section):
    """The items that the rows of a section are about."""
    items = {lookups.named_item(item).path: item for item in lookups.dataset.items}
    return {items[row.cells[0].path] for row in section.grid.rows} if section and section.grid else set()


def answered(plan, question, **given):
    return plan.ask(question, **given).to_records()


def item(row):
    return row["milestone"] or row["action"]


def test_what_hangs_on_a_thing_is_the_same_on_its_page_and_in_the_answer(plan, lookups):
    families = {"depends": "depends", "fed-by": "feeds", "reports": "reports", "mentioned": "mentions"}
    pages = {**things(body_pages(lookups)), **things(instrument_pages(lookups))}
    assert len(pages) == len(plan.dataset.bodies) + len(plan.dataset.instruments)
    told = 0
    for thing, found in pages.items():
        rows = answered(plan, "depends-on", on=thing)
        for anchor, family in families.items():
            expected = {item(row) for row in rows if row["family"] == family}
            assert listed(lookups, found.get(anchor)) == expected, (thing, anchor)
            told += len(expected)
    assert told > 5


def test_the_agreements_page_has_what_hangs_on_it_through_its_monitoring(stockton):
    lookups = Lookups(stockton.derivation)
    page = things(instrument_pages(lookups))["local-area-agreement"]
    assert "CC2" in listed(lookups, page["depends"])


def test_the_duties_of_a_body_are_its_contributions(plan, lookups):
    labels = {
        one.inverse_label: role
        for one, role in (
            (Relation.LED_BY.value, "lead"),
            (Relation.ASSIGNED_TO.value, "responsible"),
            (Relation.CONTRIBUTED_TO_BY.value, "contribute"),
        )
    }
    items = {lookups.named_item(one).path: one for one in lookups.dataset.items}
    for body, found in things(body_pages(lookups)).items():
        told = {
            (items[row.cells[0].path], labels[part.fact[0]])
            for anchor in ("duties", "follow")
            if found[anchor].grid
            for row in found[anchor].grid.rows
            for part in (row.cells[2].cells if isinstance(row.cells[2], Several) else (row.cells[2],))
        }
        assert told == {(item(row), row["role"]) for row in answered(plan, "contributions", party=body)}, body


def test_what_has_no_date_no_body_or_no_report_is_the_same_on_the_dates_page_and_in_the_answers(plan, lookups):
    (first, *_) = date_pages(lookups)
    found = sections(first)
    undated = {item(row) for row in answered(plan, "undated")}
    assert listed(lookups, found["undated"]) | listed(lookups, found["unread-date"]) == undated
    assert listed(lookups, found["unowned"]) == {item(row) for row in answered(plan, "unowned")}
    past = {item(row) for row in answered(plan, "past-without-report", as_of=lookups.as_of)}
    assert listed(lookups, found["past"]) == past


def test_a_sheet_has_a_date_where_the_bodys_page_has_one(plan, lookups):
    by_words = {(one.partition("/")[0], lookups.titles[one]): one for one in lookups.dataset.items if "/" in one}
    agenda = Agenda([], [], [])
    for body in plan.dataset.bodies:
        for row in sheet(lookups, body, agenda).rows:
            about = by_words[row.ref, row.milestone] if row.milestone else row.ref
            assert bool(row.by_when) == bool(lookups.by_when(about)), (body, about)


def test_the_progress_of_an_item_is_the_status_that_due_tells(plan, lookups):
    for row in answered(plan, "overdue", as_of=lookups.as_of):
        printed = row["status_as_printed"] or ("Past its date" if row["status"] == "not-reported" else "")
        assert standing(lookups, item(row)).words.startswith(printed)
    past = {item(row) for row in answered(plan, "due", to=lookups.as_of - dt.timedelta(1))}
    closed = sorted(past - {item(row) for row in answered(plan, "overdue", as_of=lookups.as_of)})
    assert [one for one in closed if not standing(lookups, one).words.casefold().startswith("complete")] == []


def test_a_sheet_begins_with_what_the_questions_tell_of_its_body(plan, lookups):
    agenda = Agenda.of(plan, lookups.as_of)
    day, told = {"as_of": lookups.as_of}, 0
    asked = (("Late", "overdue", day), ("Due", "next", {"from": lookups.as_of}), ("Changed", "changed", {}))
    for body in plan.dataset.bodies:
        parts = {part.heading.split()[0].rstrip(":"): part.lines for part in agenda.parts_of(lookups, body)}
        for heading, question, given in asked:
            rows = answered(plan, question, party=body, **given)
            named = {lookups.named_item(item(row)).text.rstrip(".") for row in rows}
            lines = parts.get(heading, ())
            assert {line.rpartition(": ")[0] for line in lines} == named, (body, question)
            told += len(lines)
    assert told > 5
