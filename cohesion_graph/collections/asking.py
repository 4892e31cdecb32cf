"""Put a ready question to all plans of a collection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cohesion_graph.collections.bodies import Bodies, read_bodies
from cohesion_graph.collections.described import refuse_no_collection
from cohesion_graph.collections.engine import Engine, open_engine
from cohesion_graph.collections.names import NamesOfCollection
from cohesion_graph.errors import StoreError, UnknownName
from cohesion_graph.model.codes import DeadlineKind
from cohesion_graph.model.timing import Deadline, StatedDate
from cohesion_graph.questions.binding import bind
from cohesion_graph.questions.registry import AnswerColumn, Parameter, Question, question
from cohesion_graph.tables.table import Column, Table, Value

if TYPE_CHECKING:
    from cohesion_graph.collections.expressions import Asked

__all__ = ["ask", "expression", "question_across", "questions_across"]

_ROLES = ("depends", "feeds", "reports", "mentions")
_INSTRUMENTS: Final = Question(
    name="instruments",
    title="Which strategies, agreements and plans do plans hang on, and how many plans name each?",
    parameters=(
        Parameter("name", "text", "Only instruments whose name has these words in it."),
        Parameter("family", "choice", "Only what items depend on, feed, report to or mention.", choices=_ROLES),
        Parameter("min", "integer", "Only what at least so many plans name.", default="1"),
    ),
    columns=(
        AnswerColumn("instrument", "text", "Its name in this plan."),
        AnswerColumn("kind", "code", "What sort it is."),
        AnswerColumn("plans", "integer", "How many plans name one so called."),
        AnswerColumn("actions", "integer", "How many actions of this plan have to do with it."),
        AnswerColumn("depends", "integer", "How many items of this plan need it."),
        AnswerColumn("feeds", "integer", "How many items of this plan put something into it."),
        AnswerColumn("mentions", "integer", "How many items of this plan only name it."),
        AnswerColumn("source", "list", "The documents that say so."),
        AnswerColumn("basis", "list", "What the statements rest on."),
        AnswerColumn("quote", "text", "The words, each after the reference of its action."),
        AnswerColumn("instrument_id", "text", "Its identifier in this plan."),
    ),
    text="",
)
_OWN_RULES: Final[Mapping[str, str]] = {
    "instruments": "Plans are counted by the name, letter case aside: one name may stand for different things.",
    "ranking": "Each plan has a row of its own; a body that was judged to be in several plans is counted over all.",
}
_MORE: Final[Mapping[str, tuple[AnswerColumn, ...]]] = {
    "ranking": (
        AnswerColumn("plans", "integer", "In how many plans the body is."),
        AnswerColumn("counted_in_all", "integer", "How many actions (or milestones) it is in, over all plans."),
    ),
}
"""Columns that only an answer across plans has, by question."""
_BODY: Final = AnswerColumn("body", "text", "The body across plans, where a person judged that it is one.")
_FIRST: Final = (
    AnswerColumn("dataset", "text", "The dataset: its authority's identifier, a slash, and its own."),
    AnswerColumn("authority", "text", "Whose plan it is."),
)
_ADDRESS: Final = AnswerColumn("address", "text", "Where the statement, or the thing, stands in linked data.")
_DATASET: Final = Parameter("dataset", "text", "Only this dataset.")


def _expressions() -> dict[str, Callable[[Any], Any]]:
    """The answers by question; imported when something is asked."""
    from cohesion_graph.collections import answers_what, answers_when, answers_who

    return {
        "changed": answers_when.changed,
        "contributions": answers_who.contributions,
        "deadlines": answers_when.deadlines,
        "discrepancies": answers_what.discrepancies,
        "due": answers_when.due,
        "instruments": answers_what.instruments,
        "overdue": answers_when.overdue,
        "ranking": answers_who.ranking,
        "shared-responsibilities": answers_who.shared_responsibilities,
    }


_ORDERS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("contributions", "deadlines"), ("dataset", "row")),
    "changed": ("dataset", "part", "row"),
    "discrepancies": ("dataset", "place"),
    **dict.fromkeys(("due", "overdue"), ("dataset", "due", "row")),
    "shared-responsibilities": ("dataset", "first"),
    "ranking": ("-counted_in_all", "key", "dataset"),
    "instruments": ("-plans", "key", "dataset", "instrument_id"),
}
"""What rows are sorted by, a minus before what is greatest first."""

_NAMES: Final = tuple(sorted(_ORDERS))


def questions_across() -> tuple[Question, ...]:
    """The questions that can be put to a collection, sorted by name."""
    return tuple(question_across(name) for name in _NAMES)


def question_across(name: str) -> Question:
    """A question as it is put to a collection: that of a single plan, with the plan in front and the address behind.

    Raises:
        UnknownName: it cannot be put to a collection.
    """
    wanted = name.strip().casefold().replace("_", "-")
    if wanted not in _NAMES:
        raise UnknownName("question across plans", name, _NAMES, f"There are {', '.join(_NAMES)}.")
    one = _INSTRUMENTS if wanted == "instruments" else question(wanted)
    has_body = any(column.name == "party_id" for column in one.columns)
    columns = (*_FIRST, *one.columns, *_MORE.get(wanted, ()), *([_BODY] if has_body else []), _ADDRESS)
    return Question(one.name, one.title, (*one.parameters, _DATASET), columns, "", rules=one.rules)


def ask(folder: Path, name: str, /, *, engine: str = "", **parameters: object) -> Table:
    """The answer to a ready question, put to every plan of a collection.

    Args:
        folder: The collection's folder.
        name: The question: one of `questions_across`.
        engine: Where it is computed (`engine.open_engine`).
        parameters: By name, as for a single plan; ``dataset`` names the only dataset asked about. A body is named as
            `bodies.csv` or any plan calls it.

    Returns:
        A row for each row that the plans themselves would answer, with the dataset and whose it is in front, and the
        address of the statement behind; sorted by dataset, and in each as the plan's own answer is.

    Raises:
        UnknownName: no such question or parameter, or a name that nothing in any plan answers to.
        BadParameter: a parameter that is missing or not of its type, or no such engine.
        DataError: the tables cannot be read.
        StoreError: the engine could not answer.
    """
    one = question_across(name)
    refuse_no_collection(folder)  # what it lists need not be read: the tables tell what is in them
    for _ in range(3):
        opened = open_engine(folder, engine)
        try:
            table = _answered(opened, one, read_bodies(folder), parameters, opened.datasets)
            if opened.is_current():
                return table
        finally:
            opened.close()
    raise StoreError("the collection was built again and again while it was asked\n  Ask once more.")


def expression(asked: Asked, name: str) -> Any:
    """The answer to a question as an expression, sorted, with the columns of `question_across` that engines compute."""
    one = question_across(name)
    return _finished(_expressions()[one.name](asked), one, asked)


def _answered(
    engine: Engine, one: Question, bodies: Bodies, parameters: Mapping[str, object], datasets: list[str]
) -> Table:
    given = dict(parameters)
    dataset = _dataset(str(given.pop("dataset", "") or ""), datasets)
    text = {name: str(given.pop(name)) for name in ("name",) if one.name == "instruments" and given.get(name)}
    names = NamesOfCollection(engine, bodies, dataset)
    asked_question = Question(
        one.name, one.title, tuple(p for p in one.parameters if p.type != "text"), one.columns, ""
    )
    bound = bind(asked_question, given, names)
    from cohesion_graph.collections.expressions import Asked

    members = {name: names.members[value] for name, value in bound.values.items() if value in names.members}
    values = {name: value for name, value in bound.values.items() if name not in members} | text
    asked = Asked(engine, values, members, bodies, dataset)
    cells = engine.columns(expression(asked, one.name))
    cells |= _computed(one.name, cells, bound.day("as_of"))
    columns = tuple(Column(column.name, column.about) for column in one.columns)
    told = tuple(zip(*(_cells(column, cells[column.name]) for column in one.columns), strict=True))
    notes = [rule.text.format_map(bound.labels) for rule in one.rules if rule.holds(bound.values)]
    notes += [_OWN_RULES[one.name]] if one.name in _OWN_RULES else []
    return Table(one.name, columns, told, title=one.title, notes=(*notes, *names.notes))


def _dataset(typed: str, datasets: list[str]) -> str:
    if not typed or typed in datasets:
        return typed
    found = [key for key in datasets if key.partition("/")[2] == typed or key.partition("/")[0] == typed]
    if len(found) == 1:
        return found[0]
    raise UnknownName("dataset of the collection", typed, datasets)


def _finished(found: Any, one: Question, asked: Asked) -> Any:
    """The columns of the answer, sorted, with whose plan each row is of."""
    from cohesion_graph.collections.expressions import looked_up, with_body

    if "action_ref" in found.columns:
        found = found.mutate(action=found.action_ref, milestone=found.milestone_id)
    if "party_id" in found.columns and "body" not in found.columns:
        found = with_body(found, asked)
    found = looked_up(found, asked.engine.table("datasets").select("dataset", "authority"), ["dataset"])
    found = found.order_by([found[name[1:]].desc() if name[0] == "-" else found[name] for name in _ORDERS[one.name]])
    wanted = [column.name for column in one.columns if column.name in found.columns]
    return found.select(*dict.fromkeys([*wanted, *_FURTHER.get(one.name, ())]))


_FURTHER: Final[Mapping[str, tuple[str, ...]]] = {"deadlines": ("starts",), "ranking": ("total",)}
"""What is asked for beyond the columns of the answer, to make others of."""


def _computed(name: str, cells: Mapping[str, Sequence[Any]], as_of: dt.date | None) -> dict[str, list[Any]]:
    """The columns that are made of others, as for a single plan, so that no engine's rounding counts."""
    if name == "ranking":
        pairs = zip(cells["counted"], cells["total"], strict=True)
        return {"share": [round(counted / total, 3) for counted, total in pairs]}
    if name == "overdue" and as_of is not None:
        return {"days": [(as_of - due).days for due in cells["due"]]}
    if name == "deadlines":
        rows = (dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True))
        return {"next_occurrence": [str(_next(row, as_of) or "") if as_of is not None else "" for row in rows]}
    return {}


def _next(row: Mapping[str, Any], as_of: dt.date) -> StatedDate | None:
    """When a deadline comes round next; the model's deadline is the one place that computes it."""
    names = {"kind": "kind", "date": "date", "starts": "starts", "every": "recurs_every", "within": "within"}
    known = {field: row[name] for field, name in names.items() if row[name]}
    if row["kind"] == DeadlineKind.ALIGNED:
        known["aligned_with"] = "known"
    return Deadline.model_validate(known).next_occurrence(as_of)


def _cells(column: AnswerColumn, values: Sequence[Any]) -> Sequence[Value]:
    if column.type == "date":
        return [dt.date.fromisoformat(value) if isinstance(value, str) else value for value in values]
    if column.type in {"integer", "decimal"}:
        return values
    return ["" if value is None else str(value) for value in values]
