"""The CSV files as data people's own readers take them: frictionless, a reader of CSV on the Web, Parquet back."""

import io
import json

import openpyxl
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from csvw import TableGroup
from frictionless import Package, system

from cohesion_graph.cli import main
from cohesion_graph.tables import xlsx
from cohesion_graph.tables.data_package import COLUMN_TYPES, KEYS
from cohesion_graph.tables.parquet import parquet
from cohesion_graph.tables.plan_tables import PLAN_TABLES


@pytest.fixture(params=["data/stockton", "tests/fixtures/marlbeck"])
def folder(request, tmp_path):
    done = CliRunner().invoke(main, ["export", "csv", "-d", request.param, "-o", str(tmp_path / "tables")])
    assert done.exit_code == 0, done.output
    return tmp_path / "tables"


def test_frictionless_finds_every_file_as_the_data_package_says(folder):
    with system.use_context(trusted=True):
        package = Package(str(folder / "datapackage.json"))
        report = package.validate()
    assert report.flatten(["rowNumber", "fieldName", "note"]) == []
    assert report.valid
    assert package.resource_names == list(PLAN_TABLES)


def test_a_row_that_names_no_action_is_found(folder):
    path = folder / "deadlines.csv"
    head, first, *rest = path.read_bytes().split(b"\r\n")
    claim, _, others = first.split(b",", 2)
    path.write_bytes(b"\r\n".join([head, b",".join([claim, b"NOWHERE", others]), *rest]))
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    assert ["foreign-key"] in report.flatten(["type"])
    with pytest.raises(ValueError, match="NOWHERE"):
        TableGroup.from_file(folder / "csv-metadata.json").check_referential_integrity()


def test_both_descriptions_name_the_same_keys_and_the_same_ways_from_table_to_table(folder):
    package, web = (json.loads((folder / name).read_bytes()) for name in ("datapackage.json", "csv-metadata.json"))
    for_packages = {
        one["name"]: (
            one["schema"].get("primaryKey", []),
            [
                (*key["fields"], key["reference"]["resource"] or one["name"])
                for key in one["schema"].get("foreignKeys", [])
            ],
        )
        for one in package["resources"]
    }
    for_the_web = {
        one["url"].removesuffix(".csv"): (
            [key] if (key := one["tableSchema"].get("primaryKey")) else [],
            [
                (key["columnReference"], key["reference"]["resource"].removesuffix(".csv"))
                for key in one["tableSchema"].get("foreignKeys", [])
            ],
        )
        for one in web["tables"]
    }
    assert for_packages == for_the_web
    assert {name: keys for name, (keys, _) in for_packages.items() if keys} == {name: [KEYS[name]] for name in KEYS}
    ways = {"action_ref": ["actions"], "milestone_id": ["milestones"], "party_id": ["organisations"]}
    assert {way for _, told in for_packages.values() for way in told} == {
        *((column, *tables) for column, tables in ways.items()),
        *(("part_of", table) for table in ("instruments", "organisations")),
    }


def test_a_reader_of_csv_on_the_web_gets_typed_rows_with_keys_that_hold(folder):
    group = TableGroup.from_file(folder / "csv-metadata.json")
    tables = {table.local_name.removesuffix(".csv"): list(table) for table in group.tables}
    assert list(tables) == list(PLAN_TABLES)
    assert group.check_referential_integrity()
    for name, rows in tables.items():
        for column in COLUMN_TYPES:
            kinds = {type(row[column]).__name__ for row in rows if row.get(column) is not None}
            assert kinds <= {"int", "datetime"}, (name, column)
        if name in KEYS:
            assert len({row[KEYS[name]] for row in rows}) == len(rows)


@pytest.mark.parametrize("name", PLAN_TABLES)
def test_parquet_holds_the_same_rows_typed(name, stockton):
    table = stockton.table(name)
    read = pq.read_table(io.BytesIO(parquet(table)))
    assert read.column_names == list(table.header)
    told = [["" if one is None else str(one) for one in row] for row in table.rows]
    assert [["" if one is None else str(one) for one in row.values()] for row in read.to_pylist()] == told
    assert read.schema.field(0).metadata[b"description"].decode() == table.columns[0].about


def test_parquet_is_exported_as_a_folder(tmp_path):
    done = CliRunner().invoke(main, ["export", "parquet", "-o", str(tmp_path / "tables")])
    assert done.exit_code == 0, done.output
    assert {path.name for path in (tmp_path / "tables").iterdir()} == {f"{name}.parquet" for name in PLAN_TABLES}


def test_a_workbook_prints_across_a4_with_its_heading_on_each_page(stockton):
    (sheet,) = openpyxl.load_workbook(io.BytesIO(xlsx.workbook([stockton.table("deadlines")]))).worksheets
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
