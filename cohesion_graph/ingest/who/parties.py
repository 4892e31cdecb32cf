"""Who: the bodies named in a cell, told apart, each with the role that the words give it."""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cohesion_graph.documents.words import BULLETS, Words
from cohesion_graph.ingest.who.names import stands_alone
from cohesion_graph.ingest.who.officers import Persons
from cohesion_graph.ingest.who.telling_names import LONGEST_CELL, KnownNames, entries_of, lines_of_names, names_in
from cohesion_graph.ingest.who.well_known import is_body, is_service
from cohesion_graph.model.codes import Role

__all__ = ["FoundParty", "KnownNames", "find_parties"]


@dataclass(frozen=True, slots=True)
class FoundParty:
    """One body named in a cell."""

    words: Words
    """The name as printed."""
    role: Role | None = None
    """What the words themselves say; None where only the column's heading can tell."""
    officers: int = 0
    """How many persons are named for it."""
    group: int = 0
    """Parties of the same group hold the item jointly ("A & B", "A / B")."""
    note: str = ""
    is_person: bool = False
    """Whether a person is named and no body."""


_NONE = re.compile(
    r"(?i)\s*(?:n/?a|not applicable|none|nil|-+|–|—|\.+|\?|tb[cda]|to be (?:confirmed|agreed|determined|identified))?\s*"
)
_ROLE_AFTER = re.compile(
    r"\s+(?:(?:to|will)\s+(?P<verb>lead|co-?ordinate|contribute|support|assist|help|advise|deliver|facilitate)\b(?:\s+on)?|"
    r"(?P<now>leads|leading|supports|supporting|contributes|assists|assisting)(?=\s*[,;.\n]|\s*$))[,;.]?\s*(?:and\s+)?",
    re.IGNORECASE,
)
_ROLE_BEFORE = re.compile(
    r"(?:^|(?<=[\n;,./])|(?<=\w)(?=\s+(?:leads?|(?:key |other )?partners?|support(?:ing|ed by)|contribut\w+)\s*:))\s*(?:(?P<lead>(?:joint |co-?|overall )?leads?|led by|lead (?:body|organisation|agency|officer|partner|service|department)|owner|accountable)|"
    r"(?P<help>support(?:ed by|ing|s)?(?: (?:from|officers?|partners?))?|(?:key |other )?partners?|contribut\w+|with|others?|consulted?)|"
    r"(?P<resp>responsible|delivery|delivered by))\s*(?:[:–]|\s-)\s*",
    re.IGNORECASE,
)
_HELPED_BY = re.compile(
    r"\s*,?\s*\(?\b(?:with (?:the )?(?:support|help|assistance|input|involvement) (?:from|of)|supported by|in (?:partnership|conjunction|collaboration|consultation|co-?ordination|co-?operation|liaison|association) with|"
    r"working (?:with|alongside)|assisted by|alongside|together with(?! (?:the )?(?:support|help|assistance|input))|jointly with|along with)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_WITH = re.compile(r"\s+with\s+(?:the\s+)?(?=[A-Z])")
_ROLE_IN_BRACKETS = re.compile(
    r"\s*[(\[]\s*(?:(?P<lead>(?:joint |co-?)?leads?|lead (?:body|partner|agency|organisation)|chair|L)|(?P<help>support(?:ing)?|partners?|contribut\w+|S|P))\s*[)\]]",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(r"(?i)(?:such as|including|namely|e\.?g\.?|i\.?e\.?)[ :,]+(?:the )?(?=\S)")
_LED_BY = re.compile(r"^\s*led by\s+(?:the\s+)?(?=[A-Z])", re.IGNORECASE)
_LEADS = {"lead", "leads", "leading", "coordinate", "co-ordinate", "deliver"}


_AMBIGUOUS = "It is not said whether '/' means jointly or either."


def find_parties(words: Words, known: KnownNames, *, names_listed: bool = False) -> list[FoundParty]:
    """The bodies a cell names, in reading order; empty for "n/a", "TBC" and the like.

    Args:
        words: The cell.
        known: Names that stand alone elsewhere in the documents.
        names_listed: Whether each line is one name for certain.
    """
    if _NONE.fullmatch(words.text) or len(words) > LONGEST_CELL:
        return []
    if names_listed:
        listed = [_described(line, None, number, known.persons) for number, line in enumerate(lines_of_names(words))]
        return [party for party in listed if party.words]
    found: list[FoundParty] = []
    for part, role in _by_role(words, known):
        for line in entries_of(part):
            for piece, sign in names_in(line, known):
                is_joint = bool(sign and found)
                group = found[-1].group + (not is_joint) if found else 0
                party = _described(piece, role, group, known.persons)
                found.append(replace(party, note=_AMBIGUOUS) if is_joint and sign == "/" else party)
    return [party for party in _people_to_bodies(found) if party.words]


def _by_role(words: Words, known: KnownNames) -> Iterator[tuple[Words, Role | None]]:
    """Stretches of a cell with the role that words give them: "X to lead, Y to contribute", "Lead: X Partners: Y"."""
    labels = list(_ROLE_BEFORE.finditer(words.text))
    if labels:
        if before := words[: labels[0].start()].strip(" ,;\n"):
            yield before, None
        for number, label in enumerate(labels):
            end = labels[number + 1].start() if number + 1 < len(labels) else len(words)
            role = Role.LEAD if label["lead"] else Role.CONTRIBUTE if label["help"] else Role.RESPONSIBLE
            yield words[label.end() : end].strip(" ,;\n"), role
        return
    place = 0
    for match in _ROLE_AFTER.finditer(words.text):
        yield (
            words[place : match.start()].strip(" ,;\n"),
            Role.LEAD if (match["verb"] or match["now"]).casefold() in _LEADS else Role.CONTRIBUTE,
        )
        place = match.end()
    rest = words[place:].strip(" ,;\n")
    first_role = None
    if led := _LED_BY.match(rest.text):
        rest, first_role = rest[led.end() :], Role.LEAD
    if helped := _HELPED_BY.search(rest.text) or _with_another(rest, known):
        yield rest[: helped.start()].strip(" ,;\n"), first_role
        yield rest[helped.end() :].strip(" ,;\n"), Role.CONTRIBUTE
    else:
        yield from ((part, first_role) for part in _after_roles(rest))


def _after_roles(words: Words) -> Iterator[Words]:
    """Stretches that each end with a role in brackets: "Housing Team (lead) Fire Service" names two bodies."""
    place = 0
    for match in _ROLE_IN_BRACKETS.finditer(words.text):
        yield words[place : match.end()].strip(" ,;\n")
        place = match.end()
    if rest := words[place:].strip(" ,;\n"):
        yield rest


def _with_another(words: Words, known: KnownNames) -> re.Match[str] | None:
    """Where "with" joins a body to one that helps it; in "People with Disabilities Forum" it does not."""
    for match in _WITH.finditer(words.text):
        left = re.split(r"[,;/\n]", words.text[: match.start()])[-1].strip()
        if stands_alone(left) or is_body(left) or is_service(left) or left in known:
            return match
    return None


def _described(words: Words, role: Role | None, group: int, persons: Persons) -> FoundParty:
    """A party with what its brackets say: a role, officers, or a part of its name."""
    words = re_strip(words)
    if introduced := _INTRODUCED.match(words.text):
        words = words[introduced.end() :]
    bracket = _ROLE_IN_BRACKETS.search(words.text)
    if bracket:
        role = Role.LEAD if bracket["lead"] else Role.CONTRIBUTE
        words = Words.join([words[: bracket.start()], words[bracket.end() :]], " ").strip()
    officers = 0
    for match in reversed(list(re.finditer(r"\s*[(\[]([^()\[\]]*)[)\]]", words.text))):
        count = sum(persons.count(part) for part in re.split(r"[/,;&]|\band\b", match[1]))
        if count:
            officers += count
            words = Words.join([words[: match.start()], words[match.end() :]], " ").strip()
    if not persons.is_person(words.text):
        words, named = _without_persons(words, persons)
        officers += named
    words = re_strip(words)
    return FoundParty(words, role, officers, group, is_person=persons.is_person(words.text))


def _without_persons(words: Words, persons: Persons) -> tuple[Words, int]:
    """The body without the persons named with it, as in "Jane Bloggs (Policy Team)", and how many they were."""
    masks = persons.masks(words.text)
    if not masks:
        return words, 0
    parts, place = [], 0
    for mask in masks:
        parts.append(re_strip(words[place : mask.start]))
        place = mask.end
    parts.append(re_strip(words[place:]))
    kept = Words.join([part for part in parts if re.search(r"\w", re.sub(r"(?i)^(and|or|with)$", "", part.text))], " ")
    if re.fullmatch(r"\([^()]*|[^()]*\)", kept.text):
        kept = kept.strip("()")
    return (kept.strip("()") if re.fullmatch(r"\([^()]*\)", kept.text) else kept, len(masks)) if kept else (words, 0)


def re_strip(words: Words) -> Words:
    """Words without list marks and stray punctuation at their ends."""
    return words.strip(" \n\t.,;:&/-–—*†‡¹²³⁴⁵⁶⁷⁸⁹\u00a0" + BULLETS)


def _people_to_bodies(found: list[FoundParty]) -> list[FoundParty]:
    """A person next to a post or body ("Jane Bloggs, Housing Manager") is its officer, not a party of her own."""
    result: list[FoundParty] = []
    for number, party in enumerate(found):
        if not party.is_person:
            if result and result[-1].is_person and number and result[-1].group != party.group:
                previous = result.pop()
                party = replace(party, officers=party.officers + previous.officers + 1)
            result.append(party)
        else:
            result.append(party)
    return result
