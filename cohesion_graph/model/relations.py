"""Every kind of edge, once: graph builder, RDF, shapes, legend and checks read this table.

A relation runs from the item to the thing it names. For the family *depends* the item waits for the thing; for the
family *feeds* the thing receives from the item, so a slip travels the other way (`Relation.item_waits`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from cohesion_graph.model.codes import LinkType, Role

__all__ = ["Relation", "RelationKind", "relation_of"]


@dataclass(frozen=True, slots=True)
class RelationKind:
    """What is the same for all edges of one relation."""

    term: str
    """Local name of the property in the ontology, and the edge's key in the graph: ``ledBy``."""
    label: str
    """Read from start to end: item *led by* body."""
    inverse_label: str
    """Read from end to start: body *leads* item."""
    family: str
    """``structure``, ``responsibility``, ``depends``, ``feeds``, ``reports`` or ``mentions``."""
    domain: tuple[str, ...]
    """Node kinds an edge may start from."""
    range: tuple[str, ...]
    """Node kinds an edge may end at."""
    parent: str = ""
    """Local name of the broader property, empty if there is none."""


_ITEMS = ("action", "milestone")
_THINGS = ("instrument", "organisation", "action", "milestone")


def _depends(term: str, label: str, inverse: str) -> RelationKind:
    return RelationKind(term, label, inverse, "depends", _ITEMS, _THINGS, "dependsOn")


def _feeds(term: str, label: str, inverse: str, parent: str) -> RelationKind:
    return RelationKind(term, label, inverse, "feeds", _ITEMS, _THINGS, parent)


class Relation(Enum):
    """The relations of the derived graph; ``relation.value`` holds the facts, ``relation.name`` is for code only."""

    IN_SECTION = RelationKind("inSection", "in section", "has action", "structure", ("action",), ("section",))
    SECTION_OF = RelationKind("sectionOf", "section of", "has section", "structure", ("section",), ("plan",))
    MILESTONE_OF = RelationKind(
        "milestoneOf", "milestone of", "has milestone", "structure", ("milestone",), ("action",)
    )
    PART_OF = RelationKind(
        "partOf", "part of", "has part", "structure", ("organisation", "instrument"), ("organisation", "instrument")
    )
    STATED_IN = RelationKind("statedIn", "stated in", "states", "structure", _ITEMS, ("source",))
    INVOLVES = RelationKind("involves", "involves", "is involved in", "responsibility", _ITEMS, ("organisation",))
    LED_BY = RelationKind("ledBy", "led by", "leads", "responsibility", _ITEMS, ("organisation",), "involves")
    CONTRIBUTED_TO_BY = RelationKind(
        "contributedToBy",
        "contributed to by",
        "contributes to",
        "responsibility",
        _ITEMS,
        ("organisation",),
        "involves",
    )
    ASSIGNED_TO = RelationKind(
        "assignedTo", "responsibility of", "is responsible for", "responsibility", _ITEMS, ("organisation",), "involves"
    )
    MONITORED_THROUGH = _depends("monitoredThrough", "monitored through", "monitors")
    IN_LINE_WITH = _depends("inLineWith", "in line with", "sets the line for")
    CONDITIONAL_ON = _depends("conditionalOn", "conditional on", "is a condition of")
    DELIVERS_PART_OF = _depends("deliversPartOf", "delivers part of", "is partly delivered by")
    MEETS_STANDARD = _depends("meetsStandard", "to meet", "is to be met by")
    USES = _depends("uses", "uses", "is used by")
    REQUIRES = _depends("requires", "requires", "is required by")
    FEEDS_INTO = _feeds("feedsInto", "feeds into", "is fed by", "")
    EMBEDDED_IN = _feeds("embeddedIn", "embedded in", "takes in", "feedsInto")
    ESTABLISHES = _feeds("establishes", "establishes", "is established by", "")
    REPORTED_TO = RelationKind("reportedTo", "reported to", "hears reports of", "reports", _ITEMS, ("organisation",))
    REFERS_TO = RelationKind("refersTo", "mentions", "is mentioned by", "mentions", _ITEMS, _THINGS)

    @property
    def is_dependency(self) -> bool:
        """Whether a slip can travel along it, in one direction or the other."""
        return self.value.family in {"depends", "feeds"}

    @property
    def item_waits(self) -> bool:
        """True where the start waits for the end (*depends*), False where the end waits for the start (*feeds*)."""
        return self.value.family == "depends"


_BY_CODE = {
    Role.LEAD: Relation.LED_BY,
    Role.CONTRIBUTE: Relation.CONTRIBUTED_TO_BY,
    Role.RESPONSIBLE: Relation.ASSIGNED_TO,
} | {link: Relation[link.name] for link in LinkType}


def relation_of(code: Role | LinkType) -> Relation:
    """The relation that a claim with this role or link type gives rise to.

    >>> relation_of(Role.LEAD).value.term, relation_of(LinkType.EMBEDDED_IN).value.term
    ('ledBy', 'embeddedIn')
    """
    return _BY_CODE[code]
