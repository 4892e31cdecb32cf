"""The register after a new edition: a person's entries win, new names are entered, unused untouched ones go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from cohesion_graph.editions.report import Report
from cohesion_graph.model.claims import AnyClaim, Dependency, Responsibility, Timing
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.register import Body, Instrument, Register

__all__ = ["merged_register", "things_named"]

E = TypeVar("E", Body, Instrument)
Renamed = Mapping[str, str]


def merged_register(
    states: tuple[Dataset, Dataset, Dataset],
    renamed: tuple[Renamed, Renamed],
    claims: Iterable[AnyClaim],
    used: Iterable[str],
    report: Report,
) -> Register:
    """The register for the claims of the new edition.

    Args:
        states: The corrected dataset, what the reader made of the old documents and of the new ones.
        renamed: Identifiers of the two readings in those of the corrected dataset.
        claims: All claims of the result.
        used: Further identifiers that something refers to.
        report: Told which entries came and went.
    """
    needed = {*used, *things_named(claims)}
    mine, base, new = (state.registry for state in states)
    bodies = _merged((mine.bodies, base.bodies, new.bodies), renamed, needed, report)
    return Register(
        bodies=bodies,
        instruments=_merged((mine.instruments, base.instruments, new.instruments), renamed, needed, report),
    )


def things_named(claims: Iterable[AnyClaim]) -> set[str]:
    """The registered things that claims name."""
    found = set()
    for claim in claims:
        match claim:
            case Responsibility():
                found.add(claim.party)
            case Dependency():
                found.add(claim.target)
            case Timing(deadline=deadline) if deadline.aligned_with:
                found.add(deadline.aligned_with)
    return found


def _merged(
    states: tuple[Sequence[E], Sequence[E], Sequence[E]],
    renamed: tuple[Renamed, Renamed],
    needed: set[str],
    report: Report,
) -> tuple[E, ...]:
    mine = states[0]
    before, after = (_by_target(state, names) for state, names in zip(states[1:], renamed, strict=True))
    known = {entry.id for entry in mine}
    result: dict[str, E] = {}
    untouched: set[str] = set()
    for entry in mine:
        was, now = before.get(entry.id, []), after.get(entry.id, [])
        is_read = len(was) == 1 and was[0] == entry
        if is_read and not now:
            untouched.add(entry.id)
        if was and not is_read:
            report.kept["the register's entries"] += 1
        result[entry.id] = now[0] if is_read and len(now) == 1 else _with_names(entry, was, now)
    for identifier, entries in after.items():
        if identifier not in known and (identifier in needed or identifier not in before):
            result[identifier] = entries[0]
            report.changed.append(f"register: new name {entries[0].name!r}")
    while gone := untouched - needed - {one.part_of for one in result.values() if one.part_of}:
        for identifier in sorted(gone):
            report.changed.append(f"register: {result.pop(identifier).name!r} is no longer named")
        untouched -= gone
    whole = [_with_parent(entry, result) for entry in result.values()]
    if result.keys() == known:
        return tuple(whole)
    return tuple(sorted(whole, key=lambda entry: entry.id))


def _by_target(entries: Iterable[E], renamed: Renamed) -> dict[str, list[E]]:
    """Entries of a reading under the corrected dataset's identifiers, several where their names were merged."""
    found: dict[str, list[E]] = {}
    for entry in entries:
        update: dict[str, Any] = {"id": renamed[entry.id]}
        if entry.part_of:
            update["part_of"] = renamed[entry.part_of]
        found.setdefault(renamed[entry.id], []).append(entry.model_copy(update=update))
    return found


def _with_names(entry: E, was: Iterable[E], now: Iterable[E]) -> E:
    """An entry that a person changed, with the forms of its name that only the new documents print."""
    printed = {name for one in was for name in one.names}
    fresh: set[str] = {name for one in now for name in one.names} - printed - {*entry.names}
    return entry.model_copy(update={"also_known_as": tuple(sorted({*entry.also_known_as, *fresh}))}) if fresh else entry


def _with_parent(entry: E, known: Mapping[str, E]) -> E:
    return entry if entry.part_of is None or entry.part_of in known else entry.model_copy(update={"part_of": None})
