"""Two editions of a plan as two documents of one dataset, so that what compares documents compares editions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from cohesion_graph.derive.wordings import normalised
from cohesion_graph.model.claims import AnyClaim, Responsibility, Timing, Wording
from cohesion_graph.model.dataset import Dataset, SourceClaims
from cohesion_graph.model.evidence import Source
from cohesion_graph.model.items import Action, Plan, Section
from cohesion_graph.model.register import Body, Instrument, Register

__all__ = ["side_by_side"]

R = TypeVar("R", Body, Instrument)


def side_by_side(first: Dataset, second: Dataset, labels: tuple[str, str]) -> Dataset:
    """One dataset with two documents, ``first`` and ``second``, each saying what the main document of its edition says.

    The main document of an edition is its first that is no extract. Only what is compared is kept: wordings,
    responsibilities and deadlines. Items of the second edition keep the identifiers of those that they match in the
    first; an action that has no match keeps its own.

    Args:
        first: The edition that is taken as given.
        second: The edition that is checked.
        labels: What the two are called.
    """
    items = _matched_items(first, second)
    bodies = _matched(first.registry.bodies, second.registry.bodies)
    instruments = _matched(first.registry.instruments, second.registry.instruments)
    register = Register(
        bodies=_joined(first.registry.bodies, second.registry.bodies, bodies),
        instruments=_joined(first.registry.instruments, second.registry.instruments, instruments),
    )
    sources = (_renamed(_main(first), "first", labels[0]), _renamed(_main(second), "second", labels[1]))
    readings = (
        SourceClaims(source="first", claims=tuple(_kept(first, "first", {}, {}, {}))),
        SourceClaims(source="second", claims=tuple(_kept(second, "second", items, bodies, instruments))),
    )
    return Dataset(
        id=first.id,
        title=first.title,
        language=first.language,
        base=first.base,
        authority=first.authority.model_copy(update={"body": None}),
        licence=first.licence,
        sources=sources,
        registry=register,
        plan=_joined_plan(first, second, items),
        readings=readings,
    )


def _main(dataset: Dataset) -> Source:
    return next((one for one in dataset.sources if one.extract_of is None), dataset.sources[0])


def _renamed(source: Source, name: str, label: str) -> Source:
    change = {"id": name, "short_title": label, "extract_of": None, "extract_for": None}
    return source.model_copy(update=change)


def _worded(dataset: Dataset) -> dict[str, str]:
    """The words of each item of the main document, without their form."""
    source = _main(dataset).id
    found: dict[str, str] = {}
    for item in dataset.items:
        for wording in dataset.claims_about(item, Wording, source)[:1]:
            found[item] = normalised(wording.text)
    return found


def _matched_items(first: Dataset, second: Dataset) -> dict[str, str]:
    """For each item of the second edition its identifier in the joined dataset."""
    words = _worded(first), _worded(second)
    matched = {item: item for item in second.items if item in first.items}
    taken = set(matched.values())
    for ref in second.actions:
        home = matched.setdefault(ref, ref)
        free = {words[0][one]: one for one in _milestones(first, home) if one not in taken and one in words[0]}
        for milestone in second.milestones_of(ref):
            if milestone in matched:
                continue
            same = free.pop(words[1].get(milestone, ""), None)
            matched[milestone] = same or f"{home}/{milestone.partition('/')[2]}"
            taken.add(matched[milestone])
    return matched


def _milestones(dataset: Dataset, ref: str) -> list[str]:
    return dataset.milestones_of(ref) if ref in dataset.actions else []


def _matched(first: Sequence[R], second: Sequence[R]) -> dict[str, str]:
    """For each registered thing of the second edition the identifier in the first of what it shares a name with."""
    ids = {one.id for one in first}
    by_name = {normalised(name): one.id for one in reversed(first) for name in one.names}
    matched: dict[str, str] = {}
    for one in second:
        same = [by_name[name] for name in map(normalised, one.names) if name in by_name]
        matched[one.id] = one.id if one.id in ids else same[0] if same else one.id
    return matched


def _joined(first: Sequence[R], second: Sequence[R], matched: Mapping[str, str]) -> tuple[R, ...]:
    """Both registers as one, sorted; what belongs to what is not compared and left out."""
    found = {one.id: one.model_copy(update={"part_of": None}) for one in first}
    for one in second:
        found.setdefault(matched[one.id], one.model_copy(update={"part_of": None}))
    return tuple(found[identifier] for identifier in sorted(found))


def _joined_plan(first: Dataset, second: Dataset, items: Mapping[str, str]) -> Plan:
    milestones = {ref: list(action.milestones) for ref, action in first.actions.items()}
    for item in second.items:
        ref, _, slug = items[item].partition("/")
        known = milestones.setdefault(ref, [])
        if slug and slug not in known:
            known.append(slug)
    actions = tuple(Action(ref=ref, milestones=tuple(slugs)) for ref, slugs in milestones.items())
    return Plan(id=first.plan.id, title=first.plan.title, sections=(Section(id="all", title="All", actions=actions),))


def _kept(
    dataset: Dataset,
    name: str,
    items: Mapping[str, str],
    bodies: Mapping[str, str],
    instruments: Mapping[str, str],
) -> Iterable[AnyClaim]:
    source = _main(dataset).id
    for claim in dataset.claims.values():
        if claim.source != source or not isinstance(claim, Wording | Responsibility | Timing):
            continue
        change: dict[str, object] = {"source": name, "item": items.get(claim.item, claim.item)}
        if isinstance(claim, Responsibility):
            change["party"] = bodies.get(claim.party, claim.party)
        elif isinstance(claim, Timing) and (aligned := claim.deadline.aligned_with):
            same = {"aligned_with": instruments.get(aligned, aligned)}
            change["deadline"] = claim.deadline.model_copy(update=same)
        yield claim.model_copy(update=change)
