"""Names of bodies in a row told apart: whatever stands between them, and where nothing does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.who.name_index import NameIndex
from cohesion_graph.ingest.who.names import (
    BODY_HEADS,
    POST_HEADS,
    UNIT_HEADS,
    initials,
    is_acronym,
    kind_of_body,
    loose_key,
    opens_as_body,
    stands_alone,
)
from cohesion_graph.ingest.who.officers import Persons
from cohesion_graph.ingest.who.posts import is_field_of_post
from cohesion_graph.ingest.who.role_words import verbs_in
from cohesion_graph.ingest.who.separators import SEPARATOR, begins_behind_small, covered, edges, entries_of, separated
from cohesion_graph.ingest.who.shared_ends import is_one_of_fields
from cohesion_graph.ingest.who.well_known import is_body, is_pair, is_service
from cohesion_graph.language.files import any_of, word_list
from cohesion_graph.language.patterns import Worded, any_shown
from cohesion_graph.language.sentences import ends_open
from cohesion_graph.model.codes import BodyKind

__all__ = ["LONGEST_CELL", "KnownNames", "names_in", "unsettled"]

LONGEST_CELL = 1_500
"""Characters: what is longer is no list of bodies, and is not searched for any."""


@dataclass(slots=True)
class KnownNames:
    """Names that stand by themselves in some cell of the documents, by which run-together names are told apart."""

    persons: Persons = field(default_factory=Persons)
    """What tells persons' names, which are none of bodies."""
    keys: set[str] = field(default_factory=set)
    printed: set[str] = field(default_factory=set)
    _openings: NameIndex | None = None
    _stretches: dict[str, set[str]] = field(default_factory=dict)
    """The lines in which a stretch of words from one capital behind a small letter to the next stands, by its key."""
    _edges: set[tuple[str, bool]] = field(default_factory=set)
    """Those with which a name begins wherever signs part names, and, true, those with which one ends."""
    read: dict[tuple[str, bool], list[Any]] = field(default_factory=dict)
    """What was read from cells by these names, by their text: the same few cells come again and again."""

    def learn(self, cells: Iterable[Words], *, names_listed: bool = False) -> None:
        """Add the names that cells hold without any ambiguity: alone, or between clear separators."""
        for cell in cells:
            if len(cell) > LONGEST_CELL:
                continue
            parts = (
                cell.split(r"\n")
                if names_listed
                else [
                    part
                    for line in entries_of(cell)
                    if not is_one_of_fields(line.text)
                    for part in separated(line.without(_LABEL))
                ]
            )
            for part in parts:
                keys = [loose_key(one.text) for one in part.cut(begins_behind_small(part.text))]
                self._edges |= {(keys[0], False), (keys[-1], True)}
                for key in keys:
                    self._stretches.setdefault(key, set()).add(cell.text)
                name = part.without(_IN_BRACKETS).strip(" .,")
                if name and len(name.text) <= 80 and not ends_open(name.text) and not any(verbs_in(name.text)):
                    self.keys.add(loose_key(name.text))
                    if not self.persons.is_person(name.text):
                        self.printed.add(name.tidy)
        self._openings = None
        self.read.clear()

    def begins(self, text: str) -> bool:
        """Whether words begin with a known body: its name, its initials, or the last word of a name of two."""
        if self._openings is None:
            names = {name for name in self.printed if stands_alone(name) or name.count(" ") or is_acronym(name)}
            short = {initials(name) for name in names if name.count(" ") > 1}
            heads = BODY_HEADS | UNIT_HEADS | POST_HEADS
            last = {name.split()[-1] for name in names if name.count(" ") == 1}
            last = {word for word in last if word[0].isupper() and word.casefold() not in heads}
            self._openings = NameIndex([*names, *(one for one in short if len(one) > 2), *last])
        return self._openings.starting(text) is not None

    def recurs(self, name: str, *, is_first: bool) -> bool:
        """Whether words stand in several lines, and begin or (as the first of two) end a name of their own in one."""
        key = loose_key(name)
        return " " in name and len(self._stretches.get(key, ())) >= _FEWEST_LINES and (key, is_first) in self._edges

    def __contains__(self, name: str, /) -> bool:
        return loose_key(name) in self.keys


_FEWEST_LINES = 3
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LABEL = re.compile(r"\A\s*[A-Z][a-z]+(?: [a-z]+){0,2}\s*:\s*")
"""The label of a role in front of a line ("Lead:", "Supported by:")."""


def names_in(line: Words, known: KnownNames) -> Iterator[tuple[Words, str]]:
    """Names in a line, each with the sign before it: ``and``, ``/``, a space where only other lines tell it."""
    hidden = covered(line.text)
    if is_one_of_fields(line.text, known):
        yield line.strip(), ""
        return
    start, after_slash = 0, False
    signs = [match[0].strip() for match in SEPARATOR.finditer(hidden) if match[0].strip(" .")]
    is_list = bool(signs) and all(sign.startswith(",") for sign in signs)
    places = [(match.start(), match.end(), match[0].strip()) for match in edges(hidden)]
    for first, last, sign in [*places, (len(line), len(line), "")]:
        part = line[start:first].strip()
        if part:
            is_first = True
            for stretch, sign_here in _run_together(part, known):
                ends_list = is_list and last == len(line)
                for number, name in enumerate(_joined_by_and(stretch, known, ends_list=ends_list)):
                    yield name, "and" if number else ("/" if is_first and after_slash else sign_here)
                    is_first = False
            after_slash = sign.startswith("/")
        start = last


def _run_together(words: Words, known: KnownNames) -> list[tuple[Words, str]]:
    """Names with nothing between ("BME Network Safer Stockton Partnership"), a space beside those of `_recurs_here`."""
    tokens = [(match.start(), match[0]) for match in re.finditer(r"\S+", covered(words.text))]
    if len(tokens) < 2:
        return [(words, "")]
    if all(is_acronym(token) for _, token in tokens):
        return [(name, "") for name in words.cut(place for place, _ in tokens[1:])]
    for number in range(1, len(tokens)):
        place = tokens[number][0]
        left, right = words[:place].strip(), words[place:].strip()
        if (told := _recurs_here(left.text, right.text, known)) or _parts_here(left.text, right.text, known):
            (name, _), *more = _run_together(right, known)
            return [*_run_together(left, known), (name, " " if told else ""), *more]
    return [(words, "")]


_RUN_HEADS = word_list("plain-bodies")


def _recurs_here(left: str, right: str, known: KnownNames) -> bool:
    """Whether a name that stands in other lines too ends or begins where a capital follows on a small letter."""
    if begins_behind_small(f"{left} {right.split(maxsplit=1)[0]}")[-1:] != [len(left) + 1]:
        return False
    end = next(iter(begins_behind_small(right)), len(right))
    return known.recurs(left, is_first=True) or known.recurs(right[:end].strip(), is_first=False)


def _parts_here(left: str, right: str, known: KnownNames) -> bool:
    """Whether one name ends and the next begins between two stretches of words."""
    last, first = left.rsplit(maxsplit=1)[-1], right.split(maxsplit=1)[0]
    if not (first[0].isupper() or first[0].isdigit()) or last.casefold() in {"and", "&", "of", "for", "the", "-", "–"}:
        return False
    if first.strip(",.").casefold() in BODY_HEADS | POST_HEADS | UNIT_HEADS:
        return False
    tokens = right.split()
    rest_is_name = right in known or any(" ".join(tokens[:number]) in known for number in range(2, len(tokens)))
    if is_acronym(left):
        return right in known and not _is_unit(right)
    if last.casefold() == "council" and _is_unit(right):
        return False
    if last.casefold() in _RUN_HEADS:
        # "Board Support Officer", "Youth Board Secretary": a post at the body before it
        is_post = kind_of_body(right) is BodyKind.POST and right.count(" ") < 2 and right not in known
        return " " in left and not is_post and (rest_is_name or stands_alone(right) or is_acronym(first))
    return left in known and rest_is_name and left.count(" ") >= 1


def _is_unit(name: str) -> bool:
    """Whether a name ends like a part of a larger body: team, service, department."""
    return name.rsplit(maxsplit=1)[-1].casefold() in UNIT_HEADS


def _joined_by_and(words: Words, known: KnownNames, *, ends_list: bool = False) -> list[Words]:
    """The names on both sides of "and" or "&", if each side can stand alone; else the words are one name.

    Args:
        words: The words.
        known: Names that stand alone elsewhere.
        ends_list: Whether commas part names before them: "and" then joins the last name to the list.
    """
    if known.persons.is_person(words.text):  # "Cllrs Ash & Lee" share a title
        return [words]
    for match in _AND.finditer(covered(words.text)):
        left, right = words[: match.start()].strip(), words[match.end() :].strip()
        if _both_alone(left.text, right.text, known) or (ends_list and _ends_list(left.text, right.text, known)):
            return [left, *_joined_by_and(right, known, ends_list=ends_list)]
    return [words]


_AND = re.compile(rf"\s+{any_of('small.and')}\s+", re.IGNORECASE)


def _both_alone(left: str, right: str, known: KnownNames) -> bool:  # noqa: PLR0911 - a rule each
    right = re.sub(r"^(?i:the)\s+", "", right)
    first_right = _AND.split(right)[0]
    if _is_pair_at(left, right):
        return False
    if is_field_of_post(left):
        return is_body(right) or is_body(first_right) or kind_of_body(right) is BodyKind.POST
    if known.persons.is_person(left):
        return True
    is_told = right in known or (first_right in known and len(first_right) > 3)
    is_told = is_told or any(is_body(one) or is_service(one) for one in (right, first_right))
    if is_service(left) and not stands_alone(left):
        # "Public Health and Communities Directorate" may be one directorate or a service and a directorate
        return is_told or (stands_alone(right) and not _is_unit(right))
    if opens_as_body(left):  # "Department of Health and Social Care" is one
        return opens_as_body(right) or is_body(right) or is_acronym(right)
    if stands_alone(left) or is_body(left):
        return is_told or stands_alone(right)
    # "Housing and Neighbourhood Partnership": a bare word is a name of its own only if the rest is known as one too
    return left in known and len(left) > 3 and is_told


def _ends_list(left: str, right: str, known: KnownNames) -> bool:
    """Whether "and" joins the last two names of a list: each has words enough for a name, or is known as one."""
    if _is_pair_at(left, right) or _POST_OF.match(left) or is_field_of_post(left) or _FIELD_OF.match(left):
        return False
    if " " not in left and stands_alone(right) and not (left in known or is_body(left) or is_acronym(left)):
        return False  # "Parks Trust, Youth and Sport Trust": a word that is no body by itself shares the end
    return (" " in left and " " in right) or any(
        one in known or is_body(one) or is_service(one) or stands_alone(one) for one in (left, right)
    )


_FIELD_OF = Worded(rf"(?i){any_shown('units', 'bodies')} (?:of|for) [^,]+")
"""A body called after its field, which "and" goes on with: "Office of Science and Technology Policy"."""
_POST_OF = Worded(rf"(?i){any_shown('posts.openings')}\b.*\b{any_shown('posts.field-after')}\b")


def _is_pair_at(left: str, right: str) -> bool:
    """Whether the words on both sides of "and" are a usual pair of one name."""
    return is_pair(" ".join([*left.split()[-2:], "and", *right.split()[:2]]))


def unsettled(name: str) -> tuple[str, str] | None:
    """The two names that "and" may join in what was read as one name; None where it plainly is one.

    >>> unsettled("Libraries and Adult Learning"), unsettled("Health and Wellbeing Board"), unsettled("Youth Board")
    (('Libraries', 'Adult Learning'), None, None)
    """
    for match in _AND.finditer(covered(name)):
        left, right = name[: match.start()].strip(), name[match.end() :].strip()
        if "," in left:
            return left, right
        heads = BODY_HEADS | UNIT_HEADS
        is_shared_head = " " not in left and " " in right and right.rsplit(maxsplit=1)[-1].casefold() in heads
        if (
            left
            and right
            and not (is_shared_head or _is_pair_at(left, right) or _POST_OF.match(left) or is_field_of_post(left))
        ):
            return left, right
    return None
