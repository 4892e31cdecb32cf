"""A dataset without one of its documents: its claims go, and what only they held up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from cohesion_graph.editions.register import things_named
from cohesion_graph.editions.report import in_words
from cohesion_graph.editions.settlements import carried_out
from cohesion_graph.model.claims import AnyClaim, Dependency
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.editorial import Editorial
from cohesion_graph.model.items import Section
from cohesion_graph.model.register import Body, Instrument, Register

__all__ = ["without_source"]

E = TypeVar("E", Body, Instrument)


def without_source(dataset: Dataset, identifier: str) -> tuple[Dataset, list[str]]:
    """The dataset without a source, and what went with it, a line each.

    Claims, doubts and set-aside words of the source go; so do items that no other source has, links that lead to
    them, judgements about any of these, and registered things that nothing else names.

    Args:
        dataset: It has this source, and another one.
        identifier: The source.
    """
    left = [one for one in dataset.readings if one.source != identifier]
    said = {claim.item for reading in left for claim in reading.claims}
    gone_with_it = {claim.item for claim in dataset.claims.values()} - said
    items = set(dataset.items) - gone_with_it
    items |= {item.partition("/")[0] for item in items}
    told = [f"{item} is gone: {dataset.title_of(item)!r}" for item in dataset.items if item not in items]
    readings = []
    for reading in left:
        gone = [one for one in reading.claims if _leads_nowhere(one, items)]
        told += [f"{one.item} in {one.source}: gone: {in_words(one)}" for one in gone]
        readings.append(reading.model_copy(update={"claims": tuple(one for one in reading.claims if one not in gone)}))
    claims = [claim for reading in readings for claim in reading.claims]
    editorial = _judgements(dataset, identifier, {claim.id for claim in claims}, items, told)
    sources = tuple(
        source.model_copy(update={"extract_of": None, "extract_for": None})
        if source.extract_of == identifier
        else source
        for source in dataset.sources
        if source.id != identifier
    )
    used = {one for source in sources if (one := source.extract_for)}
    used |= {dataset.authority.body} if dataset.authority.body else set()
    before = things_named(dataset.claims.values()) | {one for source in dataset.sources if (one := source.extract_for)}
    register = _register(dataset.registry, before, things_named([*claims, *editorial.links]) | used, told)
    plan = dataset.plan.model_copy(update={"sections": tuple(_sections(dataset, items))})
    update = {
        "sources": sources,
        "registry": register,
        "plan": plan,
        "readings": tuple(readings),
        "editorial": editorial,
    }
    head = {name: getattr(dataset, name) for name in type(dataset).model_fields}
    standing, lost = carried_out(Dataset.model_construct(**(head | update)))
    told += [f"what you settled no longer holds: {one.reason}" for one in lost]
    return Dataset(**{name: getattr(standing, name) for name in head}), told


def _sections(dataset: Dataset, items: set[str]) -> Iterator[Section]:
    """The sections with the items that are left; one that has lost all its actions goes."""
    for section in dataset.plan.sections:
        actions = []
        for action in section.actions:
            if action.ref in items:
                milestones = tuple(one for one in action.milestones if f"{action.ref}/{one}" in items)
                actions.append(action.model_copy(update={"milestones": milestones}))
        if actions or not section.actions:
            yield section.model_copy(update={"actions": tuple(actions)})


def _leads_nowhere(claim: AnyClaim, items: set[str]) -> bool:
    return isinstance(claim, Dependency) and claim.target_kind == "item" and claim.target not in items


def _judgements(dataset: Dataset, source: str, claims: set[str], items: set[str], told: list[str]) -> Editorial:
    """The judgements that still have all they are about."""
    judged = dataset.editorial
    links = tuple(
        one for one in judged.links if one.source != source and one.item in items and not _leads_nowhere(one, items)
    )
    same = tuple(one for one in judged.same_items if claims.issuperset(one.claims) and one.item in items)
    rulings = tuple(one for one in judged.rulings if source not in one.discrepancy.split("/"))
    rulings = tuple(one for one in rulings if one.discrepancy.partition("/discrepancy/")[0] in items)
    rankings = tuple(one for one in judged.rankings if one.claim in claims)
    lists = (judged.links, links), (judged.same_items, same), (judged.rulings, rulings), (judged.rankings, rankings)
    if count := sum(len(before) - len(after) for before, after in lists):
        lost = "1 judgement has lost what it is" if count == 1 else f"{count} judgements have lost what they are"
        told.append(f"{lost} about")
    here = {doubt.id for doubt in dataset.doubts.values() if doubt.source != source}
    return Editorial(
        same_items=same,
        rulings=rulings,
        rankings=rankings,
        links=links,
        settlements=tuple(one for one in judged.settlements if one.doubt in here),
        referrals=tuple(one for one in judged.referrals if one.doubt in here),
        corrections=tuple(one for one in judged.corrections if one.source != source),
        sample=tuple(one for one in judged.sample if one.action in items),
    )


def _register(register: Register, before: set[str], after: set[str], told: list[str]) -> Register:
    """The register without what only the source named; what nothing named before stays, a person entered it."""

    def standing(entries: tuple[E, ...]) -> tuple[E, ...]:
        gone = before - after
        while held := {one.part_of for one in entries if one.id not in gone and one.part_of in gone}:
            gone -= held
        told.extend(f"register: {one.name!r} is no longer named" for one in entries if one.id in gone)
        return tuple(one for one in entries if one.id not in gone)

    return Register(bodies=standing(register.bodies), instruments=standing(register.instruments))
