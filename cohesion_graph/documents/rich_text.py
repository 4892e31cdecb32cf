"""Rich Text Format (.rtf): paragraphs and tables as they are printed, without hidden and deleted text.

striprtf gives the words alone: hidden, deleted and struck text among them, cells parted by a stroke that may stand in
their words. So the tokens are read here; there are few kinds of them (RTF 1.9.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from cohesion_graph.documents.cells import Extract, ExtractBuilder
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.limits import MOST_CELLS, check_columns, refused
from cohesion_graph.documents.pieces import Piece, Shown, shown
from cohesion_graph.documents.rich_text_rows import Box, RowOfBoxes, placed
from cohesion_graph.documents.rich_text_state import SETTING, State, Tables, set_characters
from cohesion_graph.documents.symbol_fonts import plain_signs
from cohesion_graph.documents.words import word_set

__all__ = ["read_rich_text"]

_DEEPEST = 1_000
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
_NOT_PRINTED = word_set(
    "fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf themedata "
    "colorschememapping latentstyles datastore listtable listoverridetable revtbl rsidtbl generator xmlnstbl fldinst "
    "object objdata bkmkstart bkmkend atnid atnauthor atndate atnref atrfstart atrfend shprslt filetbl "
    "userprops mmathPr nonshppict wgrffmtfilter pgptbl sp"
)
_SIGNS = {
    "line": "\n", "tab": " ", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "~": "\u00a0", "_": "-", "page": "\n",
}  # fmt: skip
_SPECIAL = frozenset({"footnote", "annotation", "fldrslt", "listtext", "shptxt", "shpinst"})
"""Groups that older programs skip, and that hold words all the same."""
_FORM = re.compile(r"\\formfield\s*\{?((?:[^{}]|\{[^{}]*\})*)")
_BY_DEFAULT = 25
_MOST_BOXES = 1_000
_PAGES = {77: "mac-roman", 65001: "utf-8", 932: "cp932", 936: "gbk", 949: "cp949", 950: "big5"}


@dataclass(slots=True)
class _Reader:
    """Follows the tokens."""

    given: Given
    builder: ExtractBuilder
    states: list[State] = field(default_factory=lambda: [State()])
    pieces: list[Piece] = field(default_factory=list)
    note: list[Piece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    box: list[Piece] = field(default_factory=list)
    boxes: list[Shown] = field(default_factory=list)
    row: RowOfBoxes = field(default_factory=RowOfBoxes)
    next_box: Box = field(default_factory=Box)
    rows: list[RowOfBoxes] = field(default_factory=list)
    set_by: Tables = field(default_factory=Tables)
    encoding: str = "cp1252"
    level: int = 0
    to_skip: int = 0
    tables: int = 0
    has_deleted: bool = False
    """Whether words of the row in hand were deleted with tracking."""
    has_words: bool = False
    """Whether it has words that stand, numbers of lists aside."""
    raw: bytearray = field(default_factory=bytearray)
    choice: str = ""
    """What a form field shows that is text nowhere."""
    inner: list[Piece] = field(default_factory=list)
    """Words of a table in a cell, then its row in hand and its rows."""
    inner_row: RowOfBoxes = field(default_factory=RowOfBoxes)
    inner_rows: list[RowOfBoxes] = field(default_factory=list)

    def read(self, text: str) -> None:
        """Follow all tokens of a document."""
        self.set_by = Tables.of(text)
        is_special = False
        for token in _TOKEN.finditer(text):
            word, number, byte, sign, brace, plain = token.groups()
            if byte is None:
                self._flush()
            if brace:
                self._group(brace)
            elif word == "formfield" and (form := _FORM.match(text, token.start())):
                self.choice = _choice(form[1])
                self._word(word, number, is_special=is_special)
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

    def _group(self, brace: str) -> None:
        """Begin or end a group; a note or a text box that ends with it is kept for what stands behind."""
        if brace == "{":
            self.states.append(self.states[-1])
            if len(self.states) > _DEEPEST:
                raise refused(self.given.name, "groups are nested without end", "a document", "Save it again.")
        elif len(self.states) > 1:
            left = self.states.pop()
            if left.is_box and not self.states[-1].is_box:
                self.boxes.append(shown(self.box))
                self.box = []
            if left.is_note and not self.states[-1].is_note:
                self.notes.append(shown(self.note).text.replace("\n", " "))
                self.note = []

    def _word(self, word: str, number: str | None, *, is_special: bool) -> None:
        state = self.states[-1]
        if word in _NOT_PRINTED or (is_special and word not in _SPECIAL):
            self.states[-1] = replace(state, is_skipped=True)
        elif word == "fldrslt" and self.choice:
            choice, self.choice = self.choice, ""
            self._say(choice)
            self.states[-1] = replace(self.states[-1], is_skipped=True)
        elif word in SETTING:
            self.states[-1] = set_characters(state, word, number or "", self.set_by)
        elif word in {"trowd", "cellx", "clvmrg", "clmrg", "clcbpat"}:
            if not state.is_skipped:
                self._set_row(word, number or "0")
        elif word == "nestrow":  # it stands among what is stated of the row
            self._end_inner(word)
        elif word in {"pard", "intbl", "outlinelevel"}:
            self._set_paragraph(word, number)
        elif word in {"par", "sect", "cell", "row", "nestcell"} and not state.is_skipped:
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

    def _set_row(self, word: str, number: str) -> None:
        """Take what a row states of its cells; an edge ends what is stated of one."""
        if word == "trowd":
            self.row.boxes, self.next_box = [], Box()
        elif word == "cellx":
            if len(self.row.boxes) < _MOST_BOXES:
                self.row.boxes.append(replace(self.next_box, edge=int(number)))
            self.next_box = Box()
        elif word == "clcbpat":
            self.next_box.has_ground = not self.set_by.shows_paper(number)
        elif word == "clvmrg":
            self.next_box.joins_above = True
        else:
            self.next_box.joins_left = True

    def _set_paragraph(self, word: str, number: str | None) -> None:
        if word == "outlinelevel":
            depth = int(number or 0)
            self.level = depth + 1 if depth < 9 else 0
        else:
            has_ground = self.states[-1].has_ground and word == "intbl"
            self.states[-1] = replace(self.states[-1], in_table=word == "intbl", has_ground=has_ground)
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
        place, boxes = len(self.row.shown), self.row.boxes
        is_on_ground = place < len(boxes) and boxes[place].has_ground
        unseen = state.unseen(self.set_by, is_on_ground=is_on_ground)
        if unseen and text.strip() and self.given.hidden.leaves_out(unseen):
            return
        text = plain_signs(text, state.font)
        self.has_words |= not state.is_list_mark and bool(text.strip())
        into = self.inner if state.is_inside else self.pieces
        into = self.note if state.is_note else self.box if state.is_box else into
        into.extend(Piece(text, state.is_struck, state.is_bold, state.is_raised).lines())

    def _end(self, word: str) -> None:
        """End a paragraph, a cell or a row."""
        state = self.states[-1]
        if state.is_note or state.is_box:
            (self.note if state.is_note else self.box).append(Piece(" " if state.is_note else "\n"))
        elif word == "nestcell":
            self._end_inner(word)
        elif word == "cell":
            self.row.shown.append(shown(self.pieces))
            self.pieces = []
            if len(self.row.shown) > MOST_CELLS:
                raise refused(self.given.name, "a row has too many cells", "a plan", "Copy the plan into a new file.")
        elif word == "row":
            is_ghost = self.has_deleted and not self.has_words
            self.has_deleted = self.has_words = False
            row, self.row = self.row, RowOfBoxes(list(self.row.boxes))
            if not is_ghost:
                check_columns(self.given.name, f"table {self.tables + 1}", len(row.shown))
                self.rows.append(row)
        elif state.in_table:
            (self.inner if state.is_inside else self.pieces).append(Piece("\n"))
        else:
            self._table()
            self._paragraph()

    def _end_inner(self, word: str) -> None:
        """End a cell or a row of a table that stands in a cell: it is read behind its table."""
        if word == "nestcell":
            self.inner_row.shown.append(shown(self.inner))
            self.inner = []
            check_columns(self.given.name, "a table in a cell", len(self.inner_row.shown))
        else:
            self.inner_rows.append(self.inner_row)
            self.inner_row = RowOfBoxes()

    def _table(self) -> None:
        for rows in (self.rows, self.inner_rows) if self.rows else ():
            self.tables += bool(rows)
            self.builder.table(placed(rows), f"table {self.tables}")
            rows.clear()
            self._write_notes()

    def _paragraph(self) -> None:
        text = shown(self.pieces)
        self.pieces = []
        for line in [text.in_one_line()] if self.level else text.lines():
            is_bold = line.is_bold and not self.level
            self.builder.paragraph(line.text, self.level, lead=line.lead, is_bold=is_bold)
        self._write_notes()
        for box in self.boxes:
            for line in box.lines():
                self.builder.paragraph(line.text, lead=line.lead, is_bold=line.is_bold)
        self.boxes = []

    def _write_notes(self) -> None:
        for note in filter(None, self.notes):
            self.builder.paragraph(note, is_note=True)
        self.notes = []


def _choice(form: str) -> str:
    """What a drop-down or a box of a form shows; empty for a field of text, whose result is text."""
    said = {name: int(number) for name, number in re.findall(r"\\(fftype|ffres|ffdefres)(\d{1,4})", form)}
    kind, place = said.get("fftype", 0), said.get("ffres", 0)
    place = said.get("ffdefres", 0) if place == _BY_DEFAULT else place
    entries = re.findall(r"\{\\\*\\ffl ([^{}]*)\}", form)
    entries = [re.sub(r"\\'([0-9a-fA-F]{2})", lambda sign: chr(int(sign[1], 16)), one) for one in entries]
    return "☐☒"[place == 1] if kind == 1 else entries[place] if kind > 1 and place < len(entries) else ""


def read_rich_text(given: Given) -> Extract:
    """The paragraphs and tables of a document; numbers of lists as the program wrote them down.

    Raises:
        UnreadableDocument: groups are nested without end, or a table is larger than any plan's.
    """
    builder = ExtractBuilder("application/rtf")
    _Reader(given, builder).read(given.content.decode("latin-1"))
    builder.notes += given.hidden.notes()
    return builder.extract()
