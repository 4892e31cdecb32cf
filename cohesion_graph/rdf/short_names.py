"""Short names of addresses: with declared prefixes, with what many addresses of a document begin with, or relative."""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern

from cohesion_graph.rdf.namespaces import LIST_PREFIXES, PREFIXES

__all__ = ["PREFIX_OF", "Names", "Spaces", "beginning", "begun_with", "own", "relative", "shortened"]

_SPACES = PREFIXES | LIST_PREFIXES
PREFIX_OF = {address: prefix for prefix, address in _SPACES.items()}
_LOCAL = re.compile(r"(?P<space>.+[/#])(?P<name>[A-Za-z][A-Za-z0-9_-]*)", re.DOTALL)
_BELOW = re.compile(r"(?P<space>[^#]+#|[^#]+/)(?P<name>[A-Za-z0-9](?:[A-Za-z0-9_=,./-]*[A-Za-z0-9_-])?)")
"""An address of things as what it begins with, up to the place in its document or its last folder, and the rest."""
_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in "=,/"})
"""What Turtle takes in a short name behind a backslash."""


@lru_cache(maxsize=2**14)
def relative(address: str, base: str) -> str:
    """An address as a reference that a document at `base` resolves to it; as it is where they share no host.

    >>> base = "https://example.org/id/x/plan/p/action/A1"
    >>> [relative(f"https://example.org/id/x/{end}", base) for end in ("plan/p/action/A1#link/b", "source/s", "plan/p")]
    ['#link/b', '../../../source/s', '../../p']
    """
    path, mark, place = address.partition("#")
    if path == base:
        return mark + place
    here, there = base.split("/")[:-1], path.split("/")
    same = 0
    while same < len(here) and same < len(there) - 1 and here[same] == there[same]:
        same += 1
    below = "../" * (len(here) - same) + "/".join(there[same:])
    return f"{below}{mark}{place}" if same > 2 and there[-1] and ":" not in below else address


Spaces = tuple[list[tuple[str, int]], set[str]]
"""What addresses begin with, sorted, each with how often; and the names that are taken."""


class Names:
    """The short names of addresses, and which prefixes they need."""

    def __init__(self, spaces: Spaces, base: str, *, declared_relative: bool) -> None:
        self._base = base
        self.used: set[str] = set()
        self.beginnings = _beginnings(spaces, base, declared_relative=declared_relative)
        """What many addresses begin with, and its prefix."""

    def prefixed(self, address: str) -> str | None:
        """``pap:Claim``; None where no prefix fits."""
        prefix, short = shortened(address)
        if short:
            self.used.add(prefix)
        return short

    def begun(self, address: str) -> tuple[str, str] | None:
        """The prefix of a beginning that the address has, and the rest."""
        space, name = begun_with(address)
        prefix = self.beginnings.get(space)
        return (prefix, name) if prefix else None

    def relative(self, address: str) -> str:
        """The address as the document names it; a blank node as it is."""
        if begun := self.begun(address):
            return ":".join(begun)
        return address if address.startswith("_:") else relative(address, self._base)

    def reference(self, address: str) -> str:
        """The same in Turtle."""
        if begun := self.begun(address):
            return begun[0] + ":" + begun[1].translate(_ESCAPED)
        return address if address.startswith("_:") else f"<{relative(address, self._base)}>"

    @property
    def declared(self) -> dict[str, str]:
        """The prefixes used, with their namespaces, sorted."""
        return {prefix: _SPACES[prefix] for prefix in sorted(self.used)}


@lru_cache(maxsize=2**14)
def shortened(address: str) -> tuple[str, str | None]:
    """The prefix of a namespace, and the address told with it; no address where no prefix fits."""
    found = _LOCAL.fullmatch(address)
    prefix = PREFIX_OF.get(found["space"], "") if found else ""
    return prefix, f"{prefix}:{found['name']}" if found and prefix else None


@lru_cache(maxsize=2**14)
def begun_with(address: str) -> tuple[str, str]:
    """What an address begins with, and the rest; both empty where it cannot be told so."""
    found = _BELOW.fullmatch(address)
    return (intern(found["space"]), found["name"]) if found else ("", "")


def _beginnings(spaces: Spaces, base: str, *, declared_relative: bool) -> dict[str, str]:
    """What so many addresses begin with that to declare it makes the document shorter, each with its prefix."""
    beginnings, taken = dict[str, str](), {*_SPACES, *spaces[1]}
    for space, times in spaces[0]:
        _, before, last = space.rstrip("/#").rsplit("/", 2)
        prefix = next((one for one in (last, f"{before}-{last}") if one not in taken and _PREFIX.fullmatch(one)), "")
        written = len(beginning(space, base))
        declared = (written if declared_relative else len(space)) + len(prefix) + len("@prefix : <> .\n")
        if prefix and times * (written - len(prefix) - 1) > declared:
            beginnings[space] = prefix
            taken.add(prefix)
    return beginnings


_PREFIX = re.compile("[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]")


def beginning(space: str, base: str) -> str:
    """What addresses begin with, relative to the document."""
    return relative(space, base) if space.endswith("#") else relative(f"{space}x", base)[:-1] or "./"


@lru_cache(maxsize=2**12)
def own(address: str) -> str | None:
    """The local name of a term of the vocabulary, where no prefix is called so."""
    found = _LOCAL.fullmatch(address)
    is_own = found is not None and found["space"] == PREFIXES["pap"] and found["name"] not in _SPACES
    return found["name"] if found is not None and is_own else None
