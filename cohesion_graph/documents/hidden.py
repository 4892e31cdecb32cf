"""What a document holds and does not show: left out of what is read, counted, and told; a switch reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["BLACKED_OUT", "SMALLEST_SEEN", "TEXT", "WHITE_TEXT", "HiddenParts", "unfilled_note"]

TEXT, WHITE_TEXT = "stretch of text", "stretch of white text"
"""What words are called that are set as hidden, or too small to be seen, and those that are white on white."""
BLACKED_OUT = "stretch of text in the colour of its ground"
"""What words are called that a ground of their own colour hides, as people black out what others shall not read."""
SMALLEST_SEEN = 1.0
"""Points: what is set as small or smaller is a line of dust."""


@dataclass(slots=True)
class HiddenParts:
    """Counts what a reader finds hidden, and says whether it is read all the same."""

    are_read: bool = False
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def leaves_out(self, kind: str, where: str = "", count: int = 1) -> bool:
        """Whether a hidden thing is left out; asking counts it.

        Args:
            kind: What it is, in the singular: ``row``, ``column``, ``stretch of text``.
            where: The part of the document that holds it, such as ``sheet 'Plan'``; empty where there are no parts.
            count: How many of them.
        """
        self._counts[kind, where] += count
        return not self.are_read

    def notes(self) -> Iterator[str]:
        """A sentence for each kind of thing that was found, in the order they were found.

        >>> hidden = HiddenParts()
        >>> hidden.leaves_out("row", "sheet 'Plan'", 2)
        True
        >>> list(hidden.notes())
        ["sheet 'Plan': 2 hidden rows were left out (--hidden reads them)"]
        """
        for (kind, where), count in self._counts.items():
            what = f"1 hidden {kind} was" if count == 1 else f"{count:,} hidden {_plural(kind)} were"
            done = "read, as asked" if self.are_read else "left out (--hidden reads them)"
            yield f"{where}: {what} {done}" if where else f"{what} {done}"


def _plural(kind: str) -> str:
    """A kind in the plural.

    >>> _plural("stretch of white text"), _plural("filtered row")
    ('stretches of white text', 'filtered rows')
    """
    noun, of, rest = kind.partition(" of ")
    return f"{noun}{'es' if noun.endswith('ch') else 's'}{of}{rest}"


def unfilled_note(count: int) -> str:
    """What people are told of controls and places that show a prompt because nobody filled them in."""
    what = "1 control of the form is" if count == 1 else f"{count:,} controls of the form are"
    return f"{what} not filled in: the prompt was read as nothing"
