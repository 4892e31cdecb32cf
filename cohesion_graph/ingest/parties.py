"""Who: the bodies named in a cell, told apart, each with the role that the words give it."""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from cohesion_graph.ingest.milestones import ends_open
from cohesion_graph.ingest.names import (
    BODY_HEADS,
    POST_HEADS,
    UNIT_HEADS,
    initials,
    is_acronym,
    loose_key,
    stands_alone,
)
from cohesion_graph.ingest.officers import count_officers, is_person, person_masks
from cohesion_graph.ingest.words import BULLETS, Words, word_set
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
    doubt: str = ""
    alternatives: tuple[str, ...] = ()
    is_person: bool = False
    """Whether a person is named and no body."""


@dataclass(slots=True)
class KnownNames:
    """Names that stand by themselves in some cell of the documents, by which run-together names are told apart."""

    keys: set[str] = field(default_factory=set)
    printed: set[str] = field(default_factory=set)
    _openings: tuple[str, ...] = ()

    def learn(self, cells: Iterable[Words], *, names_listed: bool = False) -> None:
        """Add the names that cells hold without any ambiguity: alone, or between clear separators."""
        for cell in cells:
            if len(cell) > LONGEST_CELL:
                continue
            parts = _listed(cell) if names_listed else [part for line in _lines(cell) for part in _separated(line)]
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
        self._openings = ()

    def begins(self, text: str) -> bool:
        """Whether words begin with a known body: its name, its initials, or the last word of a name of two."""
        if not self._openings:
            names = {name for name in self.printed if stands_alone(name) or name.count(" ") or is_acronym(name)}
            short = {initials(name) for name in names if name.count(" ") > 1}
            last = {name.split()[-1] for name in names if name.count(" ") == 1}
            last = {
                word
                for word in last
                if word[0].isupper() and word.casefold() not in BODY_HEADS | UNIT_HEADS | POST_HEADS
            }
            self._openings = tuple(sorted(names | {one for one in short if len(one) > 2} | last))
        return any(text.startswith(name) and not text[len(name) : len(name) + 1].isalnum() for name in self._openings)

    def __contains__(self, name: str) -> bool:
        return loose_key(name) in self.keys


_NONE = re.compile(
    r"(?i)\s*(?:n/?a|not applicable|none|nil|-+|–|—|\.+|\?|tb[cda]|to be (?:confirmed|agreed|determined|identified))?\s*"
)
_ROLE_AFTER = re.compile(
    r"\s+(?:to|will)\s+(lead|co-?ordinate|contribute|support|assist|help|advise|deliver|facilitate)\b(?:\s+on)?[,;.]?\s*(?:and\s+)?",
    re.IGNORECASE,
)
_ROLE_BEFORE = re.compile(
    r"(?:^|(?<=[\n;,.]))\s*(?:(?P<lead>leads?|led by|lead (?:body|organisation|agency|officer|partner)|owner|accountable)|"
    r"(?P<help>support(?:ed by|ing)?|partners?|contribut\w+|with|others?|consulted?)|(?P<resp>responsible|delivery|delivered by))\s*[:–]\s*",
    re.IGNORECASE,
)
_HELPED_BY = re.compile(
    r"\s*,?\s*\b(?:with (?:the )?support (?:from|of)|supported by|in partnership with|in conjunction with|working with|assisted by|alongside|with input from|together with)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_ROLE_IN_BRACKETS = re.compile(
    r"\s*[(\[]\s*(?:(?P<lead>leads?|lead (?:body|partner|agency|organisation)|chair)|(?P<help>support(?:ing)?|partners?|contribut\w+))\s*[)\]]",
    re.IGNORECASE,
)
_LEADS = {"lead", "coordinate", "co-ordinate", "deliver"}


LONGEST_CELL = 1_500
"""Characters: what is longer is no list of bodies, and is not searched for any."""


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
        return [_described(line, None, number) for number, line in enumerate(_listed(words))]
    found: list[FoundParty] = []
    for part, role in _by_role(words):
        for line in _lines(part):
            for piece, is_joint in _pieces(line, known):
                joint = is_joint and bool(found)
                group = found[-1].group if joint else (found[-1].group + 1 if found else 0)
                found.append(_described(piece, role, group))
    return [party for party in _people_to_bodies(found) if party.words]


def _by_role(words: Words) -> Iterator[tuple[Words, Role | None]]:
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
            Role.LEAD if match[1].casefold() in _LEADS else Role.CONTRIBUTE,
        )
        place = match.end()
    rest = words[place:].strip(" ,;\n")
    if helped := _HELPED_BY.search(rest.text):
        yield rest[: helped.start()].strip(" ,;\n"), None
        yield rest[helped.end() :].strip(" ,;\n"), Role.CONTRIBUTE
    elif rest:
        yield rest, None


def _listed(words: Words) -> list[Words]:
    return words.split(r"\n")


def _lines(words: Words) -> list[Words]:
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


def _pieces(line: Words, known: KnownNames) -> Iterator[tuple[Words, bool]]:
    """Names in a line, each with whether it is held jointly with the one before it."""
    covered = _covered(line.text)
    start, after_slash = 0, False
    edges = [(match.start(), match.end(), match[0].strip()) for match in _STRONG.finditer(covered)]
    for first, last, sign in [*edges, (len(line), len(line), "")]:
        part = line[start:first].strip()
        if part:
            is_first = True
            for stretch in _run_together(part, known):
                for number, name in enumerate(_joined_by_and(stretch, known)):
                    yield name, number > 0 or (is_first and after_slash)
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


def _described(words: Words, role: Role | None, group: int) -> FoundParty:
    """A party with what its brackets say: a role, officers, or a part of its name."""
    words = re_strip(words)
    bracket = _ROLE_IN_BRACKETS.search(words.text)
    if bracket:
        role = Role.LEAD if bracket["lead"] else Role.CONTRIBUTE
        words = Words.join([words[: bracket.start()], words[bracket.end() :]], " ").strip()
    officers = 0
    for match in reversed(list(re.finditer(r"\s*[(\[]([^()\[\]]*)[)\]]", words.text))):
        count = sum(count_officers(part) for part in re.split(r"[/,;&]|\band\b", match[1]))
        if count:
            officers += count
            words = Words.join([words[: match.start()], words[match.end() :]], " ").strip()
    if not is_person(words.text):
        words, named = _without_persons(words)
        officers += named
    words = re_strip(words)
    return FoundParty(words, role, officers, group, is_person=is_person(words.text))


def _without_persons(words: Words) -> tuple[Words, int]:
    """The body without the persons named with it, as in "Jane Bloggs (Policy Team)", and how many they were."""
    masks = person_masks(words.text)
    if not masks:
        return words, 0
    parts, place = [], 0
    for mask in masks:
        parts.append(re_strip(words[place : mask.start]))
        place = mask.end
    parts.append(re_strip(words[place:]))
    kept = Words.join([part for part in parts if re.search(r"\w", part.text)], " ")
    if re.fullmatch(r"\([^()]*|[^()]*\)", kept.text):
        kept = kept.strip("()")
    return (kept.strip("()") if re.fullmatch(r"\([^()]*\)", kept.text) else kept, len(masks)) if kept else (words, 0)


def re_strip(words: Words) -> Words:
    """Words without list marks and stray punctuation at their ends."""
    return words.strip(" \n\t.,;:&/-–—*\u00a0" + BULLETS)


def _people_to_bodies(found: list[FoundParty]) -> list[FoundParty]:
    """A person next to a post or body ("Jane Bloggs, Housing Manager") is its officer, not a party of her own."""
    result: list[FoundParty] = []
    for number, party in enumerate(found):
        if not party.is_person:
            if result and result[-1].is_person and number:
                previous = result.pop()
                party = replace(party, officers=party.officers + previous.officers + 1)
            result.append(party)
        else:
            result.append(party)
    return result
