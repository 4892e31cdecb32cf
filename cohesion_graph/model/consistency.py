"""What in a dataset does not fit together: references, repeated identifiers, quotations not in their source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from cohesion_graph.errors import NearMisses
from cohesion_graph.model.claims import AnyClaim, Dependency, Responsibility, StatusReport, Timing, Wording
from cohesion_graph.model.dataset import Dataset, SourceClaims
from cohesion_graph.model.ids import is_milestone
from cohesion_graph.model.judged import Fault, judgement_faults, quotation_fault, unsettleable
from cohesion_graph.model.remembered import remembered

__all__ = ["Fault", "inconsistencies"]


def inconsistencies(dataset: Dataset) -> Iterator[Fault]:
    """Everything in a dataset that does not fit together, in the order of its fields.

    Paths: ``("sources", 0, "extract_of")``, ``("registry", "bodies", 3, "part_of")``, ``("plan", ...)``,
    ``("readings", 0, "claims", 17, "evidence", 0)``, ``("editorial", "links", 0, "target")``.
    """
    faults = [*_source_faults(dataset), *_register_faults(dataset), *_plan_faults(dataset)]
    for number, reading in enumerate(dataset.readings):
        faults += _reading_faults(dataset, number, reading)
    faults += [*_editorial_faults(dataset), *judgement_faults(dataset)]
    yield from faults
    if not faults:  # what does not fit together as it was read would be told twice
        yield from unsettleable(dataset)


def _repeated(ids: Iterable[str]) -> list[str]:
    return [identifier for identifier, count in Counter(ids).items() if count > 1]


def _dangling(dataset: Dataset, where: tuple[str | int, ...], what: str, name: str, known: Iterable[str]) -> Fault:
    near = remembered(dataset, ("near misses", what), NearMisses).of(name, known)
    cure = f"Did you mean {' or '.join(map(repr, near))}?" if near else f"Add the {what}, or correct the identifier."
    return Fault(where, f"{name!r} is not the id of any {what}", f"the id of a {what}", cure)


def _source_faults(dataset: Dataset) -> Iterator[Fault]:
    ids = [source.id for source in dataset.sources]
    for twice in _repeated(ids):
        yield Fault(("sources",), f"two sources have the id {twice!r}", "one source for each id", "Rename one.")
    for number, source in enumerate(dataset.sources):
        if source.extract_of is not None and source.extract_of not in ids:
            yield _dangling(dataset, ("sources", number, "extract_of"), "source", source.extract_of, ids)
        if source.extract_for is not None and source.extract_for not in dataset.bodies:
            yield _dangling(dataset, ("sources", number, "extract_for"), "body", source.extract_for, dataset.bodies)
        for place, mask in enumerate(source.masks):
            if mask.end > len(source.text):
                yield Fault(
                    ("sources", number, "masks", place),
                    f"the mask ends at {mask.end}, the text at {len(source.text)}",
                    "offsets inside the text",
                    "Correct the offsets.",
                )
    body = dataset.authority.body
    if body is not None and body not in dataset.bodies:
        yield _dangling(dataset, ("authority", "body"), "body", body, dataset.bodies)
    read = [reading.source for reading in dataset.readings]
    for missing in (source for source in ids if source not in read):
        yield Fault(("readings",), f"nothing was read from the source {missing!r}", "one reading for each source")


def _register_faults(dataset: Dataset) -> Iterator[Fault]:
    lists = (("bodies", dataset.registry.bodies), ("instruments", dataset.registry.instruments))
    taken: set[str] = set()
    for name, entries in lists:
        known = {entry.id for entry in entries}
        for twice in _repeated(entry.id for entry in entries):
            yield Fault(("registry", name), f"two {name} have the id {twice!r}", "one for each id", "Rename one.")
        for clash in sorted(known & taken):
            yield Fault(("registry", name), f"{clash!r} is the id of a body as well", "different ids", "Rename one.")
        taken |= known
        parents = {entry.id: entry.part_of for entry in entries}
        for number, entry in enumerate(entries):
            where = ("registry", name, number)
            if entry.part_of is not None and entry.part_of not in known:
                what = "body" if name == "bodies" else "instrument"
                yield _dangling(dataset, (*where, "part_of"), what, entry.part_of, known)
            elif _is_circular(entry.id, parents):
                yield Fault((*where, "part_of"), f"{entry.id!r} is part of itself", "no circle", "Correct part_of.")
            if entry.name in entry.also_known_as:
                yield Fault((*where, "also_known_as"), f"{entry.name!r} is the name already", "other names only")


def _is_circular(start: str, parents: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    step = parents.get(start)
    while step is not None and step not in seen:
        if step == start:
            return True
        seen.add(step)
        step = parents.get(step)
    return False


def _plan_faults(dataset: Dataset) -> Iterator[Fault]:
    sections = dataset.plan.sections
    for twice in _repeated(section.id for section in sections):
        yield Fault(("plan", "sections"), f"two sections have the id {twice!r}", "one for each id", "Rename one.")
    for twice in _repeated(action.ref for section in sections for action in section.actions):
        yield Fault(("plan", "sections"), f"two actions have the reference {twice!r}", "one for each reference")
    for number, section in enumerate(sections):
        for place, action in enumerate(section.actions):
            for twice in _repeated(action.milestones):
                where = ("plan", "sections", number, "actions", place, "milestones")
                yield Fault(where, f"two milestones of {action.ref} have the id {twice!r}", "one for each id")


def _reading_faults(dataset: Dataset, number: int, reading: SourceClaims) -> Iterator[Fault]:
    here: tuple[str | int, ...] = ("readings", number)
    source = dataset.sources_by_id.get(reading.source)
    if source is None:
        yield _dangling(dataset, (*here, "source"), "source", reading.source, dataset.sources_by_id)
        return
    records = (("claims", reading.claims), ("doubts", reading.doubts))
    for name, listed in records:
        for twice in _repeated(record.id for record in listed):
            yield Fault((*here, name), f"two {name} have the id {twice!r}", "one for each number n")
        for place, record in enumerate(listed):
            where = (*here, name, place)
            if record.source != reading.source:
                yield Fault((*where, "source"), f"{record.source!r} in the file of {reading.source!r}")
            for turn, quotation in enumerate(record.evidence):
                if fault := quotation_fault((*where, "evidence", turn), quotation, source):
                    yield fault
            if record.item is not None and record.item not in dataset.items:
                yield _dangling(dataset, (*where, "item"), "action or milestone", record.item, dataset.items)
    for place, claim in enumerate(reading.claims):
        yield from _claim_faults(dataset, (*here, "claims", place), claim)
    for name in ("set_aside", "revisions"):
        for place, quoted in enumerate(getattr(reading, name)):
            if fault := quotation_fault((*here, name, place), quoted, source):
                yield fault


def _claim_faults(dataset: Dataset, where: tuple[str | int, ...], claim: AnyClaim) -> Iterator[Fault]:
    match claim:
        case Responsibility():
            yield from _responsibility_faults(dataset, where, claim)
        case Timing(deadline=deadline) if (name := deadline.aligned_with) and name not in dataset.instruments:
            yield _dangling(dataset, (*where, "deadline", "aligned_with"), "instrument", name, dataset.instruments)
        case Dependency():
            yield from _dependency_faults(dataset, where, claim)
        case StatusReport(status="not-reported"):
            yield Fault((*where, "status"), "'not-reported' is stored", "no report at all", "Remove it.")
        case Wording() if (claim.presented_as == "action") == is_milestone(claim.item):
            expected = "a milestone's heading" if is_milestone(claim.item) else "'action'"
            yield Fault((*where, "presented_as"), f"{claim.presented_as.value!r} for {claim.item!r}", expected)


def _responsibility_faults(dataset: Dataset, where: tuple[str | int, ...], claim: Responsibility) -> Iterator[Fault]:
    if claim.party not in dataset.bodies:
        yield _dangling(dataset, (*where, "party"), "body", claim.party, dataset.bodies)
    held = {other.n for other in dataset.claims_about(claim.item, Responsibility, claim.source)} - {claim.n}
    for other in claim.joint_with:
        if other not in held:
            found = f"{claim.item} has no other responsibility number {other} in this source"
            expected = f"one of {sorted(held)}" if held else "nothing: it is the only one"
            yield Fault((*where, "joint_with"), found, expected, "Correct the number.")


def _dependency_faults(dataset: Dataset, where: tuple[str | int, ...], claim: Dependency) -> Iterator[Fault]:
    targets: Mapping[str, Mapping[str, object]] = {
        "instrument": dataset.instruments,
        "body": dataset.bodies,
        "item": dataset.items,
    }
    known = targets[claim.target_kind]  # looked up as it is: a copy for each claim would be quadratic
    if claim.target not in known:
        what = "action or milestone" if claim.target_kind == "item" else claim.target_kind
        yield _dangling(dataset, (*where, "target"), what, claim.target, known)
    elif claim.target_kind == "item" and claim.target == claim.item:
        yield Fault((*where, "target"), f"{claim.item!r} hangs on itself", "something else", "Correct the target.")


def _editorial_faults(dataset: Dataset) -> Iterator[Fault]:
    for place, link in enumerate(dataset.editorial.links):
        yield from _link_faults(dataset, ("editorial", "links", place), link)
    own = {claim.id for reading in dataset.readings for claim in reading.claims}
    links = [link.id for link in dataset.editorial.links]
    for clash in sorted({*own.intersection(links), *_repeated(links)}):
        yield Fault(("editorial", "links"), f"the id {clash!r} is taken", "a number n that no claim has", "Renumber.")
    named: list[tuple[tuple[str | int, ...], str]] = [
        (("same_items", place, "claims", turn), claim)
        for place, sameness in enumerate(dataset.editorial.same_items)
        for turn, claim in enumerate(sameness.claims)
    ]
    named += [(("rankings", place, "claim"), one.claim) for place, one in enumerate(dataset.editorial.rankings)]
    for where, claim in named:
        if claim not in dataset.claims:
            yield _dangling(dataset, ("editorial", *where), "claim", claim, dataset.claims)


def _link_faults(dataset: Dataset, where: tuple[str | int, ...], link: Dependency) -> Iterator[Fault]:
    source = dataset.sources_by_id.get(link.source)
    if source is None:
        yield _dangling(dataset, (*where, "source"), "source", link.source, dataset.sources_by_id)
        return
    for turn, quotation in enumerate(link.evidence):
        if fault := quotation_fault((*where, "evidence", turn), quotation, source):
            yield fault
    if link.item not in dataset.items:
        yield _dangling(dataset, (*where, "item"), "action or milestone", link.item, dataset.items)
    if link.basis != "inferred-by-analyst":
        found = f"{link.basis.value!r} among a person's links"
        yield Fault((*where, "basis"), found, "'inferred-by-analyst'", "Claims of a source stand in its own file.")
    yield from _dependency_faults(dataset, where, link)
