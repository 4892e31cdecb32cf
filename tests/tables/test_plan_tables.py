"""The plan's own tables: columns others rely on, rows that can show their words."""

import re

import pytest

from cohesion_graph.tables.plan_tables import PLAN_TABLES

WORDS = "basis, source, line, start, end, quote"
PROMISED = {
    "actions": "action_id, plan, section, ref, ref_as_printed, text, text_as_printed, sources",
    "milestones": "milestone_id, action_ref, order, text, presented_as, sources",
    "responsibilities": f"claim_id, action_ref, milestone_id, party_id, party, party_as_printed, role, "
    f"joint_with, {WORDS}",
    "deadlines": "claim_id, action_ref, milestone_id, stated, kind, date, precision, latest_date, recurs_every, "
    f"aligned_with, {WORDS}",
    "status_reports": "claim_id, action_ref, milestone_id, status, status_as_printed, colour, as_of, reported_by, "
    f"note, {WORDS}",
    "links": f"claim_id, action_ref, milestone_id, type, family, target_id, target, {WORDS}",
    "organisations": "organisation_id, name, kind, part_of, also_known_as",
    "instruments": "instrument_id, name, kind, part_of, also_known_as",
    "discrepancies": "discrepancy_id, action_ref, milestone_id, kind, source_a, value_a, source_b, value_b, resolution",
    "doubts": "doubt_id, action_ref, milestone_id, what, alternatives, source, line, quote",
}


def test_the_promised_columns_come_first_in_the_promised_order(stockton):
    for name, columns in PROMISED.items():
        promised = tuple(columns.split(", "))
        assert stockton.table(name).header[: len(promised)] == promised
    assert set(PLAN_TABLES) == set(PROMISED)


@pytest.mark.parametrize("name", PROMISED)
def test_the_invented_councils_tables_are_as_reviewed(name, marlbeck, golden):
    golden(f"tables/{name}.csv", marlbeck.table(name).to_csv())


@pytest.mark.parametrize("plan", ["stockton", "marlbeck"])
def test_every_quotation_of_every_row_is_found_at_its_offsets(plan, request):
    plan = request.getfixturevalue(plan)
    for name in ("responsibilities", "deadlines", "status_reports", "links"):
        for row in plan.table(name).to_records():
            text = plan.dataset.sources_by_id[row["source"]].text
            spans = zip(map(int, str(row["start"]).split("; ")), map(int, str(row["end"]).split("; ")), strict=True)
            cut = [text[start:end] for start, end in spans]
            assert "; ".join(cut) == row["quote"]
            assert text.count("\n", 0, int(str(row["start"]).split("; ")[0])) + 1 == row["line"]


def test_every_column_says_what_it_holds():
    for _, columns, _ in PLAN_TABLES.values():
        assert not [column.name for column in columns if not re.match(r"[A-Za-z0-9].*\.$", column.about)]


def test_no_name_of_an_officer_is_in_a_table(marlbeck):
    told = "".join(marlbeck.table(name).to_csv() for name in PROMISED)

    assert not [name for name in ("P. Example", "Q. Sample", "R. Person") if name in told]
