"""What XML 1.0 can hold: stated once for every format that is XML underneath."""

from __future__ import annotations

import re

__all__ = ["xml_text"]

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text with every character that XML cannot hold replaced by U+FFFD (XML 1.0, production 2).

    >>> xml_text("a" + chr(0) + "b") == "a" + chr(0xFFFD) + "b"
    True
    """
    if text.isascii() and text.isprintable():  # most texts, and asked in no time
        return text
    return _FORBIDDEN.sub("\ufffd", text)
