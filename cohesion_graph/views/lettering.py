"""How wide words are, and where they break: labels are measured in Python so that every picture is placed the same.

Pages and drawings ask for Arial, Liberation Sans or Helvetica, which share these widths. Where none is there, the
font that stands in (DejaVu Sans is a seventh wider) is made smaller until its digits are as wide as Arial's, and
`RESERVE` covers what is left between the two.
"""

from __future__ import annotations

import unicodedata

__all__ = ["LINE_HEIGHT", "text_width", "wrapped"]

LINE_HEIGHT = 1.2
"""Distance between baselines, in font sizes."""

RESERVE = 1.06
"""Measured widths are taken a little wider, for fonts that nearly match."""

_NARROW = {
    "ijl'‘’": 222,
    "|": 260,
    "ft I.,:;/\\[]!": 278,
    "r()-`“”": 333,
    '{}"': 350,
    "*": 389,
    "^": 469,
    "ckvxyzsJ": 500,
    "abdeghnopquL_0123456789?$#–": 556,
    "~+<=>": 584,
    "FTZ": 611,
    "ABEKPSVXY&": 667,
    "wCDHNRU": 722,
    "GOQ": 778,
    "mM": 833,
    "%": 889,
    "W": 944,
    "@—…": 1000,
}
_WIDTHS = {letter: width for letters, width in _NARROW.items() for letter in letters}


def text_width(text: str, size: float = 13) -> float:
    """Width of one line of words in px at a font size in px; letters outside the table count as wide.

    >>> text_width("CC1", 10), text_width("")
    (21.2, 0.0)
    """
    return round(sum(map(_units, text)) * size * RESERVE / 1000, 2)


def _units(letter: str) -> int:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Cc", "Cf"}:
        return 0
    return 1000 if unicodedata.east_asian_width(letter) in "WF" else 722


def wrapped(text: str, width: float, size: float = 13, most: int | None = None) -> list[str]:
    """Words broken into lines no wider than `width` px; a single longer word is broken inside.

    White space counts as one space. Where more than `most` lines are needed the last ends in an ellipsis: then, and
    only then, the full words must be reachable elsewhere. Lines are evened out: none is much longer than the others.

    >>> wrapped("Housing and Neighbourhood Partnership", 120)
    ['Housing and', 'Neighbourhood', 'Partnership']
    >>> wrapped("Develop a range of effective consultation", 100, most=2)
    ['Develop a', 'range of …']
    """
    words = [piece for word in text.split() for piece in _pieces(word, width, size)]
    lines = _filled(words, width, size)
    if most is not None and len(lines) > most:
        return _cut(words, width, size, most)
    low, high = width / 2, width
    while high - low > 4:
        middle = (low + high) / 2
        low, high = (low, middle) if _fits(words, middle, size, len(lines)) else (middle, high)
    return _filled(words, high, size) or [""]


def _pieces(word: str, width: float, size: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _filled(words: list[str], width: float, size: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _fits(words: list[str], width: float, size: float, count: int) -> bool:
    lines = _filled(words, width, size)
    return len(lines) <= count and all(text_width(line, size) <= width for line in lines)


def _cut(words: list[str], width: float, size: float, most: int) -> list[str]:
    kept = list(words)
    while kept and len(_filled([*kept, "…"], width, size)) > most:
        kept.pop()
    return _filled([*kept, "…"], width, size)
