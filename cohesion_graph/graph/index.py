"""A derivation put in order once: what pages, pictures and questions look up in it again and again.

Everything is made when it is first asked for and kept as long as the dataset is. What somebody else makes of an index
is kept there too (`Index.once`), so that a second question of the same kind only chooses among what is there.
"""

from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from cohesion_graph.derive.links import Link
from cohesion_graph.graph.involvement import Counted, CountingRule, Involvement, counted, involvements
from cohesion_graph.model.claims import AnyClaim, Claim
from cohesion_graph.model.ids import node_id
from cohesion_graph.model.relations import Relation
from cohesion_graph.model.remembered import Making, remembered

if TYPE_CHECKING:
    from cohesion_graph.derive import Derivation
    from cohesion_graph.model.dataset import Dataset

__all__ = ["Index", "Place", "Statement", "index_of"]

C = TypeVar("C", bound=Claim)
C_co = TypeVar("C_co", bound=Claim, covariant=True)

Place = tuple[int, int, int, int]


class Statement(NamedTuple, Generic[C_co]):
    """A claim where it stands in the plan."""

    place: Place
    """By what statements are sorted: the place of the action, of the milestone within it (0 for the action itself), of
    the source, and of the claim in what was read from the source (or among a person's links)."""
    claim: C_co
    quote: str
    """The claim's words, put together once."""


class Index(Making):
    """One derivation, in order."""

    def __init__(self, derivation: Derivation) -> None:
        super().__init__()
        self.dataset: Dataset = weakref.proxy(derivation.dataset)
        """Not held, so that a dataset goes with what was remembered of it (`model.remembered`)."""
        self.links, self.discrepancies = derivation.links, derivation.discrepancies
        """What follows from the claims."""
        self.involvements: list[Involvement] = involvements(derivation)
        """Who is in what, in the order of the plan: also what is inherited or carried down."""
        self._counted: dict[CountingRule, Counted] = {}

    @cached_property
    def places(self) -> Mapping[str, tuple[int, int]]:
        """The place of each item: of its action, and within it (0 for the action itself)."""
        items = self.dataset.items
        return {item.id: (items[item.action].order, item.order if item.is_milestone else 0) for item in items.values()}

    @cached_property
    def source_places(self) -> Mapping[str, int]:
        """The place of each source."""
        return {source.id: place for place, source in enumerate(self.dataset.sources, 1)}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The words of each item."""
        return {item: self.dataset.title_of(item) for item in self.dataset.items}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each node is called: the words of an item, the name of a body or instrument."""
        register = self.dataset.registry
        found = {node_id("item", item): title for item, title in self.titles.items()}
        found |= {node_id("organisation", one.id): one.name for one in register.bodies}
        return found | {node_id("instrument", one.id): one.name for one in register.instruments}

    @cached_property
    def statements(self) -> Mapping[str, Statement[AnyClaim]]:
        """Every claim by identifier, in the order of the plan."""
        places, sources = self.places, self.source_places
        lists: list[tuple[AnyClaim, ...]] = [reading.claims for reading in self.dataset.readings]
        found = [
            Statement((*places[claim.item], sources[claim.source], number), claim, claim.quote)
            for told in (*lists, self.dataset.editorial.links)
            for number, claim in enumerate(told, 1)
        ]
        return {one.claim.id: one for one in sorted(found, key=lambda one: one.place)}

    def of_kind(self, kind: type[C]) -> list[Statement[C]]:
        """The statements of one kind, in the order of the plan."""
        return self.once(_of_kind, kind)

    @cached_property
    def holders(self) -> Mapping[tuple[str, str, Relation], list[str]]:
        """The bodies that have an item in a role by a source, also by inheritance: by item's node, source and role."""
        found: dict[tuple[str, str, Relation], list[str]] = defaultdict(list)
        for link in self.links:
            found[link.start, link.source, link.relation].append(link.end)
        return found

    @cached_property
    def items_of(self) -> Mapping[str, Collection[str]]:
        """The items that a body is involved in, in any way: by its identifier."""
        nodes = {item.node: item.id for item in self.dataset.items.values()}
        found: dict[str, set[str]] = defaultdict(set)
        for link in self.links:
            if _INVOLVES in {link.relation.value.term, link.relation.value.parent}:
                found[link.end.partition("/")[2]].add(nodes[link.start])
        return found

    def counted(self, rule: CountingRule) -> Counted:
        """The involvements that a rule counts, the same ones each time."""
        if rule not in self._counted:
            self._counted[rule] = counted(self.involvements, rule)
        return self._counted[rule]

    def links_of(self, families: Collection[str]) -> list[Link]:
        """The links of some families that rest on claims."""
        return [link for link in self.links if link.claims and link.relation.value.family in families]


def _of_kind(index: Index, kind: type[C]) -> list[Statement[C]]:
    return [one for one in index.statements.values() if isinstance(one.claim, kind)]  # type: ignore[misc]


_INVOLVES = Relation.INVOLVES.value.term


def index_of(derivation: Derivation) -> Index:
    """The index of a derivation, the same one each time."""
    return remembered(derivation.dataset, Index, lambda: Index(derivation))
