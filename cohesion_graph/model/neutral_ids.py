"""Identifiers that spell out a name which has come to be withheld, replaced by ones that tell nothing.

A reader leaves names out of identifiers; what a reviewer says to be a name may be in one already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cohesion_graph.model.codes import InstrumentKind
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.privacy import forms_of

__all__ = ["with_neutral_ids"]


def with_neutral_ids(dataset: Dataset) -> Dataset:
    """The dataset with other identifiers for bodies, instruments and milestones whose own spell out a withheld name.

    Everything that refers to them follows. Identifiers of sources and of the dataset, references of actions, addresses
    and names of files stay: a person has given them out. `spelt_in_ids` finds those.

    Args:
        dataset: With its names readable.
    """
    forms = forms_of(dataset)
    spelt = [(kind, one) for kind, one in dict.fromkeys(_identifiers(dataset)) if forms.spelt_in(one)] if forms else []
    if not spelt:
        return dataset
    taken = {one for _, one in _identifiers(dataset)}
    new: dict[str, str] = {}
    for kind, one in spelt:
        free = next(name for number in range(1, len(taken) + 2) if (name := f"{kind}-{number}") not in taken)
        taken.add(free)
        new[one] = free
    return Dataset.model_validate(_renamed(dataset.model_dump(), new))


def _identifiers(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """What is called so: its kind and its identifier; of a milestone the part behind its action's."""
    yield from (("body", one.id) for one in dataset.registry.bodies)
    yield from (("instrument", one.id) for one in dataset.registry.instruments)
    yield from (("milestone", item.partition("/")[2]) for item in dataset.items if "/" in item)
    for doubt in dataset.doubts.values():
        for change in (change for reading in doubt.alternatives for change in reading.effect):
            if (registered := getattr(change, "registers", None)) is not None:
                yield "instrument" if registered.get("kind") in _INSTRUMENTS else "body", registered["id"]


_INSTRUMENTS = {kind.value for kind in InstrumentKind}
_NAMED = {"party", "target", "part_of", "extract_for", "body", "into", "milestones"}
"""Fields that hold an identifier alone."""
_PLACED = {"item", "items", "thing", "into", "target", "claim", "claims", "goes", "about"}
"""Fields that may hold it as part of a longer one: ``body/ID``, ``A1/ID``, ``A1/ID/claim/...``."""


def _renamed(value: Any, new: Mapping[str, str], field: str = "", within: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _renamed(one, new, key, field) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(one, new, field, within) for one in value]
    if type(value) is not str:
        return value
    if field in _NAMED or (field == "id" and within in {"bodies", "instruments", "registers"}):
        value = new.get(value, value)
    if field in _PLACED and "/" in value:
        first, second, *rest = value.removeprefix("item/").split("/")
        return value.removesuffix("/".join([first, second, *rest])) + "/".join([first, new.get(second, second), *rest])
    return value
