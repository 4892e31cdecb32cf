"""``serve``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cohesion_graph.cli.options import as_of_option, dataset_option, open_plan, row_limit_option, time_limit_option
from cohesion_graph.errors import BadParameter

if TYPE_CHECKING:
    from cohesion_graph.plan import LoadedPlan


def _say(text: str) -> None:
    click.echo(text, err=True)


@click.command(
    epilog="\b\nExamples:\n  cohesion-graph serve site\n  cohesion-graph serve --dataset my-plan --port 8080"
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@dataset_option
@as_of_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Who can reach it; by default this machine only.")
@click.option("--port", default=8000, show_default=True, help="Number in its address; 0 takes any that is free.")
@time_limit_option
@row_limit_option
@click.option("--cors", is_flag=True, help="Let scripts in pages of other sites read from it.")
def serve(  # noqa: PLR0913 - each option is one the interface promises
    folder: Path | None,
    *,
    dataset: Path | None,
    as_of: dt.date | None,
    host: str,
    port: int,
    time_limit: float,
    row_limit: int,
    cors: bool,
) -> None:
    """Show the site in the browser, and answer SPARQL queries about it, until Ctrl-C.

    FOLDER is a site that `build` wrote, and when it is built again the new one is served; without it the site of a
    dataset is built first, and removed at the end.

    Each address answers a browser with a page and a program with data (Turtle, JSON-LD); /sparql answers queries.
    Nothing can be changed through it.

    It needs more than the program itself: pip install 'cohesion-graph[serve]'
    """
    from cohesion_graph.questions.limits import Limits
    from cohesion_graph.serve.run import serve as serve_site

    if folder is not None and (dataset is not None or as_of is not None):
        raise BadParameter("a built site is served as it is\n  Give a folder alone, or --dataset without a folder.")

    limits = Limits(time_limit, row_limit)

    def site_in(aside: Path) -> Path:
        return folder if folder is not None else _built(open_plan(dataset), aside / "site", as_of)

    serve_site(site_in, host=host, port=port, limits=limits, say=_say, cors=cors)


def _built(plan: LoadedPlan, folder: Path, as_of: dt.date | None) -> Path:
    from cohesion_graph.publish.site import build_site

    _say("Building the site ...")
    build_site(plan, folder, as_of=as_of)
    return folder
