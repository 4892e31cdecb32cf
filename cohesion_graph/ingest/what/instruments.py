"""Strategies, plans, agreements, standards and the like that the words of a plan name."""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cohesion_graph.documents.words import tidy, word_set
from cohesion_graph.ingest.what.links import link_type
from cohesion_graph.ingest.who.names import initials, is_acronym
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


_KINDS: tuple[tuple[InstrumentKind, str], ...] = (
    (InstrumentKind.PROCESS, r"monitoring|reporting|review process"),
    (InstrumentKind.STRATEGY, r"strateg(?:y|ies)|vision|roadmap|road map"),
    (InstrumentKind.AGREEMENT, r"agreements?|compact|concordat|covenant|accord|memorandum of understanding|mou"),
    (InstrumentKind.PLAN, r"plans?|programmes?|masterplan"),
    (InstrumentKind.SCHEME, r"schemes?|fund|initiative|grant"),
    (InstrumentKind.POLICY, r"polic(?:y|ies)|protocols?|procedures?|guidance|code of (?:practice|conduct)|frameworks?|charters?|toolkit|pathway"),
    (InstrumentKind.ASSESSMENT, r"assessments?|audit|survey|census|analysis|review"),
    (InstrumentKind.STANDARD, r"standards?|accreditation|kitemark|quality mark|award"),
    (InstrumentKind.INDICATOR, r"indicators?|index|ni \d+"),
    (InstrumentKind.CONDITION, r"bids?|approval|permission|consent|sign-off"),
    (InstrumentKind.DOCUMENT, r"document|code|declaration|pledge|prospectus"),
    (InstrumentKind.DUTY, r"duty|duties|act(?: \d{4})?|order \d{4}|regulations(?: \d{4})?|directive|bill"),
)  # fmt: skip
_TOLD_BY_CAPITAL = "Analysis|Grant|Reviews?|Code|Document|Declaration|Pledge|Prospectus"
"""Words that end an instrument's name only with a capital: a review is also a deed, a grant also any money."""
_NO_HEADS = {InstrumentKind.PROCESS, InstrumentKind.CONDITION, InstrumentKind.DOCUMENT}
_HEAD = "|".join(
    re.sub(r"\|(?:analysis|review|grant)\b", "", pattern) for kind, pattern in _KINDS if kind not in _NO_HEADS
)
_CAP = r"(?:Violence [Aa]gainst Women|[A-Z][\w'’&-]*|\d(?:st|nd|rd|th)|[A-Z]{2,})"
_LINK = (
    r"(?:\s+(?:and|of|for|on|the|in|at(?=\s+(?:Work|Home|School)\b)|&)(?:\s+the)?|\s*/|,(?=\s+[A-Z]\w+\s+(?:and|&)))?"
)
_BEFORE_HEAD = r"(?:\s+(?:action|delivery|business|improvement|implementation|development|needs))?"
_NAME = re.compile(
    rf"(?<![\w'’])(?P<body>{_CAP}(?:{_LINK}\s+{_CAP}){{0,7}}?){_BEFORE_HEAD}(?:\s+\([A-Z][A-Za-z ]{{2,30}}\)(?=.*\b(?:Act|Order|Regulations)\b))*\s+(?P<head>(?i:{_HEAD})|{_TOLD_BY_CAPITAL})\b(?!['’]s?\b\s+(?i:team|board|group|officer|manager))"
)
_FURTHER_HEAD = re.compile(
    r"\s+(?P<more>(?i:(?:action|delivery) )?(?P<head>(?i:plans?|strateg(?:y|ies)|framework|standards?|programme|agreements?|monitoring|schemes?|accreditation|charter)))\b"
)
_GAZETTEER = (
    "EIAs?|LAA|LAAs|JSNA|JHWS|LDF|NPPF|MTFS|PSED|MTFP|LTP|LCWIP|AQAP|LAP|DHR|CTLP|GDPR|UKSPF|WRES|WDES|SHMA|SHLAA"
)
_AFTER_LINK = r"(?i:in line with|in accordance with|embedded (?:with)?in|included in|incorporated (?:with)?in(?:to)?|aligned (?:to|with)|informed by|feed(?:s|ing)? into|linked to|through)\s+(?i:the\s+|a\s+|an\s+)?"
_ACRONYM = re.compile(rf"\b(?:(?P<known>{_GAZETTEER})|(?<=\s)(?P<acronym>[A-Z]{{3,6}}))\b")
_CODE = re.compile(
    r"\b(?P<code>NI ?\d{1,3}[a-z]?|Section \d{1,3}[A-Z]? agreements?|ISO \d{3,5}|PAS \d{3,4}|SDG ?\d{1,2}|PHOF [\d.]+)\b"
)
_FOR_WHAT = re.compile(r"\s+(?:for|of)\s+[A-Z]\w+(?:\s+(?:and\s+)?[A-Z]\w+){0,3}")
_QUOTED = re.compile(
    r"\b(?i:develop|produc|creat|publish|issu|launch|introduc|prepar|provid)\w*\s+(?:(?:a|an|the|new)\s+)*[\"“](?P<one>[a-z][a-z -]{3,40})[\"”](?:[^\"“”.;]{0,60}?\band\s+[\"“](?P<two>[a-z][a-z -]{3,40})[\"”])?"
)
_LOWER = re.compile(
    r"\b(?P<body>(?:[A-Za-z][a-z-]+\s+){1,3}?)(?P<head>strateg(?:y|ies)|polic(?:y|ies)(?: and procedures)?|protocols?|charter|frameworks?|schemes?|plans|standards|audits|indicators|impact assessments?|performance measures)\b"
)
_GENERIC = word_set(
    "clear robust new revised appropriate relevant key effective joint local existing detailed single other "
    "further all any current more good better best own own various different same similar high quality strong "
    "suitable specific individual future overall full wider common shared action work works these those such both "
    "development agreed strategic complementary improved increased consistent have has had having be are is with "
    "as into in on at for from that which where undertaken carried out return to"
)
_LEVEL = re.compile(r"\b(?P<name>[A-Z]\w+(?:\s+[A-Z]\w+)?\s+(?:\d\s?(?:st|nd|rd|th)\s+)?[Ll]evel \d)\b")
_STANDALONE = re.compile(
    r"\b(?P<name>Memorand(?:um|a) of Understanding|MoUs?|MOUs?|"
    rf"(?:Index|Indices|Statement|Code|Charter|Declaration) (?:of|on) {_CAP}(?:\s(?:and\s|&\s)?{_CAP}){{0,3}})(?!\w)"
)
"""Instruments that are named by what they are."""
_YEARS = re.compile(r"\s(?:19|20)\d\d\s?(?:-|–|/|to)\s?(?:(?:19|20)\d\d|\d\d)(?![\d/])")
_SHORT_FORM = re.compile(r"\s\((?P<acronym>[A-Z][A-Za-z&]{1,7})\)")
_EVENT = re.compile(
    r"(?i)(?:.*\b(?:bid|bids|approval|permission|consent|decision|sign-off|application|vote|funding|grant)|(?:approval|agreement|consent|success|outcome|award|confirmation)\s(?:of|by|from|for)\b.*|(?:un)?successful\b.*)"
)
_MEANS = word_set(
    "funding funds resources resource capacity availability available budget budgets finance finances demand need "
    "needs money staffing external additional sufficient further future of the it this that "
    "government circumstances change securing being secured"
)
_CONDITION = re.compile(
    r"(?i:\b(?:dependent|depend(?:s|ing)|contingent|conditional|reliant)\s+(?:up)?on\b|\bsubject to\b)\s+(?:the\s+)?(?P<what>[^,.;\n]{4,70})"
)
_NOT_A_NAME = re.compile(
    r"(?i)^(action|implementation|delivery|project|development|work|business|training|engagement|member|my|our|your|this|that|each|all|any|key|draft) \w+$|^(annual|service|services|peer|performance|case|staff|contract|quarterly|final|full|policy|monthly|regular|strategic) review$"
)
_DROPPED = word_set(
    "new revised refreshed updated draft produce develop review implement deliver publish complete create adopt "
    "agree refresh the a an our their its update prepare establish approve ensure support promote use launch "
    "embed write continue finalise undertake maintain successful successfully this that all each any council's "
    "councils increase reduce improve explore identify consider increased improved national local existing "
    "current annual government's governments government’s borough's boroughs "
    "achieve attain meet see respond consult apply discharge secure submit contribute raise hold provide align map "
    "link links feed feeds sign join engage monitor report refine extend expand pilot seek advocate adapt assess "
    "analyse evaluate measure track introduce initiate begin commence coproduce co-produce encourage enable "
    "facilitate follow include incorporate inform influence progress relaunch replace strengthen utilise "
    "through once following after before within under via by with from as in on at to for when using towards "
    "comply retain reach gain obtain delivering implementing developing reviewing producing supporting linked related relevant"
)  # fmt: skip
_DEED = "part|elements|aims|principles|implementation|development|delivery|review|production|completion|adoption|publication|launch|refresh|roll-?out|promotion"
_QUANTIFIERS = word_set("all any some other these those key both various")
_KEPT_FIRST = word_set("local national annual")


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


def find_instruments(text: str) -> list[Mention]:
    """The instruments a text names, in order, none overlapping.

    >>> [one.name for one in find_instruments("Embedded in the Older People Strategy and NI1, in line with LAA monitoring")]
    ['Older People Strategy', 'NI1', 'LAA monitoring']
    """
    found: list[Mention] = []
    for one in sorted(_all_mentions(text), key=lambda mention: (mention.start, -mention.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
        elif one.end - one.start > found[-1].end - found[-1].start:
            found[-1] = one
    return found


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
        is_open = match["head"].casefold().startswith(("standard", "duty", "framework", "charter"))
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
        if match["known"] or re.search(_AFTER_LINK + "$", text[:start]):
            monitoring = re.match(r"\s+(monitoring|reporting|review)\b", text[end:])
            part_of = text[start:end] if monitoring else ""
            end += monitoring.end() if monitoring else 0
            if match["known"] or monitoring or not re.match(r"\s+[A-Z]", text[end:]):
                yield Mention(start, end, tidy(text[start:end]), part_of)


def _in_lower_case(text: str) -> Iterator[Mention]:
    """Instruments that have no name of their own but are made, met or delivered: "a workforce strategy"."""
    for match in _LOWER.finditer(text):
        start, words = match.start(), match["body"].split()
        while words and (words[0].casefold() in _GENERIC | _DROPPED or words[0].casefold() in _SMALL):
            start = text.index(words.pop(0), start)
            start += len(text[start:].split(None, 1)[0])
            start += len(text[start:]) - len(text[start:].lstrip())
        if not words or any(word.casefold() in _SMALL for word in words):
            continue
        kind = link_type(text, start, match.end("head"))
        if kind is not LinkType.REFERS_TO:
            yield Mention(start, match.end("head"), tidy(text[start : match.end("head")]))


_SMALL = word_set(
    "a an the of and or to by we our their its will shall can may must should not no when whether who this include includes contain contains"
)


_INNER_THE = re.compile(
    r"(?:^[A-Z][\w'’-]+|\b(?:and|on|in|to|with|under|by|through|from|at|into|within|via|against|&))\s+the\s+"
)


def _trimmed(text: str, start: int, end: int) -> Mention | None:
    """A name without the verb or adjective it may begin with, or None if too little of a name is left."""
    name = text[start:end]
    if of := re.match(rf"(?i)({_DEED})\s+of\s+(?:the\s+)?", name):
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
    while (
        len(words) > 1
        and not is_titled
        and (words[0].casefold() in _DROPPED - _KEPT_FIRST or words[0].casefold() in {"and", "of", "for"})
    ):
        start += len(words[0])
        start += len(text[start:]) - len(text[start:].lstrip())
        words = text[start:end].split()
    if later := re.search(
        r"(?:\band|\binto|\bin|\bthe)\s+((?:revised|refreshed|next|updated|forthcoming)\s+)$", text[:start]
    ):
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
    if monitoring := re.search(r"(?i)\s+(monitoring|reporting)$", name):
        part_of = name[: monitoring.start()]
    return Mention(start, end, tidy(name), part_of)
