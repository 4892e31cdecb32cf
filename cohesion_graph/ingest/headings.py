"""What column headings and labels mean: the many words that plans use for the same few things.

One table, read from the top: the first pattern that fits decides. Patterns meet a heading in lower case, its white
space single, brackets and end punctuation removed.
"""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re
from enum import StrEnum

from cohesion_graph.ingest.words import tidy
from cohesion_graph.model.codes import PresentedAs

__all__ = ["Kind", "kind_of_heading", "presented_as"]


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

_HEADINGS: tuple[tuple[Kind, str], ...] = (
    (Kind.OUTCOME, r"(what|why|which|how).*(look like|important|difference|benefit|matter).*"),
    (Kind.UPDATE, r".*\b(update|updates|comment|comments|commentary|notes?|narrative|response)\b.*"),
    (Kind.UPDATE, r"(progress|latest|current) ?(position|to date|so far|report|made|against.*)?|.*\bprogress (to date|so far|made|report).*"),
    (Kind.STATUS, r"(.*\b)?(status|rag|b?rag rating|rating|state|completed?\?|done\?|on track\?)( .*)?"),
    (Kind.NEED, r"(inter)?dependenc(y|ies).*|depends on|reliant on|subject to"),
    (Kind.LINK, r"(.*\b)?(links?|linked|linkages?|related|supporting|strategic fit|cross.?references?)\b.*|(relevant|associated|other) (strategy|strategies|plans?|polic).*"),
    (Kind.RESOURCE, r".*\b(cost|costs|budget|resources?|funding|funded|financ\w+|capacity|implications?|£)\b.*"),
    (Kind.RESOURCE, r"risks?.*|.*\b(geograph\w*|ward|location|priority level|ranking)|priority \(?(h|high)\b.*|baseline.*|evidence base"),
    (Kind.START, r".*\b(start|starts|starting|begin|begins|from|commence\w*)( date| on| by| month)?"),
    (Kind.DEADLINE, r".*\b(milestone|target|completion|due|delivery|end|finish|implementation) (dates?|deadlines?|timescales?)\b.*"),
    (Kind.MILESTONE, r".*\b(target|performance) (measures?|indicators?).*|.*\bmilestones?\b.*"),
    (Kind.DEADLINE, (r".*\b(deadline|time ?-?(scale|frame|line|table|ing)s?|by when|when|target (completion )?date|due( date| by)?|due|completion date|"
                    r"complet(e|ed|ion) by|complet(e|ion)|end date|finish( date)?|delivery date|date( due| for .*| of completion)?|target month|review date|"
                    r"dates?|period|delivered? by (date|when)|by date|end|year|quarter|month)\b.*(?<!officer)(?<!lead)")),
    (Kind.PARTNER, (r".*\b(partners?( .*)?|partnerships?|support(ed|ing|s)?( by)?|who else|others?( .*)? involved|contribut\w+|involved|involving|with whom|"
                   r"in partnership with|working with|stakeholders?|key agencies|consultees?|delivery agents?|collaborat\w+)\b.*")),
    (Kind.LEAD, r".*\b(lead|leads|led by|leading|owner|owners|owned by|ownership|sponsor|accountable|accountability|sro|champion)\b.*"),
    (Kind.RESPONSIBLE, (r".*\b(responsib\w+|delivered by|delivery (body|organisation|lead|agency)|by who(m)?|who|assigned to|assignee|actioned by|officers?|department|"
                       r"directorate|service area|team|teams|organisations?|agency|agencies|body|bodies|named person|contact)\b.*")),
    (Kind.MILESTONE, (r".*\b(success (measures?|criteria|indicators?|factors?)|measures? of success|measures?|measured|kpis?|key performance.*|outputs?|deliverables?|"
                     r"how (will|do|would|shall) we know.*|evidence (of|that).*|key (steps|tasks|activities)|sub-?(actions?|tasks?)|steps|indicators?|targets?|"
                     r"outcomes?|results?|key dates|products?)\b.*")),
    (Kind.REFERENCE, r"(action |item |task |objective |commitment |plan |unique )?(ref(erence)?|no|nos|num(ber)?|n|#|id|identifier|code|nr)( no| number| code| id)?|№|item|action (ref|no|id)"),
    (Kind.DESCRIPTION, r"(action |full )?(description|details?|summary|background|scope|further (detail|information)|explanation|specific.*)( of .*)?"),
    (Kind.GOAL, (r".*\b(objectives?|goals?|aims?|themes?|priority|priorities|pillars?|strands?|work ?streams?|ambitions?|domains?|areas?( of (focus|work))?|focus|"
                r"categor(y|ies)|sections?|vision|outcome|strategic .*|challenge|issue)\b(?! action).*(?<!action)(?<!actions)")),
    (Kind.ACTION, (r".*\b(actions?|tasks?|activit(y|ies)|commitments?|recommendations?|initiatives?|projects?|proposals?|interventions?|pledges?|deliver|"
                  r"what (will|we|are|is|needs|do|you|must|should).*|what|we will.*|steps? to .*|requirements?|improvements?|work|to do|intention)\b.*")),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _HEADINGS)
_PRESENTED = (
    (PresentedAs.MILESTONE, r"milestone|step|task|sub-?action|key date|activit"),
    (PresentedAs.INDICATOR, r"kpi|indicator|target|performance"),
    (PresentedAs.OUTPUT, r"output|outcome|deliverable|product|result"),
)
_LONGEST = 70


def kind_of_heading(text: str) -> Kind | None:
    """What a column with this heading holds; None for words that are no heading known here.

    >>> [kind_of_heading(text).value for text in ["Ref.", "Lead Responsibility", "By when?", "Success Measures"]]
    ['reference', 'lead', 'deadline', 'milestone']
    """
    text = text.replace("_", " ")
    plain = re.sub(r"\s*\([^)]*\)", "", tidy(text)).casefold().strip(" .:*?-–/") or tidy(text).casefold().strip("() ")
    if not plain or len(plain) > _LONGEST or len(plain.split()) > 9:
        return None
    return next((kind for kind, pattern in _COMPILED if pattern.fullmatch(plain)), None)


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
