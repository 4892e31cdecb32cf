"""HTML pages: headings, paragraphs, lists and tables; scripts, styles and anything outside the file are ignored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cohesion_graph.documents.cells import Cell, Extract, ExtractBuilder, loose
from cohesion_graph.documents.limits import MOST_CELLS, check_columns, refused
from cohesion_graph.documents.words import word_set

__all__ = ["read_html"]

_SKIPPED = word_set("script style noscript template svg head nav iframe object")
_BLOCKS = word_set("p div li h1 h2 h3 h4 h5 h6 tr caption dt dd section article blockquote pre ul ol table thead tbody")
_STRUCK = word_set("s strike del")
_DEEPEST = 200


def read_html(name: str, text: str) -> Extract:
    """The page's text blocks and tables in order; nothing is fetched, and entities are the fixed ones of HTML.

    Raises:
        UnreadableDocument: no element is found, elements are nested without end, or a table is too large.
    """
    from lxml import etree, html  # type: ignore[import-untyped,unused-ignore]

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise refused(name, f"it cannot be read as HTML ({error})", "a web page", "Save the page again.") from error
    builder = ExtractBuilder("text/html", title=(root.findtext(".//title") or "").strip())
    state = {"tables": 0, "cells": 0}
    _walk(name, root, builder, state, 0)
    return builder.extract()


def _walk(name: str, element: Any, builder: ExtractBuilder, state: dict[str, int], depth: int) -> None:
    if depth > _DEEPEST:
        raise refused(name, "elements are nested without end", "a web page", "Save the page again from a browser.")
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _SKIPPED or not tag:
            continue
        if tag == "table":
            _table(name, child, builder, state)
        elif _has_blocks(child):
            if (child.text or "").strip():
                builder.paragraph(_spaced(child.text))
            _walk(name, child, builder, state, depth + 1)
        else:
            words, _ = _text(child)
            level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 0
            builder.paragraph(words, level)
        if (child.tail or "").strip():
            builder.paragraph(_spaced(child.tail))


def _has_blocks(element: Any) -> bool:
    return any(isinstance(one.tag, str) and one.tag in _BLOCKS for one in element.iterdescendants())


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _table(name: str, table: Any, builder: ExtractBuilder, state: dict[str, int]) -> None:
    """A table's rows with spans resolved; a frame around another table gives that table instead."""
    inner = list(table.iterdescendants("table"))
    own = [row for row in table.iterdescendants("tr") if _owner(row) is table]
    if inner and all(len(_cells_of(row)) <= 1 for row in own):
        for one in inner:
            if _owner(one.getparent()) is table:
                _table(name, one, builder, state)
        return
    caption = table.find("caption")
    if caption is not None:
        builder.paragraph(_text(caption)[0], level=3)
    state["tables"] += 1
    place = f"table {state['tables']}"
    free_from: dict[int, int] = {}  # by column: the first row that no cell above reaches into
    rows = []
    for number, row in enumerate(own):
        line, column = [], 0
        for cell in _cells_of(row):
            while free_from.get(column, 0) > number:
                column += 1
            columns, spanned = _span(cell, "colspan"), _span(cell, "rowspan")
            words, struck = _text(cell)
            line.append(Cell(loose(words), number, column, columns, spanned, struck))
            free_from.update(dict.fromkeys(range(column, column + columns), number + spanned))
            column += columns
        check_columns(name, place, len(line))
        state["cells"] += len(line)
        if state["cells"] > MOST_CELLS:
            raise refused(name, f"it has more than {MOST_CELLS:,} cells", "a plan", "Save only the table of the plan.")
        rows.append(line)
    builder.table(rows, place)


def _owner(element: Any) -> Any:
    while element is not None and element.tag != "table":
        element = element.getparent()
    return element


def _cells_of(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in {"td", "th"}]


def _span(cell: Any, attribute: str) -> int:
    digits = re.match(r"\s*(\d{1,3})", cell.get(attribute) or "")
    return max(1, min(int(digits[1]), 256)) if digits else 1


def _text(element: Any) -> tuple[str, tuple[tuple[int, int], ...]]:
    """An element's words, line breaks where it shows them, bullets in front of list entries, struck stretches."""
    text = ""
    struck: list[tuple[int, int]] = []
    for words, is_struck in _pieces(element, is_struck=False):
        if words.isspace() and "\n" not in words:
            words = " " if text and not text[-1].isspace() else ""
        if words.startswith("\n"):
            text = text.rstrip(" ")
            if not text or text.endswith("\n"):
                words = words.lstrip("\n")
        if is_struck and words.strip():
            struck.append((len(text), len(text) + len(words)))
        text += words
    stripped = text.strip()
    lead = len(text) - len(text.lstrip())
    kept = tuple((max(0, start - lead), min(len(stripped), end - lead)) for start, end in struck)
    return stripped, tuple((start, end) for start, end in kept if end > start)


def _list_mark(item: Any) -> str:
    """What is shown in front of a list entry: a bullet, or its number in an ordered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or parent.get("type", "1") != "1":
        return "• "
    first = parent.get("start", "1")
    place = sum(1 for _ in item.itersiblings("li", preceding=True))
    return f"{(int(first) if re.fullmatch(r'[0-9]{1,6}', first) else 1) + place}. "


def _pieces(element: Any, *, is_struck: bool) -> Iterator[tuple[str, bool]]:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _SKIPPED or not tag:
        return
    is_struck = is_struck or tag in _STRUCK
    if tag == "br":
        yield "\n", False
    if tag in _BLOCKS:
        yield "\n", False
    if tag == "li":
        yield _list_mark(element), False
    if element.text:
        yield re.sub(r"\s+", " ", element.text), is_struck
    for child in element:
        yield from _pieces(child, is_struck=is_struck)
        if child.tail:
            yield re.sub(r"\s+", " ", child.tail), is_struck
    if tag in _BLOCKS:
        yield "\n", False
