"""Names of WordprocessingML, and the plain questions that are asked of its elements everywhere."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["MC", "W14", "W", "integer", "is_on", "value_of"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def value_of(element: Any) -> str:
    """The ``w:val`` of an element; empty where there is no element or no value."""
    return "" if element is None else str(element.get(f"{W}val", ""))


def is_on(element: Any) -> bool:
    """Whether a property that is on or off stands and is on: without a value it is."""
    return element is not None and element.get(f"{W}val", "1") not in {"0", "false", "off"}


def integer(text: str, otherwise: int, most: int = 100_000) -> int:
    """A whole number that is not negative, held below a bound; what is none gives the other one."""
    return min(int(text), most) if re.fullmatch(r"[0-9]{1,9}", text) else otherwise
