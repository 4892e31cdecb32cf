"""What several answers across plans are made of: words of items, who has them, lists in one cell, evidence.

Lists are collected with what they are sorted by, sorted, and joined: not every engine orders what it concatenates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
from ibis import _

from cohesion_graph.collections.bodies import Bodies
from cohesion_graph.collections.engine import Engine
from cohesion_graph.graph.walk import STATED
from cohesion_graph.model.codes import BodyKind, Role

__all__ = [
    "ROLES",
    "Asked",
    "evidence",
    "held",
    "involved",
    "joined",
    "looked_up",
    "quoted",
    "roles_of",
    "with_body",
    "with_item",
    "with_text",
]

ROLES = tuple(role.value for role in Role)


@dataclass(frozen=True, slots=True)
class Asked:
    """One asking: the tables, and what was given for the parameters."""

    engine: Engine
    values: Mapping[str, str]
    """By parameter, as words; a parameter without a value is not in it."""
    members: Mapping[str, Sequence[tuple[str, str]]]
    """What a name stands for: datasets and identifiers, by parameter."""
    bodies: Bodies
    """What was judged of the plans' bodies."""
    dataset: str = ""
    """The only dataset asked about; all if empty."""

    def table(self, name: str) -> Any:
        """A table, of the dataset asked about."""
        found = self.engine.table(name)
        return found.filter(_.dataset == self.dataset) if self.dataset else found

    def only(self, table: Any, parameter: str, column: str) -> Any:
        """The rows of a table in which a column names what was asked for; all where nothing was."""
        if parameter not in self.members:
            return table
        only = self.engine.given(("dataset", column), self.members[parameter])
        return table.semi_join(only, ["dataset", column])


def looked_up(table: Any, other: Any, keys: Sequence[str], *, optional: bool = True) -> Any:
    """A table with the further columns of another, found by columns that both have."""
    join = table.left_join if optional else table.inner_join
    found = join(other, list(keys))
    return found.drop(*(name for name in found.columns if name.endswith("_right")))


def _items(asked: Asked) -> Any:
    """Dataset and item, with its words and its address."""
    actions = asked.table("actions").select("dataset", "text", item="ref", item_address="address")
    milestones = asked.table("milestones").select("dataset", "text", item="milestone_id", item_address="address")
    return actions.union(milestones)


def with_item(table: Any) -> Any:
    """Rows with ``item``: the milestone that they are about, or else the action."""
    return table.mutate(item=ibis.coalesce(_.milestone_id, _.action_ref))


def with_text(table: Any, asked: Asked) -> Any:
    """Rows with ``item``, its words and its address (``item_address``)."""
    return looked_up(with_item(table), _items(asked), ["dataset", "item"])


def quoted() -> Any:
    """The words of a row, those of several stretches with ``...`` between them."""
    return ibis.coalesce(_.words, _.quote)


def held(asked: Asked, *, only_asked: bool = False) -> Any:
    """Who has what, by statement or by rule: the table of responsibilities with the bodies' names, kinds and order.

    Where teams are counted as their council, ``party_id`` and ``party`` are the council's.

    Args:
        asked: The asking.
        only_asked: Whether only what the body asked about has is wanted, where one was given.
    """
    rows = with_item(asked.table("responsibilities")).drop("party")
    bodies = asked.table("organisations").select(
        "dataset", "kind", "name_order", party="name", party_id="organisation_id"
    )
    if only_asked:  # few bodies are met sooner than all are, and the rows of the others left out
        bodies = asked.only(bodies, "party", "party_id")
    if asked.values.get("teams") == "rolled-up":
        tops = asked.table("organisations").select("dataset", "counted_as", party_id="organisation_id")
        rows = looked_up(rows, tops, ["dataset", "party_id"], optional=False)
        rows = rows.drop("party_id").rename(party_id="counted_as")
    return looked_up(rows, bodies, ["dataset", "party_id"], optional=False)


def with_body(table: Any, asked: Asked) -> Any:
    """Rows with ``body``: the body across plans that ``party_id`` was judged to be; null where nobody judged."""
    if not asked.bodies.of:
        return table.mutate(body=ibis.literal(None, "string"))
    told = [(*place, body) for place, body in sorted(asked.bodies.of.items())]
    judged = asked.engine.given(("dataset", "party_id", "body"), told)
    return looked_up(table, judged, ["dataset", "party_id"])


def involved(asked: Asked, *, milestones: bool = False) -> Any:
    """The statements that counting begins with: bodies that are named, for what a source itself says they do.

    Args:
        asked: The asking.
        milestones: Whether milestones are counted, with what is inherited; else actions, with their milestones.
    """
    rows = held(asked).filter(_.kind != BodyKind.PLACEHOLDER.value)
    if milestones:
        return rows.filter(_.milestone_id.notnull())
    return rows.filter(_.basis.isin(sorted(STATED)))


def joined(table: Any, keys: Sequence[str], value: str, order: Sequence[str], *, sep: str = "; ") -> Any:
    """For each of some keys, the distinct values of a column in one cell, sorted by other columns.

    Args:
        table: Rows.
        keys: Columns by which they are grouped.
        value: The column that is joined; the result has it under its name.
        order: Columns by which values are sorted; of one value the least counts.
        sep: What stands between values.
    """
    least = table.group_by([*keys, value]).agg(
        **{f"order_{number}": table[name].min() for number, name in enumerate(order)}
    )
    order_columns = [f"order_{number}" for number in range(len(order))]
    pair = ibis.struct({**{name: least[name] for name in order_columns}, "value": least[value]})
    told = least.group_by(list(keys)).agg(collected=pair.collect(where=least[value].notnull()))
    return told.mutate(**{value: _.collected.sort().map(lambda one: one.value).join(sep)}).drop("collected")


def roles_of(rows: Any, keys: Sequence[str]) -> Any:
    """For each of some keys, the bodies' names by role: ``lead``, ``contribute`` and ``responsible``."""
    names = joined(rows, [*keys, "role"], "party", ["name_order"])
    return names.group_by(list(keys)).agg(**{role: names.party.max(where=names.role == role) for role in ROLES})


def evidence(rows: Any, keys: Sequence[str], asked: Asked) -> Any:
    """For each of some keys, ``source``, ``basis`` and ``quote`` of all its rows.

    Each quotation stands once, after the actions that it is about; where several sources speak, after its source too.
    """
    sources = asked.table("sources").select("dataset", "source", "source_order")
    told = looked_up(rows, sources, ["dataset", "source"]).mutate(told=quoted(), action=_.action_ref)
    by = list(keys)
    count = told.group_by(by).agg(speakers=told.source.nunique())
    bases = joined(told, by, "basis", ["basis"])
    each = list(dict.fromkeys([*by, "source", "told"]))
    first = told.group_by(each).agg(place=told.row.min())
    about = joined(told, each, "action", ["row"], sep=", ")
    quotes = looked_up(looked_up(about, first, each), count, by)
    speaker = ibis.ifelse(quotes.speakers > 1, " (" + quotes.source + ")", "")
    words = joined(quotes.mutate(quote=quotes.action + speaker + ": " + quotes.told), by, "quote", ["place"])
    found = looked_up(bases, words, by)
    return found if "source" in by else looked_up(found, joined(told, by, "source", ["source_order"]), by)
