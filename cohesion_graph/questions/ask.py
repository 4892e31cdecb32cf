"""Put a ready question to a plan or a store, and have the answer as a table."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from operator import itemgetter

from cohesion_graph.errors import MisuseError
from cohesion_graph.names import Finder, NamesOfDataset
from cohesion_graph.questions.answers import Fetched, columns_of
from cohesion_graph.questions.asked import PlanLike, is_plan
from cohesion_graph.questions.binding import Bound, bind, bound_text
from cohesion_graph.questions.names_in_store import NamesOfStore
from cohesion_graph.questions.plans_in_store import refuse_several, refuse_unfinished
from cohesion_graph.questions.records import Records, records_of
from cohesion_graph.questions.registry import Question, question
from cohesion_graph.questions.store import EmbeddedStore, QuestionStore
from cohesion_graph.tables.table import Column, Table

__all__ = ["ask"]


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
    records = None
    if isinstance(asked, QuestionStore):
        store: QuestionStore = asked
        refuse_several(store)
        refuse_unfinished(store)
        names: Finder = NamesOfStore(store)
    elif is_plan(asked):
        store = EmbeddedStore(asked.store)
        names, records = NamesOfDataset(asked.dataset), records_of(asked.derivation)
    else:
        raise MisuseError(f"a {type(asked).__name__} cannot be asked\n  Expected: a loaded plan or a store.")
    bound = bind(one, parameters, names)
    return answer(store, one, bound, records)


def answer(store: QuestionStore, one: Question, bound: Bound, records: Records | None = None) -> Table:
    """The answer of a store to a question whose parameters are bound.

    Args:
        store: The store.
        one: The question.
        bound: Its parameters.
        records: The records of the plan in the store, where they are at hand: what they say is not asked again.
    """
    with _collector_at_rest():
        return _answer(store, one, bound, records if one.known else None)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No garbage collection meanwhile: rows make no cycles, and each pass would look through the whole plan again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _answer(store: QuestionStore, one: Question, bound: Bound, records: Records | None) -> Table:
    text = bound_text(one.text, bound.terms, bound.values, is_known=records is not None)
    literals = {column.name for column in one.fetched if column.type in {"list", "lines"}} | {"listed"}
    cells = columns_of(store.texts(text, literals), one.fetched, one.known, records)
    notes = [rule.text.format_map(bound.labels) for rule in one.rules if rule.holds(bound.values)]
    names = [column.name for column in one.columns]
    if one.then:
        from cohesion_graph.questions.steps import step

        rows, more = step(one.then)(Fetched(cells), bound)
        notes += more
        told = tuple(map(itemgetter(*names), rows))
    else:
        told = tuple(zip(*(cells[name] for name in names), strict=True))
    columns = tuple(Column(column.name, column.about) for column in one.columns)
    return Table(one.name, columns, told, title=one.title, notes=tuple(notes))
