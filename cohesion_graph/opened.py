"""The plan as people use it from Python: all that `plan.LoadedPlan` gives, and what is published from it."""

from __future__ import annotations

import datetime as dt
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from cohesion_graph.errors import BadParameter
from cohesion_graph.plan import LoadedPlan, opened

if TYPE_CHECKING:
    from cohesion_graph.ingest import Draft
    from cohesion_graph.publish.site import BuildReport
    from cohesion_graph.tables import Table

__all__ = ["Plan", "compare", "load", "read"]

_Path = str | PathLike[str]


class Plan(LoadedPlan):
    """A plan: ask it, look at it, and publish it. Everything is made when first asked for.

    ============================== =====================================================================================
    ``plan.ask()``                 the ready questions; ``plan.ask("overdue", as_of="2009-06-30")`` answers one
    ``plan.questions()``           the same list, with the parameters of each
    ``plan.actions``, ``.bodies``  tables of the plan's own; ``.milestones``, ``.doubts``, ``.table(name)``
    ``plan["CC6"]``                one action, milestone, body or instrument: ``.who``, ``.when``, ``.evidence`` ...
    ``plan.sparql(query)``         your own SPARQL query
    ``plan.graph``                 a networkx MultiDiGraph; ``plan.to_rdf()`` an rdflib Dataset
    ``plan.view("dependencies")``  a picture, shown in a notebook or saved as one page
    ``plan.compare(a, b)``         two of its documents side by side
    ``plan.sheet("SSP")``          what one body has agreed to do
    ``plan.build("site")``         the whole offline folder
    ``plan.save("my-plan")``       the dataset as a folder of YAML
    ============================== =====================================================================================

    >>> plan = load()
    >>> plan
    <Plan stockton: 32 actions, 74 milestones, 2 sources>
    """

    draft: Draft | None = None
    """What was read, where the plan comes from documents (`read`): its summary tells what to look at first."""

    def build(self, folder: _Path = "site", *, as_of: dt.date | str | None = None) -> BuildReport:
        """Write the whole offline folder: pages, pictures, tables, downloads, RDF.

        Args:
            folder: Where; a site that is there is replaced.
            as_of: The day as of which dates are judged, or such as ``"2009-06-30"``.

        Raises:
            MisuseError: the folder holds somebody else's files.
        """
        from cohesion_graph.publish.site import build_site

        return build_site(self, Path(folder), as_of=_day(as_of))

    def sheet(self, body: str, *, as_of: dt.date | str | None = None) -> Table:
        """What one body has agreed to do, by any name it goes by, as a table.

        Raises:
            UnknownName: no body is called so.
        """
        from cohesion_graph.publish.sheets import sheet_of

        return sheet_of(self, body, _day(as_of)).table

    def compare(self, first: str, second: str) -> Table:
        """Two of its documents item by item: missing, extra, reworded, re-dated, given to others.

        Raises:
            UnknownName: no document is called so.
        """
        from cohesion_graph.names import NamesOfDataset
        from cohesion_graph.publish.comparison import compare_sources

        names = NamesOfDataset(self.dataset)
        return compare_sources(self.derivation, *(names.find(one, "source").id for one in (first, second))).table

    def save(self, folder: _Path) -> list[str]:
        """Write the dataset to a folder, all files or none; the names of the files that changed.

        What was read from documents is written with the documents. Names of officers that are withheld stay so in a
        plan that was loaded, and keep their masks in one that was read.
        """
        from cohesion_graph.folder.as_read import AS_READ, stamp_of
        from cohesion_graph.folder.write import write_dataset

        if self.draft is not None:
            contents = {**self.draft.documents, AS_READ: stamp_of(self.draft.dataset)}
            return write_dataset(self.draft.dataset, Path(folder), contents)
        return write_dataset(self.dataset, Path(folder))


def _day(given: dt.date | str | None) -> dt.date | None:
    if not isinstance(given, str):
        return given
    try:
        return dt.date.fromisoformat(given)
    except ValueError as error:
        raise BadParameter(f"as_of: {given!r} is not a day\n  Write it as 2009-03-31.") from error


def load(folder: _Path | None = None, *, withhold: bool = True) -> Plan:
    """Open a dataset folder; by default the current folder if it is one, else the shipped Stockton plan.

    Args:
        folder: The folder with ``dataset.yaml``.
        withhold: Whether officers' names are withheld. Leave it so for anything that is shown.

    Raises:
        DatasetProblems: the folder holds no right dataset; all its problems are listed.
    """
    return opened(Plan, folder, withhold=withhold)


def read(*documents: _Path, title: str | None = None) -> Plan:
    """A plan from its documents: Word, Excel, PDF, HTML, CSV or text, the fullest first; nothing is written.

    ``plan.draft.summary`` tells what was found and what to look at first, ``plan.doubts`` what is not settled, and
    ``plan.save(folder)`` keeps it. Names of officers are withheld.

    Args:
        documents: Paths of documents of one plan.
        title: The plan's title; the first document's if not given.

    Raises:
        UnreadableDocument: a document cannot be read, or none holds a plan.
    """
    from cohesion_graph.ingest import read_documents
    from cohesion_graph.model.privacy import withhold_names

    draft = read_documents([Path(one) for one in documents], title=title)
    plan = Plan(withhold_names(draft.dataset))
    plan.draft = draft
    return plan


def compare(first: LoadedPlan | _Path, second: LoadedPlan | _Path) -> Table:
    """Two plans, or two editions of one, item by item; each a plan or the path of a dataset folder."""
    from cohesion_graph.publish.comparison import compare_datasets

    plans = [one if isinstance(one, LoadedPlan) else load(one) for one in (first, second)]
    return compare_datasets(plans[0].dataset, plans[1].dataset).table
