"""Tables as Apache Parquet, typed as `data_package` says; needs pyarrow, which is large and so an extra."""

from __future__ import annotations

import datetime as dt
import io

from cohesion_graph.errors import CohesionError
from cohesion_graph.tables.data_package import COLUMN_TYPES
from cohesion_graph.tables.table import Table, Value

__all__ = ["parquet"]


def parquet(table: Table) -> bytes:
    """One table as a Parquet file: what its columns hold stands in their metadata; empty cells are null.

    Raises:
        CohesionError: pyarrow is not installed; the text says how to install it.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError as error:
        told = "Parquet needs more than the program itself: pip install 'cohesion-graph[parquet]'"
        raise CohesionError(f"{told}\n  Or take csv, which needs nothing.") from error
    types = {"integer": pa.int64(), "date": pa.date32(), "string": pa.string()}
    kinds = [COLUMN_TYPES.get(name, "string") for name in table.header]
    fields = [
        pa.field(column.name, types[kind], metadata={"description": column.about})
        for column, kind in zip(table.columns, kinds, strict=True)
    ]
    columns = [
        pa.array([_typed(row[place], kind) for row in table.rows], types[kind]) for place, kind in enumerate(kinds)
    ]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=pa.schema(fields)), out, compression="zstd")
    return out.getvalue()


def _typed(value: Value, kind: str) -> Value:
    if value is None or value == "":
        return None
    if kind == "integer":
        return int(str(value))
    if kind == "date":
        return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    return str(value)
