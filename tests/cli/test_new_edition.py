"""A draft is corrected in its files and in Excel, then a new edition of the plan comes: everything in one story."""

import csv
import io
import re

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from cohesion_graph.cli import main


def run(*arguments):
    done = CliRunner().invoke(main, [*map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return done


def replace_in(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def document(marlbeck_folder, tmp_path):
    path = tmp_path / "plan.txt"
    text = (marlbeck_folder / "sources" / "together-plan.txt").read_text(encoding="utf-8")
    path.write_text(text.replace("\t\tCouncil Borouqh Marlbcck\tOngoinq\n", ""), encoding="utf-8")
    return path


@pytest.fixture
def corrected(tmp_path, document):
    """The draft with a name and a deadline corrected in its files, a role and a doubt in Excel."""
    folder, book = tmp_path / "draft", tmp_path / "draft.xlsx"
    run("read", document, "-o", folder)
    replace_in(folder / "register.yaml", "name: Housing Partnership", "name: Marlbeck Housing Partnership")
    replace_in(folder / "claims" / "plan.yaml", "date: 2024/25", "date: 2025-03")
    run("workbook", "export", "-d", folder, "-o", book)
    sheets = load_workbook(book)
    role = [cell.value for cell in sheets["responsibilities"][1]].index("role")
    next(row for row in sheets["responsibilities"].iter_rows(min_row=2) if row[1].value == "A5")[
        role
    ].value = "contribute"
    sheets["doubts"].delete_rows(2)
    sheets.save(book)
    run("workbook", "import", book, "-d", folder)
    return folder


def new_edition(text):
    """A1 reworded, A2 given another year, A3 gone, A6 in another section, A7 new, a body under another name."""
    text = text.replace("Map the community groups", "Map all community and faith groups")
    text = text.replace("\t2024/25", "\t2025/26").replace("Voices Network", "Voices Alliance")
    text = re.sub(r"A3\tDathlu.*\n", "", text)
    moved = re.search(r"A6\t.*", text)[0]
    text = text.replace(moved, "").replace("\nLocal actions", f"{moved}\n\nLocal actions")
    return text.rstrip() + "\nA7\tPaint the bridge\tWorks Team\tMay 2026\n"


MAPPED = (
    "action 'Map the community groups of Marlbeck'",
    "action 'Map all community and faith groups of Marlbeck'",
)
NEW = ("A7", "Paint the bridge", "", "Paint the bridge")
_FEAST = 'Dathlu amrywiaeth: "Gŵyl <b>Marlbeck</b>"'
GONE = ("", f"A3: {_FEAST}", _FEAST, "")

REPORT = """\
Changed by the documents
  A1 in plan: action 'Map the community groups of Marlbeck' is now action \
'Map all community and faith groups of Marlbeck'
  A2/welcome-pack-embedded-in-the-settling-strategy in plan: gone: 'Voices Network' leads
  A2/welcome-pack-embedded-in-the-settling-strategy in plan: new: 'Voices Alliance' leads
  A4 in plan: gone: 'Voices Network' is responsible for
  A4 in plan: new: 'Voices Alliance' is responsible for
  A7 is new: 'Paint the bridge'
  A3 is gone: 'Dathlu amrywiaeth: "Gŵyl <b>Marlbeck</b>"'
  A6 moved to the section 'Marlbeck Together Plan'
  register: new name 'Voices Alliance'
  register: new name 'Works Team'
  register: 'Marlbeck Borough Council' is no longer named
  register: 'Voices Network' is no longer named
Corrections kept
  1 of the register's entries
  1 of the responsibilities
To decide
  A2 in plan: you corrected deadline '2024/25' (2024/25) to deadline '2024/25' (2025-03); the document now says \
deadline '2025/26' (2025/26).
"""


def test_corrections_outlive_a_new_edition_and_what_it_changes_is_told(corrected, document):
    document.write_text(new_edition(document.read_text(encoding="utf-8")), encoding="utf-8")

    done = run("read", document, "-o", corrected)

    assert done.stdout == REPORT
    run("check", corrected)
    told = csv.DictReader(io.StringIO(run("ask", "changed", "-d", corrected, "--format", "csv").stdout))
    changed = [(row["action"], row["text"], row["before_as_printed"], row["after_as_printed"]) for row in told]
    assert {("A1", "Map all community and faith groups of Marlbeck", *MAPPED), GONE, NEW} <= set(changed)
    assert len(changed) == 7
    again = run("read", document, "-o", corrected)
    assert len(run("ask", "changed", "-d", corrected, "--format", "csv").stdout.splitlines()) == 8
    assert again.stdout.splitlines()[:2] == ["Changed by the documents", "  nothing"]
    assert again.stderr.startswith("Nothing changes in ")
