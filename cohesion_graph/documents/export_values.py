"""Forms in which programs write values into their exports, read as what the program itself shows for them."""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["plain_value"]

_LONGEST = 20_000
_NAMES = ("LookupValue", "DisplayName", "displayName", "Title", "Label", "Value", "Name", "name")
"""Keys under which SharePoint, Lists and Power Automate name a person, a choice or a looked-up row, the best first."""
_LOOKUP = re.compile(r"(?:\d+;#[^;#]+|[^;#]+;#\d+)(?:;#(?:\d+;#[^;#]+|[^;#]+;#\d+))*")
_ENTRIES = re.compile(r"[^\W\d_][^;\n&]*(?:;[^\W\d_][^;\n&]*)+;?")
"""Entries of a checklist or assigned people, as Planner writes them: no blank behind the semicolon."""
_SHARES = re.compile(r"(?<=\w)\[\d{1,3}%\](?=\s*(?:[,;]|$))")
"""How much of its time a resource of Microsoft Project has for a task."""
_NAMED_LINK = re.compile(r"^https?://[^\s,]+, (?=\S)")
"""A link of SharePoint in front of the words that it shows."""
_LINKED_PAGE = re.compile(r" \(https?://(?:www\.)?notion\.so/[^\s()]*\)")
"""A link of Notion behind the name of the page that it leads to."""
_FORMATTED = re.compile(r"<(div|p)\b[^>]*>.*</\1>", re.DOTALL | re.IGNORECASE)
"""Formatted text of SharePoint, which is a piece of a page."""
_CHOICES = re.compile(r";#(?:[^;#]+;#)+")


def plain_value(text: str) -> str:
    r"""A value as its program shows it; several values parted by semicolons; any other text as it is.

    Planner parts entries by semicolons alone, which are put on lines of their own; Microsoft Lists writes the choices
    of a column as JSON, SharePoint parts them by ``;#`` and puts the number of a row beside the name looked up.

    >>> plain_value('["Harbour Trust","Youth Forum"]'), plain_value(";#Parks;#Libraries;#"), plain_value("Parks;#12")
    ('Harbour Trust; Youth Forum', 'Parks; Libraries', 'Parks')
    >>> plain_value('{"Id":3,"Value":"On track"}'), plain_value("[to be agreed]"), plain_value("[]")
    ('On track', '[to be agreed]', '')
    >>> plain_value("Book hall;Send invitations"), plain_value('<div class="External1"><p>First&#58;</p>step</div>')
    ('Book hall;\nSend invitations', 'First:\nstep')
    >>> plain_value("https://x.gov.uk/a, Report"), plain_value("Parks Team[50%],Youth Forum")
    ('Report', 'Parks Team,Youth Forum')
    """
    if text[:1] in {"[", "{"} and text[-1:] in {"]", "}"} and len(text) < _LONGEST:
        return _of_json(text)
    if text[:1] == "<" and len(text) < _LONGEST and _FORMATTED.fullmatch(text):
        return _of_page(text)
    if text.startswith("http"):
        text = _NAMED_LINK.sub("", text, count=1)
    if "notion.so/" in text:
        text = _LINKED_PAGE.sub("", text)
    if "%]" in text:
        text = _SHARES.sub("", text)
    return _several(text) if ";" in text else text


def _several(text: str) -> str:
    """Values that semicolons part, as Planner and SharePoint write them."""
    if _ENTRIES.fullmatch(text):
        return text.replace(";", ";\n")
    if _CHOICES.fullmatch(text):
        return "; ".join(part.strip() for part in text.split(";#") if part.strip())
    if _LOOKUP.fullmatch(text):
        return "; ".join(part.strip() for part in text.split(";#") if not part.strip().isdigit())
    return text


def _of_page(text: str) -> str:
    from lxml import html  # type: ignore[import-untyped,unused-ignore]

    page = html.fragment_fromstring(text, create_parent=True)
    for block in page.iter("p", "div", "br", "li"):
        block.tail = "\n" + (block.tail or "")
    lines = (" ".join(line.split()) for line in page.text_content().split("\n"))
    return "\n".join(filter(None, lines))


def _of_json(text: str) -> str:
    try:
        stated = json.loads(text)
    except (ValueError, RecursionError):
        return text
    values = stated if isinstance(stated, list) else [stated]
    named = [_named(value) for value in values]
    return text if None in named else "; ".join(filter(None, named))


def _named(value: Any) -> str | None:
    """What one value of a list is called; None where its program shows no plain words for it."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return next((str(value[key]).strip() for key in _NAMES if isinstance(value.get(key), str)), None)
    return None
