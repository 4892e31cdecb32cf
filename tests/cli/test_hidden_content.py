"""What documents hide stands in no text of the dataset that is read from them, and in no file of its site."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from cohesion_graph.cli import main

WRITTEN = Path(__file__).parents[1] / "documents" / "written"
DOCUMENTS = ("10-hidden-content.docx", "10-hidden-content.xlsx", "10-hidden-content.html")
HIDDEN = (b"budget row of", b"NOT FOR PUBLICATION")


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a folder, and what is packed in them."""
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        content = path.read_bytes()
        yield path.relative_to(folder).as_posix(), content
        if content.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                yield from ((f"{path.name}: {name}", packed.read(name)) for name in packed.namelist())
        elif content.startswith(b"\x1f\x8b"):
            yield path.name, gzip.decompress(content)


def test_hidden_content_stands_nowhere_in_a_dataset_and_the_site_built_of_it(tmp_path):
    dataset, site = tmp_path / "dataset", tmp_path / "site"
    read = CliRunner().invoke(main, ["read", *(str(WRITTEN / name) for name in DOCUMENTS), "-o", str(dataset)])
    built = CliRunner().invoke(main, ["build", str(dataset), "-o", str(site)])

    assert (read.exit_code, built.exit_code) == (0, 0), read.output + built.output
    assert read.output.count("left out (--hidden reads") >= len(DOCUMENTS)
    for name in DOCUMENTS:
        (dataset / "sources" / name).unlink()  # the dataset keeps the documents as they are; no site holds them
    files = [*contents(dataset), *contents(site)]
    assert sum(b"Open the youth hub" in content for _, content in files) > len(DOCUMENTS)  # what is shown does
    assert [name for name, content in files if any(words in content for words in HIDDEN)] == []
