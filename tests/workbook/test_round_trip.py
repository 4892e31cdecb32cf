"""A dataset goes to Excel, is corrected there, and comes back."""

import datetime as dt
import io
import re
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook
from strategies import datasets

from cohesion_graph.derive import derive
from cohesion_graph.errors import DatasetProblems, UnreadableDocument
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.model.codes import Role
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.workbook import corrected, export_workbook
from cohesion_graph.workbook.sheets import SHEETS


class Book:
    """An exported workbook in the hands of a person with Excel."""

    def __init__(self, dataset):
        self.book = load_workbook(io.BytesIO(export_workbook(derive(dataset))))

    def heading(self, sheet):
        return [cell.value for cell in self.book[sheet][1]]

    def row(self, sheet, **wanted):
        names = self.heading(sheet)
        for cells in self.book[sheet].iter_rows(min_row=2):
            if all(cells[names.index(column)].value == value for column, value in wanted.items()):
                return cells[0].row
        raise LookupError(wanted)

    def set(self, sheet, row, **values):
        names = self.heading(sheet)
        for column, value in values.items():
            self.book[sheet].cell(row, names.index(column) + 1).value = value

    def add(self, sheet, **values):
        names = self.heading(sheet)
        self.book[sheet].append([values.get(name) for name in names])

    def delete(self, sheet, row):
        self.book[sheet].delete_rows(row)

    def saved(self):
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


@pytest.fixture
def dataset(marlbeck):
    return marlbeck.dataset


@pytest.fixture
def book(dataset):
    return Book(dataset)


def refused(dataset, book):
    with pytest.raises(DatasetProblems) as caught:
        corrected(dataset, book.saved(), "plan.xlsx")
    return [str(problem) for problem in caught.value.problems]


PACK = "A2/welcome-pack-embedded-in-the-settling-strategy"


@pytest.mark.parametrize("plan", ["stockton", "marlbeck"])
def test_a_workbook_that_nobody_changed_changes_nothing(plan, request):
    dataset = request.getfixturevalue(plan).dataset

    for content in (export_workbook(derive(dataset)), Book(dataset).saved()):
        result = corrected(dataset, content)
        assert (result.dataset, result.changes) == (dataset, ())


def test_the_same_dataset_gives_the_same_bytes(dataset):
    assert export_workbook(derive(dataset)) == export_workbook(derive(dataset))


def test_every_sheet_begins_with_the_columns_others_rely_on(marlbeck, book):
    for sheet in SHEETS:
        if sheet.name not in {"wordings", "status_reports"}:
            promised = list(marlbeck.table(sheet.name).header)
            assert book.heading(sheet.name)[: len(promised)] == promised


def test_codes_and_names_have_drop_downs(book):
    offered = {str(one.sqref): one.formula1 for one in book.book["responsibilities"].data_validations.dataValidation}

    assert len(offered) == 3  # party, role and basis
    assert all("lists!" in formula for formula in offered.values())


def test_corrected_cells_come_back_and_nothing_else_changes(dataset, book):
    claim = "A3/claim/together-plan/responsibility/1"
    book.set("responsibilities", book.row("responsibilities", claim_id=claim), party="Voices", role="contribute")
    book.set("deadlines", book.row("deadlines", action_ref="A3"), kind="fixed", date="2026-03")
    book.set("links", book.row("links", action_ref="A2"), type="refers-to")
    book.set("organisations", book.row("organisations", organisation_id="voices-network"), also_known_as="VN; Voices")
    book.set("actions", book.row("actions", action_id="A1"), text="Map all the community groups of Marlbeck")

    result = corrected(dataset, book.saved())

    after = result.dataset
    assert (after.claims[claim].party, after.claims[claim].role) == ("voices-network", "contribute")
    assert str(after.claims["A3/claim/together-plan/timing/1"].deadline.date) == "2026-03"
    assert after.claims["A2/claim/together-plan/dependency/1"].type == "refers-to"
    assert after.bodies["voices-network"].also_known_as == ("VN", "Voices")
    assert after.title_of("A1") == "Map all the community groups of Marlbeck"
    untouched = [claim for claim in dataset.claims if claim.split("/")[0] not in {"A1", "A2", "A3"}]
    assert [after.claims[one] for one in untouched] == [dataset.claims[one] for one in untouched]
    assert len(result.changes) == 7


@pytest.mark.parametrize(
    "sheet, key, one, other",
    [
        ("organisations", "organisation_id", "voices-network", "Housing Partnership"),
        ("instruments", "instrument_id", "settling-strategy", "Area Agreement"),
    ],
)
def test_two_names_become_one_by_one_choice(dataset, book, sheet, key, one, other):
    book.set(sheet, book.row(sheet, **{key: one}), same_as=other)
    content = book.saved()

    result = corrected(dataset, content)

    rows = {row[key]: row for row in LoadedPlan(result.dataset).table(sheet).to_records()}
    (kept,) = (row for row in rows.values() if row["name"] == other)
    gone = next(row["name"] for row in LoadedPlan(dataset).table(sheet).to_records() if row[key] == one)
    assert one not in rows
    assert gone in kept["also_known_as"]
    again = corrected(result.dataset, content)
    assert again.dataset == result.dataset


def test_a_name_is_not_the_same_as_one_that_nobody_has(dataset, book):
    row = book.row("instruments", instrument_id="settling-strategy")
    book.set("instruments", row, same_as="Nobody's Plan")
    (told,) = refused(dataset, book)
    assert f"plan.xlsx [instruments], row {row}" in told or f"plan.xlsx [instruments]:{row}" in told
    assert "Nobody's Plan" in told


def test_new_rows_become_claims_with_their_words(dataset, book):
    book.add("organisations", name="Lottery Fund", kind="public-body")
    book.add(
        "responsibilities",
        action_ref="A6",
        party="Lottery Fund",
        role="responsible",
        source="together-plan",
        quote="lottery",
    )
    book.add(
        "deadlines",
        action_ref="A6",
        stated="once A6 is done",
        kind="unread",
        source="together-plan",
        quote="once A6 is done",
    )
    book.add("links", action_ref="A6", type="uses", target="RS", source="together-plan", quote="housing forum")
    book.set("instruments", book.row("instruments", instrument_id="respect-standard"), also_known_as="RS")
    book.add("milestones", action_ref="A6", text="housing forum", sources="together-plan")

    after = corrected(dataset, book.saved()).dataset

    claim = after.claims["A6/claim/together-plan/responsibility/1"]
    assert (claim.party, claim.role, claim.basis, claim.quote) == ("lottery-fund", "responsible", "stated", "lottery")
    assert after.claims["A6/claim/together-plan/timing/1"].deadline.kind == "unread"
    assert after.claims["A6/claim/together-plan/dependency/2"].target == "respect-standard"
    assert after.milestones_of("A6") == ["A6/housing-forum"]
    assert after.title_of("A6/housing-forum") == "housing forum"


def test_deleted_rows_are_removed_and_what_was_joint_is_not_left_dangling(dataset, book):
    claim = "A1/map-of-groups-published/claim/together-plan/responsibility/2"
    for _ in range(2):  # the row itself, and the one a rule carried down from it
        book.delete("responsibilities", book.row("responsibilities", claim_id=claim))
    book.delete("doubts", book.row("doubts", doubt_id="together-plan/doubt/2"))

    after = corrected(dataset, book.saved()).dataset

    assert claim not in after.claims
    assert after.claims[claim[:-1] + "1"].joint_with == ()
    assert "together-plan/doubt/2" not in after.doubts


def test_a_ruling_is_made_with_its_reason(dataset, book):
    found = "A2/discrepancy/lead/together-plan/voices-extract"
    row = book.row("discrepancies", discrepancy_id=found)
    book.set("discrepancies", row, resolution="both-stand", reason="They lead different parts.")

    after = corrected(dataset, book.saved()).dataset

    ruled = {one.discrepancy: (one.resolution, one.reason, one.by) for one in after.editorial.rulings}
    assert ruled[found] == ("both-stand", "They lead different parts.", "dataset editor")


def test_an_edit_of_the_dataset_since_the_export_is_kept(dataset, book):
    claims = tuple(c.model_copy(update={"note": "seen"}) if c.item == "A3" else c for c in dataset.readings[0].claims)
    readings = (dataset.readings[0].model_copy(update={"claims": claims}), *dataset.readings[1:])
    since = dataset.model_copy(update={"readings": readings})
    book.set("responsibilities", book.row("responsibilities", action_ref="A3"), role="contribute")

    after = corrected(since, book.saved()).dataset

    claim = after.claims["A3/claim/together-plan/responsibility/1"]
    assert (claim.role, claim.note) == ("contribute", "seen")


def test_a_cell_that_both_changed_is_reported_and_nothing_is_taken(dataset, book):
    claims = tuple(
        c.model_copy(update={"role": Role.CONTRIBUTE}) if c.id.startswith("A3/claim/together-plan/resp") else c
        for c in dataset.readings[0].claims
    )
    since = dataset.model_copy(
        update={"readings": (dataset.readings[0].model_copy(update={"claims": claims}), *dataset.readings[1:])}
    )
    row = book.row("responsibilities", action_ref="A3")
    book.set("responsibilities", row, role="responsible")

    (told,) = refused(since, book)
    assert told == (
        f"plan.xlsx [responsibilities]:{row} role: "
        "here 'responsible', in the dataset 'contribute', when exported 'lead'\n"
        "  Both were changed: write the one that is to stand."
    )


@pytest.mark.parametrize(
    "sheet, wanted, values, told",
    [
        ("responsibilities", {"action_ref": "A3"}, {"party": "Voice Network"}, "Did you mean 'Voices Network'?"),
        (
            "responsibilities",
            {"action_ref": "A3"},
            {"role": "boss"},
            " role: 'boss'\n  Expected: 'lead', 'contribute' or 'responsible'",
        ),
        ("responsibilities", {"action_ref": "A3"}, {"line": 1}, "this cell follows from others"),
        ("responsibilities", {"basis": "carried-down"}, {"role": "contribute"}, "by a rule (carried-down)"),
        ("deadlines", {"action_ref": "A3"}, {"kind": "fixed"}, "needs date"),
        ("deadlines", {"action_ref": "A3"}, {"date": "2008-13", "kind": "fixed"}, "2008-13"),
        ("links", {"action_ref": "A2"}, {"quote": "Marlbeck"}, "stands"),
        ("links", {"action_ref": "A2"}, {"quote": "not there"}, "is not in together-plan"),
        ("links", {"action_ref": "A2"}, {"target": "Nothing Known"}, "'Nothing Known' is not known"),
        ("milestones", {"milestone_id": PACK}, {"order": "first"}, "a place from 1"),
        ("milestones", {"milestone_id": PACK}, {"order": "²"}, "a place from 1"),
        ("responsibilities", {"action_ref": "A3"}, {"joint_with": "both"}, "'both' is no claim"),
        ("deadlines", {"action_ref": "A3"}, {"aligned_with": "Nothing Known"}, "is not registered"),
        ("doubts", {"doubt_id": "together-plan/doubt/1"}, {"what": None}, "[doubts]:2 what: ''"),
        ("actions", {"action_id": "A1"}, {"text": " "}, "no text\n  Expected: the words of the item"),
        ("organisations", {"organisation_id": "voices-network"}, {"name": "#N/A"}, "Excel's error #N/A"),
        ("organisations", {"organisation_id": "voices-network"}, {"name": '=CONCAT("a","b")'}, "has no stored result"),
    ],
)
def test_a_change_that_cannot_be_taken_is_told_with_its_sheet_and_row(dataset, book, sheet, wanted, values, told):
    row = book.row(sheet, **wanted)
    book.set(sheet, row, **values)

    found = "\n".join(refused(dataset, book))

    assert told in found
    assert "plan.xlsx" in found


def test_all_that_cannot_be_taken_is_told_at_once(dataset, book):
    book.set("responsibilities", book.row("responsibilities", action_ref="A3"), party="Nobody Known")
    book.set("links", book.row("links", action_ref="A2"), quote="not there")
    book.add("doubts", what="A new doubt")

    assert len(refused(dataset, book)) == 3


def test_names_of_officers_are_neither_in_the_workbook_nor_lost_from_the_files(marlbeck_folder):
    raw = read_dataset(marlbeck_folder, withhold=False)
    book = Book(read_dataset(marlbeck_folder))
    book.set("responsibilities", book.row("responsibilities", action_ref="A3"), role="contribute")
    told = " ".join(str(cell) for sheet in book.book for row in sheet.iter_rows(values_only=True) for cell in row)

    after = corrected(raw, book.saved()).dataset

    assert "Example" not in told
    assert "P. Example" in after.sources[0].text
    assert (
        after.claims["A4/claim/together-plan/responsibility/1"] == raw.claims["A4/claim/together-plan/responsibility/1"]
    )


@pytest.mark.parametrize("content", [b"not a workbook", b"PK\x03\x04 cut off", b""])
def test_what_is_no_workbook_is_refused(dataset, content):
    with pytest.raises(UnreadableDocument, match=r"plan\.xlsx: it is damaged or cut off"):
        corrected(dataset, content, "plan.xlsx")


def test_a_workbook_without_a_sheet_is_refused(dataset, book):
    del book.book["links"]

    with pytest.raises(UnreadableDocument, match="no sheet 'links'"):
        corrected(dataset, book.saved())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(datasets())
def test_a_workbook_of_any_dataset_that_nobody_changed_changes_nothing(dataset):
    result = corrected(dataset, export_workbook(derive(dataset)))

    assert (result.dataset, result.changes) == (dataset, ())


@pytest.mark.parametrize(
    "sheet, values, told",
    [
        ("responsibilities", {"action_ref": "A99", "source": "together-plan"}, "no item 'A99'"),
        ("responsibilities", {"action_ref": "A3", "source": "nowhere"}, "the source 'nowhere'"),
        ("responsibilities", {"action_ref": "A3", "source": "together-plan"}, "no quotation"),
        (
            "organisations",
            {"name": "Voices Network", "kind": "partnership"},
            "the identifier 'voices-network' is taken",
        ),
        ("organisations", {"name": "Lottery Fund"}, "a row without name or kind"),
        ("milestones", {"action_ref": "A99", "text": "x", "sources": "together-plan"}, "a milestone without its place"),
        ("actions", {"text": "x"}, "a new row"),
    ],
)
def test_a_row_that_cannot_be_added_is_told_with_its_sheet_and_row(dataset, book, sheet, values, told):
    book.add(sheet, **values)

    (problem,) = refused(dataset, book)

    assert told in problem
    assert problem.startswith(f"plan.xlsx [{sheet}]:{book.book[sheet].max_row}")


def test_sheets_and_columns_may_stand_in_another_order_and_rows_too(dataset, book):
    sheets = book.book
    sheets.move_sheet("links", -4)
    claims = sheets["responsibilities"]
    rows = [[cell.value for cell in row] for row in claims.iter_rows()]
    for number, row in enumerate([rows[0], *reversed(rows[1:])], 1):
        for place, value in enumerate(reversed(row), 1):
            claims.cell(number, place).value = value
    book.set("responsibilities", book.row("responsibilities", action_ref="A3"), role="contribute")

    result = corrected(dataset, book.saved())

    assert [change.partition(": ")[2] for change in result.changes] == [
        "A3/claim/together-plan/responsibility/1 role: 'contribute'"
    ]


def test_a_column_that_a_person_added_is_told_and_left_out(dataset, book):
    book.book["actions"].cell(1, 20).value = "my remarks"
    book.book["actions"].cell(2, 20).value = "look again"

    result = corrected(dataset, book.saved())

    assert (result.dataset, result.changes) == (dataset, ())
    assert result.notes == ("actions: the column 'my remarks' is not one of the workbook's and is not brought back",)


def test_a_workbook_without_a_column_is_refused_whole(dataset, book):
    book.book["responsibilities"].delete_cols(book.heading("responsibilities").index("role") + 1)

    with pytest.raises(UnreadableDocument, match=r"plan\.xlsx: the sheet 'responsibilities' has no column 'role'"):
        corrected(dataset, book.saved(), "plan.xlsx")


@pytest.mark.parametrize("number_format, date", [("dd/mm/yyyy", "2009-03-01"), ("mmm-yy", "2009-03"), ("yyyy", "2009")])
def test_a_day_that_excel_made_is_as_precise_as_its_cell_shows_it(dataset, book, number_format, date):
    row = book.row("deadlines", action_ref="A3")
    book.set("deadlines", row, kind="fixed", date=dt.datetime(2009, 3, 1))  # noqa: DTZ001 - Excel knows no time zones
    cell = book.book["deadlines"].cell(row, book.heading("deadlines").index("date") + 1)
    cell.number_format = number_format

    after = corrected(dataset, book.saved()).dataset

    assert str(after.claims["A3/claim/together-plan/timing/1"].deadline.date) == date


def test_cells_are_text_so_that_excel_makes_no_day_of_a_month_or_of_a_financial_year(book):
    row = book.row("deadlines", action_ref="A3")

    assert {cell.number_format for cell in book.book["deadlines"][row]} == {"@"}
    assert book.book["deadlines"].column_dimensions["A"].number_format == "@"


def test_words_quoted_over_a_tab_or_a_line_break_may_have_a_space_there(dataset, book):
    source = dataset.sources[0]
    found = re.search(r"[a-z]+ [a-z]+[\n\t][\s\S]{12}\S+", source.text)
    book.add(
        "responsibilities",
        action_ref="A3",
        party="Voices Network",
        role="contribute",
        source=source.id,
        quote=" ".join(found[0].split()),
    )

    after = corrected(dataset, book.saved()).dataset

    assert after.claims[f"A3/claim/{source.id}/responsibility/2"].evidence[0].exact == found[0]


def test_rows_of_items_with_a_doubt_are_highlighted(dataset, book):
    doubtful = {doubt.item for doubt in dataset.doubts.values() if doubt.item}
    highlighted = set()
    for area in book.book["wordings"].conditional_formatting:
        if any(rule.dxf and rule.dxf.fill and rule.dxf.fill.bgColor.rgb == "FFFFF3BF" for rule in area.rules):
            values = [cell.value for cell in book.book["wordings"][min(one.min_row for one in area.sqref.ranges)]]
            highlighted.add(values[2] or values[1])

    assert doubtful
    assert highlighted == doubtful & {claim.item for claim in dataset.claims.values()}


DAMAGE = [
    (r'<c r="C3"[^>]*>', r'<c r="C3" t="n"><f>1+1</f>'),
    (r"<sheetData>", r"<sheetData><row r='9999999999'/>"),
    (r't="s"', r't="d"'),
]


@pytest.mark.parametrize("pattern, new", DAMAGE)
def test_a_damaged_sheet_is_refused_or_its_problems_are_told(dataset, pattern, new):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(export_workbook(derive(dataset)))) as old, zipfile.ZipFile(out, "w") as made:
        for name in old.namelist():
            part = old.read(name)
            is_sheet = name.startswith("xl/worksheets/")
            made.writestr(name, re.sub(pattern, new, part.decode(), count=3).encode() if is_sheet else part)

    with pytest.raises((DatasetProblems, UnreadableDocument)):
        corrected(dataset, out.getvalue())
