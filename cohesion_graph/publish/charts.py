"""How far the plan is, section by section and body by body: small bars, each with its numbers in the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cohesion_graph.model.claims import StatusReport
from cohesion_graph.model.codes import Colour, Status
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Bar, Grid, Row, Section

__all__ = ["progress_charts"]

_SHADES = {
    Status.COMPLETE: "done",
    Status.ONGOING: "going",
    Status.IN_PROGRESS: "going",
    Status.NOT_STARTED: "waiting",
    Status.DELAYED: "behind",
    Status.CANCELLED: "closed",
    Status.SUPERSEDED: "closed",
    Status.OWN_TERMS: "told",
    Status.NOT_REPORTED: "silent",
}
"""How each status is drawn: shades of its own, never a colour that a document might mean something by."""

_KINDS: tuple[Colour | Status, ...] = (*Colour, *_SHADES)
"""What reports are counted by, in the order of the columns: the colour where one was given, else the status."""

_MOST_BODIES = 12


def progress_charts(lookups: Lookups) -> tuple[Section, ...]:
    """Progress by section and by body; one sentence where nobody has reported on anything."""
    kinds = {item: _kind(lookups.status(item)) for item in lookups.dataset.items}
    if not set(kinds.values()) - {Status.NOT_REPORTED}:
        note = "Nobody has reported on any action or milestone yet."
        return (Section("progress", "How far it is", notes=(note,)),)
    sections = {
        section.id: [item for action in section.actions for item in _with_milestones(lookups, action.ref)]
        for section in lookups.dataset.plan.sections
    }
    bodies = {
        body: [ref for ref, named in lookups.bodies_of_actions.items() if body in named]
        for body in lookups.sheet_bodies
    }
    busiest = sorted(bodies, key=lambda body: (-len(bodies[body]), body))[:_MOST_BODIES]
    return (
        _chart(
            ("progress", "How far it is, section by section", "Section"),
            [(lookups.node_link(f"section/{one}"), items) for one, items in sections.items()],
            kinds,
            _keys(lookups),
        ),
        _chart(
            ("progress-of-bodies", "How far the actions of each body are", "Body"),
            [(lookups.body_link(one), bodies[one]) for one in busiest],
            kinds,
        ),
    )


def _with_milestones(lookups: Lookups, ref: str) -> list[str]:
    return [ref, *lookups.dataset.milestones_of(ref)]


def _kind(report: StatusReport | None) -> Colour | Status:
    """What a report is counted by: its colour if it gives one, which a status beside it never replaces."""
    return (report.colour or report.status) if report else Status.NOT_REPORTED


def _keys(lookups: Lookups) -> tuple[str, ...]:
    """What the documents say that their ratings mean."""
    keys = [(source, source.rating_key) for source in lookups.dataset.sources if source.rating_key]
    return tuple(f"{source.label}, its key: {'; '.join(key)}." for source, key in keys)


def _chart(
    names: tuple[str, str, str],
    groups: Iterable[tuple[Anchor, list[str]]],
    kinds: dict[str, Colour | Status],
    notes: tuple[str, ...] = (),
) -> Section:
    anchor, heading, first = names
    counted = [(link, Counter(kinds[item] for item in items)) for link, items in groups]
    found = [kind for kind in _KINDS if any(counts[kind] for _, counts in counted)]
    rows = tuple(
        Row(
            (
                link,
                Bar(tuple((kind.label, _shade(kind), counts[kind]) for kind in found if counts[kind])),
                *(str(counts[kind] or "") for kind in found),
            )
        )
        for link, counts in counted
        if counts
    )
    header = (first, "Share", *(kind.label.capitalize() for kind in found))
    has_colours = any(isinstance(kind, Colour) for kind in found)
    told = "by the colour that a report gave, otherwise by what its words say" if has_colours else "by their words"
    intro = f"Reports are counted {told}; what nobody reported on is counted so." if rows else ""
    return Section(anchor, heading, intro, Grid(heading, header, rows), notes=notes if rows and has_colours else ())


def _shade(kind: Colour | Status) -> str:
    return kind.value if isinstance(kind, Colour) else _SHADES[kind]
