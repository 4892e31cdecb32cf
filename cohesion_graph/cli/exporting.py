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
    told = ["Write the plan in another FORMAT.", "For csv give a folder with -o, or name one table with --table."]
    for group, formats in grouped():
        told.append(f"{group.name}: {', '.join(f'{one.name} ({one.about})' for one in formats)}.")
    return "\n\n".join(told)


@click.command(
    help=_help(),
    epilog="\b\nExamples:\n  cohesion-graph export turtle -o plan.ttl\n  cohesion-graph export csv -o tables",
)
@click.argument("written_as", metavar="FORMAT", type=click.Choice(list(exports())))
@click.option("--table", "table_name", help="For csv: one table only (actions, responsibilities, deadlines ...).")
@dataset_option
@output_option
def export(written_as: str, table_name: str | None, dataset: Path | None, output: Path | None) -> None:
    """Write a plan by one of `formats.exports`; ``csv`` alone is several files."""
    if table_name is not None and written_as != "csv":
        found = f"--table chooses one of the tables of csv, and {written_as} has none"
        raise BadParameter(f"{found}\n  Leave it out, or export csv.")
    plan = open_plan(dataset)
    if written_as != "csv":
        write_out(FORMATS[written_as].write(plan), output)
        return
    _write_tables(plan, table_name, output)


def _write_tables(plan: LoadedPlan, table_name: str | None, output: Path | None) -> None:
    from cohesion_graph.errors import UnknownName
    from cohesion_graph.tables.plan_tables import PLAN_TABLES

    if table_name is not None:
        if table_name not in PLAN_TABLES:
            raise UnknownName("table", table_name, PLAN_TABLES, f"The tables: {', '.join(PLAN_TABLES)}.")
        write_out(plan.table(table_name).to_csv(), output)
        return
    if output is None or str(output) == "-":
        raise BadParameter(
            f"csv is {len(PLAN_TABLES)} tables, and there is one output\n"
            f"  Give a folder with -o, or one table with --table: {', '.join(PLAN_TABLES)}."
        )
    from cohesion_graph.whole_folder import replace_folder

    tables = ((f"{name}.csv", plan.table(name).to_csv().encode("utf-8")) for name in PLAN_TABLES)
    done = replace_folder(output, tables, marked=False)
    click.echo(f"Wrote {output}: {done.files} tables", err=True)
