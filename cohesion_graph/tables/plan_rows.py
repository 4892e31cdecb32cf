"""The rows of the plan's own tables, made from a derivation; `plan_tables` names their columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cohesion_graph.derive import Derivation, Link
from cohesion_graph.model.claims import AnyClaim, Dependency, Doubt, Responsibility, StatusReport, Timing, Wording
from cohesion_graph.model.codes import LinkType, Role
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.evidence import Quotation
from cohesion_graph.model.ids import action_and_milestone
from cohesion_graph.model.register import Body, Instrument
from cohesion_graph.model.relations import Relation, relation_of
from cohesion_graph.tables.table import Value

Row = tuple[Value, ...]


def joined(values: Iterable[object]) -> str:
    """Values in one cell, in order, each once."""
    return "; ".join(dict.fromkeys(str(value) for value in values))


def words_of(dataset: Dataset, source: str, evidence: Sequence[Quotation]) -> Row:
    """Source, line, start, end and quote of some evidence; offsets are numbers where it is one quotation."""
    first = evidence[0]
    line = dataset.sources_by_id[source].line_of(first.start)
    if len(evidence) == 1:
        return source, line, first.start, first.end, first.exact
    starts, ends = "; ".join(str(q.start) for q in evidence), "; ".join(str(q.end) for q in evidence)
    return source, line, starts, ends, "; ".join(quotation.exact for quotation in evidence)


def action_rows(derivation: Derivation) -> Iterator[Row]:
    """Every action, in the order of the plan."""
    dataset = derivation.dataset
    for ref in dataset.actions:
        wordings = dataset.claims_about(ref, Wording)
        yield (
            ref,
            dataset.plan.id,
            dataset.items[ref].section,
            ref,
            joined(wording.ref_as_printed for wording in wordings if wording.ref_as_printed),
            dataset.title_of(ref),
            wordings[0].quote if wordings else "",
            joined(dataset.sources_of(ref)),
        )


def milestone_rows(derivation: Derivation) -> Iterator[Row]:
    """Every milestone, in the order of the plan."""
    dataset = derivation.dataset
    for item in dataset.items.values():
        if item.is_milestone:
            presented = joined(wording.presented_as for wording in dataset.claims_about(item.id, Wording))
            sources = joined(dataset.sources_of(item.id))
            yield item.id, item.action, item.order, dataset.title_of(item.id), presented, sources


_ROLES = {relation_of(role): role for role in Role}
_TYPES = {relation_of(link_type): link_type for link_type in LinkType}


def _linked(derivation: Derivation, relations: Iterable[Relation]) -> Iterator[tuple[str, Link, AnyClaim]]:
    """Links of some relations with the item they start from and the claim they rest on, in the order of the plan."""
    dataset, wanted = derivation.dataset, set(relations)
    by_start: dict[str, list[Link]] = {}
    for link in derivation.links:
        if link.relation in wanted:
            by_start.setdefault(link.start, []).append(link)
    order = {claim: place for place, claim in enumerate(dataset.claims)}
    for item in dataset.items.values():
        links = by_start.get(item.node, [])
        for link in sorted(links, key=lambda link: (order[link.claims[0]], link.basis.strength)):
            yield item.id, link, dataset.claims[link.claims[0]]


def responsibility_rows(derivation: Derivation) -> Iterator[Row]:
    """Every responsibility, stated or inferred, item after item."""
    dataset = derivation.dataset
    for item, link, claim in _linked(derivation, _ROLES):
        assert isinstance(claim, Responsibility)
        own = link.basis is claim.basis and claim.item == item
        joint = (claim.id.removesuffix(f"/{claim.n}") + f"/{n}" for n in claim.joint_with) if own else ()
        yield (
            claim.id,
            *action_and_milestone(item),
            claim.party,
            dataset.bodies[claim.party].name,
            claim.party_as_printed,
            claim.role,
            joined(joint),
            link.basis,
            *words_of(dataset, claim.source, claim.evidence),
        )


def deadline_rows(derivation: Derivation) -> Iterator[Row]:
    """Every deadline, item after item."""
    dataset = derivation.dataset
    for item in dataset.items:
        for claim in dataset.claims_about(item, Timing):
            deadline = claim.deadline
            yield (
                claim.id,
                *action_and_milestone(item),
                claim.stated,
                deadline.kind,
                str(deadline.date or ""),
                deadline.date.precision if deadline.date else "",
                deadline.latest_date,
                str(deadline.every or ""),
                deadline.aligned_with or "",
                claim.basis,
                *words_of(dataset, claim.source, claim.evidence),
                str(deadline.starts or ""),
                str(deadline.within or ""),
                deadline.after or "",
            )


def status_report_rows(derivation: Derivation) -> Iterator[Row]:
    """Every report of progress, item after item, as each source makes it."""
    dataset = derivation.dataset
    for item in dataset.items:
        for claim in dataset.claims_about(item, StatusReport):
            said = claim.status, claim.status_as_printed, claim.colour or "", claim.as_of, claim.reported_by, claim.note
            words = words_of(dataset, claim.source, claim.evidence)
            yield claim.id, *action_and_milestone(item), *said, claim.basis, *words


def link_rows(derivation: Derivation) -> Iterator[Row]:
    """Every link of an item to something it names, item after item."""
    dataset = derivation.dataset
    for item, link, claim in _linked(derivation, _TYPES):
        target, name = _target(dataset, claim)
        link_type = _TYPES[link.relation]
        words = words_of(dataset, claim.source, claim.evidence)
        yield claim.id, *action_and_milestone(item), link_type, link_type.family, target, name, link.basis, *words


def _target(dataset: Dataset, claim: AnyClaim) -> tuple[str, str]:
    """Identifier and name of what a dependency, or a deadline aligned with something, leans on."""
    if isinstance(claim, Timing):
        aligned = claim.deadline.aligned_with or ""
        return aligned, dataset.instruments[aligned].name
    assert isinstance(claim, Dependency)
    registered = {"instrument": dataset.instruments, "body": dataset.bodies}.get(claim.target_kind, {})
    return claim.target, registered[claim.target].name if registered else dataset.title_of(claim.target)


def organisation_rows(derivation: Derivation) -> Iterator[Row]:
    """The register's bodies, in its order."""
    return _registered(derivation.dataset.registry.bodies)


def instrument_rows(derivation: Derivation) -> Iterator[Row]:
    """The register's instruments, in its order."""
    return _registered(derivation.dataset.registry.instruments)


def _registered(entries: Iterable[Body | Instrument]) -> Iterator[Row]:
    for entry in entries:
        yield entry.id, entry.name, entry.kind, entry.part_of or "", joined(entry.also_known_as)


def discrepancy_rows(derivation: Derivation) -> Iterator[Row]:
    """Every discrepancy, in the order in which they are derived."""
    for found in derivation.discrepancies:
        values = found.source_a, found.value_a, found.source_b, found.value_b
        yield found.id, *action_and_milestone(found.item), found.kind, *values, found.resolution


def doubt_rows(derivation: Derivation) -> Iterator[Row]:
    """Every doubt, source after source."""
    dataset = derivation.dataset
    for doubt in dataset.doubts.values():
        yield _doubt(dataset, doubt)


def _doubt(dataset: Dataset, doubt: Doubt) -> Row:
    source, line, _, _, quote = words_of(dataset, doubt.source, doubt.evidence)
    settlement, referral = dataset.settlements.get(doubt.id), dataset.referrals.get(doubt.id)
    judged = settlement or referral
    return (
        doubt.id,
        *action_and_milestone(doubt.item),
        doubt.what,
        joined(doubt.readings),
        source,
        line,
        quote,
        dataset.state_of(doubt.id),
        settlement.holds if settlement else "",
        judged.reason if judged else "",
        judged.by if judged else "",
        judged.on if judged else None,
        referral.ask if referral else "",
    )
