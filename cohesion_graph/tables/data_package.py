"""What the CSV files of a plan are, for programs that read tables: Data Package v2, and CSV on the Web (W3C).

Both say the same: every column with its sentence and type, which column names a row, and which cells name a row of
another table. A cell that holds several values is text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from cohesion_graph.model.dataset import Dataset
from cohesion_graph.tables.plan_tables import PLAN_TABLES
from cohesion_graph.tables.table import Column

__all__ = ["COLUMN_TYPES", "KEYS", "csv_on_the_web", "data_package", "json_text"]

COLUMN_TYPES: Final[Mapping[str, str]] = {"order": "integer", "line": "integer", "latest_date": "date"}
"""Types of the columns that hold something other than text, in words that both standards share."""

KEYS: Final[Mapping[str, str]] = {
    "actions": "ref",
    "milestones": "milestone_id",
    "organisations": "organisation_id",
    "instruments": "instrument_id",
    "discrepancies": "discrepancy_id",
    "doubts": "doubt_id",
}
"""The column that names a row, of the tables in which one does; a claim may have several rows."""

_LEADS_TO = {
    "action_ref": ("actions", "ref"),
    "milestone_id": ("milestones", "milestone_id"),
    "party_id": ("organisations", "organisation_id"),
}
"""Columns that name a row of another table; empty where there is none."""


def data_package(dataset: Dataset) -> bytes:
    """``datapackage.json`` for the CSV files in one folder (https://datapackage.org)."""
    told: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": dataset.id,
        "title": dataset.title,
        "description": dataset.description or dataset.title,
        "resources": [_resource(name) for name in PLAN_TABLES],
    }
    if dataset.licence.url:
        told["licenses"] = [{"path": dataset.licence.url, "title": dataset.licence.statement}]
    if dataset.publisher:
        told["contributors"] = [{"title": dataset.publisher, "roles": ["publisher"]}]
    return json_text(told)


def _resource(name: str) -> dict[str, Any]:
    title, columns, _ = PLAN_TABLES[name]
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [
            {
                "name": column.name,
                "type": COLUMN_TYPES.get(column.name, "string"),
                "description": column.about,
                **({"constraints": {"required": True, "unique": True}} if KEYS.get(name) == column.name else {}),
            }
            for column in columns
        ],
        "missingValues": [""],
    }
    if name in KEYS:
        schema["primaryKey"] = [KEYS[name]]
    if keys := _foreign_keys(name, columns):
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": "" if table == name else table, "fields": [key]}}
            for column, (table, key) in keys.items()
        ]
    return {
        "name": name,
        "type": "table",
        "title": title,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def csv_on_the_web(dataset: Dataset) -> bytes:
    """``csv-metadata.json`` for the CSV files in one folder (https://www.w3.org/TR/tabular-metadata/)."""
    language = dataset.language.partition("-")[0]
    return json_text(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
            "dc:title": dataset.title,
            "dc:description": dataset.description or dataset.title,
            "tables": [_table(name) for name in PLAN_TABLES],
        }
    )


def _table(name: str) -> dict[str, Any]:
    title, columns, _ = PLAN_TABLES[name]
    schema: dict[str, Any] = {
        "columns": [
            {
                "name": column.name,
                "titles": column.name,
                "dc:description": column.about,
                "datatype": COLUMN_TYPES.get(column.name, "string"),
                "null": "",
                **({"required": True} if KEYS.get(name) == column.name else {}),
            }
            for column in columns
        ]
    }
    if name in KEYS:
        schema["primaryKey"] = KEYS[name]
    if keys := _foreign_keys(name, columns):
        schema["foreignKeys"] = [
            {"columnReference": column, "reference": {"resource": f"{table}.csv", "columnReference": key}}
            for column, (table, key) in keys.items()
        ]
    return {"url": f"{name}.csv", "dc:title": title, "tableSchema": schema}


def _foreign_keys(name: str, columns: tuple[Column, ...]) -> dict[str, tuple[str, str]]:
    """The columns of a table that name a row of another one, or, for ``part_of``, of the same."""
    found = {one.name: _LEADS_TO[one.name] for one in columns if one.name in _LEADS_TO and KEYS.get(name) != one.name}
    if name in KEYS and any(column.name == "part_of" for column in columns):
        found["part_of"] = (name, KEYS[name])
    return found


def json_text(told: Mapping[str, Any]) -> bytes:
    """A file of such metadata."""
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
