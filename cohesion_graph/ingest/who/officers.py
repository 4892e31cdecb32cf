"""Persons' names in a plan: proposed for withholding as far as patterns go.

A net, not a control: what it finds is masked by default, each with a doubt, and a reviewer's list of masks decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cohesion_graph.ingest.who.names import BODY_HEADS, POST_HEADS, UNIT_HEADS, kind_of_body
from cohesion_graph.ingest.who.well_known import WORDS_OF_SERVICES, is_body, is_service
from cohesion_graph.language.files import any_of, word_list
from cohesion_graph.model.codes import BodyKind
from cohesion_graph.model.evidence import Mask
from cohesion_graph.model.privacy import BLOCK, name_like

__all__ = ["Persons", "is_person", "may_be_person", "person_masks", "persons_beside_posts", "places_in"]

_FIRST_NAMES = word_list("persons.first-names")
_TWO_WORDS = re.compile(
    r"\b([A-Z][a-z]+(?:-[A-Z][a-z]+)?)((?: [A-Z]\.?)? (?:Mc|Mac|O['’])?[A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)?)\b"
)
_BLOCKS = re.compile(f"{BLOCK}(?:[{BLOCK} ]*{BLOCK})?")
_NO_SURNAME = BODY_HEADS | UNIT_HEADS | POST_HEADS | word_list("persons.no-surnames", "when.numbers")


_TITLED = re.compile(
    rf"\b{any_of('persons.titles-of-several')}\.? "
    rf"(?P<names>[A-Z][\w'’-]+(?:(?:,| {any_of('small.and')}) [A-Z][\w'’-]+)*)"
)
"""A title of several persons: "Cllrs Ash & Lee"."""


def _by_title(text: str) -> Iterator[tuple[int, int]]:
    for match in _TITLED.finditer(text):
        words = re.findall(r"[\w'’-]+", match["names"])
        if not any(word.casefold() in _NO_SURNAME | WORDS_OF_SERVICES for word in words):
            yield match.span()


def _by_first_name(text: str) -> Iterator[tuple[int, int]]:
    for match in _TWO_WORDS.finditer(text):
        surname = match[2].split()[-1].casefold()
        if match[1].casefold() in _FIRST_NAMES and surname not in _NO_SURNAME:
            yield match.start(), match.end()


@dataclass(frozen=True, slots=True)
class Persons:
    """Recognises persons' names: by form and first name anywhere, and those that the cells of a document gave away."""

    names: frozenset[str] = frozenset()
    """Names that only the posts beside them, or the heading above, show to be persons'."""

    def masks(self, text: str) -> list[Mask]:
        """Stretches of a text that look like a person's name or were covered already, in order, none overlapping.

        >>> text = "Lead: Jane Bloggs, J. Doe (██████), Charles Street"
        >>> [text[mask.start:mask.end] for mask in Persons().masks(text)]
        ['Jane Bloggs', 'J. Doe', '██████']
        """
        found = [(mask.start, mask.end) for mask in name_like(text)] + list(_by_first_name(text))
        found += _by_title(text)
        found += [match.span() for match in _BLOCKS.finditer(text)]
        if self.names:
            found += [match.span() for match in _any_of(self.names).finditer(text)]
        merged: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if merged and start < merged[-1][1]:
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            else:
                merged.append((start, end))
        return [Mask(start=start, end=end) for start, end in merged]

    def is_person(self, text: str) -> bool:
        """Whether words are the name of one person and nothing else.

        >>> [Persons().is_person(text) for text in ("Jane Bloggs", "Jane Bloggs Foundation", "Mrs Doe")]
        [True, False, True]
        """
        stripped = text.strip(" .,()")
        masks = self.masks(stripped)
        return len(masks) == 1 and (masks[0].start, masks[0].end) == (0, len(stripped))

    def count(self, text: str) -> int:
        """How many persons are named; covered names count one for each stretch between separators."""
        return len(self.masks(text))


@lru_cache(maxsize=16)
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    """Any of some names as whole words, the longest first, however it is broken over lines."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    joined = "|".join(r"\s+".join(map(re.escape, name.split())) for name in ordered)
    return re.compile(rf"\b(?:{joined})\b")


def person_masks(text: str) -> list[Mask]:
    """Stretches of a text that look like a person's name by themselves: see `Persons.masks`."""
    return Persons().masks(text)


def is_person(text: str) -> bool:
    """Whether words look like one person's name by themselves: see `Persons.is_person`."""
    return Persons().is_person(text)


_OTHER_WORDS = word_list("persons.words-too")
"""First names that are words as well: by themselves they may mean something else."""
_NAME_WORD = r"(?:[A-Z](?:['’][A-Z])?[a-z]+(?:[A-Z][a-z]+)?(?:[-'’][A-Z]?[a-z]+)*)"
_LIKE_A_NAME = re.compile(rf"{_NAME_WORD}(?: [A-Z]\.?)? {_NAME_WORD}(?: {_NAME_WORD})?")
_INITIALLED = re.compile(rf"[A-Z]\.?(?: ?[A-Z]\.?)? {_NAME_WORD}")
"""One or two initials and a surname: neither bodies nor posts are called so."""
_PIECES = re.compile(rf"\s*[,;/|\n()\[\]•:]\s*|\s+[-–—]\s+|\s+{any_of('small.and')}\s+|\.\s+")
_OF_BODIES = re.compile(rf"(?i)\b{any_of('persons.columns-of-bodies')}\b")
_OF_PERSONS = re.compile(rf"(?i)\b{any_of('persons.columns-of-persons')}\b")


def places_in(text: str) -> frozenset[str]:
    """Words that name places, by what follows them: "Anytown" in "Anytown Borough Council"."""
    return frozenset(word for match in _PLACES.finditer(text) for word in match[1].split())


_PLACES = re.compile(rf"\b([A-Z][\w'’-]+(?: [A-Z][a-z]+)?) {any_of('councils-of-places')}\b")


def persons_beside_posts(cell: str, heading: str, places: frozenset[str]) -> Iterator[str]:
    """Names in a cell of bodies that are persons' by what stands beside or above them.

    "Nkechi Adebayo, Housing Manager" names a person, because a post follows; so does a cell of the column "Lead
    officer" that holds two words in capitals, neither of which services, bodies or places are made of.

    Args:
        cell: The cell.
        heading: The heading of its column.
        places: Words that name places, which no person's name has.
    """
    pieces = [piece for piece in _PIECES.split(cell) if piece.strip()]
    is_of_persons = bool(_OF_PERSONS.search(heading)) and not _OF_BODIES.search(heading)
    for number, piece in enumerate(pieces):
        if piece.strip().casefold() in _FIRST_NAMES - _OTHER_WORDS and piece.strip().istitle():
            yield piece.strip()
        beside = [*pieces[max(0, number - 1) : number], *pieces[number + 1 : number + 2]]
        has_post = any(kind_of_body(one) is BodyKind.POST for one in beside)
        is_like_one = _INITIALLED.fullmatch(piece.strip()) or (
            (has_post or is_of_persons) and _LIKE_A_NAME.fullmatch(piece.strip())
        )
        if is_like_one and not _is_made_of_words(piece, places):
            yield piece.strip()


def may_be_person(name: str, places: frozenset[str] = frozenset()) -> bool:
    """Whether a name has the form of a person's, and no word of it tells of a body or a place.

    >>> [may_be_person(name) for name in ("Nkechi Adebayo", "Housing Team", "Scottish Government", "ABC")]
    [True, False, False, False]
    """
    is_told = kind_of_body(name) is not BodyKind.NOT_STATED
    is_like_one = name.count(" ") == 1 and bool(_LIKE_A_NAME.fullmatch(name))
    return is_like_one and not is_told and not _is_made_of_words(name, places)


def _is_made_of_words(name: str, places: frozenset[str]) -> bool:
    """Whether a word of a name is one that services, bodies, posts or places are made of."""
    words = [word.casefold().replace("’", "'") for word in re.split(r"[ -]", name) + name.split()]
    if any(word in _NO_SURNAME or word in WORDS_OF_SERVICES for word in words) or is_body(name) or is_service(name):
        return True
    return any(word in places for word in name.split())
