"""Makes the table that the weights of the choice are fitted on: what each set of records shows, and how right it is.

Run from the repository: ``python -m benchmarks.choice_table FOLDER [FOLDER ...]``, see `labelled` for a folder. Each
row is a set of records that the reader found in a document: a key of the document that tells only the folder and its
number there, how it was found, how many records it has, which share of the document stands in them, its signs, and F1
of its titles beside those that a person reads. No word of a document stands in it. Plans in several files are left
out: their label is of all files together.
"""

from __future__ import annotations

import csv
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.labelled import Labelled, documents_in, title_score
from cohesion_graph.documents import read_document
from cohesion_graph.errors import CohesionError
from cohesion_graph.ingest.mining.judge import read_records, titles_of
from cohesion_graph.ingest.mining.likeness import score_of, weights
from cohesion_graph.ingest.records.looks import PlanLooks

TABLE = Path(__file__).with_name("choice_table.csv")
IN_HAND = "in hand"
"""The view of what known tables gave."""
COLUMNS = ("document", "plan", "view", "anchored", "records", "share", "cut", "right")


def sets_of(document: Labelled) -> Iterator[dict[str, str]]:
    """A row for each set of records that was found, and for what known tables gave."""
    _, extract = read_document(document.files[0], PlanLooks())
    reading = read_records(extract)
    for one in [*reading.mined.sets, *([reading.in_hand] if reading.in_hand else [])]:
        if not one.signs:
            continue
        whole = score_of(one)
        yield {
            "plan": str(int(bool(document.gold))),
            "view": IN_HAND if one is reading.in_hand else one.view,
            "anchored": str(int(one.is_anchored and one.tier != "action")),
            "records": str(len(one.records)),
            "share": f"{one.share:.4g}",
            "cut": f"{one.score / whole if whole > 0 else 1:.3g}",
            "right": f"{title_score(document, titles_of(one)):.3g}",
            **{name: f"{value:.3g}" for name, value in one.signs.items() if value},
        }


def main() -> None:
    rows: list[dict[str, str]] = []
    for letter, folder in zip(string.ascii_lowercase, sys.argv[1:], strict=False):
        for number, document in enumerate(documents_in(Path(folder)), 1):
            if len(document.files) > 1:
                continue
            try:
                rows += [{"document": f"{letter}{number:02}", **row} for row in sets_of(document)]
            except CohesionError as error:
                print(f"{document.name}: {error}", file=sys.stderr)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*COLUMNS, *weights()["terms"]], restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
