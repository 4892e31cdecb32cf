"""Documents for the tests, made with the libraries that write them; PDF pages are drawn by hand."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

Rows = Sequence[Sequence[str]]


def write_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def tabbed(*rows: Sequence[str]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def write_excel(path: Path, sheets: dict[str, Rows], merges: Sequence[str] = ()) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell if cell != "" else None for cell in row])
        for area in merges:
            sheet.merge_cells(area)
    book.save(path)
    return path


def write_word(path: Path, rows: Rows, *, heading: str = "", bullets: bool = False) -> Path:
    blocks: list[str | Rows] = [f"# {heading}"] if heading else []
    marked = [[text.replace("\n", "\n* ") if bullets else text for text in row] for row in rows]
    return write_word_blocks(path, [*blocks, marked])


def write_word_blocks(path: Path, blocks: Sequence[str | Rows], *, across: Sequence[str] = ()) -> Path:
    """Headings ("# Plan", "## Theme"), paragraphs and tables; lines that begin with "* " are list entries.

    A cell whose text is in `across` covers the empty cells to its right; "^" joins a cell to the one above it.
    """
    import docx

    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            marks = len(block) - len(block.lstrip("#"))
            document.add_heading(block[marks:].strip(), marks) if marks else document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        for number, row in enumerate(block):
            for column, text in enumerate(row):
                if text != "^":
                    _fill(table.cell(number, column), text)
        _merge(table, block, across)
    document.save(path)
    return path


def _fill(cell, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.text = line.removeprefix("* ")
        if line.startswith("* "):
            paragraph.style = "List Bullet"


def _merge(table, rows: Rows, across: Sequence[str]) -> None:
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text in across:
                end = next((n for n in range(column + 1, len(row)) if row[n]), len(row))
                _join(table.cell(number, column), table.cell(number, end - 1))
            elif text == "^":
                _join(table.cell(number - 1, column), table.cell(number, column))


def _join(first, last) -> None:
    joined = first.merge(last)
    for paragraph in joined.paragraphs[1:]:
        if not paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)


def pdf(
    pages: Sequence[tuple[Sequence[tuple[float, float, str]], Sequence[tuple[float, float, float, float]]]],
    operators: str = "",
) -> bytes:
    """A PDF of pages of words (x, y from the top, text) in Helvetica 10 and rules (x0, y0, x1, y1 from the top).

    Operators of PDF's own language may be drawn on every page, behind the rest.
    """
    parts: list[bytes] = []
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    parts.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    parts.append(f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode())
    parts.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, (words, rules) in enumerate(pages):
        escaped = [(x, y, text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")) for x, y, text in words]
        drawn = [operators] if operators else []
        drawn += [f"BT /F1 10 Tf {x} {842 - y} Td ({text}) Tj ET" for x, y, text in escaped]
        drawn += [f"0.5 w {a} {842 - b} m {c} {842 - d} l S" for a, b, c, d in rules]
        stream = zlib.compress("\n".join(drawn).encode("cp1252"))
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        parts.append(f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode() + stream + b"\nendstream")
    return assembled(parts)


def assembled(parts: Sequence[bytes]) -> bytes:
    """A PDF of objects, the first of which is its catalogue."""
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, part in enumerate(parts, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + part + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n".encode())
    for place in places:
        out.write(f"{place:010} 00000 n \n".encode())
    out.write(f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def pdf_table(rows: Rows, widths: Sequence[int], *, ruled: bool, top: float = 60, height: float = 30):
    """Words and rules of one table for `pdf`; a cell's lines are parted by line breaks."""
    words, rules = [], []
    lefts = [40 + sum(widths[:column]) for column in range(len(widths) + 1)]
    y = top
    for row in rows:
        tall = max(height, 14 * max(text.count("\n") + 1 for text in row) + 8)
        for column, text in enumerate(row):
            words += [(lefts[column] + 3, y + 12 + 12 * n, line) for n, line in enumerate(text.split("\n")) if line]
        if ruled:
            rules.append((lefts[0], y, lefts[-1], y))
        y += tall
    if ruled:
        rules.append((lefts[0], y, lefts[-1], y))
        rules += [(left, top, left, y) for left in lefts]
    return words, rules


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """A zip package with one part put in, or in place of what it held."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def in_part(package: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A zip package with bytes of one part replaced."""
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        return with_part(package, name, parts.read(name).replace(old, new))
