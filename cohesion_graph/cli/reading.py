"""``read``, the first time and again after a new edition."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cohesion_graph.cli.options import as_folder, changing, read_input, write_folder
from cohesion_graph.cli.progress import progress_bar
from cohesion_graph.collector import collector_at_rest
from cohesion_graph.errors import BadParameter, DataError, MisuseError, UnknownName, UnreadableDocument
from cohesion_graph.whole_folder import MARKER

_LONGEST_MAP = 2**20

if TYPE_CHECKING:
    from cohesion_graph.ingest.mining.overruling import Overruling
    from cohesion_graph.model.dataset import Dataset

    Said = Mapping[str, Overruling]
    """What a person says of the records of documents, by the names they are kept under."""
    Made = tuple[Dataset, Mapping[str, bytes], str, dict[str, str]]
    """A dataset, its documents' bytes, what to tell, and files no longer used with what is kept in their place."""


@click.command(epilog="Example: cohesion-graph read plan.docx partner-sheet.xlsx -o my-plan")
@click.argument("documents", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--output",
    "-o",
    required=True,
    type=click.Path(path_type=Path),
    callback=as_folder,
    help="Folder for the dataset.",
)
@click.option("--title", help="Title of the plan [default: the first document's].")
@click.option("--id", "dataset_id", help="Identifier of the dataset [default: made from the title].")
@click.option("--drop", metavar="NAME", help="Take a kept document out of the dataset instead, by its file name.")
@click.option("--hidden", is_flag=True, help="Read hidden rows, columns, sheets and text too: all of it is published.")
@click.option("--records", type=click.IntRange(min=1), metavar="N", help="Take another set of records as the actions.")
@click.option("--map", "map_file", type=click.Path(path_type=Path), help="Read by a map that read wrote (map.yaml).")
@click.option("--like", metavar="WORDS", help="Words of one action, as printed: what has its structure is read alike.")
@click.option("--lead", metavar="WORDS", help="Who leads the action of --like, as printed.")
@click.option("--by", metavar="WORDS", help="When the action of --like is due, as printed.")
@click.option("--dry-run", is_flag=True, help="Tell what would be written, and write nothing.")
@collector_at_rest()  # what is imported and made here stays
def read(  # noqa: PLR0913 - one for each option
    documents: tuple[Path, ...],
    *,
    output: Path,
    title: str | None,
    dataset_id: str | None,
    drop: str | None,
    hidden: bool,
    dry_run: bool,
    records: int | None,
    map_file: Path | None,
    like: str | None,
    lead: str | None,
    by: str | None,
) -> None:
    """Turn plan DOCUMENTS, or the files of a folder, into a draft dataset folder, every doubt listed.

    Word, Excel, OpenDocument, PowerPoint, PDF with a text layer, e-mail, Rich Text, HTML, Markdown, StratML and other
    XML, JSON, YAML, CSV and text are read, as
    their program shows them: what is hidden is left out and told. Give all documents of one plan together, the
    fullest first. Correct the draft in its YAML files, or in Excel: cohesion-graph workbook export.

    Where the folder holds a dataset already, DOCUMENTS are a new edition: corrections are kept, and what the new
    edition changes is told. A kept document that no new one replaces, by name, stays as it is, unless --drop names it.
    """
    from cohesion_graph.documents.document_names import files_of  # readers and records are loaded to read alone

    if bool(documents) == bool(drop):
        raise MisuseError("what to read is not clear\n  Name documents, or a kept one to --drop, and not both.")
    if (output / MARKER).exists():
        told = f"{output} is a built site: a dataset in it would be published with the next build"
        raise MisuseError(f"{told}\n  Choose another folder with -o.")
    said = _said(records, map_file, like, lead, by)
    documents = tuple(files_of(documents))
    # whether there is a dataset already is asked when no other run can be making one
    with nullcontext() if dry_run else changing(output):
        if drop:
            dataset, contents, summary, replaced = _dropped(output, drop)
        elif not (output / "dataset.yaml").exists():
            dataset, contents, summary, replaced = _draft(documents, dataset_id, title, said, with_hidden=hidden)
        elif title or dataset_id:
            raise MisuseError(f"{output} holds a dataset already\n  Its title and id are kept: leave out the options.")
        else:
            dataset, contents, summary, replaced = _new_edition(documents, output, said, with_hidden=hidden)
        click.echo(summary)
        if dry_run:
            click.echo(f"Nothing was written to {output}.", err=True)
            return
        changed = write_folder(dataset, output, contents, replaced)
    for old, new in replaced.items():
        click.echo(f"{new} is kept in place of {old}." if new else f"{old} was removed.", err=True)
    wrote = f"Wrote {output}" if changed else f"Nothing changes in {output}"
    click.echo(f"{wrote}. Next: cohesion-graph check {output}", err=True)


def _said(records: int | None, map_file: Path | None, like: str | None, lead: str | None, by: str | None) -> Said:
    """What the options say of the documents' records."""
    from cohesion_graph.ingest.mining.overruling import Overruling

    if sum(one is not None for one in (records, map_file, like)) > 1:
        raise MisuseError("--records, --map and --like say different things\n  Give one of them.")
    if (lead or by) and not like:
        raise MisuseError("--lead and --by belong to an action\n  Name it: --like 'words of the action'.")
    if map_file:
        return _map_in(map_file, map_file.name)
    said = Overruling(records=records or 0, like=like or "", lead=lead or "", by=by or "")
    return {"": said} if said else {}


def _map_in(path: Path, name: str) -> Said:
    """The maps in a file, which may be from anybody: read as strictly as the files of a dataset."""
    from cohesion_graph.folder.yaml_text import parse
    from cohesion_graph.ingest.mining.overruling import read_map

    try:
        text = read_input(path, _LONGEST_MAP).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MisuseError(f"{path} cannot be read as text\n  Name the map that read wrote: map.yaml.") from error
    parsed, problems = parse(text, name)
    if parsed is None:
        raise BadParameter("\n".join(map(str, problems)))
    return read_map(parsed.value, name)


def _draft(
    documents: tuple[Path, ...], dataset_id: str | None, title: str | None, said: Said, *, with_hidden: bool
) -> Made:
    """The first dataset of some documents."""
    from cohesion_graph.folder.as_read import AS_READ, stamp_of
    from cohesion_graph.ingest import read_documents

    with progress_bar("Reading", counts=True) as tell:
        draft = read_documents(
            documents, dataset_id=dataset_id, title=title, progress=tell, with_hidden=with_hidden, said=said
        )
    return draft.dataset, {**draft.documents, AS_READ: stamp_of(draft.dataset)}, draft.summary, {}


def _dropped(folder: Path, name: str) -> Made:
    """The dataset of a folder without one of its documents, what went with it, and the files that go."""
    from cohesion_graph.editions.dropped import without_source
    from cohesion_graph.editions.report import changes_in_words
    from cohesion_graph.folder.as_read import AS_READ, is_as_read, stamp_of
    from cohesion_graph.folder.read import claims_file, read_dataset
    from cohesion_graph.model.privacy import names_of

    mine = read_dataset(folder, withhold=False)
    by_name = {source.file.rpartition("/")[2]: source for source in mine.sources}
    if name not in by_name:
        raise UnknownName("kept document", name, by_name, f"The folder keeps: {', '.join(by_name)}.")
    if len(by_name) == 1:
        raise MisuseError(f"{name} is the only document of {folder}\n  Delete the folder instead.")
    source = by_name[name]
    dataset, gone = without_source(mine, source.id)
    report = changes_in_words(gone, (name for one in mine.sources for name in names_of(one)))
    files = [source.file, source.text_file, claims_file(source.id)]
    stamped = {AS_READ: stamp_of(dataset)} if is_as_read(folder, mine) else {}
    return dataset, stamped, report, {file: "" for file in files if file}


def _new_edition(documents: tuple[Path, ...], folder: Path, said: Said, *, with_hidden: bool) -> Made:
    """The dataset of a folder with a new edition read into it, the documents' bytes, the report, and replaced files."""
    from cohesion_graph.editions import reread
    from cohesion_graph.folder.as_read import AS_READ, is_as_read, stamp_of
    from cohesion_graph.folder.read import read_dataset
    from cohesion_graph.folder.storage import read_bytes
    from cohesion_graph.ingest import read_documents

    mine = read_dataset(folder, withhold=False)
    for source in mine.sources:
        read_bytes(folder, source.file)
    kept = [folder / source.file for source in mine.sources]
    given = _in_order_of(kept, documents)
    try:
        known = _kept_map(folder)
        base = read_documents(kept, dataset_id=mine.id, with_hidden=with_hidden, said=known)
    except UnreadableDocument as error:
        told = f"the documents kept in {folder} cannot be read again, so corrections cannot be told\n{error}"
        raise DataError(f"{told}\n  Choose a new folder with -o.") from error
    with progress_bar("Reading", counts=True) as tell:
        new = read_documents(given, dataset_id=mine.id, progress=tell, with_hidden=with_hidden, said={**known, **said})
    told, is_untouched = "", is_as_read(folder, mine)
    if is_untouched:  # what this version reads otherwise is no correction
        better = reread(mine, mine, base.dataset, by="reader")
        revised = {one.source: one.revisions for one in mine.readings}
        readings = (one.model_copy(update={"revisions": revised[one.source]}) for one in better.dataset.readings)
        told = f"{better.report}\n" if better.dataset != mine else ""
        mine = better.dataset.model_copy(update={"readings": tuple(readings)})
    joined = reread(mine, base.dataset, new.dataset)
    used = {name for source in joined.dataset.sources for name in (source.file, source.text_file)}
    pairs = zip(mine.sources, joined.dataset.sources, strict=False)
    files = ((getattr(old, name), now.file) for old, now in pairs for name in ("file", "text_file"))
    contents = {**new.documents, **({AS_READ: stamp_of(joined.dataset)} if is_untouched else {})}
    gone = {old: now for old, now in files if old and old not in used}
    return joined.dataset, contents, told + joined.report, gone


def _kept_map(folder: Path) -> Said:
    """The maps that the dataset keeps, so that a new edition is read alike."""
    kept = folder / "map.yaml"
    return _map_in(kept, str(kept)) if kept.is_file() else {}


def _in_order_of(kept: list[Path], documents: tuple[Path, ...]) -> list[Path]:
    """The documents to read: those given in place of the kept ones of that name, or of all in their order."""
    from cohesion_graph.documents.document_names import stored_names

    given = dict(zip(stored_names(documents), documents, strict=True))
    chosen = [given.pop(path.name, None) for path in kept]
    left = list(given.values())
    missing = chosen.count(None)
    if left and missing not in {0, len(left)}:
        names = ", ".join(path.name for path in kept)
        raise MisuseError(
            f"which kept document does {left[0].name} replace?\n"
            f"  Give {len(kept)} documents, in this order: {names}; or give it the name of the one it replaces."
        )
    if left and missing:
        return [path or left.pop(0) for path in chosen]
    return [*(path or old for path, old in zip(chosen, kept, strict=True)), *left]
