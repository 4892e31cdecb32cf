"""Other actions of the plan that the words of an item name by their references, and which way it hangs on them."""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cohesion_graph.language.files import any_of
from cohesion_graph.model.codes import LinkType

__all__ = ["ActionMention", "ActionReferences"]


@dataclass(frozen=True, slots=True)
class ActionMention:
    """An action named in a text from `start` to `end`; several of a range ("2.1 to 2.4") share their place."""

    start: int
    end: int
    ref: str
    kind: LinkType


_REF = r"(?<![\w.])(?:[A-Z]{1,4}[ -]?|(?:[A-Z]{2,4}[a-z]|[a-z]{1,3})(?=\d))?\d+(?:\.\d+)*[a-z]?(?!\w|\.\d)"
_RANGE = re.compile(rf"(?P<first>{_REF})(?:\s?(?:-|–|to|through)\s?(?P<last>{_REF}))?")
_NEXT = re.compile(r"\s*(?:,|;|&|/|and|or)\s*(?:and\s+)?(?:actions?\s+)?")
_THING = rf"(?:{any_of('numbered.action', 'numbered.milestone')}s?|items?|refs?\.?|reference|no\.)"
_GROUP = r"objectives?"
_KINDS: tuple[tuple[LinkType, str], ...] = (
    (LinkType.USES, r"(?:informed by|builds? (?:up)?on|building on|based on|draw(?:s|ing)? on|using|uses|(?:outputs?|findings|results) (?:of|from))"),
    (LinkType.REQUIRES, r"(?:depend(?:s|ent|ing)? (?:up)?on|follow(?:s|ing)|after|requires?|needs?|subject to|contingent on|reliant on|once|when|pending|(?:completion|outcome|delivery|approval) of)"),
    (LinkType.FEEDS_INTO, r"(?:feed(?:s|ing)?(?: in)?to|feeds|inform(?:s|ing)?|support(?:s|ing)?|contribut(?:es?|ing) (?:to|towards)|enabl(?:es?|ing))"),
)  # fmt: skip
_POINTER = "|".join(
    [r"see(?: also)?|links? (?:to|with)|linked (?:to|with)|cross[- ]refer\w*(?: to| with)?|alongside|as per|under"]
    + [pattern for _, pattern in _KINDS]
)
_LEADS = re.compile(rf"\b(?:(?P<thing>{_THING})|(?P<group>{_GROUP})|(?P<pointer>{_POINTER}))\s+$", re.IGNORECASE)
_BEFORE = tuple((kind, re.compile(rf"\b{pattern}(?:\s+the)?\s*$", re.IGNORECASE)) for kind, pattern in _KINDS)


def _folded(ref: str) -> str:
    return re.sub(r"[ -]", "", ref).casefold()


def _order(ref: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|[a-z]+", _folded(ref))]


class ActionReferences:
    """The references of a plan's actions, looked for in texts; "a 2" and "A2" are one."""

    def __init__(self, refs: Iterable[str]) -> None:
        self._known = {_folded(ref): ref for ref in refs}

    def listed(self, text: str) -> list[str]:
        """The references that a list names, in order; what is no action's is left out.

        >>> ActionReferences(["1.1", "1.2", "2.1", "2.2", "2.3"]).listed("1.2; 2.1 to 2.3; 7")
        ['1.2', '2.1', '2.2', '2.3']
        """
        return [ref for match in _RANGE.finditer(text) for ref in self._named(match)]

    def find(self, text: str) -> Iterator[ActionMention]:
        """The actions that the words of an item name by reference, each once, in order.

        A plain number is a reference only behind a word for an action; one with a full stop also behind words that
        point; one with letters anywhere.

        >>> found = ActionReferences(["1.1", "2.3"]).find("Depends on action 1.1; see 2.3")
        >>> [(one.ref, one.kind.value) for one in found]
        [('1.1', 'requires'), ('2.3', 'refers-to')]
        """
        found: set[str] = set()
        place, lead, kind = -1, "", LinkType.REFERS_TO
        for match in _RANGE.finditer(text):
            is_listed = place >= 0 and bool(_NEXT.fullmatch(text[place : match.start()]))
            if not is_listed:
                lead, kind = _lead_of(text[: match.start()])
            place = match.end() if lead or match[0][:1].isalpha() else -1
            if not _is_told(match["first"], lead):
                continue
            for ref in self._named(match):
                if ref not in found:
                    found.add(ref)
                    yield ActionMention(match.start(), match.end(), ref, kind)

    def _named(self, match: re.Match[str]) -> list[str]:
        """The references that one match names: one, or all of a range whose ends the plan has."""
        first, last = self._known.get(_folded(match["first"])), self._known.get(_folded(match["last"] or ""))
        if first is None or match["last"] is None:
            return [first] if first else []
        low, high = _order(first), _order(last) if last else []
        if len(low) != len(high) or low[:-1] != high[:-1] or low >= high:
            return [first] + ([last] if last else [])
        inside = (ref for ref in self._known.values() if low[:-1] == _order(ref)[:-1] and low <= _order(ref) <= high)
        return sorted(inside, key=_order)


def _lead_of(before: str) -> tuple[str, LinkType]:
    """What leads to a reference (``thing``, ``group``, ``pointer`` or nothing) and the link that the words tell."""
    before = re.split(r"[.;]\s", before)[-1]
    match = _LEADS.search(before)
    lead = str(match.lastgroup) if match else ""
    while (match := _LEADS.search(before)) and not match["pointer"]:
        before = before[: match.start()]
    kind = next((kind for kind, pattern in _BEFORE if pattern.search(before)), LinkType.REFERS_TO)
    return lead, kind


def _is_told(ref: str, lead: str) -> bool:
    """Whether what stands before a reference is enough for its form."""
    if re.match(r"(?:[A-Z]{1,4}[ -]?|[A-Z]{2,4}[a-z])\d", ref):
        return True
    return lead == "thing" or (bool(lead) and "." in ref)
