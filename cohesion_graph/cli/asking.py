"""``ask`` and ``sparql``."""

from __future__ import annotations

from pathlib import Path

import click

from cohesion_graph.cli.options import (
    dataset_option,
    format_option,
    open_plan,
    output_option,
    read_parameters,
    show_table,
)


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
        from cohesion_graph.questions.registry import list_of_questions

        show_table(list_of_questions(), written_as, output)
        return
    show_table(open_plan(dataset).ask(question, **read_parameters(parameters)), written_as, output)
