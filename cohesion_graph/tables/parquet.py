"""Tables as Apache Parquet, typed as `data_package` says; needs pyarrow, which is large and so an extra."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cohesion_graph.errors import CohesionError
from cohesion_graph.tables.data_package import COLUMN_TYPES
from cohesion_graph.tables.table import Column, Table, Value

__all__ = ["arrow_schema", "arrow_table", "parquet"]


def parquet(table: Table) -> bytes:
    """One table as a Parquet file: what its columns hold stands in their metadata; empty cells are null.

    Raises:
        CohesionError: pyarrow is not installed; the text says how to install it.
    """
    try:
        import pyarrow.parquet as pq
    except ModuleNotFoundError as error:
        told = "Parquet needs more than the program itself: pip install 'cohesion-graph[parquet]'"
        raise CohesionError(f"{told}\n  Or take csv, which needs nothing.") from error
    out = io.BytesIO()
    pq.write_table(arrow_table(table.columns, table.rows), out, compression="zstd")
    return out.getvalue()


def arrow_schema(columns: Sequence[Column], types: Mapping[str, str] = COLUMN_TYPES) -> Any:
    """The columns as a ``pyarrow.Schema``, each with its sentence.

    Args:
        columns: The columns.
        types: Of those that hold something other than text.
    """
    import pyarrow as pa

    kinds = {"integer": pa.int64(), "date": pa.date32(), "string": pa.string()}
    return pa.schema(
        [
            pa.field(one.name, kinds[types.get(one.name, "string")], metadata={"description": one.about})
            for one in columns
        ]
    )


def arrow_table(
    columns: Sequence[Column], rows: Iterable[Sequence[Value]], types: Mapping[str, str] = COLUMN_TYPES
) -> Any:
    """Rows as a ``pyarrow.Table`` of `arrow_schema`; empty cells are null."""
    import pyarrow as pa

    schema, cells = arrow_schema(columns, types), list(zip(*rows, strict=True)) or [()] * len(columns)
    kinds = [types.get(column.name, "string") for column in columns]
    arrays = [
        pa.array(_typed(column, kind), field.type) for column, kind, field in zip(cells, kinds, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _typed(column: Sequence[Value], kind: str) -> list[Value]:
    """The cells of a column as what it holds."""
    told = [None if value == "" else value for value in column]
    if kind == "integer":
        return [None if value is None else int(str(value)) for value in told]
    if kind == "date":
        return [value if value is None or isinstance(value, dt.date) else _day(value) for value in told]
    return [value if value is None or type(value) is str else str(value) for value in told]


def _day(value: Value) -> dt.date:
    return dt.date.fromisoformat(str(value))
