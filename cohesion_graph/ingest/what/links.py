"""How an item stands to an instrument or body it names: told by the words around the name."""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re
from collections.abc import Sequence

from cohesion_graph.language.patterns import compiled
from cohesion_graph.model.codes import LinkType

__all__ = ["link_type", "link_types", "reports_to"]

_DETERMINERS = r"(?:\s+(?:the|a|an|our|their|its|new|revised|refreshed|updated|emerging|existing|relevant|borough['’]?s?|[Cc]ouncil['’]?s?|[Pp]artnership['’]s|[Tt]rust['’]s|[Bb]oard['’]s|county['’]?s?|national|local|draft|final|this|next|wider|appropriate|robust|clear|effective|statutory|own|agreed|joint|single))*"
_NAMES = r"(?:\s+(?:[A-Z][\w'’&-]*|\d\w*|and|of|for|&|/|,)|,)*"
"""Other names in a list, between the words that decide and the name in question."""
_QUOTED_LIST = r"(?:\s*[\"“][^\"“”]{0,50}(?:[\"”][^\"“”.;]{0,60}\band\s*[\"“])?)?"
"""An opening quotation mark before the name, perhaps after another quoted name."""

_BEFORE: tuple[tuple[LinkType, str], ...] = (
    (LinkType.FEEDS_INTO, r"\b(?:in|into|within|and|to)\s+(?:the\s+)?(?:revised|next|refreshed|updated|forthcoming|future)$"),
    (LinkType.IN_LINE_WITH, r"\b(?:in (?:line|accordance|keeping) with|align(?:ed|ing|s)?(?: [^.;]{2,90}?)? (?:to|with)|consistent with|as per|in support of|according to|as (?:set out|described|outlined|defined|detailed|agreed|stated|specified|required|identified) (?:in|by|within|under)|follows?)" + _DETERMINERS + _NAMES + _DETERMINERS + "$"),
    (LinkType.EMBEDDED_IN, r"\b(?:embed\w*|incorporat\w*|includ(?:e|ed|es)|integrat\w*|reflect\w*|mainstream\w*|built|build|insert\w*|written|adopted|captured|referenced|featur\w+)\b[^.;]{0,60}?\b(?:with)?in(?:to)?" + _DETERMINERS + _NAMES + _DETERMINERS + "$"),
    (LinkType.CONDITIONAL_ON, r"\b(?i:dependent|depend(?:s|ing)|contingent|conditional|reliant)\s+(?:up)?on" + _DETERMINERS + r"(?:\s+(?:success|outcome|approval|agreement) of)?" + _DETERMINERS + "$|\\bsubject to(?: [\\w ]{2,40}? and)?" + _DETERMINERS + "$"),
    (LinkType.REQUIRES, r"\b(?:following|once|after|requires?|needs?|pending)(?: the)?(?: (?:completion|approval|adoption|publication|outcome) of)?" + _DETERMINERS + "$"),
    (LinkType.MEETS_STANDARD, r"\b(?i:dut(?:y|ies)|obligations?|responsibilities) (?:under|in|within|of)(?: (?:[Ss]ection|[Pp]art|[Ss]chedule|[Aa]rticle) \w+ of)?" + _DETERMINERS + "$"),
    (LinkType.FEEDS_INTO, r"\b(?i:support\w*|contribut\w* (?:to|towards)|help\w*)(?: the)? (?:delivery|development|implementation|aims|objectives|ambitions|priorities|aspirations|outcomes|goals|targets|vision|roll[ -]?out) of" + _DETERMINERS + _NAMES + _DETERMINERS + "$"),
    (LinkType.DELIVERS_PART_OF, r"\bpart of" + _DETERMINERS + "$"),
    (LinkType.DELIVERS_PART_OF, r"\b(?i:deliver\w*|implement\w*|carry\w* out|roll(?:ed|ing|s)?[ -]?out|taking forward|take forward|fulfil\w*|progress)\b(?: of)?(?:\s+(?:the|our|its|their|appropriate|relevant|key|agreed|all|priority|specific))*(?:\s+(?:aspects|actions|elements|parts?|commitments|recommendations|priorities|objectives|measures|aims|requirements)|\s+(?i:year|phase|stage|part|priority|theme|strand|objective|action)s? \w+)?(?:\s+(?:of|within|in|from|under|set out in|contained in))?" + _DETERMINERS + _NAMES + _DETERMINERS + "$"),
    (LinkType.MEETS_STANDARD, r"\b(?i:meets?(?: the)? (?:targets?|requirements|standards?|commitments|objectives|criteria)(?: set out)? (?:in|of|under)|meets?|meeting|achiev\w*(?: [\w ]{2,30}? (?:in|under|for))?|attain\w*|retain\w*|reach\w*(?: [\w ]{2,30} of)?|compl(?:y|ies|iance|iant|ying) with|discharg\w*|sign(?:ed|s)? up to|adher\w+ to|accredited (?:to|by|with)|accreditation (?:to|by|with)|improvement in)" + _DETERMINERS + _NAMES + _DETERMINERS + "$"),
    (LinkType.MONITORED_THROUGH, r"\b(?i:monitor\w*|track\w*|overseen|report\w*) (?:through|via)" + _DETERMINERS + "$"),
    (LinkType.FEEDS_INTO, r"\b(?i:feed\w*(?: in)?to|(?:feed(?:s|ing)?|fed)\s(?:[\w,]+\s){0,6}?into|inform\w*|contribut\w* (?:to|towards)|input\w* (?:in)?to|influenc\w*|shap\w+|(?-i:support\w*)(?: the)?(?: (?:delivery|development|aims|implementation) of)?|towards|in preparation for|for inclusion in)(?: (?:the )?(?:review|refresh|revision|update|production|preparation|development) of)?" + _DETERMINERS + _NAMES + _DETERMINERS + "$"),
    (LinkType.USES, r"\b(?i:using|uses?|use of|apply(?:ing)?|applies|against|(?:funding|money|grants?|investment|data|evidence|learning|findings) (?:from|in)|(?:performance|measured|monitored?|compared?) (?:against|on|by)|progress against|through|via|by means of|based on|drawing (?:on|from)|informed by|with the help of|funded (?:by|through|from))" + _DETERMINERS + "$|\\b(?i:performance|progress|measured|monitored?) against" + _DETERMINERS + _NAMES + _DETERMINERS + "$"),
    (LinkType.ESTABLISHES, r"\b(?i:(?:develop|produc|publish|adopt|approv|agree|refresh|review|revis|updat|complet|creat|establish|writ|(?<!the )(?<!a )(?<!our )draft|prepar|launch|design|finalis|sign|hold|commission|renew|introduc|undertak|conduct|set up|put in place)(?:e|es|s|ing|ed|y|t|ment|ion|al)?)(?: and \w+)?(?: of)?" + _DETERMINERS + _QUOTED_LIST + "$|\\b(?:to|will|should) (?:all )?have" + _DETERMINERS + "$"),
)  # fmt: skip
_AFTER: tuple[tuple[LinkType, str], ...] = (
    (LinkType.MONITORED_THROUGH, r"\s+monitoring\b"),
    (LinkType.EMBEDDED_IN, r"\s+(?:(?:to|will|should|must|that) )?(?:explicitly |fully |also )?(?:address|includ|consider|reflect|incorporat|referenc|take account|tak|cover|contain|recognis)\w*"),
    (LinkType.ESTABLISHES, r"(?:\s+(?:and|&)\s+[A-Z][\w ]{2,40}?|\s+(?:on|of|for|in)\s+[\w ,]{3,50}?)?\s+(?:is |are |to be |be |has been |have been |will be |being |and \w+ )*(?:approved|adopted|agreed|produced|published|developed|completed?|signed|launched|finalised|refreshed|reviewed|revised|updated|in place|established|created|written|drafted|prepared|undertaken|conducted|commissioned|implemented|held|issued)\b"),
    (LinkType.DELIVERS_PART_OF, r"\s+(?:is |are |to be |be |has been |have been |fully )*(?:delivered|actioned|rolled out)\b"),
    (LinkType.USES, r"\s+(?:is |are |to be |be |has been |have been |fully )*(?:maximised|used|utilised|applied)\b"),
    (LinkType.ESTABLISHES, r"\s+(?:developed|development|review|refresh|produced)\b"),
    (LinkType.USES, r"\s+(?:to|will)\s+(?!be\b|have\b)[a-z]+\b"),
)  # fmt: skip
_HELPED = re.compile(
    r"\b(?i:support|help|assist|encourag|enabl)\w*\b[^.;]{2,60}?\b(?:in|to|with)\s+(?:implement|deliver|meet|develop)\w*"
    + _DETERMINERS
    + "$"
)
"""Somebody else's doing, only helped: "support schools in implementing their duty"."""
_FIRST_WINS = {LinkType.EMBEDDED_IN, LinkType.MONITORED_THROUGH}


def link_type(text: str, start: int, end: int) -> LinkType:
    """How an item whose words are `text` stands to what ``text[start:end]`` names.

    >>> text = "Findings embedded within LAA"
    >>> link_type(text, 24, 28).value
    'embedded-in'
    """
    before = re.split(r"[.;]\s", text[max(0, start - 160) : start])[-1].rstrip()
    before = before[:1].lower() + before[1:] if before[1:2].islower() else before
    after = text[end : end + 90]
    if re.search(r"(?i)\bmonitoring$", text[start:end]):
        return LinkType.MONITORED_THROUGH
    if re.match(r"(?:revised|next|refreshed|updated|forthcoming)\b", text[start:end]) and re.search(
        r"\b(?:in|into|and)$", before
    ):
        return LinkType.FEEDS_INTO
    following = next((kind for kind, pattern in _AFTER if compiled(pattern, after).match(after)), None)
    if following in _FIRST_WINS:
        return following
    if _HELPED.search(before) or re.match(r"\s+(?:is|are|to be|being)\s+linked\b", after):
        return LinkType.REFERS_TO
    preceding = next((kind for kind, pattern in _BEFORE if compiled(pattern, before).search(before)), None)
    is_made = _MADE.search(text[start:end]) or _MADE_AND_DONE.search(before)
    if preceding is LinkType.DELIVERS_PART_OF and is_made:
        return LinkType.ESTABLISHES
    is_maintained = _MAINTAINED.search(before) and _AWARDED.search(text[start:end])
    return preceding or (LinkType.MEETS_STANDARD if is_maintained else following) or LinkType.REFERS_TO


_MADE = re.compile(r"(?i)\b(?:survey|audit|assessment|census|analysis)s?$")
"""What is carried out as a whole, so that delivering it is making it."""
_MADE_AND_DONE = re.compile(
    r"\b(?i:develop|prepar|produc|writ|creat|design|agre|adopt|review|refresh|updat|launch|finalis)\w*(?:, \w+)? (?:and|&) "
    r"(?i:implement|deliver|roll|begin)\w*(?: (?:to implement|delivery|out))?(?: of)?"
    + _DETERMINERS
    + _NAMES
    + _DETERMINERS
    + "$"
)
"""Making something and carrying it out: "develop and implement a"."""
_MAINTAINED = re.compile(r"\b[Mm]aintain\w*" + _DETERMINERS + "$")
_AWARDED = re.compile(r"(?i)\b(?:accreditation|standard|kitemark|quality mark|award|charter)$")
"""What one has and can lose, so that maintaining it is meeting it."""
_JOINED = re.compile(r"\s*(?:,|/|&|and\b|,\s*and\b)\s*(?:the\s+|our\s+|its\s+)?")


def link_types(text: str, places: Sequence[tuple[int, int]]) -> list[LinkType]:
    """How an item stands to each name in its words: what is listed with a name stands as that name does.

    Args:
        text: The item's words.
        places: Start and end of each name, in order.

    >>> text = "Update the Asset Plan and Business Plan"
    >>> [kind.value for kind in link_types(text, [(11, 21), (26, 39)])]
    ['establishes', 'establishes']
    """
    kinds: list[LinkType] = []
    for number, (start, end) in enumerate(places):
        kind = link_type(text, start, end)
        if number and kind is LinkType.REFERS_TO and _JOINED.fullmatch(text[places[number - 1][1] : start]):
            kind = kinds[-1]
        kinds.append(kind)
    return kinds


_REPORTED = re.compile(
    r"(?i)\b(?:report\w*|present\w*|updates?|feedback|fed back|submitted|escalat\w*)\b[^.;]{0,40}?\bto(?:\s+the)?$"
)


def reports_to(text: str, start: int) -> bool:
    """Whether the body whose name begins at `start` is one that the item is reported or presented to.

    >>> reports_to("Update reports presented to SSP on a biannual basis", 28)
    True
    """
    before = re.split(r"[.;]\s", text[:start])[-1].rstrip()
    return bool(_REPORTED.search(before))
