"""What column headings and labels mean: the many words that plans use for the same few things.

One table, read from the top: the first pattern that fits decides. Patterns meet a heading in lower case, its white
space single, brackets and end punctuation removed.
"""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from cohesion_graph.documents.words import tidy
from cohesion_graph.ingest.when.periods import are_in_a_row
from cohesion_graph.model.codes import PresentedAs

__all__ = ["Kind", "kind_of_heading", "kinds_of_headings", "presented_as"]


class Kind(StrEnum):
    """What the cells under a heading hold."""

    REFERENCE = "reference"
    ACTION = "action"
    GOAL = "goal"
    """Something coarser than an action, such as an objective or a theme; the action itself if there is nothing finer."""
    DESCRIPTION = "description"
    MILESTONE = "milestone"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    PARTNER = "partner"
    DEADLINE = "deadline"
    START = "start"
    PERIOD = "period"
    """A year, quarter or month that heads a column of its own: a mark below it says when, words say what is due then."""
    BODY = "body"
    """A body that heads a column of its own: letters or marks below it say which part it has."""
    STATUS = "status"
    LINK = "link"
    """Names of strategies and plans that the action hangs together with."""
    NEED = "need"
    """What the action depends on."""
    UPDATE = "update"
    """Notes on progress, kept as commentary."""
    OUTCOME = "outcome"
    """What is hoped for in general, in prose: kept as commentary."""
    RESOURCE = "resource"
    """Money and means: kept as commentary."""


PARTY_KINDS = (Kind.LEAD, Kind.RESPONSIBLE, Kind.PARTNER)

_PERIOD = (
    r"(?:fy |financial year |by |during )?20\d\d(?: ?[/–-] ?(?:20)?\d\d)?|(?:year|yr|phase) ?(?:[1-9]|one|two|three|four|five)|"
    r"(?:q|qtr|quarter) ?[1-4](?:,? .*20\d\d.*)?|"
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\.?[ -]?(?:['’]?\d\d|20\d\d)?|"
    r"(?:short|medium|long)(?:er)?[ -]term"
)
_HEADINGS: tuple[tuple[Kind, str], ...] = (
    (Kind.PERIOD, _PERIOD),
    (Kind.ACTION, r"(year|yr|phase|stage|quarter|q|fy|20)[ \d/–-]+(key |priority |planned )?(actions?|tasks?|activit(y|ies)|commitments?)"),
    (Kind.OUTCOME, r"(what|why|which|how).*(look like|important|difference|benefit|matter|impact).*"),
    (Kind.STATUS, r"(% ?|percent(age)? |per cent )(complete[d]?|progress|done)|(complete[d]?|progress) ?%"),
    (Kind.UPDATE, (r"(meeting|raised|added|agreed|opened|identified|logged|created|reported|updated|reviewed|closed|actual( completion)?|completed) date|"
                  r"date (of )?(the )?(meeting|raised|added|agreed|opened|identified|logged|created|reported|last|updated|reviewed|closed|completed|achieved).*|last (updated|reviewed).*")),
    (Kind.UPDATE, r"(?!.*\b(needs?|to be|to do)\b)what (we|you|was|has|have) (.*\b)?(said|did|done|achieved)\b.*|achievements?.*"),
    (Kind.UPDATE, r".*\b(update|updates|comment|comments|commentary|notes?|narrative|response)\b.*"),
    (Kind.UPDATE, r"(progress|latest|current) ?(position|to date|so far|report|made|against.*)?|.*\bprogress (to date|so far|made|report).*"),
    (Kind.UPDATE, r"(?!.*\b(measure|know|how)\b).*\b(position|progress)"),
    (Kind.STATUS, r"(.*\b)?(status|b?rag|b?ragb?|b?ragg?|b?rag rating|rating|state|traffic light)([ /].*)?"),
    (Kind.STATUS, r"(is it )?(done|achieved|on track|completed? yes/no)"),
    (Kind.RESPONSIBLE, r"(?!.*\b(target|client|age|user|priority|equality|community|protected|year)).*\b(groups?|boards?|committees?|panels?)"),
    (Kind.NEED, r"(inter)?dependenc(y|ies).*|depends on|reliant on|subject to"),
    (Kind.LINK, (r"(.*\b)?(links?|linked|linkages?|related|strategic fit|cross.?references?)\b.*|"
                r"(relevant|associated|other|supporting) (strategy|strategies|plans?|polic|documents?).*")),
    (Kind.RESOURCE, r".*\b(cost|costs|budget|resources?|resourcing|funding|funded|funder|financ\w+|capacity|implications?)\b.*|.*[£$€].*"),
    (Kind.RESOURCE, (r"risks?.*|.*\b(geograph\w*|ward|location|priority level|ranking|(carbon|emissions?|health) (impact|saving|reduction)s?)|"
                    r"priority \(?(h|high)\b.*|baseline.*|evidence base|impact|effort|importance|work involved|protected characteristics?.*")),
    (Kind.START, r".*\b(start|starts|starting|begin|begins|from|commence\w*)( date| on| by| month)?"),
    (Kind.DEADLINE, r".*\b(milestone|target|completion|due|delivery|end|finish|implementation) (dates?|deadlines?|timescales?)\b.*"),
    (Kind.MILESTONE, r".*\b(target|performance) (measures?|indicators?).*|.*\bmilestones?\b.*"),
    (Kind.DEADLINE, (r".*\b(deadline|time ?-?(scale|frame|line|table|ing)s?|by when|when|target (completion )?date|due( date| by)?|due|completion date|"
                    r"complet(e|ed|ion) by|complet(e|ion)|end date|finish( date)?|delivery date|date( due| for .*| of completion)?|target month|review date|"
                    r"dates?|period|delivered? by (date|when)|by date|end|year|fy|quarter|month)\b.*(?<!officer)(?<!lead)")),
    (Kind.LEAD, r"(the )?(lead|leading|accountable)\b(?!.*(\band\b|[&/+,])\s*(other |key |main |delivery )*(partner|support|contribut|involve)).*"),
    (Kind.PARTNER, r"(and |who )?with( who(m)?)?"),
    (Kind.PARTNER, (r"(?!.*\bsupporting (indicators?|measures?|evidence|information|data|documents?|documentation|narrative|text|actions?|activit\w+|targets?|milestones?)\b).*\b(partners?( .*)?|partnerships?|support(ed|ing|s)?( by)?|who else|others?( .*)? involved|contribut\w+|involved|involving|with whom|who( .*)? (help|assist)s?|helped by|assisted by|helpers?|"
                   r"in partnership with|working with|stakeholders?|key agencies|consultees?|consulted|assisted by|helped by|delivery agents?|collaborat\w+|"
                   r"co-?(actors?|leads?|delivery|owners?|producers?)|(other|supporting|key) (agencies|bodies|organisations?|services|departments|teams))\b.*")),
    (Kind.LEAD, r".*\b(lead|leads|led by|leading|owner|owners|owned by|ownership|sponsor|accountable|accountability|sro|champion)\b.*"),
    (Kind.RESPONSIBLE, (r".*\b(responsib\w+|delivered by|delivery (body|organisation|lead|agency|team)|by who(m)?|who|assigned to|assignee|promoter|actioned by|officers?|department|"
                       r"directorate|service area|team|teams|organisations?|organizations?|agency|agencies|body|bodies|named person|contact|actors?|managers?|directors?|"
                       r"co-?ordinators?|head of service)\b.*")),
    (Kind.MILESTONE, (r".*\b(success (measures?|criteria|indicators?|factors?)|measures? of success|measures?|measured|kpis?|key performance.*|outputs?|deliverables?|"
                     r"how (will|do|would|shall) we (know|measure).*|evidence (of|that).*|key (steps|tasks|activities)|sub-?(actions?|tasks?)|steps|indicators?|targets?|"
                     r"outcomes?|results?|key dates|products?|metrics?)\b.*")),
    (Kind.REFERENCE, r"\w+ (ref(erence)?|id|identifier)|(action |item |task |objective |commitment |recommendation |project |plan |unique |serial |line |row ){0,2}(ref(erence)?|no|nos|num(ber)?|n|#|id|identifier|code|nr)( no| number| code| id)?|№|item|action (ref|no|id)"),
    (Kind.DESCRIPTION, r"(action |full )?(description|details?|summary|background|scope|rationale|implementation|further (detail|information)|explanation|specific.*)( of .*)?"),
    (Kind.GOAL, r"(\w+ )?(needs?|gaps?|barriers?|problems?|findings?|issues?)( identified)?"),
    (Kind.GOAL, (r".*\b(objectives?|goals?|aims?|themes?|programmes?|priority|priorities|pillars?|strands?|work ?streams?|ambitions?|domains?|areas?( of (focus|work))?|focus|"
                r"categor(y|ies)|sections?|vision|outcome|strateg(y|ies)|strategic .*|challenge|issue|driver)\b(?! action).*(?<!action)(?<!actions)")),
    (Kind.ACTION, (r".*\b(actions?|tasks?|activit(y|ies)|commitments?|recommendations?|initiatives?|projects?|schemes?|proposals?|interventions?|pledges?|promises?|deliver|"
                  r"what (will|we|are|is|needs|do|you|must|should).*|what|we will.*|steps? to .*|requirements?|improvements?|work|to do|intention)\b.*")),
    (Kind.ACTION, r"how( (will|do|are|can|shall|is|to)\b.*|.* (do|deliver|achieve).*)?"),
)  # fmt: skip
_ROLE_IN_BRACKETS = re.compile(
    r"(?i)\((?:(?P<lead>(?:the )?leads?)|(?P<help>support(?:ing)?|supported by|partners?))\)"
)
"""What brackets may add to a heading, as in "Delivery body (lead)" beside "Delivery body (support)"."""
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _HEADINGS)
_PRESENTED = (
    (PresentedAs.MILESTONE, r"milestone|step|task|sub-?action|key date|activit"),
    (PresentedAs.INDICATOR, r"kpi|indicator|target|performance"),
    (PresentedAs.OUTPUT, r"output|outcome|deliverable|product|result"),
)
_LONGEST = 70
_MOST_WORDS = 9


def kind_of_heading(text: str) -> Kind | None:
    """What a column with this heading holds; None for words that are no heading known here.

    >>> [kind_of_heading(text).value for text in ["Ref.", "Lead Responsibility", "By when?", "Success Measures"]]
    ['reference', 'lead', 'deadline', 'milestone']
    """
    text = text.replace("_", " ")
    if re.search(r"(?i)\(b?rag\w?( rating| status)?\)", text):
        return Kind.STATUS
    if found := _ROLE_IN_BRACKETS.search(text):
        return Kind.LEAD if found["lead"] else Kind.PARTNER
    # a heading with instructions below it: the first line or sentence is what the column is called
    for words in (text, re.split(r"\n|[.:?;]\s|\s[-–]\s", text.strip(), maxsplit=1)[0]):
        plain = _plain(words)
        if plain and len(plain) <= _LONGEST and len(plain.split()) <= _MOST_WORDS:
            return next((kind for kind, pattern in _COMPILED if pattern.fullmatch(plain)), None)
    return None


def kinds_of_headings(texts: Sequence[str]) -> list[Kind | None]:
    """What the columns under a row of headings hold; dates are headings only where periods follow each other.

    >>> kinds_of_headings(["Task", "2024/25", "2025/26"])[1].value, kinds_of_headings(["Plant trees", "May 2025"])
    ('period', [None, None])
    """
    kinds = [kind_of_heading(text) for text in texts]
    periods = [tidy(text) for text, kind in zip(texts, kinds, strict=True) if kind is Kind.PERIOD]
    return kinds if are_in_a_row(periods) else [None if kind is Kind.PERIOD else kind for kind in kinds]


def _plain(text: str) -> str:
    text = re.sub(r"(?<=[a-z])- ?(?=(?:ance|ment|tion|ble|bility|sible|sibility|ing|ship|ness)\b)", "", text)
    return re.sub(r"\s*\([^)]*\)", "", tidy(text)).casefold().strip(" .:*?-–/") or tidy(text).casefold().strip("() ")


def presented_as(heading: str) -> PresentedAs:
    """What a plan calls the signs of progress in a column of this heading.

    >>> presented_as("Key milestones").value, presented_as("KPIs").value, presented_as("How will we know?").value
    ('milestone', 'indicator', 'success-measure')
    """
    plain = heading.casefold()
    found = (name for name, pattern in _PRESENTED if re.search(pattern, plain))
    if re.search(r"success|how will", plain):
        return PresentedAs.SUCCESS_MEASURE
    return next(found, PresentedAs.SUCCESS_MEASURE)
