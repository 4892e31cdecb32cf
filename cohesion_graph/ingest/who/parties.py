"""Who: the bodies named in a cell, told apart, each with the role that the words give it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cohesion_graph.documents.words import BULLETS, Words
from cohesion_graph.ingest.when.deadlines import is_deadline
from cohesion_graph.ingest.who.names import is_sort_of_body, stands_alone
from cohesion_graph.ingest.who.officers import Persons
from cohesion_graph.ingest.who.role_words import brackets_in, helper_in, label_at_start, labels_in, verbs_in
from cohesion_graph.ingest.who.separators import entries_of
from cohesion_graph.ingest.who.telling_names import LONGEST_CELL, KnownNames, names_in
from cohesion_graph.ingest.who.well_known import is_body, is_service
from cohesion_graph.language.files import any_of
from cohesion_graph.language.phrases import is_nothing
from cohesion_graph.language.sentences import is_clause
from cohesion_graph.model.codes import Role
from cohesion_graph.persons import contacts_in

__all__ = ["FoundParty", "KnownNames", "parties_and_clauses"]


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
    is_clause: bool = False
    """Whether the words say something of somebody, or stand beside such and are no known name: no body."""

    def moved(self, by: int) -> FoundParty:
        """The same party in words that stand so many characters further on."""
        told = (self.role, self.officers, self.group, self.note, self.is_person, self.is_clause)
        return FoundParty(self.words.moved(by), *told)


_WITH = re.compile(rf"(?P<sign>\s*[,;(])?\s*\b{any_of('acting.helper')}\s+(?:{any_of('small.articles')}\s+)?(?=[A-Z])")
_INTRODUCED = re.compile(rf"(?i){any_of('introducing')}[ :,]+(?:{any_of('small.articles')} )?(?=\S)")
_ARTICLE = re.compile(rf"{any_of('small.articles')}\s+(?=[^\W\da-zß-ÿ])")
"""In small letters: "The Arts Trust" may be a name."""
_NOTES = {
    "/": "It is not said whether '/' means jointly or either.",
    " ": "Nothing parts this name from the one before: where it begins was told by names in other lines.",
}
"""What is doubted of a name by the sign before it."""


def parties_and_clauses(
    words: Words, known: KnownNames, *, names_listed: bool = False
) -> tuple[list[FoundParty], list[Words]]:
    """The bodies a cell names, in order, and what it says in sentences instead: none are read of those.

    Args:
        words: The cell; "n/a", "TBC" and the like name none.
        known: Names that stand alone elsewhere in the documents.
        names_listed: Whether each line is one name for certain.
    """
    found = _found(words, known, names_listed=names_listed)
    return [one for one in found if not one.is_clause], [one.words for one in found if one.is_clause]


def _found(words: Words, known: KnownNames, *, names_listed: bool) -> list[FoundParty]:
    if is_nothing(words.text) or len(words) > LONGEST_CELL or not any(map(str.isalpha, words.text)):
        return []
    if is_deadline(words.text):  # the cell of another column, in a row that lost one
        return []
    if not words.is_unbroken:
        return _parties(words, known, names_listed=names_listed)
    key = words.text, names_listed
    if key not in known.read:
        known.read[key] = _parties(Words.of(words.text, 0), known, names_listed=names_listed)
    return [party.moved(words.place) for party in known.read[key]]


def _parties(words: Words, known: KnownNames, *, names_listed: bool) -> list[FoundParty]:
    if names_listed:
        listed = [_described(line, None, number, known.persons) for number, line in enumerate(words.split(r"\n"))]
        return [party for party in listed if party.words]
    found: list[FoundParty] = []
    for part, role in _by_role(words, known):
        for line in entries_of(part):
            for piece, sign in names_in(line, known):
                is_joint = bool(sign.strip() and found)
                group = found[-1].group + (not is_joint) if found else 0
                party = _described(piece, role, group, known.persons)
                found.append(replace(party, note=_NOTES[sign]) if found and sign in _NOTES else party)
    return _without_clauses([party for party in _people_to_bodies(found) if party.words])


def _without_clauses(parties: list[FoundParty]) -> list[FoundParty]:
    """Parties with those marked that are clauses; beside one, only what is known as a name is no part of it."""
    are_clauses = [is_clause(party.words.tidy) for party in parties]
    if not any(are_clauses):
        return parties
    return [
        replace(party, is_clause=not party.is_person and (said or not _is_known(party.words.tidy)))
        for party, said in zip(parties, are_clauses, strict=True)
    ]


def _is_known(name: str) -> bool:
    return stands_alone(name) or is_body(name) or is_service(name)


def _by_role(words: Words, known: KnownNames) -> Iterator[tuple[Words, Role | None]]:
    """Stretches of a cell with the role that words give them: "X to lead, Y to contribute", "Lead: X Partners: Y"."""
    if labels := labels_in(words.text):
        if before := words[: labels[0].start].strip(" ,;\n"):
            yield before, None
        ends = [*(label.start for label in labels[1:]), len(words)]
        for label, end in zip(labels, ends, strict=True):
            yield words[label.end : end].strip(" ,;\n"), label.role
        return
    place = 0
    for verb in verbs_in(words.text):
        yield words[place : verb.start].strip(" ,;\n"), verb.role
        place = verb.end
    rest = words[place:].strip(" ,;\n")
    first_role = None
    if led := label_at_start(rest.text):
        rest, first_role = rest[led.end :], led.role
    if helped := helper_in(rest.text) or _with_another(rest, known):
        yield rest[: helped.start()].strip(" ,;\n"), first_role
        yield rest[helped.end() :].strip(" ,;\n)" if "(" in helped[0] else " ,;\n"), Role.CONTRIBUTE
    else:
        yield from ((part, first_role) for part in _after_roles(rest))


def _after_roles(words: Words) -> Iterator[Words]:
    """Stretches that each end with a role in brackets: "Housing Team (lead) Fire Service" names two bodies."""
    place = 0
    for bracket in brackets_in(words.text):
        yield words[place : bracket.end].strip(" ,;\n")
        place = bracket.end
    if rest := words[place:].strip(" ,;\n"):
        yield rest


def _with_another(words: Words, known: KnownNames) -> re.Match[str] | None:
    """Where "with" joins a body to one that helps it; in "People with Disabilities Forum" it does not."""
    for match in _WITH.finditer(words.text):
        left = re.split(r"[,;/\n]", words.text[: match.start()])[-1].strip()
        if left and (match["sign"] or _is_known(left) or is_sort_of_body(left) or left in known):
            return match
    return None


def _described(words: Words, role: Role | None, group: int, persons: Persons) -> FoundParty:
    """A party with what its brackets say: a role, officers, or a part of its name."""
    words = re_strip(words)
    if introduced := _INTRODUCED.match(words.text):
        words = words[introduced.end() :]
    if article := _ARTICLE.match(words.text):
        words = words[article.end() :]
    if bracket := next(brackets_in(words.text), None):
        role = bracket.role
        words = Words.join([words[: bracket.start], words[bracket.end :]], " ").strip()
    officers = 0
    for match in reversed(list(re.finditer(r"\s*[(\[]([^()\[\]]*)[)\]]", words.text))):
        count = sum(persons.count(part) for part in re.split(r"[/,;&]|\band\b", match[1]))
        if count or any(contacts_in(match[1])):
            officers += count
            words = Words.join([words[: match.start()], words[match.end() :]], " ").strip()
    if contacts := list(contacts_in(words.text)):
        # a way to reach somebody is no body; alone it stands for whom it reaches
        rest = re_strip(_outside(words, contacts))
        if not re.search(r"\w", rest.text) or persons.is_person(rest.text):
            return FoundParty(words, role, officers, group, is_person=True)
        words = rest
    if not persons.is_person(words.text):
        words, named = _without_persons(words, persons)
        officers += named
    words = re_strip(words)
    return FoundParty(words, role, officers, group, is_person=persons.is_person(words.text))


def _outside(words: Words, stretches: Iterable[tuple[int, int]]) -> Words:
    parts, place = [], 0
    for start, end in stretches:
        parts.append(words[place:start].strip())
        place = end
    return Words.join([part for part in [*parts, words[place:].strip()] if part], " ")


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
        elif not result or re.search(r"\w", _outside(party.words, contacts_in(party.words.text)).text):
            result.append(party)  # how somebody is reached who stands before is nobody more
    return result
