"""What one taught example makes of each plan of a labelled folder: before and after, and which became worse.

Run from the repository: ``python benchmarks/teaching.py FOLDER [NAME ...]``, see `labelled` for the folder. The
example is the action in the middle of those that the label gives a body and a deadline, or one of them; what is said
of it is what a person would copy: its title, its first body, its first deadline, as they are printed.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.labelled import Counted, Labelled, compared, documents_in
from cohesion_graph.errors import CohesionError
from cohesion_graph.ingest import read_documents
from cohesion_graph.ingest.mining.overruling import Overruling

KINDS = ("actions", "bodies", "deadlines")
AIM = 0.8
"""What a plan that failed before is to reach after one example."""


def example_of(document: Labelled) -> Overruling:
    """The middle one of the actions that say most, in the words of the label."""
    said = [(bool(one.get("bodies")) + bool(one.get("deadlines")), one) for one in document.actions]
    most = max(count for count, _ in said)
    best = [one for count, one in said if count == most]
    one = best[len(best) // 2]
    lead = one["bodies"][0]["name"] if one.get("bodies") else ""
    return Overruling(like=one["title"], lead=lead, by=one["deadlines"][0] if one.get("deadlines") else "")


def read(document: Labelled, said: Overruling | None) -> tuple[dict[str, Counted], str]:
    """What a reading holds, and what was said where it was refused."""
    try:
        draft = read_documents(document.files, said={"": said} if said else None)
    except CohesionError as error:
        return compared(document, None), str(error).splitlines()[0]
    return compared(document, draft.dataset), ""


def measured(documents: list[Labelled]) -> Iterator[tuple[dict[str, Counted], dict[str, Counted]]]:
    """Each plan before and after one example; a line of each is printed."""
    print(f"{'plan':40} {'actions':>11} {'bodies':>11} {'deadlines':>11}")
    for document in documents:
        (before, _), (after, refusal) = read(document, None), read(document, example_of(document))
        shown = [
            f"{100 * before[kind].f1:4.0f} -> {100 * after[kind].f1:3.0f}" if before[kind].is_asked else ""
            for kind in KINDS
        ]
        is_worse = any(after[kind].f1 < before[kind].f1 - 0.005 for kind in KINDS if before[kind].is_asked)
        is_short = after["actions"].f1 < AIM
        told = " ".join(["worse"] * is_worse + [f"below {AIM:.0%}"] * is_short + [refusal[:80]] * bool(refusal))
        print(f"{document.name[:40]:40} {shown[0]:>11} {shown[1]:>11} {shown[2]:>11} {told}".rstrip(), flush=True)
        yield before, after


def main() -> None:
    folder, *names = sys.argv[1:]
    plans = [one for one in documents_in(Path(folder)) if one.gold]
    found = list(measured([one for one in plans if not names or any(name in one.name for name in names)]))
    for kind in KINDS:
        asked = [(before[kind], after[kind]) for before, after in found if before[kind].is_asked]
        for name, counts in (("before", [one for one, _ in asked]), ("after", [one for _, one in asked])):
            total = Counted(*(sum(getattr(one, key) for one in counts) for key in ("right", "missed", "wrong")))
            middle = statistics.median(one.f1 for one in counts) if counts else 1.0
            reached = sum(one.f1 >= AIM for one in counts)
            print(
                f"{kind:9} {name:6} micro {total.f1:4.0%} median {middle:4.0%}; {reached} of {len(counts)} at {AIM:.0%}"
            )
        worse = sum(after.f1 < before.f1 - 0.005 for before, after in asked)
        print(f"{kind:9} worse than before: {worse} of {len(asked)} plans")


if __name__ == "__main__":
    main()
