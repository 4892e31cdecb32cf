"""How well and how fast plans are read: the Stockton texts against the reviewed dataset, and each format's time.

Run from the repository: ``python benchmarks/reading.py [--errors]``. Times are medians of five in one process, beside
the bare library that reads the format; what is above it is our share. No document is committed: plans of 100 rows
are written to a temporary folder first.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.reading_score import compare, table_of
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.ingest import read_documents

ROOT = Path(__file__).resolve().parent.parent
STOCKTON = ROOT / "data" / "stockton"
HEADINGS = ("Ref", "Action", "Lead", "Partners", "Deadline", "Milestones")


def plan_rows(count: int) -> list[tuple[str, ...]]:
    leads = ("Housing Team", "Public Health", "Safer Anytown Partnership")
    deadlines = ("March 2025", "Q3 2024/25", "Ongoing", "31/03/2026")
    return [
        HEADINGS,
        *(
            (
                f"A{number}",
                f"Improve service number {number} in line with the Community Strategy",
                leads[number % len(leads)],
                "Police; Anytown Council, Citizens Advice",
                deadlines[number % len(deadlines)],
                f"• Baseline {number} agreed • Report {number} published",
            )
            for number in range(1, count + 1)
        ),
    ]


def write_csv(path: Path, rows: list[tuple[str, ...]]) -> None:
    import csv

    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def write_text(path: Path, rows: list[tuple[str, ...]]) -> None:
    path.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")


def write_excel(path: Path, rows: list[tuple[str, ...]]) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def write_word(path: Path, rows: list[tuple[str, ...]]) -> None:
    import docx

    document = docx.Document()
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(path)


def write_html(path: Path, rows: list[tuple[str, ...]]) -> None:
    body = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    path.write_text(f"<!doctype html><title>Plan</title><table>{body}</table>", encoding="utf-8")


def write_markdown(path: Path, rows: list[tuple[str, ...]]) -> None:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    path.write_text("\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]), encoding="utf-8")


def write_pdf(path: Path, rows: list[tuple[str, ...]]) -> None:
    sys.path.insert(0, str(ROOT / "tests" / "ingest"))
    from papers import pdf, pdf_table

    widths = (35, 170, 90, 95, 60, 90)
    wrapped = [tuple(wrap(text, width) for text, width in zip(row, widths, strict=True)) for row in rows]
    pages = [wrapped[:1] + wrapped[start : start + 10] for start in range(1, len(wrapped), 10)]
    path.write_bytes(pdf([pdf_table(page, widths, ruled=True) for page in pages]))


def wrap(text: str, width: int) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(text, max(6, int(width / 5.2))))


def bare_excel(content: bytes) -> None:
    import openpyxl

    for sheet in openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets:
        list(sheet.iter_rows(values_only=True))


def bare_word(content: bytes) -> None:
    import docx

    for table in docx.Document(io.BytesIO(content)).tables:
        for row in table._tbl.tr_lst:  # noqa: SLF001 - what the fast way with this library is
            ["".join(node.text or "" for node in cell.iter() if node.tag.endswith("}t")) for cell in row.tc_lst]


def bare_pdf(content: bytes) -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            page.extract_tables()


def bare_html(content: bytes) -> None:
    from lxml import html

    [cell.text_content() for cell in html.document_fromstring(content).iter("td")]


def bare_markdown(content: bytes) -> None:
    from markdown_it import MarkdownIt

    MarkdownIt("commonmark").enable("table").parse(content.decode())


def bare_csv(content: bytes) -> None:
    import csv

    list(csv.reader(io.StringIO(content.decode())))


def bare_text(content: bytes) -> None:
    [line.split("\t") for line in content.decode().splitlines()]


FORMATS: tuple[tuple[str, Callable[[Path, list[tuple[str, ...]]], None], str, Callable[[bytes], None]], ...] = (
    ("txt", write_text, "str.split", bare_text),
    ("csv", write_csv, "csv", bare_csv),
    ("xlsx", write_excel, "openpyxl", bare_excel),
    ("docx", write_word, "python-docx (XML rows)", bare_word),
    ("pdf", write_pdf, "pdfplumber (tables)", bare_pdf),
    ("html", write_html, "lxml", bare_html),
    ("md", write_markdown, "markdown-it-py", bare_markdown),
)


def median_of(run: Callable[[], object], turns: int = 5) -> float:
    times = []
    for _ in range(turns):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def quality(*, with_errors: bool) -> None:
    reviewed = read_dataset(STOCKTON)
    documents = [STOCKTON / source.file for source in reviewed.sources]
    draft = read_documents(documents)
    print("The two Stockton texts, read together, against data/stockton")
    print(table_of(compare(draft.dataset, reviewed), with_errors=with_errors))
    seconds = median_of(lambda: read_documents(documents))
    print(f"\nread together in {seconds * 1000:.0f} ms\n")


def speed(rows: int) -> None:
    print(f"A plan of {rows} rows in each format (ms)")
    print(f"{'format':8}{'whole reading':>14}{'bare library':>14}{'times':>7}  library")
    with tempfile.TemporaryDirectory() as folder:
        for suffix, write, library, bare in FORMATS:
            path = Path(folder) / f"plan.{suffix}"
            write(path, plan_rows(rows))
            content = path.read_bytes()
            found = read_documents([path]).dataset
            assert len(found.actions) == rows, (suffix, len(found.actions))
            ours = median_of(lambda path=path: read_documents([path]))
            theirs = median_of(lambda bare=bare, content=content: bare(content))
            print(f"{suffix:8}{ours * 1000:>14.1f}{theirs * 1000:>14.1f}{ours / theirs:>7.1f}  {library}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list every fact missed or made up")
    parser.add_argument("--rows", type=int, default=100)
    options = parser.parse_args()
    quality(with_errors=options.errors)
    speed(options.rows)


if __name__ == "__main__":
    main()
