"""No officer's name leaves the package: twelve places where one can stand, each with a person of its own, every output.

The number of officers named stays.
"""

import gzip
import io
import shutil
import zipfile
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.comments import Comment
from pyarrow import parquet

from cohesion_graph.cli import main
from cohesion_graph.formats import exports
from cohesion_graph.questions.registry import questions
from cohesion_graph.views.registry import VIEWS

MARLBECK = Path(__file__).parent / "fixtures" / "marlbeck"

PLACES = {
    "file name": "Pennyfather",
    "sheet": "Quillfeather",
    "heading": "Oxlade",
    "cell": "Wexbridge",
    "cell, surname first": "Thornquist",
    "possessive": "Drumgoole",
    "e-mail": "Applegarth",
    "comment": "Vellacott",
    "property": "Ottershaw",
    "note of an update": "Crosswhite",
    "reporter of an update": "Tanglewood",
    "alias of a body": "Brackenbury",
}
CONTACTS = "Contacts: Brian Drumgoole, Martin Vellacott, Karen Ottershaw, Angela Brackenbury."
"""Those whom nothing else in the document gives away as persons."""
HEADING = ["Ref", "Action", "Lead officer (Mary Oxlade)", "Partners", "Deadline", "Milestones"]
KNOWN = "OTTERSHAW K and Vellacott's office agree; see https://a.org/u/jane.wexbridge"
"""What nothing but the document's own names gives away as persons."""
RETURNED = "Said by Simon Tanglewood"
SHEETS = ("html", "docx", "md", "csv", "xlsx")
ROWS = [
    ["CC1", "Map it with JANE WEXBRIDGE", "Jane Wexbridge, Housing Manager", "Youth Forum", "May 2026", "Map made"],
    ["CC2", "Open the hub", "Thornquist, Helen", "Housing Team", "June 2026", "Hub opened at Thornquist's request"],
    ["CC3", "Meet at Drumgoole's office", "Youth Forum", "Police", "July 2026", "Meeting held at Drumgoole’s office"],
    ["CC4", "Write the guide", "Housing Team (susan.applegarth@anytown.gov.uk)", "", "ongoing", "s-applegarth asked"],
    ["CC5", "Keep the register", "Housing Team", "Youth Forum", "2027", "m.vellacott and Ottershaw K have seen it"],
]  # fmt: skip


def document(folder):
    path = folder / "plan-david-pennyfather.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Peter Quillfeather"
    for row in (["Anytown Cohesion Plan"], [], HEADING, *ROWS, [], [CONTACTS]):
        sheet.append(row)
    sheet["B8"].comment = Comment("Ask Martin Vellacott first", "Martin Vellacott")
    hidden = book.create_sheet("For P Quillfeather")
    hidden.append(["Peter Quillfeather keeps this"])
    hidden.sheet_state = "hidden"
    book.properties.creator = "Karen Ottershaw"
    book.properties.title = "Anytown plan by Karen Ottershaw"
    book.save(path)
    return path


def run(*arguments):
    return CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def told():
    """What the commands said while the dataset was made."""
    return []


@pytest.fixture(scope="module")
def dataset(tmp_path_factory, told):
    """A dataset with a person's name in each of the twelve places."""
    folder = tmp_path_factory.mktemp("named")
    made = folder / "anytown"
    done = run("read", document(folder), "-o", made)
    assert done.exit_code == 0, done.output
    told.append(done.output)
    register = made / "register.yaml"
    text = register.read_text(encoding="utf-8")
    alias = "- id: youth-forum\n  name: Youth Forum\n  also_known_as:\n  - Angela Brackenbury's forum\n"
    assert "- id: youth-forum\n  name: Youth Forum\n" in text
    register.write_text(text.replace("- id: youth-forum\n  name: Youth Forum\n", alias), encoding="utf-8")
    updates = (
        f"CC1,2026-01-31,in progress,Told by Linda Crosswhite,\nCC2,2026-01-31,complete,{KNOWN},Simon Tanglewood\n"
    )
    (folder / "returned.csv").write_text(
        f"item,date,status,comment\nCC2,2026-02-28,complete,{RETURNED}\n", encoding="utf-8"
    )
    (made / "updates.csv").write_text(f"item,date,status,note,reported by\n{updates}", encoding="utf-8")
    return made


def texts_in(content):
    """A file's bytes, and of a package (XLSX, DOCX, a zipped site), a compressed file or Parquet what is inside too."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                yield name.encode()
                yield from texts_in(package.read(name))
    elif content.startswith(b"\x1f\x8b"):
        yield from texts_in(gzip.decompress(content))
    elif content.startswith(b"PAR1"):
        read = parquet.read_table(io.BytesIO(content))
        yield repr((read.schema, read.schema.metadata, read.to_pylist())).encode()


def leaks(*contents):
    """The places whose person can be found, in any letter case."""
    folded = [text.lower() for content in contents for text in texts_in(content)]
    return [place for place, name in PLACES.items() if any(name.lower().encode() in text for text in folded)]


def written_by(place, *arguments):
    """Everything that a command gives: what it prints, and the names and bytes of the files it writes."""
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    yield done.stdout_bytes
    yield done.stderr_bytes
    for path in place.rglob("*"):
        yield str(path.relative_to(place)).encode()
        if path.is_file():
            yield path.read_bytes()


VALUES = {"as_of": "2026-12-01", "from": "2026-01-01", "party": "Housing Team", "into": "Youth Forum", "action": "CC1"}


def asked(question, dataset):
    given = [f"{one.name}={VALUES.get(one.name, 'Youth Forum')}" for one in question.parameters if one.required]
    return ["ask", question.name, *given, "-d", dataset]


def outputs():
    """What each command writes of a dataset ``{d}``, some of it into a folder ``{o}``; a row for each way of asking."""
    yield ["build", "{d}", "-o", "{o}/site", "--zip"]
    yield from (["check", "-d", "{d}", "--all", "--format", form] for form in ("table", "json"))
    yield from (asked(one, "{d}") for one in questions())
    yield ["ask", "evidence", "action=CC1", "--query", "-d", "{d}"]
    yield ["sparql", "SELECT * { ?a ?b ?c }", "-d", "{d}"]
    yield ["sparql", "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", "-d", "{d}"]
    yield from (["export", name, "-d", "{d}", "-o", "{o}/export"] for name in exports())
    around = ["--focus", "CC1"]
    yield from (["view", name, "-d", "{d}", "-o", "{o}/view", *around * (name == "neighbourhood")] for name in VIEWS)
    yield ["view", "neighbourhood", *around, "--svg", "-d", "{d}"]
    yield from (["sheet", "Housing Team", "--format", one, "-d", "{d}", "-o", "{o}/sheet"] for one in SHEETS)
    yield ["compare", "{d}", "{d}"]
    yield ["workbook", "export", "-d", "{d}", "-o", "{o}/book.xlsx"]
    yield ["updates", "{d}/../returned.csv", "--dry-run", "-d", "{d}"]
    yield ["review", "-d", "{d}", "-o", "{o}/desk.html"]
    yield ["load", "http://127.0.0.1:9/store", "--dry-run", "-d", "{d}"]
    yield ["collect", "add", "{d}", "-C", "{o}/plans", "--title", "Plans"]


@pytest.mark.parametrize("arguments", list(outputs()), ids=lambda arguments: " ".join(arguments[:3]))
def test_no_name_is_in_anything_that_a_command_writes(arguments, dataset, tmp_path):
    given = [one.replace("{d}", str(dataset)).replace("{o}", str(tmp_path)) for one in arguments]
    found = list(written_by(tmp_path, *given))
    assert sum(map(len, found)) > 50, "nothing was written"
    assert leaks(*found) == []


def test_every_command_is_asked():
    """`read` is below; `serve` shows the built site, and answers with what `sparql` answers."""
    with click.Context(main) as context:
        assert {one[0] for one in outputs()} | {"read", "serve"} == set(main.list_commands(context))


def test_no_name_is_told_while_documents_are_read(dataset, told):
    again = run("read", dataset / "sources" / "plan.xlsx", "-o", dataset, "--dry-run")
    assert leaks(*(one.encode() for one in [*told, again.output])) == []
    assert "a person's name in the name of the file is left out" in told[0]


def test_no_name_is_in_a_comment_or_the_name_of_a_file_of_the_dataset_itself(dataset):
    """The dataset itself keeps what its documents say: it is where a person decides."""
    files = [path for path in dataset.rglob("*") if path.is_file()]
    lines = [line for path in files if path.suffix == ".yaml" for line in path.read_bytes().splitlines()]
    comments = [line for line in lines if line.lstrip().startswith(b"#")]
    assert len(comments) > 5
    assert leaks(*comments, *(str(path.relative_to(dataset)).encode() for path in files)) == []


def test_no_digest_of_a_document_with_names_leaves(dataset):
    document_digests = [
        line for line in (dataset / "dataset.yaml").read_text("utf-8").splitlines() if "document_sha256" in line
    ]
    turtle = run("export", "turtle", "-d", dataset).stdout
    assert len(document_digests) == 1
    assert document_digests[0].partition(": ")[2] not in turtle
    assert "documentSha256" not in turtle


@pytest.mark.parametrize(
    "file, old, new",
    [
        ("register.yaml", "  name: Youth Forum\n", "  name: Youth Forum\n  same_as: [https://a.org/u/jane-wexbridge]\n"),
        ("register.yaml", "  name: Youth Forum\n", "  name: Youth Forum\n  same_as: ['mailto:jwexbridge@a.org']\n"),
        ("dataset.yaml", "id: ", "id: wexbridge-jane-"),
        ("dataset.yaml", "  file: sources/plan", "  file: sources/Wexbridge_plan"),
    ],
    ids=["address of a person", "e-mail address", "dataset", "file"],
)  # fmt: skip
def test_an_address_an_identifier_or_a_file_that_spells_a_name_out_is_refused(dataset, tmp_path, file, old, new):
    folder = Path(shutil.copytree(dataset, tmp_path / "copy"))
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    shutil.copy(folder / "sources" / "plan.xlsx", folder / "sources" / "Wexbridge_plan.xlsx")
    done = run("check", folder)
    assert (done.exit_code, leaks(done.output.encode())) == (1, [])
    assert "spells out a name that is to be withheld" in done.output


def test_the_number_of_officers_is_published(marlbeck):
    counts = [claim.officers_named for claim in marlbeck.dataset.claims.values() if hasattr(claim, "officers_named")]
    turtle = CliRunner().invoke(main, ["export", "turtle", "-d", str(MARLBECK)]).stdout

    assert sum(counts) == 3
    assert "officersNamed 2" in turtle
