"""A picture in the hands of a Python user: show it, save it, read it as a table."""

from __future__ import annotations

import os
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from cohesion_graph.files import written_whole
from cohesion_graph.tables import Table
from cohesion_graph.views.network import as_opened, network_svg
from cohesion_graph.views.page import page_of
from cohesion_graph.views.picture import Picture
from cohesion_graph.views.pyvis_network import to_pyvis
from cohesion_graph.views.svg import dimmed, standing_alone
from cohesion_graph.views.view_model import ViewModel

if TYPE_CHECKING:
    from pyvis.network import Network

__all__ = ["View"]


@dataclass(frozen=True, repr=False)
class View:
    """One picture of a plan; shows itself in notebooks."""

    model: ViewModel
    picture: Picture
    focus: str = ""
    """The node it opens with; empty for none."""

    @property
    def name(self) -> str:
        """Its name in `registry.VIEWS`."""
        return self.picture.name

    @property
    def title(self) -> str:
        """Its heading."""
        return self.picture.title

    @property
    def table(self) -> Table:
        """The same content as rows."""
        return self.picture.table

    def to_html(self) -> str:
        """A whole page in one file: no request to anywhere, works from a disk."""
        return page_of(self.model, [self.picture], focus=self.focus)

    def svg(self) -> str:
        """The still picture as an SVG document; with a focus, what is not linked to it is faint.

        A picture that is a table is drawn as one. A network shows what its page opens with: no milestones, no mere
        mentions; one of more than `links.STILL_LIMIT` things is drawn too, however large that gets.
        """
        svg = standing_alone(self.picture.svg)
        if self.picture.drawing is not None:
            keeps = self.picture.keeps_unlinked
            drawing = as_opened(self.model, self.picture.drawing, focus=self.focus, keeps_unlinked=keeps)
            svg = standing_alone(network_svg(self.model, drawing))
        if not self.focus or self.name == "neighbourhood":
            return svg
        centres = self.picture.lit_with(self.focus)
        near = [line for line in self.picture.lines if centres & {line.start, line.end}]
        return dimmed(
            svg, {*centres, *(end for line in near for end in (line.start, line.end))}, {line.key for line in near}
        )

    def to_pyvis(self) -> Network | None:
        """The same network for pyvis, with positions; None where the picture is not a network."""
        return None if self.picture.drawing is None else to_pyvis(self.model, self.picture.drawing)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the picture: an SVG file if `path` ends in ``.svg``, else the whole page. UTF-8, all or nothing.

        Gives the path back. Folders above it are made.
        """
        target = Path(path)
        text = self.svg() if target.suffix.lower() == ".svg" else self.to_html()
        with written_whole(target) as out:
            out.write(text.encode("utf-8"))
        return target

    def interactive(self, height: int = 720) -> Interactive:
        """The whole page inside a notebook cell, `height` px high: between 1 and 2 MB in the notebook's file."""
        return Interactive(self.to_html(), self.title, height)

    def __repr__(self) -> str:
        """Short: a notebook keeps it beside the picture."""
        counts = f"{len(self.picture.nodes)} things, {len(self.picture.lines)} lines"
        return f"<View {self.name}{f' of {self.focus}' if self.focus else ''}: {counts}>"

    def _repr_html_(self) -> str:
        """The still picture with its heading for a notebook, small enough to be kept in its file."""
        if self.picture.markup or not self.picture.svg:
            return self.table._repr_html_()
        return f"<figure><figcaption>{escape(self.title)}</figcaption>{self.svg()}</figure>"


@dataclass(frozen=True, repr=False)
class Interactive:
    """A page in a frame that may run its own script and save files, and nothing else."""

    page: str
    title: str
    height: int

    def __repr__(self) -> str:
        return f"<Interactive {self.title}>"

    def _repr_html_(self) -> str:
        return (
            f'<iframe sandbox="allow-scripts allow-downloads" title="{escape(self.title)}" width="100%"'
            f' height="{self.height}" srcdoc="{escape(self.page)}"></iframe>'
        )
