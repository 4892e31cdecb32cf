"""The words of a Word paragraph as they are printed: fields by their results, controls by their choice, no hidden text.

Sections of ECMA-376-1: fields 17.16, form fields 17.16.5, content controls 17.5.2, tracked changes 17.13.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cohesion_graph.documents.hidden import BLACKED_OUT, SMALLEST_SEEN, TEXT, WHITE_TEXT, HiddenParts
from cohesion_graph.documents.pieces import Piece
from cohesion_graph.documents.symbol_fonts import plain_signs
from cohesion_graph.documents.word.alternatives import alternative, boxes_in
from cohesion_graph.documents.word.list_fields import ListFields
from cohesion_graph.documents.word.names import MC, W14, W, facts_of, integer, is_on, value_of
from cohesion_graph.documents.word.styles import Styles, has_ground, is_blacked_out

__all__ = [
    "ParagraphReader",
    "WordsOfParagraph",
    "end_of",
    "is_unfilled",
]

_WRAPPERS = frozenset(
    W + tag
    for tag in ("ins", "smartTag", "hyperlink", "customXml", "moveTo", "fldSimple", "bdo", "dir", "ruby", "rubyBase")
)
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote", f"{W}commentReference": "comment"}
_PLAIN = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}ptab": " ", f"{W}noBreakHyphen": "-"}
_PRINTED = frozenset({*_PLAIN, f"{W}t", f"{W}sym"})
_SYMBOL = re.compile(r"\s*(\d{1,5}|0x[0-9a-f]{1,4})(?:[^\\]*\\f\s+\"?([^\"\\]+?)\"?\s*(?:\\|$))?", re.IGNORECASE)
_SHOW_NOTHING = frozenset(
    ("XE", "TC", "TA", "RD", "SET", "ASK", "FILLIN", "PRIVATE", "ADVANCE", "NEXT", "NEXTIF", "SKIPIF", "BIBLIOGRAPHY")
)
"""Fields that mark a place or ask something, and show nothing where they stand."""


@dataclass(slots=True)
class WordsOfParagraph:
    """What a paragraph shows: pieces, the text boxes anchored in it, the notes on it as (kind, identifier)."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    size: float = 0.0

    @property
    def text(self) -> str:
        """The words of all pieces."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class _Field:
    """A field that has begun: whether its instruction or its result stands here."""

    is_result: bool = False
    is_chosen: bool = False
    """Whether it is a form field that was shown by its choice: any result is left out."""
    instruction: str = ""


@dataclass(slots=True)
class ParagraphReader:
    """Reads paragraphs; what is left out is counted."""

    styles: Styles
    hidden: HiddenParts
    are_whole: bool = True
    """Whether every field of the document ends: only then one may go on in the next paragraph."""
    unfilled: int = 0
    uncomputed: int = 0
    """Fields that show what the document stores nowhere."""
    _counted: int = 0
    _listed: ListFields = field(default_factory=ListFields)
    _in_hand: tuple[Any, str] = (None, "")
    """The paragraph that is read, and its style."""
    _fields: list[_Field] = field(default_factory=list)

    def read(
        self,
        paragraph: Any,
        style: str,
        *,
        is_on_ground: bool = False,
        around: frozenset[str] = frozenset(),
        ground: str = "",
    ) -> WordsOfParagraph:
        """The words of a paragraph in a style; on a ground that is not white, white ones are seen.

        What the style of the table `around` it turns on (``strike``, ``vanish``) holds for words that say nothing else;
        `ground` is the colour that its cell states, as digits.
        """
        found = WordsOfParagraph()
        self._in_hand = paragraph, style
        fields = self._fields if self.are_whole else []
        sizes: dict[float, int] = {}
        for sign, run in self._runs(paragraph, found):
            if run is None:
                if not _is_instruction(fields):
                    found.pieces.append(Piece(sign))
                continue
            facts = run.find(f"{W}rPr")
            look = self.styles.look(facts, style, around)
            words = sign or "".join(self._run_text(run, fields, found, look.font))
            if not words:
                continue
            if look.is_hidden or 0 < look.size <= SMALLEST_SEEN:
                if words.strip() and self.hidden.leaves_out(TEXT):
                    continue
            elif (
                look.is_white
                and words.strip()
                and not (is_on_ground or self._has_ground(paragraph, facts, style))
                and self.hidden.leaves_out(WHITE_TEXT)
            ) or (
                words.strip()
                and is_blacked_out(facts, facts_of(paragraph), ground)
                and self.hidden.leaves_out(BLACKED_OUT)
            ):
                continue
            sizes[look.size] = sizes.get(look.size, 0) + len(words)
            found.pieces += Piece(words, look.is_struck, look.is_bold, look.is_raised).lines()
        found.size = max(sizes, key=lambda size: sizes[size], default=0.0)
        return found

    def _has_ground(self, paragraph: Any, run_facts: Any, style: str) -> bool:
        return has_ground(run_facts) or has_ground(paragraph.find(f"{W}pPr")) or self.styles.is_on_ground(style)

    def _runs(self, element: Any, found: WordsOfParagraph) -> Iterator[tuple[str, Any]]:
        """The runs of a paragraph in order, with what is shown in the place of a run's own words, or without a run."""
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                yield "", child
            elif tag == f"{W}fldSimple" and not len(child):
                yield self._computed(str(child.get(f"{W}instr", ""))), None
            elif tag in _WRAPPERS:
                yield from self._runs(child, found)
            elif tag == f"{W}sdt":
                yield from self._control(child, found)
            elif tag == f"{MC}AlternateContent":
                yield from self._runs(alternative(child), found)
            elif isinstance(tag, str) and tag.startswith(_MATHS):
                yield "".join(one.text or "" for one in child.iter(f"{_MATHS}t")), None

    def _control(self, control: Any, found: WordsOfParagraph) -> Iterator[tuple[str, Any]]:
        """What a content control shows: nothing while its prompt stands, a box by its state, else its content."""
        facts, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        box = facts.find(f"{W14}checkbox") if facts is not None else None
        if box is not None:
            ticked = box.find(f"{W14}checked")
            state = ticked.get(f"{W14}val", "1") if ticked is not None else "0"
            set_as = next(content.iter(f"{W}r"), None) if content is not None else None
            yield ("☒" if state in {"1", "true", "on"} else "☐"), set_as
        elif is_unfilled(control):
            self.unfilled += 1
        elif content is not None:
            yield from self._runs(content, found)

    def _run_text(self, run: Any, fields: list[_Field], found: WordsOfParagraph, font: str) -> Iterator[str]:
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                yield self._field_character(child, fields)
            elif tag == f"{MC}AlternateContent":
                yield from self._run_text(alternative(child), fields, found, font)
            elif tag in {f"{W}drawing", f"{W}pict", f"{W}object"}:
                found.boxes += boxes_in(child)
            elif _is_instruction(fields):
                if tag == f"{W}instrText":
                    fields[-1].instruction += child.text or ""
            elif tag in _PRINTED:
                yield _printed(child, font)
            elif tag in _NOTES:
                found.notes.append((_NOTES[tag], str(child.get(f"{W}id", ""))))
            elif tag == f"{W}ruby":
                for inner in child.iterfind(f"{W}rubyBase/{W}r"):
                    yield from self._run_text(inner, fields, found, font)

    def _field_character(self, character: Any, fields: list[_Field]) -> str:
        """Follow a field's marks; what is shown and no text anywhere is given where the field begins or ends."""
        kind = character.get(f"{W}fldCharType")
        if kind == "begin":
            form = character.find(f"{W}ffData")
            choice = _choice(form) if form is not None and not _is_instruction(fields) else None
            fields.append(_Field(is_chosen=choice is not None))
            return choice or ""
        if kind == "separate" and fields:
            fields[-1].is_result = True
        elif kind == "end" and fields:
            ended = fields.pop()
            if not (ended.is_result or ended.is_chosen or _is_instruction(fields)):
                return self._computed(ended.instruction)
        return ""

    def _computed(self, instruction: str) -> str:
        """What a field without a result shows: a sign, a number that is counted; what is not known here is told."""
        name, _, rest = instruction.strip().partition(" ")
        name = name.upper()
        if name == "AUTONUM":
            self._counted += 1
            return f"{self._counted}."
        if name == "LISTNUM" and (number := self._listed.number(rest, is_numbered=self._is_numbered())):
            return number
        if name == "SYMBOL" and (found := _SYMBOL.match(rest)):
            return plain_signs(chr(int(found[1], 0)), found[2] or "")
        if name == "MACROBUTTON":  # a place to click and write over, which nobody did
            self.unfilled += 1
        elif name and name not in _SHOW_NOTHING:
            self.uncomputed += 1
        return ""

    def _is_numbered(self) -> bool:
        """Whether the paragraph that is read stands in a list."""
        facts, style = facts_of(self._in_hand[0]), self._in_hand[1]
        return bool(self.styles.numbering(style)[0]) or (facts is not None and facts.find(f"{W}numPr") is not None)


def _is_instruction(fields: list[_Field]) -> bool:
    return any(not one.is_result or one.is_chosen for one in fields)


def _choice(form: Any) -> str | None:
    """What a legacy drop-down or check box shows; None for a text field, whose result is text."""
    listed, box = form.find(f"{W}ddList"), form.find(f"{W}checkBox")
    if listed is not None:
        entries = [value_of(one) for one in listed.iterchildren(f"{W}listEntry")]
        stated = value_of(listed.find(f"{W}result")) or value_of(listed.find(f"{W}default"))
        place = integer(stated, 0)
        return entries[place] if place < len(entries) else ""
    if box is not None:
        state = box.find(f"{W}checked")
        return "☒" if is_on(state if state is not None else box.find(f"{W}default")) else "☐"
    return None


def _printed(element: Any, font: str) -> str:
    """The characters of a text, a sign of a symbol font, a break."""
    if element.tag == f"{W}t":
        return plain_signs(element.text or "", font)
    if element.tag != f"{W}sym":
        return _PLAIN[element.tag]
    code = str(element.get(f"{W}char", ""))
    is_code = bool(re.fullmatch(r"[0-9A-Fa-f]{1,4}", code))
    return plain_signs(chr(int(code, 16)), str(element.get(f"{W}font", ""))) if is_code else ""


def is_unfilled(control: Any) -> bool:
    """Whether a content control shows its prompt because nothing was chosen or written."""
    facts = control.find(f"{W}sdtPr")
    return facts is not None and is_on(facts.find(f"{W}showingPlcHdr"))


def end_of(paragraph: Any) -> tuple[bool, bool]:
    """Whether the end of a paragraph was deleted (or moved away) with tracking, and whether it is hidden.

    What is seen of such a paragraph goes on in the next one.
    """
    facts = facts_of(paragraph)
    mark = facts.find(f"{W}rPr") if facts is not None else None
    if mark is None:
        return False, False
    is_deleted = mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None
    return is_deleted, is_on(mark.find(f"{W}vanish"))
