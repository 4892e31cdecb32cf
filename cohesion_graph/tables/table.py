"""A table: named columns, rows of plain values, notes that belong to it; and its written forms."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json
import re
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any, overload

__all__ = ["FORMATS", "Column", "Table", "Value", "neutralised"]

Value = str | int | float | bool | dt.date | None
"""What a cell may hold."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, which others' scripts rely on, and what it holds, in a sentence."""

    name: str
    about: str = ""


_SHOWN, _CELL = 40, 32
"""Rows of a table that shows itself in a terminal, and characters of a cell."""


@dataclass(frozen=True, repr=False)
class Table:
    """Rows of plain values under named columns; prints as a table and shows itself in notebooks.

    >>> table = Table("bodies", (Column("name"), Column("actions")), (("Stockton Renaissance", 9),))
    >>> print(table)
    name                    actions
    --------------------  ---------
    Stockton Renaissance          9
    >>> table.to_records()
    [{'name': 'Stockton Renaissance', 'actions': 9}]
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    title: str = ""
    """What the table answers or holds, as a heading."""
    notes: tuple[str, ...] = field(default=())
    """Sentences that must be read with it: the counting rule, what was cut."""

    @property
    def header(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)

    @overload
    def __getitem__(self, place: int) -> tuple[Value, ...]: ...

    @overload
    def __getitem__(self, place: slice) -> Table: ...

    def __getitem__(self, place: int | slice) -> tuple[Value, ...] | Table:
        """A row, or the table of some rows.

        >>> table = Table("refs", (Column("ref"),), (("CC1",), ("CC2",), ("CC3",)))
        >>> table[0], len(table[1:])
        (('CC1',), 2)
        """
        return replace(self, rows=self.rows[place]) if isinstance(place, slice) else self.rows[place]

    def to_records(self) -> list[dict[str, Value]]:
        """The rows as dictionaries; ``pandas.DataFrame(table.to_records())`` works."""
        return [dict(zip(self.header, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> Any:
        """The rows as a pandas DataFrame.

        Raises:
            ModuleNotFoundError: pandas is not installed; the message says how to install it.
        """
        try:
            import pandas as pd
        except ModuleNotFoundError as error:
            raise ModuleNotFoundError("to_pandas() needs pandas: pip install pandas") from error
        return pd.DataFrame(self.to_records(), columns=list(self.header))

    def to_text(self, width: int | None = None) -> str:
        """The table for a terminal, notes below it.

        Where it fits `width` characters with no word cut, cells wrap; where it does not, each row is written as a
        block of lines, one for each column that is not empty.
        """
        rows = [[_shown(value) for value in row] for row in self.rows]
        wide = _column_widths(self.header, rows, width) if width and rows else None
        if wide and width and _cuts_words(self.header, rows, wide):
            text = _as_blocks(self.header, rows, width)
        else:
            from tabulate import tabulate

            text = tabulate(rows, headers=self.header, maxcolwidths=wide, disable_numparse=False)
        return "\n".join([text, *(f"Note: {note}" for note in self.notes)])

    def to_csv(self) -> str:
        """CSV by RFC 4180: CRLF, UTF-8 text; cells that a spreadsheet would run as a formula are neutralised."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.header)
        writer.writerows([neutralised(_csv_value(value)) for value in row] for row in self.rows)
        return out.getvalue()

    def to_json(self) -> str:
        """A JSON object with name, title, notes, columns and rows (each row an object), ended by a newline."""
        content = {
            "name": self.name,
            "title": self.title,
            "notes": list(self.notes),
            "columns": list(self.header),
            "rows": self.to_records(),
        }
        return json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n"

    def to_markdown(self) -> str:
        """A Markdown pipe table; every character that Markdown or HTML would act on is escaped."""
        lines = [f"| {' | '.join(map(_md, self.header))} |", f"|{' --- |' * len(self.columns)}"]
        lines += [f"| {' | '.join(_md(_shown(value)) for value in row)} |" for row in self.rows]
        lines += [f"\n*{_md(note)}*" for note in self.notes]
        return "\n".join(lines) + "\n"

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        """The table as a terminal shows it, a line for each row: the first rows, the columns that have room, cells cut.

        `to_text` and the other forms have everything.
        """
        from tabulate import tabulate

        width = shutil.get_terminal_size().columns
        rows = [
            [textwrap.shorten(_shown(value), _CELL, placeholder="…") for value in row] for row in self.rows[:_SHOWN]
        ]
        ends = accumulate(2 + max(map(len, column)) for column in zip(self.header, *rows, strict=True))
        fitting = max(sum(end - 2 <= width for end in ends), 1)
        text = tabulate([row[:fitting] for row in rows], headers=self.header[:fitting], disable_numparse=True)
        lines = [*([self.title] if self.title else []), text]
        if len(self) > _SHOWN:
            lines.append(f"... and {len(self) - _SHOWN:,} rows more")
        if hidden := self.header[fitting:]:
            lines.append(textwrap.fill(f"Columns without room: {', '.join(hidden)}", width))
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """The table for a notebook, text escaped."""
        head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in self.header)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_shown(value))}</td>" for value in row) + "</tr>" for row in self.rows
        )
        notes = "".join(f"<p>{html.escape(note)}</p>" for note in self.notes)
        caption = f"<caption>{html.escape(self.title)}</caption>" if self.title else ""
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{notes}"


FORMATS = {
    "table": Table.to_text,
    "csv": Table.to_csv,
    "json": Table.to_json,
    "md": Table.to_markdown,
}
"""How a table is written, by the name the command line gives it."""


def neutralised(value: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe before text that begins like a formula (CWE-1236).

    >>> neutralised("=cmd()"), neutralised("-3 days"), neutralised("-3"), neutralised("CC1")
    ("'=cmd()", "'-3 days", '-3', 'CC1')
    """
    stripped = value.lstrip(" \u00a0")
    if stripped[:1] in {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} and not _is_number(value):
        return f"'{value}"
    return value


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?\d+(\.\d+)?", text) is not None


def _csv_value(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def _shown(value: Value) -> str:
    """A value as people read it; runs of white space, which stored words may hold, become one space."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else re.sub(r"\s+", " ", str(value)).strip()


def _md(text: str) -> str:
    escaped = re.sub(r"([\\`*_{}\[\]|#~!])", r"\\\1", re.sub(r"\s+", " ", text))
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _column_widths(header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Widths that fit `width`: narrow columns keep theirs, the wide ones share what is left, none under 8."""
    wanted = [max(len(name), *(len(row[place]) for row in rows)) for place, name in enumerate(header)]
    left, shares = width - 2 * (len(header) - 1), dict(enumerate(wanted))
    widths: dict[int, int] = {}
    for done, place in enumerate(sorted(shares, key=lambda place: shares[place])):
        fair = max(left // (len(header) - done), 8)
        widths[place] = min(shares[place], fair)
        left -= widths[place]
    return [widths[place] for place in range(len(header))]


def _cuts_words(header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> bool:
    """Whether a column is so narrow that a word, or its heading, would not stand whole on a line."""
    for place, width in enumerate(widths):
        cells = (header[place], *(row[place] for row in rows))
        if any(len(word) > width for cell in cells for word in cell.split()):
            return True
    return False


def _as_blocks(header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """Each row as lines of column and value, a rule between rows."""
    import textwrap

    label = max(map(len, header)) + 2
    lines = []
    for number, row in enumerate(rows, 1):
        lines.append(f"--- {number} of {len(rows)} ".ljust(width, "-"))
        for name, value in zip(header, row, strict=True):
            if value:
                told = textwrap.wrap(value, max(width - label, 20), break_on_hyphens=False)
                lines += [f"{'' if turn else name:<{label}}{part}" for turn, part in enumerate(told)]
    return "\n".join(lines)
