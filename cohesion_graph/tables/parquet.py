"""Tables as Apache Parquet, typed as `data_package` says; needs pyarrow, which is large and so an extra."""

from __future__ import annotations

import datetime as dt
import io
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
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
        _array(_typed(column, kind), field.type) for column, kind, field in zip(cells, kinds, schema, strict=True)
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


def _array(cells: Sequence[Any], kind: Any) -> Any:
    """Cells as a ``pyarrow.Array``, from buffers of its layout.

    ``pyarrow.array`` does the same, and imports pandas first where that is installed: a third of a second and 50 MiB
    in each process, to look whether a list is one of its series.
    """
    import pyarrow as pa

    validity = None
    if None in cells:
        bits = "".join("01"[cell is not None] for cell in reversed(cells))
        validity = pa.py_buffer(int(bits, 2).to_bytes(len(cells) // 8 + 1, "little"))
    if pa.types.is_string(kind):
        told = [b"" if cell is None else cell.encode() for cell in cells]
        buffers = [pa.py_buffer(array("i", accumulate(map(len, told), initial=0))), pa.py_buffer(b"".join(told))]
    elif pa.types.is_date(kind):
        days = ((cell or _FIRST_DAY) - _FIRST_DAY for cell in cells)
        buffers = [pa.py_buffer(array("i", [one.days for one in days]))]
    else:
        buffers = [pa.py_buffer(array("q", [cell or 0 for cell in cells]))]
    return pa.Array.from_buffers(kind, len(cells), [validity, *buffers])


_FIRST_DAY = dt.date(1970, 1, 1)
