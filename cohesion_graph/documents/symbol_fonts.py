"""Signs of symbol fonts as characters that every font has: ticks, crosses, boxes and bullets."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["is_symbol_font", "plain_signs"]

_WINGDINGS = {
    0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x78: "☒", 0x71: "☐", 0x72: "☐",
    0x6C: "●", 0x6E: "■", 0xA7: "▪", 0xD8: "➢", 0xA1: "○", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨",
    0x4A: "☺", 0x4C: "☹", 0x9F: "•",
    0x36: "⏳", 0x43: "👍", 0x44: "👎", 0x4B: "😐", 0x76: "❖", 0xAB: "★", 0xF1: "⇧", 0xF2: "⇩",
} | dict(zip(range(0xDF, 0xE7), "←→↑↓↖↗↙↘", strict=True)) | dict(
    zip(range(0x80, 0x96), "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", strict=True)
)  # fmt: skip
_SIGNS = {
    "wingdings": _WINGDINGS,
    "zapfdingbats": dict(zip(range(0x33, 0x39), "✓✓✗✗✗✗", strict=True))
    | {0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0x75: "◆", 0x48: "★"},
    "wingdings2": {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x51: "☒", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x30: "☐", 0x97: "●"},
    "webdings": {0x61: "✓", 0x72: "✗", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x3D: "●"},
    "wingdings3": {0x70: "▲", 0x71: "▼", 0x74: "◀", 0x75: "▶", 0x7D: "▶", 0x7C: "◀"}
    | dict(zip(range(0x66, 0x6E), "←→↑↓↖↗↙↘", strict=True)),
    "symbol": dict(zip(b"abgdezhqiklmnxoprstufcyw", "αβγδεζηθικλμνξοπρστυφχψω", strict=True))
    | {0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0xB7: "•", 0xD6: "√", 0xA8: "♦", 0xAE: "→", 0xB4: "×", 0xB3: "≥", 0xA3: "≤",
       0xB1: "±", 0x2D: "−"},
}  # fmt: skip


def is_symbol_font(font: str) -> bool:
    """Whether signs of a font are known here."""
    return _name(font) in _SIGNS


@lru_cache(maxsize=2_000)
def _name(font: str) -> str:
    """A font's name as all formats say it: a PDF puts six letters in front and the cut behind."""
    first = re.sub(r"^[A-Z]{6}\+", "", font).partition(",")[0].strip(" '\"").casefold().replace(" ", "")
    return first.removesuffix("-regular").removesuffix("mt") if first not in _SIGNS else first


def plain_signs(text: str, font: str) -> str:
    r"""Text of a symbol font with the signs known here put in; other text as it is.

    Args:
        text: Characters as they are stored.
        font: The name of a font, or several as a style sheet names them: the first one counts.

    >>> plain_signs("\uf0fc", "Wingdings"), plain_signs("ü", "'Wingdings', serif"), plain_signs("ü", "Arial")
    ('✓', '✓', 'ü')
    >>> plain_signs("P", "BCDEFG+Wingdings2-Regular"), plain_signs("4", "ZapfDingbats")
    ('✓', '✓')
    """
    signs = _SIGNS.get(_name(font)) if font else None
    if not signs:
        return text
    return "".join(
        signs.get(ord(letter) & 0xFF if 0xF000 <= ord(letter) <= 0xF0FF else ord(letter), letter) for letter in text
    )
