"""Rich Text Format (.rtf): paragraphs and tables as they are printed, without hidden and deleted text.

striprtf gives the words alone: hidden, deleted and struck text among them, cells parted by a stroke that may stand in
their words. So the tokens are read here; there are few kinds of them (RTF 1.9.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from cohesion_graph.documents.cells import Cell, Extract, ExtractBuilder, loose
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.limits import MOST_CELLS, check_columns, refused
from cohesion_graph.documents.pieces import Piece, shown
from cohesion_graph.documents.words import word_set

__all__ = ["read_rich_text"]

_DEEPEST = 1_000
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
_NOT_PRINTED = word_set(
    "fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf themedata "
    "colorschememapping latentstyles datastore listtable listoverridetable revtbl rsidtbl generator xmlnstbl fldinst "
    "object objdata bkmkstart bkmkend annotation atnid atnauthor atndate atnref atrfstart atrfend shpinst filetbl "
    "userprops pntext mmathPr nonshppict wgrffmtfilter pgptbl sp"
)
_SIGNS = {
    "line": "\n", "tab": " ", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "~": "\u00a0", "_": "-", "page": "\n",
}  # fmt: skip
_PAGES = {77: "mac-roman", 65001: "utf-8", 932: "cp932", 936: "gbk", 949: "cp949", 950: "big5"}


@dataclass(frozen=True, slots=True)
class _State:
    """How characters are set inside a group."""

    is_hidden: bool = False
    is_struck: bool = False
    is_bold: bool = False
    is_skipped: bool = False
    is_deleted: bool = False
    is_note: bool = False
    is_list_mark: bool = False
    in_table: bool = False
    unicode_skip: int = 1


@dataclass(slots=True)
class _Reader:
    """Follows the tokens."""

    given: Given
    builder: ExtractBuilder
    states: list[_State] = field(default_factory=lambda: [_State()])
    pieces: list[Piece] = field(default_factory=list)
    note: list[Piece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cells: list[tuple[str, tuple[tuple[int, int], ...]]] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    encoding: str = "cp1252"
    level: int = 0
    to_skip: int = 0
    tables: int = 0
    has_deleted: bool = False
    """Whether words of the row in hand were deleted with tracking."""
    has_words: bool = False
    """Whether it has words that stand, numbers of lists aside."""
    raw: bytearray = field(default_factory=bytearray)

    def read(self, text: str) -> None:
        """Follow all tokens of a document."""
        is_special = False
        for token in _TOKEN.finditer(text):
            word, number, byte, sign, brace, plain = token.groups()
            if byte is None:
                self._flush()
            if brace == "{":
                self.states.append(self.states[-1])
                if len(self.states) > _DEEPEST:
                    raise refused(self.given.name, "groups are nested without end", "a document", "Save it again.")
            elif brace == "}":
                if len(self.states) > 1:
                    left = self.states.pop()
                    if left.is_note and not self.states[-1].is_note:
                        self.notes.append(shown(self.note).text.replace("\n", " "))
                        self.note = []
            elif word:
                self._word(word, number, is_special=is_special)
            elif sign:
                self._say(_SIGNS.get(sign, sign if sign in "\\{}" else ""))
            elif byte:
                self._byte(int(byte, 16))
            elif plain:
                self._say(plain)
            is_special = sign == "*"
        self._flush()
        self._table()
        self._paragraph()

    def _word(self, word: str, number: str | None, *, is_special: bool) -> None:
        state = self.states[-1]
        is_on = number != "0"
        if word in _NOT_PRINTED or (is_special and word not in {"footnote", "fldrslt", "listtext", "shptxt"}):
            self.states[-1] = replace(state, is_skipped=True)
        elif word in {"v", "strike", "striked", "b", "deleted"}:
            kinds = {"v": "is_hidden", "strike": "is_struck", "striked": "is_struck", "b": "is_bold"}
            self.states[-1] = replace(state, **{kinds.get(word, "is_deleted"): is_on})
        elif word == "plain":
            self.states[-1] = replace(state, is_hidden=False, is_struck=False, is_bold=False, is_deleted=False)
        elif word == "listtext":
            self.states[-1] = replace(state, is_list_mark=True)
        elif word == "footnote":
            self.states[-1] = replace(state, is_note=True)
        elif word in {"pard", "intbl", "outlinelevel"}:
            self._set_paragraph(word, number)
        elif word in {"par", "sect", "cell", "row", "nestcell", "nestrow"} and not state.is_skipped:
            self._end(word)
        elif word == "u" and number:
            self._say(chr(int(number) % 65536))
            self.to_skip = state.unicode_skip
        elif word == "uc":
            self.states[-1] = replace(state, unicode_skip=min(int(number or 1), 10))
        elif word == "ansicpg":
            page = int(number or 1252)
            self.encoding = _PAGES.get(page, f"cp{page}")
        elif word in _SIGNS:
            self._say(_SIGNS[word])

    def _set_paragraph(self, word: str, number: str | None) -> None:
        if word == "outlinelevel":
            depth = int(number or 0)
            self.level = depth + 1 if depth < 9 else 0
        else:
            self.states[-1] = replace(self.states[-1], in_table=word == "intbl")
            self.level = 0 if word == "pard" else self.level

    def _byte(self, value: int) -> None:
        if self.to_skip:
            self.to_skip -= 1
        else:
            self.raw.append(value)

    def _flush(self) -> None:
        if self.raw:
            raw, self.raw = bytes(self.raw), bytearray()
            try:
                self._say(raw.decode(self.encoding, "replace"))
            except LookupError:
                self._say(raw.decode("cp1252", "replace"))

    def _say(self, text: str) -> None:
        if self.to_skip:
            text, self.to_skip = text[self.to_skip :], max(0, self.to_skip - len(text))
        state = self.states[-1]
        self.has_deleted |= state.is_deleted and bool(text.strip())
        if state.is_skipped or state.is_deleted or not text:
            return
        if state.is_hidden and text.strip() and self.given.hidden.leaves_out("stretch of text"):
            return
        self.has_words |= not state.is_list_mark and bool(text.strip())
        into = self.note if state.is_note else self.pieces
        for number, line in enumerate(text.split("\n")):
            if number:
                into.append(Piece("\n"))
            into.append(Piece(line, is_struck=state.is_struck, is_bold=state.is_bold))

    def _end(self, word: str) -> None:
        """End a paragraph, a cell or a row."""
        state = self.states[-1]
        if state.is_note:
            self.note.append(Piece(" "))
        elif word in {"cell", "nestcell"}:
            text = shown(self.pieces)
            self.cells.append((text.text, text.struck))
            self.pieces = []
            if len(self.cells) > MOST_CELLS:
                raise refused(self.given.name, "a row has too many cells", "a plan", "Copy the plan into a new file.")
        elif word in {"row", "nestrow"}:
            is_ghost = self.has_deleted and not self.has_words
            self.has_deleted = self.has_words = False
            if is_ghost:
                self.cells = []
                return
            number = len(self.rows)
            row = [Cell(loose(text), number, n, struck=struck) for n, (text, struck) in enumerate(self.cells)]
            check_columns(self.given.name, f"table {self.tables + 1}", len(row))
            self.rows.append(row)
            self.cells = []
        elif state.in_table:
            self.pieces.append(Piece("\n"))
        else:
            self._table()
            self._paragraph()

    def _table(self) -> None:
        if self.rows:
            self.tables += 1
            self.builder.table(self.rows, f"table {self.tables}")
            self.rows = []
            self._write_notes()

    def _paragraph(self) -> None:
        text = shown(self.pieces)
        self.pieces = []
        for line in [text.in_one_line()] if self.level else text.lines():
            is_bold = line.is_bold and not self.level
            self.builder.paragraph(line.text, self.level, lead=line.lead, is_bold=is_bold)
        self._write_notes()

    def _write_notes(self) -> None:
        for note in filter(None, self.notes):
            self.builder.paragraph(note, is_note=True)
        self.notes = []


def read_rich_text(given: Given) -> Extract:
    """The paragraphs and tables of a document; numbers of lists as the program wrote them down.

    Raises:
        UnreadableDocument: groups are nested without end, or a table is larger than any plan's.
    """
    builder = ExtractBuilder("application/rtf")
    _Reader(given, builder).read(given.content.decode("latin-1"))
    builder.notes += given.hidden.notes()
    return builder.extract()
