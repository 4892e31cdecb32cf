"""``read`` on a folder that holds a dataset already: a new edition, corrections kept."""

import re

import pytest
from click.testing import CliRunner

from cohesion_graph.cli import main
from cohesion_graph.folder import storage
from cohesion_graph.folder.as_read import AS_READ, stamp_of
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.folder.storage import finish_interrupted
from cohesion_graph.lock import alone_at
from cohesion_graph.whole_folder import MARKER, replace_folder

PLAN = """\
Anytown Cohesion Plan
Ref\tAction\tLead\tDeadline\tMilestones
CC1\tMap the town\tHousing Team\tDecember 2025\tMap is complete
CC2\tOpen the hub\tYouth Forum\tMarch 2026\tHub is open"""


def read(*arguments):
    return CliRunner().invoke(main, ["read", *map(str, arguments)], catch_exceptions=False)


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path, document):
    """A dataset that was read and then corrected: the Youth Forum only contributes."""
    made = tmp_path / "anytown"
    assert read(document, "-o", made).exit_code == 0
    claims = made / "claims" / "plan.yaml"
    head, item, rest = claims.read_text(encoding="utf-8").partition("item: CC2\n")
    claims.write_text(head + item + rest.replace("role: lead", "role: contribute", 1), encoding="utf-8")
    return made


@pytest.mark.parametrize("is_touched", [False, True], ids=["nobody changed it", "a person took it out"])
def test_what_a_better_reader_finds_comes_into_a_dataset_whose_claims_nobody_changed(tmp_path, document, is_touched):
    made = tmp_path / "anytown"
    read(document, "-o", made)
    whole = contents(made)
    claims, head, editorial = (made / name for name in ("claims/plan.yaml", "dataset.yaml", "editorial.yaml"))
    claims.write_text(re.sub(r"  timings:\n(    .*\n|  - .*\n)+", "", claims.read_text("utf-8")), "utf-8")
    if not is_touched:  # as a reader that knows no deadlines leaves it
        (made / AS_READ).write_bytes(stamp_of(read_dataset(made, withhold=False)))
    ranking = "rankings:\n- {claim: CC1/claim/plan/wording/1, rank: preferred, reason: Clear, by: editor}\n"
    editorial.write_text(ranking, "utf-8")
    head.write_text(head.read_text("utf-8").replace("title: Anytown Cohesion Plan", "title: Ours", 1), "utf-8")
    told = [f"  CC{n} in plan: new: deadline {by}" for n, by in ((1, "'December 2025' (2025-12)"), (2, "'March 2026'"))]

    done = read(document, "-o", made)

    assert done.exit_code == 0
    if is_touched:
        assert "timings" not in claims.read_text("utf-8")
        assert "  2 of the deadlines (removed)" in done.stdout.splitlines()
        return
    assert done.stdout.startswith("\n".join(["Changed by the reader", *told]))
    kept = {"editorial.yaml", "dataset.yaml"}
    assert {name: was for name, was in contents(made).items() if name not in kept} == {
        name: was for name, was in whole.items() if name not in kept
    }
    assert read_dataset(made).editorial.rankings[0].reason == "Clear"
    assert read_dataset(made).title == "Ours"
    assert read_dataset(made).readings[0].revisions == (), "the document says what it said"
    before = contents(made)
    again = read(document, "-o", made)
    assert (contents(made), again.stdout.splitlines()[:2]) == (before, ["Changed by the documents", "  nothing"])


def test_the_same_document_again_leaves_every_byte_as_it_is(folder, document):
    before = contents(folder)

    done = read(document, "-o", folder)

    assert (done.exit_code, contents(folder)) == (0, before)
    assert done.stdout.splitlines() == [
        "Changed by the documents",
        "  nothing",
        "Corrections kept",
        "  1 of the responsibilities",
        "To decide",
        "  nothing",
    ]
    assert done.stderr == f"Nothing changes in {folder}. Next: cohesion-graph check {folder}\n"


@pytest.mark.parametrize("name", ["borough-plan.txt", "safer-stockton-extract.txt"])
def test_a_document_of_the_stockton_plan_again_leaves_every_byte_as_it_is(stockton_folder, tmp_path, name):
    before = contents(stockton_folder)
    again = tmp_path / name
    again.write_bytes(before[f"sources/{name}"])

    done = read(again, "-o", stockton_folder)

    assert (done.exit_code, contents(stockton_folder)) == (0, before)


def test_a_new_edition_is_read_in_and_the_correction_stands(folder, document):
    document.write_text(PLAN.replace("December 2025", "May 2027"), encoding="utf-8")

    done = read(document, "-o", folder)

    assert done.exit_code == 0
    assert "  CC1 in plan: deadline 'December 2025' (2025-12) is now deadline 'May 2027' (2027-05)" in done.stdout
    assert "role: contribute" in (folder / "claims" / "plan.yaml").read_text(encoding="utf-8")
    assert CliRunner().invoke(main, ["check", str(folder)]).exit_code == 0
    after = contents(folder)
    assert (read(document, "-o", folder).exit_code, contents(folder)) == (0, after)


def test_an_edition_under_another_name_keeps_the_identifier_of_the_source(folder, tmp_path):
    renamed = tmp_path / "plan-2027.txt"
    renamed.write_text(PLAN.replace("December 2025", "May 2027"), encoding="utf-8")

    done = read(renamed, "-o", folder)

    after = contents(folder)
    assert done.exit_code == 0
    assert done.stderr.splitlines()[0] == "sources/plan-2027.txt is kept in place of sources/plan.txt."
    assert sorted(name for name in after if "/" in name) == ["claims/plan.yaml", "sources/plan-2027.txt"]
    assert (read(renamed, "-o", folder).exit_code, contents(folder)) == (0, after)


def test_a_dry_run_tells_and_writes_nothing(folder, document, tmp_path):
    before = contents(folder)
    document.write_text(PLAN.replace("December 2025", "May 2027"), encoding="utf-8")

    done = read(document, "-o", folder, "--dry-run")
    first = read(document, "-o", tmp_path / "other", "--dry-run")

    assert (done.exit_code, contents(folder)) == (0, before)
    assert "is now deadline 'May 2027'" in done.stdout
    assert done.stderr == f"Nothing was written to {folder}.\n"
    assert (first.exit_code, (tmp_path / "other").exists()) == (0, False)


def test_a_document_without_a_plan_leaves_the_folder_untouched(folder, tmp_path):
    before = contents(folder)
    other = tmp_path / "letter.txt"
    other.write_text("Dear all, thank you.", encoding="utf-8")

    done = read(other, "-o", folder)

    assert (done.exit_code, contents(folder)) == (1, before)


def test_a_kept_document_that_cannot_be_read_again_is_refused_with_the_reason(stockton_folder, document):
    import hashlib

    kept = stockton_folder / "sources" / "borough-plan.txt"
    text = kept.read_text(encoding="utf-8")
    head = stockton_folder / "dataset.yaml"
    for path in (stockton_folder / "claims").iterdir():
        source = path.stem
        path.write_text(f"source: {source}\nitems: []\n", encoding="utf-8")
    (stockton_folder / "editorial.yaml").unlink()
    changed = "x" * len(text)
    kept.write_text(changed, encoding="utf-8")
    other = stockton_folder / "sources" / "safer-stockton-extract.txt"
    old, old_other = (hashlib.sha256(one).hexdigest() for one in (text.encode(), other.read_bytes()))
    other.write_text(changed, encoding="utf-8")
    digest = hashlib.sha256(changed.encode()).hexdigest()
    described = head.read_text(encoding="utf-8").replace(old, digest).replace(old_other, digest)
    head.write_text(described, encoding="utf-8")
    before = contents(stockton_folder)

    done = read(document, document, "-o", stockton_folder)

    assert (done.exit_code, contents(stockton_folder)) == (1, before)
    assert f"the documents kept in {stockton_folder} cannot be read again, so corrections cannot be told" in done.stderr


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["--title", "Another"], "Its title and id are kept: leave out the options."),
        ([], "which kept document does plan.txt replace?"),
    ],
)
def test_a_request_that_cannot_be_meant_is_told(stockton_folder, document, arguments, told):
    before = contents(stockton_folder)

    done = read(document, "-o", stockton_folder, *arguments)

    assert (done.exit_code, contents(stockton_folder)) == (2, before)
    assert told in done.stderr


def test_two_documents_of_one_name_are_both_read_and_known_again(tmp_path):
    made = tmp_path / "anytown"
    paths = []
    for place, text in (("a", PLAN), ("b", PLAN.replace("December 2025", "May 2027"))):
        (tmp_path / place).mkdir()
        paths.append(tmp_path / place / "plan.txt")
        paths[-1].write_text(text, encoding="utf-8")

    first = read(*paths, "-o", made)
    before = contents(made)
    again = read(*paths, "-o", made)

    assert (first.exit_code, again.exit_code, contents(made)) == (0, 0, before)
    assert sorted(name for name in before if name.startswith("sources/")) == ["sources/2-plan.txt", "sources/plan.txt"]


def test_a_document_given_twice_is_a_slip(tmp_path, document):
    done = read(document, document, "-o", tmp_path / "anytown")

    assert (done.exit_code, (tmp_path / "anytown").exists()) == (2, False)
    assert done.stderr == f"Error: {document} is given twice\n  Name each document once.\n"


ODD_NAMES = [
    "what? is: this*.txt",
    "CON.txt",
    ".hidden.txt",
    "plan\n\x1b[31m.txt",
    "x" * 250 + ".txt",
    "plan.extracted.txt",
    b"caf\xe9.txt".decode("utf-8", "surrogateescape"),
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_document_of_any_name_is_kept_under_one_that_every_system_takes(tmp_path, document, name):
    made, odd = tmp_path / "anytown", tmp_path / "odd" / name
    odd.parent.mkdir()
    odd.write_bytes(document.read_bytes())

    done = read(odd, "-o", made)
    again = read(odd, "-o", made)

    assert (done.exit_code, again.exit_code) == (0, 0)
    assert CliRunner().invoke(main, ["check", str(made)]).exit_code == 0
    (kept,) = (made / "sources").iterdir()
    assert re.fullmatch(r"[^\\/:*?\"<>|\x00-\x1f.][^\\/:*?\"<>|\x00-\x1f]{1,120}", kept.name)


def test_an_identifier_that_spells_out_a_name_of_the_new_edition_stops_it(folder, document):
    document.write_text(PLAN.replace("Youth Forum", "Youth Forum (Y. Bloggs)") + " by Housing Team", encoding="utf-8")
    register = folder / "register.yaml"
    register.write_text(register.read_text(encoding="utf-8").replace("youth-forum", "y-bloggs"), encoding="utf-8")
    claims = folder / "claims" / "plan.yaml"
    claims.write_text(claims.read_text(encoding="utf-8").replace("youth-forum", "y-bloggs"), encoding="utf-8")
    before = contents(folder)

    done = read(document, "-o", folder)

    assert (done.exit_code, contents(folder)) == (1, before)
    assert done.stderr.splitlines()[0] == (
        "Error: the documents name a person whom the identifier 'y-bloggs' spells out"
    )


def test_a_dropped_document_goes_with_what_only_it_held_up(stockton_folder):
    before = contents(stockton_folder)

    done = read("--drop", "safer-stockton-extract.txt", "-o", stockton_folder)

    after = contents(stockton_folder)
    assert done.exit_code == 0
    assert sorted(set(before) - set(after)) == [
        "claims/safer-stockton-extract.yaml",
        "sources/safer-stockton-extract.txt",
    ]
    assert [name for name in after if name not in {"dataset.yaml", "register.yaml", "editorial.yaml"}] == [
        name for name in before if name in after and name not in {"dataset.yaml", "register.yaml", "editorial.yaml"}
    ]
    assert after["claims/borough-plan.yaml"] == before["claims/borough-plan.yaml"]
    assert CliRunner().invoke(main, ["check", str(stockton_folder)]).exit_code == 0
    assert done.stdout.splitlines()[0] == "Changed"
    again = read(stockton_folder / "sources" / "borough-plan.txt", "-o", stockton_folder)
    assert (again.exit_code, contents(stockton_folder)) == (0, after)


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["--drop", "borough.txt"], "no kept document is called 'borough.txt'; did you mean 'borough-plan.txt'"),
        (["--drop", "borough-plan.txt", "x.txt"], "what to read is not clear"),
        ([], "what to read is not clear"),
    ],
)
def test_a_drop_that_cannot_be_meant_is_told(stockton_folder, arguments, told):
    before = contents(stockton_folder)

    done = read(*arguments, "-o", stockton_folder)

    assert (done.exit_code, contents(stockton_folder)) == (2, before)
    assert told in done.stderr


def test_the_only_document_is_not_dropped(folder):
    done = read("--drop", "plan.txt", "-o", folder)

    assert (done.exit_code, (folder / "dataset.yaml").exists()) == (2, True)


def test_items_links_and_names_of_a_dropped_document_alone_are_told_and_go(folder, tmp_path):
    extra = tmp_path / "extra.txt"
    row = "CC9\tHold a fair\tArts Group\t2027\tFair was held"
    extra.write_text("\n".join(["Extra actions", *PLAN.splitlines()[1:3], row]), encoding="utf-8")
    before = contents(folder)
    assert read(folder / "sources" / "plan.txt", extra, "-o", folder).exit_code == 0

    done = read("--drop", "extra.txt", "-o", folder)

    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "Changed",
        "  CC9 is gone: 'Hold a fair'",
        "  CC9/fair-was-held is gone: 'Fair was held'",
        "  register: 'Arts Group' is no longer named",
    ]
    assert done.stderr.splitlines()[:2] == ["sources/extra.txt was removed.", "claims/extra.yaml was removed."]
    assert contents(folder) == before


@pytest.mark.parametrize("place", ["plan.txt", "plan.txt/inside"])
def test_a_folder_that_cannot_be_made_is_told(document, place):
    done = read(document, "-o", document.parent / place)

    assert (done.exit_code, document.read_text(encoding="utf-8")) == (2, PLAN)
    assert re.match(r"Error: .*plan\.txt.* cannot be written: .*\n  Check the path, its permissions", done.stderr)


def test_a_built_site_takes_no_dataset_as_the_next_build_would_publish_it(document, tmp_path):
    site = tmp_path / "site"
    replace_folder(site, [("index.html", b"")])

    done = read(document, "-o", site)

    assert (done.exit_code, sorted(path.name for path in site.iterdir())) == (2, [MARKER, "index.html"])
    assert done.stderr == (
        f"Error: {site} is a built site: a dataset in it would be published with the next build\n"
        "  Choose another folder with -o.\n"
    )


def test_of_two_readings_into_one_new_folder_the_second_is_refused(tmp_path, document):
    made = tmp_path / "deep" / "anytown"
    with alone_at(made):
        done = read(document, "-o", made)
        assert (done.exit_code, made.exists()) == (2, False)
        assert "another run is writing to" in done.stderr
    assert list(tmp_path.iterdir()) == [document]
    assert read(document, "-o", made).exit_code == 0
    assert [path.name for path in made.parent.iterdir()] == ["anytown"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["read", "{document}", "-o", "{folder}"],
        ["read", "--drop", "plan.txt", "-o", "{folder}"],
        ["workbook", "import", "{book}", "-d", "{folder}"],
        ["updates", "{book}", "-d", "{folder}"],
        ["review", "--apply", "{book}", "-d", "{folder}"],
        ["build", "{folder}", "-o", "{site}"],
        ["export", "csv", "-d", "{folder}", "-o", "{site}"],
        ["export", "parquet", "-d", "{folder}", "-o", "{site}"],
    ],
)
def test_no_command_writes_where_another_run_is_writing(tmp_path, folder, document, arguments):
    places = {"document": document, "folder": folder, "book": tmp_path / "book.xlsx", "site": tmp_path / "site"}
    assert CliRunner().invoke(main, ["workbook", "export", "-d", str(folder), "-o", str(places["book"])]).exit_code == 0
    before = contents(tmp_path)
    place = places["site"] if "{site}" in arguments else folder
    with alone_at(place):
        done = CliRunner().invoke(main, [one.format(**places) for one in arguments], catch_exceptions=False)
    assert (done.exit_code, contents(tmp_path)) == (2, before)
    assert f"another run is writing to {place}" in done.stderr


def test_a_dropped_document_is_gone_with_the_rest_or_stays_with_it(stockton_folder, monkeypatch):
    """A run that ends before the point of no return leaves the document and its claims; one after it takes both."""
    before = contents(stockton_folder)
    real = storage._finish

    def killed(folder):
        if (folder / ".saving").is_dir():
            raise KeyboardInterrupt
        real(folder)

    with monkeypatch.context() as patched:
        patched.setattr(storage, "_finish", killed)
        assert read("--drop", "safer-stockton-extract.txt", "-o", stockton_folder).exit_code != 0
    assert "sources/safer-stockton-extract.txt" in contents(stockton_folder)
    finish_interrupted(stockton_folder)
    after = contents(stockton_folder)
    assert sorted(before.keys() - after.keys()) == [
        "claims/safer-stockton-extract.yaml",
        "sources/safer-stockton-extract.txt",
    ]
    assert CliRunner().invoke(main, ["check", str(stockton_folder)]).exit_code == 0
