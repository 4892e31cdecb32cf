"""The register: who and what the documents name, each once, with every name they print."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cohesion_graph.model.codes import BodyKind, InstrumentKind
from cohesion_graph.model.ids import Slug
from cohesion_graph.model.record import Record

__all__ = ["Body", "Instrument", "Register"]


class Registered(Record):
    """One registered thing: an identifier that stays, a label, and the other names it goes by."""

    id: Slug
    name: Annotated[str, Field(min_length=1)]
    """The preferred label: the fullest form the documents print, never an expansion they do not give."""
    also_known_as: tuple[str, ...] = ()
    """Other forms the documents print, acronyms and misspellings included, sorted."""
    part_of: Slug | None = None
    """The larger thing it belongs to, only where a source says so by name or in words."""
    note: str = ""
    """Why names are held to be one, or what the documents do not tell."""
    same_as: tuple[str, ...] = ()
    """Addresses (IRIs) of the same thing in public registers, verified by a person."""

    @property
    def names(self) -> tuple[str, ...]:
        """Label first, then the other names."""
        return (self.name, *self.also_known_as)


class Body(Registered):
    """A council, team, partnership, network, group or post that a document gives something to do."""

    kind: BodyKind


class Instrument(Registered):
    """A strategy, agreement, plan, scheme, standard, indicator, process or condition that items lean on or feed."""

    kind: InstrumentKind
    notation: str = ""
    """A code the documents print for it, such as ``NI1``."""


class Register(Record):
    """All bodies and instruments of a dataset, each list sorted by identifier."""

    bodies: tuple[Body, ...] = ()
    instruments: tuple[Instrument, ...] = ()
