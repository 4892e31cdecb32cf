"""``export``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cohesion_graph.cli.options import dataset_option, open_plan, output_option, write_files, write_out
from cohesion_graph.errors import BadParameter

if TYPE_CHECKING:
    from cohesion_graph.plan import LoadedPlan

GRAPH_FORMATS = ("graphml", "gexf", "cytoscape", "node-link", "dot", "mermaid")
RDF_FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "jsonld-nested", "rdfxml")


def _graph(plan: LoadedPlan, name: str) -> str | bytes:
    from cohesion_graph.graph.write import FORMATS

    return FORMATS[name](plan.graph)


def _rdf(plan: LoadedPlan, name: str) -> str | bytes:
    from cohesion_graph.rdf.write import to_rdf

    return to_rdf(plan.derivation, name)


def _stratml(plan: LoadedPlan, name: str) -> str | bytes:
    del name
    from cohesion_graph.rdf.stratml import stratml

    return stratml(plan.derivation)


def _json(plan: LoadedPlan, name: str) -> str | bytes:
    del name
    return plan.dataset.model_dump_json(indent=1, exclude_defaults=True) + "\n"


def _xlsx(plan: LoadedPlan, name: str) -> str | bytes:
    del name
    from cohesion_graph.publish.workbook import workbook

    return workbook(plan)


def _updates(plan: LoadedPlan, name: str) -> str | bytes:
    del name
    from cohesion_graph.folder.updates import template

    return template(plan.dataset)


WRITERS: dict[str, Callable[[LoadedPlan, str], str | bytes]] = {
    **dict.fromkeys(RDF_FORMATS, _rdf),
    "xlsx": _xlsx,
    **dict.fromkeys(GRAPH_FORMATS, _graph),
    "stratml": _stratml,
    "json": _json,
    "updates": _updates,
}
"""What writes each format that is one file; ``csv`` is nine tables."""


@click.command(
    epilog="\b\nExamples:\n  cohesion-graph export turtle -o plan.ttl\n  cohesion-graph export csv -o tables"
)
@click.argument("written_as", metavar="FORMAT", type=click.Choice(["csv", *WRITERS]))
@click.option("--table", "table_name", help="For csv: one table only (actions, responsibilities, deadlines ...).")
@dataset_option
@output_option
def export(written_as: str, table_name: str | None, dataset: Path | None, output: Path | None) -> None:
    """Write the plan in another FORMAT.

    Tables: csv, xlsx. CSV is nine tables: give a folder with -o, or name one table with --table.

    Linked data: turtle (all graphs merged), trig, nquads, ntriples, jsonld, jsonld-nested, rdfxml.

    For network tools: graphml, gexf, cytoscape, node-link. For pictures: dot, mermaid.

    Plans: stratml (Part 2), json (the dataset itself).

    Progress: updates, a CSV file to report progress in; put it beside dataset.yaml as updates.csv.
    """
    if table_name is not None and written_as != "csv":
        found = f"--table chooses one of the tables of csv, and {written_as} has none"
        raise BadParameter(f"{found}\n  Leave it out, or export csv.")
    plan = open_plan(dataset)
    if written_as != "csv":
        write_out(WRITERS[written_as](plan, written_as), output)
        return
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
    write_files({f"{name}.csv": plan.table(name).to_csv().encode("utf-8") for name in PLAN_TABLES}, output)
