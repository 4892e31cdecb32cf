"""Workbooks that Excel opens: typed cells, frozen heading, filters, nothing that runs, the same bytes."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from cohesion_graph.publish.workbook import workbook
from cohesion_graph.tables import Column, Table, xlsx
from cohesion_graph.tables.plan_tables import PLAN_TABLES

COLUMNS = tuple(Column(name) for name in ("text", "number", "day", "whether", "nothing"))


def opened(*tables):
    return openpyxl.load_workbook(io.BytesIO(xlsx.workbook(tables)))


def test_cells_keep_their_types():
    row = ("Gŵyl & <b>", 3, dt.date(2009, 3, 31), True, None)
    sheet = opened(Table("one", COLUMNS, (row,)))["one"]
    cells = [_plain(cell.value) for cell in sheet[2]]
    assert cells == ["Gŵyl & <b>", 3, dt.date(2009, 3, 31), True, None]
    assert sheet["C2"].number_format == "yyyy-mm-dd"


def test_the_heading_is_frozen_bold_and_filtered():
    sheet = opened(Table("one", COLUMNS, (("a", 1, None, False, None),)))["one"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet["A1"].font.bold) == ("A2", "A1:E2", True)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|'/C calc'!A0", "@SUM(A1)", "-2+3", "\t=1", "a\x00b"])
def test_text_is_never_a_formula(text):
    cell = opened(Table("one", (Column("text"),), ((text,),)))["one"]["A2"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\x00", "\ufffd")


def test_very_long_text_and_very_old_days_are_held_as_excel_can():
    sheet = opened(Table("one", (Column("a"), Column("b")), (("x" * 40_000, dt.date(1850, 1, 2)),)))["one"]
    assert (len(sheet["A2"].value), sheet["A2"].value[-1], sheet["B2"].value) == (32_767, "…", "1850-01-02")


def test_the_whole_plan_is_one_workbook_with_a_readme_of_every_column(stockton):
    book = openpyxl.load_workbook(io.BytesIO(workbook(stockton)))
    assert book.sheetnames == ["README", *PLAN_TABLES]
    told = {(row[0], row[1]) for row in book["README"].iter_rows(min_row=2, values_only=True)}
    assert told == {(name, column.name) for name, (_, columns, _) in PLAN_TABLES.items() for column in columns}
    for name in PLAN_TABLES:
        table = stockton.table(name)
        rows = [tuple(row) for row in book[name].iter_rows(min_row=2, values_only=True)]
        days = [tuple(_plain(value) for value in row) for row in rows]
        assert days == [tuple(value if value != "" else None for value in row) for row in table.rows], name


def _plain(value):
    return value.date() if isinstance(value, dt.datetime) else value


def test_the_same_tables_give_the_same_bytes_and_no_clock_is_in_them(stockton):
    first, second = workbook(stockton), workbook(stockton)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_rows_are_as_xlsxwriter_itself_writes_them():
    texts = ["_x0041_", "a\r\nb", " led", "trailed\n", "<&>\"'", "\x0b\ufffe", "", "same", "same", "x" * 40_000, "text"]
    values = [7, -1.5, 0.1 + 0.2, 10**17, True, None, dt.date(1899, 1, 1), dt.date(1900, 3, 1), dt.date(2026, 12, 1)]
    rows = [(text, value) for text, value in zip(texts, [*values, "same", "_x"], strict=True)]
    tables = [
        Table("one", COLUMNS[:2], tuple(rows)),
        Table("two", COLUMNS[:1], (("same",),)),
        Table("three", COLUMNS, ()),
    ]
    out = io.BytesIO()
    with xlsx.open_book(out) as book:
        formats = {name: book.add_format(told) for name, told in xlsx.FORMATS.items()}
        for table in tables:
            xlsx.fill_sheet(book.add_worksheet(table.name), table, formats)
    read = [
        [(sheet.dimensions, [_told(cell) for row in sheet for cell in row]) for sheet in openpyxl.load_workbook(book)]
        for book in (out, io.BytesIO(xlsx.workbook(tables)))
    ]
    assert read[0] == read[1]


def _told(cell):
    return (
        cell.value,
        cell.data_type,
        cell.number_format,
        cell.font.b,
        cell.alignment.wrap_text,
        cell.alignment.vertical,
    )
