"""``check``."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from cohesion_graph.cli.options import (
    as_of_option,
    dataset_option,
    format_option,
    named_once,
    open_plan,
    output_option,
    show_table,
    write_out,
)
from cohesion_graph.errors import DatasetProblems


@click.command(epilog="Example: cohesion-graph check data/stockton --as-of 2009-04-01")
@click.argument("folder", metavar="[DATASET]", required=False, type=click.Path(path_type=Path))
@dataset_option
@as_of_option
@click.option("--all", "whole", is_flag=True, help="List everything that was found, with the words it is about.")
@format_option
@output_option
def check(
    folder: Path | None,
    *,
    dataset: Path | None,
    as_of: dt.date | None,
    whole: bool,
    written_as: str,
    output: Path | None,
) -> None:
    """Look for errors in the folder DATASET, and list what a person should look at.

    Errors: files that cannot be read, quotations that are not in the document, references to nothing. To look at:
    doubts, items without a date or a body, dates that passed with nothing reported (with --as-of), places where
    documents disagree, and, for those who publish the linked data, its shapes. A few of each are shown; --all lists
    everything, and so do --format csv and json. Exit code 1 if there is an error.
    """
    from cohesion_graph.checks import as_list, check_plan, count_of_errors, problems_table

    try:
        table = check_plan(open_plan(named_once(folder, dataset)), as_of=as_of)
    except DatasetProblems as found:
        if written_as == "table":
            raise
        table = problems_table(found.problems)
    if written_as == "table":
        write_out(f"{as_list(table, whole=whole)}\n", output)
    else:
        show_table(table, written_as, output)
    if count_of_errors(table):
        sys.exit(1)
