"""Put a ready question to a plan or a store, and have the answer as a table."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from cohesion_graph.collector import collector_at_rest
from cohesion_graph.errors import MisuseError
from cohesion_graph.graph.index import Index, index_of
from cohesion_graph.names import NamesOfDataset
from cohesion_graph.questions.asked import PlanLike, is_plan
from cohesion_graph.questions.binding import Bound, bind
from cohesion_graph.questions.registry import Question, question
from cohesion_graph.questions.steps import Answer, of_fetched, of_plan
from cohesion_graph.tables.table import Column, Table

if TYPE_CHECKING:
    from cohesion_graph.questions.store import QuestionStore

__all__ = ["answer", "ask"]


def ask(asked: PlanLike | QuestionStore, name: str, /, **parameters: object) -> Table:
    """The answer to a ready question.

    Args:
        asked: A loaded plan, or a store (`store.open_store`): embedded, on disk or an endpoint.
        name: The question's name, such as ``contributions``; `registry.questions` lists them.
        parameters: By name; as typed (``party="SSP"``, ``as_of="2009-03-31"``), or a date or a whole number. None and
            the empty text count as not given.

    Returns:
        A table named after the question, titled with it, with the question's columns whatever the answer; its notes
        hold the counting rule and what a reader must know. Rows are in the order of the plan and always the same.

    Raises:
        UnknownName: no such question or parameter, or a name that nothing in the plan answers to.
        BadParameter: a parameter that is missing, a value that is not of its type, or a store of several plans
            (open one of them: `store.open_store`).
        StoreError: the store or endpoint failed to answer in full, in time, or holds the plan in part.
    """
    one = question(name)
    if is_plan(asked):
        return answer(index_of(asked.derivation), one, bind(one, parameters, NamesOfDataset(asked.dataset)))
    from cohesion_graph.questions.names_in_store import NamesOfStore
    from cohesion_graph.questions.plans_in_store import refuse_several, refuse_unfinished
    from cohesion_graph.questions.store import QuestionStore

    if not isinstance(asked, QuestionStore):
        raise MisuseError(f"a {type(asked).__name__} cannot be asked\n  Expected: a loaded plan or a store.")
    refuse_several(asked)
    refuse_unfinished(asked)
    return answer(asked, one, bind(one, parameters, NamesOfStore(asked)))


def answer(asked: Index | QuestionStore, one: Question, bound: Bound) -> Table:
    """The answer to a question whose parameters are bound.

    Args:
        asked: The index of a plan at hand, or a store.
        one: The question.
        bound: Its parameters.
    """
    with collector_at_rest():
        rows, more = of_plan(one, asked, bound) if isinstance(asked, Index) else _of_store(asked, one, bound)
        told = tuple(map(itemgetter(*(column.name for column in one.columns)), rows))
    columns = tuple(Column(column.name, column.about) for column in one.columns)
    notes = [rule.text.format_map(bound.labels) for rule in one.rules if rule.holds(bound.values)]
    return Table(one.name, columns, told, title=one.title, notes=(*notes, *more))


def _of_store(store: QuestionStore, one: Question, bound: Bound) -> Answer:
    from cohesion_graph.questions.answers import fetched
    from cohesion_graph.questions.binding import bound_text

    text = bound_text(one.text, bound.terms, bound.values)
    literals = {column.name for column in one.fetched if column.type in {"list", "lines"}} | {"listed"}
    found = fetched(store.texts(text, literals), one.fetched)
    return of_fetched(one, found, bound) if one.then else (found.rows(), [])
