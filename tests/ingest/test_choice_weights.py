"""The weights of the choice: fitted on a table of labelled sets, and no other set is taken where a plan is longer."""

from __future__ import annotations

import pytest
from papers import write_text

from benchmarks.fit_choice import BY_HAND, WEIGHTS, Sets, fit, written
from cohesion_graph.documents import read_document
from cohesion_graph.ingest.mining.choice import mine
from cohesion_graph.ingest.records.looks import PlanLooks


def test_the_weights_are_those_that_the_labelled_sets_give():
    sets = Sets.read()
    fitted = fit(sets)
    text = WEIGHTS.read_text("utf-8")
    assert written(text, fitted) == text
    assert len(sets.right) >= 100
    assert all(fitted.weights[name] * by_hand >= 0 for name, by_hand in BY_HAND.items())


def cards(count):
    return "".join(
        f"\n### Action {number}: Mend quay number {number}\n\nLead: Works Office {number % 7}\n\n"
        f"By: May {2027 + number % 3}\n\n"
        f"- Order stone for quay {number}\n- Close quay {number} to ships\n"
        for number in range(1, count + 1)
    )


def listed(count):
    rows = "".join(f"\n| A{number} | Mend quay number {number} | Works Office | May 2027 |" for number in range(count))
    tasks = "".join(f"\n- Report number {number} was sent to the harbour board" for number in range(2 * count))
    return f"\n| No | Action | Lead | By |\n|--|--|--|--|{rows}\n\n## What was done\n{tasks}\n"


def prose(count):
    return "".join(
        f"\n## Quay number {number}\n\nThe Works Office will mend quay number {number} by May 2027.\n"
        for number in range(1, count + 1)
    )


@pytest.mark.parametrize("plan", [cards, listed, prose])
def test_the_same_set_is_taken_however_many_records_it_has(plan, tmp_path):
    taken = set()
    for count in (4, 40, 400):
        path = write_text(tmp_path / f"plan-{count}.md", f"# Harbour plan\n{plan(count)}")
        mined = mine(read_document(path, PlanLooks())[1])
        taken.add((mined.best.view, mined.best.name, len(mined.best.records) / count))
    assert len(taken) == 1
