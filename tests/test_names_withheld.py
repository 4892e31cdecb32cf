"""No officer's name leaves the package, in any format, and the number of officers named stays."""

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from cohesion_graph.cli import main
from cohesion_graph.cli.exporting import WRITERS

MARLBECK = Path(__file__).parent / "fixtures" / "marlbeck"
NAMES = [b"Example)", b"P. Example", b"Q. Sample", b"R. Person", b"Sample)"]


def texts_in(content):
    """A file's bytes, and those of every file inside it where it is a package (XLSX, DOCX)."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            yield from (package.read(name) for name in package.namelist())


def named(content):
    return [name for text in texts_in(content) for name in NAMES if name in text]


@pytest.mark.parametrize("written_as", WRITERS)
def test_no_name_is_in_an_export(written_as, marlbeck_folder):
    done = CliRunner().invoke(main, ["export", written_as, "-d", str(marlbeck_folder)], catch_exceptions=False)

    assert (done.exit_code, named(done.stdout_bytes)) == (0, [])


def test_no_name_is_in_any_file_of_a_built_folder(marlbeck_folder, tmp_path):
    site = tmp_path / "site"
    done = CliRunner().invoke(main, ["build", str(marlbeck_folder), "-o", str(site)], catch_exceptions=False)

    assert done.exit_code == 0
    found = {str(path): named(path.read_bytes()) for path in site.rglob("*") if path.is_file()}
    assert len(found) > 50
    assert {path: names for path, names in found.items() if names} == {}


def test_no_name_is_in_an_answer_a_check_or_a_sheet(marlbeck_folder):
    for arguments in (["ask", "contributions"], ["ask", "evidence"], ["sheet", "Chief Officer"]):
        done = CliRunner().invoke(main, [*arguments, "-d", str(marlbeck_folder)], catch_exceptions=False)
        assert (arguments, named(done.stdout_bytes)) == (arguments, [])


def test_the_number_of_officers_is_published(marlbeck):
    counts = [claim.officers_named for claim in marlbeck.dataset.claims.values() if hasattr(claim, "officers_named")]
    turtle = CliRunner().invoke(main, ["export", "turtle", "-d", str(MARLBECK)]).stdout

    assert sum(counts) == 3
    assert "officersNamed 2" in turtle
