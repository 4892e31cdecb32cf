"""The command line: one module for each family of commands, imported only when its command is called."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from cohesion_graph import __version__

__all__ = ["COMMANDS", "main"]

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
"""No command looks for plugins of pydantic among the installed packages: a twentieth of the time of a small answer."""
atexit.register(gc.freeze)
"""What is in memory at the end goes with the process: Python would look through all of it once more."""

COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("site", "Check a dataset and write the whole offline folder."),
    "read": ("reading", "Turn plan documents into a draft dataset, every doubt listed."),
    "check": ("checking", "Look for errors, doubts and disagreements."),
    "ask": ("asking", "Answer a ready question; without a name, list the questions."),
    "sparql": ("asking", "Answer your own SPARQL query, read-only."),
    "export": ("exporting", "Write the plan in another format."),
    "view": ("viewing", "Draw one picture as one offline HTML file."),
    "sheet": ("sheets", "Write what one body has agreed to do."),
    "compare": ("sheets", "Tell how two sources or two datasets differ."),
    "workbook": ("workbooks", "Correct a dataset in Excel, and bring it back."),
    "updates": ("updating", "Take sheets that were filled in as reports on progress."),
    "review": ("reviewing", "Settle doubts and correct readings at one offline page."),
    "serve": ("serving", "Show the site in the browser, with a read-only SPARQL endpoint."),
    "load": ("loading", "Push datasets to a SPARQL service."),
    "collect": ("collecting", "Keep many plans as one collection, and ask across them."),
}
"""Each command's module in this package and its one-line help, stated here so that ``--help`` imports nothing."""


class _LazyGroup(click.Group):
    """A group whose commands are imported when called.

    It turns our errors, and those of the system about files, into messages; anything else keeps its traceback.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"cohesion_graph.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from cohesion_graph.errors import UnknownName

        # a shell that completes a line with a wrong command in it wants no message
        if args and args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise UnknownName("command", args[0], COMMANDS, "List them with: cohesion-graph --help")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        from cohesion_graph.errors import CohesionError

        try:
            return super().invoke(ctx)
        except CohesionError as error:
            _tell(str(error))
            ctx.exit(error.exit_code)
        except (KeyboardInterrupt, click.Abort):
            click.echo(f"\nStopped. {_STOPPED.get(ctx.invoked_subcommand or '', _STOPPED[''])}", err=True)
            ctx.exit(130)
        except BrokenPipeError:
            # the reader of our output went away (head, less): say nothing, as other tools do
            _drop_output()
            ctx.exit(0)

    def main(self, *args: Any, **extra: Any) -> Any:
        try:
            return super().main(*args, **extra)
        except OSError as error:
            # the system's own refusals that no module could tell better: unreadable folders, a full disk behind `>`
            place = f"{error.filename}: " if error.filename is not None else ""
            _tell(f"{place}{error.strerror or error}\n  Check the path, its permissions and the free space.")
            _drop_output()
            sys.exit(1)


_STOPPED = {
    "": "Nothing was changed: files are only replaced when all of a command's work is done.",
    "load": "Graphs that were sent are there whole; run it again to send the others.",
    "serve": "The server no longer answers.",
}
"""What Ctrl-C leaves behind, by command."""


def _tell(error: str) -> None:
    color = False if os.environ.get("NO_COLOR") else None  # https://no-color.org; None: as the terminal can
    click.echo(f"{click.style('Error:', fg='red', bold=True)} {error}", err=True, color=color)


def _drop_output() -> None:
    """Let what is still to be written to standard output go nowhere, so that Python's last flush cannot fail."""
    with suppress(OSError, ValueError, AttributeError):  # it is closed, or in a test no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_EPILOG = """\b
Examples:
  cohesion-graph build -o site            then open site/index.html
  cohesion-graph ask contributions party=SSP
  cohesion-graph ask --help               every command tells what it takes

Let the Tab key complete commands, in bash (zsh: zsh_source; fish: fish_source):

\b
  eval "$(_COHESION_GRAPH_COMPLETE=bash_source cohesion-graph)"
"""


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EPILOG,
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Question a council's action plan: who does what, by when, what hangs on what, where documents disagree.

    A plan is kept as a dataset: a folder that `read` makes of its documents. Commands take the dataset of the
    current folder; where there is none, the plan of Stockton-on-Tees that comes with the program.

    For scripts: answers go to standard output, all other words to standard error. Exit code 0: done; 1: the data is
    wrong or a check found something; 2: the command is wrong.
    """
