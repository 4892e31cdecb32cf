"""JSON Schemas of the files of a dataset folder, made from the model: for editors that complete and check YAML."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from cohesion_graph.model.claims import CLAIM_KINDS, Doubt
from cohesion_graph.model.dataset import Head
from cohesion_graph.model.editorial import Editorial
from cohesion_graph.model.evidence import Revision, SetAside, Source
from cohesion_graph.model.items import Plan
from cohesion_graph.model.register import Body, Instrument

__all__ = ["file_schemas"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def file_schemas() -> dict[str, str]:
    """The schema of each kind of file as JSON text, by the name it is published under.

    In the files every value is text, and the model types it; the schemas describe what the text stands for.
    """
    return {
        "dataset.schema.json": _text("dataset.yaml", _dataset()),
        "register.schema.json": _text("register.yaml", _register()),
        "claims.schema.json": _text("claims/<source>.yaml", _claims()),
        "editorial.schema.json": _text("editorial.yaml", _definitions(Editorial)[0]["Editorial"], Editorial),
    }


def _text(title: str, schema: dict[str, Any], *models: type[BaseModel]) -> str:
    if models:
        schema = {**schema, "$defs": _definitions(*models)[1]}
    return json.dumps({"$schema": _DIALECT, **schema, "title": title}, indent=1, ensure_ascii=False) + "\n"


def _definitions(*models: type[BaseModel]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schemas of the models themselves, and of everything they use, by class name."""
    _, whole = models_json_schema([(model, "validation") for model in models])
    used = whole["$defs"]
    return {model.__name__: used[model.__name__] for model in models}, used


def _dataset() -> dict[str, Any]:
    own, used = _definitions(Head, Source)
    used["Source"] = _without(own["Source"], "text")
    head = own["Head"]
    properties = {**head["properties"], "sources": _list_of("Source", at_least=1)}
    required = [*head["required"], "sources"]
    return {**head, "properties": properties, "required": required, "$defs": _others(used, "Head")}


def _register() -> dict[str, Any]:
    _, used = _definitions(Body, Instrument, Plan)
    properties = {
        "bodies": _list_of("Body"),
        "instruments": _list_of("Instrument"),
        "plan": {"$ref": "#/$defs/Plan"},
    }
    return {**_closed(properties, "plan"), "$defs": used}


def _claims() -> dict[str, Any]:
    own, used = _definitions(*CLAIM_KINDS, Doubt, SetAside, Revision)
    for name, schema in own.items():
        given = {"Doubt": ("source",), "Revision": ()}
        used[name] = _without(schema, *given.get(name, ("item", "source")))
        used[name]["required"] = [field for field in used[name]["required"] if field != "n" or name == "Doubt"]
    item: dict[str, Any] = {"item": {"type": "string"}}
    item |= {kind.plural: _list_of(kind.__name__) for kind in CLAIM_KINDS}
    properties = {
        "source": {"type": "string"},
        "items": {"type": "array", "items": _closed(item, "item")},
        "doubts": _list_of("Doubt"),
        "set_aside": _list_of("SetAside"),
        "revisions": _list_of("Revision"),
    }
    return {**_closed(properties, "source"), "$defs": used}


def _closed(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _list_of(name: str, *, at_least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}, **({"minItems": at_least} if at_least else {})}


def _without(schema: dict[str, Any], *fields: str) -> dict[str, Any]:
    """A schema without fields that follow from where a record stands in its file."""
    properties = {name: value for name, value in schema["properties"].items() if name not in fields}
    required = [name for name in schema.get("required", []) if name not in fields]
    return {**schema, "properties": properties, "required": required}


def _others(used: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: schema for name, schema in used.items() if name not in names}
