"""Documents that are broken, locked, mislabelled or made to do harm: a clear error, in bounded time and memory."""

# ruff: noqa: E501 - a case of a table stands on one line

from __future__ import annotations

import io
import re
import time
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import in_part, pdf, pdf_table, tabbed, with_part, write_excel, write_text, write_word

from cohesion_graph.documents import cells
from cohesion_graph.errors import UnreadableDocument
from cohesion_graph.ingest import read_documents

ROWS = [["Ref", "Action", "Lead", "Deadline"], ["1", "Plant trees", "Parks Team", "March 2025"]]
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)


def excel(folder):
    return write_excel(folder / "made.xlsx", {"Plan": ROWS}).read_bytes()


def word(folder):
    return write_word(folder / "made.docx", ROWS).read_bytes()


def headed(folder):
    return write_word(folder / "headed.docx", ROWS, heading="Town plan").read_bytes()


def changed(content: bytes, place: int, new: bytes) -> bytes:
    return content[:place] + new + content[place + len(new) :]


def ruled_pdf(_folder):
    return pdf([pdf_table(ROWS, (40, 200, 100, 100), ruled=True)])


REFUSED = [
    ("empty.docx", lambda _: b"", "it is empty"),
    ("blank.txt", lambda _: b" \r\n\t\n", "it is empty"),
    ("cut.xlsx", lambda f: excel(f)[:2000], "it is damaged or cut off"),
    ("cut.docx", lambda f: word(f)[:-300], "it is damaged or cut off"),
    ("cut.pdf", lambda f: ruled_pdf(f)[:300], "it is damaged or cut off"),
    # found by changing single bytes
    ("deflate.docx", lambda f: changed(word(f), 600, b"\xff" * 60), "it is damaged or cut off"),
    ("styles.docx", lambda f: in_part(headed(f), "word/styles.xml", b"</w:styles>", b""), "it cannot be read as a document"),
    ("core.docx", lambda f: in_part(word(f), "docProps/core.xml", b"</cp:coreProperties>", b""), "it cannot be read as a document"),
    ("box.pdf", lambda f: ruled_pdf(f).replace(b"595 842]", b"595 (x)]"), "it is damaged or cut off"),
    ("locked.xlsx", lambda _: OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "it is locked by a password"),
    ("old.office", lambda _: OLD_OFFICE, "it is in an Office format of before 2007"),
    ("old.xls", lambda _: OLD_OFFICE + "Workbook".encode("utf-16-le"), "it cannot be read as a workbook"),
    ("old.msg", lambda _: OLD_OFFICE + "__properties_version1.0".encode("utf-16-le"), "it cannot be read as a message"),
    ("rich.doc", lambda _: b"{\\rtf1\\ansi " + b"{" * 2000, "groups are nested without end"),
    ("open.ods", lambda _: zip_of("content.xml"), "it is damaged"),
    ("open.odg", lambda _: with_part(zip_of("x"), "content.xml", b"<a><body><drawing/></body></a>"), "it is an OpenDocument file of another kind"),
    ("rows.ods", lambda _: with_part(zip_of("x"), "content.xml", open_sheet('table:number-rows-repeated="1048576"')), "sheet 'a' has too many rows or cells"),
    ("deep.odt", lambda _: with_part(zip_of("x"), "content.xml", b"<a><body><text>" + b"<section>" * 200 + b"<p>a</p>" + b"</section>" * 200 + b"</text></body></a>"), "elements are nested without end"),
    ("bomb.ods", lambda _: with_part(zip_of("x"), "content.xml", b"<a>" + b" " * 50_000_000), "it unpacks to 50,"),
    ("bomb.pptx", lambda _: with_part(zip_of("ppt/presentation.xml"), "ppt/slides/a.xml", b"<a>" + b" " * 50_000_000), "it unpacks to 50,"),
    ("entities.odt", lambda _: with_part(zip_of("x"), "content.xml", ENTITIES + b"<a>&x;</a>"), "its part content.xml declares XML entities"),
    ("sheets.xlsx", lambda f: in_part(excel(f), "xl/workbook.xml", b"</sheets>", b""), "it cannot be read as a workbook"),
    ("line\nbreak.docx", lambda _: b"", "it is empty"),
    ("slides.pptx", lambda _: with_part(zip_of("ppt/presentation.xml"), "x", b""), "it cannot be read as a presentation"),
    ("photos.zip", lambda _: zip_of("photo.jpg"), "it is a zip file without a document"),
    ("picture.png", lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "it is neither text nor a format known here"),
    ("bomb.xlsx", lambda f: with_part(excel(f), "xl/media/a.bin", bytes(250 * 1024 * 1024)), "it unpacks to 262,1"),
    ("bomb.docx", lambda f: with_part(word(f), "word/document.xml", b"<a>" + b" " * 50_000_000), "it unpacks to 50,"),
    ("entities.docx", lambda f: with_part(word(f), "word/document.xml", ENTITIES + b"<a>&x;</a>"), "its part word/document.xml declares XML entities"),
    ("entities.xml", lambda _: ENTITIES + b"<StrategicPlan><Name>&x;</Name></StrategicPlan>", "it declares a document type or entities"),
    ("feed.xml", lambda _: b"<?xml version='1.0'?><feed/>", "no table found"),
    ("cut.xml", lambda _: b"<?xml version='1.0'?><StrategicPlan><Name>", "the XML is not well-formed"),
    ("cut.json", lambda _: b'{"cards": [{"name": "Plant tre', "it is no whole JSON"),
    ("scan.pdf", lambda _: pdf([([], [(40, 40, 100, 40)])] * 3), "it is a scan: its pages are pictures without text"),
    ("long.pdf", lambda _: pdf([([(40, 40, "hello")], [])] * 2000), "it has 2,000 pages"),
    ("deep.html", lambda _: b"<div>" * 5000 + b"x", "elements are nested without end"),
    ("wide.csv", lambda _: (",".join(f"c{n}" for n in range(10_000)) + "\n" + "v," * 10_000).encode(), "row 1 has 10,000 columns with content"),
    ("quote.csv", lambda _: b'Ref,Action,Lead,Deadline\n1,"' + b"x," * 800_000, "its rows cannot be told apart"),
    ("letter.txt", lambda _: b"Dear all,\n\nnothing to report.\n", "no table found"),
]  # fmt: skip


def open_sheet(facts: str) -> bytes:
    return f'<a xmlns:table="urn:x"><body><spreadsheet><table:table table:name="a"><table-row xmlns="urn:x" {facts}><table-cell><p>a</p></table-cell></table-row></table:table></spreadsheet></body></a>'.encode()


def zip_of(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, b"x")
    return out.getvalue()


@pytest.mark.parametrize("name, content, found", REFUSED, ids=[name for name, _, _ in REFUSED])
def test_a_document_that_cannot_be_read_is_refused_with_what_was_found_expected_and_to_be_done(
    tmp_path, name, content, found
):
    path = tmp_path / name
    path.write_bytes(content(tmp_path))
    start = time.process_time()
    with pytest.raises(UnreadableDocument) as caught:
        read_documents([path])
    first, expected, cure = str(caught.value).split("\n")
    assert re.match(rf"{re.escape(' '.join(name.split()))}: {re.escape(found)}", first)
    assert expected.startswith("  Expected: ")
    assert cure.endswith(".")
    assert time.process_time() - start < 30  # seconds of the processor; what grows with the square takes minutes


def test_missing_documents_and_folders_are_refused(tmp_path):
    with pytest.raises(UnreadableDocument, match=r"none.docx: there is no such file"):
        read_documents([tmp_path / "none.docx"])
    with pytest.raises(UnreadableDocument, match=r"it is a folder without files"):
        read_documents([tmp_path])
    with pytest.raises(UnreadableDocument, match=r"no document was given"):
        read_documents([])


def test_a_sheet_of_ten_thousand_columns_is_refused_and_one_that_is_only_formatted_so_wide_is_read(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append([f"c{number}" for number in range(10_000)])
    book.save(tmp_path / "wide.xlsx")
    with pytest.raises(UnreadableDocument, match=r"10,000 columns"):
        read_documents([tmp_path / "wide.xlsx"])
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["NTP1"].font = openpyxl.styles.Font(bold=True)
    book.save(tmp_path / "formatted.xlsx")
    assert list(read_documents([tmp_path / "formatted.xlsx"]).dataset.actions) == ["1"]


def test_macros_and_formulas_are_never_run(tmp_path):
    import openpyxl

    (tmp_path / "macro.xlsm").write_bytes(with_part(excel(tmp_path), "xl/vbaProject.bin", b"x"))
    assert "it holds macros: they were not run" in read_documents([tmp_path / "macro.xlsm"]).summary
    book = openpyxl.Workbook()
    for row in [*ROWS, ["2", "Mend roads", '=HYPERLINK("http://example.org")', "=TODAY()"]]:
        book.active.append(row)
    book.save(tmp_path / "formula.xlsx")
    draft = read_documents([tmp_path / "formula.xlsx"])
    assert "2 cells hold formulas whose result was never stored" in draft.summary
    assert "example.org" not in draft.dataset.sources[0].text


@pytest.mark.parametrize("title", ["تنفيذ خطة المدينة", "城市行动计划", "План действий"])
def test_other_scripts_are_kept_as_they_are(tmp_path, title):
    path = write_text(tmp_path / "plan.csv", f"Ref,Action,Lead,Deadline\n1,{title},{title},March 2025\n")
    dataset = read_documents([path]).dataset
    assert dataset.title_of("1") == title
    assert [body.name for body in dataset.registry.bodies] == [title]


LONG = {
    "title": ["1", "word Word " * 50_000, "Parks Team", "2025"],
    "body": ["1", "Plant trees", "A and B & " * 20_000, "2025"],
    "deadline": ["1", "Plant trees", "Parks Team", "March 2025 then " * 20_000],
    "reference": ["1." * 20_000, "Plant trees", "Parks Team", "2025"],
    "brackets": ["1", "Plant trees", "(" * 20_000, "2025"],
}


@pytest.mark.parametrize("cell", LONG)
def test_a_cell_of_any_length_is_read_in_bounded_time(tmp_path, cell):
    path = write_text(
        tmp_path / "plan.txt", tabbed(ROWS[0], ROWS[1], ["2", *LONG[cell][1:]] if cell != "reference" else LONG[cell])
    )
    start = time.process_time()
    with suppress(UnreadableDocument):  # what is nearly all one cell may look like no plan
        read_documents([path])
    assert time.process_time() - start < 30  # seconds of the processor; what grows with the square takes minutes


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.txt", "a.html", "a.xml", "a.pdf", "a.docx", "a.md"]), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html><table>", b"<?xml version='1.0'?>", b"Ref\tAction\tLead\n"]))  # fmt: skip
def test_no_bytes_do_more_than_be_refused(tmp_path_factory, content, name, start):
    path = tmp_path_factory.mktemp("bytes") / name
    path.write_bytes(start + content)
    try:
        read_documents([path])
    except UnreadableDocument:
        return


GROWING = {
    "nested.md": lambda: "".join("  " * (n % 60) + f"- item {n}\n" for n in range(3_000)),
    "flat.md": lambda: "- item of the plan\n" * 1_100,
    "brackets.md": lambda: "[" * 30_000,
    "quotes.md": lambda: ("> " * 80 + "a\n") * 500,
    "deep.html": lambda: "<!doctype html>" + "<div>" * 150 + "<p>a</p>" * 1_100,
    "rules.html": lambda: (
        "<!doctype html><style>"
        + "".join(f".a .b{n} {{display:none}}" for n in range(300))
        + "</style>"
        + "<b>a</b>" * 11_000
    ),
    "lists.html": lambda: "<!doctype html><ol>" + "<li>a" * 1_100,
    "deep.json": lambda: "[" * 100_000 + "]" * 100_000,
    "many.json": lambda: '{"a":[' + ",".join(['{"b":{"c":1}}'] * 1_100) + "]}",
    "many.xml": lambda: "<plan>" + "<a><b>c</b></a>" * 1_100 + "</plan>",
    "many.yaml": lambda: "a:\n" + "- b: 1\n" * 150_000,
    "many.rtf": lambda: "{\\rtf1 " + "\\intbl a\\cell\\row " * 51_000 + "}",
    "parts.eml": lambda: "Message-ID: <1>\nContent-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 20_000,
}


@pytest.mark.parametrize("name", GROWING)
def test_a_document_that_grows_without_end_is_refused_in_words(tmp_path, monkeypatch, name):
    monkeypatch.setattr(cells, "MOST_PARAGRAPHS", 1_000)
    path = write_text(tmp_path / name, GROWING[name]())

    with pytest.raises(UnreadableDocument) as caught:
        read_documents([path])

    assert str(caught.value).startswith(f"{name}: ")
