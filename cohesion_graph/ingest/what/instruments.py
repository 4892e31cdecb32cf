"""Strategies, plans, agreements, standards and the like that the words of a plan name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from cohesion_graph.documents.words import tidy
from cohesion_graph.ingest.what.links import link_type
from cohesion_graph.ingest.who.names import initials, is_acronym
from cohesion_graph.language.files import any_of, entries, word_list
from cohesion_graph.model.codes import InstrumentKind, LinkType

__all__ = ["Mention", "find_instruments", "kind_of_instrument"]


@dataclass(frozen=True, slots=True)
class Mention:
    """An instrument's name in a text: from `start` to `end`."""

    start: int
    end: int
    name: str
    notation: str = ""
    """A code printed right after the name: "Cohesion Indicator NI1"."""
    part_of: str = ""
    """The name inside the name that it is a part of: the agreement, for the monitoring of an agreement."""


_YEAR = r"(?:19|20)\d\d"
_WITH_NUMBER = {
    InstrumentKind.DUTY: rf"(?: {_YEAR})?|{any_of('instruments.of-a-year')} {_YEAR}",
    InstrumentKind.INDICATOR: r"|ni \d+",
}
_BY_CODE = {kind.value: kind for kind in InstrumentKind}
_KINDS = tuple(
    (_BY_CODE[code], any_of(f"instruments.kinds.{code}") + _WITH_NUMBER.get(_BY_CODE[code], ""))
    for kinds in entries("instruments.kinds")[:1]
    for code in kinds
)
_NO_HEADS = {InstrumentKind.PROCESS, InstrumentKind.CONDITION, InstrumentKind.DOCUMENT}
_TOLD_BY_CAPITAL = any_of("instruments.by-capital")
_NOT_IN_LOWER_CASE = rf"(?!(?i:{_TOLD_BY_CAPITAL})\b)"
_HEAD = _NOT_IN_LOWER_CASE + "(?:" + "|".join(pattern for kind, pattern in _KINDS if kind not in _NO_HEADS) + ")"
_AND, _THE = any_of("small.and"), rf"(?i:{any_of('small.articles')}\s+)?"
_CAP = rf"(?:{any_of('instruments.within')}|[A-Z][\w'’&-]*|\d(?:st|nd|rd|th)|[A-Z]{{2,}})"
_LINK = (
    rf"(?:\s+(?:and|of|for|on|the|in|at(?=\s+{any_of('instruments.at')}\b)|&)(?:\s+the)?|\s*/|"
    rf",(?=\s+[A-Z]\w+\s+{_AND}))?"
)
_BEFORE_HEAD = rf"(?:\s+{any_of('instruments.before-head')})?"
_LAW_IN_BRACKETS = rf"(?:\s+\([A-Z][A-Za-z ]{{2,30}}\)(?=.*\b(?i:{any_of('instruments.with-year')})\b))*"
_NAME = re.compile(
    rf"(?<![\w'’])(?P<body>{_CAP}(?:{_LINK}\s+{_CAP}){{0,7}}?){_BEFORE_HEAD}{_LAW_IN_BRACKETS}\s+"
    rf"(?P<head>(?i:{_HEAD})|{_TOLD_BY_CAPITAL})\b(?!['’]s?\b\s+(?i:{any_of('instruments.teams')}))"
)
_FURTHER_HEAD = re.compile(rf"\s+(?P<head>(?i:{any_of('instruments.further')}))\b")
_OPEN = re.compile(rf"(?i){any_of('instruments.go-on')}")
_AFTER_LINK = re.compile(rf"(?i:{any_of('instruments.shown-by')})\s+{_THE}$")
_WATCHED = re.compile(rf"\s+{any_of('instruments.watched')}\b")
_ACRONYM = re.compile(rf"\b(?:(?P<known>{any_of('instruments.acronyms')})|(?<=\s)(?P<acronym>[A-Z]{{3,6}}))\b")
_CODE = re.compile(
    r"\b(?P<code>NI ?\d{1,3}[a-z]?|Section \d{1,3}[A-Z]? agreements?|ISO \d{3,5}|PAS \d{3,4}|"
    r"SDG ?\d{1,2}|PHOF [\d.]+)\b"
)
_FOR_WHAT = re.compile(r"\s+(?:for|of)\s+[A-Z]\w+(?:\s+(?:and\s+)?[A-Z]\w+){0,3}")
_QUOTED = re.compile(
    rf"\b(?i:{any_of('instruments.made')})\s+(?:(?:{any_of('small.articles')}|new)\s+)*"
    rf"[\"“](?P<one>[a-z][a-z -]{{3,40}})[\"”]"
    rf"(?:[^\"“”.;]{{0,60}}?\b{_AND}\s+[\"“](?P<two>[a-z][a-z -]{{3,40}})[\"”])?"
)
_LOWER = re.compile(rf"\b(?P<body>(?:[A-Za-z][a-z-]+\s+){{1,3}}?)(?P<head>{any_of('instruments.in-lower-case')})\b")
_GENERIC, _DROPPED, _SMALL = (word_list(f"instruments.{name}") for name in ("generic", "dropped", "small"))
_LEVEL = re.compile(r"\b(?P<name>[A-Z]\w+(?:\s+[A-Z]\w+)?\s+(?:\d\s?(?:st|nd|rd|th)\s+)?[Ll]evel \d)\b")
_STANDALONE = re.compile(
    rf"\b(?P<name>{any_of('instruments.standing')}|"
    rf"{any_of('instruments.of-or-on')} (?:of|on) {_CAP}(?:\s(?:{_AND}\s)?{_CAP}){{0,3}})(?!\w)"
)
"""Instruments that are named by what they are."""
_YEARS = re.compile(rf"\s{_YEAR}\s?(?:-|–|/|to)\s?(?:{_YEAR}|\d\d)(?![\d/])")
_SHORT_FORM = re.compile(r"\s\((?P<acronym>[A-Z][A-Za-z&]{1,7})\)")
_EVENT = re.compile(
    rf"(?i)(?:.*\b{any_of('instruments.events')}|{any_of('instruments.event-of')}\s{any_of('instruments.event-by')}\b.*|"
    rf"{any_of('instruments.turned-out')}\b.*)"
)
_MEANS = word_list("instruments.means")
_CONDITION = re.compile(rf"(?i:\b{any_of('instruments.depends')})\s+{_THE}(?P<what>[^,.;\n]{{4,70}})")
_NOT_A_NAME = re.compile(
    rf"(?i)^(?:{any_of('instruments.no-names')} \w+|{any_of('instruments.reviews')} {any_of('instruments.watched')})$"
)
_DEED = re.compile(rf"(?i){any_of('instruments.parts')}\s+of\s+{_THE}")
_QUANTIFIERS = word_list("instruments.quantifiers")
_DROPPED_IN_FRONT = (_DROPPED - word_list("instruments.kept-first")) | {"and", "of", "for"}
_LATER = re.compile(rf"(?:\band|\binto|\bin|\bthe)\s+({any_of('instruments.later')}\s+)$")
_MONITORING = re.compile(rf"(?i)\s+{any_of('instruments.kinds.process')}$")


def kind_of_instrument(name: str) -> InstrumentKind:
    """What sort of instrument a name tells of by its last words.

    >>> [kind_of_instrument(name).value for name in ["Older People Strategy", "LAA monitoring", "NI1", "JSNA"]]
    ['strategy', 'process', 'indicator', 'other']
    """
    folded = tidy(name).casefold()
    if re.fullmatch(r"ni ?\d+[a-z]?", folded):
        return InstrumentKind.INDICATOR
    if re.search(r"\blevel \d$|\biso \d+", folded):
        return InstrumentKind.STANDARD
    for kind, pattern in _KINDS:
        if re.search(rf"\b(?:{pattern})$", folded):
            return kind
    inner = (kind for kind, pattern in _KINDS if re.search(rf"\b(?:{pattern})\b", folded))
    return next(inner, InstrumentKind.OTHER)


@lru_cache(20_000)
def find_instruments(text: str) -> tuple[Mention, ...]:
    """The instruments a text names, in order, none overlapping.

    >>> [one.name for one in find_instruments("Part of the Older People Strategy and NI1, in line with LAA monitoring")]
    ['Older People Strategy', 'NI1', 'LAA monitoring']
    """
    found: list[Mention] = []
    for one in sorted(_all_mentions(text), key=lambda mention: (mention.start, -mention.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
        elif one.end - one.start > found[-1].end - found[-1].start:
            found[-1] = one
    return tuple(found)


def _all_mentions(text: str) -> Iterator[Mention]:
    yield from _named(text)
    for match in _CODE.finditer(text):
        yield Mention(match.start("code"), match.end("code"), tidy(match["code"]))
    for match in _LEVEL.finditer(text):
        if match["name"].split()[0].casefold() in _DROPPED and match["name"].count(" ") < 3:
            continue  # "Achieve Level 3" names no standard
        yield Mention(match.start("name"), match.end("name"), tidy(match["name"]))
    yield from _acronyms(text)
    for match in _QUOTED.finditer(text):
        for group in ("one", "two"):
            if match[group]:
                yield Mention(match.start(group), match.end(group), tidy(match[group]))
    for match in _STANDALONE.finditer(text):
        yield Mention(match.start(), match.end(), match["name"])
    yield from _in_lower_case(text)
    yield from _conditions(text)


def _conditions(text: str) -> Iterator[Mention]:
    """Events that must come first: "subject to Cabinet approval"; means in general ("subject to funding") are none."""
    for match in _CONDITION.finditer(text):
        whole = re.sub(r"\s+to\s(?!the\b|[A-Z]).*$", "", match["what"]).rstrip(" )")
        for part in re.finditer(r"(?:(?!\s+(?:and|or)\b).)+", whole):
            what = re.sub(r"^\s*(?:and|or)\s+(?:the\s+)?", "", part[0]).strip()
            words = re.findall(r"[\w’'-]+", what.casefold())
            is_general = len(words) < 2 or all(word in _MEANS for word in words)
            is_plain = part.start() == 0 and not re.search(r"[A-Z]", what)
            if what and not is_general and (_EVENT.fullmatch(what) or is_plain):
                start = match.start("what") + whole.index(what, part.start())
                yield Mention(start, start + len(what), tidy(what))


def _named(text: str) -> Iterator[Mention]:
    """Names that end in a word for an instrument: "Older People Strategy"; a code after the name belongs to it."""
    place = 0
    while match := _NAME.search(text, place):
        end = match.end("head")
        while further := _FURTHER_HEAD.match(text, end):
            end = further.end()
        place = end
        is_open = bool(_OPEN.match(match["head"]))
        if is_open and (further := _FOR_WHAT.match(text, end)):
            end = further.end()
        if mention := _trimmed(text, match.start(), end):
            yield _completed(text, mention)


def _completed(text: str, mention: Mention) -> Mention:
    """A name with the years of its title and the code or short form that stand right behind it."""
    if years := _YEARS.match(text, mention.end):
        mention = replace(mention, end=years.end(), name=mention.name + tidy(f"_{years[0]}")[1:])
    if code := _CODE.match(text, mention.end + 1):
        return replace(mention, end=code.end("code"), notation=tidy(code["code"]))
    short = _SHORT_FORM.match(text, mention.end)
    if short and short["acronym"].casefold() == initials(mention.name).casefold():
        return replace(mention, end=short.end(), notation=short["acronym"])
    return mention


def _acronyms(text: str) -> Iterator[Mention]:
    """Acronyms that are known for instruments, or that words such as "in line with" show to be one."""
    for match in _ACRONYM.finditer(text):
        start, end = match.span()
        if match["known"] or _AFTER_LINK.search(text[:start]):
            monitoring = _WATCHED.match(text[end:])
            part_of = text[start:end] if monitoring else ""
            end += monitoring.end() if monitoring else 0
            if match["known"] or monitoring or not re.match(r"\s+[A-Z]", text[end:]):
                yield Mention(start, end, tidy(text[start:end]), part_of)


def _in_lower_case(text: str) -> Iterator[Mention]:
    """Instruments that have no name of their own but are made, met or delivered: "a workforce strategy"."""
    for match in _LOWER.finditer(text):
        start, words = match.start(), match["body"].split()
        while words and words[0].casefold() in _GENERIC | _DROPPED | _SMALL:
            start = text.index(words.pop(0), start)
            start += len(text[start:].split(None, 1)[0])
            start += len(text[start:]) - len(text[start:].lstrip())
        if not words or any(word.casefold() in _SMALL for word in words):
            continue
        kind = link_type(text, start, match.end("head"))
        if kind is not LinkType.REFERS_TO:
            yield Mention(start, match.end("head"), tidy(text[start : match.end("head")]))


_INNER_THE = re.compile(
    r"(?:^[A-Z][\w'’-]+|\b(?:and|on|in|to|with|under|by|through|from|at|into|within|via|against|&))\s+the\s+"
)


def _trimmed(text: str, start: int, end: int) -> Mention | None:
    """A name without the verb or adjective it may begin with, or None if too little of a name is left."""
    name = text[start:end]
    if of := _DEED.match(name):
        start, name = start + of.end(), name[of.end() :]
    is_first = not text[:start].strip() or bool(re.search(r"[.;:•]\s*$", text[:start]))
    if inner := list(_INNER_THE.finditer(name, 0 if is_first else 1)):
        # the capital of a sentence's first word makes it no name: "Through the Youth Strategy"
        start, name = start + inner[-1].end(), name[inner[-1].end() :]
    if joined := list(re.finditer(rf"(?:\b(?i:{_HEAD})\s+and|,)\s+", name)):
        start += joined[-1].end()
    name = text[start:end]
    if done := re.match(
        r"[A-Z]\w+(?:ed|ing)\s+(?:in|into|within|with|to|of|through|on|for|by|from)\s+(?:the\s+)?", name
    ):
        start += done.end()
    words = text[start:end].split()
    is_titled = bool(words) and words[0].endswith("ing") and bool(re.search(r"\b[Tt]he\s+$", text[:start]))
    while len(words) > 1 and not is_titled and words[0].casefold() in _DROPPED_IN_FRONT:
        start += len(words[0])
        start += len(text[start:]) - len(text[start:].lstrip())
        words = text[start:end].split()
    if later := _LATER.search(text[:start]):
        # a later edition is another thing than the one in force
        start = later.start(1)
        words = text[start:end].split()
    name = text[start:end]
    capitals = [word for word in words[:-1] if word[0].isupper() or word[0].isdigit()]
    if not capitals or _NOT_A_NAME.match(name) or words[-2].casefold() in _QUANTIFIERS:
        return None
    is_lower = words[-1][0].islower()
    if is_lower and len(capitals) < 2 and not is_acronym(words[0]):
        return None
    part_of = ""
    if monitoring := _MONITORING.search(name):
        part_of = name[: monitoring.start()]
    return Mention(start, end, tidy(name), part_of)
