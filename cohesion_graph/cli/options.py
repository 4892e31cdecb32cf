"""Options and output that commands share."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cohesion_graph.errors import BadParameter
from cohesion_graph.questions.limits import ROW_LIMIT, TIME_LIMIT

if TYPE_CHECKING:
    from cohesion_graph.model.dataset import Dataset
    from cohesion_graph.plan import LoadedPlan
    from cohesion_graph.tables import Table

__all__ = [
    "as_folder",
    "as_of_option",
    "changing",
    "dataset_option",
    "format_option",
    "named_once",
    "open_plan",
    "output_option",
    "read_input",
    "read_parameters",
    "row_limit_option",
    "show_table",
    "time_limit_option",
    "write_folder",
    "write_out",
]

dataset_option = click.option(
    "--dataset",
    "-d",
    type=click.Path(path_type=Path),
    help="Folder of the dataset [default: the current folder if it is one, else the shipped Stockton plan].",
)
output_option = click.option(
    "--output", "-o", type=click.Path(path_type=Path, allow_dash=True), help="Where to write; - is standard output."
)
format_option = click.option(
    "--format",
    "written_as",
    type=click.Choice(["table", "csv", "json", "md"]),
    default="table",
    show_default=True,
    help="How to write the answer.",
)


time_limit_option = click.option(
    "--time-limit", default=TIME_LIMIT, show_default=True, help="Seconds that a query has; then it is stopped."
)
row_limit_option = click.option(
    "--row-limit", default=ROW_LIMIT, show_default=True, help="Rows of an answer at most; then it says that it is cut."
)


def _as_date(ctx: click.Context, parameter: click.Parameter, value: str | None) -> dt.date | None:
    del ctx, parameter
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise BadParameter(f"--as-of {value!r} is not a day\n  Write it as 2009-03-31.") from None


as_of_option = click.option(
    "--as-of",
    metavar="YYYY-MM-DD",
    callback=_as_date,
    help="Tell what is past its date on this day; without it nothing is judged by a date.",
)


def as_folder(ctx: click.Context, parameter: click.Parameter, value: Path | None) -> Path | None:
    """What ``-o`` says where a folder is written: never ``-``, which everywhere else is standard output."""
    del ctx, parameter
    if str(value) == "-":
        raise BadParameter("a folder cannot go to standard output\n  Name a folder with -o.")
    return value


def named_once(argument: Path | None, option: Path | None) -> Path | None:
    """The folder of a dataset that may be given as an argument or by ``--dataset``.

    Raises:
        BadParameter: it is given both ways.
    """
    if argument is not None and option is not None:
        raise BadParameter(f"two datasets were named: {argument} and {option}\n  Name one of them.")
    return argument if argument is not None else option


def open_plan(dataset: Path | None) -> LoadedPlan:
    """The plan of ``--dataset``, or the usual one."""
    from cohesion_graph.plan import load

    return load(dataset)


def write_out(content: str | bytes, output: Path | None) -> None:
    """Write to a file, whole or not at all, or to standard output if none (or ``-``) is given."""
    encoded = content.encode("utf-8") if isinstance(content, str) else content
    if output is None or str(output) == "-":
        if sys.stdout is None:
            raise BadParameter("standard output is closed\n  Name a file with -o.")
        sys.stdout.buffer.write(encoded)
        sys.stdout.buffer.flush()
        return
    from cohesion_graph.files import write_file

    write_file(output, encoded)
    click.echo(f"Wrote {output}", err=True)


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Keep other runs from changing a dataset's folder, from before it is read until the change is written.

    Raises:
        MisuseError: another run is at it.
        BadParameter: the folder cannot be written to.
    """
    from cohesion_graph.lock import alone_at

    with ExitStack() as held:
        with _told_if_unwritable(folder):
            held.enter_context(alone_at(folder))
        yield


def write_folder(
    dataset: Dataset, folder: Path, documents: Mapping[str, bytes] | None = None, removed: Iterable[str] = ()
) -> list[str]:
    """Write a dataset to its folder, all files or none; the names of those that changed.

    Raises:
        BadParameter: the folder cannot be written to.
    """
    from cohesion_graph.folder.write import write_dataset

    with _told_if_unwritable(folder):
        return write_dataset(dataset, folder, documents, removed)


@contextmanager
def _told_if_unwritable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        found = f"{folder} cannot be written: {error.strerror}"
        cure = "Check the path, its permissions and the free space; give a folder."
        raise BadParameter(f"{found}\n  {cure}") from error


def show_table(table: Table, written_as: str, output: Path | None) -> None:
    """Write a table in the format asked for; a table for a terminal fits its width."""
    from cohesion_graph.tables.table import FORMATS

    if written_as != "table":
        write_out(FORMATS[written_as](table), output)
        return
    to_terminal = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if to_terminal else 120
    heading = f"{table.title}\n\n" if table.title else ""
    body = table.to_text(width) if table.rows else "Nothing was found."
    notes = "" if table.rows else "".join(f"\nNote: {note}" for note in table.notes)
    write_out(f"{heading}{body}{notes}\n", output)


def read_input(file: Path, most: int) -> bytes:
    """The bytes of a file, of a pipe, or of standard input (``-``).

    Args:
        file: What was named.
        most: Bytes it may have.

    Raises:
        BadParameter: it cannot be read, or has more.
    """
    is_stdin = str(file) == "-"
    name = "standard input" if is_stdin else str(file)
    if is_stdin and sys.stdin is None:
        raise BadParameter("standard input is closed\n  Name a file.")
    try:
        with nullcontext(sys.stdin.buffer) if is_stdin else file.open("rb") as opened:
            content = opened.read(most + 1)
    except OSError as error:
        raise BadParameter(f"{name} cannot be read: {error.strerror}\n  Check the path.") from error
    if len(content) > most:
        raise BadParameter(f"{name} is too long to be read\n  Expected: at most {most:,} bytes. Is it the right file?")
    return content


def read_parameters(pairs: tuple[str, ...]) -> dict[str, Any]:
    """``name=value`` words as a dictionary.

    Raises:
        BadParameter: a word without ``=``, or a name given twice.
    """
    parameters: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise BadParameter(f"{pair!r} is not a parameter\n  Write name=value, for example role=lead.")
        if name in parameters:
            raise BadParameter(f"the parameter {name!r} is given twice\n  Give it once.")
        parameters[name] = value
    return parameters
