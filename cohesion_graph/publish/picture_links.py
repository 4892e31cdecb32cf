"""Links into the pictures; apart from the pictures, because every page has one and the pictures load numpy."""

from __future__ import annotations

from urllib.parse import quote

from cohesion_graph.publish.page import Anchor

__all__ = ["INTERACTIVE", "picture_link"]

INTERACTIVE = "pictures/all.html"
"""The page with all pictures as tabs."""


def picture_link(node: str) -> Anchor:
    """A link that opens the network with a thing selected."""
    return Anchor("See it in the network", f"{INTERACTIVE}#view=all-links&sel={quote(node, safe='/')}")
