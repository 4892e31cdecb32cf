"""The words, colours, shares, ticks and scores by which people report progress, and what each says for certain.

A value is kept as it is printed. Its status in the closed list is told only where the words tell one: a colour, an
arrow or a score says what its document's key says, and nothing else.
"""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re
from dataclasses import dataclass

from cohesion_graph.language.phrases import colours, is_nothing, status_of
from cohesion_graph.model.codes import Colour, Status

__all__ = ["COLOURS", "ReportedStatus", "colour_of", "read_status", "tells_status"]

_BLUE = "Many councils use blue for what is complete, some for what has not begun."
_UNKNOWN = "The words tell of no status known here."
_SIGNS: tuple[tuple[Status, str, str], ...] = (
    (Status.NOT_REPORTED, r"\?+", ""),
    (Status.NOT_STARTED, r"0 ?%(?: \w+)?", ""),
    (Status.COMPLETE, r"100 ?%(?: \w+)?", ""),
    (Status.IN_PROGRESS, r"\d{1,2}(?:\.\d+)? ?%(?: \w+)?", ""),
    (Status.OWN_TERMS, r"[↑↓→←↔↗↘↖↙⬆⬇➡⬅⇧⇩⇨⇦▲▼►◄△▽\ufe0f]+|[★☆*]{2,}|\d{1,2}(?:\.\d+)?(?: ?(?:/|of|out of) ?\d{1,3})?", ""),
    (Status.COMPLETE, r"[✓✔☑√✅\uf0fc\ufe0f]+", "A tick is read as complete."),
    (Status.OWN_TERMS, r"[✗✘☒❌×\uf0fb\ufe0f]+", "A cross may say that it is not done, or mark a box."),
)  # fmt: skip
"""A status, the shares, signs and scores that report it, and what is uncertain about them; words are in `language`."""

COLOURS: dict[str, Colour] = {
    **{name: Colour(code) for name, code in colours().items()},  # type: ignore[call-arg]  # looked up by its code
    **dict.fromkeys("🔴🟥", Colour.RED),
    **dict.fromkeys("🟠🟧", Colour.AMBER),
    **dict.fromkeys("🟡🟨", Colour.YELLOW),
    **dict.fromkeys("🟢🟩", Colour.GREEN),
    **dict.fromkeys("🔵🟦", Colour.BLUE),
    **dict.fromkeys("🟣🟪", Colour.PURPLE),
    **dict.fromkeys("⚪⬜", Colour.WHITE),
    **dict.fromkeys("⚫⬛", Colour.BLACK),
}
"""How colours are printed, in lower case."""
_BETWEEN = {
    frozenset({Colour.AMBER, Colour.RED}): Colour.AMBER_RED,
    frozenset({Colour.AMBER, Colour.GREEN}): Colour.AMBER_GREEN,
}
"""Two colours printed side by side."""
_LETTERS = {"r": Colour.RED, "a": Colour.AMBER, "g": Colour.GREEN, "b": Colour.BLUE, "y": Colour.YELLOW}
"""What a letter under the heading of a rating stands for."""
_RATED = re.compile(r"(?i)\w*rag\w*|.*\b(\w?rag\w?|traffic light|colour)\b.*")
"""Headings of columns that rate by colour."""
_ASKED = re.compile(
    r"(?i)(?:is it |action )?(?:completed?|done|achieved|delivered|finished)\s*\??(?: \(?y(?:es)?\s?/\s?no?\)?)?\??"
)
"""Headings that ask whether an action is complete."""
_YES, _NO = (
    re.compile(r"(?i)y|yes|true|[x✓✔☑☒√●•■▪█*✅\uf0fc\ufe0f]+|tick|\[x\]"),
    re.compile(r"(?i)n|no|false|[✗✘❌×☐□⬜\uf0a8\uf0fb\ufe0f]+|\[ ?\]"),
)
"""What answers such a heading."""
_PARTS = re.compile(
    r"(?i)\s*[-–—:(,;.]\s+|\s*\(|\s+(?=[↑↓→←↔↗↘⬆⬇➡▲▼►])"
    r"|\s+(?=(?:(?:in|on|since|until|to|by|at)\s)?(?:\d|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]*)\.?\s\d))"
)
"""Where a value ends and what is said beside it begins: a stop, a bracket, an arrow, a date."""
_LONGEST = 80
"""Characters of a value; longer ones are a comment that stands where a status should."""


@dataclass(frozen=True, slots=True)
class ReportedStatus:
    """What a cell that reports progress says."""

    status: Status
    printed: str = ""
    """The value itself in the words of the cell, white space single; empty where the cell holds a comment alone."""
    colour: Colour | None = None
    """The colour that the cell names."""
    comment: str = ""
    """What the cell adds to the value."""
    doubt: str = ""
    """What is uncertain about the status, in a sentence."""

    @property
    def is_known(self) -> bool:
        """Whether the words are a status, a colour or a score known here, and not any other words."""
        return bool(self.printed) and self.doubt != _UNKNOWN


def colour_of(text: str, heading: str = "") -> Colour | None:
    """The colour that some words name, as a whole; a letter names one only under a heading that rates by colour.

    >>> colour_of("Amber/Green").value, colour_of("R", "RAG").value, colour_of("R")
    ('amber-green', 'red', None)
    """
    known = {**COLOURS, **_LETTERS} if _RATED.fullmatch(heading.strip()) else COLOURS
    found = [known.get(part) for part in re.split(r"\s*[/–-]\s*|\s", _plain(text), maxsplit=1)]
    if len(found) == 1:
        return found[0]
    return _BETWEEN.get(frozenset(one for one in found if one)) if all(found) else None


def read_status(text: str, heading: str = "") -> ReportedStatus:
    """What a cell reports about progress. Words that tell of no status in the list are kept in their own terms.

    Args:
        text: The cell.
        heading: The heading of its column: under "RAG" a letter stands for its colour.

    >>> one = read_status("Red - waits for funding", "RAG")
    >>> one.status.value, one.printed, one.colour.value, one.comment
    ('own-terms', 'Red', 'red', 'waits for funding')
    >>> read_status("On track").status.value, read_status("45%").status.value, read_status("Yes", "Done?").status.value
    ('in-progress', 'in-progress', 'complete')
    """
    words = " ".join(text.split())
    if whole := _value(words, heading):
        return whole
    first, *rest = _PARTS.split(words, maxsplit=1)
    if rest and (len(first) > 2 or colour_of(first, heading)) and (value := _value(first, heading)):
        comment = words[len(first) :].strip(" -–—:,;.()") if words.endswith(")") else rest[0].strip()
        second = _value(comment, heading)
        if second is None or value.status is Status.NOT_REPORTED:
            return ReportedStatus(value.status, value.printed, value.colour, comment, value.doubt)
        told = second if value.status is Status.OWN_TERMS else value
        return ReportedStatus(told.status, words, value.colour or second.colour, "", told.doubt)
    if len(words) > _LONGEST:
        return ReportedStatus(Status.OWN_TERMS, "", None, words)
    return ReportedStatus(Status.OWN_TERMS, words, None, "", _UNKNOWN)


def tells_status(text: str, heading: str = "") -> bool:
    """Whether words report progress wherever they stand: a status or a colour, in words, by a tick or as a share.

    >>> tells_status("Complete"), tells_status("Green - on track"), tells_status("3"), tells_status("TBC")
    (True, True, False, False)
    """
    found = read_status(text, heading)
    is_told = found.is_known and found.status is not Status.NOT_REPORTED
    return is_told and bool(found.colour or re.search(r"[^\W\d_]{2}|[%✓✔☑✅☒☐]", text))


def _value(words: str, heading: str) -> ReportedStatus | None:
    """What words say that are a status, a colour or a score as a whole; None for any others."""
    plain = _plain(words)
    if _ASKED.fullmatch(heading.strip()) and (_YES.fullmatch(plain) or _NO.fullmatch(plain)):
        plain = "complete" if _YES.fullmatch(plain) else "incomplete"
    if colour := colour_of(words, heading):
        return ReportedStatus(Status.OWN_TERMS, words, colour, "", _BLUE if colour is Colour.BLUE else "")
    if re.fullmatch(r"\d{1,3}", plain) and re.search(r"(?i)%|per ?cent", heading):
        plain += "%"
    if not plain:
        return ReportedStatus(Status.NOT_REPORTED)
    if is_nothing(plain):
        return ReportedStatus(Status.NOT_REPORTED, words)
    if code := status_of(plain) or _REPLACED.get(status_of(plain.partition(" ")[0]) or ""):
        return ReportedStatus(Status(code), words)  # type: ignore[call-arg]  # looked up by its code
    found = ((status, doubt) for status, pattern, doubt in _SIGNS if re.fullmatch(pattern, plain))
    return next((ReportedStatus(status, words, None, "", doubt) for status, doubt in found), None)


_REPLACED = {Status.SUPERSEDED.value: Status.SUPERSEDED.value}
"""What says so whatever follows: "replaced by the new strategy"."""


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().strip(" .()-–—\ufe0f")
