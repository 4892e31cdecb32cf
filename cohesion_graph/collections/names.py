"""What people type for a body, a document or an item, looked up in all plans of a collection."""

from __future__ import annotations

from typing import Any, Final

from cohesion_graph.collections.bodies import Bodies
from cohesion_graph.collections.engine import Engine
from cohesion_graph.errors import UnknownName
from cohesion_graph.names import Thing

__all__ = ["NamesOfCollection"]

_MANY: Final = 50_000
"""Names up to which near misses are looked for."""


class NamesOfCollection:
    """Finds what a typed name stands for; `members` tells of each thing found where it is.

    A name of `bodies.csv` stands for the bodies that were judged to be one. Any other stands for every body that a plan
    calls so, whether or not they are one, and `notes` says how many there are.
    """

    def __init__(self, engine: Engine, bodies: Bodies, dataset: str = "") -> None:
        self._engine, self._bodies, self._dataset = engine, bodies, dataset
        self.members: dict[str, list[tuple[str, str]]] = {}
        """Datasets and identifiers, by the identifier of the thing."""
        self.notes: list[str] = []

    def find(self, typed: str, kind: str) -> Thing:
        """The thing of a kind (`names.KINDS`) that `typed` stands for, in every plan.

        Raises:
            UnknownName: nothing is called so.
        """
        look = {"body": self._bodies_called, "source": self._sources_called}.get(kind, self._items_called)
        members, label = look(typed.strip())
        if not members:
            what = {"body": "body", "source": "source"}.get(kind, "action or milestone")
            raise UnknownName(f"{what} of the collection", typed, self._known(kind))
        key = f"{kind}:{typed.strip().casefold()}"
        self.members[key] = members
        return Thing({"body": "organisation", "source": "source"}.get(kind, "action"), key, "urn:x-asked", label)

    def _bodies_called(self, typed: str) -> tuple[list[tuple[str, str]], str]:
        if body := self._bodies.called(typed):
            members = [one for one in self._bodies.members(body) if not self._dataset or one[0] == self._dataset]
            return members, self._bodies.names[body]
        folded = _folded(typed)
        table = self._table("organisations")
        loose = _loose(table.name.lower())
        others = table.also_known_as.lower()
        is_called = (
            (loose == folded)
            | (table.organisation_id == typed.casefold())
            | ((table.dataset + "/" + table.organisation_id) == typed.casefold())
            | ("; " + _loose(others, keep="; ") + "; ").contains(f"; {folded}; ")
        )
        found = self._engine.rows(table.filter(is_called).select("dataset", "organisation_id", "name"))
        members = sorted((row["dataset"], row["organisation_id"]) for row in found)
        self._note(typed, members)
        names = sorted({row["name"] for row in found})
        return members, names[0] if len(names) == 1 else typed

    def _note(self, typed: str, members: list[tuple[str, str]]) -> None:
        told = {self._bodies.of.get(member, member) for member in members}
        if len(told) > 1:
            plans = len({dataset for dataset, _ in members})
            self.notes.append(
                f"{len(members)} bodies in {plans} plans are called {typed!r}, and nobody has judged that they are one."
            )

    def _sources_called(self, typed: str) -> tuple[list[tuple[str, str]], str]:
        table, folded = self._table("sources"), typed.casefold()
        is_called = (table.source == folded) | (table.label.lower() == folded) | (table.title.lower() == folded)
        found = self._engine.rows(table.filter(is_called).select("dataset", "source"))
        return sorted((row["dataset"], row["source"]) for row in found), typed

    def _items_called(self, typed: str) -> tuple[list[tuple[str, str]], str]:
        actions, milestones = self._table("actions"), self._table("milestones")
        own = actions.filter(actions.ref.lower() == typed.casefold()).select("dataset", item="ref")
        parts = milestones.filter(milestones.milestone_id.lower() == typed.casefold())
        found = self._engine.rows(own.union(parts.select("dataset", item="milestone_id")))
        return sorted((row["dataset"], row["item"]) for row in found), typed

    def _known(self, kind: str) -> list[str]:
        """Names of the kind, for near misses; none where there are too many to look through."""
        name, table = {"body": ("name", "organisations"), "source": ("source", "sources")}.get(kind, ("ref", "actions"))
        found = self._engine.rows(self._table(table).select(name).distinct().limit(_MANY + 1))
        names = sorted(row[name] for row in found) + (list(self._bodies.names.values()) if kind == "body" else [])
        return names if len(names) <= _MANY else []

    def _table(self, name: str) -> Any:
        table = self._engine.table(name)
        return table.filter(table.dataset == self._dataset) if self._dataset else table


def _folded(typed: str) -> str:
    """A name's letters and figures in small, as `_loose` makes them of a column."""
    bare = typed[4:] if typed[:4].casefold() == "the " else typed
    return "".join(letter for letter in bare.lower() if letter.isalnum())


def _loose(column: Any, keep: str = "") -> Any:
    """A column's letters and figures alone."""
    return column.re_replace(rf"[^\p{{L}}\p{{N}}{keep}]", "")
