"""Signs of symbol fonts as characters that every font has: ticks, crosses, boxes and bullets."""

from __future__ import annotations

__all__ = ["plain_signs"]

_WINGDINGS = {
    0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x78: "☒", 0x71: "☐", 0x72: "☐",
    0x6C: "●", 0x6E: "■", 0xA7: "▪", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0x4A: "☺", 0x4C: "☹", 0x9F: "•",
}  # fmt: skip
_SIGNS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x51: "☒", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x30: "☐", 0x97: "●"},
    "webdings": {0x61: "✓", 0x72: "✗", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x3D: "●"},
    "symbol": {0xB7: "•", 0xD6: "√", 0xA8: "♦", 0xAE: "→", 0xB4: "×", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0x2D: "−"},
}


def plain_signs(text: str, font: str) -> str:
    r"""Text of a symbol font with the signs known here put in; other text as it is.

    >>> plain_signs("\uf0fc", "Wingdings"), plain_signs("ü", "Wingdings"), plain_signs("ü", "Arial")
    ('✓', '✓', 'ü')
    """
    signs = _SIGNS.get(font.casefold())
    if not signs:
        return text
    return "".join(
        signs.get(ord(letter) & 0xFF if 0xF000 <= ord(letter) <= 0xF0FF else ord(letter), letter) for letter in text
    )
