"""The ready questions as a table: what each asks and takes."""

from __future__ import annotations

from collections.abc import Iterable

from cohesion_graph.questions.registry import Question, questions
from cohesion_graph.tables.table import Column, Table

__all__ = ["question_table"]


def question_table(listed: Iterable[Question] | None = None) -> Table:
    """Questions with their parameters: every ready question, sorted by name, if none are given."""
    told = questions() if listed is None else listed
    rows = tuple((one.name, one.title, "; ".join(each.usage for each in one.parameters)) for one in told)
    columns = (Column("question"), Column("answers"), Column("parameters"))
    return Table("questions", columns, rows, notes=("Ask one with: cohesion-graph ask NAME parameter=value ...",))
