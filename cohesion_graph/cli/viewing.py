"""``view``."""

from __future__ import annotations

from pathlib import Path

import click

from cohesion_graph.cli.options import dataset_option, open_plan, output_option, write_out
from cohesion_graph.errors import BadParameter


@click.command(epilog="Example: cohesion-graph view dependencies --focus LAA -o laa.html")
@click.argument("name", required=False)
@click.option("--focus", help="The body, instrument, action or milestone to start from.")
@click.option("--svg", is_flag=True, help="A still picture instead of a page.")
@click.option("--list", "listed", is_flag=True, help="List the pictures.")
@dataset_option
@output_option
def view(
    name: str | None, *, focus: str | None, svg: bool, listed: bool, dataset: Path | None, output: Path | None
) -> None:
    """Draw one picture as one offline HTML file."""
    if listed or name is None:
        from cohesion_graph.views.registry import VIEWS

        for known, shows in VIEWS.items():
            click.echo(f"{known:20} {shows}")
        if name is None and not listed:
            raise BadParameter("no picture was named\n  Choose one of these.")
        return
    picture = open_plan(dataset).view(name, focus=focus)
    write_out(picture.svg() if svg else picture.to_html(), output)
