"""A collection as people use it from Python."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cohesion_graph.collections.described import Collection, read_collection
from cohesion_graph.tables.table import Column, Table

if TYPE_CHECKING:
    from cohesion_graph.collections.building import Report

__all__ = ["PlanCollection", "open_collection"]


def open_collection(folder: str | PathLike[str]) -> PlanCollection:
    """Open a collection of plans.

    Args:
        folder: The folder with ``collection.yaml``; ``cohesion-graph collect add`` makes one.

    Raises:
        DatasetProblems: it is no collection's, or ``collection.yaml`` is not right.
    """
    return PlanCollection(Path(folder))


class PlanCollection:
    """Many plans that are asked together.

    ========================================== =========================================================================
    ``collection.ask()``                       the questions; ``collection.ask("contributions", party="police")``
    ``collection.datasets``                    the plans that are in it
    ``collection.check()``                     which of them changed, and whether the tables are as they were built
    ``collection.refresh()``                   bring the tables up to date
    ========================================== =========================================================================
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.description: Collection = read_collection(folder)
        """What its file says of it."""

    def ask(self, question: str = "", /, *, engine: str = "", **parameters: Any) -> Table:
        """The answer to a ready question, put to every plan; without one, the list of the questions.

        Args:
            question: Its name.
            engine: Where it is computed: DuckDB in this process, or the address of a Spark cluster.
            parameters: By name; one that Python keeps to itself with an underscore: ``from_="2026-01-01"``.

        Raises:
            UnknownName: no such question, or a parameter names nothing in any plan; near misses are given.
            BadParameter: a parameter that the question does not have, or a value of the wrong sort.
            StoreError: the engine does not answer.
        """
        from cohesion_graph.collections.asking import ask

        return ask(self.folder, question, engine=engine, **parameters) if question else self.questions()

    def questions(self) -> Table:
        """The ready questions: name, what it asks, and the parameters it takes."""
        from cohesion_graph.collections.asking import questions_across
        from cohesion_graph.questions.question_table import question_table

        return question_table(questions_across())

    @property
    def datasets(self) -> Table:
        """The plans that are in it: key, and where each is."""
        columns = (Column("dataset", "The dataset's key in every table."), Column("path", "Its folder."))
        rows = tuple((one.dataset, one.path) for one in self.description.datasets)
        return Table("datasets", columns, rows, title=self.description.title)

    def check(self) -> Table:
        """A row for each dataset, in order or not, and for each file of the tables that is not as it was built."""
        from cohesion_graph.collections.checking import check

        return check(self.folder)

    def refresh(self) -> Report:
        """Open the datasets that changed, and bring the tables up to date."""
        from cohesion_graph.collections.changing import refresh

        return refresh(self.folder)

    def __repr__(self) -> str:
        count = len(self.description.datasets)
        return f"<{type(self).__name__} {self.description.id}: {count} {'dataset' if count == 1 else 'datasets'}>"
