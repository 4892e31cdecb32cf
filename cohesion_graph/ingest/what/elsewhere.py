"""References to actions of other documents and of earlier editions: "Action 7 of the Digital Strategy", "formerly 3.2".

They are found where they are printed. The number names an action of this plan only where the words say nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cohesion_graph.language.files import first_words
from cohesion_graph.language.notation import letters_of
from cohesion_graph.language.patterns import any_shown, compiled

__all__ = ["Elsewhere", "found_elsewhere"]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A reference, from `start` to `end` of a text, to an action that is not the plan's own."""

    start: int
    end: int
    ref: str
    name: str = ""
    """The document that the words name; empty for an earlier edition of this one."""


_THE = rf"(?:{any_shown('small.articles', 'small.possessives')}\s*)?"
_REF = r"(?P<ref>(?:[A-Z]{1,4}[ -]?)?\d+(?:\.\d+)*[a-z]?)(?!\w|\.\d)"
_THING = rf"(?<!\w){any_shown('numbered.action', 'numbered.milestone', 'numbered.goal', 'references.in-front')}s?\.?\s+"
_NUMBER = rf"{_THING}{_REF}"
_OF = rf"\s*[,(]?\s*(?:{any_shown('small.prepositions')})\s*{_THE}[\"“'‘]?"
_NEXT_TO = re.compile(r"[\"”'’]?\s*[,(:–-]?\s*")
_OLD = any_shown("references.earlier")
_EDITION = any_shown("references.editions")
_YEARS = r"(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?"
_EARLIER = (
    (_OLD, rf"\b{_OLD}\s*:?\s*(?:{_THING})?{_REF}"),
    (
        _EDITION,
        (
            rf"{_THING}{_REF}\s*[,(]?\s*(?:{any_shown('small.prepositions')})\s*{_THE}"
            rf"(?:(?:(?:{_OLD}|{_YEARS})\s+)+{_EDITION}|{_EDITION}\s+(?:{_OLD}|{_YEARS}))(?!\w)"
        ),
    ),
)
"""What an earlier edition is told by, and the pattern of what is said of it."""


def found_elsewhere(text: str, names: Sequence[tuple[int, int, str]]) -> Iterator[Elsewhere]:
    """The references in a text that are not to the plan's own actions, in order.

    Args:
        text: The words of an item.
        names: Start, end and name of each document that they name.

    >>> text = "Deliver Action 7 of the Digital Strategy (formerly action 12)"
    >>> [(one.ref, one.name) for one in found_elsewhere(text, [(24, 40, "Digital Strategy")])]
    [('7', 'Digital Strategy'), ('12', '')]
    """
    found: dict[int, Elsewhere] = {}
    if not re.search(r"\d", text):
        return
    patterns = () if first_words("references.earlier", "references.editions").isdisjoint(letters_of(text)) else _EARLIER
    told = [pattern for word, pattern in patterns if compiled(word, text, re.IGNORECASE).search(text)]
    for match in (match for pattern in told for match in compiled(pattern, text, re.IGNORECASE).finditer(text)):
        found.setdefault(match.start("ref"), Elsewhere(match.start(), match.end(), match["ref"]))
    of = compiled(_OF, text, re.IGNORECASE)
    for match in compiled(_NUMBER, text, re.IGNORECASE).finditer(text) if names else ():
        for start, end, name in names:
            is_behind = end <= match.start() and _NEXT_TO.fullmatch(text, end, match.start())
            if is_behind or (match.end() < start and of.fullmatch(text, match.end(), start)):
                place = min(start, match.start()), max(end, match.end())
                found[match.start("ref")] = Elsewhere(*place, match["ref"], name)
    yield from (found[place] for place in sorted(found))
