from __future__ import annotations
from pathlib import Path
from cohesion_graph.ingest.cells import Extract
from cohesion_graph.ingest.readers.plain import read_plain

def read_document(path: Path) -> tuple[bytes, Extract]:
    content = path.read_bytes()
    return content, read_plain(content.decode("utf-8"))
