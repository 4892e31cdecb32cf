"""A folder of labelled documents, and how much of what a person reads in them a reading holds.

``docs/`` holds the documents: a file, or a folder for a plan of several files; what begins with an ``x`` is no plan.
``gold/NAME.json`` says what a person reads in a plan: ``{"actions": [{"title": ..., "alt": [other titles], "bodies":
[{"name": ...}], "deadlines": ["as printed"], "milestones": [the same]}]}``; ``actions_optional``,
``bodies_optional`` and ``deadlines_optional`` list what may be read as well ("*": anything), ``titles_only`` says that
nothing else of an action was labelled. None of it is part of this project.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cohesion_graph.model.claims import Responsibility, Timing, Wording
from cohesion_graph.model.codes import BodyKind
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import action_of, is_milestone

__all__ = ["Counted", "Labelled", "compared", "documents_in", "same_title", "title_score"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document, with what a person reads in it; None where it is no plan."""

    name: str
    files: Sequence[Path]
    gold: Any

    @property
    def actions(self) -> list[Any]:
        return self.gold["actions"] if self.gold else []


@dataclass(slots=True)
class Counted:
    right: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.missed + self.wrong
        return 2 * self.right / total if total else 1.0

    @property
    def is_asked(self) -> bool:
        return bool(self.right + self.missed)


def documents_in(folder: Path) -> Iterator[Labelled]:
    """Every document of a folder in the order of their names; plans without a label are left out."""
    for path in sorted((folder / "docs").iterdir()):
        files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        label = folder / "gold" / f"{path.name if path.is_dir() else path.stem}.json"
        if path.name.startswith("x"):
            yield Labelled(path.name, files, None)
        elif label.exists():
            yield Labelled(path.name, files, json.loads(label.read_text("utf-8")))


@cache
def _plain(text: str) -> str:
    kept = "".join(one for one in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(one))
    return " ".join(re.findall(r"\w+", kept))


def _all_titles(one: Any) -> tuple[str, ...]:
    return (one["title"], *one.get("alt", ())) if isinstance(one, dict) else (one,)


def same_title(one: Any, text: str) -> bool:
    """Whether a title begins as one that the label gives, or holds its beginning."""
    found = _plain(text)
    for told in map(_plain, _all_titles(one)):
        if told and found and (told == found or (min(len(told), len(found)) >= 30 and told[:30] == found[:30])):
            return True
        if (len(told) >= 12 and told[:40] in found) or (len(found) >= 12 and found[:40] in told):
            return True
    return False


def _same_body(told: str, name: str) -> bool:
    short, long = sorted((_plain(told).split(), _plain(name).split()), key=len)
    return told == "*" or (
        bool(short) and 2 * len(short) >= len(long) and f" {' '.join(short)} " in f" {' '.join(long)} "
    )


def _same_date(told: str, stated: str) -> bool:
    one, other = f" {_plain(told)} ", f" {_plain(stated)} "
    return told == "*" or (bool(one.strip() and other.strip()) and (one in other or other in one))


def _pairs(told: Sequence[Any], found: Sequence[str], same: Callable[[Any, str], bool]) -> dict[int, int]:
    """Which of those told is which of those found: the nearest in order, those that are equal first."""
    pairs, free = dict[int, int](), set(range(len(found)))
    for is_exact in (True, False):
        for number, one in enumerate(told):
            for place in sorted(free, key=lambda place: abs(place - number)) if number not in pairs else ():
                is_equal = _plain(found[place]) in map(_plain, _all_titles(one))
                if is_equal if is_exact else same(one, found[place]):
                    pairs[number] = place
                    free.discard(place)
                    break
    return pairs


def _counted(told: Sequence[Any], found: Sequence[str], spare: Sequence[str], same: Callable[[Any, str], bool]):
    kept = [one for one in found if any(same(x, one) for x in told) or not any(same(x, one) for x in spare)]
    pairs = _pairs(told, kept, same)
    return Counted(len(pairs), len(told) - len(pairs), len(kept) - len(pairs)), pairs, kept


def title_score(document: Labelled, titles: Sequence[str]) -> float:
    """How far some titles are those of the document's actions: F1, 0 for a document that is no plan."""
    if not document.gold:
        return 0.0
    return _counted(document.actions, titles, document.gold.get("actions_optional", ()), same_title)[0].f1


def _values(one: Any, key: str) -> list[str]:
    listed = [one, *(other for other in one.get("milestones", ()) if isinstance(other, dict))]
    names = [value["name"] if isinstance(value, dict) else value for other in listed for value in other.get(key, ())]
    return list({_plain(name): name for name in names}.values())


def compared(document: Labelled, dataset: Dataset | None) -> dict[str, Counted]:
    """Actions, bodies and deadlines of a reading beside those a person reads; those of milestones count as theirs."""
    titles, bodies, dates = dict[str, str](), dict[str, dict[str, str]](), dict[str, dict[str, str]]()
    known = {one.id: one for one in dataset.registry.bodies} if dataset else {}
    for claim in dataset.claims.values() if dataset else ():
        action = action_of(claim.item)
        if isinstance(claim, Wording) and not is_milestone(claim.item):
            titles.setdefault(action, claim.text)
        elif isinstance(claim, Responsibility):
            body = known.get(claim.party)
            if body is None or body.kind is not BodyKind.PLACEHOLDER:
                bodies.setdefault(action, {}).setdefault(_plain(claim.party_as_printed), claim.party_as_printed)
        elif isinstance(claim, Timing):
            dates.setdefault(action, {}).setdefault(_plain(claim.stated), claim.stated)
    order = list(titles)
    spare = document.gold.get("actions_optional", ())
    actions, pairs, kept = _counted(document.actions, [titles[one] for one in order], spare, same_title)
    left = [one for one in order if titles[one] in kept]
    found = {"actions": actions, "bodies": Counted(), "deadlines": Counted()}
    for key, held, same in (("bodies", bodies, _same_body), ("deadlines", dates, _same_date)):
        total = found[key]
        for number, one in enumerate(document.actions):
            if one.get("titles_only"):
                continue
            own = list(held.get(left[pairs[number]], {}).values()) if number in pairs else []
            count = _counted(_values(one, key), own, one.get(f"{key}_optional", ()), same)[0]
            total.right, total.missed, total.wrong = (
                total.right + count.right, total.missed + count.missed, total.wrong + count.wrong
            )  # fmt: skip
        total.wrong += sum(len(held.get(one, ())) for place, one in enumerate(left) if place not in pairs.values())
    return found
