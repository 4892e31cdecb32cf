"""The whole plan as one Excel workbook: every table a sheet, and a README of every column."""

from __future__ import annotations

from collections.abc import Iterable

from cohesion_graph.plan import LoadedPlan
from cohesion_graph.tables import Column, Table, xlsx
from cohesion_graph.tables.plan_tables import PLAN_TABLES

__all__ = ["columns_told", "table_workbook", "workbook"]


def workbook(plan: LoadedPlan) -> bytes:
    """Every table of the plan as an XLSX file; the first sheet tells what every column holds."""
    tables = [plan.table(name) for name in PLAN_TABLES]
    return xlsx.workbook([columns_told(tables), *tables])


def table_workbook(table: Table) -> bytes:
    """One table as an XLSX file, with what its columns hold on a second sheet."""
    return xlsx.workbook([table, columns_told([table])])


def columns_told(tables: Iterable[Table]) -> Table:
    """A table of all columns of some tables, and what each holds."""
    rows = tuple((table.name, column.name, column.about) for table in tables for column in table.columns)
    columns = (
        Column("table", "The table, and the sheet it is on."),
        Column("column", "The column's name."),
        Column("what_it_holds", "What its cells hold."),
    )
    return Table("README", columns, rows, "Every column and what it holds")
