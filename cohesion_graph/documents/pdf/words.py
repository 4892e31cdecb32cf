"""Where words stand on a page of a PDF: lines, words printed upwards, words struck out."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cohesion_graph.documents.pdf.broken_words import SPLIT

__all__ = [
    "CellText",
    "Line",
    "Word",
    "is_slanted",
    "is_turned",
    "lines_of",
    "oblique_chars",
    "words_of",
]

Word = dict[str, Any]
"""A word as pdfplumber gives it: its text and box; its ``type``, the size of its letters and whether they are bold;
whether it is ``struck`` out; ``blank``, whether a blank is printed behind it, on pages that print blanks at the ends
of lines."""
_BOLD = re.compile(r"(?i)bold|black|heavy")
"""In the name of a font."""


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell: its column, how many columns and rows it covers, its text, and the stretches that are struck out."""

    column: int
    columns: int
    text: str
    struck: tuple[tuple[int, int], ...] = ()
    rows: int = 1
    is_heading: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Words of a page on one height, from left to right."""

    words: tuple[Word, ...]

    @property
    def top(self) -> float:
        """Distance from the top of the page, in points."""
        return float(min(word["top"] for word in self.words))

    @property
    def bottom(self) -> float:
        """Distance of its lower edge from the top of the page, in points."""
        return float(max(word["bottom"] for word in self.words))

    @property
    def middle(self) -> float:
        """Height of its middle, in points from the top."""
        return float(statistics.mean((word["top"] + word["bottom"]) / 2 for word in self.words))

    @property
    def text(self) -> str:
        """The words, single spaces between."""
        return " ".join(word["text"] for word in self.words)

    @property
    def size(self) -> float:
        """The size of most of its letters, in points; 0 where none stands upright."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[word.get("type", (0.0, False))[0]] += len(word["text"])
        return sizes.most_common(1)[0][0]

    @property
    def is_bold(self) -> bool:
        """Whether all its words are printed bold."""
        return all(word.get("type", (0.0, False))[1] for word in self.words)

    @property
    def stretches(self) -> list[tuple[float, float, str]]:
        """Words that stand close together: left and right edge, and text."""
        found: list[tuple[float, float, str]] = []
        for word in self.words:
            height = min(word["bottom"] - word["top"], word.get("size", 1e9) * 1.2)
            if found and word["x0"] - found[-1][1] < 0.5 * height:
                left, _, text = found[-1]
                found[-1] = (left, word["x1"], f"{text} {word['text']}")
            else:
                found.append((word["x0"], word["x1"], word["text"]))
        return found


def words_of(page: Any, strokes: Sequence[tuple[float, float, float]] = ()) -> list[Word]:
    """The words of a page with their boxes; those printed upwards or downwards are put together into one each.

    Args:
        page: The page, as pdfplumber gives it.
        strokes: Height, left and right end of thin horizontal shapes: words they run through are struck out.
    """
    oblique = oblique_chars(page)
    rotated = [char for char in oblique if is_turned(char) and not is_slanted(char)]
    upright = page
    if rotated or any(map(is_slanted, oblique)):
        upright = page.filter(
            lambda thing: thing["object_type"] != "char" or not (is_turned(thing) or is_slanted(thing))
        )
    found: list[Word] = upright.extract_words(x_tolerance=2, y_tolerance=2, keep_blank_chars=False, return_chars=True)
    for word in found:
        first = word.pop("chars")[0]
        word["type"] = round(first["size"], 1), _BOLD.search(first["fontname"]) is not None
    words = [_legible(word) for word in _of_one_size(found)]
    _note_blanks(words, page.chars)
    if strokes:
        words = [word | {"struck": _is_struck(word, strokes)} for word in words]
    return [*words, *_turned(rotated), *_drawn_bullets(page, words)]


def oblique_chars(page: Any) -> list[Word]:
    """The characters of a page that do not stand quite upright: nearly always none."""
    return [char for char in page.chars if char["matrix"][1]]


def is_turned(char: Word) -> bool:
    """Whether a character is printed upwards or downwards."""
    across, up = char["matrix"][:2]
    return bool(abs(up) > abs(across))


def is_slanted(char: Word) -> bool:
    """Whether a character is printed across the page at an angle, as the words of a watermark are."""
    across, up = map(abs, char["matrix"][:2])
    return bool(min(across, up) > 0.1 * max(across, up))


_UNMAPPED = re.compile(r"\(cid:(\d+)\)")


def _legible(word: Word) -> Word:
    """A word whose font does not say what some of its signs are: a sign alone is a bullet, others are unknown.

    Sign 127 is a bullet by the standard (PDF 32000, annex D: unused codes of WinAnsiEncoding are bullets).
    """
    text = word["text"].replace(SPLIT, "\ufffd")
    if _UNMAPPED.search(text):
        text = "•" if _UNMAPPED.fullmatch(text) else _UNMAPPED.sub(lambda m: "•" if m[1] == "127" else "\ufffd", text)
    return word if text == word["text"] else word | {"text": text}


def _of_one_size(words: Sequence[Word]) -> list[Word]:
    """Words whose letters are of two sizes put together: small capitals, and the raised letters of "1st"."""
    found: list[Word] = []
    for line in lines_of(words):
        start = len(found)
        for word in line.words:
            last = found[-1] if len(found) > start else None
            if last is not None and _is_rest(last, word):
                box = {edge: min(last[edge], word[edge]) for edge in ("x0", "top")}
                box |= {edge: max(last[edge], word[edge]) for edge in ("x1", "bottom")}
                found[-1] = last | box | {"text": last["text"] + word["text"]}
            else:
                found.append(word)
    return found


def _is_rest(word: Word, following: Word) -> bool:
    """Whether a word stands right behind another in letters of another size."""
    one, two = word["bottom"] - word["top"], following["bottom"] - following["top"]
    return bool(
        -0.5 < following["x0"] - word["x1"] < 0.12 * min(one, two)
        and abs(one - two) > 0.1 * max(one, two)
        and following["text"][:1].isalpha()
        and word["text"][-1:].isalnum()
    )


_FEW_BLANKS = 3


def _note_blanks(words: Sequence[Word], chars: Sequence[Word]) -> None:
    """Note behind which words a blank is printed, if the page has blanks at the ends of lines at all."""
    blanks: dict[int, list[tuple[float, float]]] = {}
    for char in chars:
        if char["text"].isspace():
            for height in range(int(char["bottom"]) - 1, int(char["bottom"]) + 2):
                blanks.setdefault(height, []).append((char["x0"], char["x1"]))
    starts: dict[int, list[float]] = {}
    for word in words:
        for height in range(int(word["bottom"]) - 1, int(word["bottom"]) + 2):
            starts.setdefault(height, []).append(word["x0"])
    behind: list[bool] = []
    at_ends = 0
    for word in words:
        near = [end for start, end in blanks.get(int(word["bottom"]), ()) if abs(start - word["x1"]) < 1]
        behind.append(bool(near))
        if near:
            at_ends += not any(-1 < start - near[0] < 2 for start in starts.get(int(word["bottom"]), ()))
    if at_ends >= _FEW_BLANKS:
        for word, blank in zip(words, behind, strict=True):
            word["blank"] = blank


def _drawn_bullets(page: Any, words: Sequence[Word]) -> Iterator[Word]:
    """Small discs drawn in front of words, which some programs print instead of a character."""
    for shape in page.curves:
        wide, high = shape["width"], shape["height"]
        if not (1.5 < wide < 7 and abs(wide - high) < 0.7 and shape.get("fill")):
            continue
        middle = (shape["top"] + shape["bottom"]) / 2
        beside = [
            word
            for word in words
            if word["top"] < middle < word["bottom"] and shape["x1"] - 1 < word["x0"] < shape["x1"] + 25
        ]
        if beside:
            first = min(beside, key=lambda word: word["x0"])
            yield {"x0": shape["x0"], "x1": shape["x1"], "text": "•"} | {
                edge: first[edge] for edge in ("top", "bottom")
            }


def _is_struck(word: Word, strokes: Sequence[tuple[float, float, float]]) -> bool:
    """Whether a line runs through the middle of a word, over most of its width."""
    height, width = word["bottom"] - word["top"], word["x1"] - word["x0"]
    return any(
        word["top"] + 0.3 * height < y < word["top"] + 0.78 * height
        and min(right, word["x1"]) - max(left, word["x0"]) > 0.6 * width
        for y, left, right in strokes
    )


def _turned(chars: Sequence[Word]) -> Iterator[Word]:
    """Each run of characters printed upwards (or downwards) as one word that may hold spaces."""
    columns: list[list[Word]] = []
    for char in sorted(chars, key=lambda char: (char["x0"], char["top"])):
        last = columns[-1][-1] if columns else None
        if last is not None and abs(last["x0"] - char["x0"]) <= 2 and char["top"] - last["bottom"] < 2 * char["width"]:
            columns[-1].append(char)
        else:
            columns.append([char])
    for column in columns:
        is_upwards = column[0]["matrix"][1] > 0
        text = "".join(char["text"] for char in (reversed(column) if is_upwards else column))
        box = {edge: min(char[edge] for char in column) for edge in ("x0", "top")}
        box |= {edge: max(char[edge] for char in column) for edge in ("x1", "bottom")}
        if text.strip():
            yield {**box, "text": re.sub(r"\s+", " ", text).strip(), "size": column[0]["size"], "is_turned": True}


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Words grouped into lines, from top to bottom."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: ((word["top"] + word["bottom"]) / 2, word["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        last = groups[-1][-1] if groups else None
        if last is not None and abs((last["top"] + last["bottom"]) / 2 - middle) <= 3:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Line(tuple(sorted(group, key=lambda word: word["x0"]))) for group in groups]
