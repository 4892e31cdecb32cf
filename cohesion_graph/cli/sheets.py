"""``sheet`` and ``compare``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cohesion_graph.cli.options import (
    as_of_option,
    dataset_option,
    format_option,
    open_plan,
    output_option,
    show_table,
    write_out,
)
from cohesion_graph.errors import BadParameter, UnknownName

if TYPE_CHECKING:
    from cohesion_graph.plan import LoadedPlan
    from cohesion_graph.publish.comparison import Comparison


@click.command(epilog="Example: cohesion-graph sheet SSP -o safer-stockton.docx")
@click.argument("partner")
@click.option("--format", "written_as", type=click.Choice(["html", "docx", "md", "csv", "xlsx"]))
@as_of_option
@dataset_option
@output_option
def sheet(
    partner: str, *, written_as: str | None, as_of: dt.date | None, dataset: Path | None, output: Path | None
) -> None:
    """Write what the body PARTNER has agreed to do, with whom, by when, in whose words.

    The format is that of --format, or of the ending of -o; Markdown if neither is given.
    """
    from cohesion_graph.publish.sheets import SHEET_FORMS, sheet_of

    ending = output.suffix.lstrip(".").casefold() if output is not None else ""
    form = written_as or ending or "md"
    if form not in SHEET_FORMS:
        raise BadParameter(f"a sheet cannot be written as {form!r}\n  Choose one of {', '.join(SHEET_FORMS)}.")
    write_out(SHEET_FORMS[form](sheet_of(open_plan(dataset), partner, as_of)), output)


@click.command(epilog="Example: cohesion-graph compare borough-plan safer-stockton-extract")
@click.argument("first")
@click.argument("second")
@dataset_option
@format_option
@output_option
def compare(first: str, second: str, *, dataset: Path | None, written_as: str, output: Path | None) -> None:
    """Tell how SECOND differs from FIRST: missing, extra, reworded, re-dated, re-assigned, agreeing.

    Each is a document of the dataset, by its identifier or title, or a dataset folder: two editions of a plan, or the
    plans of two councils.
    """
    compared = _compared(first, second, dataset)
    show_table(compared.table, written_as, output)
    if compared.suggestions is not None and written_as in {"table", "md"}:
        show_table(compared.suggestions, written_as, None)


def _compared(first: str, second: str, dataset: Path | None) -> Comparison:
    from cohesion_graph.publish.comparison import compare_datasets, compare_sources

    folders = [Path(name) for name in (first, second) if (Path(name) / "dataset.yaml").is_file()]
    if len(folders) == 2:
        return compare_datasets(*(open_plan(folder).dataset for folder in folders))
    if folders:
        raise BadParameter("a folder and a document cannot be compared\n  Give two folders, or two documents.")
    plan = open_plan(dataset)
    return compare_sources(plan.derivation, _source(plan, first), _source(plan, second))


def _source(plan: LoadedPlan, name: str) -> str:
    """The identifier of a document, named as a person would type it."""
    from cohesion_graph.names import NamesOfDataset

    try:
        return NamesOfDataset(plan.dataset).find(name, "source").id
    except UnknownName as unknown:
        names = [source.id for source in plan.dataset.sources]
        cure = f"The documents: {', '.join(names)}. Or give two dataset folders."
        raise UnknownName("document or dataset folder", name, [*names, *unknown.suggestions], cure) from None
