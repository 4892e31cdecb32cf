"""``collect``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cohesion_graph.cli.options import format_option, output_option, show_table
from cohesion_graph.cli.progress import progress_bar
from cohesion_graph.errors import BadParameter

if TYPE_CHECKING:
    from cohesion_graph.collections.building import Report

__all__ = ["collect"]

_collection_option = click.option(
    "--collection",
    "-C",
    type=click.Path(path_type=Path),
    help="Folder of the collection [default: the current folder if it is one].",
)


def _collection_of(folder: Path | None) -> Path:
    """The collection's folder that was named, or the current one.

    Raises:
        BadParameter: none was, and the current folder is none.
        CohesionError: what collections need is not installed.
    """
    from cohesion_graph.collections.described import is_collection
    from cohesion_graph.collections.needs import refuse_without

    refuse_without("pyarrow")
    if folder is not None:
        return folder
    if not is_collection(Path.cwd()):
        raise BadParameter("no collection was named, and the current folder is none\n  Name one with --collection.")
    return Path.cwd()


@click.group(epilog="\b\nExample:\n  cohesion-graph collect add stockton harrow -C plans --title 'Our plans'")
def collect() -> None:
    """Keep many plans as one collection, and ask across them.

    A collection is a folder: collection.yaml names its datasets, bodies.csv says which of their bodies are one, and
    tables/ holds their rows as Parquet. Ask it with `cohesion-graph ask QUESTION --collection FOLDER`.
    """


@collect.command(epilog="\b\nExample:\n  cohesion-graph collect add plans/* --collection plans-of-wales")
@click.argument("datasets", nargs=-1, required=True)
@_collection_option
@click.option("--title", default="", help="The collection's title; needed where it is new.")
@click.option("--publisher", default="", help="Who publishes it.")
def add(datasets: tuple[str, ...], *, collection: Path | None, title: str, publisher: str) -> None:
    """Add DATASETS to a collection; a folder that is none yet becomes one.

    A dataset is a folder, or the address of a plan that others publish: of the .nq.gz among the downloads of its site.

    One dataset after the other is opened, in as many processes as there are cores; what has not changed is not opened
    again. One that cannot be opened is named and left out (exit code 1), and the rest is added.
    """
    from cohesion_graph.collections import changing

    folder = _collection_of(collection)
    with progress_bar("Adding", counts=True) as tell:
        report = changing.add(folder, datasets, title=title, publisher=publisher, tell=tell)
    _tell(report)
    across = f"which bodies are one: cohesion-graph collect propose -C {folder}"
    click.echo(f"Next: cohesion-graph ask -C {folder}; {across}", err=True)


@collect.command(epilog="\b\nExample:\n  cohesion-graph collect remove stockton-on-tees/stockton --collection plans")
@click.argument("datasets", nargs=-1, required=True)
@_collection_option
def remove(datasets: tuple[str, ...], *, collection: Path | None) -> None:
    """Take DATASETS out of a collection, by name or folder; their own files stay."""
    from cohesion_graph.collections import changing

    _tell(changing.remove(_collection_of(collection), datasets))


@collect.command(epilog="\b\nExample:\n  cohesion-graph collect refresh --collection plans")
@_collection_option
@click.option("--all", "afresh", is_flag=True, help="Open every dataset and build all tables again.")
def refresh(*, collection: Path | None, afresh: bool) -> None:
    """Open the datasets whose files changed, and bring the tables up to date: all of it or none."""
    from cohesion_graph.collections import changing

    folder = _collection_of(collection)
    with progress_bar("Refreshing", counts=True) as tell:
        report = changing.refresh(folder, afresh=afresh, tell=tell)
    _tell(report)


@collect.command(epilog="\b\nExample:\n  cohesion-graph collect check --collection plans")
@_collection_option
@format_option
@output_option
def check(*, collection: Path | None, written_as: str, output: Path | None) -> None:
    """Tell which datasets changed or cannot be opened, and whether the tables are as they were built.

    Exit code 1 where something is not in order.
    """
    from cohesion_graph.collections.checking import check as check_collection

    table = check_collection(_collection_of(collection))
    show_table(table, written_as, output)
    if any(row[1] != "in-order" for row in table):
        sys.exit(1)


@collect.command(epilog="\b\nExample:\n  cohesion-graph collect propose --collection plans")
@_collection_option
def propose(*, collection: Path | None) -> None:
    """Write which bodies of different plans may be one to proposals.csv, each with a score and why.

    Nothing is joined by that: write same or different into the column decision (in Excel, say), with a reason and your
    role, and take the file back with `collect settle`. `review --collection` does the same on one page.
    """
    from cohesion_graph.collections.needs import refuse_without
    from cohesion_graph.collections.proposing import PROPOSALS
    from cohesion_graph.collections.proposing import propose as write_proposals

    folder = _collection_of(collection)
    refuse_without("ibis", "duckdb")
    count = write_proposals(folder)
    told = "1 body across plans is" if count == 1 else f"{count} bodies across plans are"
    click.echo(f"{told} proposed in {folder / PROPOSALS}", err=True)
    if count:
        click.echo(
            f"Next: judge them in it, and cohesion-graph collect settle {folder / PROPOSALS} -C {folder};"
            f" or on one page: cohesion-graph review -C {folder} --open",
            err=True,
        )


@collect.command(epilog="\b\nExample:\n  cohesion-graph collect settle proposals.csv --collection plans")
@click.argument("file", type=click.Path(path_type=Path))
@_collection_option
def settle(file: Path, *, collection: Path | None) -> None:
    """Take the lines of FILE that a person judged into bodies.csv, all of them or none."""
    from cohesion_graph.collections.proposing import settle as take

    count = take(_collection_of(collection), file)
    click.echo(f"{count} new {'judgement' if count == 1 else 'judgements'} in bodies.csv", err=True)


def _tell(report: Report) -> None:
    for name, why in sorted(report.left_out.items()):
        told = why.replace("\n", "\n  ")
        click.echo(f"Left out: {name}\n  {told}", err=True)
    for name, why in sorted(report.unreached.items()):
        told = why.replace("\n", "\n  ")
        click.echo(f"As it was: {name}\n  {told}", err=True)
    click.echo(str(report), err=True)
    if report.left_out or report.unreached:
        sys.exit(1)
