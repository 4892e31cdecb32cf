"""``export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cohesion_graph.cli.options import dataset_option, open_plan, output_option, write_out
from cohesion_graph.errors import BadParameter
from cohesion_graph.formats import FORMATS, exports, grouped

if TYPE_CHECKING:
    from cohesion_graph.plan import LoadedPlan


def _help() -> str:
    """What every format is, group after group, from the one table of formats."""
    told = [
        "Write the plan in another FORMAT.",
        "For csv and parquet give a folder with -o, or a --table.",
    ]
    for group, formats in grouped():
        told.append(f"{group.name}: {', '.join(f'{one.name} ({one.about})' for one in formats)}.")
    return "\n\n".join(told)


@click.command(
    help=_help(),
    epilog="\b\nExamples:\n  cohesion-graph export turtle -o plan.ttl\n  cohesion-graph export csv -o tables",
)
@click.argument("written_as", metavar="FORMAT", type=click.Choice(list(exports())))
@click.option(
    "--table", "table_name", help="Of csv and parquet one table only (actions, responsibilities, deadlines ...)."
)
@click.option(
    "--collection", "-C", type=click.Path(path_type=Path), help="All plans of a collection, one by one, as nquads."
)
@dataset_option
@output_option
def export(
    written_as: str, *, table_name: str | None, collection: Path | None, dataset: Path | None, output: Path | None
) -> None:
    """Write a plan by one of `formats.exports`; those without a writer of the whole plan are a file for each table."""
    if collection is not None:
        _write_collection(collection, written_as, output)
        return
    written_as = _of_ending(written_as, output)
    of_tables = not FORMATS[written_as].writer
    if table_name is not None and not of_tables:
        found = f"--table chooses one of the tables of csv, and {written_as} has none"
        raise BadParameter(f"{found}\n  Leave it out, or export csv.")
    plan = open_plan(dataset)
    if of_tables:
        _write_tables(plan, written_as, table_name, output)
    else:
        write_out(FORMATS[written_as].write(plan), output)


def _write_collection(collection: Path, written_as: str, output: Path | None) -> None:
    if written_as != "nquads":
        raise BadParameter(
            f"a collection is not written as {written_as}\n"
            "  Write nquads; its tables are Parquet already, in the folder tables of the collection."
        )
    if output is None or str(output) == "-":
        raise BadParameter(
            "many plans are too much for standard output\n  Name a file with -o: plans.nq or plans.nq.gz."
        )
    from cohesion_graph.cli.progress import progress_bar
    from cohesion_graph.collections.export import write_nquads

    with progress_bar("Writing", counts=True) as tell:
        count = write_nquads(collection, output, tell=tell)
    click.echo(f"Wrote {output}: {count} plans", err=True)


def _of_ending(written_as: str, output: Path | None) -> str:
    """The format asked for, or its other form that the ending of the output names: updates.xlsx is no CSV file."""
    ending = output.suffix.casefold() if output is not None else ""
    forms = (one.name for one in exports().values() if ending and one.ending == f".{written_as}{ending}")
    return next(forms, written_as)


def _table_in(plan: LoadedPlan, name: str, written_as: str) -> bytes:
    if written_as == "csv":
        return plan.table(name).to_csv().encode("utf-8")
    from cohesion_graph.tables.parquet import parquet

    return parquet(plan.table(name))


def _write_tables(plan: LoadedPlan, written_as: str, table_name: str | None, output: Path | None) -> None:
    from cohesion_graph.errors import UnknownName
    from cohesion_graph.tables.plan_tables import PLAN_TABLES

    if table_name is not None:
        if table_name not in PLAN_TABLES:
            raise UnknownName("table", table_name, PLAN_TABLES, f"The tables: {', '.join(PLAN_TABLES)}.")
        write_out(_table_in(plan, table_name, written_as), output)
        return
    if output is None or str(output) == "-":
        raise BadParameter(
            f"{written_as} is {len(PLAN_TABLES)} tables, and there is one output\n"
            f"  Give a folder with -o, or one table with --table: {', '.join(PLAN_TABLES)}."
        )
    from cohesion_graph.tables.data_package import csv_on_the_web, data_package
    from cohesion_graph.whole_folder import replace_folder

    ending = FORMATS[written_as].ending
    files = {f"{name}{ending}": _table_in(plan, name, written_as) for name in PLAN_TABLES}
    if written_as == "csv":
        files |= {"datapackage.json": data_package(plan.dataset), "csv-metadata.json": csv_on_the_web(plan.dataset)}
    replace_folder(output, files.items(), marked=False)
    click.echo(f"Wrote {output}: {len(PLAN_TABLES)} tables", err=True)
