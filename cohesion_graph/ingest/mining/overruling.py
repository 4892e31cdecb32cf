"""A person's word on which records are the actions: another set, a map of columns, or one taught example.

What a person says is added to what the document says. An example names a column or a piece; it never takes milestones,
other sets or other columns away.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cohesion_graph.errors import BadParameter
from cohesion_graph.ingest.mining.choice import Mined, choose
from cohesion_graph.ingest.mining.examples import add_alike, by_example, part, taken
from cohesion_graph.ingest.mining.lexicon import KINDS
from cohesion_graph.ingest.mining.parting import Parting, is_called
from cohesion_graph.ingest.mining.records import WHEN, WHO, RecordSet
from cohesion_graph.ingest.mining.said import EVERY_FILE, Overruling

__all__ = ["EVERY_FILE", "Overruling", "as_said", "map_of", "overrule", "read_map"]


def overrule(mined: Mined, said: Overruling) -> Mined:
    """The sets chosen anew by what a person says.

    Raises:
        BadParameter: there is no such set, or no record holds the words of the example.
    """
    if said.records:
        if said.records > len(mined.sets):
            raise BadParameter(f"there is no set {said.records}\n  {len(mined.sets)} sets of records were found.")
        return choose(mined, said.records)
    if said.view or said.columns:
        return _by_map(mined, said)
    return by_example(mined, said)


# A map --------------------------------------------------------------------------------------------------------------


def map_of(mined: Mined, withheld: Callable[[str], str]) -> dict[str, Any]:
    """The map of the set that was taken: what a person may change, and what a new edition is read by.

    Args:
        mined: What repeats in the document.
        withheld: Covers persons' names in words of the document.
    """
    best = mined.best
    if best is None:
        return {}
    told: dict[str, Any] = {"records": best.view, "name": withheld(best.name), "title": withheld(best.title)}
    if not best.name:
        del told["name"]
    told["columns"] = {withheld(name): one.role or "nothing" for name, one in sorted(best.columns.items())}
    if best.parts:
        told["parts"] = withheld(best.parts)
    return told


def as_said(mined: Mined) -> Overruling | None:
    """The map of the set that was taken, as if a person had said it; None where there is none."""
    told = map_of(mined, str)
    return Overruling(view=told.pop("records"), **told) if told else None


def read_map(content: object, where: str) -> dict[str, Overruling]:
    """Maps of documents by their names, from what stands in a file that `read` wrote: mappings, lists and text.

    Raises:
        BadParameter: it is no such map; with every problem and what was expected.
    """
    roles = sorted({*KINDS, "nothing"})
    problems: list[str] = []
    maps: dict[str, Overruling] = {}
    for document, told in content.items() if isinstance(content, dict) else ():
        columns = told.get("columns") if isinstance(told, dict) else None
        if not isinstance(columns, dict):
            problems.append(f"{where}: {document!r} has no columns")
            continue
        given = {name: told.get(name) or "" for name in ("records", "name", "title", "parts")}
        problems += [
            f"{where}: {document}: {name!r} is {role!r}, which is none of: {', '.join(roles)}"
            for name, role in columns.items()
            if role not in roles
        ]
        problems += [f"{where}: {document}: {name} is no text" for name, one in given.items() if type(one) is not str]
        problems += [
            f"{where}: {document}: a field {name!r}, which is none of: columns, {', '.join(given)}"
            for name in told
            if name != "columns" and name not in given
        ]
        if problems:
            continue
        view, name, title, parts = given.values()
        maps[document] = Overruling(view=view, name=name, title=title, columns=columns, parts=parts)
    if problems or not maps:
        raise BadParameter("\n".join(problems or [f"{where}: it maps no document"]))
    return maps


def _by_map(mined: Mined, said: Overruling) -> Mined:
    def meant(one: RecordSet) -> dict[str, str]:
        """The columns of a set that the map names, each with what it is."""
        return {name: role for told, role in said.columns.items() for name in one.columns if is_called(name, told)}

    if said.view == "alike":
        add_alike(mined, said.name)
    fitting = sorted(
        mined.sets,
        key=lambda one: (one.view == said.view, is_called(one.name, said.name), len(meant(one)), one.score),
        reverse=True,
    )
    best = next((one for one in fitting if one.view == said.view or meant(one)), None)
    if best is None:
        raise BadParameter(
            "no records of this document have the columns of the map\n  Leave the map out, or make a new one."
        )
    mined = taken(mined, best)
    for name, role in meant(best).items():
        best.columns[name].role, best.columns[name].why = ("" if role == "nothing" else role), "a person"
    best.title = next((name for name in best.columns if is_called(name, said.title)), best.title)
    if said.parts:
        pieces = {name: role for name, role in said.columns.items() if name in {WHO, WHEN}}
        part(best, Parting.read(said.parts), pieces)
    return mined
