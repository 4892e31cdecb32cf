"""The names users import, and the folders the wheel carries."""

import importlib
import tomllib
from pathlib import Path

import cohesion_graph
from cohesion_graph.shipped import shipped_folder

ROOT = Path(__file__).parent.parent


def test_every_public_name_can_be_imported_and_no_other_is_promised():
    for name in cohesion_graph.__all__:
        assert getattr(cohesion_graph, name) is not None
    assert dir(cohesion_graph) == sorted(cohesion_graph.__all__)


def test_the_version_is_said_once_in_two_places():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

    assert project["project"]["version"] == cohesion_graph.__version__


def test_every_module_says_what_it_is_for():
    package = Path(cohesion_graph.__file__).parent
    for path in sorted(package.rglob("*.py")):
        name = ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")
        if name != "cohesion_graph.__main__":
            assert importlib.import_module(name).__doc__, name


def test_the_shipped_folders_are_found():
    assert (shipped_folder("data/stockton") / "dataset.yaml").is_file()
    assert shipped_folder("ontology").is_dir()
