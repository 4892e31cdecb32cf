"""``read``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from cohesion_graph.errors import MisuseError


@click.command(epilog="Example: cohesion-graph read plan.docx partner-sheet.xlsx -o my-plan")
@click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", "-o", required=True, type=click.Path(path_type=Path), help="Folder for the dataset.")
@click.option("--title", help="Title of the plan [default: the first document's].")
@click.option("--id", "dataset_id", help="Identifier of the dataset [default: made from the title].")
def read(documents: tuple[Path, ...], output: Path, title: str | None, dataset_id: str | None) -> None:
    """Turn plan DOCUMENTS into a draft dataset folder, every doubt listed.

    Text, CSV, Excel, Word, PDF with a text layer, HTML, Markdown and StratML are read. Give all documents of one plan
    together, the fullest first. Correct the draft in its YAML files, or in Excel: cohesion-graph workbook export.
    """
    from cohesion_graph.folder.write import write_dataset
    from cohesion_graph.ingest import read_documents

    if (output / "dataset.yaml").exists():
        cure = "Choose a new folder with -o, so that no correction is lost."
        raise MisuseError(f"{output} holds a dataset already\n  {cure}")
    with _progress() as tell:
        draft = read_documents(documents, dataset_id=dataset_id, title=title, progress=tell)
    write_dataset(draft.dataset, output, draft.documents)
    click.echo(draft.summary)
    click.echo(f"Wrote {output}. Next: cohesion-graph check {output}", err=True)


@contextmanager
def _progress() -> Iterator[Callable[[int, int, str], None] | None]:
    """A progress bar on a terminal, nothing elsewhere: what takes the documents done, all of them, and the next one."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label="Reading", file=sys.stderr, show_pos=True) as bar:

        def tell(done: int, total: int, name: str) -> None:
            bar.length = total
            bar.label = f"Reading {name}"
            bar.update(done - bar.pos)

        yield tell
        bar.update((bar.length or 1) - bar.pos)
