"""How far the plan is, section by section and body by body: small bars, each with its numbers in the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cohesion_graph.model.codes import Status
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

_MOST_BODIES = 12


def progress_charts(lookups: Lookups) -> tuple[Section, ...]:
    """Progress by section and by body; one sentence where nobody has reported on anything."""
    states = {item: _state(lookups, item) for item in lookups.dataset.items}
    if set(states.values()) <= {Status.NOT_REPORTED}:
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
            states,
        ),
        _chart(
            ("progress-of-bodies", "How far the actions of each body are", "Body"),
            [(lookups.body_link(one), bodies[one]) for one in busiest],
            states,
        ),
    )


def _with_milestones(lookups: Lookups, ref: str) -> list[str]:
    return [ref, *lookups.dataset.milestones_of(ref)]


def _state(lookups: Lookups, item: str) -> Status:
    report = lookups.status(item)
    return report.status if report else Status.NOT_REPORTED


def _chart(
    names: tuple[str, str, str], groups: Iterable[tuple[Anchor, list[str]]], states: dict[str, Status]
) -> Section:
    anchor, heading, first = names
    counted = [(link, Counter(states[item] for item in items)) for link, items in groups]
    found = [state for state in _SHADES if any(counts[state] for _, counts in counted)]
    rows = tuple(
        Row(
            (
                link,
                Bar(tuple((state.label, _SHADES[state], counts[state]) for state in found if counts[state])),
                *(str(counts[state] or "") for state in found),
            )
        )
        for link, counts in counted
        if counts
    )
    header = (first, "Share", *(state.label.capitalize() for state in found))
    intro = "As reported, in the words of the reports; what nobody reported on is counted so." if rows else ""
    return Section(anchor, heading, intro, Grid(heading, header, rows))
