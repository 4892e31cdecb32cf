"""Long tables: every row stands on some page, no page is long, and what is cut says where the rest is."""

from hypothesis import given
from hypothesis import strategies as st

from cohesion_graph.publish.page import Anchor, Grid, Page, Row, Section, Thing, several
from cohesion_graph.publish.paging import LONGEST, MOST_AT_ONCE, ROWS_A_PAGE, paged, with_long_tables

SHEET = Anchor("Sheet as CSV", "sheets/x.csv")


def table(number):
    return Grid("What it leads", ("Action", "By when"), tuple(Row((f"A{turn}", "")) for turn in range(number)))


def page_with(*sections):
    return Page("id/x/index.html", "The council", Thing("Body", sections=sections), downloads=(SHEET,))


def first_cells(one):
    return [row.cells[0] for section in one.content.sections if section.grid for row in section.grid.rows]


def test_a_page_of_short_tables_stays_as_it_is():
    one = page_with(Section("leads", "What it leads", grid=table(LONGEST)), Section("parts", "Its parts"))
    assert list(with_long_tables(one)) == [one]


def test_a_long_table_is_cut_and_stands_in_full_on_pages_below():
    short = Section("shares", "Who it works with", grid=table(3))
    found = list(with_long_tables(page_with(Section("leads", "What it leads", grid=table(100)), short)))
    assert [(one.path, one.title, len(first_cells(one))) for one in found] == [
        ("id/x/index.html", "The council", 43),
        ("id/x/leads/index.html", "The council: What it leads", 60),
        ("id/x/leads/2/index.html", "The council: What it leads, page 2", 40),
        ("id/x/leads/all-rows/index.html", "The council: What it leads: all rows", 100),
    ]
    cut, kept = found[0].content.sections
    assert cut.notes == ("The first 40 of 100 rows are shown.",)
    assert cut.links == (Anchor("What it leads: all 100", "id/x/leads/index.html"),)
    assert kept == short
    assert {one.downloads for one in found} == {(SHEET,)}
    assert found[1].crumbs == (Anchor("The council", "id/x/index.html"),)


@given(st.integers(0, 500))
def test_every_row_of_a_list_stands_on_exactly_one_page_and_every_page_links_to_all(number):
    found = list(paged(Page("bodies/index.html", "Bodies", None), "List", "", table(number)))
    whole = found.pop() if number > ROWS_A_PAGE else None
    assert [cell for one in found for cell in first_cells(one)] == [f"A{turn}" for turn in range(number)]
    assert max(len(first_cells(one)) for one in found) <= ROWS_A_PAGE
    paths = [one.path for one in found] + ([whole.path] if whole else [])
    assert whole is None or first_cells(whole) == [f"A{turn}" for turn in range(number)]
    links = [[link.path for section in one.content.sections for link in section.links] for one in found]
    assert links == [paths if len(paths) > 1 else []] * len(found)


def test_a_page_of_a_list_says_where_it_begins_which_it_is_and_leads_back_to_the_first():
    long = Anchor("Safer Neighbourhoods and Community Resilience Partnership Board", "x")
    rows = tuple(Row((several([f"A{turn}", "differs"]) if turn < 60 else long,)) for turn in range(70))
    first, second, _ = paged(Page("bodies/index.html", "Bodies", None), "", "", Grid("Bodies", ("Body",), rows))
    names = ["Page 1: from A0", "Page 2: from Safer Neighbourhoods and Community Resilience …"]
    for one, here in ((first, 0), (second, 1)):
        links = one.content.sections[1].links
        assert [(link.text, link.current) for link in links] == [
            *((name, turn == here) for turn, name in enumerate(names)),
            ("All 70 rows on one page, to find, sort and download", False),
        ]
    assert (first.crumbs, second.crumbs) == ((), (Anchor("Bodies", "bodies/index.html"),))


def test_a_list_that_no_browser_sorts_at_once_stands_on_its_pages_alone():
    found = list(paged(Page("bodies/index.html", "Bodies", None), "List", "", table(MOST_AT_ONCE + 1)))
    assert {len(first_cells(one)) for one in found} == {ROWS_A_PAGE, (MOST_AT_ONCE + 1) % ROWS_A_PAGE}
