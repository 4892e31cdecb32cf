"""The published JSON Schemas are those of the model, accept the real datasets and refuse what the loader refuses."""

import copy
from pathlib import Path

import jsonschema
import pytest
import yaml

from cohesion_graph.rdf.folder_schemas import folder_schemas, schema_texts

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "data" / "stockton", ROOT / "tests" / "fixtures" / "marlbeck")


class TextDates(yaml.SafeLoader):
    """YAML whose dates stay text, as in JSON, which is what schemas know."""


TextDates.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def content(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=TextDates)


def files():
    for folder in FOLDERS:
        for name in ("dataset", "register", "editorial"):
            yield pytest.param(name, folder / f"{name}.yaml", id=f"{folder.name}-{name}")
        for path in sorted((folder / "claims").glob("*.yaml")):
            yield pytest.param("claims", path, id=f"{folder.name}-{path.stem}")


def test_the_published_schemas_are_the_generated_ones(ontology):
    published = {path.name: path.read_text(encoding="utf-8") for path in (ontology / "schemas").iterdir()}
    assert published == schema_texts()


@pytest.mark.parametrize("name", folder_schemas())
def test_each_schema_is_one(name):
    jsonschema.Draft202012Validator.check_schema(folder_schemas()[name])


@pytest.mark.parametrize("name,path", files())
def test_the_files_of_real_datasets_are_valid(name, path):
    validator = jsonschema.Draft202012Validator(folder_schemas()[name])
    assert [error.message for error in validator.iter_errors(content(path))] == []


@pytest.mark.parametrize(
    "name,damage",
    [
        ("dataset", lambda one: one.pop("licence")),
        ("dataset", lambda one: one.update(colour="red")),
        ("register", lambda one: one["bodies"][0].update(kind="gang")),
        ("register", lambda one: one["plan"].pop("title")),
        ("claims", lambda one: one["items"][0].update(hopes=[])),
        ("claims", lambda one: one["items"][0]["wordings"][0].pop("evidence")),
        ("claims", lambda one: one["items"][0]["wordings"][0].update(item="A1")),
    ],
)
def test_what_the_model_refuses_the_schema_refuses(name, damage):
    folder = FOLDERS[1]
    path = next((folder / "claims").glob("*.yaml")) if name == "claims" else folder / f"{name}.yaml"
    damaged = copy.deepcopy(content(path))
    damage(damaged)
    assert list(jsonschema.Draft202012Validator(folder_schemas()[name]).iter_errors(damaged)) != []
