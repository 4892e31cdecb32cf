"""The workbook's first sheet: the plan as people know it, and doubts answered on it."""

import io

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

import cohesion_graph
from cohesion_graph.cli import main
from cohesion_graph.derive import derive
from cohesion_graph.errors import DatasetProblems
from cohesion_graph.folder import storage
from cohesion_graph.folder.updates import with_updates
from cohesion_graph.model.claims import StatusReport
from cohesion_graph.review.decisions import LEAVE_OPEN
from cohesion_graph.workbook import corrected, export_workbook


@pytest.fixture
def dataset(marlbeck):
    return marlbeck.dataset


def opened(dataset):
    return load_workbook(io.BytesIO(export_workbook(derive(dataset))))


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows(book):
    """The rows below the headings, by column."""
    head, *below = book["plan"].iter_rows(min_row=4)
    return [{name.value: cell for name, cell in zip(head, cells, strict=True)} for cells in below]


def test_the_first_sheet_is_the_plan_with_a_row_for_each_action_and_milestone(dataset):
    book = opened(dataset)
    assert book.sheetnames[0] == "plan"
    assert book["plan"]["A1"].value == f"{dataset.authority.name}: {dataset.plan.title}"
    assert book["plan"]["A2"].value.endswith(". Dates from 01/04/2024 to 31/03/2026")
    told = [row for row in rows(book) if row["Action or milestone"].value]
    assert [row["Action or milestone"].value.strip() for row in told] == [
        dataset.title_of(item) for item in dataset.items
    ]
    assert told[0]["Ref"].value == next(iter(dataset.actions))
    assert [name for name in ("Lead", "Others", "By when", "Status") if not any(row[name].value for row in told)] == []


def test_every_doubt_stands_in_a_row_with_its_readings_to_choose_from(dataset):
    book = opened(dataset)
    asked = {row["doubt_id"].value: row for row in rows(book) if row["doubt_id"].value}
    assert set(asked) == set(dataset.doubts)
    offered = [[cell.value for cell in row if cell.value] for row in book["possible answers"].iter_rows()]
    assert offered == [[*dataset.doubts[one].readings, LEAVE_OPEN] for one in asked]
    answers = [one for one in book["plan"].data_validations.dataValidation if "possible answers" in one.formula1]
    assert len(answers) == len(asked)
    assert book["possible answers"].sheet_state == "veryHidden"


def test_an_answered_doubt_is_settled_and_stays_answered(dataset):
    book = opened(dataset)
    settled = {one.doubt for one in dataset.editorial.settlements}
    asked = (row for row in rows(book) if row["doubt_id"].value not in {None, "", *settled})
    row = next(row for row in asked if dataset.doubts[row["doubt_id"].value].readings)
    doubt = dataset.doubts[row["doubt_id"].value]
    row["Answer"].value = doubt.readings[0]
    result = corrected(dataset, saved(book), "plan.xlsx")
    made = [one for one in result.dataset.editorial.settlements if one.doubt not in settled]
    assert [(one.doubt, one.reading, one.by) for one in made] == [(doubt.id, doubt.readings[0], "dataset editor")]
    assert result.changes == (f"{doubt.id}: {doubt.readings[0]}",)
    again = opened(result.dataset)
    assert next(row for row in rows(again) if row["doubt_id"].value == doubt.id)["Answer"].value == doubt.readings[0]
    assert corrected(result.dataset, saved(again)).changes == ()


def test_an_answer_to_no_doubt_is_refused_with_its_row(dataset):
    book = opened(dataset)
    row = next(row for row in rows(book) if row["doubt_id"].value)
    row["doubt_id"].value = "nothing/doubt/99"
    row["Answer"].value = "yes"
    with pytest.raises(DatasetProblems) as caught:
        corrected(dataset, saved(book), "plan.xlsx")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("plan.xlsx [plan]", row["Answer"].row)


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("31/08/2025", "2025-08-31"),
        ("05/06/2025", "2025-06-05"),  # the day first, as in Britain
        ("March 2026", "2026-03"),
        ("30-Apr-26", "2026-04-30"),
        ("Q4 2025/26", "2025/26-Q4"),
        ("2008/09", "2008/09"),  # the dataset's own form: a financial year, no month
    ],
)
def test_dates_are_understood_as_people_type_them(dataset, typed, kept):
    book = opened(dataset)
    sheet = book["deadlines"]
    names = [cell.value for cell in sheet[1]]
    fixed = ("fixed", "stated"), ("fixed", "column-heading")
    row = next(
        cells
        for cells in sheet.iter_rows(min_row=2)
        if (cells[names.index("kind")].value, cells[names.index("basis")].value) in fixed
    )
    row[names.index("date")].value = typed
    result = corrected(dataset, saved(book))
    assert str(result.dataset.claims[row[0].value].deadline.date.root) == kept


def test_a_status_written_on_the_sheet_is_a_report_with_its_day(marlbeck_folder, tmp_path):
    file, run = tmp_path / "plan.xlsx", CliRunner().invoke
    assert run(main, ["workbook", "export", "-d", str(marlbeck_folder), "-o", str(file)]).exit_code == 0
    book = load_workbook(file)
    row = next(row for row in rows(book) if row["item_id"].value == "A2")
    row["Status"].value, row["Reported on"].value, row["Comment"].value = "delayed", "31/07/2025", "Waits"
    file.write_bytes(saved(book))
    arguments = ["workbook", "import", str(file), "-d", str(marlbeck_folder)]
    tried = run(main, [*arguments, "--dry-run"])
    assert (tried.exit_code, (marlbeck_folder / "updates.csv").exists()) == (0, False)
    done = run(main, arguments)
    assert (done.exit_code, done.stdout) == (0, "A2: delayed, as of 2025-07-31\n")
    assert done.stderr == "1 change; written: updates.csv\n"
    (report,) = cohesion_graph.load(marlbeck_folder).dataset.claims_about("A2", StatusReport, "updates")
    assert (report.status_as_printed, str(report.as_of), report.note) == ("delayed", "2025-07-31", "Waits")
    again = run(main, arguments)
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "0 changes; written: nothing\n")


def test_corrections_and_reports_of_one_workbook_come_in_together_or_not_at_all(marlbeck_folder, tmp_path, monkeypatch):
    file, before = tmp_path / "plan.xlsx", {path: path.read_bytes() for path in marlbeck_folder.rglob("*.*")}
    assert CliRunner().invoke(main, ["workbook", "export", "-d", str(marlbeck_folder), "-o", str(file)]).exit_code == 0
    book = load_workbook(file)
    row = next(row for row in rows(book) if row["item_id"].value == "A2")
    row["Status"].value, row["Reported on"].value = "delayed", "31/07/2025"
    name = next(cell for line in book["organisations"].iter_rows() for cell in line if cell.value == "Voices Network")
    name.value = "Network of Voices"
    file.write_bytes(saved(book))
    real = storage._write_flushed

    def full(path, content):
        if content.startswith(b"item,"):
            raise OSError(28, "No space left on device")
        real(path, content)

    arguments = ["workbook", "import", str(file), "-d", str(marlbeck_folder)]
    with monkeypatch.context() as patched:
        patched.setattr(storage, "_write_flushed", full)
        assert CliRunner().invoke(main, arguments).exit_code == 2
    assert {path: path.read_bytes() for path in marlbeck_folder.rglob("*.*")} == before
    assert CliRunner().invoke(main, arguments).stderr == "2 changes; written: register.yaml, updates.csv\n"


def test_a_status_beside_the_day_of_the_last_report_is_refused_with_its_row(marlbeck):
    told = with_updates(marlbeck.dataset, b"item,date,status\nA2,2025-04-02,Amber\n")
    book = opened(told)
    row = next(row for row in rows(book) if row["item_id"].value == "A2")
    assert (row["Status"].value, row["Reported on"].value) == ("Amber", "2025-04-02")
    row["Status"].value = "complete"
    with pytest.raises(DatasetProblems) as caught:
        corrected(marlbeck.dataset, saved(book), "plan.xlsx")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.path) == ("plan.xlsx [plan]", row["Status"].row, "Reported on")


def test_hostile_words_are_text_on_the_first_sheet(marlbeck):
    plain = marlbeck.dataset.model_dump()
    plain["plan"]["title"] = '=HYPERLINK("http://x")'
    book = opened(type(marlbeck.dataset).model_validate(plain))
    assert [cell.data_type for row in book["plan"].iter_rows() for cell in row if cell.data_type == "f"] == []
