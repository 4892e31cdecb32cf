"""The words, colours, shares, ticks and scores by which people report progress, and what each says for certain.

A value is kept as it is printed. Its status in the closed list is told only where the words tell one: a colour, an
arrow or a score says what its document's key says, and nothing else.
"""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re
from dataclasses import dataclass

from cohesion_graph.model.codes import Colour, Status

__all__ = ["COLOURS", "ReportedStatus", "colour_of", "read_status", "tells_status"]

_BLUE = "Many councils use blue for what is complete, some for what has not begun."
_UNKNOWN = "The words tell of no status known here."
_NOT_DONE = "It is not said whether work has begun."
_STATUSES: tuple[tuple[Status, str, str], ...] = (
    (Status.NOT_REPORTED, r"n/?a|none|nil|not (?:reported|available|applicable|updated|rated)|no (?:update|report|data|information)(?: (?:given|provided|received|available))?|tb[cd]|to be (?:confirmed|reported|updated)|unknown|\?+", ""),
    (Status.NOT_STARTED, r"not (?:yet )?(?:started|begun|commenced)|to start|yet to (?:start|begin|commence)|planned|no progress|pending|to do|scheduled|0 ?%(?: (?:complete[d]?|done))?|not due(?: yet)?|future", ""),
    (Status.CANCELLED, r"cancell?ed|abandoned|withdrawn|not (?:being )?(?:pursued|progressed)|no longer.*|dropped|stopped", ""),
    (Status.SUPERSEDED, r"superseded.*|replaced.*|merged.*|closed and replaced.*", ""),
    (Status.OWN_TERMS, r"incomplete|not (?:yet )?(?:complete[d]?|done|achieved|delivered|met|finished)", _NOT_DONE),
    (Status.IN_PROGRESS, r"(?:part(?:ially|ly)?|nearly|almost|mostly) (?:met|complete[d]?|done|achieved|delivered)", ""),
    (Status.COMPLETE, r"(?:fully |all )?(?:complete[d]?(?: ?[/-] ?closed)?|done|achieved|delivered|finished|closed|met|implemented)|100 ?%(?: (?:complete[d]?|done))?", ""),
    (Status.ONGOING, r"on-?\s?going|continuing|continuous|business as usual|bau|in place", ""),
    (Status.DELAYED, r"delayed|behind(?: schedule)?|overdue|slipped|slipping|off[- ](?:track|target|schedule)|stalled|paused|on hold|deferred|postponed", ""),
    (Status.IN_PROGRESS, r"in[- ]?progress|under[- ]?way|started|on[- ](?:track|target|schedule)|in development|progressing(?: well)?|begun|commenced|active|in hand|under control|on course|live|\d{1,2}(?:\.\d+)? ?%(?: (?:complete[d]?|done))?", ""),
    (Status.OWN_TERMS, r"(?:at|some|minor|major|significant|low|medium|high) risks?|[↑↓→←↔↗↘↖↙⬆⬇➡⬅⇧⇩⇨⇦▲▼►◄△▽\ufe0f]+|[★☆*]{2,}|\d{1,2}(?:\.\d+)?(?: ?(?:/|of|out of) ?\d{1,3})?", ""),
    (Status.COMPLETE, r"[✓✔☑√✅\uf0fc\ufe0f]+", "A tick is read as complete."),
    (Status.OWN_TERMS, r"[✗✘☒❌×\uf0fb\ufe0f]+", "A cross may say that it is not done, or mark a box."),
)  # fmt: skip
"""A status, the words that report it, and what is uncertain about them; the first row that fits decides."""

COLOURS: dict[str, Colour] = {
    **{colour.value: colour for colour in Colour},
    **{f"{one}{sign}{two}": colour for sign in "/-– " for one, two, colour in (("amber", "red", Colour.AMBER_RED), ("red", "amber", Colour.AMBER_RED), ("amber", "green", Colour.AMBER_GREEN), ("green", "amber", Colour.AMBER_GREEN))},
    "gray": Colour.GREY,
    "orange": Colour.AMBER,
    "🔴": Colour.RED,
    "🟥": Colour.RED,
    "🟠": Colour.AMBER,
    "🟧": Colour.AMBER,
    "🟡": Colour.YELLOW,
    "🟨": Colour.YELLOW,
    "🟢": Colour.GREEN,
    "🟩": Colour.GREEN,
    "🔵": Colour.BLUE,
    "🟦": Colour.BLUE,
    "🟣": Colour.PURPLE,
    "🟪": Colour.PURPLE,
    "⚪": Colour.WHITE,
    "⬜": Colour.WHITE,
    "⚫": Colour.BLACK,
    "⬛": Colour.BLACK,
}  # fmt: skip
"""How colours are printed, in lower case."""
_LETTERS = {"r": "red", "a": "amber", "g": "green", "b": "blue", "y": "yellow", "a/r": "amber/red", "a/g": "amber/green", "r/a": "amber/red"}  # fmt: skip
"""What a letter under the heading of a rating stands for."""
_RATED = re.compile(r"(?i)\w*rag\w*|.*\b(\w?rag\w?|traffic light|colour)\b.*")
"""Headings of columns that rate by colour."""
_ASKED = re.compile(r"(?i)(?:is it |action )?(?:completed?|done|achieved|delivered|finished)\s*\??(?: \(?yes/no\)?)?")
"""Headings that ask whether an action is complete."""
_YES, _NO = (
    re.compile(r"(?i)y|yes|[x✓✔☑☒√●•■▪█*✅\uf0fc\ufe0f]+|tick|\[x\]"),
    re.compile(r"(?i)n|no|[✗✘❌×☐□⬜\uf0a8\uf0fb\ufe0f]+|\[ ?\]"),
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
    plain = _plain(text)
    if plain in _LETTERS and _RATED.fullmatch(heading.strip()):
        plain = _LETTERS[plain]
    return COLOURS.get(plain) or COLOURS.get(re.sub(r"\s*([/–-])\s*", r"\1", plain))


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
    found = ((status, doubt) for status, pattern, doubt in _STATUSES if re.fullmatch(pattern, plain))
    return next((ReportedStatus(status, words, None, "", doubt) for status, doubt in found), None)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().strip(" .()-–—\ufe0f")
