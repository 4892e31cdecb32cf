"""Where words stand on a page of a PDF: lines, words printed upwards, words struck out, and the text of a cell."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["CellText", "Line", "Word", "cell_text", "lines_of", "words_of"]

Word = dict[str, Any]
"""A word as pdfplumber gives it: its text and box, and whether it is struck out."""


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell: its column, how many columns it covers, its text, and the stretches of it that are struck out."""

    column: int
    columns: int
    text: str
    struck: tuple[tuple[int, int], ...] = ()


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
    rotated = [char for char in page.chars if not char["upright"]]
    upright = page.filter(lambda thing: thing["object_type"] != "char" or thing["upright"]) if rotated else page
    words: list[Word] = upright.extract_words(x_tolerance=2, y_tolerance=2, keep_blank_chars=False)
    if strokes:
        words = [word | {"struck": _is_struck(word, strokes)} for word in words]
    return [*words, *_turned(rotated), *_drawn_bullets(page, words)]


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


_LISTED = re.compile(r"[•·▪●○◦\uf0b7\uf0a7–*-]\s|\(?[a-z0-9]{1,2}[.)]\s|[•·▪●\uf0b7]")


def cell_text(words: Sequence[Word], limit: float) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of a cell and its struck stretches: wrapped lines are one, lines that were begun anew stay apart.

    A line was wrapped if the first word of the next would not have fitted behind it.

    Args:
        words: The words of the cell.
        limit: How far to the right its text may reach, in points.
    """
    if any(word.get("is_turned") for word in words):
        ordered = sorted(words, key=lambda word: (word["x0"], word["top"]))
        return " ".join(word["text"] for word in ordered), ()
    text, end, gap = "", 0.0, 0.0
    struck: list[tuple[int, int]] = []
    lines = lines_of(words)
    limit = max([limit, *(line.words[-1]["x1"] for line in lines)])
    for number, line in enumerate(lines):
        first = line.words[0]
        if number:
            has_room = end + gap + (first["x1"] - first["x0"]) + 1 < limit
            is_begun = bool(_LISTED.match(line.text)) or (has_room and not first["text"][:1].islower())
            if not is_begun and re.search(r"\w[-\u2010]$", text):
                text = _unhyphenated(text, first["text"])
            else:
                text += "\n" if is_begun else " "
        for place, word in enumerate(line.words):
            is_hyphen = word["text"] == "\u2010" and place > 0 and word["x0"] - line.words[place - 1]["x1"] < 1.5
            text += " " if place and not is_hyphen else ""
            if word.get("struck"):
                struck.append((len(text), len(text) + len(word["text"])))
            text += word["text"]
        end, gap = line.words[-1]["x1"], (first["bottom"] - first["top"]) * 0.3
    return text, tuple(_touching(struck))


def _unhyphenated(text: str, following: str) -> str:
    """Text without the hyphen at the end of its line, where that only parts a word: "accom-" before "modation"."""
    if text.endswith("\u2010") and following[:1].islower():
        return text[:-1]
    return text


def _touching(stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches with those that only a single character parts made one."""
    start = end = -2
    for first, last in stretches:
        if first - end <= 1:
            end = last
            continue
        if end > start >= 0:
            yield start, end
        start, end = first, last
    if end > start >= 0:
        yield start, end
