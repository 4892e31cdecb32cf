"""``review``."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cohesion_graph.cli.options import changing, dataset_option, output_option, read_input, write_folder, write_out
from cohesion_graph.errors import BadParameter

if TYPE_CHECKING:
    from cohesion_graph.model.dataset import Dataset

_LARGEST = 20 * 2**20


@click.command(
    epilog="\b\nExamples:\n  cohesion-graph review -d my-plan -o review.html\n"
    "  cohesion-graph review -d my-plan --apply decisions.csv\n  cohesion-graph review -d my-plan --open\n"
    "  cohesion-graph review --collection plans --open"
)
@dataset_option
@click.option(
    "--collection",
    "-C",
    type=click.Path(path_type=Path),
    help="Say which bodies of a collection's plans are one, instead of settling the doubts of one plan.",
)
@output_option
@click.option("--apply", "decisions", type=click.Path(path_type=Path), help="Bring in decisions saved from the desk.")
@click.option("--dry-run", is_flag=True, help="With --apply: tell what would change, and write nothing.")
@click.option("--open", "is_open", is_flag=True, help="Show the desk on this machine; each decision is saved at once.")
@click.option("--port", default=0, show_default=True, help="With --open: number in its address; 0 takes any free one.")
@click.option("--show-names", is_flag=True, help="With --open: show officers' names, which are covered else.")
def review(  # noqa: PLR0913 - each option is one the interface promises
    *,
    dataset: Path | None,
    collection: Path | None,
    output: Path | None,
    decisions: Path | None,
    dry_run: bool,
    is_open: bool,
    port: int,
    show_names: bool,
) -> None:
    """Settle what the documents leave open, read along, and check a sample: one page, without YAML.

    With --collection: which bodies of which plans are one, judged the same way; into bodies.csv.

    The page opens from disk in any browser, needs no network, and saves what was decided as decisions.csv. With
    --apply that file is written into the dataset, all of it or nothing.

    --open needs more than the program itself: pip install 'cohesion-graph[serve]'
    """
    from cohesion_graph.folder.read import read_dataset
    from cohesion_graph.shipped import usual_folder

    if show_names and not is_open:
        raise BadParameter("names are covered in a file that is handed on\n  Give --show-names with --open only.")
    if is_open and (decisions is not None or output is not None):
        raise BadParameter("--open saves each decision itself\n  Leave out -o and --apply.")
    if collection is not None:
        if dataset is not None or show_names:
            raise BadParameter("bodies of a collection were asked about\n  Leave out -d and --show-names.")
        _review_bodies(collection, output, decisions, port if is_open else None, dry_run=dry_run)
        return
    folder = dataset or usual_folder()
    if is_open:
        from cohesion_graph.serve.desk import open_desk, plan_desk

        open_desk(plan_desk(folder, names_shown=show_names), port=port, say=lambda text: click.echo(text, err=True))
        return
    if decisions is not None:
        with nullcontext() if dry_run else changing(folder):
            _apply(read_dataset(folder, withhold=False), folder, decisions, dry_run=dry_run)
        return
    from cohesion_graph.review import desk

    write_out(desk(read_dataset(folder, withhold=False)).encode("utf-8"), output)


def _review_bodies(
    folder: Path, output: Path | None, decisions: Path | None, port: int | None, *, dry_run: bool
) -> None:
    """The desk of a collection's bodies: brought in, served (where there is a port), or written as a file."""
    from cohesion_graph.collections.needs import refuse_without

    refuse_without("pyarrow", "ibis", "duckdb")
    from cohesion_graph.collections.desk import bodies_desk

    shown = bodies_desk(folder)
    if port is not None:
        from cohesion_graph.serve.desk import open_desk

        open_desk(shown, port=port, say=lambda text: click.echo(text, err=True))
    elif decisions is not None:
        from cohesion_graph.collections.proposing import taken

        changes = taken(folder, read_input(decisions, _LARGEST), decisions.name, dry_run=dry_run)
        _tell(changes, "judgement", [] if dry_run or not changes else ["bodies.csv"], dry_run=dry_run)
    else:
        write_out(shown.page("").encode("utf-8"), output)


def _apply(dataset: Dataset, folder: Path, file: Path, *, dry_run: bool) -> None:
    from cohesion_graph.review import decided, read_decisions

    made = decided(dataset, read_decisions(read_input(file, _LARGEST), file.name, dataset), file.name)
    written = [] if dry_run else write_folder(made.dataset, folder)
    _tell(made.changes, "decision", written, dry_run=dry_run)


def _tell(changes: Sequence[str], what: str, written: Sequence[str], *, dry_run: bool) -> None:
    for change in changes:
        click.echo(change)
    count = f"1 {what}" if len(changes) == 1 else f"{len(changes)} {what}s"
    where = "nothing written" if dry_run else f"written: {', '.join(written) or 'nothing'}"
    click.echo(f"{count} changed something; {where}", err=True)
