"""The tables of a collection: those of a plan (`tables.plan_tables`), the plan's key in front, and what joins them.

Every table begins with ``dataset`` and ``row``, has the columns of the plan's table of the same name as they are, and
ends with what answers across plans need. Three are of the collection alone: `DATASETS`, ``sources`` and ``revisions``.
A claim's row has the address of the claim, which is a place in the page of its item.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cohesion_graph.derive import Derivation
from cohesion_graph.derive.discrepancies import Discrepancy
from cohesion_graph.graph.involvement import councils
from cohesion_graph.model.claims import Responsibility
from cohesion_graph.model.ids import action_and_milestone
from cohesion_graph.questions.cells import joined, natural_key
from cohesion_graph.rdf.catalogue import stated_period
from cohesion_graph.rdf.namespaces import Addresses
from cohesion_graph.tables.data_package import COLUMN_TYPES
from cohesion_graph.tables.plan_tables import PLAN_TABLES
from cohesion_graph.tables.table import Column, Value

__all__ = ["DATASETS", "KEYS", "SCHEMA_VERSION", "TABLES", "TYPES", "CollectionTable"]

SCHEMA_VERSION: Final = "1"
"""Of the files; a change of the columns below is a new one."""

DATASETS: Final = "datasets"
"""The table with a row for each dataset."""

KEYS: Final = (
    Column("dataset", "The dataset: its authority's identifier, a slash, and its own."),
    Column("row", "The row's number in the dataset's own table, from 1: the order of the plan."),
)
"""The first columns of every table."""

TYPES: Final[Mapping[str, str]] = {
    **COLUMN_TYPES,
    **dict.fromkeys(("row", "actions", "milestones", "documents", "name_order", "place", "source_order"), "integer"),
    **dict.fromkeys(("first_day", "last_day"), "date"),
}
"""Types of the columns that hold something other than text."""

_Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class CollectionTable:
    """One table of a collection."""

    title: str
    columns: tuple[Column, ...]
    """The keys included."""
    rows: Callable[[Derivation], Iterator[_Row]]
    """The rows of one dataset, without the keys."""


_ADDRESS = Column("address", "Where this stands in linked data.")
_WORDS = Column("words", "The words with ' ... ' between them, where they are several stretches; else empty.")

_MORE: Final[Mapping[str, tuple[Column, ...]]] = {
    "responsibilities": (_WORDS, Column("together_with", "Bodies it is held jointly with, as printed.")),
    "deadlines": (_WORDS,),
    "status_reports": (_WORDS,),
    "links": (_WORDS,),
    "organisations": (
        Column("counted_as", "The body it counts as where a council's teams are counted as the council."),
        Column("name_order", "Where its name stands in the natural order of the dataset's bodies, from 1."),
    ),
    "discrepancies": (
        Column("text", "The item's words."),
        Column("basis", "What the statements that differ rest on."),
        Column("quote_a", "The words of the first document."),
        Column("quote_b", "The words of the second document."),
        Column("place", "Where it stands among all of the dataset, from 1, those of one item as its claims come."),
    ),
}
"""What a plan's own table does not have, by table; an address follows."""


def _addressed(name: str, of: Callable[[Derivation], Callable[[_Row], _Row]]) -> CollectionTable:
    title, columns, plain_rows = PLAN_TABLES[name]

    def rows(derivation: Derivation) -> Iterator[_Row]:
        more = of(derivation)
        for row in plain_rows(derivation):
            yield (*row, *more(row))

    return CollectionTable(title, (*KEYS, *columns, *_MORE.get(name, ()), _ADDRESS), rows)


def _of_claims(derivation: Derivation) -> Callable[[_Row], _Row]:
    dataset, addresses = derivation.dataset, Addresses.of(derivation.dataset)

    def more(row: _Row) -> _Row:
        claim = dataset.claims[str(row[0])]
        words = claim.quote if len(claim.evidence) > 1 else ""
        if not isinstance(claim, Responsibility):
            return words, addresses.claim(claim.id)
        start = claim.id.rpartition("/")[0]
        others = (dataset.claims[f"{start}/{number}"] for number in claim.joint_with)
        printed = joined(other.party_as_printed for other in others if isinstance(other, Responsibility))
        return words, printed, addresses.claim(claim.id)

    return more


def _of_items(derivation: Derivation) -> Callable[[_Row], _Row]:
    addresses = Addresses.of(derivation.dataset)
    return lambda row: (addresses.item(str(row[0])),)


def _of_bodies(derivation: Derivation) -> Callable[[_Row], _Row]:
    addresses, tops = Addresses.of(derivation.dataset), councils(derivation.dataset)
    places = _places(body.name for body in derivation.dataset.registry.bodies)
    return lambda row: (tops[str(row[0])], places[str(row[1])], addresses.organisation(str(row[0])))


def _places(names: Iterable[str]) -> dict[str, int]:
    """The place of each name in natural order, from 1."""
    return {name: place for place, name in enumerate(sorted(set(names), key=natural_key), 1)}


def _of_instruments(derivation: Derivation) -> Callable[[_Row], _Row]:
    addresses = Addresses.of(derivation.dataset)
    return lambda row: (addresses.instrument(str(row[0])),)


def _of_discrepancies(derivation: Derivation) -> Callable[[_Row], _Row]:
    dataset, addresses = derivation.dataset, Addresses.of(derivation.dataset)
    by_id = {one.id: one for one in derivation.discrepancies}
    order = {claim: number for number, claim in enumerate(dataset.claims)}
    at = {item: number for number, item in enumerate(dataset.items)}
    number = {claim.id: place for reading in dataset.readings for place, claim in enumerate(reading.claims)}
    told = sorted(
        derivation.discrepancies,
        key=lambda one: (
            at[one.item],
            min((number[claim] for claim in (*one.claims_a, *one.claims_b)), default=len(number)),
            natural_key(one.id),
        ),
    )
    places = {one.id: place for place, one in enumerate(told, 1)}

    def quotes(claims: tuple[str, ...]) -> str:
        told = sorted(dict.fromkeys(claims), key=order.__getitem__)
        return "; ".join(dict.fromkeys(dataset.claims[claim].quote for claim in told))

    def more(row: _Row) -> _Row:
        one: Discrepancy = by_id[str(row[0])]
        claims = (*one.claims_a, *one.claims_b)
        basis = joined(dataset.claims[claim].basis.value for claim in claims)
        words = quotes(one.claims_a), quotes(one.claims_b)
        return dataset.title_of(one.item), basis, *words, places[one.id], addresses.discrepancy(one.id)

    return more


def _of_doubts(derivation: Derivation) -> Callable[[_Row], _Row]:
    addresses, doubts = Addresses.of(derivation.dataset), derivation.dataset.doubts
    return lambda row: (addresses.doubt(doubts[str(row[0])].source, doubts[str(row[0])].n),)


_EXTENDED = {
    "actions": _of_items,
    "milestones": _of_items,
    "responsibilities": _of_claims,
    "deadlines": _of_claims,
    "status_reports": _of_claims,
    "links": _of_claims,
    "organisations": _of_bodies,
    "instruments": _of_instruments,
    "discrepancies": _of_discrepancies,
    "doubts": _of_doubts,
}


def _dataset_rows(derivation: Derivation) -> Iterator[_Row]:
    dataset, addresses = derivation.dataset, Addresses.of(derivation.dataset)
    period = stated_period(dataset) or (None, None)
    yield (
        dataset.title,
        dataset.description,
        dataset.authority.id,
        dataset.authority.name,
        dataset.authority.area or "",
        dataset.authority.body or "",
        dataset.plan.id,
        dataset.plan.title,
        dataset.publisher,
        dataset.licence.statement,
        dataset.licence.url,
        dataset.language,
        dataset.base,
        len(dataset.actions),
        sum(item.is_milestone for item in dataset.items.values()),
        len(dataset.sources),
        *period,
        addresses.dataset,
    )


def _source_rows(derivation: Derivation) -> Iterator[_Row]:
    addresses = Addresses.of(derivation.dataset)
    places = _places(source.id for source in derivation.dataset.sources)
    for source in derivation.dataset.sources:
        yield source.id, source.title, source.label, places[source.id], addresses.source(source.id)


def _revision_rows(derivation: Derivation) -> Iterator[_Row]:
    """What the last edition of a document says otherwise, item after item; what is gone from the plan comes first."""
    dataset, addresses = derivation.dataset, Addresses.of(derivation.dataset)
    at = {item: number for number, item in enumerate(dataset.items)}
    told = (
        (at.get(one.item, -1), place, number, one, source)
        for place, (source, reading) in enumerate(zip(dataset.sources, dataset.readings, strict=True))
        for number, one in enumerate(reading.revisions, 1)
    )
    for _, _, number, one, source in sorted(told, key=lambda row: row[:3]):
        is_there = one.item in dataset.items
        yield (
            one.item,
            *(action_and_milestone(one.item) if is_there else ("", "")),
            dataset.title_of(one.item) if is_there else f"{one.item}: {one.before}",
            one.before,
            one.after,
            source.id,
            one.exact if is_there else "",
            f"{addresses.source(source.id)}#revision/{number}",
        )


_REVISION_COLUMNS = (
    Column("item", "The action or milestone, which may be gone from the plan."),
    Column("action_ref", "The action's reference; empty where it is gone."),
    Column("milestone_id", "The milestone; empty where the row is about the whole action."),
    Column("text", "The item's words; of what is gone, what it was."),
    Column("before", "What the earlier edition said."),
    Column("after", "What the last one says."),
    Column("source", "The document."),
    Column("quote", "The exact words of the last edition."),
    _ADDRESS,
)
_DATASET_COLUMNS = (
    Column("title", "Its title."),
    Column("description", "What it is, in a sentence or two."),
    Column("authority_id", "The authority whose plan it is: its identifier."),
    Column("authority", "The authority's name."),
    Column("area", "The statistical code (GSS) of the authority's area, where it is given."),
    Column("council", "The authority among the plan's own bodies, where it is one of them."),
    Column("plan", "The plan's identifier."),
    Column("plan_title", "The plan's title."),
    Column("publisher", "Who publishes the dataset."),
    Column("licence", "Under which terms, in words."),
    Column("licence_url", "The address of the licence, where there is one."),
    Column("language", "The language of its documents."),
    Column("base", "Where its addresses start."),
    Column("actions", "How many actions it has."),
    Column("milestones", "How many milestones."),
    Column("documents", "How many documents it was read from."),
    Column("first_day", "The first day that its deadlines state."),
    Column("last_day", "The last day that its deadlines state."),
    _ADDRESS,
)
_SOURCE_COLUMNS = (
    Column("source", "The document's identifier."),
    Column("title", "Its title."),
    Column("label", "What it is called for short."),
    Column("source_order", "Where its identifier stands in the natural order of the dataset's documents, from 1."),
    _ADDRESS,
)

TABLES: Final[Mapping[str, CollectionTable]] = {
    DATASETS: CollectionTable("Every dataset", (*KEYS, *_DATASET_COLUMNS), _dataset_rows),
    "sources": CollectionTable("Every document", (*KEYS, *_SOURCE_COLUMNS), _source_rows),
    "revisions": CollectionTable(
        "What the last edition of a document changed", (*KEYS, *_REVISION_COLUMNS), _revision_rows
    ),
    **{name: _addressed(name, of) for name, of in _EXTENDED.items()},
}
"""Every table by its name, which is the name of its folder."""
