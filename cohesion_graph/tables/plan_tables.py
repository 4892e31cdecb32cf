"""The plan's own tables: what `export csv`, the workbook's sheets and the site's downloads hold.

Identifiers are those of the dataset folder. Several values in one cell are joined by ``"; "``. Offsets count Unicode
code points of the source's stored text, so that ``text[start:end] == quote`` for each quotation of a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from cohesion_graph.derive import Derivation, Link
from cohesion_graph.model.claims import AnyClaim, Dependency, Doubt, Responsibility, Timing, Wording
from cohesion_graph.model.codes import Code, LinkType, Role
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.evidence import Quotation
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.model.register import Body, Instrument
from cohesion_graph.model.relations import Relation, relation_of
from cohesion_graph.tables.table import Column, Table, Value

__all__ = ["PLAN_TABLES", "plan_table", "plan_tables"]

Row = tuple[Value, ...]

_PLACE = {
    "action_ref": "The action's reference.",
    "milestone_id": "The milestone; empty where the row is about the whole action.",
}
_WORDS = {
    "basis": "What the statement rests on, in a code's words; tells what a source states from what a rule inferred.",
    "source": "The document that says so.",
    "line": "1-based line of the first quoted word in the source's stored text.",
    "start": "First code point of the quotation in the source's stored text.",
    "end": "Code point after the last one of the quotation.",
    "quote": "The exact words.",
}


def joined(values: Iterable[object]) -> str:
    """Values in one cell, in order, each once."""
    return "; ".join(dict.fromkeys(str(value) for value in values))


def _columns(**about: str) -> tuple[Column, ...]:
    return tuple(Column(name, sentence) for name, sentence in about.items())


def _place(item: str | None) -> tuple[str, str]:
    """Action reference and milestone identifier of an item."""
    if item is None:
        return "", ""
    return action_of(item), item if is_milestone(item) else ""


def _words(dataset: Dataset, source: str, evidence: Sequence[Quotation]) -> Row:
    """Source, line, start, end and quote of some evidence."""
    line = dataset.sources_by_id[source].line_of(evidence[0].start)
    starts, ends = "; ".join(str(q.start) for q in evidence), "; ".join(str(q.end) for q in evidence)
    single = len(evidence) == 1
    return (
        source,
        line,
        evidence[0].start if single else starts,
        evidence[0].end if single else ends,
        "; ".join(quotation.exact for quotation in evidence),
    )


def _actions(derivation: Derivation) -> Iterator[Row]:
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


def _milestones(derivation: Derivation) -> Iterator[Row]:
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


def _responsibilities(derivation: Derivation) -> Iterator[Row]:
    dataset = derivation.dataset
    for item, link, claim in _linked(derivation, _ROLES):
        assert isinstance(claim, Responsibility)
        own = link.basis is claim.basis and claim.item == item
        joint = (claim.id.removesuffix(f"/{claim.n}") + f"/{n}" for n in claim.joint_with) if own else ()
        yield (
            claim.id,
            *_place(item),
            claim.party,
            dataset.bodies[claim.party].name,
            claim.party_as_printed,
            claim.role,
            joined(joint),
            link.basis,
            *_words(dataset, claim.source, claim.evidence),
        )


def _deadlines(derivation: Derivation) -> Iterator[Row]:
    dataset = derivation.dataset
    for item in dataset.items:
        for claim in dataset.claims_about(item, Timing):
            deadline = claim.deadline
            yield (
                claim.id,
                *_place(item),
                claim.stated,
                deadline.kind,
                str(deadline.date or ""),
                deadline.date.precision if deadline.date else "",
                deadline.latest_date,
                str(deadline.every or ""),
                deadline.aligned_with or "",
                claim.basis,
                *_words(dataset, claim.source, claim.evidence),
                str(deadline.starts or ""),
                str(deadline.within or ""),
                deadline.after or "",
            )


def _links(derivation: Derivation) -> Iterator[Row]:
    dataset = derivation.dataset
    for item, link, claim in _linked(derivation, _TYPES):
        target, name = _target(dataset, claim)
        link_type = _TYPES[link.relation]
        words = _words(dataset, claim.source, claim.evidence)
        yield claim.id, *_place(item), link_type, link_type.family, target, name, link.basis, *words


def _target(dataset: Dataset, claim: AnyClaim) -> tuple[str, str]:
    """Identifier and name of what a dependency, or a deadline aligned with something, leans on."""
    if isinstance(claim, Timing):
        aligned = claim.deadline.aligned_with or ""
        return aligned, dataset.instruments[aligned].name
    assert isinstance(claim, Dependency)
    registered = {"instrument": dataset.instruments, "body": dataset.bodies}.get(claim.target_kind, {})
    return claim.target, registered[claim.target].name if registered else dataset.title_of(claim.target)


def _registered(entries: Iterable[Body | Instrument]) -> Iterator[Row]:
    for entry in entries:
        yield entry.id, entry.name, entry.kind, entry.part_of or "", joined(entry.also_known_as)


def _discrepancies(derivation: Derivation) -> Iterator[Row]:
    for found in derivation.discrepancies:
        values = found.source_a, found.value_a, found.source_b, found.value_b
        yield found.id, *_place(found.item), found.kind, *values, found.resolution


def _doubts(derivation: Derivation) -> Iterator[Row]:
    dataset = derivation.dataset
    for doubt in dataset.doubts.values():
        yield _doubt(dataset, doubt)


def _doubt(dataset: Dataset, doubt: Doubt) -> Row:
    source, line, _, _, quote = _words(dataset, doubt.source, doubt.evidence)
    return doubt.id, *_place(doubt.item), doubt.what, joined(doubt.alternatives), source, line, quote


_REGISTERED = {
    "kind": "What sort it is, a code.",
    "part_of": "The larger one it belongs to, where a source says so.",
    "also_known_as": "Other names the documents print.",
}

PLAN_TABLES: dict[str, tuple[str, tuple[Column, ...], Callable[[Derivation], Iterator[Row]]]] = {
    "actions": (
        "Every action",
        _columns(
            action_id="The action's identifier.",
            plan="The plan it belongs to.",
            section="The section of the plan.",
            ref="Its reference, scanning damage repaired.",
            ref_as_printed="Its reference as each source prints it, where that differs or is quoted.",
            text="Its words, spacing and scanning damage repaired.",
            text_as_printed="Its words exactly as the first source's stored text has them.",
            sources="The documents that have it.",
        ),
        _actions,
    ),
    "milestones": (
        "Every milestone or success measure",
        _columns(
            milestone_id="The milestone's identifier.",
            action_ref="The action it belongs to.",
            order="Its place in the action, from 1.",
            text="Its words.",
            presented_as="What the documents call it: milestone, success-measure ...",
            sources="The documents that have it.",
        ),
        _milestones,
    ),
    "responsibilities": (
        "Who does what, as each document says and as rules infer",
        _columns(
            claim_id="The claim it rests on; an inferred row names the claim it was inferred from.",
            **_PLACE,
            party_id="The body's identifier.",
            party="The body's name.",
            party_as_printed="The name as this source prints it here.",
            role="lead, contribute or responsible.",
            joint_with="Claims it is held jointly with.",
            **_WORDS,
        ),
        _responsibilities,
    ),
    "deadlines": (
        "By when, as each document says",
        _columns(
            claim_id="The claim's identifier.",
            **_PLACE,
            stated="The deadline's words.",
            kind="The sort of deadline, a code.",
            date="The date as stated: 2009-03, 2024-Q3, 2025-03-31, 2026.",
            precision="day, month, quarter, year or financial-year.",
            latest_date="The last day the stated date allows.",
            recurs_every="Interval of recurrence, ISO 8601: P6M is six months.",
            aligned_with="The instrument whose timetable decides.",
            **_WORDS,
            starts="Where a range is stated, its beginning.",
            within="Span of a relative deadline, ISO 8601.",
            after="What a relative deadline counts from.",
        ),
        _deadlines,
    ),
    "links": (
        "What items depend on, feed, report to or mention",
        _columns(
            claim_id="The claim it rests on.",
            **_PLACE,
            type="How the item stands to the target, a code.",
            family="depends, feeds, reports or mentions.",
            target_id="The target's identifier.",
            target="The target's name.",
            **_WORDS,
        ),
        _links,
    ),
    "organisations": (
        "Every body the documents name",
        _columns(organisation_id="The body's identifier.", name="Its name.", **_REGISTERED),
        lambda derivation: _registered(derivation.dataset.registry.bodies),
    ),
    "instruments": (
        "Every strategy, agreement, plan, standard, indicator or condition the documents name",
        _columns(instrument_id="The instrument's identifier.", name="Its name.", **_REGISTERED),
        lambda derivation: _registered(derivation.dataset.registry.instruments),
    ),
    "discrepancies": (
        "Where two documents differ",
        _columns(
            discrepancy_id="The discrepancy's identifier.",
            **_PLACE,
            kind="In what they differ, a code.",
            source_a="The first document.",
            value_a="What it says.",
            source_b="The second document.",
            value_b="What it says.",
            resolution="What an editor decided; unresolved if nobody has.",
        ),
        _discrepancies,
    ),
    "doubts": (
        "What the documents do not settle",
        _columns(
            doubt_id="The doubt's identifier.",
            **_PLACE,
            what="What cannot be told, in a sentence.",
            alternatives="The readings it allows; the one the dataset shows first.",
            source="The document.",
            line="1-based line in its stored text.",
            quote="The exact words.",
        ),
        _doubts,
    ),
}
"""Title, columns and rows of each table, by its name; ``<name>.csv`` is its file."""


def plan_table(derivation: Derivation, name: str) -> Table:
    """One of `PLAN_TABLES`; rows in the order of the plan, of the register, or of the sources."""
    title, columns, rows = PLAN_TABLES[name]
    return Table(name, columns, tuple(tuple(_plain(value) for value in row) for row in rows(derivation)), title)


def plan_tables(derivation: Derivation) -> dict[str, Table]:
    """All of them, by name."""
    return {name: plan_table(derivation, name) for name in PLAN_TABLES}


def _plain(value: Value) -> Value:
    """Codes as bare text: a cell holds no object of the model."""
    return str(value) if isinstance(value, Code) else value
