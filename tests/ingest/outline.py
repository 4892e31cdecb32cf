"""A dataset as an indented text, so that a test can compare a whole reading at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from cohesion_graph.model.claims import Responsibility, StatusReport, Timing, Wording
from cohesion_graph.model.dataset import Dataset


def outline(dataset: Dataset) -> str:
    """Sections, actions and milestones in the plan's order, each with who, by when and how far; links are left out."""
    return "\n".join(_lines(dataset)) + "\n"


def _lines(dataset: Dataset) -> Iterator[str]:
    for section in dataset.plan.sections:
        yield f"# {section.title}"
        for action in section.actions:
            yield f"{action.ref} {_text(dataset, action.ref)}"
            yield from (f"  {told}" for told in _told(dataset, action.ref))
            for milestone in action.milestones:
                item = f"{action.ref}/{milestone}"
                yield f"  - {_text(dataset, item)}"
                yield from (f"    {told}" for told in _told(dataset, item))


def _text(dataset: Dataset, item: str) -> str:
    return next(claim.text for claim in dataset.claims.values() if isinstance(claim, Wording) and claim.item == item)


def _told(dataset: Dataset, item: str) -> Iterator[str]:
    names = {body.id: body.name for body in dataset.registry.bodies}
    for claim in dataset.claims.values():
        if claim.item != item:
            continue
        if isinstance(claim, Responsibility):
            yield f"{claim.role.value}: {names[claim.party]}"
        elif isinstance(claim, Timing):
            yield f"by: {claim.stated}"
        elif isinstance(claim, StatusReport):
            yield f"is: {claim.words}"
