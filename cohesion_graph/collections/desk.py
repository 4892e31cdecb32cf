"""The desk where a person says which bodies of which plans are one: what is proposed and why, and what plans give them.

It is a plan's desk (`review.desk`) with other tabs: one page that opens without a network, or is served; what it saves
is a file of judgements (`bodies`), which `proposing.taken` takes into ``bodies.csv``. Nothing is joined by showing it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import ibis
from ibis import _

from cohesion_graph.collections.alike import Named
from cohesion_graph.collections.bodies import COLUMNS, REGISTERS, UNDONE, Bodies, read_bodies
from cohesion_graph.collections.described import read_collection
from cohesion_graph.collections.engine import open_engine
from cohesion_graph.collections.expressions import Asked, held, with_text
from cohesion_graph.collections.proposing import Proposal, named_bodies, proposals, taken
from cohesion_graph.model.codes import BodyKind, Role
from cohesion_graph.review.desk import Desk, Kind, desk_page

__all__ = ["bodies_desk"]

_KIND: Final = Kind(
    tabs=(("proposed", "Proposed"), ("all", "All bodies"), ("judged", "Judged")),
    scripts=("bodies_across.js",),
    saved="Saved in bodies.csv.",
    bring="cohesion-graph review --collection FOLDER --apply decisions.csv",
    without_script="Judge with `cohesion-graph collect propose` and a spreadsheet instead.",
)
_KINDS: Final = {kind.value: kind.label for kind in BodyKind}
_ROLES: Final = {role.value: role.label for role in Role}
_SHOWN: Final = 3
"""Statements shown of each body."""
_MOST_BODIES: Final = 20_000
"""Bodies that one can search by hand; of more only those proposed or judged."""
_NAMES_OF_REGISTERS: Final = {"gss": "GSS code", "ods": "ODS code (NHS)", "company": "Company number"}


def bodies_desk(folder: Path) -> Desk:
    """The desk of a collection's bodies.

    Raises:
        DatasetProblems: the folder is no collection's.
    """
    title = read_collection(folder).title

    def page(token: str) -> str:
        return desk_page(f"bodies of {title}", _KIND, _content(folder), token=token)

    def take(content: bytes) -> str:
        return "\n".join(taken(folder, content, "decisions"))

    return Desk(folder, page, take)


def _content(folder: Path) -> dict[str, Any]:
    collection, judged = read_collection(folder), read_bodies(folder)
    engine = open_engine(folder)
    try:
        found = list(proposals(engine, judged))
        bodies = list(named_bodies(engine))
        told = {(one.dataset, one.organisation_id) for proposal in found for one in proposal.reason.members}
        told |= {(one.dataset, one.organisation_id) for one in judged.judgements}
        shown = bodies if len(bodies) <= _MOST_BODIES else [one for one in bodies if one[:2] in told]
        said = _said(Asked(engine, {}, {}, judged), told)
    finally:
        engine.close()
    places = {one[:2]: number for number, one in enumerate(shown)}
    digest = hashlib.sha256(repr([collection.id, *map(tuple, shown)]).encode())
    return {
        "dataset": f"bodies of {collection.id}",
        "title": collection.title,
        "digest": digest.hexdigest()[:16],
        "columns": list(COLUMNS),
        "undone": UNDONE,
        "registers": [[name, _NAMES_OF_REGISTERS[name], form.pattern] for name, form in REGISTERS.items()],
        "bodies": [_body(one, said.get(one[:2], ())) for one in shown],
        "is_cut": len(shown) < len(bodies),
        "proposals": [_proposal(one, judged, places) for one in found],
        "judged": [{name: getattr(one, name) for name in COLUMNS} for one in judged.judgements],
        "names": dict(judged.names),
    }


def _body(one: Named, said: Sequence[str]) -> dict[str, Any]:
    return {
        "dataset": one.dataset,
        "id": one.organisation_id,
        "name": one.names[0],
        "others": list(one.names[1:]),
        "kind": _KINDS[one.kind],
        "authority": one.authority,
        "said": list(said),
    }


def _proposal(one: Proposal, judged: Bodies, places: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    members = (*one.open_ones, *(other for other in one.reason.members if judged.of.get(other[:2]) == one.body))
    return {
        "body": one.body,
        "name": one.name,
        "score": f"{one.reason.score:.2f}",
        "why": one.reason.why,
        "members": [places[member[:2]] for member in members],
    }


def _said(asked: Asked, bodies: set[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """What plans give some bodies to do: the first few statements of each, in words, and how many there are."""
    if not bodies:
        return {}
    only = asked.engine.given(("dataset", "party_id"), sorted(bodies))
    rows = held(asked).semi_join(only, ["dataset", "party_id"])
    each = ibis.window(group_by=["dataset", "party_id"])
    rows = rows.mutate(
        place=ibis.row_number().over(group_by=["dataset", "party_id"], order_by="row"), count=_.row.count().over(each)
    ).filter(_.place < _SHOWN)
    told = with_text(rows, asked).order_by("dataset", "party_id", "row")
    columns = ("dataset", "party_id", "role", "action_ref", "milestone_id", "text", "count", "place")
    found: dict[tuple[str, str], list[str]] = {}
    for row in asked.engine.rows(told.select(*columns)):
        words = found.setdefault((row["dataset"], row["party_id"]), [])
        part = "a milestone of " if row["milestone_id"] else ""
        words.append(f"It {_ROLES[row['role']]} {part}action {row['action_ref']}: {row['text']}")
        if row["place"] == _SHOWN - 1 and row["count"] > _SHOWN:
            words.append(f"and {row['count'] - _SHOWN} more")
    return found
