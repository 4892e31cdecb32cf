"""Whatever was read, the draft is taken at once by everything that works on datasets."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from seeds import FORMS, ROWS
from strategies import HOSTILE

from cohesion_graph import load
from cohesion_graph.checks import check_plan, count_of_errors
from cohesion_graph.editions import reread
from cohesion_graph.errors import UnreadableDocument
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.folder.storage import FileFault
from cohesion_graph.folder.write import write_dataset
from cohesion_graph.ingest import read_documents
from cohesion_graph.tables.plan_tables import PLAN_TABLES, plan_table
from cohesion_graph.workbook import corrected, export_workbook

words = st.sampled_from([*HOSTILE, *(cell for row in ROWS for cell in row)])
cells = st.one_of(words, st.tuples(words, st.sampled_from([" ", "; ", "\n", " and "]), words).map("".join))
plans = st.lists(st.lists(cells, min_size=len(ROWS[0]), max_size=len(ROWS[0])), min_size=1, max_size=5)


def taken_everywhere(document: Path, made: Path) -> None:
    draft = read_documents([document])
    write_dataset(draft.dataset, made, draft.documents)
    plan = load(made)

    assert read_dataset(made, withhold=False) == draft.dataset
    assert count_of_errors(check_plan(plan)) == 0
    for name in PLAN_TABLES:
        table = plan_table(plan.derivation, name)
        assert len(list(csv.reader(io.StringIO(table.to_csv(), newline="")))) == len(table.rows) + 1
    assert corrected(draft.dataset, export_workbook(plan.derivation)).changes == ()
    assert reread(draft.dataset, draft.dataset, draft.dataset).dataset == draft.dataset


@pytest.mark.parametrize("form", FORMS)
def test_a_draft_of_any_form_is_taken_by_check_export_workbook_and_a_new_edition(tmp_path, form):
    taken_everywhere(FORMS[form](tmp_path), tmp_path / "made")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans)
def test_a_draft_of_any_words_is_taken_by_check_export_workbook_and_a_new_edition(rows):
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "plan.csv"
        with document.open("w", encoding="utf-8", errors="replace", newline="") as file:
            csv.writer(file).writerows([ROWS[0], *rows])
        try:
            taken_everywhere(document, Path(folder) / "made")
        except UnreadableDocument:
            assert not (Path(folder) / "made").exists()


def test_doubts_stand_above_the_items_they_are_about_and_others_on_top(tmp_path):
    document = tmp_path / "plan.txt"
    rows = "1\tPlant trees\tJ. Bloggs (Parks Team)\t2025\n2\tMend roads\tHighways\tsoon \x1b\n"
    document.write_text("Ref\tAction\tLead\tDeadline\n" + rows, encoding="utf-8")
    draft = read_documents([document])

    write_dataset(draft.dataset, tmp_path / "made", draft.documents)

    lines = (tmp_path / "made" / "claims" / "plan.yaml").read_text(encoding="utf-8").splitlines()
    named = "This looks like a person's name: it is withheld from every output until a reviewer decides."
    assert [(line, lines[number + 1]) for number, line in enumerate(lines) if line.startswith("#")] == [
        (f"# Doubt 1, person's name: {named} '██ ██████'", "source: plan"),
        ("# Doubt 2, by when: 'soon \\x1b' is no deadline that can be read. 'soon \\x1b'", "- item: '2'"),
    ]


def test_a_draft_too_large_to_be_read_back_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr("cohesion_graph.folder.write.LARGEST", 100)
    draft = read_documents([FORMS["tabs"](tmp_path)])

    with pytest.raises(FileFault, match=r"would have .* bytes\n  Expected: at most 100"):
        write_dataset(draft.dataset, tmp_path / "made", draft.documents)

    assert not (tmp_path / "made").exists()
