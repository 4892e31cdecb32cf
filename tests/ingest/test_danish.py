"""Plans in Danish: a table, a form, dates as they are written."""

from __future__ import annotations

import pytest
from outline import outline
from papers import write_text

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest import read_documents
from cohesion_graph.ingest.when.deadlines import find_deadlines

FORM = """\
# Handleplan for unge

## Fokusområde 1: Uddannelse

### Indsats 1: Etablere et ungeråd

Tovholder: Ungeafdelingen

Samarbejdspartnere: Skoler, Politiet

Tidsfrist: senest 1. marts 2027

### Indsats 2: Udvikle nye praktikpladser

Tovholder: Erhvervsforeningen

Tidsfrist: løbende

## Fokusområde 2: Fritid

### Indsats 3: Åbne ungdomshuset om lørdagen

Tovholder: Kulturforvaltningen

Tidsfrist: efterår 2026
"""


def test_forms_in_danish_are_read_whole(tmp_path):
    assert outline(read_documents([write_text(tmp_path / "plan.md", FORM)]).dataset) == (
        "# Fokusområde 1: Uddannelse\n"
        "1 Etablere et ungeråd\n  lead: Ungeafdelingen\n  contribute: Skoler\n  contribute: Politiet\n"
        "  by: senest 1. marts 2027\n"
        "2 Udvikle nye praktikpladser\n  lead: Erhvervsforeningen\n  by: løbende\n"
        "# Fokusområde 2: Fritid\n"
        "3 Åbne ungdomshuset om lørdagen\n  lead: Kulturforvaltningen\n  by: efterår 2026\n"
    )


WORDINGS = {
    "senest 31. december 2026": {"kind": "fixed", "date": "2026-12-31"},
    "inden udgangen af 2027": {"kind": "fixed", "date": "2027"},
    "3. kvartal 2027": {"kind": "fixed", "date": "2027-Q3"},
    "forår 2027": {"kind": "fixed", "date": "2027-21"},
    "løbende": {"kind": "ongoing"},
    "2026-2028": {"kind": "fixed", "date": "2028", "starts": "2026"},
}


@pytest.mark.parametrize("wording", WORDINGS)
def test_dates_are_read_as_danish_plans_write_them(wording):
    [found] = find_deadlines(Words(wording))
    assert found.deadline.model_dump(mode="json", exclude_none=True) == WORDINGS[wording]
