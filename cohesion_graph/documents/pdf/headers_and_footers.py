"""Headers and footers of a PDF's pages: lines that stand at the same height on several pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["is_page_number", "repeated_lines"]

_SAME_HEIGHT = 2.0
"""Points."""


def is_page_number(text: str) -> bool:
    """Whether a line is the number of its page.

    >>> is_page_number("Page 3 of 12"), is_page_number("3 months")
    (True, False)
    """
    return bool(re.fullmatch(r"(?i)\s*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*", text))


def repeated_lines(pages: Sequence[Sequence[tuple[float, str]]]) -> list[list[bool]]:
    """Whether each line of each page is a header or footer: the same words, page numbers aside, at the same height.

    Args:
        pages: Height and text of the lines of each page; other things on it have no text.

    >>> repeated_lines([[(20, "Town Council"), (60, "Actions")], [(20, "Town Council"), (90, "Actions")]])
    [[True, False], [True, False]]
    """
    pages_at: dict[tuple[str, int], set[int]] = {}
    wordings = [[(int(top / _SAME_HEIGHT), _wording(text)) for top, text in page] for page in pages]
    for number, page in enumerate(wordings):
        for height, wording in page:
            pages_at.setdefault((wording, height), set()).add(number)

    def is_repeated(number: int, height: int, wording: str) -> bool:
        near = (pages_at.get((wording, one), set()) for one in (height - 1, height, height + 1))
        return bool(wording) and any(len(found) > (number in found) for found in near)

    return [[is_repeated(number, *line) for line in page] for number, page in enumerate(wordings)]


def _wording(text: str) -> str:
    return re.sub(r"(?i)\bpage\s+\d+(?:\s*(?:of|/)\s*\d+)?|\b\d+ of \d+\b", "", text).strip()
