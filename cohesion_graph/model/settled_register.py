"""The register after judgements: things that came, are called otherwise, or are one with another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from cohesion_graph.model.changes import Described
from cohesion_graph.model.changes import Registered as Registers
from cohesion_graph.model.codes import BodyKind
from cohesion_graph.model.register import Body, Instrument, Register, Registered
from cohesion_graph.model.settling import InForce, Unsettleable, first_fault

__all__ = ["joined", "registered"]

R = TypeVar("R", bound=Registered)


def registered(
    registry: Register, one: InForce, change: Registers | Described, say: Callable[[InForce, str, str, object], None]
) -> Register:
    """The register with one thing more, or with one described otherwise.

    Raises:
        Unsettleable: the thing is not there, or what is said of it is not right.
    """
    lists: dict[str, tuple[Any, ...]] = {"body": registry.bodies, "instrument": registry.instruments}
    kinds: dict[str, type[Any]] = {"body": Body, "instrument": Instrument}
    try:
        if isinstance(change, Registers):
            kind = "body" if _is_body(change.registers) else "instrument"
            if any(entry.id == change.registers.get("id") for entry in lists[kind]):
                return registry
            entries = (*lists[kind], kinds[kind].model_validate(change.registers))
        else:
            kind, _, name = change.thing.partition("/")
            if not any(entry.id == name for entry in lists.get(kind, ())):
                raise Unsettleable(one.place, f"it describes {change.thing!r}, which is not registered")
            for field_name, value in change.to.items():
                say(one, change.thing, field_name, value)
            entries = tuple(
                kinds[kind].model_validate(_renamed(entry, change.to)) if entry.id == name else entry
                for entry in lists[kind]
            )
    except ValidationError as error:
        raise Unsettleable(one.place, f"what it registers is not right: {first_fault(error)}") from error
    ordered = tuple(sorted(entries, key=lambda entry: entry.id))
    return registry.model_copy(update={"bodies" if kind == "body" else "instruments": ordered})


def joined(registry: Register, now: Callable[[str, str], str]) -> Register:
    """The register with each thing once; `now` says what a thing of a kind is called now."""
    return Register(
        bodies=_joined("body", registry.bodies, now), instruments=_joined("instrument", registry.instruments, now)
    )


def _joined(kind: str, entries: tuple[R, ...], now: Callable[[str, str], str]) -> tuple[R, ...]:
    """Registered things, each once; one that two were joined in has the names of both."""
    names: dict[str, list[str]] = {}
    for gone in entries:
        if (into := now(kind, gone.id)) != gone.id:
            names.setdefault(into, []).extend(gone.names)
    kept: list[R] = []
    for entry in entries:
        if now(kind, entry.id) != entry.id:
            continue
        more = {*entry.also_known_as, *names.get(entry.id, ())} - {entry.name}
        part_of = now(kind, entry.part_of) if entry.part_of else None
        part_of = None if part_of == entry.id else part_of
        kept.append(entry.model_copy(update={"also_known_as": tuple(sorted(more)), "part_of": part_of}))
    return tuple(kept)


def _is_body(fields: Mapping[str, Any]) -> bool:
    return fields.get("kind") in set(BodyKind)


def _renamed(entry: Body | Instrument, to: Mapping[str, Any]) -> dict[str, Any]:
    """A registered thing with other fields; its old name is kept among the others."""
    fields = {**entry.model_dump(), **to}
    others = {*fields["also_known_as"], *((entry.name,) if fields["name"] != entry.name else ())} - {fields["name"]}
    return {**fields, "also_known_as": tuple(sorted(others))}
