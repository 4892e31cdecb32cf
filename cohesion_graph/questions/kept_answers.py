"""Answers that were given before, kept beside the plans in the user's own cache (`folder.kept`).

A question that is put to the same files by the same program again is answered from there, in the time that the answer
takes to be read: nothing of the plan, its records or its graph is loaded. The answers are those of the one road
(`questions.ask`); a changed file, or program, makes all of them forgotten.
"""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cohesion_graph.folder import kept
from cohesion_graph.folder.storage import finish_interrupted
from cohesion_graph.tables.table import Column, Table, Value

if TYPE_CHECKING:
    from cohesion_graph.questions.asked import PlanLike

__all__ = ["PARTS", "answered"]

PARTS: Final = (
    *("collector.py", "derive", "folder", "graph", "language", "model", "names.py", "persons.py", "plan.py"),
    *("questions", "rdf", "status_words.py", "tables"),
)
"""What an answer depends on in this program."""
_ANSWERS: Final = kept.Sort(".answers", PARTS)
_MOST: Final = 50
"""Answers kept of a plan; the one given longest ago goes first."""
_LONGEST: Final = 2_000
"""Rows of an answer that is kept."""


def answered(folder: Path, question: str, given: Mapping[str, Any], opened: Callable[[Path], PlanLike]) -> Table:
    """The answer to a question about the plan of a folder, as it was given before or else as it is now.

    Args:
        folder: The dataset's.
        question: The question's name.
        given: Its parameters, as typed.
        opened: Opens the plan, names of officers covered; not called where the answer was kept.

    Raises:
        CohesionError: as `plan.load` and `questions.ask.ask`.
    """
    finish_interrupted(folder)
    asked = json.dumps([question, sorted(given.items())])
    found = kept.found(folder, _ANSWERS)
    answers: dict[str, Any] = json.loads(found) if found is not None else {}
    if asked in answers:
        return _table(answers[asked])
    from cohesion_graph.folder.known import documents_of
    from cohesion_graph.questions.ask import ask

    begun = time.time_ns()
    plan = opened(folder)
    answer = ask(plan, question, **given)
    if len(answer) <= _LONGEST:
        told = dict([*answers.items(), (asked, _told(answer))][-_MOST:])
        content = json.dumps(told, ensure_ascii=False, default=_day).encode()
        kept.keep(folder, _ANSWERS, documents_of(plan.dataset), content, begun=begun)
    return answer


def _told(table: Table) -> dict[str, Any]:
    columns = [[column.name, column.about] for column in table.columns]
    return {"name": table.name, "columns": columns, "rows": table.rows, "title": table.title, "notes": table.notes}


def _table(told: dict[str, Any]) -> Table:
    columns = tuple(Column(*column) for column in told["columns"])
    rows = tuple(tuple(map(_value, row)) for row in told["rows"])
    return Table(told["name"], columns, rows, told["title"], tuple(told["notes"]))


def _day(value: dt.date) -> dict[str, str]:
    return {"day": value.isoformat()}


def _value(told: Any) -> Value:
    return dt.date.fromisoformat(told["day"]) if isinstance(told, dict) else told
