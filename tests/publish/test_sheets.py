"""Partner sheets, in every form, from the same rows."""

import csv
import datetime as dt
import io
import re

import docx
import pytest

from cohesion_graph.errors import UnknownName
from cohesion_graph.publish.sheets import SHEET_FORMS, sheet_of


@pytest.fixture(scope="module")
def ssp(stockton):
    return sheet_of(stockton, "SSP")


def test_a_sheet_holds_everything_a_body_has_agreed_to_as_each_document_says(ssp):
    assert ssp.heading == "Safer Stockton Partnership: what the plan asks of it"
    assert {(row.source, row.role) for row in ssp.rows} == {
        ("Borough plan", "leads"),
        ("Borough plan", "is responsible for"),
        ("Safer Stockton extract", "contributes to"),
        ("Safer Stockton extract", "is responsible for"),
    }
    assert list(dict.fromkeys(row.ref for row in ssp.rows)) == ["CC1", "CC6", "CC11", "EO4", "EO9", "EO10", "EO15"]


def test_a_row_says_with_whom_by_when_and_in_whose_words(ssp):
    row = next(row for row in ssp.rows if row.ref == "CC1" and row.role == "contributes to" and not row.milestone)
    assert row.with_whom == ("Stockton Renaissance (leads)", "SBC (Policy, Performance & Communications) (leads)")
    assert row.by_when == ("December 2008",)
    assert row.progress == "Not reported"
    assert row.quote == (
        "Renaissance / SBC (Policy, Performance & Communications) to lead, Safer Stockton Partnership to contribute"
    )
    assert row.differs == "different leads; different role"
    assert row.taken_too == (
        "Thorough mapping of the borough's communities complete.",
        "Offensive incidents group to consider mapping and develop appropriate responses",
    )


@pytest.mark.parametrize("name", ["safer-stockton-partnership", "safer stockton partnership", " SSP "])
def test_a_body_is_found_by_any_of_its_names(stockton, name, ssp):
    assert sheet_of(stockton, name) == ssp


def test_an_unknown_body_is_refused_with_near_misses(stockton):
    with pytest.raises(UnknownName) as caught:
        sheet_of(stockton, "Safer Stocton Partnership")
    assert caught.value.suggestions[0] == "Safer Stockton Partnership"


def test_every_form_holds_every_row(ssp):
    import openpyxl

    quotes = [row.quote for row in ssp.rows]
    content = SHEET_FORMS["csv"](ssp)
    assert content.startswith(b"\xef\xbb\xbf"), "Excel takes a file for UTF-8 by its mark"
    table = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["quote"] for row in table] == quotes
    workbook = openpyxl.load_workbook(io.BytesIO(SHEET_FORMS["xlsx"](ssp)))
    assert [row[10].value for row in list(workbook["sheet"].rows)[1:]] == quotes
    document = docx.Document(io.BytesIO(SHEET_FORMS["docx"](ssp)))
    assert len(document.tables[0].rows) == len(quotes) + 1
    assert all(quote in row.cells[4].text for quote, row in zip(quotes, list(document.tables[0].rows)[1:], strict=True))
    html = SHEET_FORMS["html"](ssp).decode("utf-8")
    assert html.count("<tr>") == len(quotes) + 1
    markdown = SHEET_FORMS["md"](ssp).decode("utf-8")
    assert markdown.count("\n| ") == len(quotes) + 2
    assert markdown.startswith("# Safer Stockton Partnership: what the plan asks of it\n")


def test_word_repeats_the_heading_on_every_page_and_holds_no_clock(ssp):
    import zipfile

    with zipfile.ZipFile(io.BytesIO(SHEET_FORMS["docx"](ssp))) as package:
        assert "<w:tblHeader/>" in package.read("word/document.xml").decode()
        times = re.findall(r">(\d{4}-[^<]*Z)<", package.read("docProps/core.xml").decode())
        assert set(times) == {"1980-01-01T00:00:00Z"}
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_page_to_send_needs_nothing_else(ssp):
    html = SHEET_FORMS["html"](ssp).decode("utf-8")
    assert "<link" not in html
    assert "src=" not in html
    assert "default-src 'none'; style-src 'sha256-" in html.replace("&#39;", "'")


def test_a_hostile_name_stays_text_in_every_form(hostile):
    one = sheet_of(hostile, "con")
    assert one.rows == ()
    for write in SHEET_FORMS.values():
        assert b"<script>alert" not in write(one)


def test_a_sheet_for_a_meeting_says_first_what_is_late_and_what_comes_next(stockton):
    one = sheet_of(stockton, "SSP", dt.date(2009, 6, 30))
    late = "EO4: Two Face the People sessions held: due 31 March 2009, 91 days late; not reported"
    coming = "EO9: Update reports presented to SSP on a biannual basis: due 30 September 2009, again; not reported"
    assert [part.heading for part in one.agenda] == [
        "Late: past its date and not reported complete",
        "Due in the next three months",
    ]
    assert late in one.agenda[0].lines
    assert one.agenda[1].lines == (coming,)
    page, markdown = (SHEET_FORMS[form](one).decode() for form in ("html", "md"))
    assert f"<li>{late}</li>" in page
    assert page.index(coming) < page.index("<table")
    assert f"- {late}\n" in markdown
    word = [paragraph.text for paragraph in docx.Document(io.BytesIO(SHEET_FORMS["docx"](one))).paragraphs]
    assert f"– {late}" in word
    assert sheet_of(stockton, "SSP").agenda == ()
