"""What a person says of a document's records, in the forms that options and maps have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cohesion_graph.ingest.mining.choice import Mined
from cohesion_graph.ingest.mining.parting import is_called

__all__ = ["EVERY_FILE", "Overruling"]

EVERY_FILE = "*"
"""Under what a map tells of all files that are an action each."""


@dataclass(frozen=True, slots=True)
class Overruling:
    """What a person says of a document's records; empty for nothing."""

    records: int = 0
    """The number of the set that is the actions, as `read` tells it; 0 for none."""
    like: str = ""
    """Words of one action, as printed."""
    lead: str = ""
    """Who leads that action, as printed."""
    by: str = ""
    """When that action is due, as printed."""
    view: str = ""
    """How the records of a map were found."""
    name: str = ""
    title: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of a map: what each column, label or element is, by its name."""
    parts: str = ""
    """Of a map: how a record's first words are parted into title, lead and deadline, as `parting.Parting` tells it."""

    def __bool__(self) -> bool:
        return bool(self.records or self.like or self.view or self.columns)

    def fits(self, mined: Mined) -> bool:
        """Whether a document has the records of a map: found in that way, with that name and title."""
        return any(
            one.view == self.view
            and is_called(one.name, self.name)
            and any(is_called(x, self.title) for x in one.columns)
            for one in mined.sets
        )
