"""What things and lines look like, once: the pictures, the legend, the key of a print-out and the tests read this.

Kind is always shape, colour and words together. A line's meaning is its colour, its width and its end; a dashed line
is inferred, a whole one is stated; a mark on its middle tells which document says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from cohesion_graph.model.codes import BodyKind, InstrumentKind

__all__ = [
    "KINDS",
    "SOURCE_MARKS",
    "STYLES",
    "STYLE_OF_TERM",
    "Kind",
    "Style",
    "kind_of_body",
    "kind_of_instrument",
    "outline",
    "source_mark",
]


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of thing is drawn. Colours are light theme, then dark."""

    name: str
    plural: str
    """What the legend says."""
    one: str
    """What the details panel and the screen reader say."""
    shape: str
    """A shape of `outline`."""
    fill: tuple[str, str]
    edge: tuple[str, str]
    text: tuple[str, str]
    dashed: bool = False


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "partnership",
            "Partnerships and groups",
            "Partnership or group",
            "pill",
            ("#0072B2", "#0A5C8C"),
            ("#00344F", "#8CCBF0"),
            ("#FFFFFF", "#FFFFFF"),
        ),
        Kind(
            "council",
            "Council and its teams",
            "Council or team",
            "box",
            ("#4A235A", "#5B3070"),
            ("#2B0F38", "#D9B3EA"),
            ("#FFFFFF", "#FFFFFF"),
        ),
        Kind(
            "body",
            "Other bodies and posts",
            "Body or post",
            "cut",
            ("#8FD3C0", "#12503F"),
            ("#14532D", "#8FD3C0"),
            ("#111827", "#FFFFFF"),
        ),
        Kind(
            "placeholder",
            "Named only in general",
            "Bodies named only in general",
            "pill",
            ("#FFFFFF", "#111827"),
            ("#374151", "#CBD5E1"),
            ("#111827", "#F1F5F9"),
            dashed=True,
        ),
        Kind(
            "action",
            "Actions",
            "Action",
            "round",
            ("#FFF3BF", "#4A3C05"),
            ("#6B5200", "#F2D675"),
            ("#111827", "#FFFFFF"),
        ),
        Kind(
            "milestone",
            "Milestones",
            "Milestone",
            "triangle",
            ("#6B7280", "#9CA3AF"),
            ("#374151", "#E5E7EB"),
            ("#FFFFFF", "#111827"),
        ),
        Kind(
            "strategy",
            "Strategies, plans, agreements",
            "Strategy, plan or agreement",
            "arrows",
            ("#B84A08", "#8A3A0A"),
            ("#5C2400", "#FDBA8C"),
            ("#FFFFFF", "#FFFFFF"),
        ),
        Kind(
            "measure",
            "Measures, documents, conditions",
            "Measure, document or condition",
            "slant",
            ("#FCE4D6", "#43210F"),
            ("#8A2A00", "#F0A883"),
            ("#111827", "#FFFFFF"),
        ),
    )
}
"""Every kind of thing a picture shows, in the order of the legend."""

_BODIES = {
    BodyKind.PARTNERSHIP: "partnership",
    BodyKind.NETWORK: "partnership",
    BodyKind.GROUP: "partnership",
    BodyKind.COUNCIL: "council",
    BodyKind.COUNCIL_TEAM: "council",
    BodyKind.PLACEHOLDER: "placeholder",
}
_FRAMES = frozenset(
    {
        InstrumentKind.STRATEGY,
        InstrumentKind.AGREEMENT,
        InstrumentKind.PLAN,
        InstrumentKind.SCHEME,
        InstrumentKind.POLICY,
        InstrumentKind.DUTY,
    }
)


def kind_of_body(kind: BodyKind) -> str:
    """The name in `KINDS` under which a body is drawn."""
    return _BODIES.get(kind, "body")


def kind_of_instrument(kind: InstrumentKind) -> str:
    """The name in `KINDS` under which an instrument is drawn."""
    return "strategy" if kind in _FRAMES else "measure"


@dataclass(frozen=True, slots=True)
class Style:
    """How one sort of line is drawn, and which relations it stands for."""

    name: str
    label: str
    """What the legend says."""
    terms: tuple[str, ...]
    colour: tuple[str, str]
    width: float
    """In px; a line that only concerns milestones of the action is drawn at half of it, at least 1 px."""
    end: str = "none"
    """``triangle`` (filled), ``vee`` (open), ``bar`` or ``none``: what the line ends in, at the thing named."""
    at_first: bool = True
    """Whether it is shown when a page opens."""


STYLES: dict[str, Style] = {
    style.name: style
    for style in (
        Style("leads", "leads", ("ledBy",), ("#0060A0", "#6CC0F5"), 3.2),
        Style("responsible", "is responsible for", ("assignedTo",), ("#4B5563", "#C3CAD5"), 2),
        Style("contributes", "contributes to", ("contributedToBy",), ("#0F766E", "#5EDFD0"), 2, "bar"),
        Style(
            "depends",
            "depends on",
            (
                "monitoredThrough",
                "inLineWith",
                "conditionalOn",
                "deliversPartOf",
                "meetsStandard",
                "uses",
                "requires",
            ),
            ("#8A2A00", "#FF9E70"),
            2.2,
            "triangle",
        ),
        Style("feeds", "feeds into", ("feedsInto", "embeddedIn", "establishes"), ("#B84A08", "#FFB951"), 1.6, "vee"),
        Style("reports", "is reported to", ("reportedTo",), ("#7A1FA2", "#DDA8F5"), 2, "triangle"),
        Style("mentions", "only mentions", ("refersTo",), ("#6B7280", "#9CA3AF"), 1, at_first=False),
        Style("part", "is part of", ("partOf", "milestoneOf"), ("#64748B", "#94A3B8"), 1, "none"),
        Style("coleads", "lead together", (), ("#0060A0", "#6CC0F5"), 2),
        Style("shares", "share actions", (), ("#4B5563", "#C3CAD5"), 2),
        Style("due", "is due", (), ("#6B5200", "#F2D675"), 2),
        Style("differs", "documents differ", (), ("#B00068", "#FF8AC6"), 2),
    )
}
"""Every sort of line, in the order of the legend."""

STYLE_OF_TERM = {term: style.name for style in STYLES.values() for term in style.terms}
"""The style a relation is drawn in; relations that are missing here are never drawn."""

SOURCE_MARKS = ("none", "circle", "box", "diamond", "inv_triangle")
"""What a line carries on its middle, by the place of the document that says so; ``bar`` where several say so."""


def source_mark(sources: tuple[str, ...], order: dict[str, int]) -> str:
    """The mark on the middle of a line; documents past the fourth share the last mark.

    >>> order = {"plan": 0, "extract": 1}
    >>> source_mark(("extract",), order), source_mark(("plan", "extract"), order)
    ('circle', 'bar')
    """
    if len(sources) > 1:
        return "bar"
    place = order.get(sources[0], 0) if sources else 0
    return SOURCE_MARKS[min(place, len(SOURCE_MARKS) - 1)]


def outline(shape: str, width: int, height: int) -> str:
    """The outline of a shape centred on 0,0 as an SVG path; the canvas draws the same path.

    >>> outline("box", 10, 4)
    'M-5-2H5V2H-5Z'
    """
    x, y = width // 2, height // 2
    around = {
        "pill": f"M{y - x}{-y:+}H{x - y}A{y} {y} 0 0 1 {x - y} {y}H{y - x}A{y} {y} 0 0 1 {y - x} {-y}Z",
        "round": (
            f"M{5 - x}{-y:+}H{x - 5}Q{x} {-y} {x} {5 - y}V{y - 5}Q{x} {y} {x - 5} {y}"
            f"H{5 - x}Q{-x} {y} {-x} {y - 5}V{5 - y}Q{-x} {-y} {5 - x} {-y}Z"
        ),
        "cut": f"M{6 - x}{-y:+}H{x - 6}L{x} {6 - y}V{y - 6}L{x - 6} {y}H{6 - x}L{-x} {y - 6}V{6 - y}Z",
        "arrows": f"M{9 - x}{-y:+}H{x - 9}L{x} 0L{x - 9} {y}H{9 - x}L{-x} 0Z",
        "slant": f"M{8 - x}{-y:+}H{x}L{x - 8} {y}H{-x}Z",
        "triangle": f"M0{-y:+}L{x} {y}H{-x}Z",
    }
    return around.get(shape, f"M{-x}{-y:+}H{x}V{y}H{-x}Z")
