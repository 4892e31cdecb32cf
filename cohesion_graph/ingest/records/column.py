"""A column of a plan table: what its heading says it holds."""

from __future__ import annotations

from dataclasses import dataclass

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.records.headings import Kind

__all__ = ["Column"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plan table."""

    kind: Kind
    heading: Words

    @property
    def title(self) -> str:
        """The heading's words, tidy."""
        return self.heading.tidy
