"""How long documents take to be read, beside the bare library and an older build, and how much they may take at most.

Run from the repository: ``python benchmarks/documents.py [--against CHECKOUT] [--only NAME]``. The older build is a
checkout with an environment of its own in ``.venv``. Each reading is a process of its own; what is told is its
processor time, which other work on the machine hardly changes, and its greatest memory. Documents are made first.
"""

# ruff: noqa: E501 - a document that is slow on purpose stands on one line

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.reading import plan_rows, write_excel, write_word

ROOT = Path(__file__).resolve().parent.parent
BARE = {
    "docx": "import docx, sys\nfor t in docx.Document(sys.argv[1]).tables:\n for r in t._tbl.tr_lst:\n  [''.join(n.text or '' for n in c.iter() if n.tag.endswith('}t')) for c in r.tc_lst]",
    "xlsx": "import openpyxl, sys\nfor s in openpyxl.load_workbook(sys.argv[1], data_only=True).worksheets: list(s.iter_rows(values_only=True))",
    "pdf": "import pdfplumber, sys\nwith pdfplumber.open(sys.argv[1]) as d:\n for p in d.pages: p.extract_tables()",
}  # fmt: skip
READ = """
import sys
from pathlib import Path
from cohesion_graph.errors import UnreadableDocument
from cohesion_graph.ingest import read_documents
try:
    print(f"{len(read_documents([Path(sys.argv[1])]).dataset.actions):,} actions")
except UnreadableDocument as error:
    print("refused:", str(error).split(": ", 1)[1].split(chr(10))[0][:60])
"""
MOST_SECONDS, MOST_MEBIBYTES = 10, 400
"""What a document of up to five megabytes may take, read or refused."""


def spent(python: Path | str, code: str, path: Path) -> tuple[float, int, str]:
    """Processor seconds, greatest mebibytes and last words of one reading."""
    process = subprocess.Popen(
        [str(python), "-c", code, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=path.parent, text=True
    )
    out, err = process.stdout.read(), process.stderr.read()
    _, _, used = os.wait4(process.pid, 0)
    last = (out.strip() or err.strip()).splitlines()
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, last[-1] if last else ""


def write_tagged_pdf(path: Path, rows: int) -> None:
    """A PDF as a browser prints it, which states its tables."""
    from playwright.sync_api import sync_playwright

    body = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in plan_rows(rows)[1:])
    head = "".join(f"<th>{text}</th>" for text in plan_rows(0)[0])
    page_rows = "<style>td {height: 60px}</style>"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(f"<!doctype html>{page_rows}<h1>Plan</h1><table><thead><tr>{head}</thead>{body}</table>")
        page.pdf(path=str(path), tagged=True, format="A4")
        browser.close()


def speed(folder: Path, against: Path | None, only: str) -> None:
    print(f"{'document':34}{'this':>8}{'bare':>8}{'of bare':>9}{'older':>8}{'of older':>10}")
    documents: dict[str, Callable[[Path], None]] = {
        "1,000 rows.docx": lambda path: write_word(path, plan_rows(1_000)),
        "1,000 rows.xlsx": lambda path: write_excel(path, plan_rows(1_000)),
        "4,000 rows.xlsx": lambda path: write_excel(path, plan_rows(4_000)),
        "200 tagged pages.pdf": lambda path: write_tagged_pdf(path, 2_600),
    }
    for name, make in documents.items():
        if only not in name:
            continue
        path = folder / name
        make(path)
        ours, _, _ = min(spent(sys.executable, READ, path) for _ in range(2))
        bare, _, _ = spent(sys.executable, BARE[path.suffix[1:]], path)
        line = f"{name:34}{ours:>8.2f}{bare:>8.2f}{ours / bare:>9.2f}"
        if against:
            older, _, _ = min(spent(against / ".venv/bin/python", READ, path) for _ in range(2))
            line += f"{older:>8.2f}{ours / older:>10.2f}"
        print(line, flush=True)


def _zipped(path: Path, name: str, content: bytes) -> None:
    """A small file of the same kind, one part of it replaced."""
    from docx import Document

    made = io.BytesIO()
    Document().save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))


def _word(path: Path, inner: str) -> None:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    _zipped(path, "word/document.xml", f"<w:document {names}><w:body>{inner}</w:body></w:document>".encode())


def _open_sheet(path: Path, inner: str) -> None:
    uri = "urn:oasis:names:tc:opendocument:xmlns"
    names = f'xmlns:office="{uri}:office:1.0" xmlns:table="{uri}:table:1.0" xmlns:text="{uri}:text:1.0"'
    body = f"<office:body><office:spreadsheet>{inner}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")


def _empty_rows(path: Path) -> None:
    """A sheet of as many rows as Excel has, each written down, and one row of a plan."""
    import openpyxl

    made = io.BytesIO()
    book = openpyxl.Workbook()
    for row in plan_rows(1):
        book.active.append(row)
    book.save(made)
    rows = "".join(f'<row r="{n}"/>' for n in range(3, 1_048_577)).encode()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, content.replace(b"</sheetData>", rows + b"</sheetData>"))


PARAGRAPH = "<w:p><w:r><w:t>a</w:t></w:r></w:p>"
CELL = f"<w:tc>{PARAGRAPH}</w:tc>"
SLOW: dict[str, Callable[[Path], None]] = {
    "4 MB of nested items.md": lambda path: path.write_text("".join("  " * (n % 40) + f"- item number {n}\n" for n in range(72_000))),
    "unpacks to 35 MB.docx": lambda path: _word(path, PARAGRAPH * 1_050_000),
    "4,000 rows.docx": lambda path: write_word_quickly(path, 4_000),
    "9,000 rows.docx": lambda path: write_word_quickly(path, 9_000),
    "3,700 cards.txt": lambda path: path.write_text("\n\n".join(f"Action {n}: Improve service {n}\nLead: Housing Team\nDeadline: March 2026\nStatus: On track" for n in range(3_700))),
    "45,000 cards.txt": lambda path: path.write_text("\n\n".join(f"Action {n}: Improve service {n}\nLead: Housing Team\nDeadline: March 2026\nStatus: On track" for n in range(45_000))),
    "lines with colons.txt": lambda path: path.write_text("\n".join(f"Label {n}: value {n}" for n in range(180_000))),
    "prose.txt": lambda path: path.write_text("\n".join(f"Improve service number {n} in line with the Community Strategy by March 2030, led by the Housing Team." for n in range(40_000))),
    "numbered lines.txt": lambda path: path.write_text("\n".join(f"{n}. Improve service {n} (Housing Team, March 2026)" for n in range(90_000))),
    "headed actions.md": lambda path: path.write_text("\n\n".join(f"### Action {n}: Improve service {n}\n\nWho: Housing Team\n\nWhen: March 2026" for n in range(4_000))),
    "small tables.md": lambda path: path.write_text("\n\n".join(f"| Action | Lead |\n|---|---|\n| Improve {n} | Parks Team |" for n in range(4_000))),
    "small tables.docx": lambda path: _word(path, f"<w:tbl><w:tr>{CELL * 2}</w:tr><w:tr>{CELL * 2}</w:tr></w:tbl><w:p/>" * 8_000),
    "one cell of bullets.csv": lambda path: path.write_text('Ref,Action,Lead,Deadline,Milestones\n1,Plant trees,Parks Team,May 2026,"' + "\n".join(f"• Report {n} published by March 2026" for n in range(100_000)) + '"\n'),
    "one cell.csv": lambda path: path.write_text('Ref,Action,Lead,Deadline\n1,"' + "Improve the service by March 2030, led by the Housing Team. " * 80_000 + '",Parks Team,May 2026\n'),
    "long cells.csv": lambda path: path.write_text("Ref,Action,Lead,Deadline\n" + "".join(f'{n},"' + "Improve the service in line with the Strategy by March 2030. " * 25 + '",Parks Team,May 2026\n' for n in range(1_300))),
    "many bodies.csv": lambda path: path.write_text("Ref,Action,Lead,Partners,Deadline\n" + "".join(f'A{n},Improve service {n},"Board {n} of Town{n}, Society {n}",Trust {n}; Forum {n},May 2026\n' for n in range(4_000))),
    "many dates.txt": lambda path: path.write_text("\n".join(f"{n % 28 + 1:02}/0{n % 9 + 1}/20{n % 60 + 10} to Q3 2024/25" for n in range(150_000))),
    "deep.html": lambda path: path.write_text("<!doctype html>" + "<div>" * 400_000 + "a"),
    "deep.json": lambda path: path.write_text("[" * 2_000_000 + "]" * 2_000_000),
    "deep.xml": lambda path: path.write_text("<a>" * 600_000 + "</a>" * 600_000),
    "many values.yaml": lambda path: path.write_text("".join(f"- ref: {n}\n  action: Plant trees\n  lead: Parks Team\n" for n in range(90_000))),
    "100,000 rows.xlsx": lambda path: write_excel(path, plan_rows(100_000)),
    "1,048,576 empty rows.xlsx": _empty_rows,
    "tables in tables.docx": lambda path: _word(path, "<w:tbl><w:tr><w:tc>" * 60 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 60),
    "wide rows.docx": lambda path: _word(path, f"<w:tbl>{f'<w:tr>{CELL * 250}</w:tr>' * 1_900}</w:tbl>"),
    "a million repeated rows.ods": lambda path: _open_sheet(path, '<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576"><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>'),
    "a million empty rows.ods": lambda path: _open_sheet(path, '<table:table table:name="a">' + "<table:table-row><table:table-cell/></table:table-row>" * 400_000 + "</table:table>"),
    "many paragraphs.html": lambda path: path.write_text("<!doctype html>" + "<p>a</p>" * 620_000),
    "many rules.html": lambda path: path.write_text("<!doctype html><style>" + "".join(f".a{n} .b{n} {{display:none}}" for n in range(5_000)) + "</style>" + "<p class=b1>a</p>" * 200_000),
    "many rows.csv": lambda path: path.write_text("Ref,Action,Lead,Deadline\n" + "1,Plant trees,Parks Team,May 2026\n" * 140_000),
    "many rows.rtf": lambda path: path.write_text("{\\rtf1 " + "\\trowd\\intbl a\\cell b\\cell\\row " * 150_000 + "}"),
    "many values.json": lambda path: path.write_text("[" + ",".join(f'{{"ref":{n},"action":"Plant trees"}}' for n in range(140_000)) + "]"),
    "many values.xml": lambda path: path.write_text("<plan>" + "<a><b>c</b><d>e</d></a>" * 210_000 + "</plan>"),
    "one line.txt": lambda path: path.write_text("Plant trees by May 2026, led by the Parks Team. " * 100_000),
    "many parts.eml": lambda path: path.write_text("Message-ID: <1>\nContent-Type: multipart/mixed; boundary=b\n\n" + "--b\nContent-Disposition: attachment; filename=a.csv\n\na,b\n" * 1_900),
}  # fmt: skip


def write_word_quickly(path: Path, rows: int) -> None:
    lines = (
        "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row) for row in plan_rows(rows)
    )
    _word(path, "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>")


def bounds(folder: Path, only: str) -> int:
    print(f"\n{'document':34}{'kB':>8}{'seconds':>9}{'MiB':>6}  outcome")
    over = 0
    for name, make in SLOW.items():
        if only not in name:
            continue
        path = folder / name
        make(path)
        seconds, memory, told = spent(sys.executable, READ, path)
        is_over = seconds > MOST_SECONDS or memory > MOST_MEBIBYTES
        over += is_over
        size = path.stat().st_size // 1000
        print(f"{name:34}{size:>8,}{seconds:>9.1f}{memory:>6}  {'OVER ' if is_over else ''}{told}", flush=True)
        path.unlink()
    return over


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path, help="a checkout of an older build, with its .venv")
    parser.add_argument("--only", default="", help="documents whose names hold this")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        speed(Path(name), options.against and options.against.resolve(), options.only)
        raise SystemExit(bool(bounds(Path(name), options.only)))


if __name__ == "__main__":
    main()
