"""Persons' names in a plan: proposed for withholding as far as patterns go.

A net, not a control: what it finds is masked by default, each with a doubt, and a reviewer's list of masks decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from cohesion_graph.ingest.who.names import is_acronym, kind_of_body
from cohesion_graph.ingest.who.well_known import WORDS_OF_SERVICES, is_body, is_service
from cohesion_graph.language.files import any_of, word_list
from cohesion_graph.language.patterns import Worded, any_shown
from cohesion_graph.language.phrases import is_nothing
from cohesion_graph.model.codes import BodyKind
from cohesion_graph.persons import CAPITAL, FIRST_NAMES, NO_SURNAMES, SMALL, Persons, is_person, person_masks

__all__ = [
    "Persons",
    "has_form_of_person",
    "is_of_persons",
    "is_person",
    "may_be_initials",
    "may_be_person",
    "person_masks",
    "persons_beside_posts",
    "persons_by_company",
    "places_in",
    "with_address",
]

_OTHER_WORDS = word_list("persons.words-too")
"""First names that are words as well: by themselves they may mean something else."""
_NAME_WORD = rf"(?:{CAPITAL}(?:['’]{CAPITAL})?{SMALL}+(?:{CAPITAL}{SMALL}+)?(?:[-'’]{CAPITAL}?{SMALL}+)*)"
_LIKE_A_NAME = re.compile(rf"{_NAME_WORD}(?: [A-Z]\.?)? (?:{_NAME_WORD}(?: {_NAME_WORD})?|{CAPITAL}{{4,}})")
_INITIALLED = re.compile(rf"[A-Z]\.?(?: ?[A-Z]\.?)?(?: {any_of('persons.particles')})* {_NAME_WORD}(?!\S)")
"""One or two initials and a surname: neither bodies nor posts are called so."""
_PIECES = re.compile(rf"\s*[,;/|\n()\[\]•:]\s*|\s+[-–—]\s+|\s+{any_of('small.and')}\s+|\.\s+")
_OF_BODIES = Worded(rf"(?i)\b{any_shown('persons.columns-of-bodies')}\b")
_OF_PERSONS = Worded(rf"(?i)\b{any_shown('persons.columns-of-persons')}\b")


@lru_cache(8)
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
    pieces = [piece.strip() for piece in _PIECES.split(cell) if piece.strip()]
    is_headed = is_of_persons(heading)
    for number, piece in enumerate(pieces):
        if _is_first_name(piece):
            yield piece
        beside = [*pieces[max(0, number - 1) : number], *pieces[number + 1 : number + 2]]
        has_post = any(kind_of_body(one) is BodyKind.POST for one in beside)
        opening = _INITIALLED.match(piece)
        rest = piece[opening.end() :].strip() if opening else ""
        if opening and (kind_of_body(rest) is BodyKind.POST or (is_headed and is_acronym(rest))):
            piece = opening[0]  # "J Okafor Director" has no sign between
        has_form = _INITIALLED.fullmatch(piece) or ((has_post or is_headed) and _LIKE_A_NAME.fullmatch(piece))
        if has_form and not _is_made_of_words(piece, places):
            yield piece


_ONE_WORD = re.compile(r"[^\W\d_][\w.-]*[^\W\d_]")
_FEWEST_NAMES = 3
"""Different names from which a heading's column tells what its words are."""


def persons_by_company(
    columns: Mapping[str, Iterable[str]], persons: Persons, text: str
) -> tuple[frozenset[str], frozenset[str]]:
    """Words that stand alone in cells of bodies and name persons, and those that may, by what else is there.

    "Frank" is a person where the document also holds "Frank Example"; so is "Thirav" beside him, under a heading whose
    cells hold single words of which none tells of a body. Where nobody is told, all of them may be persons.

    Args:
        columns: The cells under each heading.
        persons: What recognises the persons named in full.
        text: The text of the document.
    """
    places = places_in(text)
    pieces_under: dict[str, tuple[set[str], set[str]]] = {}
    for heading, cells in columns.items():
        filled = (cell for cell in cells if not is_nothing(cell))
        pieces = {piece.strip(" .") for cell in filled for piece in _PIECES.split(cell)} - {""}
        if single := {piece for piece in pieces if _is_bare_word(piece, places)}:
            pieces_under[heading] = pieces, single
    if not pieces_under:
        return frozenset(), frozenset()  # the whole text is searched for names only where a word needs one
    full = [text[mask.start : mask.end] for mask in persons.masks(text)]
    of_names = {word for name in full if len(words := name.split()) > 1 for word in words if len(word) > 2}
    told, unsure = set[str](), set[str]()
    for heading, (pieces, single) in pieces_under.items():
        known = {piece for piece in single if piece in of_names and piece.istitle()}
        told |= known
        if len(pieces) >= _FEWEST_NAMES and all(map(persons.is_person, pieces - single)):
            (told if known or pieces - single or is_of_persons(heading) else unsure).update(single)
    return frozenset(told), frozenset(unsure - told)


def _is_bare_word(piece: str, places: frozenset[str]) -> bool:
    """Whether a piece is one word that tells neither of a body nor of a place, and is no abbreviation."""
    return bool(_ONE_WORD.fullmatch(piece)) and not (
        is_acronym(piece) or kind_of_body(piece) is not BodyKind.NOT_STATED or _is_made_of_words(piece, places)
    )


_ADDRESS = re.compile(r"(?<![\w.])([a-z]+)[._-](?:[a-z]\.)?([a-z]+)@[\w-]+\.")


def with_address(text: str) -> Iterator[str]:
    """Names that an e-mail address spells out: beside "dana.whitlock@..." the words "Dana Whitlock" name a person.

    Of an address with a first name or its letter (j.whitlock@...) the surname counts by itself as well.
    """
    places = places_in(text)
    for match in _ADDRESS.finditer(text.lower()):
        first, last = match.groups()
        whole = [f"{first} {last}", f"{last} {first}"] if len(first) > 1 else []
        alone = [last] if len(last) > 3 and (len(first) == 1 or first in FIRST_NAMES) else []
        for name in (words.title() for words in (*whole, *alone)):
            if name in text and not _is_made_of_words(name, places):
                yield name


def may_be_person(name: str, places: frozenset[str] = frozenset()) -> bool:
    """Whether a name has the form of a person's, and no word of it tells of a body or a place.

    >>> [may_be_person(name) for name in ("Nkechi Adebayo", "N Adebayo", "Henry", "Housing Team", "ABC")]
    [True, True, True, False, False]
    """
    if _is_first_name(name):
        return True
    is_told = kind_of_body(name) is not BodyKind.NOT_STATED
    is_like_one = name.count(" ") == 1 and (_LIKE_A_NAME.fullmatch(name) or _INITIALLED.fullmatch(name))
    return bool(is_like_one) and not is_told and not _is_made_of_words(name, places)


def _is_first_name(word: str) -> bool:
    """Whether a word alone is what persons are called by, and nothing else."""
    plain = word.casefold()
    return plain in FIRST_NAMES and plain not in _OTHER_WORDS and word.istitle()


def may_be_initials(name: str, heading: str) -> bool:
    """Whether a name under the heading of a column may be a person's initials, as in "Lead officer: JW".

    >>> [may_be_initials("JW", heading) for heading in ("Lead officer", "Lead organisation")]
    [True, False]
    """
    return bool(re.fullmatch("[A-Z]{2,3}", name)) and is_of_persons(heading) and not is_body(name)


def has_form_of_person(name: str, places: frozenset[str]) -> bool:
    """Whether words have the form of a person's name, and none of them is one that bodies or places are made of."""
    is_like_one = _LIKE_A_NAME.fullmatch(name) or _INITIALLED.fullmatch(name)
    return bool(is_like_one) and not _is_made_of_words(name, places)


def is_of_persons(heading: str) -> bool:
    """Whether a heading is that of a column of persons, and not of bodies."""
    return bool(_OF_PERSONS.search(heading)) and not _OF_BODIES.search(heading)


def _is_made_of_words(name: str, places: frozenset[str]) -> bool:
    """Whether a word of a name is one that services, bodies, posts or places are made of."""
    words = [word.casefold().replace("’", "'") for word in re.split(r"[ -]", name) + name.split()]
    if any(word in NO_SURNAMES or word in WORDS_OF_SERVICES for word in words) or is_body(name) or is_service(name):
        return True
    return any(word in places for word in name.split())
