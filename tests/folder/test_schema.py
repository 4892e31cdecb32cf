"""The published JSON Schemas are those of the model, and the shipped files meet them."""

import json

import jsonschema
import pytest

from cohesion_graph.folder.schema import file_schemas
from cohesion_graph.folder.yaml_text import parse
from cohesion_graph.shipped import shipped_folder


@pytest.mark.parametrize("name", file_schemas())
def test_the_published_schema_is_the_models(name, request):
    path = shipped_folder("ontology") / "schemas" / name
    if request.config.getoption("--regold"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(file_schemas()[name], "utf-8")

    assert path.read_text("utf-8") == file_schemas()[name]


def typed(value, schema, definitions):
    """Plain text values as the types their schema names, as the model would take them."""
    schema = definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if isinstance(value, dict):
        return {key: typed(one, schema.get("properties", {}).get(key, {}), definitions) for key, one in value.items()}
    if isinstance(value, list):
        return [typed(one, schema.get("items", {}), definitions) for one in value]
    return int(value) if schema.get("type") == "integer" else value


@pytest.mark.parametrize(
    "file, schema",
    [
        ("dataset.yaml", "dataset"),
        ("register.yaml", "register"),
        ("claims/together-plan.yaml", "claims"),
        ("claims/voices-extract.yaml", "claims"),
        ("editorial.yaml", "editorial"),
    ],
)
def test_the_invented_councils_files_meet_the_schema(file, schema, marlbeck_folder):
    rules = json.loads(file_schemas()[f"{schema}.schema.json"])
    parsed, _ = parse((marlbeck_folder / file).read_text("utf-8"), file)

    content = typed(parsed.value, rules, rules["$defs"])
    jsonschema.validate(content, rules)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**content, "surprise": "x"}, rules)
