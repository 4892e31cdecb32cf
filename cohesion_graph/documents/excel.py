"""Excel workbooks as they show: by number formats, without hidden rows, columns and sheets, merged cells once.

The sheets are read as a stream of rows. openpyxl makes an object of every cell, shows no sheet of a Strict workbook,
tells struck runs only to those who ask, and needs a second reading to tell which formulas have no stored result.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cohesion_graph.documents.cells import Cell, Extract, ExtractBuilder, loose
from cohesion_graph.documents.excel_parts import Format, Sheet, Workbook, text_of
from cohesion_graph.documents.export_values import plain_value
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.hidden import HiddenParts
from cohesion_graph.documents.limits import MOST_CELLS, MOST_ROWS, TooMuch, check_columns, refused
from cohesion_graph.documents.number_formats import shown_number, shown_text
from cohesion_graph.documents.packed import has_macros
from cohesion_graph.documents.pieces import Shown
from cohesion_graph.errors import UnreadableDocument

__all__ = ["read_excel"]

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_TOLD = 5


def read_excel(given: Given) -> Extract:
    """The visible sheets of a workbook, each as one table.

    Formulas are read as the value last stored; they are never computed, and macros are never run.

    Raises:
        UnreadableDocument: the workbook is damaged, or has more columns, rows or cells than any plan.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(given.content)) as package:
            return _extract(given.name, Workbook(package), given.hidden, has_macros=has_macros(given.parts))
    except (TooMuch, UnreadableDocument):
        raise
    except Exception as error:  # a damaged part may hold anything
        cure = "Open it in Excel and save it again."
        raise refused(given.name, f"it cannot be read as a workbook ({error})", "a whole workbook", cure) from error


def _extract(name: str, book: Workbook, hidden: HiddenParts, *, has_macros: bool) -> Extract:
    builder = ExtractBuilder(_MEDIA_TYPE, title=book.title)
    if has_macros:
        builder.notes.append("it holds macros: they were not run")
    texts = book.shared_texts()
    formulas: Counter[str] = Counter()
    left = MOST_CELLS
    for sheet in book.sheets:
        if sheet.is_hidden and not hidden.are_read:
            builder.notes.append(f"the hidden sheet {sheet.title!r} was left out (--hidden reads it)")
            continue
        if not book.holds(sheet.part):
            continue
        reader = _SheetReader(name, book, sheet, texts, hidden)
        rows = reader.rows()
        left -= sum(map(len, rows))
        if left < 0:
            cure = "Copy the sheet with the plan into a workbook of its own."
            raise refused(name, f"it has more than {MOST_CELLS:,} cells", "a plan", cure)
        formulas += reader.formulas
        builder.notes += reader.notes()
        if rows:
            if len(book.sheets) > 1 and not re.fullmatch(r"Sheet ?\d+", sheet.title):
                builder.paragraph(sheet.title, level=2)
            builder.table(rows, f"sheet {sheet.title!r}")
        for place, text in reader.comments():
            builder.paragraph(f"{place}: {text}", is_note=True)
    # a program that never computes leaves every result empty; beside stored results an empty one is an empty text
    if uncomputed := formulas["none"] + (formulas["empty"] if not formulas["stored"] else 0):
        cells = "1 cell holds a formula" if uncomputed == 1 else f"{uncomputed} cells hold formulas"
        builder.notes.append(f"{cells} whose result was never stored: open and save it in Excel")
    builder.notes += hidden.notes()
    return builder.extract()


@dataclass(slots=True)
class _SheetReader:
    """Reads one sheet, row after row."""

    name: str
    book: Workbook
    sheet: Sheet
    texts: Sequence[Shown]
    hidden: HiddenParts
    formulas: Counter[str] = field(default_factory=Counter)
    """How many formulas have no result, an empty one, one that is stored."""
    errors: list[str] = field(default_factory=list)
    _unshown_columns: list[tuple[int, int]] = field(default_factory=list)
    _unshown_rows: set[int] = field(default_factory=set)
    _merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    _is_filtered: bool = False

    def rows(self) -> list[list[Cell]]:
        """The rows that show anything; cells stand at their places in the sheet (0-based)."""
        cells: dict[int, dict[int, Cell]] = {}
        number = 0
        for element in self.book.elements(self.sheet.part, "row", "col", "mergeCell", "filterColumn", "sheetFormatPr"):
            tag = element.tag.rpartition("}")[2]
            if tag == "row":
                number = _index(element.get("r"), number + 1)
                if row := self._row(element, number - 1):
                    cells[number - 1] = row
                if len(cells) > MOST_ROWS:
                    cure = "Keep only the rows of the plan."
                    raise refused(self.name, f"it has more than {MOST_ROWS:,} rows", "a plan", cure)
            elif tag == "col":
                if _is_unshown(element, "width"):
                    self._unshown_columns.append((_index(element.get("min"), 1) - 1, _index(element.get("max"), 1) - 1))
            elif tag == "mergeCell":
                if area := _area(element.get("ref", "")):
                    self._merged.append(area)
            else:
                self._is_filtered |= tag == "filterColumn"
        self._merge(cells)
        self._leave_out(cells)
        filled = {column for row in cells.values() for column in row}
        check_columns(self.name, f"sheet {self.sheet.title!r}", len(filled))
        return [[row[column] for column in sorted(row)] for _, row in sorted(cells.items())]

    def _row(self, element: Any, number: int) -> dict[int, Cell]:
        if _is_unshown(element, "ht"):
            self._unshown_rows.add(number)
        found: dict[int, Cell] = {}
        column = -1
        for one in element:
            reference = one.get("r")
            column = _column(reference) if reference else column + 1
            words = self._shown(one, reference or "")
            if words.text:
                found[column] = Cell(loose(words.text), number, column, struck=words.struck)
        return found

    def _shown(self, cell: Any, reference: str) -> Shown:
        """What a cell shows; an error shows none, a formula the result that was stored last."""
        kind = cell.get("t", "n")
        value = formula = None
        for child in cell:
            tag = child.tag.rpartition("}")[2]
            if tag == "v":
                value = child.text or ""
            elif tag == "f":
                formula = child
            elif tag == "is":
                return self._struck_as(cell, text_of(child))
        if formula is not None:
            self.formulas["none" if value is None else "empty" if not value and kind == "n" else "stored"] += 1
        if value is None or (not value and kind == "n"):
            return Shown("")
        if kind == "s":
            place = _index(value.strip(), -1)
            return self._struck_as(cell, self.texts[place] if 0 <= place < len(self.texts) else Shown(""))
        if kind == "e":
            self.errors.append(f"{reference} {value}")
            return Shown("")
        form = self._format(cell)
        if kind == "b":
            text = "TRUE" if value.strip() in {"1", "true"} else "FALSE"
        elif kind in {"str", "d"}:
            text = shown_text(value.replace("_x000D_", "").strip(), form.code) if kind == "str" else value[:10]
        else:
            text = _shown_number(value, form.code, from_1904=self.book.from_1904)
        return Shown(text, ((0, len(text)),) if form.is_struck and text else ())

    def _struck_as(self, cell: Any, text: Shown) -> Shown:
        """A text with what the format of its cell puts around it, struck out if the cell is."""
        form = self._format(cell)
        if form.code not in {"General", "@"}:
            around = shown_text(text.text, form.code)
            text = text if around == text.text else Shown(around.strip())
        if not text.struck and (plain := plain_value(text.text)) != text.text:
            text = Shown(plain)
        return replace(text, struck=((0, len(text.text)),)) if form.is_struck and text.text else text

    def _format(self, cell: Any) -> Format:
        style = cell.get("s", "0")
        place = int(style) if style.isdigit() else 0
        return self.book.formats[place] if place < len(self.book.formats) else Format()

    def _merge(self, cells: dict[int, dict[int, Cell]]) -> None:
        """Give merged cells their size; one whose first row or column is hidden stands where it begins to show."""
        for top, left, bottom, right in self._merged:
            cell = cells.get(top, {}).get(left)
            if cell is None:
                continue
            row, column = top, left
            if not self.hidden.are_read:
                row = next((n for n in range(top, min(bottom, top + 1000) + 1) if n not in self._unshown_rows), top)
                column = next((n for n in range(left, right + 1) if not self._is_unshown_column(n)), left)
            if (row, column) != (top, left):
                del cells[top][left]
            width, height = min(right - column + 1, 256), bottom - row + 1
            cells.setdefault(row, {})[column] = replace(cell, row=row, column=column, columns=width, rows=height)

    def _is_unshown_column(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self._unshown_columns)

    def _leave_out(self, cells: dict[int, dict[int, Cell]]) -> None:
        """Take out the rows and columns that are hidden and hold anything, and count them."""
        where = f"sheet {self.sheet.title!r}"
        rows = sorted(number for number in self._unshown_rows if cells.get(number))
        if rows and self.hidden.leaves_out("filtered row" if self._is_filtered else "row", where, len(rows)):
            for number in rows:
                del cells[number]
        columns = {column for row in cells.values() for column in row if self._is_unshown_column(column)}
        if columns and self.hidden.leaves_out("column", where, len(columns)):
            for number, row in list(cells.items()):
                cells[number] = {column: cell for column, cell in row.items() if column not in columns}
                if not cells[number]:
                    del cells[number]

    def notes(self) -> Iterator[str]:
        """What about the sheet people should know."""
        if self.errors:
            count = len(self.errors)
            told = ", ".join(self.errors[:_MOST_TOLD]) + (" ..." if count > _MOST_TOLD else "")
            what = "1 cell shows an error" if count == 1 else f"{count} cells show an error"
            yield f"sheet {self.sheet.title!r}: {what}, which is read as nothing: {told}"

    def comments(self) -> Iterator[tuple[str, str]]:
        """The comments on cells that are shown: place and words, their author left out."""
        for part in self.book.related(self.sheet.part, "comments"):
            tree = self.book.tree(part)
            authors = [author.text or "" for author in tree.iter("{*}author")]
            for comment in tree.iter("{*}comment"):
                place = comment.get("ref", "")
                body = comment.find("{*}text")
                row, column = _row_number(place) - 1, _column(place)
                if body is None or (
                    not self.hidden.are_read and (row in self._unshown_rows or self._is_unshown_column(column))
                ):
                    continue
                text = re.sub(r"\s+", " ", text_of(body).text).strip()
                for author in authors:
                    text = text.removeprefix(f"{author}:").strip() if author else text
                if text and not text.startswith("[Threaded comment]"):
                    yield place, text


def _shown_number(stored: str, code: str, *, from_1904: bool) -> str:
    try:
        number = float(stored)
    except ValueError:
        return stored.strip()
    return shown_number(number, code, from_1904=from_1904) if math.isfinite(number) else stored.strip()


def _is_unshown(element: Any, size: str) -> bool:
    """Whether a row or column is hidden: by its mark, or because it has no height or width."""
    if element.get("hidden") in {"1", "true"}:
        return True
    measure = element.get(size)
    return measure is not None and bool(re.fullmatch(r"0+(?:\.0*)?", measure))


def _index(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,7}", text) else otherwise


def _column(reference: str) -> int:
    """The column of a place such as ``AB12``, from 0."""
    number = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number - 1


def _row_number(reference: str) -> int:
    return _index(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 1)


def _area(reference: str) -> tuple[int, int, int, int] | None:
    """Top, left, bottom, right of an area such as ``A1:C3``, from 0; None for what is none."""
    if not re.fullmatch(r"[A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7}", reference):
        return None
    first, last = reference.split(":")
    return _row_number(first) - 1, _column(first), _row_number(last) - 1, _column(last)
