"""``ask`` and ``sparql``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cohesion_graph.cli.options import (
    dataset_option,
    format_option,
    open_plan,
    output_option,
    read_parameters,
    show_table,
)

if TYPE_CHECKING:
    from cohesion_graph.tables import Table


@click.command(epilog="Example: cohesion-graph ask depends-on on=local-area-agreement --format md")
@click.argument("question", required=False)
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE]...")
@dataset_option
@format_option
@output_option
def ask(
    question: str | None, parameters: tuple[str, ...], dataset: Path | None, written_as: str, output: Path | None
) -> None:
    """Answer a ready QUESTION; without one, list the questions with their parameters.

    Names are accepted as printed, as an abbreviation, as an identifier or as a reference, in any letter case.
    """
    if question is None:
        show_table(_list_of_questions(), written_as, output)
        return
    show_table(open_plan(dataset).ask(question, **read_parameters(parameters)), written_as, output)


def _list_of_questions() -> Table:
    from cohesion_graph.questions.registry import questions
    from cohesion_graph.tables.table import Column, Table

    rows = tuple((one.name, one.title, "; ".join(each.usage for each in one.parameters)) for one in questions())
    columns = (Column("question"), Column("answers"), Column("parameters"))
    return Table("questions", columns, rows, notes=("Ask one with: cohesion-graph ask NAME parameter=value ...",))
