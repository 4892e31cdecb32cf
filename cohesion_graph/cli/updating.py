"""``updates``."""

from __future__ import annotations

from pathlib import Path

import click

from cohesion_graph.cli.options import changing, dataset_option

__all__ = ["updates"]


@click.command(epilog="Example: cohesion-graph updates safer-stockton.xlsx -d my-plan --on 2009-03-31")
@click.argument("sheets", nargs=-1, required=True, type=click.Path(path_type=Path))
@dataset_option
@click.option("--on", "day", default="", metavar="DAY", help="The day that rows without a date tell of.")
@click.option("--by", default="", metavar="ROLE", help="The role or body that reports, for rows that name none.")
@click.option("--dry-run", is_flag=True, help="Tell what would be taken, and write nothing.")
def updates(sheets: tuple[Path, ...], *, dataset: Path | None, day: str, by: str, dry_run: bool) -> None:
    """Take SHEETS that were filled in into the dataset's updates.csv, all their rows or none.

    A partner sheet (cohesion-graph sheet, as docx, xlsx or csv) with its columns status and comment filled in, or the
    updates workbook (cohesion-graph export updates -o updates.xlsx). What is known already is not taken twice.
    """
    from cohesion_graph.files import write_file
    from cohesion_graph.folder.read import read_dataset
    from cohesion_graph.folder.storage import read_bytes
    from cohesion_graph.folder.updates import UPDATES
    from cohesion_graph.shipped import usual_folder
    from cohesion_graph.workbook.returned import with_returned

    folder = dataset or usual_folder()
    with changing(folder):
        before = read_bytes(folder, UPDATES) if (folder / UPDATES).exists() else None
        result = with_returned(read_dataset(folder, withhold=False), before, sheets, day=day, by=by)
        for change in result.changes:
            click.echo(change)
        if result.changes and not dry_run:
            write_file(folder / UPDATES, result.content)
    told = f"{len(result.changes)} reports" if len(result.changes) != 1 else "1 report"
    where = f"written: {UPDATES}" if result.changes and not dry_run else "nothing written"
    click.echo(f"{told} new, {result.known} known already; {where}", err=True)
