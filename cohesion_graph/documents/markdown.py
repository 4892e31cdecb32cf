"""Markdown: headings, paragraphs, lists and tables, as markdown-it reads them; of raw HTML in it, tables alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from cohesion_graph.documents.cells import Cell, Extract, ExtractBuilder, loose
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.html import write_html
from cohesion_graph.documents.keyed import front_matter, write_keyed
from cohesion_graph.documents.limits import refused
from cohesion_graph.documents.pieces import Piece, Shown, shown
from cohesion_graph.documents.words import Words

__all__ = ["read_markdown"]

_LONGEST_LINE = 20_000
"""Characters: what brackets and marks of emphasis take grows with the square of a line."""

_UNSPACED = re.compile(r"(?m)^(#{2,6})(?=[^#\s])")
"""Headings without the blank that CommonMark asks for: people write them, and kramdown takes them."""


def read_markdown(given: Given) -> Extract:
    """The blocks of a Markdown text, marks of emphasis and links taken off; front matter as labelled lines.

    Raises:
        UnreadableDocument: a line is longer than any plan's.
    """
    from markdown_it import MarkdownIt

    longest = max(map(len, given.text.splitlines()), default=0)
    if longest > _LONGEST_LINE:
        found = f"it has a line of {longest:,} characters"
        raise refused(given.name, found, f"at most {_LONGEST_LINE:,}", "Break its lines, or save it as plain text.")
    builder = ExtractBuilder("text/markdown")
    stated, body = front_matter(given.text.lstrip("\ufeff"))
    if stated:
        write_keyed(builder, stated)
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    page = _Page(builder)
    for part in _parts(_UNSPACED.sub(r"\1 ", body)):
        if _OPENS_TABLE.match(part):
            write_html(builder, given, part)
        else:
            page.write(parser.parse(part))
    builder.notes += given.hidden.notes()
    return builder.extract()


_OPENS_TABLE = re.compile(r" {0,3}<table\b", re.IGNORECASE)
_TABLE_TAG = re.compile(r"<(/?)table\b", re.IGNORECASE)
_DEFINES = re.compile(r":\s+(?=\S)")
_FENCE = re.compile(r" {0,3}(```|~~~)")


def _parts(text: str) -> Iterator[str]:
    """A text cut where tables written in HTML begin and end: CommonMark ends them at the first blank line inside."""
    lines: list[str] = []
    deep, fence = 0, ""
    for line in text.splitlines(keepends=True):
        mark = _FENCE.match(line)
        if not deep and mark and fence in {"", mark[1]}:
            fence = "" if fence else mark[1]
        if not deep and not fence and _OPENS_TABLE.match(line) and lines:
            yield "".join(lines)
            lines = []
        lines.append(line)
        if deep or (not fence and _OPENS_TABLE.match(line)):
            deep += sum(-1 if closes else 1 for closes in _TABLE_TAG.findall(line))
            if deep <= 0:
                yield "".join(lines)
                lines, deep = [], 0
    yield "".join(lines)


@dataclass(slots=True)
class _Page:
    """Writes tokens down, block after block."""

    builder: ExtractBuilder
    tables: int = 0
    marker: str = ""
    level: int = 0
    list_depth: int = 0
    term: Words = field(default_factory=Words)
    """What a definition below it is of: lines that begin with a colon, as many writers of Markdown take them."""
    rows: list[list[Cell]] | None = None
    _heads: bool = field(default=False)

    def write(self, tokens: Sequence[Token]) -> None:
        """Write all tokens of a text."""
        for token in tokens:
            kind = token.type
            if kind == "inline":
                self._inline(token)
            elif kind in {"bullet_list_open", "ordered_list_open"}:
                self.list_depth += 1
            elif kind in {"bullet_list_close", "ordered_list_close"}:
                self.list_depth -= 1
            elif kind == "list_item_open":
                self.marker = f"{token.info}." if token.info else "•"
            elif kind == "list_item_close":
                self.marker = ""
            elif kind == "heading_open":
                self.level = int(token.tag[1])
            elif kind in {"fence", "code_block"}:
                self.builder.paragraph(token.content.strip())
            else:
                self._table(kind)

    def _table(self, kind: str) -> None:
        if kind == "table_open":
            self.tables += 1
            self.rows = []
        elif kind == "tr_open" and self.rows is not None:
            self.rows.append([])
        elif kind == "th_open":
            self._heads = True
        elif kind == "th_close":
            self._heads = False
        elif kind == "table_close" and self.rows is not None:
            self.builder.table(self.rows, f"table {self.tables}")
            self.rows = None

    def _inline(self, token: Token) -> None:
        words = shown(_pieces(token))
        if self.rows is not None:
            row = self.rows[-1]
            cell = Cell(loose(words.text), len(self.rows) - 1, len(row), struck=words.struck, is_heading=self._heads)
            row.append(cell)
            return
        for one in words.lines():
            self._paragraph(one)
            self.marker = ""
        self.marker, self.level = "", 0

    def _paragraph(self, one: Shown) -> None:
        if self.term and (sign := _DEFINES.match(one.text)):
            self.builder.paragraph(one.text[sign.end() :], lead=self.term)
            return
        line = one.behind("" if _is_labelled(one.text) else self.marker)
        self.builder.paragraph(**line, level=self.level, list_depth=self.list_depth, is_bold=one.is_bold)
        self.term = self.builder.last_words()


def _is_labelled(line: str) -> bool:
    return bool(re.match(r"[A-Z][\w /&'’-]{1,40}:\s", line))


_TAG = re.compile(r"<(/?)(br|p|div|ul|ol|li|s|del|strike|b|strong)\b")
_KRAMDOWN = re.compile(r"\{::?[^{}\n]{0,60}\}|\{:/[a-z]*\}")
"""What the Markdown of Jekyll tells its own program: ``{::nomarkdown}``, ``{:/}``, ``{: .wide}``."""


def _pieces(inline: Token) -> Iterator[Piece]:
    """The words of an inline token; tags that begin lines as line breaks; struck out by ``~~`` or ``<s>``."""
    is_struck = is_bold = False
    for token in inline.children or ():
        if token.type in {"text", "code_inline"}:
            text = _KRAMDOWN.sub("", token.content) if token.type == "text" else token.content
            yield Piece(text, is_struck=is_struck, is_bold=is_bold)
        elif token.type in {"softbreak", "hardbreak"}:
            yield Piece("\n")
        elif token.type in {"s_open", "s_close"}:
            is_struck = token.type == "s_open"
        elif token.type in {"strong_open", "strong_close"}:
            is_bold = token.type == "strong_open"
        elif token.type == "html_inline" and (tag := _TAG.match(token.content)):
            if tag[2] in {"br", "p", "div", "ul", "ol", "li"}:
                yield Piece("\n• " if tag[0] == "<li" else "\n")
            elif tag[2] in {"b", "strong"}:
                is_bold = not tag[1]
            else:
                is_struck = not tag[1]
