"""Spans behind "from": they have an end, in every language; "from" before one date has none."""

from __future__ import annotations

import pytest

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.when.deadlines import find_deadlines

SPAN = {"kind": "fixed", "date": "2026-03", "starts": "2026-01"}
WORDINGS = {
    "from January to March 2026": SPAN,
    "von Januar bis März 2026": SPAN,
    "de janvier à mars 2026": SPAN,
    "da gennaio a marzo 2026": SPAN,
    "från januari till mars 2026": SPAN,
    "od stycznia do marca 2026": SPAN,
    "od 2026 do 2027": {"kind": "fixed", "date": "2027", "starts": "2026"},
    "from 2026": {"kind": "ongoing", "starts": "2026"},
    "from April to June 2026 onwards": {"kind": "ongoing", "starts": "2026-06"},
    "31. grudnia 2026": {"kind": "fixed", "date": "2026-12-31"},
}


@pytest.mark.parametrize("wording", WORDINGS)
def test_a_span_behind_from_ends_and_one_date_does_not(wording):
    [found] = find_deadlines(Words(wording))
    assert found.deadline.model_dump(mode="json", exclude_none=True) == WORDINGS[wording]
