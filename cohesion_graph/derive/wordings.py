"""When two wordings are the same: one rule for discrepancies, for joining documents and for comparing editions."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["normalised"]


def normalised(text: str) -> str:
    """The letters and digits of a text alone, in lower case: what remains when form is taken away.

    >>> normalised("Positive messages and myth-busting.") == normalised("positive messages and myth busting")
    True
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())
