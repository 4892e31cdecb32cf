"""The closed lists: every code with the label people see and the definition it is published with.

Each list becomes one SKOS concept scheme (`ontology/codes.ttl`); a test compares the two.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Self

__all__ = [
    "CODE_LISTS",
    "Basis",
    "BodyKind",
    "Code",
    "Colour",
    "DeadlineKind",
    "DiscrepancyKind",
    "DoubtKind",
    "DoubtState",
    "InstrumentKind",
    "LinkType",
    "PresentedAs",
    "Rank",
    "Resolution",
    "Role",
    "SetAsideKind",
    "Status",
]


class Code(StrEnum):
    """One entry of a closed list; equal to its own text, so it can be compared with what a file says.

    >>> Role("lead").label, Role.LEAD == "lead"
    ('leads', True)
    """

    label: str
    definition: str

    def __init_subclass__(cls, *, meaning: str) -> None:
        """Keep what the list is about: data, which is there also where Python is told to drop docstrings (-OO)."""
        cls.__doc__ = meaning

    def __new__(cls, value: str, label: str, definition: str) -> Self:
        """Make the member from its code, its label and its definition."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.definition = definition
        return member


class Role(
    Code,
    meaning="What a source says a body does for an item. Never mixed silently: the three are counted apart.",
):
    LEAD = "lead", "leads", "The source says that the body leads, in words or by the heading of the column."
    CONTRIBUTE = "contribute", "contributes to", "The source says that the body contributes without leading."
    RESPONSIBLE = (
        "responsible",
        "is responsible for",
        "The source names the body under 'Responsibility' and does not say whether it leads or contributes.",
    )


class Basis(
    Code,
    meaning=(
        "What a statement rests on, in words. From strongest to weakest: `Basis.strength` is the place in this order."
    ),
):
    STATED = "stated", "stated", "The words of the source say it."
    COLUMN_HEADING = (
        "column-heading",
        "stated under a column heading",
        "The words stand in the item's own row; what they mean comes from the heading of their column.",
    )
    ALIGNED_BY_CONTENT = (
        "aligned-by-content",
        "matched by what the words say",
        "The cells of a row came apart; the words themselves show which item they belong to.",
    )
    ALIGNED_BY_ORDER = (
        "aligned-by-order",
        "matched by order",
        "The cells of a row came apart into lists of equal length; first goes with first, second with second.",
    )
    CELL_NOT_ALIGNED = (
        "cell-not-aligned",
        "stated for the row, not matched to a milestone",
        "The cell lists values that the text does not tie to single milestones; they are attached to the action.",
    )
    REPAIRED_OCR = (
        "repaired-ocr",
        "read through scanning damage",
        "The printed characters are damaged; the reading given is the repair, and the raw words are quoted.",
    )
    SETTLED = (
        "settled",
        "settled by the dataset editor",
        "The words allow several readings; a person settled which one holds, and the dataset tells why.",
    )
    CARRIED_DOWN = (
        "carried-down",
        "carried down from the row above",
        "The cell is empty and the row above in the same source names a value; a common reading, not a statement.",
    )
    INHERITED_FROM_ACTION = (
        "inherited-from-action",
        "inherited from the action",
        "The milestone has none of its own in this source; the action's, in the same source, is taken.",
    )
    ROLLED_UP = (
        "rolled-up",
        "rolled up from its milestones",
        "The action takes what its milestones say in the same source.",
    )
    INFERRED_BY_RULE = "inferred-by-rule", "inferred by a rule", "A rule of this package derived it from claims."
    INFERRED_BY_ANALYST = (
        "inferred-by-analyst",
        "inferred by a person",
        "A person concluded it from the words quoted; no source states it.",
    )

    @property
    def strength(self) -> int:
        """Place in the order from strongest (0) to weakest."""
        return _STRENGTH[self]

    @property
    def is_stated(self) -> bool:
        """Whether a source itself says it, read in place, matched or repaired, rather than a rule or a person."""
        return self not in _INFERRED


_STRENGTH = {basis: place for place, basis in enumerate(Basis)}
_INFERRED = frozenset(
    {
        Basis.CARRIED_DOWN,
        Basis.INHERITED_FROM_ACTION,
        Basis.ROLLED_UP,
        Basis.INFERRED_BY_RULE,
        Basis.INFERRED_BY_ANALYST,
    }
)


class LinkType(Code, meaning="How an item stands to something it names, read from the words around the name."):
    MONITORED_THROUGH = (
        "monitored-through",
        "is monitored through",
        "The item's progress or date follows the other's monitoring.",
    )
    IN_LINE_WITH = "in-line-with", "is in line with", "The item is to be done in line with the other."
    CONDITIONAL_ON = "conditional-on", "is conditional on", "The item happens only if the other does."
    DELIVERS_PART_OF = "delivers-part-of", "delivers part of", "The item carries out part of the other."
    MEETS_STANDARD = "meets-standard", "is to meet", "The item is measured by or must reach the other."
    USES = "uses", "uses", "The item works with the other as a means."
    REQUIRES = "requires", "requires", "The item cannot be done before the other."
    FEEDS_INTO = "feeds-into", "feeds into", "The item's result goes into the other."
    EMBEDDED_IN = "embedded-in", "is embedded in", "The item's content becomes part of the other."
    ESTABLISHES = "establishes", "establishes", "The item brings the other into being, completes or renews it."
    REPORTED_TO = "reported-to", "is reported to", "The item's progress is told to the body."
    REFERS_TO = "refers-to", "mentions", "The item names the other; the words settle no dependency."

    @property
    def family(self) -> str:
        """``depends``, ``feeds``, ``reports`` or ``mentions``: who waits for whom (`ontology.md`, section 8)."""
        return _FAMILY.get(self, "depends")


_FAMILY = {
    LinkType.FEEDS_INTO: "feeds",
    LinkType.EMBEDDED_IN: "feeds",
    LinkType.ESTABLISHES: "feeds",
    LinkType.REPORTED_TO: "reports",
    LinkType.REFERS_TO: "mentions",
}


class DeadlineKind(Code, meaning="The shape of a deadline as a document states it."):
    FIXED = "fixed", "by a date", "A day, month, quarter or year, or a range of them."
    ONGOING = "ongoing", "ongoing", "Going on, with no end stated."
    FIXED_THEN_ONGOING = "fixed-then-ongoing", "by a date, then ongoing", "A first date, and no end after it."
    FIXED_THEN_RECURRING = (
        "fixed-then-recurring",
        "by a date, then again and again",
        "A first date, then at a stated interval.",
    )
    RECURRING = "recurring", "again and again", "At a stated interval, with or without a start."
    ALIGNED = "aligned", "with another process", "Whenever the named process or instrument says."
    RELATIVE = "relative", "within a time of something", "A span counted from something that has no date here."
    UNREAD = "unread", "stated, not understood", "The cell holds words that are no deadline this package can read."


class BodyKind(Code, meaning="What sort of body it is, as far as the documents tell."):
    COUNCIL = "council", "council", "A local authority."
    COUNCIL_TEAM = "council-team", "team of a council", "A team, service or department of a council."
    PARTNERSHIP = "partnership", "partnership", "Bodies working together under one name, with or without legal form."
    NETWORK = "network", "network", "A standing network of people or groups."
    GROUP = "group", "group", "A working group, board or panel with a named task."
    POST = "post", "post", "A post or office, whoever holds it; never a named person."
    PUBLIC_BODY = "public-body", "public body", "A health, police, fire, education or other public body."
    VOLUNTARY = "voluntary", "voluntary or community body", "A charity, faith, voluntary or community organisation."
    COMPANY = "company", "company", "A business."
    PLACEHOLDER = "placeholder", "placeholder", "Words that stand for bodies without naming them: 'multiple partners'."
    NOT_STATED = "not-stated", "kind not stated", "The documents do not tell what sort of body it is."


class InstrumentKind(Code, meaning="What sort of thing, other than a body, an item leans on or feeds."):
    STRATEGY = "strategy", "strategy", "A strategy."
    AGREEMENT = "agreement", "agreement", "An agreement or compact between bodies."
    PLAN = "plan", "plan", "A plan or programme."
    SCHEME = "scheme", "scheme", "A scheme that is run."
    POLICY = "policy", "policy", "A policy, protocol or procedure."
    ASSESSMENT = "assessment", "assessment", "An assessment, audit, survey or review."
    STANDARD = "standard", "standard", "A standard or level to be reached."
    INDICATOR = "indicator", "indicator", "A measure with a definition."
    PROCESS = "process", "process", "A recurring process, such as the monitoring of an agreement."
    DUTY = "duty", "duty or law", "A statutory duty, act or regulation."
    CONDITION = "condition", "condition", "An event that must happen first, such as a bid that succeeds."
    DOCUMENT = "document", "document", "A report, map, pack or other document."
    OTHER = "other", "other instrument", "An instrument of another sort, or of a sort not stated."


class PresentedAs(Code, meaning="Under which heading a source prints an item's words."):
    ACTION = "action", "action", "Printed as an action."
    MILESTONE = "milestone", "milestone", "Printed as a milestone."
    SUCCESS_MEASURE = "success-measure", "success measure", "Printed as a success measure."
    OUTPUT = "output", "output", "Printed as an output, outcome or deliverable."
    INDICATOR = "indicator", "indicator", "Printed as a performance indicator or target."


class Colour(
    Code,
    meaning=(
        "The colour in which a source rates progress, where it names one; what it means is for its own key to say."
    ),
):
    RED = "red", "red", "Rated red."
    AMBER_RED = "amber-red", "amber/red", "Rated between amber and red."
    AMBER = "amber", "amber", "Rated amber."
    AMBER_GREEN = "amber-green", "amber/green", "Rated between amber and green."
    YELLOW = "yellow", "yellow", "Rated yellow."
    GREEN = "green", "green", "Rated green."
    BLUE = "blue", "blue", "Rated blue."
    PURPLE = "purple", "purple", "Rated purple."
    GREY = "grey", "grey", "Rated grey."
    BLACK = "black", "black", "Rated black."
    WHITE = "white", "white", "Rated white."


class Status(
    Code,
    meaning="How far an item is, as somebody reported it on a day; never computed from a date that has passed.",
):
    NOT_STARTED = "not-started", "not started", "Reported as not begun."
    IN_PROGRESS = "in-progress", "in progress", "Reported as under way."
    COMPLETE = "complete", "complete", "Reported as done."
    ONGOING = "ongoing", "ongoing", "Reported as continuing work with no end."
    DELAYED = "delayed", "delayed", "Reported as behind its date."
    CANCELLED = "cancelled", "cancelled", "Reported as given up."
    SUPERSEDED = "superseded", "superseded", "Reported as replaced by something else."
    OWN_TERMS = (
        "own-terms",
        "in its own terms",
        "Reported by words, a colour, a score or a sign that say nothing certain of how far the work is.",
    )
    NOT_REPORTED = "not-reported", "not reported", "No report is in the data. Computed, never stored."


class DiscrepancyKind(Code, meaning="In what two sources differ about one item."):
    LEAD = "lead", "different leads", "The two sources name different bodies as leading."
    ROLE = "role", "different role", "A body leads in one source and only contributes in the other."
    ROLE_UNCLEAR = (
        "role-unclear",
        "role told by one source only",
        "One source says 'responsible' where the other says who leads or contributes.",
    )
    COVERAGE = "coverage", "one source names more bodies", "One source names bodies that the other leaves out."
    TIMING = "timing", "different dates", "The two sources give different deadlines."
    WORDING = "wording", "different words", "The two sources word the item differently."
    WORDING_TRIVIAL = (
        "wording-trivial",
        "words differ in form only",
        "The wordings differ only in letter case, hyphens, punctuation or spacing.",
    )
    MISSING_ITEM = "missing-item", "in one source only", "An item that the other source would be expected to have."


class Resolution(Code, meaning="What an editor decided about a discrepancy."):
    UNRESOLVED = "unresolved", "unresolved", "Nobody has decided; both statements stand."
    FIRST_PREFERRED = "first-preferred", "first source preferred", "An editor prefers the first source's statement."
    SECOND_PREFERRED = "second-preferred", "second source preferred", "An editor prefers the second's statement."
    BOTH_STAND = "both-stand", "both stand", "An editor found that the two statements are compatible."


class Rank(Code, meaning="Which of several statements a one-line table shows (after Wikibase)."):
    PREFERRED = "preferred", "preferred", "Shown first."
    NORMAL = "normal", "normal", "The default."
    DEPRECATED = "deprecated", "deprecated", "Kept, and not shown unless asked for."


class DoubtKind(Code, meaning="What a doubt is about."):
    RESPONSIBILITY = "responsibility", "who", "Which body, in which role, for which item."
    TIMING = "timing", "by when", "Which deadline, for which item, or what its words mean."
    WORDING = "wording", "wording", "Where an item's words begin or end, or what a damaged word says."
    REFERENCE = "reference", "reference", "Which reference an item has."
    LINK = "link", "link", "Whether and how an item hangs on something it names."
    IDENTITY = "identity", "same or not", "Whether two names or items are one."
    STATUS = "status", "progress", "Whether words report progress."
    LAYOUT = "layout", "layout", "How the table is to be read."
    NAME = "name", "person's name", "Whether words name a person and must be withheld."


class DoubtState(
    Code,
    meaning="What has become of a doubt; told by the judgements of a dataset, never stored with the doubt.",
):
    OPEN = "open", "open", "Nobody has settled it."
    REFERRED = "referred", "open, referred", "Nobody has settled it; somebody is named who is to be asked."
    SETTLED = "settled", "settled", "A person settled which reading holds, and said why."


class SetAsideKind(Code, meaning="Why a stretch of a source's text carries no claim."):
    HEADING = "heading", "heading", "A title, a column heading or a label."
    PROSE = "prose", "prose outside the table", "Running text around the table."
    LAYOUT = "layout", "layout", "Bullets, rules and other marks of layout."
    SCANNING_DAMAGE = "scanning-damage", "scanning damage", "Marks or garbled repeats left by scanning."
    COMMENTARY = "commentary", "commentary", "Notes and updates that state neither who, when nor a link."


CODE_LISTS: Final[dict[type[Code], str]] = {
    Basis: "basis",
    BodyKind: "body-kind",
    Colour: "colour",
    DeadlineKind: "timing-kind",
    DiscrepancyKind: "discrepancy-kind",
    DoubtKind: "doubt-kind",
    DoubtState: "doubt-state",
    InstrumentKind: "instrument-kind",
    LinkType: "link-type",
    PresentedAs: "presented-as",
    Rank: "rank",
    Resolution: "resolution",
    Role: "role",
    SetAsideKind: "set-aside-kind",
    Status: "status",
}
"""The path segment of each code list; `model.codes` is the authority on what is in it."""
