"""``workbook export`` and ``workbook import``."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from cohesion_graph.cli.options import (
    changing,
    dataset_option,
    open_plan,
    output_option,
    read_input,
    write_folder,
    write_out,
)

_LARGEST = 200 * 2**20
"""Bytes of a workbook; that of ten thousand actions has some ten million."""


@click.group(epilog="Example: cohesion-graph workbook export -d my-plan -o my-plan.xlsx")
def workbook() -> None:
    """Correct a dataset in Excel: write a workbook, and bring the corrections back."""


@workbook.command("export", epilog="Example: cohesion-graph workbook export -d my-plan -o my-plan.xlsx")
@dataset_option
@output_option
def export_(dataset: Path | None, output: Path | None) -> None:
    """Write the dataset as an Excel workbook: drop-downs for codes, doubts highlighted."""
    from cohesion_graph.workbook import export_workbook

    write_out(export_workbook(open_plan(dataset).derivation), output)


@workbook.command("import", epilog="Example: cohesion-graph workbook import my-plan.xlsx -d my-plan --dry-run")
@click.argument("file", type=click.Path(path_type=Path))
@dataset_option
@click.option("--dry-run", is_flag=True, help="Tell what would change, and write nothing.")
def import_(file: Path, *, dataset: Path | None, dry_run: bool) -> None:
    """Bring corrections from FILE back into the dataset folder, all of them or none."""
    from cohesion_graph.folder.read import read_dataset
    from cohesion_graph.folder.storage import read_bytes
    from cohesion_graph.folder.updates import UPDATES
    from cohesion_graph.shipped import usual_folder
    from cohesion_graph.workbook import corrected
    from cohesion_graph.workbook.returned import with_reports

    content = read_input(file, _LARGEST)
    folder = dataset or usual_folder()
    with nullcontext() if dry_run else changing(folder):
        result = corrected(read_dataset(folder, withhold=False), content, file.name)
        before = read_bytes(folder, UPDATES) if result.reports and (folder / UPDATES).exists() else None
        reported = with_reports(result.dataset, before, result.reports)
        changes = (*result.changes, *reported.changes)
        for change in changes:
            click.echo(change)
        for note in result.notes:
            click.echo(note, err=True)
        reports = {UPDATES: reported.content} if reported.changes else {}
        written = [] if dry_run else write_folder(result.dataset, folder, reports)
    told = f"{len(changes)} changes" if len(changes) != 1 else "1 change"
    where = "nothing written" if dry_run else f"written: {', '.join(written) or 'nothing'}"
    click.echo(f"{told}; {where}", err=True)
