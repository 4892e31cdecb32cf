"""Words in a row that share the end of one name: "Health, Housing and Safety Board"."""

from __future__ import annotations

import re
from typing import Protocol

from cohesion_graph.ingest.who.names import BODY_HEADS, UNIT_HEADS, is_acronym
from cohesion_graph.ingest.who.well_known import is_body
from cohesion_graph.language.files import any_of

__all__ = ["is_one_of_fields"]


class Known(Protocol):
    """Names that are known by themselves."""

    def __contains__(self, name: str, /) -> bool: ...


_FIELDS = re.compile(
    rf"[A-Z][\w'’-]+(?:, [A-Z][\w'’-]+)+,? {any_of('small.and')} (?:[A-Z][\w'’-]+ ){{1,2}}(?P<head>[A-Z][\w'’-]+)"
)


def is_one_of_fields(text: str, known: Known | tuple[()] = ()) -> bool:
    """Whether single words share the end of one name: "Health, Housing and Safety Board" may be one board or three.

    >>> [is_one_of_fields(text) for text in ("Health, Housing and Safety Board", "Police, Housing and Safety Board")]
    [True, False]
    """
    match = _FIELDS.fullmatch(text.strip(" ."))
    if not match or match["head"].casefold() not in BODY_HEADS | UNIT_HEADS:
        return False
    alone = [part.strip() for part in text.split(",")[:-1]]
    return not any(is_body(part) or is_acronym(part) or part in known for part in alone)
