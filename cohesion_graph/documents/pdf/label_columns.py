"""Forms of PDF pages that white space alone parts: labels below each other, and beside each what it labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cohesion_graph.documents.pdf.cell_lines import cell_text
from cohesion_graph.documents.pdf.unruled_tables import FreeTable, IsHeader
from cohesion_graph.documents.pdf.words import CellText, Line, Word

__all__ = ["label_columns"]

_SAME_EDGE = 4.0
"""Points."""
_COLUMNS = 2
_FEWEST = 2
"""Labels below each other."""
_LONGEST_LABEL = 8
"""Words."""
_GAP = 3.0
"""Times the height of a line: what stands further below begins something else."""


def label_columns(lines: Sequence[Line], are_labels: IsHeader) -> Iterator[FreeTable]:
    """The forms among lines of a page: tables of two columns, one row for each label.

    Args:
        lines: Lines that belong to no drawn table, from top to bottom.
        are_labels: Whether some texts, here those below each other, are what fields of a plan are called.
    """
    number = 0
    while number < len(lines):
        used, rows, edge = _form_at(lines, number)
        labels = [" ".join(word["text"] for word in label) for label, _ in rows]
        if len(rows) < _FEWEST or not are_labels(labels):
            number += 1
            continue
        right = max(word["x1"] for line in used for word in line.words)
        cells = [[CellText(0, 1, cell_text(label, edge)[0]), *_value(value, right)] for label, value in rows]
        left = min(word["x0"] for line in used for word in line.words)
        yield FreeTable(used[0].top, cells, [left, edge, right], used)
        number += len(used)


def _value(words: Sequence[Word], right: float) -> list[CellText]:
    text, struck = cell_text(words, right) if words else ("", ())
    return [CellText(1, 1, text, struck)] if text else []


def _form_at(lines: Sequence[Line], number: int) -> tuple[list[Line], list[tuple[list[Word], list[Word]]], float]:
    """The lines of a form that may begin at a line, each label's words with those beside it, and where these begin."""
    first = lines[number]
    used: list[Line] = []
    rows: list[tuple[list[Word], list[Word]]] = []
    if len(first.stretches) != _COLUMNS:
        return used, rows, 0.0
    (left, _, _), (edge, _, _) = first.stretches
    for line in lines[number:]:
        if used and line.top - used[-1].bottom > _GAP * (line.bottom - line.top):
            break
        label = [word for word in line.words if word["x0"] < edge - _SAME_EDGE]
        value = [word for word in line.words if word["x0"] >= edge - _SAME_EDGE]
        is_flush = abs(line.words[0]["x0"] - (left if label else edge)) < _SAME_EDGE
        is_parted = not label or label[-1]["x1"] < edge
        if len(label) > _LONGEST_LABEL or (label and label[0]["text"][:1].islower()):
            break  # columns of running text end here, most of them at their first line
        if not is_flush or not is_parted or (label and value and abs(value[0]["x0"] - edge) >= _SAME_EDGE):
            break
        if label and value:
            rows.append((label, value))
        elif value:
            rows[-1][1].extend(value)
        else:
            break
        used.append(line)
    return used, rows, edge
