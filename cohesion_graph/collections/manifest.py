"""``tables/datapackage.json``: what the built tables hold, for programs that read tables and for the next build.

It is a Data Package (https://datapackage.org) whose resources are the tables, each with its files; under
``cohesion-graph`` stands what was built. It is written in one go with the files it lists, and with `BUILT_FROM`, which
holds the digests of the datasets: they stay with the collection, as that of files with withheld names would let anybody
who reads the tables test guesses of a name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from cohesion_graph.collections.described import Collection
from cohesion_graph.collections.parts import file_of
from cohesion_graph.collections.schema import DATASETS, SCHEMA_VERSION, TABLES, TYPES
from cohesion_graph.errors import DataError
from cohesion_graph.formats import FORMATS
from cohesion_graph.tables.data_package import json_text

__all__ = ["BUILT_FROM", "MANIFEST", "Manifest", "data_package_of", "read_manifest"]

MANIFEST: Final = "tables/datapackage.json"
BUILT_FROM: Final = "built-from.json"
_OWN: Final = "cohesion-graph"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was built from what."""

    parts: int = 0
    """Number of parts of each table; none before the first build."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """Of each dataset whose rows are in the tables, the digest of what they were made from."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Of each dataset that is not in the tables, why."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The digest of each file of the tables, by its path in the collection's folder."""
    version: str = SCHEMA_VERSION

    def files_of(self, table: str) -> list[str]:
        """The paths of a table's files inside the collection's folder."""
        return [file_of(table, part, self.parts) for part in range(self.parts)]


def read_manifest(folder: Path) -> Manifest:
    """What was built in a collection's folder; an empty one where nothing was.

    Raises:
        DataError: the file is not one that was built.
    """
    path = folder / MANIFEST
    try:
        told = json.loads(path.read_bytes())[_OWN]
        built_from = _built_from(folder)
        digests = {key: built_from.get(key, "") for key in told["datasets"]}  # of which none is known is built anew
        return Manifest(told["parts"], digests, told["left_out"], told["files"], told["version"])
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{path} cannot be read as a list of built tables\n  Expected: the file that a build wrote\n"
            "  Remove it, and build the tables again: cohesion-graph collect refresh --all."
        ) from error


def _built_from(folder: Path) -> dict[str, str]:
    try:
        return dict(json.loads((folder / BUILT_FROM).read_bytes()))
    except FileNotFoundError:
        return {}


def data_package_of(collection: Collection, manifest: Manifest) -> bytes:
    """The file."""
    told: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": collection.id,
        "title": collection.title,
        "description": collection.description or collection.title,
        "resources": [_resource(name, manifest) for name in TABLES],
    }
    if collection.publisher:
        told["contributors"] = [{"title": collection.publisher, "roles": ["publisher"]}]
    told[_OWN] = {
        "version": manifest.version,
        "parts": manifest.parts,
        "datasets": sorted(manifest.digests),
        "left_out": dict(sorted(manifest.left_out.items())),
        "files": dict(sorted(manifest.files.items())),
    }
    return json_text(told)


def _resource(name: str, manifest: Manifest) -> dict[str, Any]:
    table = TABLES[name]
    return {
        "name": name,
        "type": "table",
        "title": table.title,
        "path": [path.removeprefix("tables/") for path in manifest.files_of(name)],
        "format": "parquet",
        "mediatype": FORMATS["parquet"].media_type,
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": [
                {"name": one.name, "type": TYPES.get(one.name, "string"), "description": one.about}
                for one in table.columns
            ],
            "primaryKey": ["dataset", "row"],
            **({"foreignKeys": [_TO_DATASETS]} if name != DATASETS else {}),
        },
    }


_TO_DATASETS = {"fields": ["dataset"], "reference": {"resource": "datasets", "fields": ["dataset"]}}
