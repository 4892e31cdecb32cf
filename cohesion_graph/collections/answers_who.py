"""Answers across plans about bodies: who does what, who shares it, who is in most."""

from __future__ import annotations

from typing import Any

import ibis
from ibis import _

from cohesion_graph.collections.expressions import (
    ROLES,
    Asked,
    evidence,
    held,
    involved,
    joined,
    looked_up,
    quoted,
    roles_of,
    with_body,
    with_text,
)

__all__ = ["contributions", "ranking", "shared_responsibilities"]


def contributions(asked: Asked) -> Any:
    """Each responsibility, stated or inferred."""
    rows = asked.only(held(asked, only_asked=True), "source", "source")
    if role := asked.values.get("role"):
        rows = rows.filter(_.role == role)
    return with_text(rows, asked).mutate(quote=quoted(), as_printed=_.party_as_printed)


def shared_responsibilities(asked: Asked) -> Any:
    """Each item, as one source gives it, that several bodies have."""
    level, wanted = asked.values["level"], asked.values["joint"]
    rows = asked.only(involved(asked), "source", "source")
    if level == "milestone":
        rows = rows.filter(_.milestone_id.notnull())
    if level == "action":
        rows = rows.mutate(milestone_id=ibis.literal(None, "string"), item=_.action_ref)
    keys = ["dataset", "item", "source"]
    groups = rows.group_by(keys).agg(
        bodies=_.party_id.nunique(), first=_.row.min(), action_ref=_.action_ref.min(), milestone_id=_.milestone_id.min()
    )
    groups = groups.filter(_.bodies >= int(asked.values["min"]))
    if "party" in asked.members:
        groups = groups.semi_join(asked.only(rows, "party", "party_id"), keys)
    pairs = _joint(rows)
    groups = looked_up(groups, pairs, keys).mutate(
        how=ibis.ifelse(_.together.notnull(), "jointly", "side by side"), together=_.together
    )
    if wanted != "any":
        groups = groups.filter(_.how == ("jointly" if wanted == "yes" else "side by side"))
    shown = rows.semi_join(groups, keys)
    told = looked_up(groups, roles_of(shown, keys), keys)
    told = looked_up(told, evidence(shown, keys, asked), keys)
    return with_text(told, asked).rename(address="item_address")


def _joint(rows: Any) -> Any:
    """For each item and source, the bodies that hold it jointly, in one cell."""
    told = rows.filter(_.joint_with.notnull()).mutate(other=_.joint_with.split("; ").unnest())
    other = rows.select("dataset", "item", other="claim_id", other_party="party_id")
    pairs = looked_up(told, other, ["dataset", "item", "other"], optional=False).filter(_.party_id != _.other_party)
    ends = pairs.select("dataset", "item", "source", "party", "name_order").union(
        pairs.select("dataset", "item", "source", party_id="other_party")
        .join(rows.select("dataset", "party_id", "party", "name_order").distinct(), ["dataset", "party_id"])
        .select("dataset", "item", "source", "party", "name_order")
    )
    return joined(ends, ["dataset", "item", "source"], "party", ["name_order"]).rename(together="party")


def ranking(asked: Asked) -> Any:
    """What each body is in, plan by plan, with what it is in over all of them."""
    is_milestones = asked.values["count"] == "milestones"
    rows = asked.only(involved(asked, milestones=is_milestones), "source", "source")
    if role := asked.values.get("role"):
        rows = rows.filter(_.role == role)
    rows = rows.mutate(place=_.item if is_milestones else _.action_ref)
    keys = ["dataset", "party_id"]
    counts = rows.group_by(keys).agg(
        party=_.party.min(),
        counted=_.place.nunique(),
        rows=_.claim_id.nunique(),
        **{name: _.place.nunique(where=_.role == role) for name, role in zip(_COUNTS, ROLES, strict=True)},
    )
    total = rows.group_by("dataset").agg(total=_.place.nunique())
    counts = with_body(counts, asked).mutate(key=ibis.coalesce(_.body, _.dataset + "/" + _.party_id))
    over_all = counts.group_by("key").agg(plans=_.dataset.nunique(), counted_in_all=_.counted.sum())
    told = looked_up(looked_up(counts, total, ["dataset"]), over_all, ["key"])
    told = looked_up(told, evidence(rows, keys, asked), keys)
    named = asked.table("organisations").select("dataset", "address", party_id="organisation_id")
    return looked_up(told, named, keys)


_COUNTS = ("leads", "contributes", "responsible")
