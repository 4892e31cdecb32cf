"""Which item and which registered thing of one reading is which of another, so that identifiers stay."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from cohesion_graph.ingest.claims.identities import wording_key
from cohesion_graph.ingest.who.names import name_key
from cohesion_graph.ingest.who.officers import person_masks
from cohesion_graph.model.claims import AnyClaim, Dependency, Responsibility, Timing, Wording
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import action_of, free_id, milestone_of
from cohesion_graph.model.privacy import mask
from cohesion_graph.model.register import Body, Instrument

__all__ = ["Renaming", "covered_key", "in_order", "paired", "renamings", "wording_keys"]

A = TypeVar("A")
_ALIKE = 0.7
"""From this likeness on, a milestone that stands in one edition only is the other one's, reworded."""


def covered_key(text: str) -> str:
    """What is equal for two printings of one text, persons' names left out: one of them may be covered already."""
    return wording_key(mask(text, person_masks(text)))


def paired(first: Iterable[A], second: Iterable[A], keys: Iterable[Callable[[A], Hashable]]) -> list[tuple[A, A]]:
    """Pairs of two lists, each entry used once: those equal by the first key, of the rest by the next, and so on."""
    left, right = list(first), list(second)
    pairs: list[tuple[A, A]] = []
    for key in keys:
        waiting: dict[Hashable, list[A]] = {}
        for one in right:
            waiting.setdefault(key(one), []).append(one)
        unpaired = []
        for one in left:
            if fitting := waiting.get(key(one)):
                pairs.append((one, fitting.pop(0)))
            else:
                unpaired.append(one)
        used = {id(pair[1]) for pair in pairs}
        left, right = unpaired, [one for one in right if id(one) not in used]
    return pairs


def in_order(kept: Sequence[str], following: Sequence[str]) -> list[str]:
    """A list with the entries it lacks put behind those that they follow in another list.

    >>> in_order(["a", "c"], ["a", "b", "c", "d"])
    ['a', 'b', 'c', 'd']
    """
    result = list(dict.fromkeys(kept))
    known = set(result)
    place = 0
    for one in dict.fromkeys(following):
        if one in known:
            place = result.index(one) + 1
        else:
            result.insert(place, one)
            place += 1
    return result


@dataclass(frozen=True, slots=True)
class Renaming:
    """Identifiers of a reading and those that the same items and things have in the corrected dataset."""

    items: dict[str, str]
    things: dict[str, str]
    sources: dict[str, str]

    def claim(self, claim: AnyClaim) -> AnyClaim:
        """The claim with its identifiers renamed."""
        update: dict[str, Any] = {"item": self.items[claim.item], "source": self.sources[claim.source]}
        match claim:
            case Responsibility():
                update["party"] = self.things[claim.party]
            case Dependency():
                update["target"] = (self.items if claim.target_kind == "item" else self.things)[claim.target]
            case Timing(deadline=deadline) if deadline.aligned_with:
                aligned = self.things[deadline.aligned_with]
                update["deadline"] = deadline.model_copy(update={"aligned_with": aligned})
        return claim.model_copy(update=update)


def renamings(mine: Dataset, base: Dataset, new: Dataset) -> tuple[Renaming, Renaming]:
    """How the identifiers of `base` and of `new` are to be renamed into those of `mine`.

    What `mine` does not hold keeps its identifier, or gets a free one where that is taken by something else.
    """
    sources = [source.id for source in mine.sources]
    taken = set(sources)
    of_new = list(sources)
    for source in new.sources[len(sources) :]:
        of_new.append(free_id(source.id, taken))
        taken.add(of_new[-1])
    base_items = _completed(_matched(base, mine), base, set(mine.items))
    by_base = {item: base_items[known] for item, known in _matched(new, base).items()}
    left = set(mine.items) - set(base_items.values())
    direct = {item: one for item, one in _matched(new, mine).items() if one in left and item not in by_base}
    new_items = _completed(direct | by_base, new, {*mine.items, *base_items.values()})
    base_things = _things(base, mine, base)
    new_things = _things(new, mine, base)
    return (
        Renaming(base_items, base_things, dict(zip((one.id for one in base.sources), sources, strict=True))),
        Renaming(new_items, new_things, dict(zip((one.id for one in new.sources), of_new, strict=True))),
    )


def _completed(found: dict[str, str], dataset: Dataset, taken: set[str]) -> dict[str, str]:
    """The renaming with an identifier for every item; milestones stay with their action."""
    taken = {*taken, *found.values()}
    complete = {}
    for item in dataset.items:
        if item in found:
            complete[item] = found[item]
            continue
        slug = milestone_of(item)
        if slug:
            complete[item] = free_id(f"{complete[action_of(item)]}/{slug}", taken)
        elif item in taken and _is_numbered(dataset, item):
            complete[item] = _next_number(taken)
        else:
            complete[item] = free_id(item, taken)
        taken.add(complete[item])
    return complete


def _next_number(taken: Iterable[str]) -> str:
    """The number after all that were ever given: one that is free again would name two actions in turn."""
    return str(1 + max(int(one) for one in taken if one.isdecimal()))


def _is_numbered(dataset: Dataset, ref: str) -> bool:
    """Whether the reader gave an action its number because the document prints no reference."""
    return ref.isdecimal() and not _is_printed(dataset, ref)


def wording_keys(dataset: Dataset) -> dict[str, str]:
    """What is equal for all printings of each item's first wording, by item."""
    keys: dict[str, str] = {}
    for claim in dataset.claims.values():
        if isinstance(claim, Wording):
            keys.setdefault(claim.item, covered_key(claim.text))
    return keys


def _matched(first: Dataset, second: Dataset) -> dict[str, str]:
    """Items of one dataset that are items of the other: actions by reference, milestones by words or slug."""
    keys, others = wording_keys(first), wording_keys(second)
    numbered = {ref for ref in first.actions if _is_numbered(first, ref)}
    by_title = [lambda pair: pair[1] or pair[0]]
    loose = [(ref, keys.get(ref, "")) for ref in first.actions if ref in numbered]
    targets = [(ref, others.get(ref, "")) for ref in second.actions]
    found = {one[0]: other[0] for one, other in paired(loose, targets, [lambda pair: pair, *by_title])}
    for ref in first.actions:
        same = ref in second.actions and ref not in found and ref not in found.values()
        if same and (ref not in numbered or _likeness(keys.get(ref, ""), others.get(ref, "")) >= _ALIKE):
            found[ref] = ref
    rest = [(ref, keys.get(ref, "")) for ref in first.actions if ref not in found]
    free = [pair for pair in targets if pair[0] not in found.values()]
    found |= {one[0]: other[0] for one, other in paired(rest, free, by_title)}
    for ref, other in list(found.items()):
        mine = [(item, keys.get(item, "")) for item in first.milestones_of(ref)]
        theirs = [(item, others.get(item, "")) for item in second.milestones_of(other)]
        pairs = paired(mine, theirs, [lambda pair: pair[1] or pair[0], lambda pair: milestone_of(pair[0])])
        found |= {one[0]: two[0] for one, two in pairs}
        for item, key in mine:
            near = [(_likeness(key, words), it) for it, words in theirs if it not in found.values()]
            if item not in found and near and (best := max(near, key=lambda pair: pair[0]))[0] >= _ALIKE:
                found[item] = best[1]
    return found


def _is_printed(dataset: Dataset, ref: str) -> bool:
    return any(claim.ref_as_printed for claim in dataset.claims_about(ref, Wording))


def _likeness(first: str, second: str) -> float:
    return difflib.SequenceMatcher(None, first[:400], second[:400], autojunk=False).ratio()


def _things(reading: Dataset, mine: Dataset, base: Dataset) -> dict[str, str]:
    """The register of a reading in the corrected dataset's identifiers: by name, where names were merged too."""
    renamed: dict[str, str] = {}
    taken = {*mine.bodies, *mine.instruments}
    lists: list[tuple[Sequence[Body | Instrument], Sequence[Body | Instrument], Sequence[Body | Instrument]]] = [
        (reading.registry.bodies, mine.registry.bodies, base.registry.bodies),
        (reading.registry.instruments, mine.registry.instruments, base.registry.instruments),
    ]
    for own, corrected, before in lists:
        by_name = {name_key(name): one.id for one in reversed(corrected) for name in reversed(one.names)}
        names = {one.id: {*map(name_key, one.names)} for one in corrected}
        earlier = {name_key(name): one.id for one in before for name in one.names}
        for one in own:
            keys = [name_key(name) for name in one.names]
            was = next((earlier[key] for key in keys if key in earlier), None)
            if one.id in names and names[one.id].intersection(keys):
                renamed[one.id] = one.id
            elif known := next((by_name[key] for key in keys if key in by_name), None):
                renamed[one.id] = known
            elif was in names:
                renamed[one.id] = str(was)
            else:
                renamed[one.id] = free_id(one.id, taken)
                taken.add(renamed[one.id])
    return renamed
