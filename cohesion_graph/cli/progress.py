"""A progress bar on a terminal, and nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import click

__all__ = ["Tell", "progress_bar"]


class Tell(Protocol):
    """What is told how far something is."""

    def __call__(self, done: int, total: int, name: str = "", /) -> None:
        """Show how much is done, of how much, and what comes next, if that has a name."""


@contextmanager
def progress_bar(label: str, *, counts: bool = False) -> Iterator[Tell | None]:
    """A bar on standard error, complete in the end; None where that is no terminal.

    Args:
        label: What is done, in a word.
        counts: Whether the numbers are shown beside the bar.

    No time is foretold: the first parts take longest, and a guess from them is many times too long.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr, show_pos=counts, show_eta=False) as bar:

        def tell(done: int, total: int, name: str = "", /) -> None:
            bar.length = total
            bar.label = f"{label} {click.format_filename(name)}" if name else label
            bar.update(done - bar.pos)
            if name:
                bar.render_progress()  # the first name too, which may take longest

        yield tell
        bar.update((bar.length or 1) - bar.pos)
