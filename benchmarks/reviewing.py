"""The measure of the whole reader: what is right after a perfect reviewer has answered the doubts that a draft shows.

Run from the repository: ``python benchmarks/reviewing.py [--desk]``. The reviewer is simulated from a reviewed
dataset: of each doubt's readings, and of the values it could write (what the reviewed dataset says on the same words),
it takes the one that makes most facts right, and leaves open what makes none. It sees nothing that no doubt asks
about: what is wrong there stays wrong, and is told as a silent error. ``--desk`` measures the page with 2,000 doubts in
Chromium, beside an empty page of the same browser.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reading_score import Comparison, compare
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.ingest import read_documents
from cohesion_graph.model.changes import Change
from cohesion_graph.model.claims import Dependency, Doubt, Responsibility, Timing, Wording
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.editorial import Correction, Editorial
from cohesion_graph.model.settling import Unsettleable, settled
from cohesion_graph.review import desk
from cohesion_graph.review.desk import alike
from cohesion_graph.review.values import Refusal, effect_of_value

ROOT = Path(__file__).resolve().parent.parent
PLANS = {"stockton": ROOT / "data" / "stockton", "marlbeck": ROOT / "tests" / "fixtures" / "marlbeck"}


def facts(found: Comparison) -> tuple[int, int, int]:
    """How many facts are right, wrong and missed."""
    scores = found.values()
    return (
        sum(one.right for one in scores),
        sum(len(one.wrong) for one in scores),
        sum(len(one.missed) for one in scores),
    )


def answers(draft: Dataset, reviewed: Dataset, doubt: Doubt) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """Each answer to a doubt with what it changes: its readings by their place, then values of the reviewed dataset."""
    yield from ((str(place), reading.effect) for place, reading in enumerate(doubt.alternatives) if reading.effect)
    text = draft.sources_by_id[doubt.source].text
    source = next((one.id for one in reviewed.sources if one.text == text), doubt.source)
    values: dict[str, None] = {}
    links: list[str] = []
    for claim in reviewed.claims.values():
        if claim.source != source or not any(
            one.start < other.end and other.start < one.end for one in claim.evidence for other in doubt.evidence
        ):
            continue
        match claim:
            case Responsibility():
                values |= {reviewed.bodies[claim.party].name: None, claim.role.value: None}
            case Timing():
                values[claim.stated] = None
            case Wording():
                values[claim.text] = None
            case Dependency():
                names = reviewed.bodies if claim.target_kind == "body" else reviewed.instruments
                name = claim.target if claim.target_kind == "item" else names[claim.target].name
                links.append(f"{claim.type.label} {name}")
    for value in (*values, *links, *(["; ".join(links)] if len(links) > 1 else [])):
        try:
            if effect := effect_of_value(draft, doubt, value):
                yield value, effect
        except Refusal:
            continue


def review(draft: Dataset, reviewed: Dataset) -> tuple[Dataset, int, int]:
    """The draft as a perfect reviewer leaves it, how many of the doubts changed something, and the decisions made.

    One answer for all doubts that look alike is one decision, and so is each answer that differs from it.
    """
    taken: list[Correction] = []
    given: set[tuple[str, str]] = set()

    def with_(effects: list[Correction]) -> Dataset:
        return settled(draft.model_copy(update={"editorial": Editorial(corrections=tuple(effects))}))

    best, errors = draft, sum(facts(compare(draft, reviewed))[1:])
    for doubt in draft.doubts.values():
        chosen: Correction | None = None
        answer = ""
        for told_as, effect in answers(draft, reviewed, doubt):
            told = Correction(source=doubt.source, what=doubt.what, effect=effect, reason="reviewed", by="benchmark")
            try:
                now = with_([*taken, told])
            except (Unsettleable, ValueError):
                continue
            left = sum(facts(compare(now, reviewed))[1:])
            if left < errors:
                best, errors, chosen, answer = now, left, told, told_as
        taken += [chosen] if chosen else []
        given.add((alike(doubt), answer))
    return best, len(taken), len(given)


def measure() -> None:
    columns = (
        ("facts", 7),
        ("right before", 14),
        ("right after", 13),
        ("doubts/item", 13),
        ("decisions/item", 16),
        ("changed", 9),
        ("silent", 8),
    )
    print(f"{'plan':10}" + "".join(f"{name:>{width}}" for name, width in columns))
    for name, folder in PLANS.items():
        reviewed = read_dataset(folder)
        draft = read_documents([folder / source.file for source in reviewed.sources]).dataset
        best, changed, decisions = review(draft, reviewed)
        before, after = compare(draft, reviewed), compare(best, reviewed)
        right, _, missed = facts(before)
        silent = sum(
            len(one.wrong) - one.wrong_flagged + len(one.missed) - one.missed_flagged for one in after.values()
        )
        total = right + missed
        asked = len(draft.doubts) / len(draft.items)
        shares = f"{right / total:14.1%}{facts(after)[0] / total:13.1%}"
        print(f"{name:10}{total:7}{shares}{asked:13.2f}{decisions / len(draft.items):16.2f}{changed:9}{silent:8}")


def measure_desk() -> None:
    from playwright.sync_api import sync_playwright

    draft = read_dataset(PLANS["stockton"], withhold=False)
    first = draft.readings[0]
    many = tuple(first.doubts[n % len(first.doubts)].model_copy(update={"n": n + 1}) for n in range(2_000))
    whole = draft.model_copy(
        update={
            "readings": (first.model_copy(update={"doubts": many}), *draft.readings[1:]),
            "editorial": Editorial(),
        }
    )
    with tempfile.TemporaryDirectory() as aside, sync_playwright() as play:
        page = Path(aside) / "review.html"
        page.write_text(desk(whole), "utf-8")
        empty = Path(aside) / "empty.html"
        empty.write_text("<!doctype html><title>empty</title><p>empty", "utf-8")
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
        for name, path in (("empty page", empty), ("2,000 doubts", page)):
            window = browser.new_page()
            window.goto(path.as_uri())
            window.wait_for_function(f"({paint}) > 0")
            print(f"{name}: first paint {window.evaluate(paint):.0f} ms")
        steps = window.evaluate(
            "() => Array.from({length: 40}, () => { const t = performance.now(); step(1); document.body.offsetHeight;"
            " return performance.now() - t; })"
        )
        print(f"next doubt: median {statistics.median(steps):.1f} ms, slowest of 40 {max(steps):.1f} ms")
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--desk", action="store_true", help="measure the page in Chromium")
    measure_desk() if parser.parse_args(sys.argv[1:]).desk else measure()
