"""Where the ontology's files are: beside the checkout, or inside the installed package; and nowhere else."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from cohesion_graph.rdf.namespaces import DEFINITIONS
from cohesion_graph.shipped import shipped_folder

__all__ = ["CONTEXT_ADDRESS", "ontology_file", "ontology_folder", "shipped_context"]

CONTEXT_ADDRESS: Final = f"{DEFINITIONS}context.jsonld"
"""Where the JSON-LD context is published; read from disk, never fetched."""


def ontology_folder() -> Path:
    """The folder with ``pap.ttl``, ``shapes.ttl`` and the rest.

    Raises:
        DataError: the package was installed without it.
    """
    return shipped_folder("ontology")


def ontology_file(name: str) -> Path:
    """One file of the ontology, such as ``shapes.ttl`` or ``examples/conforming/two-leads.ttl``."""
    return ontology_folder() / name


@cache
def _context_text() -> str:
    return ontology_file("context.jsonld").read_text(encoding="utf-8")


def shipped_context() -> dict[str, Any]:
    """What stands under ``@context`` in the shipped context."""
    content: dict[str, Any] = json.loads(_context_text())["@context"]
    return content
