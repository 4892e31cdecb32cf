"""Word documents: paragraphs and tables in order, merged and nested cells, list marks, struck-out words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from cohesion_graph.documents.cells import Cell, Extract, ExtractBuilder, loose
from cohesion_graph.documents.limits import MOST_CELLS, check_columns, refused
from cohesion_graph.documents.packed import has_macros
from cohesion_graph.documents.word_lists import ListMarks
from cohesion_graph.errors import UnreadableDocument

__all__ = ["read_word"]

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WRAPPERS = frozenset(
    _W + tag for tag in ("sdt", "sdtContent", "ins", "smartTag", "hyperlink", "customXml", "moveTo", "fldSimple")
)


def read_word(name: str, content: bytes) -> Extract:
    """The body of a Word document: paragraphs, and tables with their rows.

    Deleted text of tracked changes is left out, inserted text is read. Rows are walked in the XML, because the
    library's cell lookup grows with the square of a table's size.

    Raises:
        UnreadableDocument: the document is damaged, or has more cells than any plan.
    """
    import docx

    try:
        document = docx.Document(io.BytesIO(content))
        return _extract(name, document, has_macros=has_macros(content))
    except UnreadableDocument:
        raise
    except Exception as error:  # the library raises whatever a damaged part happens to cause
        cure = "Open it in Word and save it again."
        raise refused(name, f"it cannot be read as a document ({error})", "a whole .docx document", cure) from error


def _extract(name: str, document: Any, *, has_macros: bool) -> Extract:
    builder = ExtractBuilder(_MEDIA_TYPE, title=document.core_properties.title or "")
    if has_macros:
        builder.notes.append("it holds macros: they were not run")
    number = 0
    styles = {style.style_id: str(style.name).casefold() for style in document.styles}
    marks = ListMarks(document)
    for element in _unwrapped(document.element.body):
        if element.tag == f"{_W}p":
            level, mark = _level(element, styles), marks.mark(element)
            marker = "" if level and mark.is_bullet else mark.text
            text, _ = _paragraph(element, marker)
            builder.paragraph(text, level, marker=marker, list_depth=0 if level else mark.depth)
        elif element.tag == f"{_W}tbl":
            for table in _tables_of(element):
                number += 1
                rows = list(_rows(table, marks))
                check_columns(name, f"table {number}", max((len(row) for row in rows), default=0))
                if sum(map(len, rows)) > MOST_CELLS:
                    raise refused(name, "a table has too many cells", "a plan", "Copy the plan into a new document.")
                builder.table(rows, f"table {number}")
    return builder.extract()


def _unwrapped(element: Any) -> Iterator[Any]:
    """Children, with those inside content controls, insertions and the like in their place."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from _unwrapped(child)
        else:
            yield child


def _tables_of(table: Any) -> Iterator[Any]:
    """The table, or the tables inside one that only serves as a frame: a single cell around another table."""
    cells = [cell for row in _of(table, "tr") for cell in _of(row, "tc")]
    inner = [one for cell in cells for one in _of(cell, "tbl")]
    if len(cells) == 1 and inner:
        for one in inner:
            yield from _tables_of(one)
    else:
        yield table


def _of(element: Any, tag: str) -> list[Any]:
    return [child for child in _unwrapped(element) if child.tag == _W + tag]


def _rows(table: Any, marks: ListMarks) -> Iterator[list[Cell]]:
    """Rows with grid columns counted; a cell merged downwards is given once, where it begins."""
    open_merges: dict[int, int] = {}
    found: list[list[Cell]] = []
    for number, row in enumerate(_of(table, "tr")):
        properties = row.find(f"{_W}trPr")
        skipped = properties.find(f"{_W}gridBefore") if properties is not None else None
        column = _value(skipped, 0)
        cells: list[Cell] = []
        for cell in _of(row, "tc"):
            facts = cell.find(f"{_W}tcPr")
            width = max(1, _value(facts.find(f"{_W}gridSpan") if facts is not None else None, 1))
            merge = facts.find(f"{_W}vMerge") if facts is not None else None
            if merge is not None and merge.get(f"{_W}val") != "restart" and column in open_merges:
                start = open_merges[column]
                found[start] = [
                    Cell(one.words, one.row, one.column, one.columns, number - start + 1, one.struck)
                    if one.column == column
                    else one
                    for one in found[start]
                ]
            else:
                text, struck = _cell_text(cell, marks)
                cells.append(Cell(loose(text), number, column, width, 1, struck))
                open_merges.pop(column, None)
                if merge is not None:
                    open_merges[column] = number
            column += width
        found.append(cells)
    yield from found


def _value(element: Any, otherwise: int) -> int:
    text = element.get(f"{_W}val") if element is not None else None
    return min(int(text), 1_000) if text and re.fullmatch(r"[0-9]{1,9}", text) else otherwise


def _cell_text(cell: Any, marks: ListMarks) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A cell's paragraphs, one a line, list entries marked; a nested table's rows follow as lines.

    Plain numbers of a list inside a cell begin again in every cell: there they are no more than bullets.
    """
    is_alone = len(_of(cell, "p")) == 1
    lines: list[str] = []
    struck: list[tuple[int, int]] = []
    length = 0
    for child in _unwrapped(cell):
        if child.tag == f"{_W}p":
            mark = marks.mark(child)
            is_shown = is_alone or mark.is_reference or not mark.text
            text, stretches = _paragraph(child, mark.text if is_shown else "•")
            struck += [(start + length, end + length) for start, end in stretches]
            lines.append(text)
            length += len(text) + 1
        elif child.tag == f"{_W}tbl":
            for row in _rows(child, marks):
                text = " ".join(one.words.text for one in row if one.words.text)
                lines.append(text)
                length += len(text) + 1
    return "\n".join(lines), tuple(struck)


def _paragraph(paragraph: Any, mark: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words of a paragraph behind its mark, and the stretches that are struck out."""
    text = f"{mark} " if mark else ""
    struck = []
    for run in _runs(paragraph):
        words = "".join(_run_text(run))
        facts = run.find(f"{_W}rPr")
        strike = next(
            (mark for tag in ("strike", "dstrike") if facts is not None and (mark := facts.find(_W + tag)) is not None),
            None,
        )
        if strike is not None and strike.get(f"{_W}val") not in {"0", "false", "off"} and words.strip():
            struck.append((len(text), len(text) + len(words)))
        text += words
    return ("" if text == "• " else text.rstrip(" ") if text == f"{mark} " else text), tuple(struck)


def _runs(paragraph: Any) -> Iterator[Any]:
    for child in _unwrapped(paragraph):
        if child.tag == f"{_W}r":
            yield child


def _run_text(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif child.tag == f"{_W}tab":
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"


def _level(paragraph: Any, styles: Mapping[str, str]) -> int:
    facts = paragraph.find(f"{_W}pPr")
    style = facts.find(f"{_W}pStyle") if facts is not None else None
    if style is None:
        return 0
    identifier = str(style.get(f"{_W}val", ""))
    name = styles.get(identifier, identifier.casefold())
    if name == "title":
        return 1
    digits = name.removeprefix("heading").strip()
    return int(digits) if name.startswith("heading") and re.fullmatch(r"[1-9]", digits) else 0
