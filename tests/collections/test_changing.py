"""Adding, taking out, refreshing: what is opened, what is written, and what stands where something is wrong."""

import errno
import json
import os
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import rdflib
from collections_of_plans import MARLBECK, STOCKTON, rename, state_of
from rdflib import namespace

import cohesion_graph
from cohesion_graph.collections import building, extracting
from cohesion_graph.collections.asking import ask
from cohesion_graph.collections.changing import add, refresh, remove
from cohesion_graph.collections.checking import check
from cohesion_graph.collections.described import read_collection
from cohesion_graph.collections.export import write_nquads
from cohesion_graph.collections.manifest import BUILT_FROM, MANIFEST
from cohesion_graph.collections.parts import number_of_parts
from cohesion_graph.collections.schema import SCHEMA_VERSION, TABLES
from cohesion_graph.errors import CohesionError, DataError, DatasetProblems
from cohesion_graph.lock import alone_at


def rows(folder: Path, table: str, dataset: str) -> list[dict]:
    read = pq.read_table(folder / "tables" / table, partitioning=None).to_pylist()
    return [row for row in read if row["dataset"] == dataset]


def as_text(value) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize("dataset, folder", [("stockton-on-tees/stockton", STOCKTON), ("marlbeck/marlbeck", MARLBECK)])
def test_the_tables_hold_the_plans_own_tables_with_the_key_in_front_and_an_address_behind(two_plans, dataset, folder):
    plan = cohesion_graph.load(folder)

    for name in TABLES:
        held = rows(two_plans, name, dataset)
        if name in {"datasets", "sources", "revisions"}:
            revisions = sum(len(reading.revisions) for reading in plan.dataset.readings)
            assert len(held) == {"datasets": 1, "sources": len(plan.dataset.sources), "revisions": revisions}[name]
            continue
        own = plan.table(name)
        assert [row["row"] for row in held] == list(range(1, len(own) + 1))
        expected = [
            {key: None if value in ("", None) else str(value) for key, value in row.items()} for row in own.to_records()
        ]
        assert [{key: None if row[key] is None else str(row[key]) for key in own.header} for row in held] == expected
        assert all(row["address"].startswith(plan.dataset.base) for row in held)


def test_what_a_build_came_to_is_told_in_words():
    told = [str(building.Report(opened=("a",), kept=kept, files=files)) for kept, files in ((0, 1), (1, 2))]

    assert told == [
        "1 dataset in the collection: 1 opened, 0 as they were; 1 file written",
        "2 datasets in the collection: 1 opened, 1 as they were; 2 files written",
    ]


def test_the_same_datasets_make_the_same_files_in_whatever_order_they_came(two_plans, tmp_path):
    other = tmp_path / "two-plans"
    add(other, [MARLBECK], title="Two plans", publisher="The project")
    add(other, [STOCKTON])

    assert state_of(other / "tables") == state_of(two_plans / "tables")


def test_only_what_changed_is_opened_and_one_file_of_each_table_is_written(copies, tmp_path, monkeypatch):
    monkeypatch.setattr("cohesion_graph.collections.parts._MOST", 1)
    folder, plans = tmp_path / "all", copies(4)
    assert add(folder, plans, title="Four towns").opened == tuple(f"town-{number}/marlbeck" for number in range(4))
    assert number_of_parts(4) == 4
    before = {path: path.stat().st_ino for path in folder.glob("tables/*/*.parquet")}
    opened = []
    monkeypatch.setattr(building, "extract", lambda task: opened.append(task.seen.dataset) or extracting.extract(task))

    assert refresh(folder).files == 0
    assert opened == []
    head = plans[2] / "dataset.yaml"
    head.write_text(head.read_text("utf-8").replace("title: Marlbeck", "title: Changed", 1), "utf-8")
    report = refresh(folder)

    assert opened == list(report.opened) == ["town-2/marlbeck"]
    written = {path.parent.name for path, inode in before.items() if path.stat().st_ino != inode}
    assert written == {"datasets"}, "the title stands in one table alone"
    assert report.kept == 3
    (folder / BUILT_FROM).unlink()  # without it nothing is known to be as it was
    assert len(refresh(folder).opened) == 4


def test_growing_past_a_part_moves_rows_without_opening_what_did_not_change(copies, tmp_path, monkeypatch):
    monkeypatch.setattr("cohesion_graph.collections.parts._MOST", 2)
    monkeypatch.setattr("cohesion_graph.collections.processes._cores", lambda: 1)
    plans = copies(5)
    folder, whole = tmp_path / "bit-by-bit", tmp_path / "at-once"
    add(folder, plans[:2], title="Towns")
    assert add(folder, plans[2:]).opened == tuple(f"town-{number}/marlbeck" for number in (2, 3, 4))
    add(whole, plans, title="Towns")
    assert state_of(folder) == state_of(whole)

    removed = remove(folder, ["town-3/marlbeck", str(plans[4])])

    assert (removed.opened, removed.removed) == ((), ("town-3/marlbeck", "town-4/marlbeck"))
    shutil.rmtree(whole)
    add(whole, plans[:3], title="Towns")
    assert state_of(folder) == state_of(whole)


def test_a_broken_plan_is_named_and_left_out_and_the_rest_stands(copies, tmp_path):
    sound, broken = copies(2)
    (broken / "register.yaml").write_text("bodies: 3\n", "utf-8")
    folder = tmp_path / "all"

    report = add(folder, [sound, broken, tmp_path / "nowhere"], title="Towns")

    assert report.opened == ("town-0/marlbeck",)
    assert sorted(report.left_out) == sorted([str(tmp_path / "nowhere"), "town-1/marlbeck"])
    assert "bodies: not a list" in report.left_out["town-1/marlbeck"]
    assert {row[:2] for row in check(folder)} == {("town-0/marlbeck", "in-order"), ("town-1/marlbeck", "left-out")}
    shutil.copy(sound / "register.yaml", broken)
    assert refresh(folder).opened == ("town-1/marlbeck",)
    shutil.rmtree(sound)
    assert list(refresh(folder).left_out) == ["town-0/marlbeck"]
    assert [one.dataset for one in read_collection(folder).datasets] == ["town-0/marlbeck", "town-1/marlbeck"]


def test_two_datasets_of_one_name_are_refused_and_nothing_changes(copies, tmp_path):
    first, second = copies(2)
    rename(second, "town-0", before="town-1")
    folder = tmp_path / "all"
    add(folder, [first], title="Towns")
    before = state_of(folder)

    with pytest.raises(DataError) as error:
        add(folder, [second])

    assert str(error.value) == (
        f"two datasets are called 'town-0/marlbeck': {first} and {second}\n  Expected: each once\n"
        "  Add one of them, or give one another id in its dataset.yaml. Nothing was changed."
    )
    assert state_of(folder) == before


def test_a_digest_that_changed_is_told_and_the_old_rows_stand(copies, tmp_path):
    (plan,) = copies(1)
    folder = tmp_path / "all"
    add(folder, [plan], title="Towns")
    before = state_of(folder)
    (plan / "claims" / "voices-extract.yaml").open("a", encoding="utf-8").write("# a note\n")

    ((dataset, kind, what),) = check(folder)

    assert (dataset, kind) == ("town-0/marlbeck", "changed")
    assert "was taken. If that is meant, take them: cohesion-graph collect refresh." in what
    assert state_of(folder) == before


def test_a_plan_that_is_changed_while_it_is_read_is_named_and_left_out(copies):
    (task,) = extracting.look_at_all(copies(1))
    (task.folder / "claims" / "voices-extract.yaml").open("a", encoding="utf-8").write("# a note\n")

    told = "its files were changed while they were read\n  Refresh the collection again."
    assert extracting.extract(task) == extracting.Broken(told)


def test_a_plan_that_cannot_be_opened_is_named_and_no_export_takes_the_place_of_the_old_one(copies, tmp_path):
    plans = copies(2)
    folder, file = tmp_path / "all", tmp_path / "all.nq"
    add(folder, plans, title="Towns")
    file.write_bytes(b"as it was")
    (plans[1] / "register.yaml").write_text("bodies: [", "utf-8")

    with pytest.raises(DataError, match="town-1 cannot be opened:\n"):
        write_nquads(folder, file)

    assert file.read_bytes() == b"as it was"


def test_tables_that_an_older_version_built_are_all_built_anew(copies, tmp_path):
    folder = tmp_path / "all"
    add(folder, copies(2), title="Towns")
    before = state_of(folder)
    manifest = folder / MANIFEST
    told = manifest.read_text("utf-8").replace(f'"version": "{SCHEMA_VERSION}"', '"version": "0"')
    assert told != manifest.read_text("utf-8")
    manifest.write_text(told, "utf-8")

    assert refresh(folder).opened == ("town-0/marlbeck", "town-1/marlbeck")
    assert state_of(folder) == before


def test_a_file_of_another_version_is_refused_and_nothing_changes(copies, tmp_path):
    first, second = copies(2)
    folder = tmp_path / "all"
    add(folder, [first], title="Towns")
    path = folder / "tables" / "links" / "part-00000-of-00001.parquet"
    table = pq.read_table(path)
    pq.write_table(table.replace_schema_metadata({b"cohesion-graph.schema": b"0"}), path)
    before = state_of(folder)

    with pytest.raises(DataError) as error:
        add(folder, [second])

    assert str(error.value) == (
        f"{path} has tables of version 0\n  Expected: version 1\n"
        "  Build them again: cohesion-graph collect refresh --all."
    )
    assert state_of(folder) == before
    with pytest.raises(DataError) as asked:
        ask(folder, "instruments")
    assert str(asked.value) == str(error.value)
    assert [row[1] for row in check(folder)] == ["in-order", "damaged"]
    assert refresh(folder, afresh=True).opened == ("town-0/marlbeck",)
    path.write_bytes(b"PAR1 and nothing else")
    with pytest.raises(DataError, match="cannot be read"):
        add(folder, [second])


@pytest.mark.parametrize("call", ["write", "move"])
def test_a_full_disk_leaves_the_old_collection_whole(call, copies, tmp_path, monkeypatch):
    first, second = copies(2)
    folder = tmp_path / "all"
    add(folder, [first], title="Towns")
    before = state_of(folder)

    def fail(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if call == "write":
        monkeypatch.setattr(building, "write_part", fail)
    else:
        monkeypatch.setattr("cohesion_graph.folder.storage._flush", fail)

    with pytest.raises(CohesionError) as error:
        add(folder, [second])

    assert (
        str(error.value) == f"{folder} cannot be written: No space left on device\n  The old collection is untouched."
    )
    assert state_of(folder) == before


def test_a_folder_that_is_no_collection_is_told_and_a_wrong_file_with_its_line(tmp_path):
    with pytest.raises(DatasetProblems, match="there is no such folder"):
        refresh(tmp_path / "nowhere")
    (tmp_path / "collection.yaml").write_text(
        "id: x\ntitle: X\ndatasets:\n- path: a\n  dataset: A\n  digest: b\n", "utf-8"
    )

    with pytest.raises(DatasetProblems) as error:
        refresh(tmp_path)

    assert [(problem.line, problem.path) for problem in error.value.problems] == [
        (5, "datasets[0].dataset"),
        (6, "datasets[0].digest"),
    ]


def test_no_digest_of_files_with_readable_names_stands_in_what_is_published(two_plans):
    digests = [one.digest.encode() for one in read_collection(two_plans).datasets]
    published = [path.read_bytes() for path in (two_plans / "tables").rglob("*") if path.is_file()]
    assert len(digests) == 2
    assert [one for one in digests for content in published if one in content] == []


def test_the_catalogue_lists_every_plan_under_its_own_terms(two_plans):
    found = rdflib.Graph().parse(two_plans / "tables" / "catalogue.ttl")

    (catalogue,) = found.subjects(namespace.RDF.type, namespace.DCAT.Catalog)
    held = set(found.objects(catalogue, namespace.DCAT.dataset))
    for dataset, plan in (("stockton-on-tees/stockton", STOCKTON), ("marlbeck/marlbeck", MARLBECK)):
        address = rdflib.URIRef(rows(two_plans, "datasets", dataset)[0]["address"])
        head = cohesion_graph.load(plan).dataset
        assert address in held
        assert [str(one) for one in found.objects(address, namespace.DCTERMS.title)] == [head.title]
        (terms,) = found.objects(address, namespace.DCTERMS.rights)
        assert [str(one) for one in found.objects(terms, namespace.RDFS.label)] == [head.licence.statement]


def test_the_data_package_lists_every_file_and_every_column(two_plans):
    told = json.loads((two_plans / "tables" / "datapackage.json").read_bytes())

    assert (told["name"], told["title"]) == ("two-plans", "Two plans")
    for resource in told["resources"]:
        columns = TABLES[resource["name"]].columns
        fields = [(field["name"], field["description"]) for field in resource["schema"]["fields"]]
        assert fields == [(column.name, column.about) for column in columns]
        for path in resource["path"]:
            schema = pq.read_schema(two_plans / "tables" / path)
            assert schema.names == [column.name for column in columns]
    assert all(column.about for table in TABLES.values() for column in table.columns)


def test_what_a_killed_build_left_aside_goes_with_the_next_look_but_not_that_of_one_at_work(copies, tmp_path):
    folder = tmp_path / "all"
    add(folder, copies(1), title="Towns")
    before = state_of(folder)
    (folder / ".building").mkdir()
    (folder / ".building" / "part.parquet").write_bytes(b"half")

    with alone_at(folder):
        check(folder)
        assert (folder / ".building").is_dir()
    check(folder)

    assert state_of(folder) == before
