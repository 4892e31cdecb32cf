"""Which bodies of different plans may be one, told by kind, place and words.

One local name in forty towns ("Community Safety Team") is forty bodies, and one police force stands in four councils'
plans. What a name says is therefore parted: the words that name a place, those that every council has (team, board,
housing), and those that are its own. Bodies may be one

- where both are one of the few that the country has once (``alike.yaml``);
- where they have the same place and the same words: the place that a name says, or else its plan's own;
- where they have the same words of their own and the same kind, unless it is a kind that is local by nature.

Nothing is compared with everything: each body is looked up under a few keys, so that a nation's bodies take seconds.
Likeness of letters (rapidfuzz) and a trained model (Splink) were tried beside this (``benchmarks/bodies.py``): at the
thresholds that are best for them they join towns that share a name, because no likeness of two names says whether the
name is of one place. With them stay aside two dependencies; misspelt names are what this does not see.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from networkx.utils import UnionFind

from cohesion_graph.language.files import entries, lists, word_list
from cohesion_graph.model.codes import BodyKind
from cohesion_graph.model.dataset import NO_AUTHORITY

__all__ = ["Named", "Reason", "alike"]

_LOCAL: Final = frozenset(
    {BodyKind.COUNCIL_TEAM, BodyKind.GROUP, BodyKind.NETWORK, BodyKind.PARTNERSHIP, BodyKind.POST}
)
"""Kinds that are of one place by nature."""
_SCORES: Final = {"national": 0.95, "place": 0.9, "words": 0.8, "own": 0.7}
"""How sure each sort of reason is."""


class Named(NamedTuple):
    """A body as a plan names it."""

    dataset: str
    organisation_id: str
    kind: str
    authority: str
    """Whose plan it is, by name."""
    names: tuple[str, ...]
    """Its name, and the others it goes by."""

    @property
    def is_placed(self) -> bool:
        """Whether it is known whose plan names it: two plans of which that is not known are of no one place."""
        return self.dataset.partition("/")[0] != NO_AUTHORITY


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some bodies may be one."""

    members: tuple[Named, ...]
    score: float
    """From 0 to 1; how far such reasons were right on what the benchmark makes."""
    why: str
    """Which names, kinds and places agree, in words."""


def alike(bodies: Sequence[Named]) -> list[Reason]:
    """Groups of bodies of different plans that may be one, the surest first; none is in two.

    Words that stand for bodies without naming them are left out.
    """
    places = _Places({one.authority for one in bodies if one.is_placed})
    held: dict[tuple[str, ...], list[Named]] = {}
    for one in bodies:
        if one.kind != BodyKind.PLACEHOLDER:
            for key in dict.fromkeys(_keys(one, places)):
                held.setdefault(key, []).append(one)
    joined, joining = UnionFind(), list[tuple[Named, tuple[str, ...]]]()
    for key in sorted(held, key=lambda key: (-_SCORES[key[0]], key)):
        members = _of_one_kind(held[key]) if key[0] in {"words", "own"} else held[key]
        if len({one.dataset for one in members}) > 1 and len({joined[one] for one in members}) > 1:
            joined.union(*members)
            joining.append((members[0], key))
    reasons: dict[Named, list[tuple[str, ...]]] = {}
    for one, key in joining:
        reasons.setdefault(joined[one], []).append(key)
    found = []
    for group in map(sorted, joined.to_sets()):
        keys = reasons[joined[group[0]]]  # the surest first
        why = "; ".join(_why(key, places) for key in keys[:_TOLD])
        found.append(Reason(tuple(group), _SCORES[keys[-1][0]], why))
    return sorted(found, key=lambda one: (-one.score, one.members[0].dataset, one.members[0].organisation_id))


_TOLD: Final = 3
"""Reasons of a group that are told."""


def _why(key: tuple[str, ...], places: _Places) -> str:
    sort, *rest = key
    if sort == "national":
        return f"a body that the country has once: {rest[0]}"
    if sort == "place":
        return f"the same place ({places.called(rest[0])}) and the same words ({' '.join(rest[1:])})"
    words = "the same words" if sort == "words" else "the same words of its own"
    return f"{words} ({' '.join(rest)}), and no kinds that differ"


def _of_one_kind(bodies: Sequence[Named]) -> list[Named]:
    """Those of the commonest kind, and those whose kind no document tells."""
    told = [one.kind for one in bodies if one.kind != BodyKind.NOT_STATED]
    commonest = max(sorted(set(told)), key=told.count, default="")
    return [one for one in bodies if one.kind in {commonest, BodyKind.NOT_STATED}]


def _keys(one: Named, places: _Places) -> Iterator[tuple[str, ...]]:
    """Under what a body is looked up, for each of its names."""
    for name in one.names:
        if national := _national().get(_plain(name)):
            yield "national", national
            continue
        words = _words(name)
        said, rest = places.parted(words)
        own = tuple(sorted(set(rest) - _common()))
        is_council = one.kind == BodyKind.COUNCIL
        if said and (rest or is_council):
            # "Anytown Council", "Anytown Borough Council": a place has one
            yield ("place", said, "council") if is_council else ("place", said, *sorted(set(rest)))
        elif rest and one.is_placed and (not own or one.kind in _LOCAL):
            yield "place", places.of(one.authority), *sorted(set(rest))
        if own and not said and one.kind not in _LOCAL and not _is_initials(name):
            told = set(rest)
            yield "words", *sorted(told)
            if not told - set(own) - _listed("loose") - _listed("sorts"):
                yield "own", *own, *sorted(told & _listed("sorts"))


class _Places:
    """The places whose councils' plans are at hand, told in names by their words."""

    def __init__(self, authorities: Iterable[str]) -> None:
        self._words = {name: tuple(word for word in _words(name) if word not in _of_councils()) for name in authorities}
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        self._names: dict[str, str] = {}
        for name, words in sorted(self._words.items()):
            if words:
                self._names.setdefault("-".join(words), name)
                self._by_first.setdefault(words[0], []).append(words)

    def of(self, authority: str) -> str:
        """The place of an authority."""
        return "-".join(self._words[authority]) or authority

    def called(self, place: str) -> str:
        """The authority whose place it is, by name."""
        return self._names.get(place, place)

    def parted(self, words: Sequence[str]) -> tuple[str, list[str]]:
        """The place that a name says, if it says one, and the other words."""
        for at, word in enumerate(words):
            for place in self._by_first.get(word, ()):
                is_whole = tuple(words[at : at + len(place)]) == place
                if is_whole or len(place) > 1:
                    return "-".join(place), [*words[:at], *words[at + (len(place) if is_whole else 1) :]]
        return "", list(words)


def _words(name: str) -> list[str]:
    """The words of a name in small letters without accents; small words and plural endings are left out."""
    folded = unicodedata.normalize("NFKD", re.sub(r"['’.]", "", name).casefold())
    found = re.findall(r"[a-z0-9]+", "".join(letter for letter in folded if not unicodedata.combining(letter)))
    equal = _told()["equal"]
    return [equal.get(one, one) for one in map(_singular, found) if one not in _listed("small")]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _plain(name: str) -> str:
    return " ".join(_words(name))


def _is_initials(name: str) -> bool:
    """Whether a name is letters alone, which may stand for anything: "LPSB"."""
    return re.fullmatch(r"[A-Z0-9&/. -]{2,8}", name) is not None


@cache
def _told() -> Mapping[str, Any]:
    import yaml

    found: Mapping[str, Any] = yaml.safe_load((files(__package__) / "alike.yaml").read_text("utf-8"))
    return found


@cache
def _listed(name: str) -> frozenset[str]:
    """The words of a list in ``alike.yaml``."""
    return frozenset(word.strip() for word in str(_told()[name]).split(","))


@cache
def _national() -> Mapping[str, str]:
    """Each name of a body that the country has once, with the fullest of its names."""
    return {_plain(name): names[0] for names in _told()["national"] for name in names}


@cache
def _common() -> frozenset[str]:
    """Words that names of bodies in any place are made of."""
    kinds = (text for value in entries("kinds-of-body") for text in lists(value))
    listed = word_list(
        *("bodies", "plain-bodies", "ends-of-names", "words-of-services", "kinds-of-body"),
        *("well-known.services", "posts.heads"),
    )
    return frozenset(word for phrase in (*kinds, *listed, *_listed("common")) for word in _words(phrase))


@cache
def _of_councils() -> frozenset[str]:
    """Words that names of councils have beside the place."""
    return word_list("councils-of-places") | _listed("of-councils")
