"""The command line as a person or a script meets it."""

import json
import os
import subprocess
import sys
from collections import Counter

import click
import pytest
from click.testing import CliRunner

from cohesion_graph.cli import COMMANDS, main


def run(*arguments, **options):
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False, **options)


def loaded_by(*arguments):
    """The names of all modules a fresh process loads for a command."""
    code = """
import sys
from cohesion_graph.cli import main
try:
    main()
except SystemExit as end:
    print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
    sys.exit(end.code)
"""
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_help_names_every_command_with_the_first_line_of_its_own_help():
    shown = run("--help").output

    for name, (_, short) in COMMANDS.items():
        assert f"{name} " in shown
        assert short in shown
        own = run(name, "--help")
        assert own.exit_code == 0
        assert "Example" in own.output


def test_help_loads_nothing_heavy():
    heavy = {"pydantic", "networkx", "rdflib", "pyvis", "yaml", "jinja2", "pyoxigraph", "numpy"}

    assert loaded_by("--help") & heavy == set()


def test_an_answer_is_given_without_networkx_rdflib_or_pyvis():
    heavy = {"networkx", "rdflib", "pyvis", "jinja2", "numpy", "pyshacl"}

    assert loaded_by("ask", "contributions", "party=SSP") & heavy == set()


def test_the_questions_are_listed_without_a_model_and_an_answer_in_blocks_without_tabulate():
    assert loaded_by("ask") & {"pydantic", "tabulate"} == set()
    assert "tabulate" not in loaded_by("ask", "contributions", "party=SSP")


@pytest.mark.parametrize(
    "arguments, code, told",
    [
        (["frobnicate"], 2, "no command is called 'frobnicate'"),
        (["chek"], 2, "did you mean 'check'?"),
        (["ask", "contributons"], 2, "did you mean 'contributions'"),
        (["ask", "contributions", "party"], 2, "'party' is not a parameter"),
        (["ask", "contributions", "party=a", "party=b"], 2, "is given twice"),
        (["ask", "contributions", "partie=SSP"], 2, "did you mean 'party'?"),
        (["ask", "contributions", "party=Safer Stocton Partnership"], 2, "did you mean"),
        (["export", "csv"], 2, "csv is 10 tables"),
        (["export", "csv", "--table", "action"], 2, "did you mean 'actions'?"),
        (["export", "docx"], 2, "Invalid value for 'FORMAT'"),
        (["check", "nowhere"], 1, "there is no such folder"),
        (["check", "-d", "nowhere"], 1, "there is no such folder"),
        (["build", "-d", "nowhere"], 1, "there is no such folder"),
        (["check", "a", "-d", "b"], 2, "two datasets were named: a and b"),
        (["build", "a", "-d", "b"], 2, "two datasets were named: a and b"),
        (["check", "--as-of", "31/03/2009"], 2, "Write it as 2009-03-31."),
        (["check", "x" * 300], 1, "File name too long\n  Check the path, its permissions and the free space."),
        (["export", "turtle", "--table", "actions"], 2, "--table chooses one of the tables of csv"),
        (["ask", "undated", "--plan", "http://x/"], 2, "Give --store too, or leave it out."),
        (["ask", "undated", "--store", "x", "-d", "y"], 2, "both a store and a dataset were named"),
        (["sparql", "ASK {}", "--store", "x", "-d", "y"], 2, "both a store and a dataset were named"),
        (["sparql", "-f", "nowhere.rq"], 2, "nowhere.rq cannot be read: No such file or directory\n  Check the path."),
        (["sparql", "ASK {}", "--time-limit", "inf"], 2, "inf seconds are no time limit"),
        (["sparql", "-f", "/dev/zero"], 2, "/dev/zero is too long to be read\n  Expected: at most 1,048,576 bytes."),
        (["workbook", "import", "nowhere.xlsx"], 2, "nowhere.xlsx cannot be read: No such file or directory"),
        (["build", "-o", "-"], 2, "a folder cannot go to standard output"),
        (["read", "plan.txt", "-o", "-"], 2, "a folder cannot go to standard output"),
    ],
)
def test_a_wrong_command_is_told_in_words_with_its_exit_code(arguments, code, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)

    assert done.exit_code == code
    assert told in done.stderr
    assert "Traceback" not in done.output
    assert done.stdout == ""


def test_data_goes_to_standard_output_and_words_to_standard_error():
    done = run("export", "csv", "--table", "organisations")

    assert done.stdout.splitlines()[0] == "organisation_id,name,kind,part_of,also_known_as"
    assert done.stderr == ""


def test_the_ten_tables_are_written_to_a_folder(tmp_path):
    done = run("export", "csv", "-o", str(tmp_path / "tables"))

    assert done.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == [
        "actions.csv",
        "csv-metadata.json",
        "datapackage.json",
        "deadlines.csv",
        "discrepancies.csv",
        "doubts.csv",
        "instruments.csv",
        "links.csv",
        "milestones.csv",
        "organisations.csv",
        "responsibilities.csv",
        "status_reports.csv",
    ]


def test_the_ten_tables_are_written_all_or_none(tmp_path):
    (tmp_path / "tables" / "doubts.csv").mkdir(parents=True)

    done = run("export", "csv", "-o", str(tmp_path / "tables"))

    assert (done.exit_code, [path.name for path in (tmp_path / "tables").iterdir()]) == (2, ["doubts.csv"])
    assert f"{tmp_path / 'tables'} cannot be written: " in done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["ask"], ["export", "json"], ["view", "--list"]])
def test_a_full_disk_behind_standard_output_is_told(arguments):
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "cohesion_graph", *arguments], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert done.returncode == 1
    assert done.stderr == b"Error: No space left on device\n  Check the path, its permissions and the free space.\n"


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["export", "json"], "standard output is closed\n  Name a file with -o."),
        (["sparql", "-f", "-"], "standard input is closed\n  Name a file."),
    ],
)
def test_closed_standard_streams_are_told(arguments, told):
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&- >&-', "sh", sys.executable, "-m", "cohesion_graph", *arguments],
        stderr=subprocess.PIPE,
        check=False,
    )

    assert (done.returncode, done.stderr.decode()) == (2, f"Error: {told}\n")


def test_the_dataset_of_the_current_folder_is_taken_before_the_shipped_one(marlbeck_folder, monkeypatch):
    monkeypatch.chdir(marlbeck_folder)

    assert json.loads(run("export", "json").stdout)["id"] == "marlbeck"


def test_the_json_of_a_dataset_reads_back_as_the_same_dataset(stockton):
    from cohesion_graph.model.dataset import Dataset

    assert Dataset.model_validate_json(run("export", "json").stdout) == stockton.dataset


def test_check_of_the_shipped_plan_finds_no_error_and_lists_every_doubt(stockton):
    done = run("check", "--format", "json")

    rows = json.loads(done.stdout)["rows"]
    assert (done.exit_code, [row for row in rows if row["severity"] == "error"]) == (0, [])
    counted = Counter(row["kind"] for row in rows)
    settled = len(stockton.dataset.settlements)
    assert (counted["settled"], counted["doubt"]) == (settled, len(stockton.dataset.doubts) - settled)
    assert settled > 0


def test_check_of_a_damaged_dataset_ends_with_1_and_machines_can_read_why(stockton_folder):
    source = stockton_folder / "sources" / "borough-plan.txt"
    source.write_bytes(source.read_bytes().replace(b"Borough", b"borough", 1))

    done = run("check", str(stockton_folder), "--format", "json")

    rows = json.loads(done.stdout)["rows"]
    assert done.exit_code == 1
    assert {row["severity"] for row in rows} == {"error"}
    assert any(row["place"].startswith("dataset.yaml:") and "digest" in row["what"] for row in rows)


@pytest.mark.parametrize("no_color, begins", [("", b"\x1b[31m\x1b[1mError:\x1b[0m "), ("1", b"Error: ")])
def test_a_terminal_is_told_in_colour_unless_that_is_not_wanted(no_color, begins):
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "cohesion_graph", "chek"]
    subprocess.run(command, stderr=theirs, check=False, env={**os.environ, "NO_COLOR": no_color})
    os.close(theirs)
    with os.fdopen(ours, "rb", buffering=0) as told:
        assert told.read(1000).startswith(begins + b"no command is called 'chek'")


def test_a_reader_that_goes_away_ends_the_command_quietly():
    command = f"{sys.executable} -m cohesion_graph export nquads | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    assert (done.stdout.count("\n"), done.stderr) == (1, "")


def test_colours_are_left_out_where_they_are_not_wanted():
    done = subprocess.run(
        [sys.executable, "-m", "cohesion_graph", "nothing"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: no command is called 'nothing'")


def test_the_version_is_the_packages():
    from cohesion_graph import __version__

    assert run("--version").stdout.strip().endswith(__version__)


def test_every_command_is_a_click_command_of_its_module():
    context = click.Context(main)

    assert [name for name in COMMANDS if not isinstance(main.get_command(context, name), click.Command)] == []


def test_the_day_of_a_question_is_given_as_an_option_too():
    told = run("ask", "overdue", "--as-of", "2008-12-31", "--format", "csv").output
    assert told == run("ask", "overdue", "as_of=2008-12-31", "--format", "csv").output
    assert told.count("\n") > 1
    refused = run("ask", "contributions", "--as-of", "2008-12-31")
    assert (refused.exit_code, "no parameter" in refused.output) == (2, True)
