"""The register of a draft: every body and instrument once, with its names as printed, and proposals to merge."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from cohesion_graph.documents.words import tidy
from cohesion_graph.ingest.what.instruments import kind_of_instrument
from cohesion_graph.ingest.who.names import (
    MergeProposal,
    initials,
    is_acronym,
    kind_of_body,
    loose_key,
    merge_proposals,
    name_key,
)
from cohesion_graph.model.changes import Merged
from cohesion_graph.model.codes import BodyKind, InstrumentKind
from cohesion_graph.model.evidence import sha256
from cohesion_graph.model.ids import free_id, mint_slug
from cohesion_graph.model.register import Body, Instrument, Register

__all__ = ["NAMED_OFFICER", "Registrar"]

NAMED_OFFICER = "Named officer"
"""The body that stands for a person named without any post or body; persons themselves are never registered."""


def _digested(name: str, what: str) -> str:
    """An identifier for a name without Latin letters, the same wherever it stands; empty for any other name."""
    return "" if mint_slug(name) else f"{what}-{sha256((name_key(name) or name).encode())[:8]}"


@dataclass(slots=True)
class _Entry:
    slug: str
    printed: Counter[str] = field(default_factory=Counter)
    part_of: str | None = None
    notation: str = ""


@dataclass(slots=True)
class Registrar:
    """Registers names as they come and remembers every printed form."""

    mint: Callable[[str], str] = mint_slug
    """Mints a slug from printed words, persons' names left out."""
    _bodies: dict[str, _Entry] = field(default_factory=dict)
    _instruments: dict[str, _Entry] = field(default_factory=dict)
    _slugs: set[str] = field(default_factory=set)
    _by_initials: dict[str, dict[str, str]] = field(default_factory=dict)
    _indexed: int = 0

    def body(self, printed: str) -> str:
        """The identifier of a body with this name; forms that differ in case, spacing and "&" are one."""
        return self._enter(self._bodies, printed, "body").slug

    def identifier(self, name: str) -> str:
        """The identifier that a body of this name has, or would get, without entering it."""
        known = self._bodies.get(name_key(name))
        return known.slug if known else self.mint(name) or _digested(tidy(name), "body") or "body"

    def instrument(self, printed: str, part_of: str = "", notation: str = "") -> str:
        """The identifier of an instrument with this name; a code printed beside it becomes its notation."""
        entry = self._enter(self._instruments, printed, "instrument")
        if notation:
            entry.notation = entry.notation or notation
            self._instruments.setdefault(name_key(notation), entry)
        if part_of and entry.part_of is None:
            whole = self._enter(self._instruments, part_of, "instrument")
            entry.part_of = whole.slug if whole is not entry else None
        return entry.slug

    def _enter(self, entries: dict[str, _Entry], printed: str, what: str) -> _Entry:
        name = tidy(printed)
        key = name_key(name) or name
        if key not in entries:
            stem = self.mint(name) or _digested(name, what) or f"{what}-{len(entries) + 1}"
            slug = free_id(stem, self._slugs)
            self._slugs.add(slug)
            entries[key] = _Entry(slug)
        entries[key].printed[name] += 1
        return entries[key]

    def known_bodies(self) -> dict[str, str]:
        """Every printed name of a body with its identifier."""
        return {name: entry.slug for entry in self._bodies.values() for name in entry.printed}

    def full_body(self, acronym: str) -> str | None:
        """The one body that an acronym can stand for: registered under it, or the only one with these initials."""
        if own := self._bodies.get(name_key(acronym)):
            return own.slug
        if self._indexed != sum(len(entry.printed) for entry in self._bodies.values()):
            self._index_initials()
        # two spellings of one name ("Children('s) Trust Board") are no second candidate
        found = self._by_initials.get(acronym, {})
        return min(found.values()) if len(found) == 1 else None

    def _index_initials(self) -> None:
        """Bodies by their initials: for each, the identifiers by what is equal for all spellings of the name."""
        self._by_initials = {}
        for entry in self._bodies.values():
            for name in entry.printed:
                if not is_acronym(name):
                    same = self._by_initials.setdefault(initials(name), {})
                    same[loose_key(name)] = min(entry.slug, same.get(loose_key(name), entry.slug))
        self._indexed = sum(len(entry.printed) for entry in self._bodies.values())

    def merged(self, what: str, first: str, second: str) -> tuple[Merged, ...]:
        """The change that makes one of two bodies or instruments: the second, which is the shorter form, goes."""
        entries = self._bodies if what == "body" else self._instruments
        slugs = {_label(entry): entry.slug for entry in entries.values()}
        one, other = slugs.get(first, ""), slugs.get(second, "")
        return (Merged(thing=f"{what}/{other}", into=one),) if one and other and one != other else ()

    def proposals(self) -> list[tuple[str, MergeProposal]]:
        """Pairs of names that may be one: ``body`` or ``instrument`` and the proposal."""
        found = []
        for what, entries in (("body", self._bodies), ("instrument", self._instruments)):
            labels = [_label(entry) for entry in _each_once(entries)]
            found += [(what, proposal) for proposal in merge_proposals(labels)]
        return found

    def register(self) -> Register:
        """The finished register, sorted by identifier."""
        bodies = [
            Body(
                id=entry.slug,
                name=_label(entry),
                also_known_as=_others(entry),
                part_of=entry.part_of,
                kind=BodyKind.PLACEHOLDER if _label(entry) == NAMED_OFFICER else kind_of_body(_label(entry)),
                note=_note(entry),
            )
            for entry in self._bodies.values()
        ]
        instruments = [self._instrument_record(entry) for entry in _each_once(self._instruments)]
        return Register(
            bodies=tuple(sorted(bodies, key=lambda body: body.id)),
            instruments=tuple(sorted(instruments, key=lambda instrument: instrument.id)),
        )

    def _instrument_record(self, entry: _Entry) -> Instrument:
        label = _label(entry)
        is_condition = label[:1].islower() and kind_of_instrument(label) is InstrumentKind.OTHER
        return Instrument(
            id=entry.slug,
            name=label,
            also_known_as=_others(entry),
            part_of=entry.part_of,
            kind=InstrumentKind.CONDITION if is_condition else kind_of_instrument(label),
            notation=entry.notation or (label if re.fullmatch(r"[A-Z]{2,4} ?\d+[a-z]?", label) else ""),
            note=_note(entry),
        )


def _each_once(entries: dict[str, _Entry]) -> list[_Entry]:
    """Entries in the order they came; one that is known by two keys only once."""
    return list({entry.slug: entry for entry in entries.values()}.values())


def _label(entry: _Entry) -> str:
    """The form printed most often; of equals the longest, then the first by alphabet."""
    return min(entry.printed, key=lambda name: (-entry.printed[name], -len(name), name))


def _others(entry: _Entry) -> tuple[str, ...]:
    return tuple(sorted(set(entry.printed) - {_label(entry)}))


def _note(entry: _Entry) -> str:
    return "The forms differ in letter case, spacing or signs only." if len(entry.printed) > 1 else ""
