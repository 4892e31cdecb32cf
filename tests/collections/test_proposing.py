"""Which bodies of different plans may be one: proposed with reasons, joined by nobody but a person."""

import csv
import datetime as dt
import errno
import io

import openpyxl
import pytest
from collections_of_plans import STOCKTON

from cohesion_graph.collections import described
from cohesion_graph.collections.alike import Named, alike
from cohesion_graph.collections.asking import ask
from cohesion_graph.collections.bodies import judgements_in, read_bodies
from cohesion_graph.collections.changing import add, refresh, remove
from cohesion_graph.collections.checking import check
from cohesion_graph.collections.proposing import PROPOSALS, propose, settle, taken
from cohesion_graph.errors import BadParameter, CohesionError, DatasetProblems

ASHBURY, BRAMTON = "Ashbury Borough Council", "Bramton City Council"


@pytest.mark.parametrize(
    "kind, first, second, why",
    [
        ("council-team", "Community Safety Team", "Community Safety Team", None),
        ("public-body", "Police", "the Police", None),
        ("group", "Riverside Group", "Riverside Group", None),
        ("partnership", "Safer Ashbury Partnership", "Safer Bramton Partnership", None),
        ("not-stated", "LPSB", "LPSB", None),
        ("placeholder", "Norshire partners", "Norshire partners", None),
        ("public-body", "Norshire Police", "Norshire Fire Service", None),
        ("public-body", "Norshire Police", "Norshire Constabulary", "the same words (norshire police)"),
        ("voluntary", "Quarrylight Trust", "Quarrylight", "the same words of its own (quarrylight)"),
        ("public-body", "DWP", "Department for Work & Pensions", "a body that the country has once"),
        ("council", "Ashbury Borough Council", "Ashbury Council", "the same place (Ashbury Borough Council)"),
        ("council-team", "Housing Team", "Ashbury Housing Team", "the same place (Ashbury Borough Council)"),
        ("partnership", "Safer Ashbury", "Safer Ashbury", "the same place (Ashbury Borough Council)"),
    ],
)
def test_kind_place_and_words_tell_which_names_may_be_one_body(kind, first, second, why):
    bodies = [Named("a/plan", "x", kind, ASHBURY, (first,)), Named("b/plan", "y", kind, BRAMTON, (second,))]

    found = alike(bodies)

    assert [(one.members, one.why.startswith(why)) for one in found] == ([(tuple(bodies), True)] if why else [])


def test_a_reason_that_joins_nothing_more_is_not_told_and_makes_nobody_less_sure():
    bodies = [Named(f"{town}/plan", "x", "public-body", town, ("Cleveland Police",)) for town in (ASHBURY, BRAMTON)]

    (found,) = alike(bodies)

    assert (found.why, found.score) == ("the same words (cleveland police), and no kinds that differ", 0.8)


def test_plans_that_do_not_say_whose_they_are_are_not_of_one_place():
    bodies = [
        Named(f"not-stated/{plan}", "x", "council-team", "Not stated in the documents", ("Housing Team",))
        for plan in ("first", "second")
    ]

    assert alike(bodies) == []


def test_one_local_name_in_forty_towns_is_forty_bodies():
    towns = [
        f"{first}{last}" for first in ("Ash", "Bram", "Cal", "Dun", "Ever") for last in ("bury", "ton", "ham", "ley")
    ]
    teams = [
        Named(f"{town}/plan", "t", "council-team", f"{town} Council", ("Community Safety Team",)) for town in towns
    ]

    assert alike(teams) == []


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_what_a_person_judged_is_taken_and_is_not_proposed_again(copies, tmp_path):
    first, second = copies(2)
    for folder in (first, second):
        register = folder / "register.yaml"
        register.write_text(register.read_text("utf-8").replace("Voices Network", "Quarrylight Trust"), "utf-8")
    collection = tmp_path / "all"
    add(collection, [first, second, STOCKTON], title="Three plans")

    count = propose(collection)

    proposed = rows_of(collection / PROPOSALS)
    assert count == len({row["body"] for row in proposed})
    assert {row["dataset"] for row in proposed} == {"town-0/marlbeck", "town-1/marlbeck"}
    assert all(row["score"] and row["why"] and not row["decision"] for row in proposed)
    assert not (collection / "bodies.csv").exists(), "nothing is joined by a proposal"
    with pytest.raises(BadParameter, match="nothing is judged in"):
        settle(collection, collection / PROPOSALS)

    two = [row for row in proposed if row["body"] == proposed[0]["body"]]
    for row, decision in zip(two, ("same", "same"), strict=True):
        row |= {"decision": decision, "reason": "one charity", "by": "dataset editor", "company": "01234567"}
    judged = tmp_path / "judged.csv"
    judged.write_text(
        "\n".join([";".join(proposed[0]), *(";".join(row.values()) for row in proposed), ""]), "cp1252"
    )  # as Excel saves it where commas are decimal points

    assert settle(collection, judged) == 2
    assert settle(collection, judged) == 0
    bodies = read_bodies(collection)
    body = two[0]["body"]
    assert bodies.members(body) == sorted((row["dataset"], row["organisation_id"]) for row in two)
    assert bodies.codes == {body: {"company": "01234567"}}
    assert {row["body"] for row in ask(collection, "contributions", party="01234567").to_records()} == {body}
    propose(collection)
    assert body not in {row["body"] for row in rows_of(collection / PROPOSALS)}

    description = first / "dataset.yaml"
    description.write_text(description.read_text("utf-8").replace("id: town-0\n", "id: town\n"), "utf-8")
    assert refresh(collection).renamed == {"town-0/marlbeck": "town/marlbeck"}
    assert [one for one, _ in read_bodies(collection).members(body)] == ["town-1/marlbeck", "town/marlbeck"]
    assert {row["dataset"] for row in ask(collection, "contributions", party=body).to_records()} == {
        "town-1/marlbeck",
        "town/marlbeck",
    }
    remove(collection, ["town-1/marlbeck"])
    told = [row for row in check(collection) if row[1] != "in-order"]
    assert [(row[0], row[1]) for row in told] == [("town-1/marlbeck", "unknown")]
    assert told[0][2].startswith("bodies.csv judges 1 of its bodies, and it is not in the collection. ")


def as_saved(rows, how):
    """A table as Excel saves it."""
    if how == "workbook":
        book, out = openpyxl.Workbook(), io.BytesIO()
        for row in rows:
            book.active.append([dt.date(2026, 12, 1) if cell == "01/12/2026" else cell for cell in row])
        book.active.auto_filter.ref = "A1:H1"
        book.save(out)
        return out.getvalue()
    separator, encoding = {"utf-8": (",", "utf-8-sig"), "continental": (";", "cp1252"), "text": ("\t", "utf-16")}[how]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize("how", ["utf-8", "continental", "text", "workbook"])
def test_judgements_are_taken_as_excel_saves_them(how):
    rows = [
        ["Decision", "reason", "by", "on", "body", "name", "dataset", "organisation_id", "organisation", "company"],
        ["", "", "", "", "x", "", "a/plan", "p", "", ""],
        ["Same ", "one café", "editor", "01/12/2026", "x", "Café", "a/plan", "p", "", 1234567],
    ]

    (found,) = judgements_in(as_saved(rows, how), "judged", is_handed_in=True)

    told = (found.decision, found.reason, found.on, found.name, found.organisation_id, found.company)
    assert told == ("same", "one café", "2026-12-01", "Café", "p", "01234567")


def test_a_workbook_without_the_columns_or_no_workbook_at_all_is_told():
    with pytest.raises(DatasetProblems, match="the heading lacks 'body' and 'name'"):
        judgements_in(as_saved([["decision"], ["same"]], "workbook"), "judged.xlsx")
    with pytest.raises(DatasetProblems, match="CSV UTF-8"):
        judgements_in(b"PK\3\4 cut off", "judged.xlsx")


def test_a_folder_that_cannot_be_written_to_is_told_before_anything_is_judged(tmp_path, monkeypatch):
    def refused(_):
        raise OSError(errno.EROFS, "Read-only file system", str(tmp_path / ".lock"))

    monkeypatch.setattr(described, "alone_at", refused)
    with pytest.raises(CohesionError, match=r"cannot be written: Read-only file system\n  Nothing was changed\."):
        taken(tmp_path, b"", "judged.csv")


def test_wrong_lines_of_bodies_csv_are_told_all_at_once_with_their_lines(tmp_path):
    (tmp_path / "bodies.csv").write_text(
        "body,name,dataset,organisation_id,organisation,decision,reason,by,gss\n"
        "Big Body,,a/plan,x,,same,why,editor,\n"
        "x,,a/plan,,,perhaps,,,E1\n",
        "utf-8",
    )

    with pytest.raises(DatasetProblems) as error:
        read_bodies(tmp_path)

    assert [(one.line, one.path) for one in error.value.problems] == [
        (2, "body"),
        (3, "by"),
        (3, "decision"),
        (3, "gss"),
        (3, "organisation_id"),
        (3, "reason"),
    ]
    (tmp_path / "bodies.csv").write_text(
        "body,name,dataset,organisation_id,organisation,decision,reason,by\n"
        "x,,a/plan,p,,same,why,editor\ny,,a/plan,p,,same,why,editor\n",
        "utf-8",
    )
    with pytest.raises(DatasetProblems, match="'p' of 'a/plan' is 'y' and 'x'"):
        read_bodies(tmp_path)
