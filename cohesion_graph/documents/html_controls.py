"""What a web page shows that stands in no text: marks of lists, values of controls of forms, words for pictures."""

from __future__ import annotations

import re
from typing import Any

from cohesion_graph.documents.html_styles import Look
from cohesion_graph.documents.list_numbers import FORMS_BY_FIRST, in_form

__all__ = ["FORMS", "marks_of", "shown_control"]

FORMS = FORMS_BY_FIRST | {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "lower-roman": "lowerRoman",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "upper-roman": "upperRoman",
}
"""Forms of numbers by what style sheets call them."""
_SHOW_NO_VALUE = frozenset({"hidden", "password", "submit", "button", "reset", "image", "file", "color", "range"})


def marks_of(listed: Any, look: Look) -> dict[Any, str]:
    """What is shown in front of the entries of a list: a bullet, or a number in the list's own form."""
    if listed.tag not in {"ul", "ol"} or look.list_style == "none":
        return {}
    form = FORMS.get(look.list_style) or ("" if listed.tag == "ul" else FORMS.get(listed.get("type", "1"), "decimal"))
    items = list(listed.iterchildren("li"))
    if not form:
        return dict.fromkeys(items, "•")
    step = -1 if listed.get("reversed") is not None else 1
    marks, number = {}, _integer(listed.get("start"), len(items) if step < 0 else 1)
    for item in items:
        number = _integer(item.get("value"), number)
        marks[item] = f"{in_form(number, form)}."
        number += step
    return marks


def shown_control(element: Any) -> str | None:
    """What a control of a form or a picture shows in words; None for an element that holds its words itself.

    A picture that cannot be fetched is shown by its words, and nothing is fetched here.
    """
    if element.tag == "input":
        kind = (element.get("type") or "text").casefold()
        if kind in {"checkbox", "radio"}:
            return "☒" if element.get("checked") is not None else "☐"
        return "" if kind in _SHOW_NO_VALUE else element.get("value") or ""
    if element.tag == "img":
        return element.get("alt") or ""
    if element.tag != "select":
        return None
    options = list(element.iter("option"))
    chosen = [one for one in options if one.get("selected") is not None]
    if element.get("multiple") is None:
        chosen = chosen[-1:] or options[:1]
    return "; ".join(one.get("label") or " ".join("".join(one.itertext()).split()) for one in chosen)


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,6}", text) else otherwise
