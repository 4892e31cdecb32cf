"""How title, lead and deadline stand inside one block of words: what parts them in one example parts all."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Self

from cohesion_graph.errors import BadParameter
from cohesion_graph.model.privacy import BLOCK

__all__ = ["PIECES", "Parting", "is_called"]

PIECES = ("title", "lead", "by")
"""What a block is parted into."""
_LONGEST = 2000
"""Letters of a block that are looked at."""


def is_called(name: str, told: str) -> bool:
    """Whether something has the name that a map tells, in which persons' names are covered.

    >>> is_called("Lead (Jane Bloggs)", "Lead (████ ██████)"), is_called("Lead", "████")
    (True, True)
    """
    return len(name) == len(told) and all(
        one == other or (other == BLOCK and not one.isspace()) for one, other in zip(name, told, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Parting:
    """The words before each piece, and those after the last one.

    Every piece ends at the first place where the words before the next one stand, so looking for them takes one walk.
    """

    pieces: tuple[tuple[str, str], ...]
    """What stands before a piece, and its name."""
    rest: str = ""

    @classmethod
    def by_example(cls, text: str, example: dict[str, str]) -> Self | None:
        """The parting by which a text holds its pieces; None if it does not, or nothing stands between two of them.

        Args:
            text: The block of words.
            example: The words of each piece, by its name; empty ones stand nowhere.
        """
        spots = []
        for name, words in example.items():
            at = text.casefold().find(words.casefold()) if words else -1
            if at >= 0:
                spots.append((at, at + len(words), name))
        spots.sort()
        if len(spots) < 2 or "title" not in {name for _, _, name in spots}:
            return None
        between = [text[end:start] for (_, end, _), (start, _, _) in pairwise(spots)]
        if not all(words.strip() for words in between):
            return None
        first = text[: spots[0][0]]
        before = [first if re.search(r"\w", first) else "", *between]
        return cls(tuple(zip(before, (name for _, _, name in spots), strict=True)), text[spots[-1][1] :].strip())

    @classmethod
    def read(cls, told: str) -> Self:
        """What `str` gives, read again.

        Raises:
            BadParameter: it is not of that form.
        """
        pieces, before = list[tuple[str, str]](), ""
        try:
            for words, name, *_ in string.Formatter().parse(told):
                before += words
                if name is not None:
                    pieces.append((before, name))
                    before = ""
        except ValueError:
            pieces = []
        named = {name for _, name in pieces}
        if len(pieces) < 2 or len(named) < len(pieces) or not named <= {*PIECES} or not _are_parted(pieces):
            raise BadParameter(
                f"{told!r} does not tell how words are parted\n"
                "  Expected: such as '{title} ({lead}, by {by})', with words or signs between the pieces\n"
                "  Leave it as read wrote it, or take it out."
            )
        return cls(tuple(pieces), before)

    def __str__(self) -> str:
        def escaped(words: str) -> str:
            return words.replace("{", "{{").replace("}", "}}")

        return "".join(f"{escaped(before)}{{{name}}}" for before, name in self.pieces) + escaped(self.rest)

    def found_in(self, text: str) -> dict[str, tuple[int, int]]:
        """Where each piece stands in a text, by its name; empty if it is not parted so."""
        text = text.rstrip() if len(text) <= _LONGEST else ""
        (first, _), *following = self.pieces
        begun = _words(first).match(text) if first else re.match(r"\W*", text)
        if begun is None:
            return {}
        starts, ends = [begun.end()], list[int]()
        for before, _ in following:
            # a piece has one letter at least
            if (found := _words(before).search(text, starts[-1] + 1)) is None:
                return {}
            ends.append(found.start())
            starts.append(found.end())
        last = len(text)
        if self.rest:
            closing = [found for found in _words(self.rest).finditer(text, starts[-1] + 1) if found.end() == last]
            if not closing:
                return {}
            last = closing[0].start()
        if last <= starts[-1]:
            return {}
        names = (name for _, name in self.pieces)
        return dict(zip(names, zip(starts, [*ends, last], strict=True), strict=True))


def _are_parted(pieces: list[tuple[str, str]]) -> bool:
    return all(before.strip() for before, _ in pieces[1:])


@cache
def _words(told: str) -> re.Pattern[str]:
    """Signs and words as they are, white space of any length, something for what is covered."""
    parts = [re.escape(part).replace(BLOCK, r"\S") for part in told.split()]
    return re.compile(r"\s*" + r"\s*".join(parts) + r"\s*")
