"""Where answers across plans are computed: DuckDB in this process, or a Spark cluster that sees the same files.

The answers are written once, as Ibis expressions over the tables (`schema.TABLES`); an engine only says where they run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, Final

from cohesion_graph.collections.manifest import Manifest, read_manifest
from cohesion_graph.collections.needs import refuse_without
from cohesion_graph.collections.parts import VERSION_KEY, refuse_other_version
from cohesion_graph.collections.schema import SCHEMA_VERSION
from cohesion_graph.errors import BadParameter, DataError, StoreError

__all__ = ["DUCKDB", "Engine", "open_engine"]

DUCKDB: Final = "duckdb"
_COUNTED: Final = "SELECT count(*) FROM parquet_kv_metadata"
_SPARK: Final = re.compile(r"spark://\S+|local(\[(\d+|\*)\])?|yarn|k8s://\S+")


class Engine:
    """The tables of a collection on an engine."""

    def __init__(self, folder: Path, connection: Any, manifest: Manifest) -> None:
        self._folder, self._connection, self._manifest = folder, connection, manifest
        self._tables: dict[str, Any] = {}
        self._numbers = count()

    @property
    def datasets(self) -> list[str]:
        """The keys of the datasets whose rows are in the tables, sorted."""
        return sorted(self._manifest.digests)

    def table(self, name: str) -> Any:
        """A table of `schema.TABLES` as an ``ibis.Table``.

        Raises:
            DataError: nothing was built, or a file is of another version.
        """
        if name not in self._tables:
            folder = self._folder.resolve()
            paths = [folder / file for file in self._manifest.files_of(name)]
            if not paths:
                raise DataError(f"{self._folder} has no tables\n  Build them: cohesion-graph collect refresh.")
            if not self._are_of_this_version(paths):
                for path in paths:
                    refuse_other_version(path)
            self._tables[name] = self._read(name, [str(path) for path in paths])
        return self._tables[name]

    def _are_of_this_version(self, paths: Sequence[Path]) -> bool:
        """Whether the engine sees at once that all files are what is expected; False where each must be looked at."""
        if self._connection.name != "duckdb":
            return False
        import duckdb

        # written out: DuckDB imports pandas, a third of a second, to look whether what is bound is of its making
        files = ", ".join(map(_quoted, paths))
        told = f"key = '{VERSION_KEY.decode()}'::BLOB AND value = '{SCHEMA_VERSION}'::BLOB"
        try:
            (found,) = self._connection.con.execute(f"{_COUNTED}([{files}]) WHERE {told}").fetchone()
        except duckdb.Error:  # one is missing or damaged: it is named then
            return False
        return bool(found == len(paths))

    def _read(self, name: str, paths: Sequence[str]) -> Any:
        if self._connection.name == "duckdb":
            return self._connection.read_parquet(list(paths), table_name=name, hive_partitioning=False)
        frame = self._connection._session.read.parquet(*paths)  # noqa: SLF001 - Ibis reads one path only
        frame.createOrReplaceTempView(name)
        return self._connection.table(name)

    def given(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Any:
        """Rows of text as a table beside the others.

        DuckDB is told them as they are: Ibis hands rows of any sort on by pandas or Arrow's data sets, a third of a
        second to import.
        """
        if self._connection.name != "duckdb":
            return _table_of(columns, rows)
        name = f"given_{next(self._numbers)}"
        named = ", ".join(f"told[{place}] AS {_quoted(column, chr(34))}" for place, column in enumerate(columns, 1))
        # one quoted text: DuckDB takes six times as long to understand as many of them as there are cells
        told = f"SELECT unnest(from_json({_quoted(json.dumps(rows))}, '[[\"VARCHAR\"]]')) AS told"
        self._connection.raw_sql(f"CREATE TEMP TABLE {name} AS SELECT {named} FROM ({told})")  # noqa: S608 - quoted
        return self._connection.table(name)

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        """The rows of an expression, by column; raises what `columns` raises."""
        told = self.columns(expression)
        return [dict(zip(told, row, strict=True)) for row in zip(*told.values(), strict=True)]

    def columns(self, expression: Any) -> dict[str, list[Any]]:
        """The columns of an expression, each with the cells of all rows.

        Raises:
            StoreError: the engine could not compute it.
        """
        try:
            return dict(self._whole(expression).to_pydict())
        except Exception as error:  # engines have exceptions of their own for all that may happen to them
            raise _unanswered(error) from error

    def _whole(self, expression: Any) -> Any:
        """All rows as a ``pyarrow.Table``; of DuckDB's own hands, as Ibis would import pandas, a third of a second."""
        if self._connection.name != "duckdb":
            return self._connection.to_pyarrow(expression)
        found = self._connection.con.sql(self._connection.compile(expression)).to_arrow_table()
        return found.cast(expression.schema().to_pyarrow())

    def stream(self, expression: Any) -> Iterator[dict[str, Any]]:
        """The rows of an expression, by column, a few thousand in memory at a time.

        Raises:
            StoreError: the engine could not compute it.
        """
        try:
            for batch in self._connection.to_pyarrow_batches(expression, chunk_size=4096):
                yield from batch.to_pylist()
        except Exception as error:
            raise _unanswered(error) from error

    def is_current(self) -> bool:
        """Whether the tables are those that were opened: a build may have replaced them meanwhile."""
        return read_manifest(self._folder) == self._manifest

    def close(self) -> None:
        """Let go of the engine."""
        self._connection.disconnect()


def _quoted(text: str | Path, sign: str = "'") -> str:
    """Text as SQL writes it."""
    return f"{sign}{str(text).replace(sign, sign * 2)}{sign}"


def _table_of(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Any:
    """Rows of text as a table of any engine."""
    import ibis

    return ibis.memtable(
        [dict(zip(columns, row, strict=True)) for row in rows], schema=dict.fromkeys(columns, "string")
    )


def _unanswered(error: Exception) -> StoreError:
    first = str(error).strip().splitlines()
    return StoreError(f"the engine could not answer: {first[0] if first else type(error).__name__}")


def open_engine(folder: Path, engine: str = "") -> Engine:
    """The tables of a collection's folder on an engine.

    Args:
        folder: The collection's folder.
        engine: ``duckdb``, which is taken if it is empty; or the address of a Spark cluster, such as
            ``spark://host:7077`` or ``local[2]``, which must see the folder under the same path.

    Raises:
        BadParameter: no such engine.
        CohesionError: what it needs is not installed.
        StoreError: the cluster does not answer.
        DataError: the list of built tables cannot be read.
    """
    manifest = read_manifest(folder)
    if engine in {"", DUCKDB}:
        refuse_without("ibis", "duckdb")
        import ibis

        connection = ibis.duckdb.connect()
        connection.raw_sql("SET enable_progress_bar = false")
        connection.raw_sql("SET parquet_metadata_cache = true")  # each file's is looked at more than once
        return Engine(folder, connection, manifest)
    if not _SPARK.fullmatch(engine):
        cure = "Write duckdb, or the address of a Spark cluster: spark://host:7077."
        raise BadParameter(f"there is no engine {engine!r}\n  {cure}")
    refuse_without("ibis", "pyspark")
    return Engine(folder, _spark(engine), manifest)


def _spark(address: str) -> Any:
    import ibis
    from pyspark.sql import SparkSession

    settings = {
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.cores.max": "64",
        "spark.sql.shuffle.partitions": "8",
    }
    try:
        builder = SparkSession.builder.master(address).appName("cohesion-graph").config(map=settings)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        return ibis.pyspark.connect(session)
    except Exception as error:
        first = str(error).strip().splitlines()
        told = first[0] if first else type(error).__name__
        cure = "Check the address, and that Java is installed here; or leave --engine out."
        raise StoreError(f"the Spark cluster {address} does not answer: {told}\n  {cure}") from error
