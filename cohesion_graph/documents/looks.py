"""What a reader of pages may ask about words it has found, without knowing plans itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

__all__ = ["Looks"]


class Looks(Protocol):
    """Tells what texts beside each other look like; given by whoever knows headings.

    A page of print states no tables: where nothing is drawn, the words themselves tell where one begins.
    """

    def are_headings(self, texts: Sequence[str]) -> bool:
        """Whether texts beside each other are the headings of a table worth reading."""
        ...

    def head_actions(self, texts: Sequence[str]) -> bool:
        """Whether headings name a column of what is to be done."""
        ...

    def head_no_actions(self, texts: Sequence[str]) -> bool:
        """Whether texts are headings, and none of them of what is to be done, its number or its goal."""
        ...
