"""Names of WordprocessingML, and the plain questions that are asked of its elements everywhere."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["MC", "W14", "W", "facts_of", "integer", "is_on", "style_of", "value_of"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


_FACTS, _STYLE = f"{W}pPr", f"{W}pStyle"


def facts_of(paragraph: Any) -> Any:
    """The properties of a paragraph, which stand first in it; None where it states none."""
    first = paragraph[0] if len(paragraph) else None
    return first if first is not None and first.tag == _FACTS else None


def style_of(paragraph: Any) -> str:
    """The identifier of a paragraph's style; empty where it states none."""
    facts = facts_of(paragraph)
    return "" if facts is None else value_of(facts.find(_STYLE))


def value_of(element: Any) -> str:
    """The ``w:val`` of an element; empty where there is no element or no value."""
    return "" if element is None else str(element.get(f"{W}val", ""))


def is_on(element: Any) -> bool:
    """Whether a property that is on or off stands and is on: without a value it is."""
    return element is not None and element.get(f"{W}val", "1") not in {"0", "false", "off"}


def integer(text: str, otherwise: int, most: int = 100_000) -> int:
    """A whole number that is not negative, held below a bound; what is none gives the other one."""
    return min(int(text), most) if re.fullmatch(r"[0-9]{1,9}", text) else otherwise
