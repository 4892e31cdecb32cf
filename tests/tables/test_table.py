"""A table's written forms."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesion_graph.tables.table import Column, Table, neutralised

HOSTILE = Table(
    "hostile",
    (Column("name"), Column("n")),
    (("<script>alert(1)</script>", 1), ("=cmd()", -2), ('a "quoted", | piped\nline', None), ("עברית", True)),
    title="Hostile <b>text</b>",
    notes=("Counted <i>once</i>.",),
)


def test_csv_is_rfc_4180_and_runs_no_formula():
    assert HOSTILE.to_csv() == (
        'name,n\r\n<script>alert(1)</script>,1\r\n\'=cmd(),-2\r\n"a ""quoted"", | piped\nline",\r\nעברית,true\r\n'
    )


def test_json_keeps_types():
    content = json.loads(HOSTILE.to_json())

    assert content["rows"][1:] == [
        {"name": "=cmd()", "n": -2},
        {"name": 'a "quoted", | piped\nline', "n": None},
        {"name": "עברית", "n": True},
    ]


def test_markdown_holds_no_live_markup():
    assert HOSTILE.to_markdown().splitlines() == [
        "| name | n |",
        "| --- | --- |",
        "| &lt;script&gt;alert(1)&lt;/script&gt; | 1 |",
        "| =cmd() | -2 |",
        '| a "quoted", \\| piped line |  |',
        "| עברית | yes |",
        "",
        "*Counted &lt;i&gt;once&lt;/i&gt;.*",
    ]


def test_a_notebook_shows_text_as_text():
    assert "<script>" not in HOSTILE._repr_html_()
    assert "&lt;script&gt;" in HOSTILE._repr_html_()


def test_a_table_fits_the_width_of_a_terminal():
    table = Table("wide", (Column("id"), Column("words")), (("CC1", "word " * 60), ("CC2", "short")))

    assert max(map(len, table.to_text(60).splitlines())) <= 60


def test_pandas_is_asked_for_by_name_when_it_is_missing(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ModuleNotFoundError, match="pip install pandas"):
        HOSTILE.to_pandas()


@given(st.text())
def test_no_neutralised_cell_begins_like_a_formula_unless_it_is_a_number(text):
    cell = neutralised(text)

    assert cell.endswith(text)
    assert cell.lstrip(" \u00a0")[:1] not in set("=@\t\r\n＝＋－＠")
    assert cell[:1] not in {"+", "-"} or float(cell) is not None


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_csv_is_read_back_as_it_was_written(rows):
    table = Table("any", (Column("a"), Column("b")), tuple(map(tuple, rows)))

    read = list(csv.reader(io.StringIO(table.to_csv(), newline="")))

    assert read[1:] == [[neutralised(cell) for cell in row] for row in rows]
