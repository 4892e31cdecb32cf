"""An answer on its page: drawn together for readers, nothing lost that is not in the downloads."""

from cohesion_graph.publish.answer_tables import answer_grid
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Several
from cohesion_graph.tables import Column, Table


def shown(plan, header, *rows):
    table = Table("due", tuple(Column(name) for name in header.split()), rows)
    grid = answer_grid(Lookups(plan.derivation), table, 60)
    return grid.header, [row.cells for row in grid.rows]


def test_an_item_is_one_link_its_evidence_one_cell_and_a_body_leads_to_its_page(stockton):
    action = Lookups(stockton.derivation).item_link("CC1")
    header, rows = shown(
        stockton,
        "due action milestone text party party_id contribute source basis quote",
        ("2008-12-31", "CC1", "", action.text.removeprefix("CC1 "), "SSP", "safer-stockton-partnership", None,
         "borough-plan; elsewhere", "stated; column-heading", "SSP\n  leads"),
    )  # fmt: skip
    assert header == ("Due", "Action or milestone", "Body", "According to")
    source = Anchor("Borough plan", "id/stockton-on-tees/source/borough-plan/index.html")
    evidence = Several((source, "elsewhere", "“SSP leads”", "(stated; stated under a column heading)"))
    body = Anchor("SSP", "id/stockton-on-tees/organisation/safer-stockton-partnership/index.html")
    assert rows == [("2008-12-31", action, body, evidence)]


def test_a_text_that_says_more_than_the_items_words_keeps_its_column(marlbeck):
    header, rows = shown(marlbeck, "action milestone text", ("A1", "", "Something else"))
    assert header == ("Action or milestone", "Text")
    assert rows[0][1] == "Something else"


def test_long_words_are_cut_on_the_page(marlbeck):
    _, rows = shown(marlbeck, "party source basis quote", ("X", "together-plan", "", "word " * 200))
    assert len(rows[0][1].cells[1]) <= 402
    assert rows[0][1].cells[1].endswith("…”")


def test_an_answer_without_rows_keeps_its_headings(marlbeck):
    assert shown(marlbeck, "party role", *()) == (("Body", "Role"), [])
