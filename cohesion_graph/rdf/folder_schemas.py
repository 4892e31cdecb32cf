"""JSON Schemas of the dataset folder's files, made from the records: editors check the YAML while it is written.

Run ``python -m cohesion_graph.rdf.folder_schemas`` after changing the model; a test compares. What a schema cannot
say (that a quotation is in its text, that an identifier names something) the loader checks.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, create_model

from cohesion_graph.model.claims import CLAIM_KINDS, Claim, Doubt
from cohesion_graph.model.dataset import Head
from cohesion_graph.model.editorial import Editorial
from cohesion_graph.model.evidence import SetAside, Source
from cohesion_graph.model.ids import ItemId, Slug
from cohesion_graph.model.items import Plan
from cohesion_graph.model.record import Record
from cohesion_graph.model.register import Register
from cohesion_graph.rdf.namespaces import DEFINITIONS
from cohesion_graph.rdf.ontology import ontology_folder

__all__ = ["folder_schemas", "schema_texts"]


def folder_schemas() -> dict[str, dict[str, Any]]:
    """The schema of each sort of file: ``dataset``, ``register``, ``claims`` and ``editorial``.

    They know what the folder leaves out: a source has no ``text`` (it is the file's), a claim no ``item`` and no
    ``source`` (they come from where it stands), and its number ``n`` may be left to the loader.
    """
    sources: Any = (_listed(_without(Source, {"text"})), ...)
    plan: Any = (Plan, ...)
    made: dict[str, type[BaseModel]] = {
        "dataset": create_model("DatasetFile", __base__=Head, sources=sources),
        "register": create_model("RegisterFile", __base__=Register, plan=plan),
        "claims": _claims_file(),
        "editorial": Editorial,
    }
    return {name: _schema(name, model) for name, model in made.items()}


def schema_texts() -> dict[str, str]:
    """The content of each file under ``ontology/schemas``."""
    return {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        for name, schema in folder_schemas().items()
    }


def _claims_file() -> type[BaseModel]:
    lists: dict[str, Any] = {"item": (ItemId, ...)}
    for kind in CLAIM_KINDS:
        lists[kind.plural] = (_listed(_without(kind, {"item", "source"}, optional={"n"})), ())
    fields: dict[str, Any] = {
        "source": (Slug, ...),
        "items": (_listed(create_model("ItemEntry", __base__=Record, **lists)), ()),
        "doubts": (_listed(_without(Doubt, {"source"})), ()),
        "set_aside": (_listed(SetAside), ()),
    }
    made: type[BaseModel] = create_model("ClaimsFile", __base__=Record, **fields)
    return made


def _listed(model: type[BaseModel]) -> Any:
    """The type of a list of such records, made while the program runs."""
    return tuple.__class_getitem__((model, ...))


def _without(
    kind: type[Source | Doubt | Claim], left_out: set[str], optional: frozenset[str] | set[str] = frozenset()
) -> type[BaseModel]:
    """A record's fields without some of them, in a model that is only asked for its schema."""
    fields: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        if name not in left_out:
            default = None if name in optional else ... if field.is_required() else field.default
            fields[name] = (field.rebuild_annotation(), default)
    made: type[BaseModel] = create_model(kind.__name__, __config__=ConfigDict(extra="forbid"), **fields)
    return made


def _schema(name: str, model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{DEFINITIONS}schemas/{name}.schema.json",
        **schema,
    }


if __name__ == "__main__":
    for file_name, text in schema_texts().items():
        (ontology_folder() / "schemas" / file_name).write_text(text, encoding="utf-8", newline="")
