"""A plan opened for use: its dataset with graph, answers, pictures and RDF, each made when first asked for."""

from __future__ import annotations

import datetime as dt
import html
import time
from collections.abc import Callable, Iterator
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cohesion_graph.derive import Derivation, Finding, derive, findings
from cohesion_graph.folder.known import keep, known
from cohesion_graph.folder.storage import finish_interrupted
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.shipped import usual_folder

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph as ox
    import rdflib

    from cohesion_graph.tables import Table
    from cohesion_graph.thing import PlanThing
    from cohesion_graph.views import View

__all__ = ["LoadedPlan", "load", "opened", "parse"]

P = TypeVar("P", bound="LoadedPlan")


def load(folder: str | PathLike[str] | None = None, *, withhold: bool = True) -> LoadedPlan:
    """Open a dataset folder, with what its updates file reports about progress (`cohesion_graph.folder.updates`).

    Args:
        folder: The folder with ``dataset.yaml``; by default the current folder if it is one, else the shipped
            Stockton plan.
        withhold: Whether officers' names that the dataset masks are withheld. Leave it so for anything that is shown.

    A plan whose files have not changed since it was last opened is not parsed again (`cohesion_graph.folder.known`).

    Raises:
        DatasetProblems: the folder holds no right dataset; all its problems are listed.

    >>> load().ask("contributions", party="Safer Stockton Partnership", role="lead").header[:3]
    ('action', 'milestone', 'party')
    """
    return opened(LoadedPlan, folder, withhold=withhold)


def opened(kind: type[P], folder: str | PathLike[str] | None, *, withhold: bool) -> P:
    """What `load` gives, as a kind of plan."""
    path = Path(folder) if folder is not None else usual_folder()
    if not withhold or not path.is_dir():
        return kind(parse(path, withhold=withhold).as_read)
    finish_interrupted(path)
    if (kept := known(path)) is not None:
        return kind(kept.settled, kept.as_read)
    begun = time.time_ns()
    plan = kind(parse(path).as_read)
    keep(path, plan.as_read, begun=begun)
    return plan


def parse(folder: Path, *, withhold: bool = True) -> LoadedPlan:
    """Open a dataset folder from its files, whatever is known of them; for those that are opened once.

    Raises:
        DatasetProblems: the folder holds no right dataset; all its problems are listed.
    """
    from cohesion_graph.folder.read import read_dataset
    from cohesion_graph.folder.updates import updated
    from cohesion_graph.model.privacy import withhold_names

    # names are covered when all is there: one that a document gives away is known in what is reported about it too
    whole = updated(read_dataset(folder, withhold=False), folder, withhold=False)
    return LoadedPlan(withhold_names(whole) if withhold else whole)


class LoadedPlan:
    """One dataset and everything that is made from it.

    >>> plan = load()
    >>> plan
    <LoadedPlan stockton: 32 actions, 74 milestones, 2 sources>
    >>> plan.graph.nodes["action/CC1"]["kind"]
    'action'
    """

    def __init__(self, dataset: Dataset, as_read: Callable[[], Dataset] | None = None) -> None:
        """A plan of a dataset as it was read, or of one that was settled before, with what gives it as it was read."""
        self._dataset, self._as_read = dataset, as_read

    @cached_property
    def as_read(self) -> Dataset:
        """What the files of the dataset hold: claims as they were read, beside the judgements on them."""
        return self._dataset if self._as_read is None else self._as_read()

    @property
    def dataset(self) -> Dataset:
        """The dataset as it was settled: what every output shows."""
        return self.derivation.dataset

    @cached_property
    def derivation(self) -> Derivation:
        """Links, inherited responsibilities and discrepancies."""
        return derive(self._dataset)

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The linked graph; see `cohesion_graph.graph.build`. Copy it before changing it."""
        from cohesion_graph.graph import build

        return build(self.derivation)

    @cached_property
    def store(self) -> ox.Store:
        """The RDF in an embedded Oxigraph store: what the questions are asked of."""
        from cohesion_graph.rdf.store import to_store

        return to_store(self.derivation)

    def to_rdf(self) -> rdflib.Dataset:
        """The RDF as a plain rdflib Dataset: a named graph for each source, and for what was judged and derived."""
        from cohesion_graph.rdf.write import to_rdflib

        return to_rdflib(self.derivation)

    def ask(self, question: str = "", /, **parameters: Any) -> Table:
        """The answer to a ready question; without one, the list of them (`questions`).

        A parameter that Python keeps to itself is given with an underscore: ``ask("due", from_="2009-01-01")``.

        Raises:
            UnknownName: no such question, or a parameter names nothing in the plan; near misses are given.
            BadParameter: a parameter that the question does not have, or a value of the wrong sort.
        """
        from cohesion_graph.questions.ask import ask

        return ask(self, question, **parameters) if question else self.questions()

    def questions(self) -> Table:
        """The ready questions: name, what it asks, and the parameters it takes."""
        from cohesion_graph.questions.question_table import question_table

        return question_table()

    def sparql(self, query: str, /) -> Table:
        """The answer to a SPARQL query of your own; prefixes such as ``pap:`` and ``org:`` are ready.

        Of CONSTRUCT and DESCRIBE the triples, as ``subject``, ``predicate`` and ``object``.

        Raises:
            BadParameter: it is no query, or would change something.
        """
        from cohesion_graph.questions.sparql import query as answer_to

        return answer_to(self, query).table

    @property
    def actions(self) -> Table:
        """Every action."""
        return self.table("actions")

    @property
    def milestones(self) -> Table:
        """Every milestone or success measure."""
        return self.table("milestones")

    @property
    def bodies(self) -> Table:
        """Every body that the documents name."""
        return self.table("organisations")

    @property
    def doubts(self) -> Table:
        """What the documents do not settle."""
        return self.table("doubts")

    def __getitem__(self, name: str) -> PlanThing:
        """An action, milestone, body, instrument or document, by any name it goes by: ``plan["CC6"]``.

        Raises:
            UnknownName: nothing is called so; near misses are given.
            BadParameter: several things are called so.
        """
        from cohesion_graph.errors import UnknownName
        from cohesion_graph.names import NamesOfDataset
        from cohesion_graph.thing import PlanThing

        names = NamesOfDataset(self.dataset)
        try:
            found = names.find(name, "thing")
        except UnknownName as unknown:
            try:
                found = names.find(name, "source")
            except UnknownName:
                raise unknown from None
        return PlanThing(self, found.kind, found.id, found.label, found.node)

    def __iter__(self) -> Iterator[str]:
        """The references of the actions, in the order of the plan."""
        return iter(self.dataset.actions)

    def _ipython_key_completions_(self) -> list[str]:
        """What notebooks offer after ``plan[``."""
        return [*self.dataset.items, *self.dataset.bodies, *self.dataset.instruments, *self.dataset.sources_by_id]

    def view(self, name: str, /, *, focus: str | None = None) -> View:
        """A picture that shows itself in a notebook; ``.save(path)`` writes it as one offline page."""
        from cohesion_graph.views import view

        return view(self.derivation, name, focus=focus, graph=self.graph)

    def table(self, name: str) -> Table:
        """One of the plan's own tables: ``actions``, ``responsibilities`` ... (`tables.plan_tables.PLAN_TABLES`)."""
        from cohesion_graph.tables.plan_tables import plan_table

        if name not in self._tables:
            self._tables[name] = plan_table(self.derivation, name)
        return self._tables[name]

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {}

    def findings(self, as_of: dt.date | None = None) -> list[Finding]:
        """What to look at: undated, unowned, and past its date without a report as of a day."""
        return findings(self.dataset, as_of)

    def __repr__(self) -> str:
        milestones = sum(item.is_milestone for item in self.dataset.items.values())
        counts = f"{len(self.dataset.actions)} actions, {milestones} milestones, {len(self.dataset.sources)} sources"
        return f"<{type(self).__name__} {self.dataset.id}: {counts}>"

    def _repr_html_(self) -> str:
        """Title and counts for a notebook."""
        return f"<p><strong>{html.escape(self.dataset.title)}</strong><br>{html.escape(repr(self)[1:-1])}</p>"
