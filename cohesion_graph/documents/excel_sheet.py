"""One sheet of an Excel workbook: its rows as they show, read as a stream."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from cohesion_graph.documents.cells import Cell, loose
from cohesion_graph.documents.excel_areas import (
    Area,
    StatedTable,
    area_of,
    column_of,
    is_unshown,
    named_ranges,
    row_of,
    tables_of,
    title_rows,
)
from cohesion_graph.documents.excel_parts import BLACKED_OUT, WHITE, Format, Sheet, Workbook, text_of
from cohesion_graph.documents.export_values import plain_value
from cohesion_graph.documents.grounds import rated
from cohesion_graph.documents.hidden import HiddenParts
from cohesion_graph.documents.limits import MOST_ROWS, check_columns, refused, whole_number
from cohesion_graph.documents.number_formats import shown_number, shown_text
from cohesion_graph.documents.pieces import Shown
from cohesion_graph.documents.shown_dates import is_date_format
from cohesion_graph.documents.symbol_fonts import plain_signs

__all__ = ["SheetReader"]

_MOST_TOLD = 5
_MOST_AREAS = 100
_READ = ("sheetView", "col", "mergeCell", "autoFilter", "filterColumn", "conditionalFormatting")
_PLAIN = Format()


@dataclass(slots=True)
class SheetReader:
    """Reads one sheet, row after row."""

    name: str
    book: Workbook
    sheet: Sheet
    hidden: HiddenParts
    formulas: Counter[str] = field(default_factory=Counter)
    """How many formulas have no result, an empty one, one that is stored."""
    errors: list[str] = field(default_factory=list)
    tables: list[StatedTable] = field(default_factory=list)
    """The tables that the workbook states in this sheet, then the ranges that it names."""
    levels: dict[int, int] = field(default_factory=dict)
    """How deep rows stand that are grouped below others."""
    _unshown_columns: list[tuple[int, int]] = field(default_factory=list)
    _unshown_rows: set[int] = field(default_factory=set)
    _unseen: dict[tuple[int, int], str] = field(default_factory=dict)
    """Cells whose format shows nothing, or white on white, and what they are called."""
    _grounds: list[Area] = field(default_factory=list)
    """Areas that a table's style or a condition may put a ground under."""
    _headings: list[Area] = field(default_factory=list)
    _merged: list[Area] = field(default_factory=list)
    _is_filtered: bool = False
    _shows_noughts: bool = True
    _changing: list[str] = field(default_factory=list)
    """Areas where a condition may strike out what cells show, or show signs or other words for it."""
    _colours: dict[tuple[int, int], str] = field(default_factory=dict)
    """The colours behind cells, by row and column."""

    def rows(self) -> dict[int, list[Cell]]:
        """The rows that show anything, by number; cells stand at their places in the sheet (0-based)."""
        names = self.book.names_in(self.sheet)
        stated = [self.book.tree(part) for part in self.book.related(self.sheet.part, "table")]
        self.tables = list(tables_of(stated))
        self._is_filtered = any(one.find("{*}autoFilter/{*}filterColumn") is not None for one in stated)
        self._grounds = [one.area for one in self.tables]
        self.tables += named_ranges(names)
        cells: dict[int, dict[int, Cell]] = {}
        number = 0
        for element in self.book.elements(self.sheet.part, "row", *_READ):
            if element.tag.endswith("}row"):
                number = whole_number(element.get("r"), number + 1)
                if row := self._row(element, number - 1):
                    cells[number - 1] = row
                if len(cells) > MOST_ROWS:
                    cure = "Keep only the rows of the plan."
                    raise refused(self.name, f"it has more than {MOST_ROWS:,} rows", "a plan", cure)
            else:
                self._take(element)
        self._merge(cells)
        unread = () if self.hidden.are_read else {one for one, kind in self._unseen.items() if kind == BLACKED_OUT}
        seen = (one for row in cells.values() for one in row.values() if (one.row, one.column) not in unread)
        for cell in rated(seen, self._colours):
            cells[cell.row][cell.column] = cell
            self._unseen.pop((cell.row, cell.column), None)
        self._leave_out(cells)
        titles = title_rows(names)
        filled = {column for row in cells.values() for column in row}
        check_columns(self.name, f"sheet {self.sheet.title!r}", len(filled))
        return {
            number: [self._headed(row[column], titles) for column in sorted(row)]
            for number, row in sorted(cells.items())
        }

    def _take(self, element: Any) -> None:
        """Take what the sheet states of its columns and areas."""
        tag = element.tag.rpartition("}")[2]
        if next(element.iterancestors("{*}customSheetView"), None) is not None:
            return  # how somebody else looks at the sheet
        if tag == "col" and is_unshown(element, "width"):
            first, last = whole_number(element.get("min"), 1), whole_number(element.get("max"), 1)
            self._unshown_columns.append((first - 1, last - 1))
        elif tag == "mergeCell" and (area := area_of(element.get("ref", ""))):
            self._merged.append(area)
        elif tag == "autoFilter" and (area := area_of(element.get("ref", ""))):
            self._headings.append(replace(area, bottom=area.top))
        elif tag == "conditionalFormatting":
            self._grounds += filter(None, map(area_of, element.get("sqref", "").split()[:_MOST_AREAS]))
            if any(rule.get("dxfId") in self.book.changing for rule in element) or any(
                one.get("showValue") in {"0", "false"} for one in element.iter("{*}iconSet", "{*}dataBar")
            ):
                self._changing.append(element.get("sqref", ""))
        elif tag == "sheetView":
            self._shows_noughts = element.get("showZeros") not in {"0", "false"}
        self._is_filtered |= tag == "filterColumn"

    def _headed(self, cell: Cell, titles: range) -> Cell:
        is_heading = cell.row in titles or any(one.holds(cell.row, cell.column) for one in self._headings)
        return replace(cell, is_heading=True) if is_heading else cell

    def _row(self, element: Any, number: int) -> dict[int, Cell]:
        if is_unshown(element, "ht"):
            self._unshown_rows.add(number)
        if level := whole_number(element.get("outlineLevel"), 0):
            self.levels[number] = level
        found: dict[int, Cell] = {}
        column = -1
        formats = self.book.formats
        for one in element:
            reference = one.get("r")
            column = column_of(reference) if reference else column + 1
            style = one.get("s", "0")
            place = int(style) if style.isdigit() else 0
            form = formats[place] if place < len(formats) else _PLAIN
            words = self._shown(one, reference or "", form)
            if form.ground:
                self._colours[number, column] = form.ground
            if words.text:
                found[column] = Cell(loose(words.text), number, column, struck=words.struck)
                if form.unseen:
                    self._unseen[number, column] = form.unseen
        return found

    def _shown(self, cell: Any, reference: str, form: Format) -> Shown:
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
                return _set_as(form, text_of(child, form.font, is_struck=form.is_struck))
        if formula is not None:
            self.formulas["none" if value is None else "empty" if not value and kind == "n" else "stored"] += 1
        if value is None or (not value and kind == "n"):
            return Shown("")
        if kind == "s":
            texts = self.book.texts(form.font, is_struck=form.is_struck)
            place = whole_number(value.strip(), -1)
            return _set_as(form, texts[place] if 0 <= place < len(texts) else Shown(""))
        if kind == "e":
            self.errors.append(f"{reference} {value}")
            return Shown("")
        if kind == "str":
            text = shown_text(plain_signs(value.replace("_x000D_", "").strip(), form.font), form.shown_code)
        elif kind == "b":
            text = ("☒☐" if form.is_box else ("TRUE", "FALSE"))[value.strip() not in {"1", "true"}]
        elif kind == "d":
            text = _shown_day(value, form)
        else:
            text = _shown_number(value, form, from_1904=self.book.from_1904)
            text = text if self._shows_noughts or value.strip("-0.") else ""
        return Shown(text, ((0, len(text)),) if form.is_struck and text else ())

    def _merge(self, cells: dict[int, dict[int, Cell]]) -> None:
        """Give merged cells their size; one whose first row or column is hidden stands where it begins to show."""
        for area in self._merged:
            top, left, bottom, right = area.top, area.left, area.bottom, area.right
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
        """Take out the rows, columns and cells that are hidden and hold anything, and count them."""
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

        unseen = {
            (row, column): kind
            for (row, column), kind in self._unseen.items()
            if column in cells.get(row, ())
            and not (kind == WHITE and any(one.holds(row, column) for one in self._grounds))
        }
        for kind, count in sorted(Counter(unseen.values()).items()):
            self.hidden.leaves_out(kind, where, count)
        if not self.hidden.are_read:
            for place in unseen:
                del cells[place[0]][place[1]]

    def notes(self) -> Iterator[str]:
        """What about the sheet people should know."""
        if self.errors:
            count = len(self.errors)
            told = ", ".join(self.errors[:_MOST_TOLD]) + (" ..." if count > _MOST_TOLD else "")
            what = "1 cell shows an error" if count == 1 else f"{count} cells show an error"
            yield f"sheet {self.sheet.title!r}: {what}, which is read as nothing: {told}"
        if self._changing:
            told = ", ".join(self._changing[:_MOST_TOLD]) + (" ..." if len(self._changing) > _MOST_TOLD else "")
            what = "a condition may strike out what cells show, or show signs or other words for it"
            yield f"sheet {self.sheet.title!r}: {what}: {told} was read as stored"

    def comments(self) -> Iterator[tuple[str, str]]:
        """The comments on cells that are shown: place and words, their authors left out."""
        for place, text in self._written():
            row, column = row_of(place) - 1, column_of(place)
            is_hidden = row in self._unshown_rows or self._is_unshown_column(column)
            if text and (self.hidden.are_read or not is_hidden):
                yield place, text

    def _written(self) -> Iterator[tuple[str, str]]:
        """Notes, and the comments that answer each other: Excel keeps these in a part of their own."""
        for part in self.book.related(self.sheet.part, "comments"):
            tree = self.book.tree(part)
            authors = [author.text or "" for author in tree.iter("{*}author")]
            for comment in tree.iter("{*}comment"):
                body = comment.find("{*}text")
                text = re.sub(r"\s+", " ", text_of(body).text).strip() if body is not None else ""
                for author in authors:
                    text = text.removeprefix(f"{author}:").strip() if author else text
                if not text.startswith("[Threaded comment]"):
                    yield comment.get("ref", ""), text
        for part in self.book.related(self.sheet.part, "threadedComment"):
            for comment in self.book.tree(part).iter("{*}threadedComment"):
                yield comment.get("ref", ""), " ".join((comment.findtext("{*}text") or "").split())


def _set_as(form: Format, text: Shown) -> Shown:
    """A text with what the format of its cell puts around it, struck out if the cell is."""
    put = shown_text(text.text, form.shown_code).strip() if form.code not in {"General", "@"} else text.text
    if form.is_struck or not text.struck:
        put = plain_value(put)
    if put == text.text.strip():
        return text
    return Shown(put, ((0, len(put)),) if form.is_struck and put else ())


def _shown_day(stored: str, form: Format) -> str:
    """A day that is stored in ISO 8601, as precise as the format of its cell shows it."""
    try:
        moment = dt.datetime.fromisoformat(stored[:19].rstrip("Z")).replace(tzinfo=dt.UTC)
    except ValueError:
        return stored
    days = (moment - dt.datetime(1899, 12, 30, tzinfo=dt.UTC)) / dt.timedelta(days=1)
    return shown_number(days, form.shown_code) if is_date_format(form.shown_code) else stored[:10]


def _shown_number(stored: str, form: Format, *, from_1904: bool) -> str:
    try:
        number = float(stored)
    except ValueError:
        return stored.strip()
    if not math.isfinite(number):
        return stored.strip()
    return plain_signs(shown_number(number, form.shown_code, from_1904=from_1904), form.font)
