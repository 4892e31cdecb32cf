"""Short names of addresses: with prefixes, each declared only where that makes a document shorter, or relative."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import Final, NamedTuple

from cohesion_graph.rdf.namespaces import DEFINITIONS, LIST_PREFIXES, PREFIXES

__all__ = ["SHARED", "Beginning", "Form", "Prefixes", "own", "prefixes", "relative", "split"]

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


class Beginning(NamedTuple):
    """What addresses of a document begin with."""

    times: int
    """How often it is used."""
    plain: int
    """The bytes it takes then without a prefix."""
    relative: str
    """As a reference that is relative to the document."""


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
    things = _THINGS.match(base)
    starts = dict(zip(SHARED, (DEFINITIONS, things[0] if things else ""), strict=True))
    taken = {*starts, *reserved}
    groups: dict[str, list[str]] = {name: [] for name in ("", *starts)}
    for space in sorted(found):
        group = next((name for name, start in starts.items() if start and space.startswith(start)), "")
        groups[group].append(space)
    chosen = Prefixes({}, {})
    for group, spaces in groups.items():
        best = _prefixes(found, spaces, form, taken)
        if group and len(spaces) > 1:
            shared = group, starts[group], relative(starts[group], base)
            best = min(best, _prefixes(found, spaces, form, taken, shared), key=lambda way: way.spent)
        chosen.heads.update(best.heads)
        chosen.declared.update(best.declared)
        taken |= best.declared.keys()
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
    taken = set(taken)
    if shared:
        declared[shared[0]] = shared[1]
        spent = len(shared[0]) + len(shared[2] if form.is_relative else shared[1]) + form.declaration
        less = len(shared[1]) - len(shared[0]) - 1
    for space in spaces:
        times, least, near = found[space]
        if shared:
            head = f"{shared[0]}:{space[len(shared[1]) :]}"
            through = times * (len(head) + form.escape * (head.count("/") + head.count("#")))
            if through < least:
                heads[space], least = head, through
        if times > 1 and (prefix := _own_prefix(space, form.empty, taken)) is not None:
            declaration = len(prefix) + (len(near) if form.is_relative else len(space) - less) + form.declaration
            own_prefix = declaration + times * (len(prefix) + 1)
            if own_prefix < least:
                heads[space], declared[prefix], least = f"{prefix}:", space, own_prefix
                taken.add(prefix)
        spent += least
    return Prefixes(heads, declared, spent)


def _own_prefix(space: str, empty: str, taken: set[str]) -> str | None:
    """The prefix that a beginning may have alone."""
    if space == empty:
        return ""
    return next((one for one in _wanted(space) if one not in taken), None)


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
