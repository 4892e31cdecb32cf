"""Which plans a store holds, and how one of several is asked alone.

A question is put to one plan: references such as ``CC1`` and slugs of bodies are unique within a council only, and
counting over two plans at once would take two bodies for one. The graphs of one dataset share the start of their
addresses (`rdf.namespaces`), so asking one plan is asking the union of these graphs.
"""

from __future__ import annotations

from dataclasses import replace

from cohesion_graph.errors import BadParameter, StoreError, UnknownName
from cohesion_graph.questions.remote import RemoteStore
from cohesion_graph.questions.store import EmbeddedStore, QuestionStore
from cohesion_graph.rdf.namespaces import PREFIXES

__all__ = ["CATALOGUE", "UNFINISHED", "narrowed", "plans_in", "refuse_several", "refuse_unfinished"]

CATALOGUE = "/graph/catalogue"
"""The end of the address of the graph in which a dataset tells of itself."""
UNFINISHED = "http://purl.org/adms/status/UnderDevelopment"
"""The status of that graph while a store takes in the dataset, graph after graph."""

_LOADED_IN_PART = f"""SELECT ?graph {{
  ?graph <{PREFIXES["adms"]}status> <{UNFINISHED}> FILTER (STRENDS(STR(?graph), "{CATALOGUE}"))
}}"""
_PAP = f"PREFIX pap: <{PREFIXES['pap']}>"
_PLANS = f"{_PAP} SELECT DISTINCT ?plan {{ ?section pap:sectionOf ?plan }}"
_GRAPHS = f"""{_PAP} SELECT DISTINCT ?graph ?plan {{
  {{ GRAPH ?graph {{ ?section pap:sectionOf ?plan }} }} UNION {{ GRAPH ?graph {{ ?source a pap:SourceDocument }} }}
}}"""


def plans_in(store: QuestionStore) -> list[str]:
    """The addresses of the plans that a store holds, sorted."""
    return sorted(plan for (plan,) in store.texts(_PLANS).rows if plan is not None)


def refuse_several(store: QuestionStore) -> None:
    """Refuse a store with two or more plans.

    Raises:
        BadParameter: it holds several; the message names some.
    """
    plans = plans_in(store)
    if len(plans) > 1:
        shown = ", ".join(plans[:3]) + (" ..." if len(plans) > 3 else "")
        raise BadParameter(
            f"the store holds {len(plans)} plans, and a question is put to one: {shown}\n"
            "  Open it with the address of the plan: open_store(place, plan=...)."
        )


def refuse_unfinished(store: QuestionStore) -> None:
    """Refuse a store whose graphs may be of two states, because loading them has not come to its end.

    Raises:
        StoreError: it takes a dataset in at this moment, or that broke off.
    """
    if found := sorted(graph or "" for (graph,) in store.texts(_LOADED_IN_PART).rows):
        raise StoreError(
            f"the store holds {found[0].removesuffix(CATALOGUE)} in part: loading it has not come to its end\n"
            "  Wait for it; if it broke off, load the dataset again."
        )


def narrowed(store: EmbeddedStore | RemoteStore, plan: str) -> QuestionStore:
    """The same store, asked about one plan only.

    Raises:
        UnknownName: it holds no such plan; near misses are given.
    """
    found = [tuple(text or "" for text in row) for row in store.texts(_GRAPHS).rows]
    registers = [graph for graph, held in found if held == plan]
    if not registers:
        raise UnknownName("plan", plan, {held for _, held in found if held}, "Write the whole address of a plan.")
    start = registers[0].removesuffix("register")
    own = {graph for graph, _ in found if graph.startswith(start)}
    kept = own | {f"{start}{name}" for name in ("editorial", "derived", "catalogue")}
    return replace(store, graphs=tuple(sorted(kept)))
