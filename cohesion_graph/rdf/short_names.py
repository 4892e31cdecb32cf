"""Short names of addresses: with prefixes, each declared only where that makes a document shorter, or relative."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import Final, NamedTuple

from cohesion_graph.rdf.namespaces import DEFINITIONS, LIST_PREFIXES, PREFIXES

__all__ = ["SHARED", "Beginning", "Form", "Names", "Prefixes", "own", "prefixes", "relative", "split"]

_PREFIX_OF = {address: prefix for prefix, address in (PREFIXES | LIST_PREFIXES).items()}
_ADDRESS = re.compile(
    r"(?P<space>[^#]+#(?:[^/]+/[^/]+/(?=[^/]+/))?|[^#]+/)(?P<name>[A-Za-z0-9](?:[A-Za-z0-9_=,./-]*[A-Za-z0-9_-])?)"
)
"""What an address begins with, up to its last folder, its place in a document, or the folder of such places."""
SHARED: Final = ("def", "id")
"""The prefixes that several beginnings may share: of definitions, and of the things of the document's authority."""
_PREFIX = re.compile("[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]")
_THINGS = re.compile(".+?/id/[^/]+/")
"""Where the addresses of an authority's things start."""


@lru_cache(maxsize=2**14)
def split(address: str) -> tuple[str, str]:
    """What many addresses begin with, and the rest of this one; both are empty where it cannot be told so.

    >>> split("https://example.org/id/x/source/s"), split("https://example.org/id/x/source/s#mask/1")
    (('https://example.org/id/x/source/', 's'), ('https://example.org/id/x/source/s#', 'mask/1'))
    >>> split("https://example.org/id/x/plan/p/action/A1#claim/s/timing/1")
    ('https://example.org/id/x/plan/p/action/A1#claim/s/', 'timing/1')
    """
    found = _ADDRESS.fullmatch(address)
    return (intern(found["space"]), found["name"]) if found else ("", "")


def relative(address: str, base: str) -> str:
    """An address as the shortest reference that a document at `base` resolves to it; itself where they share no host.

    >>> base = "https://example.org/id/x/plan/p/action/A1"
    >>> ends = ("id/x/plan/p/action/A1#link/b", "id/x/plan/p", "def/a")
    >>> [relative(f"https://example.org/{end}", base) for end in ends]
    ['#link/b', '../../p', '/def/a']
    """
    path, mark, place = address.partition("#")
    if path == base:
        return mark + place
    here, there = base.split("/")[:-1], path.split("/")
    same = 0
    while same < len(here) and same < len(there) - 1 and here[same] == there[same]:
        same += 1
    if same < _AFTER_HOST:
        return address
    below, whole = "../" * (len(here) - same) + "/".join(there[same:]) or "./", "/" + "/".join(there[_AFTER_HOST:])
    shortest = whole if len(whole) < len(below) or ":" in below else below
    return address if shortest.startswith("//") else f"{shortest}{mark}{place}"


_AFTER_HOST = 3
"""Parts of an address up to its host: ``https:``, nothing, ``example.org``."""


class Names(dict[str, str]):
    """Addresses as a document writes them, each made when it is first asked for."""

    def __init__(self, known: dict[str, str], make: Callable[[str], str]) -> None:
        super().__init__(known)
        self._make = make

    def __missing__(self, address: str) -> str:
        name = self[address] = self._make(address)
        return name


class Form(NamedTuple):
    """What a form of RDF spends on prefixes, in bytes, and which it has."""

    declaration: int
    """On a declared prefix, besides its name and what it stands for."""
    escape: int
    """On a sign of a short name that is none of a word's."""
    is_relative: bool
    """Whether a prefix may stand for a beginning that is relative to the document."""
    empty: str
    """What has the empty prefix."""


Beginning = tuple[int, int, str]
"""How often addresses begin with something, the bytes it takes then without a prefix, and what it is as a reference
that is relative to the document."""


class Prefixes(NamedTuple):
    """What stands for the beginnings of a document's addresses."""

    heads: dict[str, str]
    """What is written for a beginning, with its prefix: ``pap:``, ``def:role#``; others are written as they are."""
    declared: dict[str, str]
    """The beginnings that prefixes are declared for."""
    spent: int = 0
    """The bytes of all beginnings and declarations."""


def prefixes(found: Mapping[str, Beginning], base: str, form: Form, reserved: Iterable[str] = ()) -> Prefixes:
    """The prefixes that make a document shortest, near enough: a beginning has one of its own, shares one or has none.

    Args:
        found: What addresses begin with.
        base: The document's address.
        form: What is written.
        reserved: Names that no prefix may have, but for those that are declared everywhere alike.
    """
    found_there = _THINGS.match(base)
    things = found_there[0] if found_there else ""
    groups: dict[str, list[str]] = {"": [], "def": [], "id": []}
    for space in found:
        group = "def" if space.startswith(DEFINITIONS) else "id" if things and space.startswith(things) else ""
        groups[group].append(space)
    chosen = Prefixes({}, {})
    taken = {*SHARED, *reserved}
    for group, start in (("", ""), ("def", DEFINITIONS), ("id", things)):
        best = _prefixes(found, groups[group], form, taken)
        if group and len(groups[group]) > 1:
            together = _prefixes(found, groups[group], form, taken, (group, start, relative(start, base)))
            best = together if together.spent < best.spent else best
        chosen.heads.update(best.heads)
        chosen.declared.update(best.declared)
        taken.update(best.declared)
    return chosen


def _prefixes(
    found: Mapping[str, Beginning],
    spaces: Sequence[str],
    form: Form,
    taken: set[str],
    shared: tuple[str, str, str] | None = None,
) -> Prefixes:
    """The prefixes of addresses that begin alike, with one that they can share, or without: name, start, relative."""
    heads, declared, spent, less = dict[str, str](), dict[str, str](), 0, 0
    if shared:
        name, start, near = shared
        declared[name] = start
        spent = len(name) + len(near if form.is_relative else start) + form.declaration
        less = 0 if form.is_relative else len(start) - len(name) - 1
    for space in spaces:
        times, least, near = found[space]
        if shared:
            rest = space[len(start) :]
            through = times * (len(name) + 1 + len(rest) + form.escape * (rest.count("/") + rest.count("#")))
            if through < least:
                heads[space], least = f"{name}:{rest}", through
        if times > 1:
            written = len(near if form.is_relative else space) - less + form.declaration
            wanted = ("",) if space == form.empty else _wanted(space)
            prefix = next((one for one in wanted if one not in taken and one not in declared), None)
            if prefix is not None and (own_prefix := written + len(prefix) + times * (len(prefix) + 1)) < least:
                heads[space], declared[prefix], least = f"{prefix}:", space, own_prefix
        spent += least
    return Prefixes(heads, declared, spent)


@lru_cache(maxsize=2**12)
def _wanted(space: str) -> tuple[str, ...]:
    """The prefixes that a beginning may have, the best first."""
    if (known := _PREFIX_OF.get(space, "")) in PREFIXES:
        return (known,)
    before, last = re.split("[/#]", space.rstrip("/#"))[-2:]
    wanted = (known, before if "#" in space[:-1] else last, f"{before}-{last}")
    return tuple(one for one in wanted if _PREFIX.fullmatch(one) and one not in PREFIXES)


@lru_cache(maxsize=2**12)
def own(address: str) -> str | None:
    """The local name of a term of the vocabulary, where no prefix is called so."""
    space, name = split(address)
    return name if space == PREFIXES["pap"] and name not in PREFIXES and name not in SHARED else None
