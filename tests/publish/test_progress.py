"""How far things are: ratings in words and colour, as of a day, on the pages."""

import datetime as dt

import pytest

from cohesion_graph.folder.updates import with_updates
from cohesion_graph.model.claims import StatusReport
from cohesion_graph.model.codes import Colour, Status
from cohesion_graph.model.evidence import Quotation
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.charts import progress_charts
from cohesion_graph.publish.items import item_pages
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.progress import rated, standing
from cohesion_graph.publish.registered import body_pages

_GREEN = "Green - on track (in progress) (as of 2 April 2025)"
HEADING = "item,date,status,note,reported by\r\n"


@pytest.mark.parametrize(
    "said,past,words,tone",
    [
        (None, False, "Not reported", "grey"),
        (None, True, "Past its date, nothing reported", "grey"),
        ((Status.OWN_TERMS, "Red", Colour.RED), False, "Red (as of 2 April 2025)", "red"),
        ((Status.OWN_TERMS, "Amber", Colour.AMBER), True, "Amber, past its date (as of 2 April 2025)", "amber"),
        ((Status.NOT_STARTED, "Not started", None), False, "Not started (as of 2 April 2025)", "grey"),
        ((Status.NOT_STARTED, "Not started", None), True, "Not started, past its date (as of 2 April 2025)", "grey"),
        ((Status.IN_PROGRESS, "Green - on track", Colour.GREEN), False, _GREEN, "green"),
        ((Status.IN_PROGRESS, "75%", None), False, "75% (in progress) (as of 2 April 2025)", "grey"),
        ((Status.COMPLETE, "", None), True, "Complete (as of 2 April 2025)", "grey"),
        ((Status.CANCELLED, "Cancelled", None), True, "Cancelled (as of 2 April 2025)", "grey"),
    ],
)
def test_a_status_is_shown_as_it_was_reported_and_a_colour_only_where_a_source_gave_one(said, past, words, tone):
    report = None
    if said is not None:
        report = StatusReport(
            item="A1",
            source="updates",
            n=1,
            evidence=(Quotation(start=0, end=1, exact="A"),),
            status=said[0],
            status_as_printed=said[1],
            colour=said[2],
            as_of=dt.date(2025, 4, 2),
        )
    found = rated(report, past_its_date=past)
    assert (found.words, found.tone) == (words, tone)


def test_a_report_made_after_the_day_does_not_count_yet(marlbeck):
    rows = "A1,2025-04-02,in progress,,\r\nA1,2025-06-30,complete,,\r\n"
    derivation = LoadedPlan(with_updates(marlbeck.dataset, (HEADING + rows).encode())).derivation
    told = [standing(Lookups(derivation, day), "A1").words for day in (dt.date(2025, 3, 1), dt.date(2025, 5, 1), None)]
    assert told == [
        "Not reported",
        "In progress (as of 2 April 2025)",
        "Complete (as of 30 June 2025)",
    ]


def test_updates_make_no_differences_between_documents(marlbeck):
    derivation = LoadedPlan(with_updates(marlbeck.dataset, HEADING.encode())).derivation
    assert [one.id for one in derivation.discrepancies] == [one.id for one in marlbeck.derivation.discrepancies]


def test_a_report_is_shown_on_its_items_page_with_its_row(marlbeck, tmp_path):
    from cohesion_graph.publish.site import build_site

    rows = "A1/map-of-groups-published,2025-04-02,complete,On time,Chief Officer\r\n"
    plan = LoadedPlan(with_updates(marlbeck.dataset, (HEADING + rows).encode()))
    build_site(plan, tmp_path / "site", as_of=dt.date(2025, 10, 1))
    action = tmp_path / "site" / "id" / "marlbeck" / "plan" / "together-plan" / "action" / "A1"
    page = (action / "milestone" / "map-of-groups-published" / "index.html").read_text(encoding="utf-8")
    assert '<span class="tag grey">Complete (as of 2 April 2025)</span>' in page
    assert "A1/map-of-groups-published,2025-04-02,complete,On time,Chief Officer" in page
    assert "Chief Officer" in page
    assert "CompletedActionStatus" in page
    assert (tmp_path / "site" / "id" / "marlbeck" / "source" / "updates" / "text" / "index.html").is_file()


def test_reports_are_counted_by_the_colour_they_gave_and_never_by_what_it_may_mean(marlbeck):
    rows = "A1,2025-04-02,Red - delayed,,\r\nA2,2025-04-02,Amber - delayed,,\r\nA3,2025-04-02,delayed,,\r\n"
    lookups = Lookups(LoadedPlan(with_updates(marlbeck.dataset, (HEADING + rows).encode())).derivation)
    by_section, by_body = progress_charts(lookups)
    header = by_section.grid.header
    assert header == ("Section", "Share", "Red", "Amber", "Complete", "Delayed", "Not reported")
    told = {header[column]: sum(int(row.cells[column] or 0) for row in by_section.grid.rows) for column in (2, 3, 5)}
    assert told == {"Red": 1, "Amber": 1, "Delayed": 1}
    shades = {shade for row in by_section.grid.rows for _, shade, _ in row.cells[1].parts}
    assert shades == {"red", "amber", "done", "behind", "silent"}
    assert by_section.intro == (
        "Reports are counted by the colour that a report gave, otherwise by what its words say; "
        "what nobody reported on is counted so."
    )
    assert by_body.grid.header[:4] == ("Body", *header[1:4])


def test_what_was_added_to_a_report_stands_beside_its_status_and_once_in_its_row(marlbeck):
    rows = "A1,2025-04-02,Red,No funds yet,\r\n"
    lookups = Lookups(LoadedPlan(with_updates(marlbeck.dataset, (HEADING + rows).encode())).derivation)
    (page,) = [one for one in item_pages(lookups) if one.thing == "action/A1"]
    facts = {fact.term: fact.value for fact in page.content.summary}
    assert facts["Progress"].cells[1] == "No funds yet"
    (section,) = [section for section in page.content.shown if section.anchor == "progress"]
    _, status, added, _ = section.grid.rows[0].cells
    assert (status.fact[0].text, added) == ("Red", "No funds yet")


def test_a_bodys_page_begins_with_what_it_has_to_do(stockton):
    for page in body_pages(Lookups(stockton.derivation)):
        if page.thing == "organisation/safer-stockton-partnership":
            assert (page.content.lead, page.content.summary) == ("Also printed as SSP.", ())
            assert [page.content.shown[0].anchor, page.content.shown[-1].anchor] == ["duties", "about"]
            return
    raise AssertionError
