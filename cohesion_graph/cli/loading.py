"""``load``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cohesion_graph.cli.options import format_option, open_plan, show_table
from cohesion_graph.cli.progress import progress_bar
from cohesion_graph.errors import BadParameter

if TYPE_CHECKING:
    from cohesion_graph.derive import Derivation
    from cohesion_graph.graph_store.named_graphs import NamedGraph
    from cohesion_graph.graph_store.sign_in import SignIn

PASSWORD = "COHESION_GRAPH_PASSWORD"  # noqa: S105 - the name of an environment variable


@click.command(epilog="\b\nExample:\n  cohesion-graph load http://localhost:7878/store --dataset my-plan --dry-run")
@click.argument("endpoint")
@click.option(
    "--dataset",
    "-d",
    "datasets",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Folder of a dataset; may be given several times [default: as for the other commands].",
)
@click.option(
    "--collection", "-C", type=click.Path(path_type=Path), help="Every dataset of a collection, one after the other."
)
@click.option("--user", help=f"Name to sign in with; the password is asked for, or taken from {PASSWORD}.")
@click.option(
    "--query", "queried", help="Address at which the service answers queries [default: guessed from ENDPOINT]."
)
@click.option("--time-limit", default=300.0, show_default=True, help="Seconds that the service may keep silent.")
@click.option("--dry-run", is_flag=True, help="Tell what would be sent, and send nothing.")
@format_option
def load(  # noqa: PLR0913 - each option is one the interface promises
    endpoint: str,
    *,
    datasets: tuple[Path, ...],
    collection: Path | None,
    user: str | None,
    queried: str | None,
    time_limit: float,
    dry_run: bool,
    written_as: str,
) -> None:
    """Push datasets to a SPARQL service (Oxigraph, Fuseki, Virtuoso ...), which may hold many plans.

    ENDPOINT is the address at which the service takes whole graphs (Graph Store Protocol), for Oxigraph
    http://localhost:7878/store. What each document says becomes one named graph there, and so do the register, the
    judgements and what rules made. Each replaces the graph of its name and nothing else, so loading again is safe;
    until the last has come, the catalogue there says so and `ask --store` refuses to answer. In the end the service is
    asked how much it holds.
    """
    from cohesion_graph.graph_store.counting import query_address
    from cohesion_graph.graph_store.protocol import GraphStore
    from cohesion_graph.graph_store.push import graphs_of, graphs_table, push
    from cohesion_graph.questions.limits import checked_seconds

    checked_seconds(time_limit)
    if collection is not None:
        if datasets:
            raise BadParameter("both a collection and datasets were named\n  Name one of them.")
        datasets = _members(collection)
    store = GraphStore(endpoint, None if user is None or dry_run else _sign_in(user), time_limit)
    # one dataset is kept in memory at a time, and read again when its turn comes to be sent
    opened = lru_cache(maxsize=1)(partial(_opened, is_member=collection is not None))
    graphs = graphs_of(partial(opened, folder) for folder in datasets or (None,))
    if dry_run:
        show_table(graphs_table(graphs), written_as, None)
        click.echo("Nothing was sent.", err=True)
        return
    if store.sends_password_in_the_open:
        click.echo("Warning: the password is sent unencrypted; use https if the service has it.", err=True)
    with progress_bar("Loading") as tell:
        push(store, graphs, tell)
    show_table(graphs_table(graphs), written_as, None)
    click.echo(_counted(queried or query_address(endpoint), graphs, time_limit), err=True)


def _opened(folder: Path | None, *, is_member: bool) -> Derivation:
    if is_member and folder is not None:
        from cohesion_graph.collections.fetching import open_member

        return open_member(folder).derivation
    return open_plan(folder).derivation


def _members(collection: Path) -> tuple[Path, ...]:
    """The folders of a collection's datasets."""
    from cohesion_graph.collections.described import read_collection

    return tuple(collection / one.path for one in read_collection(collection).datasets)


def _counted(queried: str, graphs: Sequence[NamedGraph], time_limit: float) -> str:
    from cohesion_graph.graph_store.push import check_counts
    from cohesion_graph.questions.remote import RemoteStore

    done = f"Loaded {len(graphs)} graphs, {sum(graph.triples for graph in graphs)} triples"
    if not queried:
        return f"{done}. They were not counted there: give the address for queries with --query."
    checked = check_counts(RemoteStore(queried, time_limit=time_limit), graphs)
    if checked.why_not:
        return f"{done}. They could not be counted there: {checked.why_not}"
    older = "".join(f"\n  {graph}" for graph in checked.left_over)
    note = f"\nNote: graphs of documents that are no longer in the dataset are still there:{older}" if older else ""
    return f"{done}; {queried} holds as many.{note}\nAsk it: cohesion-graph ask QUESTION --store {queried}"


def _sign_in(user: str) -> SignIn:
    from cohesion_graph.graph_store.sign_in import SignIn

    password = os.environ.get(PASSWORD)
    if password is None:
        if not sys.stdin.isatty():
            raise BadParameter(f"there is nobody to ask for the password\n  Set the environment variable {PASSWORD}.")
        password = click.prompt(f"Password of {user}", hide_input=True, err=True)
    return SignIn(user, password)
