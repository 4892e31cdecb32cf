"""Markdown: headings, paragraphs, lists and tables, as markdown-it reads them; raw HTML in it is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from cohesion_graph.documents.cells import Cell, Extract, ExtractBuilder, loose

__all__ = ["read_markdown"]


def read_markdown(text: str) -> Extract:
    """The blocks of a Markdown text, marks of emphasis and links taken off."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text.lstrip("\ufeff"))
    builder = ExtractBuilder("text/markdown")
    tables, mark, level = 0, "", 0
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.type == "table_open":
            end = next(n for n in range(place, len(tokens)) if tokens[n].type == "table_close")
            tables += 1
            builder.table(_rows(tokens[place:end]), f"table {tables}")
            place = end
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "list_item_open":
            mark = f"{token.info}. " if token.info else "• "
        elif token.type == "inline":
            words, _ = _text(token)
            for number, line in enumerate(words.split("\n")):
                builder.paragraph(line if number or _is_labelled(line) else f"{mark}{line}", level)
            mark, level = "", 0
        elif token.type in {"fence", "code_block"}:
            builder.paragraph(token.content.strip())
        place += 1
    return builder.extract()


def _is_labelled(line: str) -> bool:
    return bool(re.match(r"[A-Z][\w /&'’-]{1,40}:\s", line))


def _rows(tokens: Sequence[Token]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            words, struck = _text(token)
            rows[-1].append(Cell(loose(words), len(rows) - 1, len(rows[-1]), struck=struck))
    return rows


def _text(inline: Token) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words of an inline token; ``<br>`` and line breaks as line breaks; stretches struck out by ``~~``."""
    text, start = "", -1
    struck: list[tuple[int, int]] = []
    for token in inline.children or ():
        if token.type in {"text", "code_inline"}:
            text += token.content
        elif token.type in {"softbreak", "hardbreak"} or _is_break(token):
            text += "\n"
        elif token.type == "s_open":
            start = len(text)
        elif token.type == "s_close" and start >= 0:
            struck.append((start, len(text)))
            start = -1
    return text, tuple(struck)


def _is_break(token: Token) -> bool:
    return token.type == "html_inline" and bool(re.match(r"<br\s*/?>", token.content, re.IGNORECASE))
