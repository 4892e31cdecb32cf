"""What people type for a body, an instrument, an item or a source, and the one thing it stands for.

Accepted, letter case never counting: the identifier (``safer-stockton-partnership``, ``CC9``, ``CC9/report-produced``),
the kind and the identifier (``organisation/lpsb``), the graph's node (``action/CC9/milestone/report-produced``), the
name and every other name the register holds, a reference as printed (``E06``), an item's own words. Then the same with
everything but letters and digits left out, so ``childrens trust board`` finds *Children's Trust Board*, and a leading
"the" does no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from cohesion_graph.derive.wordings import normalised
from cohesion_graph.errors import BadParameter, UnknownName
from cohesion_graph.model.claims import Wording
from cohesion_graph.model.ids import node_id
from cohesion_graph.model.remembered import remembered
from cohesion_graph.rdf.namespaces import Addresses

if TYPE_CHECKING:
    from cohesion_graph.model.dataset import Dataset
    from cohesion_graph.model.evidence import Source
    from cohesion_graph.model.items import Item
    from cohesion_graph.model.register import Body, Instrument

__all__ = ["KINDS", "Finder", "Names", "NamesOfDataset", "Thing", "names_of"]

KINDS = {
    "body": ("organisation",),
    "instrument": ("instrument",),
    "action": ("action",),
    "item": ("action", "milestone"),
    "source": ("source",),
    "thing": ("instrument", "organisation", "action", "milestone"),
}
"""The kinds of thing that a parameter of each type may name."""

_WORDS = {
    "body": "body",
    "instrument": "instrument",
    "action": "action",
    "item": "action or milestone",
    "source": "source",
    "thing": "instrument, body, action or milestone",
}

_FEW = 5
"""Things of a kind up to which a message names them all."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be named."""

    kind: str
    """``organisation``, ``instrument``, ``action``, ``milestone`` or ``source``."""
    id: str
    iri: str
    label: str
    names: tuple[str, ...] = ()
    """Every other name it goes by."""

    @property
    def node(self) -> str:
        """Its node in the graph."""
        return node_id("item" if self.kind in {"action", "milestone"} else self.kind, self.id)


@dataclass(frozen=True, slots=True)
class Names:
    """Everything of one store or plan that can be named."""

    things: tuple[Thing, ...]
    _exact: dict[str, list[Thing]] = field(default_factory=dict, repr=False)
    _loose: dict[str, list[Thing]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, things: Iterable[Thing]) -> Names:
        """An index over things; the order of `things` is kept in messages."""
        index = cls(tuple(dict.fromkeys(things)))
        for thing in index.things:
            spelt = (thing.id, f"{thing.kind}/{thing.id}", thing.node, thing.iri, thing.label, *thing.names)
            for key in dict.fromkeys(spelt):
                _enter(index._exact, _folded(key), thing)
                _enter(index._loose, normalised(key), thing)
        return index

    def find(self, typed: str, kind: str) -> Thing:
        """The one thing of a kind that `typed` stands for.

        Args:
            typed: What a person typed.
            kind: A key of `KINDS`.

        Raises:
            UnknownName: nothing is called so; the nearest names are given.
            BadParameter: two or more things are called so; the message names each by kind and identifier.
        """
        wanted = KINDS[kind]
        plain = typed.strip()
        bare = plain[4:] if plain[:4].casefold() == "the " else plain
        for index, key in (
            (self._exact, _folded(plain)),
            (self._exact, _folded(bare)),
            (self._loose, normalised(plain)),
            (self._loose, normalised(bare)),
        ):
            hits = [thing for thing in index.get(key, ()) if thing.kind in wanted] if key else []
            by_id = [thing for thing in hits if _folded(thing.id) == key]
            hits = by_id if len(by_id) == 1 else hits
            if len(hits) == 1:
                return hits[0]
            if hits:
                short = [f"{thing.kind}/{thing.id}" for thing in hits]
                clash = len(set(short)) < len(short)
                names = " or ".join(repr(thing.iri if clash else f"{thing.kind}/{thing.id}") for thing in hits)
                raise BadParameter(f"{typed!r} names {len(hits)} things\n  Write {names}.")
        things = [thing for thing in self.things if thing.kind in wanted]
        known = [name for thing in things for name in _suggested(thing)]
        cure = f"A name as printed, an identifier or a reference of {_a(kind)}."
        if 0 < len(things) <= _FEW:
            cure += f" There is {', '.join(f'{thing.label!r} ({thing.id})' for thing in things)}."
        raise UnknownName(_WORDS[kind], typed, known, cure)


class Finder(Protocol):
    """Whatever finds the thing that a typed name stands for."""

    def find(self, typed: str, kind: str) -> Thing:
        """The one thing of a kind that `typed` stands for; see `Names.find`."""


@dataclass(frozen=True, slots=True)
class NamesOfDataset:
    """The names of a dataset: an identifier is found at once, any other name through an index made when needed."""

    dataset: Dataset

    def find(self, typed: str, kind: str) -> Thing:
        """The one thing of a kind that `typed` stands for; raises what `Names.find` raises."""
        found = self._by_identifier(typed, KINDS[kind])
        return found[0] if len(found) == 1 else names_of(self.dataset, [kind]).find(typed, kind)

    def _by_identifier(self, typed: str, kinds: Iterable[str]) -> list[Thing]:
        addresses, dataset = Addresses.of(self.dataset), self.dataset
        found = []
        if body := dataset.bodies.get(typed):
            found.append(_body(body, addresses))
        if instrument := dataset.instruments.get(typed):
            found.append(_instrument(instrument, addresses))
        if source := dataset.sources_by_id.get(typed):
            found.append(_source(source, addresses))
        if item := dataset.items.get(typed):
            found.append(_item(dataset, item, addresses))
        return [thing for thing in found if thing.kind in kinds]


def names_of(dataset: Dataset, kinds: Iterable[str] = tuple(KINDS)) -> Names:
    """What can be named in a dataset: bodies, instruments, items in the order of the plan, sources.

    The index is kept as long as the dataset is, so that only the first question pays for it.

    Args:
        dataset: The plan.
        kinds: Keys of `KINDS`: only what parameters of these types may name is looked at.
    """
    wanted = frozenset(kind for name in kinds for kind in KINDS[name])
    return remembered(dataset, (Names, wanted), lambda: _index(dataset, wanted))


def _index(dataset: Dataset, wanted: frozenset[str]) -> Names:
    addresses = Addresses.of(dataset)
    registered = _registered(dataset, addresses) if wanted & {"organisation", "instrument", "source"} else ()
    items = _items(dataset, addresses) if wanted & {"action", "milestone"} else ()
    return Names.of(thing for thing in (*registered, *items) if thing.kind in wanted)


def _registered(dataset: Dataset, addresses: Addresses) -> Iterator[Thing]:
    for body in dataset.registry.bodies:
        yield _body(body, addresses)
    for instrument in dataset.registry.instruments:
        yield _instrument(instrument, addresses)
    for source in dataset.sources:
        yield _source(source, addresses)


def _items(dataset: Dataset, addresses: Addresses) -> Iterator[Thing]:
    for item in dataset.items.values():
        yield _item(dataset, item, addresses)


def _body(body: Body, addresses: Addresses) -> Thing:
    return Thing("organisation", body.id, addresses.organisation(body.id), body.name, body.also_known_as)


def _instrument(instrument: Instrument, addresses: Addresses) -> Thing:
    also = (*instrument.also_known_as, *filter(None, [instrument.notation]))
    return Thing("instrument", instrument.id, addresses.instrument(instrument.id), instrument.name, also)


def _source(source: Source, addresses: Addresses) -> Thing:
    return Thing("source", source.id, addresses.source(source.id), source.label, (source.title,))


def _item(dataset: Dataset, item: Item, addresses: Addresses) -> Thing:
    wordings = dataset.claims_about(item.id, Wording)
    printed = [wording.ref_as_printed for wording in wordings if wording.ref_as_printed]
    also = tuple(dict.fromkeys((*printed, *(wording.text for wording in wordings))))
    kind = "milestone" if item.is_milestone else "action"
    return Thing(kind, item.id, addresses.item(item.id), dataset.title_of(item.id), also)


def _suggested(thing: Thing) -> tuple[str, ...]:
    """The names offered when something like them was typed; an item is offered by its reference."""
    return (thing.id,) if thing.kind in {"action", "milestone"} else (thing.label, *thing.names, thing.id)


def _a(kind: str) -> str:
    words = _WORDS[kind]
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _enter(index: dict[str, list[Thing]], key: str, thing: Thing) -> None:
    """Enter one thing after the other: a thing that is there already is the last; thousands may share a name."""
    if key:
        held = index.setdefault(key, [])
        if not held or held[-1] is not thing:
            held.append(thing)
