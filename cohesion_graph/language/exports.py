"""What the columns of well-known programs' exports mean: a program is told by columns that only it writes together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cohesion_graph.language.files import entries
from cohesion_graph.language.labels import role_of, tokens
from cohesion_graph.language.notation import phrases, spelt_out

__all__ = ["ExportColumns", "columns_in_export", "roles_in_export"]

_Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Export:
    """An export: the columns that tell it, and what each of its columns means."""

    marks: tuple[frozenset[_Tokens], ...]
    """Of each set one must be there."""
    roles: Mapping[_Tokens, str]
    tree: Mapping[_Tokens, str]
    """Columns that tell which row stands below which: ``level``, ``parent``, or ``below`` for rows of sub-items;
    and ``archived``, which tells rows that the program does not show."""


@dataclass(frozen=True, slots=True)
class ExportColumns:
    """Where the columns of a known program's export stand, as places among its headings."""

    action: int
    tree: Mapping[str, int]
    """The columns that tell which row stands below which."""
    may_have_levels: bool = False
    """Whether a column may tell how deep rows stand, here or not."""


@cache
def _exports() -> tuple[_Export, ...]:
    return tuple(
        _Export(
            tuple(frozenset(one for text in phrases(listed) for one in _spelt(text)) for listed in said["told-by"]),
            _meant(said["columns"]),
            _meant(said.get("tree", {})),
        )
        for exports in entries("exports")
        for said in exports.values()
    )


def _meant(listed: Mapping[str, str]) -> Mapping[_Tokens, str]:
    return {one: meant for meant, said in listed.items() for text in phrases(said) for one in _spelt(text)}


def _spelt(phrase: str) -> frozenset[_Tokens]:
    return frozenset(map(tokens, spelt_out(phrase)))


def roles_in_export(headings: Sequence[str]) -> list[str | None] | None:
    """The role of each column of an export; None for headings that are those of no export known.

    A column that says nothing of a plan (who made the row, how many comments it has), or that a person added and no
    label names, has no role.

    >>> roles_in_export(["Card ID", "Card Name", "List Name", "Members", "Due Complete"])
    [None, 'action', 'goal', 'responsible', None]
    >>> roles_in_export(["Action", "Lead"]) is None
    True
    """
    found = _export_of(headings)
    if found is None:
        return None
    said = map(tokens, headings)
    roles = (found.roles.get(one, role_of(text) or "") for one, text in zip(said, headings, strict=True))
    return [role if role not in {"", "none"} else None for role in roles]


def columns_in_export(headings: Sequence[str]) -> ExportColumns | None:
    """Where the columns that order the rows of an export stand; None for headings that are those of no export known.

    >>> columns_in_export(["ID", "Name", "Start", "Finish", "Outline Level"])
    ExportColumns(action=1, tree={'level': 4}, may_have_levels=True)
    """
    found = _export_of(headings)
    if found is None:
        return None
    said = [tokens(heading) for heading in headings]
    action = next((place for place, one in enumerate(said) if found.roles.get(one) == "action"), None)
    if action is None:
        return None
    tree = {found.tree[one]: place for place, one in enumerate(said) if one in found.tree}
    return ExportColumns(action, tree, "level" in found.tree.values())


_LONGEST_MARK = 60
"""Characters of a heading that tells a program: rows of data, which are asked too, hold longer words."""


def _export_of(headings: Sequence[str]) -> _Export | None:
    said = {tokens(heading) for heading in headings if len(heading) <= _LONGEST_MARK}
    return next((one for one in _exports() if all(mark & said for mark in one.marks)), None)
