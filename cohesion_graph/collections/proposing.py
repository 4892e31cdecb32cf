"""``proposals.csv``: bodies of different plans that may be one, each with a score and a reason, for a person to judge.

A line is a body of a plan that may be the body named in its first column. Whoever judges writes ``same`` or
``different`` into ``decision``, with a reason and a role; `settle` takes such lines into ``bodies.csv``, and what was
judged is not proposed again. Nothing is joined before. The desk (`desk`) is the same without a spreadsheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cohesion_graph.collections.alike import Named, Reason, alike
from cohesion_graph.collections.bodies import (
    BODIES,
    COLUMNS,
    LARGEST,
    SAME,
    UNDONE,
    Bodies,
    Judgement,
    as_csv,
    judgements_in,
    read_bodies,
    written,
)
from cohesion_graph.collections.described import alone_in
from cohesion_graph.collections.engine import Engine, open_engine
from cohesion_graph.errors import BadParameter, DatasetProblems, Problem
from cohesion_graph.files import write_file
from cohesion_graph.model.ids import mint_slug
from cohesion_graph.model.privacy import mask
from cohesion_graph.persons import person_masks

__all__ = ["PROPOSALS", "Proposal", "named_bodies", "proposals", "propose", "settle", "taken"]

PROPOSALS: Final = "proposals.csv"
_MORE: Final = ("kind", "authority", "score", "why")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A body across plans that some bodies of plans may be."""

    body: str
    """Its identifier."""
    name: str
    reason: Reason
    open_ones: tuple[Named, ...]
    """Its members that nobody judged yet, sorted."""


def propose(folder: Path) -> int:
    """Write the proposals of a collection; how many bodies across plans are proposed.

    Raises:
        DataError: the tables cannot be read.
        DatasetProblems: ``bodies.csv`` is not right.
    """
    engine = open_engine(folder)
    try:
        found = list(proposals(engine, read_bodies(folder)))
    finally:
        engine.close()
    write_file(folder / PROPOSALS, as_csv((*COLUMNS, *_MORE), (line for one in found for line in _lines(one))))
    return len(found)


def settle(folder: Path, file: Path) -> int:
    """Take the lines of a file of proposals that a person judged into ``bodies.csv``; how many changed something.

    Raises:
        DatasetProblems: a line is not right, or makes one body two; nothing is taken.
        BadParameter: no line is judged.
    """
    try:
        content = file.read_bytes() if file.stat().st_size <= LARGEST else b""
    except OSError as error:
        raise BadParameter(f"{file} cannot be read: {error.strerror}\n  Name a file that is there.") from error
    return len(taken(folder, content, file.name))


def taken(folder: Path, content: bytes, file: str, *, dry_run: bool = False) -> list[str]:
    """Take judgements into ``bodies.csv``, all of them or none; what they change, in words.

    A judgement takes the place of an earlier one on the same; one that is taken back goes.

    Args:
        folder: The collection's.
        content: A file of proposals that were judged, or of what the desk saves.
        file: What problems call it.
        dry_run: Tell what they would change, and write nothing.

    Raises:
        DatasetProblems: a line is not right, or makes one body two; nothing is taken.
        BadParameter: no line is judged.
    """
    with nullcontext() if dry_run else alone_in(folder):
        found = judgements_in(content, file, is_handed_in=True)
        if not found:
            cure = "Write same or different into the column decision, with a reason and a role."
            raise BadParameter(f"nothing is judged in {file}\n  {cure}")
        if problems := [_no_name(file, line) for line, one in enumerate(found, 2) if person_masks(one.by)]:
            raise DatasetProblems(problems)
        before = {one.about: one for one in read_bodies(folder).judgements}
        now = dict(before)
        for one in found:
            if one.decision.startswith(UNDONE):
                now.pop(one.about, None)
            else:  # reasons are published
                now[one.about] = replace(one, reason=mask(one.reason, person_masks(one.reason)))
        Bodies.of_judgements(now.values(), BODIES)
        told = [_told(before.get(key), now.get(key)) for key in {**before, **now} if before.get(key) != now.get(key)]
        if told and not dry_run:
            write_file(folder / BODIES, written(now[key] for key in sorted(now)))
        return told


def _no_name(file: str, line: int) -> Problem:
    cure = "Write in which role you decided, such as 'dataset editor'."
    return Problem(file, line, "by", "it looks like a person's name", "the role of who judged", cure)


def _told(before: Judgement | None, now: Judgement | None) -> str:
    one = now or before
    assert one is not None
    what = f"{one.organisation or one.organisation_id} of {one.dataset}"
    if now is None:
        return f"{what}: no judgement any more on whether it is {one.body}"
    return f"{what}: {'it is' if now.decision == SAME else 'it is not'} {one.body}"


def named_bodies(engine: Engine) -> Iterator[Named]:
    """The bodies of all plans, each as its plan names it."""
    datasets = engine.table("datasets").select("dataset", "authority")
    bodies = engine.table("organisations").select("dataset", "row", "organisation_id", "name", "kind", "also_known_as")
    found = bodies.join(datasets, "dataset").order_by("dataset", "row")
    for row in engine.rows(found):
        others = str(row["also_known_as"] or "").split("; ")
        names = tuple(filter(None, (str(row["name"]), *others)))
        yield Named(row["dataset"], row["organisation_id"], row["kind"], row["authority"], names)


def proposals(engine: Engine, judged: Bodies) -> Iterator[Proposal]:
    """What may be one and was not judged yet, the surest first."""
    refused = {one.about for one in judged.judgements if one.decision != SAME}
    taken = set(judged.names)
    for reason in alike(list(named_bodies(engine))):
        members = {(one.dataset, one.organisation_id): one for one in reason.members}
        settled = sorted({judged.of[place] for place in members if place in judged.of})
        name = Counter(one.names[0] for one in reason.members).most_common(1)[0][0]
        # what nobody was found to be, but some were judged not to be, is asked about under the same identifier
        asked = sorted({body for body, *place in refused if tuple(place) in members and body not in judged.same})
        body = (settled or asked or [_free(mint_slug(name) or "body", taken)])[0]
        open_ones = tuple(
            one for place, one in sorted(members.items()) if place not in judged.of and (body, *place) not in refused
        )
        if not open_ones or (not settled and len({one.dataset for one in open_ones}) < 2):
            continue
        taken.add(body)
        yield Proposal(body, judged.names.get(body, name), reason, open_ones)


def _lines(proposal: Proposal) -> Iterator[Mapping[str, str]]:
    """A line for each body that may be the same as others and was not judged yet."""
    for one in proposal.open_ones:
        yield {
            **dict.fromkeys(COLUMNS, ""),
            "body": proposal.body,
            "name": proposal.name,
            "dataset": one.dataset,
            "organisation_id": one.organisation_id,
            "organisation": one.names[0],
            "kind": one.kind,
            "authority": one.authority,
            "score": f"{proposal.reason.score:.2f}",
            "why": proposal.reason.why,
        }


def _free(slug: str, taken: set[str]) -> str:
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found
