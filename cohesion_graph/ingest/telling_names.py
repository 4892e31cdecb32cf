"""Names of bodies in a row told apart: whatever stands between them, and where nothing does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cohesion_graph.ingest.milestones import ends_open
from cohesion_graph.ingest.name_index import NameIndex
from cohesion_graph.ingest.names import (
    BODY_HEADS,
    POST_HEADS,
    UNIT_HEADS,
    initials,
    is_acronym,
    loose_key,
    stands_alone,
)
from cohesion_graph.ingest.officers import is_person
from cohesion_graph.ingest.words import BULLETS, Words, word_set

__all__ = ["LONGEST_CELL", "KnownNames", "entries_of", "lines_of_names", "names_in"]

LONGEST_CELL = 1_500
"""Characters: what is longer is no list of bodies, and is not searched for any."""


@dataclass(slots=True)
class KnownNames:
    """Names that stand by themselves in some cell of the documents, by which run-together names are told apart."""

    keys: set[str] = field(default_factory=set)
    printed: set[str] = field(default_factory=set)
    _openings: NameIndex | None = None

    def learn(self, cells: Iterable[Words], *, names_listed: bool = False) -> None:
        """Add the names that cells hold without any ambiguity: alone, or between clear separators."""
        for cell in cells:
            if len(cell) > LONGEST_CELL:
                continue
            parts = (
                lines_of_names(cell)
                if names_listed
                else [part for line in entries_of(cell) for part in _separated(line)]
            )
            for part in parts:
                name = _without_brackets(part).strip(" .,")
                if (
                    name
                    and len(name.text) <= 80
                    and not ends_open(name.text)
                    and not re.search(r"(?i)\bto (lead|contribute|support)\b", name.text)
                ):
                    self.keys.add(loose_key(name.text))
                    if not is_person(name.text):
                        self.printed.add(name.tidy)
        self._openings = None

    def begins(self, text: str) -> bool:
        """Whether words begin with a known body: its name, its initials, or the last word of a name of two."""
        if self._openings is None:
            names = {name for name in self.printed if stands_alone(name) or name.count(" ") or is_acronym(name)}
            short = {initials(name) for name in names if name.count(" ") > 1}
            last = {name.split()[-1] for name in names if name.count(" ") == 1}
            last = {
                word
                for word in last
                if word[0].isupper() and word.casefold() not in BODY_HEADS | UNIT_HEADS | POST_HEADS
            }
            self._openings = NameIndex([*names, *(one for one in short if len(one) > 2), *last])
        return self._openings.starting(text) is not None

    def __contains__(self, name: str) -> bool:
        return loose_key(name) in self.keys


def lines_of_names(words: Words) -> list[Words]:
    """The lines of a cell of which each is one name for certain."""
    return words.split(r"\n")


def entries_of(words: Words) -> list[Words]:
    """Lines and list entries of a cell; a line that plainly goes on ("Housing and") is joined with the next."""
    parts = words.split(rf"\n|(?:^|\s)[{BULLETS}]\s*")
    lines: list[Words] = []
    for part in parts:
        part = part.strip(" -–*\u00a0")
        if not part:
            continue
        is_end = (
            part.text.split()[0].strip(",;.").casefold() in _ENDS
            and bool(lines)
            and lines[-1].text.split()[-1][0].isupper()
        )
        goes_on = lines and (
            is_end or re.search(r"(?i)(\band|&|\bof|\bfor|\bthe|,|/)$", lines[-1].text) or part.text[0].islower()
        )
        if goes_on and not re.search(r"[,/]$", lines[-1].text):
            lines[-1] = Words.join([lines[-1], part])
        else:
            lines.append(part)
    return lines


_ENDS = word_set(
    "trust board partnership network group team service services forum committee authority department officer manager"
)
"""Words that end a name and hardly begin one: a line that begins with one goes on from the line before."""


def _covered(text: str) -> str:
    """The text with everything in brackets replaced by letters, so that no separator is found there."""
    return re.sub(r"\([^()]*\)|\[[^\[\]]*\]", lambda match: "x" * len(match[0]), text)


def _without_brackets(words: Words) -> Words:
    return Words.join([words[start:end] for start, end in _outside(words.text)], " ").strip()


def _outside(text: str) -> Iterator[tuple[int, int]]:
    place = 0
    for match in re.finditer(r"\s*\([^()]*\)", text):
        yield place, match.start()
        place = match.end()
    yield place, len(text)


_STRONG = re.compile(
    r"\s*(?:;|,(?!\s*(?:Ltd|Inc)\b)|\||(?<!\band)/(?!or\b)|\s\+\s|(?<=[a-z]{3})\.(?=\s+[A-Z])|\.$)\s*(?:and\s+)?"
)


def _separated(line: Words) -> list[Words]:
    """Stretches between separators that part names wherever they stand outside brackets."""
    places = [match.span() for match in _STRONG.finditer(_covered(line.text))]
    parts, start = [], 0
    for first, last in places:
        parts.append(line[start:first].strip())
        start = last
    parts.append(line[start:].strip())
    return [part for part in parts if part]


def names_in(line: Words, known: KnownNames) -> Iterator[tuple[Words, str]]:
    """Names in a line, each with the sign (``and``, ``/``) by which it may be held jointly with the one before it."""
    covered = _covered(line.text)
    start, after_slash = 0, False
    edges = [(match.start(), match.end(), match[0].strip()) for match in _STRONG.finditer(covered)]
    for first, last, sign in [*edges, (len(line), len(line), "")]:
        part = line[start:first].strip()
        if part:
            is_first = True
            for stretch in _run_together(part, known):
                for number, name in enumerate(_joined_by_and(stretch, known)):
                    yield name, "and" if number else ("/" if is_first and after_slash else "")
                    is_first = False
            after_slash = sign.startswith("/")
        start = last


def _run_together(words: Words, known: KnownNames) -> list[Words]:
    """Names that stand side by side with nothing between: "BME Network Safer Stockton Partnership"."""
    tokens = [(match.start(), match[0]) for match in re.finditer(r"\S+", _covered(words.text))]
    if len(tokens) < 2:
        return [words]
    if all(is_acronym(token) for _, token in tokens):
        return words.cut(place for place, _ in tokens[1:])
    for number in range(1, len(tokens)):
        place = tokens[number][0]
        left, right = words[:place].strip(), words[place:].strip()
        if _parts_here(left.text, right.text, known):
            return [*_run_together(left, known), *_run_together(right, known)]
    return [words]


_RUN_HEADS = word_set("partnership network board forum alliance committee trust group council team consortium panel")


def _parts_here(left: str, right: str, known: KnownNames) -> bool:
    """Whether one name ends and the next begins between two stretches of words."""
    last, first = left.rsplit(maxsplit=1)[-1], right.split(maxsplit=1)[0]
    if not (first[0].isupper() or first[0].isdigit()) or last.casefold() in {"and", "&", "of", "for", "the", "-", "–"}:
        return False
    if first.strip(",.").casefold() in BODY_HEADS | POST_HEADS | UNIT_HEADS:
        return False
    rest_is_name = right in known or _begins_with_name(right, known)
    if is_acronym(left):
        return right in known and not _is_unit(right)
    if last.casefold() == "council" and _is_unit(right):
        return False
    if last.casefold() in _RUN_HEADS:
        return rest_is_name or stands_alone(right) or is_acronym(first)
    return left in known and rest_is_name and left.count(" ") >= 1


def _is_unit(name: str) -> bool:
    """Whether a name ends like a part of a larger body: team, service, department."""
    return name.rsplit(maxsplit=1)[-1].casefold() in UNIT_HEADS


def _begins_with_name(text: str, known: KnownNames) -> bool:
    """Whether a longer run starts with a name that is known."""
    tokens = text.split()
    return any(" ".join(tokens[:number]) in known for number in range(2, len(tokens)))


def _joined_by_and(words: Words, known: KnownNames) -> list[Words]:
    """The names on both sides of "and" or "&", if each side can stand alone; else the words are one name."""
    covered = _covered(words.text)
    if words.text in known and not any(
        _both_alone(words.text[: match.start()], words.text[match.end() :], known)
        for match in re.finditer(r"\s+(?:and|&)\s+", covered)
    ):
        return [words]
    for match in re.finditer(r"\s+(?:and|&)\s+", covered, re.IGNORECASE):
        left, right = words[: match.start()].strip(), words[match.end() :].strip()
        if _both_alone(left.text, right.text, known):
            return [left, *_joined_by_and(right, known)]
    return [words]


def _both_alone(left: str, right: str, known: KnownNames) -> bool:
    right = re.sub(r"^(?i:the)\s+", "", right)
    first_right = re.split(r"\s+(?:and|&)\s+", right)[0]
    if stands_alone(left):
        return stands_alone(right) or right in known or (first_right in known and len(first_right) > 3)
    # "Housing and Neighbourhood Partnership": a bare word is a name of its own only if the rest is known as one too
    return left in known and len(left) > 3 and (right in known or first_right in known)
