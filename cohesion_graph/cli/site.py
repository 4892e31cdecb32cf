"""``build``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from cohesion_graph.cli.options import as_folder, as_of_option, dataset_option, named_once, open_plan
from cohesion_graph.cli.progress import progress_bar
from cohesion_graph.errors import BadParameter


@click.command(epilog="Example: cohesion-graph build data/stockton -o site")
@click.argument("folder", metavar="[DATASET]", required=False, type=click.Path(path_type=Path))
@dataset_option
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    callback=as_folder,
    default=Path("site"),
    show_default=True,
    help="Folder for the site.",
)
@click.option(
    "--collection",
    "-C",
    type=click.Path(path_type=Path),
    help="Write the site of a collection, and of each plan in it.",
)
@as_of_option
@click.option("--zip", "zipped", is_flag=True, help="Write the folder as one file as well, to send: site.zip.")
def build(
    folder: Path | None,
    *,
    dataset: Path | None,
    output: Path,
    collection: Path | None,
    as_of: dt.date | None,
    zipped: bool,
) -> None:
    """Check DATASET and write the whole offline folder: pages, pictures, tables, downloads, RDF.

    Open index.html in the folder; no network is needed. In a folder that this command wrote its own files are replaced,
    all at once, and others stay (CNAME, robots.txt, .git); any other folder is left alone.
    """
    if collection is not None and (folder is not None or dataset is not None):
        raise BadParameter("both a collection and a dataset were named\n  Name one of them.")
    if collection is not None:
        told = _built_of_collection(collection, output, as_of)
    else:
        told = _built(folder, dataset, output, as_of)
    click.echo(told, err=True)
    if zipped:
        from cohesion_graph.publish.zipped import zip_site

        click.echo(f"As one file: {zip_site(output)}", err=True)


def _built(folder: Path | None, dataset: Path | None, output: Path, as_of: dt.date | None) -> str:
    from cohesion_graph.publish.site import build_site
    from cohesion_graph.whole_folder import finish_interrupted

    finish_interrupted(output)  # also where the dataset cannot be read: the old site may show what is withheld by now
    plan = open_plan(named_once(folder, dataset))
    with progress_bar("Building") as tell:
        return str(build_site(plan, output, as_of=as_of, progress=tell))


def _built_of_collection(collection: Path, output: Path, as_of: dt.date | None) -> str:
    from cohesion_graph.collections.needs import refuse_without

    refuse_without("pyarrow", "ibis", "duckdb")
    from cohesion_graph.collections.site import build_collection_site

    with progress_bar("Building", counts=True) as tell:
        return build_collection_site(collection, output, as_of=as_of, tell=tell)
