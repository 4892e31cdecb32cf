"""Patterns made of the words of all languages: compiled when they are first needed, tried where they can hold.

Such a pattern takes up to a tenth of a second to compile, and most documents use few of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

__all__ = ["Form", "compiled", "tried"]

_Made = TypeVar("_Made")


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern, compiled the first time that it is asked for and kept (`re` itself forgets what is above 512).

    >>> compiled("march", re.IGNORECASE).search("In March")[0]
    'March'
    """
    return re.compile(pattern, flags)


@dataclass(frozen=True, slots=True)
class Form(Generic[_Made]):
    """A form that words may have, and what is made of words that have it."""

    pattern: str
    """It ignores letter case, like those below."""
    make: _Made
    needs: tuple[str, ...] = ()
    """Patterns, cheaper than the form's, that are found in each text in which the form's is."""
    lacks: tuple[str, ...] = ()
    """Patterns that are found in no text that the form is for: another form stands for such texts."""


def tried(forms: Iterable[Form[_Made]], text: str) -> Iterator[tuple[re.Pattern[str], _Made]]:
    """The forms that may be found in a text, in their order, each with what is made of it.

    >>> month, year = Form("may|june", "a month"), Form("in [0-9]+", "a year", needs=("[0-9]",))
    >>> [made for _, made in tried((month, year), "in May")]
    ['a month']
    """
    told: dict[str, bool] = {}
    for form in forms:
        for part in (*form.needs, *form.lacks):
            if part not in told:
                told[part] = compiled(part, re.IGNORECASE).search(text) is not None
            if told[part] is (part in form.lacks):
                break
        else:
            yield compiled(form.pattern, re.IGNORECASE), form.make
