"""Which pictures there are, and how to get one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

import networkx as nx

from cohesion_graph.derive import Derivation
from cohesion_graph.errors import MisuseError, UnknownName
from cohesion_graph.names import NamesOfDataset
from cohesion_graph.views.collaboration import who_works_with_whom
from cohesion_graph.views.columns import dependencies, responsibilities
from cohesion_graph.views.combinations import shared
from cohesion_graph.views.deadlines import deadlines
from cohesion_graph.views.layouts import Layouts
from cohesion_graph.views.links import all_links, neighbourhood
from cohesion_graph.views.page import page_of
from cohesion_graph.views.picture import Picture
from cohesion_graph.views.tabular import disagreements, matrix
from cohesion_graph.views.view import View
from cohesion_graph.views.view_model import ViewModel, view_model

__all__ = ["VIEWS", "all_views", "page", "view"]

_MAKERS: dict[str, tuple[str, Callable[[ViewModel, Derivation], Picture]]] = {
    "all-links": (
        "everything linked: actions, bodies, strategies and measures, and every line between them",
        lambda model, _: all_links(model),
    ),
    "who-works-with-whom": (
        "bodies, and how many actions they share; actions that both lead are told apart",
        lambda model, _: who_works_with_whom(model),
    ),
    "responsibilities": (
        "bodies and actions, a line for each responsibility",
        lambda model, _: responsibilities(model),
    ),
    "dependencies": (
        "what feeds each strategy, plan or measure, and what hangs on it",
        lambda model, _: dependencies(model),
    ),
    "deadlines": ("when actions and milestones are due, as each document says", deadlines),
    "matrix": ("actions by bodies, with their roles", matrix),
    "shared": ("which combinations of bodies do which actions", lambda model, _: shared(model)),
    "disagreements": ("what documents say differently, side by side", disagreements),
}

VIEWS: dict[str, str] = {name: about for name, (about, _) in _MAKERS.items()} | {
    "neighbourhood": "one thing and everything around it (needs a focus)"
}
"""What each picture shows, by its name, in the order of the page's tabs."""


def view(derivation: Derivation, name: str, *, focus: str | None = None, graph: nx.MultiDiGraph | None = None) -> View:
    """One picture of a plan, ready to show, save or read as a table.

    Args:
        derivation: The plan.
        name: One of `VIEWS`.
        focus: A thing to open with, as a person would type it (`cohesion_graph.names`). Needed for
            ``neighbourhood``; any other picture opens with it selected, and its still form dims the rest.
        graph: The plan's graph, where it is at hand; built if not.

    Raises:
        UnknownName: no picture has this name, or nothing is called `focus`; near misses are suggested.
        BadParameter: several things are called so.
        MisuseError: ``neighbourhood`` without a focus.
    """
    _known(name)
    model = _shared_model(derivation, graph)
    centre = NamesOfDataset(derivation.dataset).find(focus, "thing").node if focus is not None else ""
    if name == "neighbourhood" and not centre:
        raise MisuseError("a neighbourhood needs a focus: the identifier, reference or name of a thing")
    drawn = neighbourhood(model, centre) if name == "neighbourhood" else _MAKERS[name][1](model, derivation)
    return View(model, drawn, centre)


def all_views(derivation: Derivation, graph: nx.MultiDiGraph, layouts: Layouts) -> list[View]:
    """Every picture of a plan but the neighbourhood of one thing, in the order of `VIEWS`.

    Args:
        derivation: The plan.
        graph: Its graph.
        layouts: Where boxes are known to stand; takes note of where they stand in these pictures.
    """
    model = replace(_shared_model(derivation, graph), layouts=layouts)
    return [View(model, make(model, derivation)) for _, make in _MAKERS.values()]


def page(derivation: Derivation, names: Sequence[str] | None = None, *, graph: nx.MultiDiGraph | None = None) -> str:
    """One HTML file with several pictures as tabs; by default all but the neighbourhood.

    Raises:
        UnknownName: a name is none of `VIEWS`.
        MisuseError: ``neighbourhood`` is among the names: it belongs to one thing (use `view`).
    """
    chosen = list(_MAKERS) if names is None else list(names)
    for name in chosen:
        _known(name)
    if "neighbourhood" in chosen:
        raise MisuseError("a neighbourhood is drawn for one thing: use view(..., 'neighbourhood', focus=...)")
    model = _shared_model(derivation, graph)
    return page_of(model, [_MAKERS[name][1](model, derivation) for name in chosen])


_MODELS: WeakKeyDictionary[nx.MultiDiGraph, tuple[Derivation, ViewModel]] = WeakKeyDictionary()
"""What the pictures of a plan share, for as long as its graph is in use."""


def _shared_model(derivation: Derivation, graph: nx.MultiDiGraph | None) -> ViewModel:
    """The model of this plan and graph: the same one for each of its pictures."""
    if graph is None:
        return view_model(derivation)
    made_from, model = _MODELS.get(graph, (None, None))
    if made_from is not derivation or model is None:
        model = view_model(derivation, graph)
        _MODELS[graph] = derivation, model
    return model


def _known(name: str) -> None:
    if name not in VIEWS:
        raise UnknownName("view", name, VIEWS, f"Views: {', '.join(VIEWS)}.")
