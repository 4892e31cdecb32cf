"""The text of a cell on a page of a PDF: wrapped lines are one, lines that were begun anew stay apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cohesion_graph.documents.pdf.broken_words import SPLIT, may_be_broken
from cohesion_graph.documents.pdf.words import Line, Word, lines_of
from cohesion_graph.documents.pieces import joined_stretches

__all__ = ["begins_entry", "cell_text"]

_OUTLINED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}[.)]?\s")
"""A number of an outline, "1.2": where the first line of a cell begins with one, further ones begin lines as well."""
_LISTED = re.compile(r"[•·▪●○◦\uf0b7\uf0a7–*-]\s|\(?[a-z0-9]{1,2}[.)]\s|[•·▪●\uf0b7]")


def begins_entry(text: str) -> bool:
    """Whether a text begins with a bullet or a number of a list."""
    return bool(_LISTED.match(text))


def cell_text(words: Sequence[Word], limit: float) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of a cell and its struck stretches: wrapped lines are one, lines that were begun anew stay apart.

    A line was wrapped if the first word of the next would not have fitted behind it. Where a word may be broken, one
    `SPLIT` stands in the text; two where the blanks that the page prints at the ends of lines show that it is.

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
    are_outlined = bool(lines) and _OUTLINED.match(lines[0].text) is not None
    for number, line in enumerate(lines):
        first = line.words[0]
        if number:
            has_room = end + gap + (first["x1"] - first["x0"]) + 1 < limit
            is_begun = bool(_LISTED.match(line.text) or (are_outlined and _OUTLINED.match(line.text)))
            is_begun |= has_room and not first["text"][:1].islower()
            if is_begun:
                text += "\n"
            elif re.search(r"\w[-\u2010\u00ad]$", text):
                text = _unhyphenated(text, first["text"])
            elif re.search(r"[a-z]$", text) and re.match(r"[-\u2010][a-z]", first["text"]):
                pass  # "community" above "-based"
            else:
                text += SPLIT * _breaks(lines[number - 1], first, limit) or " "
        for place, word in enumerate(line.words):
            is_hyphen = word["text"] == "\u2010" and place > 0 and word["x0"] - line.words[place - 1]["x1"] < 1.5
            text += " " if place and not is_hyphen else ""
            if word.get("struck"):
                struck.append((len(text), len(text) + len(word["text"])))
            text += word["text"]
        end, gap = line.words[-1]["x1"], (first["bottom"] - first["top"]) * 0.3
    return text, tuple(joined_stretches(struck, text.replace(SPLIT, " ")))


def _breaks(line: Line, first: Word, limit: float) -> int:
    """How surely a word is broken between a line and the first word of the next: 0 not, 1 perhaps, 2 by the blanks.

    It can be if its first piece has a line for itself and fills it: no further character would have fitted.
    """
    bare = [word for word in line.words if not _LISTED.match(word["text"] + " ")] or list(line.words)
    last = line.words[-1]
    if len(bare) > 1 or last.get("blank") or not may_be_broken(last["text"], first["text"]):
        return 0
    letter = max((word["x1"] - word["x0"]) / len(word["text"]) for word in (last, first))
    if last["x1"] + 1.6 * letter < limit:
        return 0
    has_room_for_blank = last["x1"] + 0.3 * (last["bottom"] - last["top"]) < limit
    return 2 if last.get("blank") is False and has_room_for_blank else 1


def _unhyphenated(text: str, following: str) -> str:
    """Text without the hyphen at the end of its line, where that only parts a word: "accom-" before "modation".

    Behind a hyphen that may belong to the word stands `SPLIT`: "multi-" before "agency".
    """
    if not following[:1].islower():
        return text
    if text.endswith(("\u2010", "\u00ad")):
        return text[:-1]
    return text + SPLIT if re.search(r"[^\W\d_]{2}-$", text) else text
