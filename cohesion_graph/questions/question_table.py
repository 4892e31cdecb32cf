"""The ready questions as a table: what each asks and takes."""

from __future__ import annotations

from cohesion_graph.questions.registry import questions
from cohesion_graph.tables.table import Column, Table

__all__ = ["question_table"]


def question_table() -> Table:
    """Every ready question with its parameters, sorted by name."""
    rows = tuple((one.name, one.title, "; ".join(each.usage for each in one.parameters)) for one in questions())
    columns = (Column("question"), Column("answers"), Column("parameters"))
    return Table("questions", columns, rows, notes=("Ask one with: cohesion-graph ask NAME parameter=value ...",))
