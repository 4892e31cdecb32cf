"""References: told from other words, taken from in front of titles, repaired where scanning misread them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.when.dates import read_date
from cohesion_graph.language.patterns import Worded, any_shown

__all__ = [
    "are_numbered",
    "counting",
    "is_reference",
    "leading_reference",
    "normal_reference",
    "reference_in",
    "repaired",
]

_REFERENCE = Worded(
    rf"(?:{any_shown('references.in-front')}\.?\s*)?#?\(?[A-Za-z]{{0,5}}[\s./-]?\d{{1,4}}(?:[./-]\d{{1,3}}|[./-]?[A-Za-z]){{0,4}}[.)]?"
    r"|[A-Za-z]{1,3}[.)]?|[ivxIVX]{1,5}[.)]?|[A-Z]{2,6}(?:[-/.][A-Z0-9]{1,6}){1,3}|[A-Z][O0Il]\d{1,2}",
    re.IGNORECASE,
)
_LEADING = Worded(
    rf"\s*(?P<word>(?=[A-Z])(?i:{any_shown('numbered.action', 'numbered.milestone', 'numbered.goal')})\s+)?"
    r"\(?(?P<ref>(?:[A-Z]{0,5}|[A-Z]{2,4}[a-z])[-.]?\d{1,6}(?:[.-](?!(?:19|20)\d\d\b)\d{1,6}){0,3}[a-zA-Z]?|(?:[a-zA-Z]|[ivx]{1,4})(?=\)))"
    r"(?P<sign>\)\s*(?=\S)|\s*[-–—:.)|]\s+|\s*[-–—:)](?=[A-Z])|\s+(?=[A-Z]))"
)
_IN_FRONT = Worded(rf"(?i)^\s*{any_shown('references.in-front')}\b\.?\s*(?=\S)")
_LOOKALIKES = str.maketrans("OoQIl|SsBZz", "00011155822")


def is_reference(text: str) -> bool:
    """Whether a cell can be a reference: a number, letters and a number, or a letter.

    >>> [is_reference(text) for text in ["CC1", "1.2.3", "Action 4", "E06", "a)", "Theme 1: Safer streets", ""]]
    [True, True, True, True, True, False, False]
    """
    is_date = re.search(r"[A-Za-z]{3}", text) and read_date(text) is not None
    return bool(_REFERENCE.fullmatch(text.strip())) and not is_date


def reference_in(words: Words) -> Words:
    r"""The reference that a cell of references prints: all its words, or its first line where that alone is one.

    >>> [reference_in(Words(text)).text for text in ("88.\nRecreation", "1.2", "Theme 1")]
    ['88.', '1.2', 'Theme 1']
    """
    lines = words.split(r"\s*\n\s*")
    is_told_by_line = len(lines) > 1 and not is_reference(words.tidy) and is_reference(lines[0].tidy)
    return lines[0] if is_told_by_line else words


def are_numbered(titles: Sequence[str]) -> bool:
    """Whether titles begin with bare numbers that count on: "1 Map the town", "1.1 Ask", "2 Plant trees".

    >>> are_numbered(["1 Map the town", "2 Plant trees"]), are_numbered(["12 Events held", "3 Walks led"])
    (True, False)
    """
    whole = (title.strip() for title in titles if not re.match(r"\s*\d+\.\d", title))
    numbers = [int(match[0]) if (match := re.match(r"\d{1,6}(?=\s+[A-Z])", title)) else -9 for title in whole]
    counts_on = all(after == before + 1 for before, after in pairwise(numbers))
    return len(numbers) > 1 and counts_on and numbers[0] not in _YEARS


_YEARS = range(1900, 2100)
_GAP = 10
"""How far two numbers of one count may stand apart: some are left out, or printed elsewhere."""


def counting(numbers: Iterable[int]) -> frozenset[int]:
    """The numbers that count things: small ones, those near others, and years that go on from what is no year.

    >>> sorted(counting([998, 1000, 1001, 5000, 2024, 2025])), max(counting(range(1895, 2005)))
    ([998, 1000, 1001], 2004)
    """
    counted, before = set(), -_GAP
    for number, after in pairwise([*sorted(set(numbers)), 10**9]):
        if number - before <= _GAP or (number not in _YEARS and (number < 1000 or after - number <= _GAP)):
            before = number
            counted.add(number)
    return frozenset(counted)


def leading_reference(
    text: str, *, may_be_bare: bool = False, counted: AbstractSet[int] = frozenset()
) -> tuple[str, int] | None:
    """A reference in front of a title, and where the title begins; None if the words begin with none.

    A number that only a space parts from the words is one only with letters or an inner full stop ("CC1 Review"), or
    where numbers may be bare because those of the other titles count on; a year is one only where it is counted.

    >>> [leading_reference(text) for text in ["20 - Plant trees", "1.2 Review", "12 events held", "(b) Map", "LAd1 Go"]]
    [('20', 5), ('1.2', 4), None, ('b', 4), ('LAd1', 5)]
    """
    match = _LEADING.match(text)
    if match is None:
        return None
    bare = not match["sign"].strip() and not match["word"]
    if bare and not may_be_bare and not re.search(r"[A-Z][a-z]?\d|\d[.]\d", match["ref"]):
        return None
    if re.fullmatch(r"(?:19|20)\d\d", match["ref"]) and int(match["ref"]) not in counted:
        return None
    return match["ref"], match.end()


def normal_reference(text: str) -> str:
    """A printed reference as an identifier: letters, digits, full stops and hyphens; empty if none are left.

    >>> [normal_reference(text) for text in ["CC 1", "Action 4", "(a)", "1.2.", "2/3", "#7"]]
    ['CC1', '4', 'a', '1.2', '2-3', '7']
    """
    plain = _IN_FRONT.sub("", text)
    plain = re.sub(r"(?<=[A-Za-z])\s+(?=\d)", "", plain.strip())
    return re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._")[:50].strip("-._")


def _shape(reference: str) -> str:
    return reference.translate(_LOOKALIKES)


def repaired(references: Sequence[str]) -> list[str]:
    """References in document order with those set right that scanning misread.

    One is repaired only where the one before and its own characters agree: it looks like the one that must follow
    ("E06" after "EO5"), letters and digits that look alike taken as equal, and the plan has no such reference yet.

    >>> repaired(["EO5", "E06", "EO7"])
    ['EO5', 'EO6', 'EO7']
    """
    known = Counter(references)
    result: list[str] = []
    for number, reference in enumerate(references):
        expected = ""
        if number and (match := re.fullmatch(r"(.*?)(\d+)", result[-1])):
            expected = f"{match[1]}{int(match[2]) + 1}"
        is_misread = (
            expected and reference != expected and not known[expected] and _shape(reference) == _shape(expected)
        )
        result.append(expected if is_misread else reference)
    return result
