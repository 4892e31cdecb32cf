"""Answers across plans about what they name: instruments that plans hang on, and where documents differ."""

from __future__ import annotations

from typing import Any

import ibis
from ibis import _

from cohesion_graph.collections.expressions import Asked, evidence, joined, looked_up, with_item

__all__ = ["discrepancies", "instruments"]


def discrepancies(asked: Asked) -> Any:
    """Each difference between two documents of one plan."""
    rows = with_item(asked.table("discrepancies"))
    if kind := asked.values.get("kind"):
        rows = rows.filter(_.kind == kind)
    if "item" in asked.members:
        wanted = [identifier for _, identifier in asked.members["item"]]
        rows = rows.filter(rows.item.isin(wanted) | rows.action_ref.isin(wanted))
    sources = asked.table("sources").select("dataset", "source", "source_order")
    both = rows.select("dataset", "discrepancy_id", source="source_a").union(
        rows.select("dataset", "discrepancy_id", source="source_b")
    )
    speaking = joined(looked_up(both, sources, ["dataset", "source"]), _ID, "source", ["source_order"])
    told = looked_up(rows, speaking, _ID)
    between = ibis.ifelse(_.quote_a.notnull() & _.quote_b.notnull(), "; ", "")
    quote = ibis.coalesce(_.quote_a, "") + between + ibis.coalesce(_.quote_b, "")
    return told.mutate(quote=quote)


_ID = ["dataset", "discrepancy_id"]


def instruments(asked: Asked) -> Any:
    """Each instrument of each plan that items depend on, feed or mention; what most plans name first."""
    named = asked.table("instruments").select(
        "dataset", "name", "kind", "address", instrument_id="instrument_id", key=_.name.lower()
    )
    links = with_item(asked.table("links")).drop("address")
    links = looked_up(links.rename(instrument_id="target_id"), named, ["dataset", "instrument_id"], optional=False)
    if family := asked.values.get("family"):
        links = links.filter(_.family == family)
    if wanted := asked.values.get("name"):
        links = links.filter(_.key.contains(wanted.casefold()))
    keys = ["dataset", "instrument_id"]
    counts = links.group_by(keys).agg(
        instrument=_.name.min(),
        kind=_.kind.min(),
        key=_.key.min(),
        address=_.address.min(),
        **{family: _.item.nunique(where=_.family == family) for family in ("depends", "feeds", "mentions")},
        actions=_.action_ref.nunique(),
    )
    plans = counts.group_by("key").agg(plans=_.dataset.nunique()).filter(_.plans >= int(asked.values["min"]))
    told = looked_up(counts, plans, ["key"], optional=False)
    return looked_up(told, evidence(links, keys, asked), keys)
