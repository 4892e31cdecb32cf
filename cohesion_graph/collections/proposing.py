"""``proposals.csv``: bodies of different plans that may be one, each with a score and a reason, for a person to judge.

A line is a body of a plan that may be the body named in its first column. Whoever judges writes ``same`` or
``different`` into ``decision``, with a reason and a role; `settle` takes such lines into ``bodies.csv``, and what was
judged is not proposed again. Nothing is joined before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from cohesion_graph.collections.alike import Named, Reason, alike
from cohesion_graph.collections.bodies import BODIES, COLUMNS, Bodies, judgements_of, read_bodies
from cohesion_graph.collections.engine import Engine, open_engine
from cohesion_graph.errors import BadParameter
from cohesion_graph.files import write_file
from cohesion_graph.lock import alone_at
from cohesion_graph.model.ids import mint_slug
from cohesion_graph.tables.table import Column, Table

__all__ = ["PROPOSALS", "propose", "settle"]

PROPOSALS: Final = "proposals.csv"
_MORE: Final = ("kind", "authority", "score", "why")


def propose(folder: Path) -> int:
    """Write the proposals of a collection; how many bodies across plans are proposed.

    Raises:
        DataError: the tables cannot be read.
        DatasetProblems: ``bodies.csv`` is not right.
    """
    engine = open_engine(folder)
    try:
        named, judged = list(_named(engine)), read_bodies(folder)
    finally:
        engine.close()
    lines = list(_lines(alike(named), judged))
    write_file(folder / PROPOSALS, _csv((*COLUMNS, *_MORE), lines))
    return len({line["body"] for line in lines})


def settle(folder: Path, file: Path) -> int:
    """Take the lines of a file of proposals that a person judged into ``bodies.csv``; how many were new.

    Raises:
        DatasetProblems: a line is not right, or contradicts one that is there; nothing is taken.
        BadParameter: no line is judged.
    """
    with alone_at(folder):
        found = judgements_of(file, file.name, only_decided=True)
        if not found:
            cure = "Write same or different into the column decision, with a reason and a role."
            raise BadParameter(f"nothing is judged in {file}\n  {cure}")
        before = read_bodies(folder)
        known = {(one.body, one.dataset, one.organisation_id, one.decision) for one in before.judgements}
        new = [one for one in found if (one.body, one.dataset, one.organisation_id, one.decision) not in known]
        Bodies.of_judgements([*before.judgements, *new], BODIES)
        told = sorted([*before.judgements, *new], key=lambda one: (one.body, one.dataset, one.organisation_id))
        write_file(folder / BODIES, _csv(COLUMNS, ({name: getattr(one, name) for name in COLUMNS} for one in told)))
        return len(new)


def _named(engine: Engine) -> Iterator[Named]:
    datasets = engine.table("datasets").select("dataset", "authority")
    bodies = engine.table("organisations").select("dataset", "row", "organisation_id", "name", "kind", "also_known_as")
    found = bodies.join(datasets, "dataset").order_by("dataset", "row")
    for row in engine.rows(found):
        others = str(row["also_known_as"] or "").split("; ")
        names = tuple(filter(None, (str(row["name"]), *others)))
        yield Named(row["dataset"], row["organisation_id"], row["kind"], row["authority"], names)


def _lines(reasons: Sequence[Reason], judged: Bodies) -> Iterator[Mapping[str, str]]:
    """A line for each body that may be the same as others and was not judged yet."""
    refused = {(one.dataset, one.organisation_id, one.body) for one in judged.judgements if one.decision != "same"}
    taken = set(judged.names)
    for reason in reasons:
        members = {(one.dataset, one.organisation_id): one for one in reason.members}
        settled = sorted({judged.of[place] for place in members if place in judged.of})
        name = Counter(one.names[0] for one in reason.members).most_common(1)[0][0]
        body = settled[0] if settled else _free(mint_slug(name) or "body", taken)
        open_ones = [
            (place, one) for place, one in members.items() if place not in judged.of and (*place, body) not in refused
        ]
        if not open_ones or (not settled and len({dataset for (dataset, _), _ in open_ones}) < 2):
            continue
        taken.add(body)
        for (dataset, identifier), one in sorted(open_ones):
            yield {
                **dict.fromkeys(COLUMNS, ""),
                "body": body,
                "name": judged.names.get(body, name),
                "dataset": dataset,
                "organisation_id": identifier,
                "organisation": one.names[0],
                "kind": one.kind,
                "authority": one.authority,
                "score": f"{reason.score:.2f}",
                "why": reason.why,
            }


def _free(slug: str, taken: set[str]) -> str:
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found


def _csv(columns: Sequence[str], lines: Iterable[Mapping[str, str]]) -> bytes:
    """Lines as a CSV file that opens in Excel with its letters right."""
    rows = tuple(tuple(line[name] for name in columns) for line in lines)
    return Table("bodies", tuple(map(Column, columns)), rows).to_csv().encode("utf-8-sig")
