"""Persons' names in any text: proposed for withholding as far as patterns and first names go.

A net, not a control: what it finds is masked by default, each with a doubt, and a reviewer's list of masks decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from cohesion_graph.language.files import any_of, names, word_list
from cohesion_graph.language.notation import without_accents
from cohesion_graph.language.patterns import Worded, any_shown
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.evidence import Mask
from cohesion_graph.model.privacy import BLOCK, is_named_after, name_like, prose_in

__all__ = [
    "CAPITAL",
    "FIRST_NAMES",
    "NO_SURNAMES",
    "SMALL",
    "Persons",
    "contacts_in",
    "is_first_name",
    "is_person",
    "person_masks",
    "written_by_hand",
]

_COMMON = word_list("persons.first-names")
_LISTED = _COMMON | names("first-names")
FIRST_NAMES = _LISTED | frozenset(map(without_accents, _LISTED))
"""First names, in lower case, with their accents and without."""
_PLAIN = (_COMMON | frozenset(map(without_accents, _COMMON))) - word_list("persons.words-too")
"""Common first names that are no other words."""
CAPITAL, SMALL = "[A-ZÀ-ÖØ-ÞŚŠŽ]", "[a-zß-öø-ÿąćęłńśšźžőű]"
"""Patterns for the letters of names, those with accents as well."""
_GAP = r"[^\S\t\r\n]{1,3}"
"""What stands between the words of a name: spaces of any sort, within a line and a cell."""
_FIRST_NAME = f"{CAPITAL}{SMALL}+(?:-{CAPITAL}{SMALL}+)?"
_SURNAME = rf"(?:(?:Mc|Mac|O['’])?{CAPITAL}{SMALL}+(?:[-'’]{CAPITAL}?{SMALL}+)?|{CAPITAL}{{4,}}(?:-{CAPITAL}{{2,}})?)"
_TWO_WORDS = re.compile(
    rf"\b(?=({_FIRST_NAME})((?:{_GAP}{CAPITAL}\.?)?(?:{_GAP}{any_of('persons.particles')})*{_GAP}{_SURNAME})\b)"
)
"""Two words with capitals, wherever they begin: "Ask Jane Bloggs" holds two pairs."""
_INITIALS = re.compile(rf"(?<![\w.-]){CAPITAL}{_GAP}{CAPITAL}{_GAP}({_SURNAME})\b")
"""Two initials without full stops: "J E Bloggs"."""
_CAPITALS = f"{_GAP}{CAPITAL}{{2,}}(?:[-'’]{CAPITAL}{{2,}})?"
_IN_CAPITALS = re.compile(rf"\b(?=({CAPITAL}{{3,}})((?:{_CAPITALS}){{1,4}}(?= *(?:[\t\n,;:/(]|$))|{_CAPITALS})\b)")
"""Words in capitals: a name as forms print it, or words of a heading."""
_BLOCKS = re.compile(f"{BLOCK}(?:[{BLOCK} ]*{BLOCK})?")
NO_SURNAMES = word_list(
    *("bodies", "units", "posts.heads", "posts.surnames-too", "persons.no-surnames", "when.numbers")
)
"""Words that no person's name ends with."""
_IN_NO_NAME = NO_SURNAMES | word_list("words-of-services")
"""Words that stand in no person's name."""

_TITLED = re.compile(
    rf"\b{any_of('persons.titles-of-several')}\.? "
    rf"(?P<names>[A-Z][\w'’-]+(?:(?:,| {any_of('small.and')}) [A-Z][\w'’-]+)*)"
)
"""A title of several persons: "Cllrs Ash & Lee"."""


def _by_title(text: str) -> Iterator[tuple[int, int]]:
    for match in _TITLED.finditer(text):
        words = re.findall(r"[\w'’-]+", match["names"])
        if not any(word.casefold() in _IN_NO_NAME for word in words):
            yield match.span()


def _by_first_name(text: str) -> Iterator[tuple[int, int]]:
    for pattern, known, others in ((_TWO_WORDS, FIRST_NAMES, NO_SURNAMES), (_IN_CAPITALS, _PLAIN, _IN_NO_NAME)):
        yield from _by_first_name_in(text, pattern, known, others)


def _by_first_name_in(
    text: str, pattern: re.Pattern[str], known: Collection[str], others: Collection[str]
) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        # what stands around is looked at last: most pairs of capitals begin with no first name
        if match[1].casefold() not in known or match[2].split()[-1].casefold() in others:
            continue
        start = match.start(1)
        if not (_SAINT.search(text, max(0, start - len("Sainte ")), start) or is_named_after(text[match.end(2) :])):
            third = _THIRD.match(text, match.end(2))
            has_third = third and third[1].casefold() not in _IN_NO_NAME
            yield start, third.end() if third and has_third else match.end(2)


_THIRD = re.compile(rf" ({CAPITAL}{SMALL}+)(?=[ \t]*(?:[,;:()\n\t]|$))")
"""A second surname, where the name ends there: "María García López,"."""
_SAINT = re.compile(rf"\b(?i:{any_of('persons.saints')}) $")
"""Before a first name: "St. Mary Parish Council" and "San Juan" are called after no officer."""
_SURNAME_FIRST = re.compile(
    rf"\b({_SURNAME}), (?:({_FIRST_NAME}|{CAPITAL}{{3,}})\b|{CAPITAL}\.(?: ?{CAPITAL}\.)?)(?= *(?:[^\w ’'-]|$))"
)
_OVER_LINES = re.compile(
    rf"(?:^|(?<=[\t\n,;/(\"])) *({_FIRST_NAME})\s*\n\s*({_SURNAME})(?= *(?:[\t\n,;/(\"]|$)| [a-z])"
)
"""A name at the beginning of a narrow cell, in two lines."""


def _surname_first(text: str) -> Iterator[tuple[int, int]]:
    for match in _SURNAME_FIRST.finditer(text):
        surname, first = match[1].casefold(), (match[2] or "").casefold()
        if (not first or first in FIRST_NAMES) and surname not in _IN_NO_NAME and surname not in _COMMON:
            yield match.span()


def _over_lines(text: str) -> Iterator[tuple[int, int]]:
    for match in _OVER_LINES.finditer(text):
        surname = match[2].casefold()
        if match[1].casefold() in _PLAIN and surname not in _BEHIND_NO_NAME and surname not in FIRST_NAMES:
            yield match.start(1), match.end()


_IN_SMALL = Worded(
    rf"(?<![\w@./’'-])(?:(?P<first>{any_shown('persons.first-names')})|{any_shown('persons.titles-in-small')}\.?)"
    rf"{_GAP}(?P<last>{SMALL}{{3,}}(?:[-'’]{SMALL}{{3,}})?)(?![\w@/])"
)
"""A first name, or a title that is nothing else, and a word behind it, both in small letters."""


def _in_small_letters(text: str) -> Iterator[tuple[int, int]]:
    for match in _IN_SMALL.finditer(text):
        if match["first"] not in _WORDS_IN_SMALL and match["last"] not in _BEHIND_NO_NAME:
            yield match.span()


_WORDS_IN_SMALL = word_list("persons.words-too", "persons.words-in-small")
_BEHIND_NO_NAME = _IN_NO_NAME | word_list("small")


@dataclass(frozen=True, slots=True)
class Persons:
    """Recognises persons' names: by form and first name anywhere, and those that the cells of a document gave away."""

    names: frozenset[str] = frozenset()
    """Names that only the posts beside them, or the heading above, show to be persons'."""
    unsure: frozenset[str] = frozenset()
    """Words in cells of bodies that may be persons' names: nothing tells, and nothing tells of a body."""

    def masks(self, text: str) -> list[Mask]:
        """Stretches of a text that look like a person's name or were covered already, in order, none overlapping.

        >>> text = "Lead: Jane Bloggs, J. Doe (██████), Charles Street"
        >>> [text[mask.start:mask.end] for mask in Persons().masks(text)]
        ['Jane Bloggs', 'J. Doe', '██████']
        """
        found = [(mask.start, mask.end) for mask in name_like(text)] + list(_by_first_name(text))
        found += [*_by_title(text), *_in_small_letters(text)]
        found += [*(_surname_first(text) if ", " in text else ()), *(_over_lines(text) if "\n" in text else ())]
        found += [match.span() for match in _INITIALS.finditer(text) if match[1].casefold() not in _IN_NO_NAME]
        if BLOCK in text:
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
        return _is_one_name(text.strip(" .,()"), self.names)

    def count(self, text: str) -> int:
        """How many persons are named; covered names count one for each stretch between separators."""
        return len(self.masks(text))


@lru_cache(50_000)
def _is_one_name(text: str, names: frozenset[str]) -> bool:
    """Kept, as each name in a cell is asked about several times."""
    masks = Persons(names).masks(text)
    return len(masks) == 1 and (masks[0].start, masks[0].end) == (0, len(text))


@lru_cache(maxsize=16)
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    """Any of some names as whole words, the longest first, however it is broken over lines."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    joined = "|".join(r"\s+".join(map(re.escape, name.split())) for name in ordered)
    return re.compile(rf"\b(?:{joined})\b")


_EXTENSION = rf"(?:,?\s?\(?{any_shown('persons.extension')}\.?:?\s?\d{{2,6}}\b)?"
_CONTACTS = Worded(
    r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"  # e-mail
    r"|(?<![\w.-])(?:\+44 ?(?:\(0\) ?)?|\(?0)\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?![\w-])(?:,? ext\.? ?\d{2,6}\b)?"
    r"|(?<![\w.-])(?:\+1 )?(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?![\w-])(?:,? ext\.? ?\d{2,6}\b)?"
    rf"|\b(?i:{any_shown('persons.telephone')})\b\.?\s*:?\s*\(?\+?\d[\d ()/.–-]{{4,20}}\d(?!\w)(?i:{_EXTENSION})"
    rf"|(?<![\w.+-])\+\d{{1,3}}[ .-]?(?:\(0\)[ .-]?)?\d{{1,4}}(?:[ ./-]?\d{{2,4}}){{2,4}}(?![\w-])(?i:{_EXTENSION})"
    rf"|(?<![\w./-])0[1-9](?:[ .-]?\d\d){{4}}(?![\w-])(?i:{_EXTENSION})"
    r"|\b[Ee]xt(?:\.|ension|n)? ?\d{3,6}\b"
    rf"|\b(?i:{any_shown('persons.extension')})\.?:?\s(?!(?:19|20)\d\d\b)\d{{3,6}}\b"
)


def contacts_in(text: str) -> Iterator[tuple[int, int]]:
    """Where e-mail addresses, telephone numbers and extensions stand: they are withheld like the names beside them.

    >>> text = "Hub: hub@example.org, 01632 960123 ext 12 or extension 4711, by 01.02.2026"
    >>> [text[start:end] for start, end in contacts_in(text)]
    ['hub@example.org', '01632 960123 ext 12', 'extension 4711']
    >>> text = "04 72 55 12 34 poste 21; tel. 91 555 12 34; +39 06 5555 1234, interno 4471; 01.02.2031"
    >>> [text[start:end] for start, end in contacts_in(text)]
    ['04 72 55 12 34 poste 21', 'tel. 91 555 12 34', '+39 06 5555 1234, interno 4471']
    """
    yield from (match.span() for match in _CONTACTS.finditer(text))


def person_masks(text: str) -> list[Mask]:
    """Stretches of a text that look like a person's name by themselves: see `Persons.masks`."""
    return Persons().masks(text)


def is_first_name(word: str) -> bool:
    """Whether a word is a common first name and, in no letter case, another word."""
    return word.casefold() in _PLAIN


def is_person(text: str) -> bool:
    """Whether words look like one person's name by themselves: see `Persons.is_person`."""
    return Persons().is_person(text)


def written_by_hand(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """What looks like a person's name in what people write into a dataset's files, and in none of its documents.

    Yields:
        The file, the name and the text that it stands in; each once.
    """
    texts = "\n".join(source.text for source in dataset.sources)
    of_sources = [(source.title, source.note) for source in dataset.sources]
    head = (dataset.title, dataset.description, dataset.authority.name, dataset.licence.statement, *of_sources)
    parts = {
        "dataset.yaml": head,
        "register.yaml": dataset.registry.model_dump(),
        "editorial.yaml": dataset.editorial.model_dump(),
    }
    for file, content in parts.items():
        for text in dict.fromkeys(prose_in(content)):
            found = (text[one.start : one.end] for one in person_masks(text))
            yield from ((file, name, text) for name in dict.fromkeys(found) if BLOCK not in name and name not in texts)
