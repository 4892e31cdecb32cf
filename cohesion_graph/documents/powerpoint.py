"""PowerPoint presentations: tables and text of the slides that are shown, slide after slide; no speaker's notes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from cohesion_graph.documents.cells import Cell, Extract, ExtractBuilder, loose
from cohesion_graph.documents.drawn_text import lines_of_diagrams, pieces_of
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.limits import MOST_CELLS, TooMuch, check_columns, refused, whole_number
from cohesion_graph.documents.list_numbers import in_form
from cohesion_graph.documents.office_package import OfficePackage
from cohesion_graph.documents.packed import has_macros
from cohesion_graph.documents.pieces import Piece, shown
from cohesion_graph.errors import UnreadableDocument

__all__ = ["read_powerpoint"]

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def read_powerpoint(given: Given) -> Extract:
    """The slides that are shown: titles as headings, text as paragraphs, tables as tables.

    Raises:
        UnreadableDocument: the presentation is damaged, or has more cells than any plan.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(given.content)) as package:
            return _extract(given, OfficePackage(package))
    except (TooMuch, UnreadableDocument):
        raise
    except Exception as error:  # a damaged part may hold anything
        found, cure = f"it cannot be read as a presentation ({error})", "Open it in PowerPoint and save it again."
        raise refused(given.name, found, "a whole presentation", cure) from error


def _extract(given: Given, package: OfficePackage) -> Extract:
    builder = ExtractBuilder(_MEDIA_TYPE, title=package.title)
    if has_macros(given.parts):
        builder.notes.append("it holds macros: they were not run")
    main = package.main_part("ppt/presentation.xml")
    parts = package.relations(main)
    count = 0
    for number, one in enumerate(package.tree(main).iter("{*}sldId"), 1):
        reference = next((value for key, value in one.attrib.items() if key.endswith("}id")), "")
        _, part = parts.get(reference, ("", ""))
        if not package.holds(part):
            continue
        slide = package.tree(part)
        is_hidden = slide.get("show") in {"0", "false"}
        if is_hidden and given.hidden.leaves_out("slide"):
            continue
        for shape in _shapes(slide):
            count += _write(given.name, builder, shape, number)
            for line in lines_of_diagrams(package, part, shape):
                builder.paragraph(line, list_depth=1)
            if count > MOST_CELLS:
                raise refused(given.name, f"it has more than {MOST_CELLS:,} cells", "a plan", "Keep the plan's slides.")
    builder.notes += given.hidden.notes()
    return builder.extract()


def _shapes(element: Any) -> Iterator[Any]:
    """Shapes and frames of a slide in their order, those of groups in their place; hidden ones left out."""
    for child in element:
        tag = _tag(child)
        if tag in {"sp", "graphicFrame"}:
            facts = child.find(".//{*}cNvPr")
            if facts is None or facts.get("hidden") not in {"1", "true"}:
                yield child
        elif tag in {"cSld", "spTree", "grpSp"}:
            yield from _shapes(child)
        elif tag == "AlternateContent" and len(child):
            yield from _shapes(child[0])


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


_LEVELS = {"ctrTitle": 1, "title": 2}
"""Of headings: the title of a first slide stands above those of the others."""


def _write(name: str, builder: ExtractBuilder, shape: Any, slide: int) -> int:
    """Write a shape; gives the number of cells of a table."""
    table = next(shape.iter("{*}tbl"), None)
    if table is not None:
        rows = [list(_cells(row, number)) for number, row in enumerate(table.iterchildren("{*}tr"))]
        check_columns(name, f"slide {slide}", max((len(row) for row in rows), default=0))
        builder.table(rows, f"slide {slide}")
        return sum(map(len, rows))
    kind = next(shape.iter("{*}ph"), None)
    is_title = kind is not None and kind.get("type") in _LEVELS
    if kind is not None and kind.get("type") in {"sldNum", "dt", "ftr"}:
        return 0
    body = next((one for one in shape if _tag(one) == "txBody"), None)
    counts: dict[tuple[str, str], int] = {}
    for paragraph in () if body is None else body.iterchildren("{*}p"):
        text = shown(pieces_of(paragraph))
        marker = _number(paragraph, counts) if text.text else ""
        facts = paragraph.find("{*}pPr")
        depth = facts.get("lvl", "0") if facts is not None else "0"
        has_bullet = facts is not None and (
            facts.find("{*}buChar") is not None or facts.find("{*}buAutoNum") is not None
        )
        listed = has_bullet or (kind is not None and not is_title and kind.get("type") in {None, "body", "obj"})
        level = _LEVELS.get(kind.get("type"), 0) if kind is not None else 0
        for line in [text.in_one_line()] if is_title else text.lines():
            builder.paragraph(
                **line.behind(marker),
                level=level,
                list_depth=int(depth) + 1 if listed and not is_title and re.fullmatch(r"\d", depth) else 0,
                is_bold=line.is_bold and not is_title,
            )
            marker = ""
    return 0


def _number(paragraph: Any, counts: dict[tuple[str, str], int]) -> str:
    """The number that is shown in front of a paragraph; what has none begins the lists of its level and below anew."""
    facts = paragraph.find("{*}pPr")
    level = facts.get("lvl", "0") if facts is not None else "0"
    numbered = facts.find("{*}buAutoNum") if facts is not None else None
    kind = numbered.get("type", "") if numbered is not None else ""
    for one in [one for one in counts if one[0] > level or (one[0] == level and one[1] != kind)]:
        del counts[one]
    form = _AUTOMATIC.fullmatch(kind)
    if form is None or numbered is None or form[1] not in _FORMS:
        return ""
    number = counts.get((level, kind), whole_number(numbered.get("startAt"), 1) - 1) + 1
    counts[level, kind] = number
    before, behind = {"Period": ("", "."), "ParenR": ("", ")"), "ParenBoth": ("(", ")")}.get(form[2], ("", ""))
    return f"{before}{in_form(number, _FORMS[form[1]])}{behind}"


_FORMS = {
    "arabic": "decimal", "alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman",
    "romanUc": "upperRoman",
}  # fmt: skip
_AUTOMATIC = re.compile(r"([a-z]+(?:[LU]c)?)([A-Z]\w*)")
"""Kinds of automatic numbers (ECMA-376-1, 20.1.10.61): form and what stands around."""


def _cells(row: Any, number: int) -> Iterator[Cell]:
    for column, cell in enumerate(row.iterchildren("{*}tc")):
        if cell.get("hMerge") in {"1", "true"} or cell.get("vMerge") in {"1", "true"}:
            continue
        pieces: list[Piece] = []
        for paragraph in cell.iter("{*}p"):
            pieces += [Piece("\n"), *pieces_of(paragraph)]
        text = shown(pieces)
        yield Cell(loose(text.text), number, column, _span(cell, "gridSpan"), _span(cell, "rowSpan"), text.struck)


def _span(cell: Any, name: str) -> int:
    text = cell.get(name, "1")
    return max(1, int(text)) if re.fullmatch(r"[0-9]{1,3}", text) else 1
