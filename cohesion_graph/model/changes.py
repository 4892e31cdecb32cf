"""What a reading of a doubtful place changes: which claims come, go or say something else, told as data.

A reader makes the changes where it makes the doubt, so that choosing a reading is enough; a person's own correction
is made of the same ones. `settling` carries them out.

============== ================================================ =====================================================
change         form in YAML                                     meaning
============== ================================================ =====================================================
`Restated`     ``claim: ID, to: {...}, items: [...]``           the claim says this, of these items
`Withdrawn`    ``goes: ID``                                     the claim does not hold
`Added`        ``comes: {item: ..., ...}``                      a claim that was not read
`Registered`   ``registers: {id: ..., name: ..., kind: ...}``   a body or instrument that was not known
`Described`    ``thing: body/ID, to: {...}``                    a registered thing is called, or is, otherwise
`Merged`       ``thing: body/ID, into: ID``                     two are one: bodies, instruments or items
`Withheld`     ``withhold: {start, end}, source: ID``           words are a person's name
`Shown`        ``show: {start, end}, source: ID``               withheld words are no person's name
============== ================================================ =====================================================

A claim that is named and not changed (``claim: ID`` alone) is confirmed: it rests on the settlement then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
    model_validator,
)

from cohesion_graph.model.evidence import Span
from cohesion_graph.model.ids import ItemId, Slug
from cohesion_graph.model.record import Record

__all__ = [
    "Added",
    "Change",
    "Described",
    "Merged",
    "Reading",
    "Registered",
    "Restated",
    "Shown",
    "Withdrawn",
    "Withheld",
]

Thing = Annotated[str, StringConstraints(pattern="^(body|instrument|item)/.+$")]
"""A body, an instrument or an item, told by its kind and its identifier: ``body/bme-network``, ``item/CC1``."""


def _as_in_files(value: Any) -> Any:
    """Plain values as a file gives them back: every one is text there, but for the places of quoted words."""
    if isinstance(value, Mapping):
        if value.keys() == {"start", "end", "exact"}:
            return {"start": int(value["start"]), "end": int(value["end"]), "exact": str(value["exact"])}
        return {str(key): _as_in_files(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_as_in_files(one) for one in value]
    return value if value is None else str(value)


Plain = Annotated[Mapping[str, Any], BeforeValidator(_as_in_files)]
"""Fields of a record, as a file has them."""


class Restated(Record):
    """A claim says something else, or is about other items; with neither, it is confirmed as it stands."""

    claim: str
    to: Plain = Field(default_factory=dict)
    """Fields of the claim with what they say then; the deadline of a timing as a whole."""
    items: tuple[ItemId, ...] = ()
    """The items it is about then, one claim for each; empty where that stays."""


class Withdrawn(Record):
    """A claim does not hold."""

    goes: str


class Added(Record):
    """A claim that was not read: its fields, `item`, `source` and `evidence` included; numbered when it comes."""

    comes: Plain


class Registered(Record):
    """A body or an instrument (told by its `kind`) that is registered if its identifier is free."""

    registers: Plain


class Described(Record):
    """A registered thing has another name, kind or larger whole."""

    thing: Thing
    to: Plain


class Merged(Record):
    """One thing is another one under a second name; an item may get a reference that no item has yet."""

    thing: Thing
    into: str


class Withheld(Record):
    """Words of a source name a person."""

    withhold: Span
    source: Slug


class Shown(Record):
    """Words of a source that are withheld name no person."""

    show: Span
    source: Slug


Change = Restated | Withdrawn | Added | Registered | Described | Merged | Withheld | Shown
"""Any change; told apart by the fields it has."""


class Reading(Record):
    """One way to read a doubtful place: in words, and what it changes. In a file without changes it is text alone."""

    words: str
    effect: tuple[Change, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _may_be_text(cls, content: Any) -> Any:
        return {"words": content} if isinstance(content, str) else content

    @model_serializer(mode="wrap")
    def _as_text_without_effect(self, handler: SerializerFunctionWrapHandler) -> Any:
        return handler(self) if self.effect else self.words

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Text, or the fields."""
        return {"anyOf": [{"type": "string"}, handler(schema)]}

    def __str__(self) -> str:
        return self.words

    @classmethod
    def of(cls, words: str | Self, effect: tuple[Change, ...] = ()) -> Self:
        """A reading from its words, or the reading itself."""
        return words if isinstance(words, cls) else cls(words=str(words), effect=effect)
