"""Downloads: every table as CSV and XLSX, the plan as one workbook, the graph in the tools' formats, with a README."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cohesion_graph.formats import FORMATS, GROUPS, Format, published
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.processes import File
from cohesion_graph.publish.remaking import Making
from cohesion_graph.publish.workbook import table_workbook
from cohesion_graph.tables import Table
from cohesion_graph.tables.data_package import csv_on_the_web, data_package
from cohesion_graph.tables.plan_tables import PLAN_TABLES

__all__ = ["DownloadFile", "forms_of", "readme_text", "size_in_words", "table_files", "told", "whole_files"]

_TABLE_FORMS: dict[str, Callable[[Table], bytes]] = {
    "csv": lambda table: table.to_csv().encode("utf-8"),
    "xlsx": table_workbook,
}


@dataclass(frozen=True, slots=True)
class DownloadFile:
    """A file to download: its path, format, what it holds, and what it is made of."""

    path: str
    format: Format
    title: str
    made_of: bytes | Table | Iterator[bytes]
    """Its bytes; pieces of them, to be compressed; or a table, to be written in its format."""

    def files(self, making: Making) -> Iterator[File]:
        """The file itself; one that is made of a table only where an earlier site does not have it."""
        if isinstance(self.made_of, bytes):
            yield self.path, self.made_of
        elif isinstance(self.made_of, Table):
            yield from making.files(table_file, self.made_of, self.format.name, self.path)
        else:
            pieces = ((piece,) for piece in self.made_of)
            yield self.path, making.file_of_pieces(self.path, itself, pieces, is_packed=True)


def itself(piece: bytes) -> bytes:
    """What a piece of a file is made of, where it is at hand: its bytes."""
    return piece


def table_file(table: Table, form: str, path: str) -> Iterator[File]:
    """A table as a file in a form by its name."""
    yield path, _TABLE_FORMS[form](table)


def table_files(plan: LoadedPlan, folder: str) -> Iterator[DownloadFile]:
    """Each of the plan's own tables as CSV and XLSX, and what the CSV files are, for programs."""
    for name in PLAN_TABLES:
        yield from forms_of(plan.table(name), folder)
    for name, title, write in (
        ("datapackage.json", "What the CSV files are, with types and keys (Data Package)", data_package),
        ("csv-metadata.json", "The same as CSV on the Web", csv_on_the_web),
    ):
        yield DownloadFile(f"{folder}/{name}", FORMATS["object"], title, write(plan.dataset))


def forms_of(table: Table, folder: str) -> Iterator[DownloadFile]:
    """One table as CSV and as XLSX, with its README of columns as the workbook's second sheet."""
    for one in map(FORMATS.__getitem__, _TABLE_FORMS):
        yield DownloadFile(f"{folder}/{table.name}{one.ending}", one, table.title, table)


def whole_files(plan: LoadedPlan, folder: str) -> Iterator[DownloadFile]:
    """The whole plan in every format that a site of its size holds, but those of RDF, which are made piece by piece."""
    for group in GROUPS:
        for one in published(group, len(plan.dataset.claims)) if group != "linked-data" else ():
            content = one.pieces(plan) if one.packed else one.write(plan)
            yield DownloadFile(f"{folder}/{plan.dataset.id}{one.site_ending}", one, told(one), content)


def told(one: Format) -> str:
    """What the whole plan in a format is, as a line of a list."""
    what = {"network": "The linked graph for ", "pictures": "The linked graph for ", "tables": ""}
    if (start := what.get(one.group)) is not None:
        return f"{start}{one.about}"[:1].upper() + f"{start}{one.about}"[1:]
    return f"The whole {'dataset' if one.group == 'rdf' else 'plan'} as {one.label}, {one.about}"


def readme_text(plan: LoadedPlan) -> str:
    """What each downloaded file and each column holds, as plain text that travels with the files."""
    lines = [
        plan.dataset.title,
        "=" * len(plan.dataset.title),
        "",
        "Every table is there twice: as CSV (UTF-8, RFC 4180) and as an Excel workbook of the same name (.xlsx).",
        "Open the workbook in Excel: a CSV opened by a double click may show the letter ’ wrongly.",
        "Several values in one cell are joined by '; '. A cell that would run as a formula begins with an apostrophe.",
        "A file that ends in .gz is compressed: rdflib and networkx open it as it is, Windows 11 and 7-Zip unpack",
        "it, and cohesion-graph export writes the plain one.",
        "Offsets (start, end) count Unicode code points of the document's stored text; the end is not included.",
        "",
    ]
    for name, (title, columns, _) in PLAN_TABLES.items():
        lines += [f"{name}.csv, {name}.xlsx: {title}", ""]
        lines += [f"    {column.name}: {column.about}" for column in columns]
        lines.append("")
    for group in GROUPS:
        for one in published(group, len(plan.dataset.claims)):
            lines.append(f"{plan.dataset.id}{one.site_ending}: {told(one)}")
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
