"""Downloads: every table as CSV and XLSX, the plan as one workbook, the graph in the tools' formats, with a README."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.workbook import table_workbook, workbook
from cohesion_graph.tables import Table
from cohesion_graph.tables.plan_tables import PLAN_TABLES

__all__ = ["GRAPH_FILES", "DownloadFile", "forms_of", "graph_files", "readme_text", "size_in_words", "table_files"]

GRAPH_FILES = {
    "graphml": ("graphml", "Gephi, yEd, igraph and most other network tools"),
    "gexf": ("gexf", "Gephi"),
    "cytoscape": ("cyjs", "Cytoscape"),
    "node-link": ("node-link.json", "D3 and networkx"),
    "dot": ("dot", "Graphviz"),
    "mermaid": ("mmd", "diagrams inside Markdown"),
}
"""Forms of the linked graph: file ending, and what opens it."""


@dataclass(frozen=True, slots=True)
class DownloadFile:
    """A file to download: its path, media type, what it holds, and its bytes."""

    path: str
    media_type: str
    title: str
    content: bytes


def table_files(plan: LoadedPlan, folder: str) -> Iterator[DownloadFile]:
    """Each of the plan's own tables as CSV and XLSX, then all of them as one workbook."""
    for name in PLAN_TABLES:
        yield from forms_of(plan.table(name), folder)
    yield DownloadFile(
        f"{folder}/{plan.dataset.id}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Every table in one workbook",
        workbook(plan),
    )


def forms_of(table: Table, folder: str) -> Iterator[DownloadFile]:
    """One table as CSV and as XLSX, with its README of columns as the workbook's second sheet."""
    yield DownloadFile(f"{folder}/{table.name}.csv", "text/csv", table.title, table.to_csv().encode("utf-8"))
    yield DownloadFile(
        f"{folder}/{table.name}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        table.title,
        table_workbook(table),
    )


def graph_files(plan: LoadedPlan, folder: str, *, all_forms: bool = True) -> Iterator[DownloadFile]:
    """The linked graph in the formats of network tools; of a large plan in the two that most of them read."""
    from cohesion_graph.graph.write import FORMATS

    for name, (ending, opens) in list(GRAPH_FILES.items())[: None if all_forms else 2]:
        path = f"{folder}/{plan.dataset.id}.{ending}"
        media = {"node-link.json": "application/json", "cyjs": "application/json", "dot": "text/vnd.graphviz"}.get(
            ending
        )
        media = media or ("text/plain" if ending == "mmd" else "application/xml")
        yield DownloadFile(path, media, f"The linked graph for {opens}", FORMATS[name](plan.graph).encode("utf-8"))


def readme_text(plan: LoadedPlan) -> str:
    """What each downloaded file and each column holds, as plain text that travels with the files."""
    lines = [
        plan.dataset.title,
        "=" * len(plan.dataset.title),
        "",
        "Every table is there twice: as CSV (UTF-8, RFC 4180) and as an Excel workbook of the same name (.xlsx).",
        "Open the workbook in Excel: a CSV opened by a double click may show the letter ’ wrongly.",
        "Several values in one cell are joined by '; '. A cell that would run as a formula begins with an apostrophe.",
        "Offsets (start, end) count Unicode code points of the document's stored text; the end is not included.",
        "",
    ]
    for name, (title, columns, _) in PLAN_TABLES.items():
        lines += [f"{name}.csv, {name}.xlsx: {title}", ""]
        lines += [f"    {column.name}: {column.about}" for column in columns]
        lines.append("")
    lines += [f"{plan.dataset.id}.xlsx: every table above in one workbook", ""]
    for ending, opens in GRAPH_FILES.values():
        lines.append(f"{plan.dataset.id}.{ending}: the linked graph, for {opens}")
    lines += ["", f"Licence: {plan.dataset.licence.statement} {plan.dataset.licence.url}".rstrip(), ""]
    return "\n".join(lines)


def size_in_words(size: int) -> str:
    """A number of bytes as people read it.

    >>> size_in_words(900), size_in_words(20_480), size_in_words(3_400_000)
    ('900 bytes', '20 kB', '3.4 MB')
    """
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
