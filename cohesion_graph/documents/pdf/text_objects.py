"""Stretches of text of a PDF's page as the file draws them: with their marks, places and looks, by pypdfium2."""

from __future__ import annotations

import ctypes
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cohesion_graph.documents.hidden import SMALLEST_SEEN, TEXT, WHITE_TEXT
from cohesion_graph.documents.pdf.broken_words import SPLIT, may_be_broken
from cohesion_graph.documents.pieces import joined_stretches
from cohesion_graph.documents.symbol_fonts import plain_signs

__all__ = ["TextObject", "joined", "lines_of_objects", "prints_blanks", "text_objects"]

_DEEPEST = 5
_LONG = 1_024
"""Characters: most texts that are drawn in one go have fewer."""
_THIN = 2.5
"""Points: a shape no higher than this that runs through words strikes them out."""


@dataclass(frozen=True, slots=True)
class TextObject:
    """Characters drawn in one go; places in points from the left and from the top of the page."""

    number: int
    text: str
    mark: int
    """The number of the marked stretch it stands in; -1 for none."""
    left: float
    top: float
    right: float
    bottom: float
    size: float
    is_bold: bool = False
    is_struck: bool = False
    unseen: str = ""
    """What it is called where nobody sees it: white on nothing but paper, too small, beyond the edge of the page."""


def text_objects(page: Any, text_page: Any) -> list[TextObject]:
    """All text of a page, in the order in which it is drawn."""
    import pypdfium2.raw as pdfium

    ask = _Asked(pdfium, page.get_height(), text_page.raw)
    left, low, right, high = page.get_cropbox()
    paper = (left, ask.height - high, right, ask.height - low)
    drawn = list(ask.drawn(page.raw))
    text_kind, path_kind = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH
    strokes = sorted(
        ((top + bottom) / 2, left, right)
        for left, top, right, bottom in filter(None, (ask.box(one) for one, kind in drawn if kind == path_kind))
        if bottom - top <= _THIN and right - left > 2
    )
    white = {place for place, (one, kind) in enumerate(drawn) if kind in {text_kind, path_kind} and ask.is_white(one)}
    kinds = {path_kind, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING} if white else set()
    shapes = (one for place, (one, kind) in enumerate(drawn) if kind in kinds and place not in white)
    grounds = list(filter(None, map(ask.box, shapes)))
    found: list[TextObject] = []
    for place, (one, kind) in enumerate(drawn):
        if kind != text_kind:
            continue
        text, box = ask.text(one), ask.box(one)
        if not text or box is None:
            continue
        font, is_bold = ask.font(one)
        text = plain_signs(text, font)
        mark = pdfium.FPDFPageObj_GetMarkedContentID(one)
        is_white = place in white and bool(text.strip()) and not _stands_on(box, grounds)
        unseen = WHITE_TEXT if is_white else TEXT if _is_unprinted(box, paper) and text.strip() else ""
        is_struck = bool(strokes) and _is_struck(box, strokes)
        found.append(TextObject(len(found), text, mark, *box, ask.size(one), is_bold, is_struck, unseen))
    return found


class _Asked:
    """What the library tells of the things on a page; each answer is written into the same places."""

    def __init__(self, pdfium: Any, height: float, text_page: Any) -> None:
        self._pdfium, self.height, self._text_page = pdfium, height, text_page
        self._sides = [ctypes.c_float() for _ in range(4)]
        self._into_sides = [ctypes.byref(one) for one in self._sides]
        self._colours = [ctypes.c_uint() for _ in range(4)]
        self._into_colours = [ctypes.byref(one) for one in self._colours]
        self._letters = (ctypes.c_ushort * _LONG)()
        self._fonts: dict[int | None, tuple[str, bool]] = {}

    def drawn(self, page: Any) -> Iterator[tuple[Any, int]]:
        """The things on a page and their kinds, those of forms drawn on it in their place."""
        get = self._pdfium.FPDFPage_GetObject
        count = self._pdfium.FPDFPage_CountObjects(page)
        yield from self._each((get(page, place) for place in range(count)), 1)

    def _each(self, things: Iterator[Any], depth: int) -> Iterator[tuple[Any, int]]:
        kind_of, form = self._pdfium.FPDFPageObj_GetType, self._pdfium.FPDF_PAGEOBJ_FORM
        for one in things:
            kind = kind_of(one)
            yield one, kind
            if kind == form and depth < _DEEPEST:
                get, count = self._pdfium.FPDFFormObj_GetObject, self._pdfium.FPDFFormObj_CountObjects(one)
                yield from self._each((get(one, place) for place in range(count)), depth + 1)

    def text(self, one: Any) -> str:
        """The words of a text."""
        letters = self._letters
        size = self._pdfium.FPDFTextObj_GetText(one, self._text_page, letters, 2 * _LONG)
        if size > 2 * _LONG:
            letters = (ctypes.c_ushort * (size // 2))()
            self._pdfium.FPDFTextObj_GetText(one, self._text_page, letters, size)
        text = ctypes.string_at(letters, max(0, size - 2)).decode("utf-16-le", "replace")
        return text.replace("\ufffe", "-").replace("\x02", "-").replace("\0", "")

    def box(self, one: Any) -> tuple[float, float, float, float] | None:
        """The sides of a thing, from the left and from the top of the page."""
        if not self._pdfium.FPDFPageObj_GetBounds(one, *self._into_sides):
            return None
        left, bottom, right, top = (side.value for side in self._sides)
        return left, self.height - top, right, self.height - bottom

    def is_white(self, one: Any) -> bool:
        """Whether a text or a shape is filled with white."""
        red, green, blue, _ = self._colours
        is_known = self._pdfium.FPDFPageObj_GetFillColor(one, *self._into_colours)
        return bool(is_known) and red.value >= _WHITE and green.value >= _WHITE and blue.value >= _WHITE

    def size(self, one: Any) -> float:
        """The height of type, in points."""
        self._pdfium.FPDFTextObj_GetFontSize(one, self._into_sides[0])
        return self._sides[0].value

    def font(self, one: Any) -> tuple[str, bool]:
        """The name of the font of a text, and whether it is bold."""
        font = self._pdfium.FPDFTextObj_GetFont(one)
        address = ctypes.cast(font, ctypes.c_void_p).value
        if address not in self._fonts:
            size = self._pdfium.FPDFFont_GetBaseFontName(font, None, 0) if font else 0
            buffer = ctypes.create_string_buffer(max(1, size))
            if size:
                self._pdfium.FPDFFont_GetBaseFontName(font, buffer, size)
            name = buffer.value.decode("utf-8", "replace")
            self._fonts[address] = name, bool(re.search(r"(?i)bold|black|heavy", name))
        return self._fonts[address]


def _is_unprinted(box: Sequence[float], paper: Sequence[float]) -> bool:
    """Whether a box is too low to be seen, or lies beyond the edge of the paper."""
    left, top, right, bottom = box
    return (
        bottom - top <= SMALLEST_SEEN / 2 or left > paper[2] or right < paper[0] or top > paper[3] or bottom < paper[1]
    )


_WHITE = 247
"""Of 255: lighter is not seen on paper."""


def _stands_on(box: Sequence[float], grounds: Sequence[tuple[float, float, float, float]]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1 for left, top, right, bottom in grounds)


def _is_struck(box: Sequence[float], strokes: Sequence[tuple[float, float, float]]) -> bool:
    """Whether a thin shape (its height, left and right end; sorted) runs through the middle of a box."""
    left, top, right, bottom = box
    height = bottom - top
    first, last = (bisect(strokes, (top + share * height,)) for share in (0.25, 0.8))
    return any(min(right, end) - max(left, start) > 0.6 * (right - left) for _, start, end in strokes[first:last])


_BLANK = 0.2
"""Share of the height of type from which a gap is a blank: Word draws one word in several pieces a sixth apart."""
_RAISED = 0.75
"""A number in type smaller than this share of the words before it refers to a note."""
_FEWEST = 3


def prints_blanks(objects: Sequence[TextObject]) -> bool:
    """Whether a page prints the blanks at the ends of lines: a line that ends without one then ends in mid-word."""
    ends = [
        before.text[-1:].isspace()
        for before, one in _pairs(objects)
        if before is not None and one.top > before.bottom - 3 and abs(one.left - before.left) < 3
    ]
    return sum(ends) >= _FEWEST and sum(ends) >= len(ends) / 2


def joined(objects: Sequence[TextObject], *, has_blanks: bool = False) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Text drawn in pieces put together, and the stretches of it that are struck out.

    A blank is put where a piece begins on a new line or stands off; none behind a hyphen that parts a word.
    Where the page prints blanks at the ends of lines (`has_blanks`) and has none here, two `SPLIT` stand: a word may be
    broken. Raised numbers that refer to notes are left out.
    """
    text, line = "", 0  # the line in hand begins there
    struck: list[tuple[int, int]] = []
    for before, one in _pairs(objects):
        if before is not None and one.text.strip().isdigit() and one.size < _RAISED * before.size:
            continue
        is_new_line = before is not None and (
            one.top > before.bottom - 0.3 * (before.bottom - before.top) or one.left < before.left
        )
        if before is not None and text and not text[-1].isspace() and not one.text[:1].isspace():
            if is_new_line:
                text = text[:-1] if text.endswith(("\u00ad", "\u2010")) else text
                is_parted = re.search(r"\w-$", text) and one.text[:1].islower()
                is_alone = len(text[line:].split()) == 1  # only a word that is wider than its cell is broken
                may_be_one = has_blanks and is_alone and may_be_broken(text.split()[-1], one.text.split()[0])
                text += SPLIT if is_parted else SPLIT * 2 if may_be_one else " "
            elif one.left - before.right > _BLANK * max(one.size, 1.0):
                text += " "
        line = len(text) if is_new_line else line
        if one.is_struck and one.text.strip():
            struck.append((len(text), len(text) + len(one.text.rstrip())))
        text += one.text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
    lead = len(text) - len(text.lstrip())
    return text.strip(), tuple((max(0, start - lead), end - lead) for start, end in joined_stretches(struck, text))


def _pairs(objects: Sequence[TextObject]) -> Iterator[tuple[TextObject | None, TextObject]]:
    before = None
    for one in objects:
        yield before, one
        before = one


def lines_of_objects(objects: Sequence[TextObject]) -> Iterator[tuple[float, str]]:
    """Words outside of the structure, line by line."""
    groups: list[list[TextObject]] = []
    for one in sorted(objects, key=lambda one: (round(one.top), one.left)):
        if groups and abs(groups[-1][0].top - one.top) < 3:
            groups[-1].append(one)
        else:
            groups.append([one])
    for group in groups:
        text, _ = joined(sorted(group, key=lambda one: one.left))
        if text.strip():
            yield group[0].top, text.strip()
