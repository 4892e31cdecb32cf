"""Everything this package raises on purpose, and the one shape in which a fault is told.

.. code-block:: text

    CohesionError                 catch this one to catch them all; `exit_code` is for the command line
    ├── DataError                 the data is wrong (exit code 1)
    │   ├── DatasetProblems       every problem found in a dataset folder, all at once
    │   ├── FileFault             one file of a dataset folder that cannot be used (`folder.storage`)
    │   ├── UnreadableDocument    a document that cannot be turned into a dataset
    │   └── RdfError              RDF that is broken, or is not a dataset of ours
    ├── StoreError                a store or an endpoint failed, or was stopped at its time limit (exit code 1)
    └── MisuseError               the request is wrong (exit code 2)
        ├── UnknownName           no such body, item, source, question ...; carries near misses
        ├── BadParameter          a parameter that is missing, unknown or has an impossible value
        └── BadQuery              SPARQL that does not parse, or asks for something refused
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = [
    "BadParameter",
    "BadQuery",
    "CohesionError",
    "DataError",
    "DatasetProblems",
    "MisuseError",
    "NearMisses",
    "Problem",
    "RdfError",
    "StoreError",
    "UnknownName",
    "UnreadableDocument",
    "near_misses",
]


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault in one place: where, what was found, what was expected, what to do.

    >>> print(Problem("register.yaml", 12, "bodies[3].kind", "'team' is not a kind of body",
    ...               "one of council, council-team, partnership", "Correct the kind."))
    register.yaml:12 bodies[3].kind: 'team' is not a kind of body
      Expected: one of council, council-team, partnership
      Correct the kind.
    """

    file: str
    """Path inside the dataset folder, with forward slashes."""
    line: int
    """1-based line, or 0 where the fault is not at one line (a missing file)."""
    path: str
    """The field, as it would be typed: ``bodies[3].kind``; empty for a whole file."""
    found: str
    expected: str = ""
    cure: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        lines = [f"{place} {self.path}: {self.found}" if self.path else f"{place}: {self.found}"]
        if self.expected:
            lines.append(f"  Expected: {self.expected}")
        if self.cure:
            lines.append(f"  {self.cure}")
        return "\n".join(lines)


class CohesionError(Exception):
    """Base of all errors raised on purpose; its text is fit to be shown to a user."""

    exit_code = 1


class DataError(CohesionError):
    """The data given is wrong; nothing was written."""


class DatasetProblems(DataError):
    """All problems of a dataset folder, sorted by file and line, in ``problems``."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        count = len(self.problems)
        head = "1 problem" if count == 1 else f"{count} problems"
        super().__init__("\n".join([f"{head} in the dataset", *map(str, self.problems)]))


class UnreadableDocument(DataError):
    """A document that cannot be read as a plan; the text says why and what to try."""


class RdfError(DataError):
    """RDF that does not parse, or that does not describe a dataset of this package."""


class StoreError(CohesionError):
    """A query could not be answered in full: the store or endpoint failed, or time ran out."""


class MisuseError(CohesionError):
    """The request itself is wrong: a word of the command line, a parameter, a query."""

    exit_code = 2


class UnknownName(MisuseError):
    """A name that nothing answers to; ``suggestions`` holds the nearest known ones."""

    def __init__(self, what: str, name: str, known: Iterable[str], cure: str = "") -> None:
        self.name = name
        self.suggestions: tuple[str, ...] = tuple(near_misses(name, known))
        text = f"no {what} is called {name!r}"
        if self.suggestions:
            text += "; did you mean " + " or ".join(repr(s) for s in self.suggestions) + "?"
        super().__init__(f"{text}\n  {cure}" if cure else text)


class BadParameter(MisuseError):
    """A parameter that is missing, not known, or holds an impossible value."""


class BadQuery(MisuseError):
    """SPARQL that does not parse (the text says where) or asks for something refused."""


class NearMisses:
    """Near misses of many names, looked up for the first few only: what refers to a lost section may be thousands.

    Among ten thousand known names, looking one up takes up to a second.
    """

    _MOST = 50

    def __init__(self) -> None:
        self._found: dict[str, Sequence[str]] = {}

    def of(self, name: str, known: Iterable[str]) -> Sequence[str]:
        """`near_misses` of a name among names that are the same each time; none once many were asked for."""
        if name not in self._found:
            self._found[name] = near_misses(name, known) if len(self._found) < self._MOST else ()
        return self._found[name]


def near_misses(name: str, known: Iterable[str], limit: int = 3) -> Sequence[str]:
    """The known names that look most like `name`, best first; letter case is ignored.

    >>> near_misses("safer stocton partnership", ["Safer Stockton Partnership", "SBC"])
    ['Safer Stockton Partnership']
    """
    by_folded: dict[str, str] = {}
    for candidate in sorted(known):
        by_folded.setdefault(candidate.casefold(), candidate)
    hits = difflib.get_close_matches(name.casefold(), by_folded, n=limit, cutoff=0.6)
    return [by_folded[hit] for hit in hits]
