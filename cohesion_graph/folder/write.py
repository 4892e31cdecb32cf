"""Write a dataset as a folder; files whose content is unchanged keep their comments and layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from cohesion_graph.folder.read import DATASET, EDITORIAL, REGISTER, claims_file
from cohesion_graph.folder.storage import LARGEST, FileFault, read_bytes, replace_files
from cohesion_graph.folder.yaml_text import Inline, emit, parse
from cohesion_graph.model.claims import CLAIM_KINDS
from cohesion_graph.model.dataset import Dataset, SourceClaims
from cohesion_graph.model.evidence import Source, sha256
from cohesion_graph.model.name_forms import NameForms
from cohesion_graph.model.privacy import forms_of, mask, with_texts

__all__ = ["folder_contents", "write_dataset"]


def write_dataset(
    dataset: Dataset, folder: Path, documents: Mapping[str, bytes] | None = None, removed: Iterable[str] = ()
) -> list[str]:
    """Write a dataset to a folder, all files or none, and return the names of the files that changed, sorted.

    A file that already says the same is left alone, comments and all. So is a stored text that holds names which the
    dataset withholds; quotations are then written as that text has them. Elsewhere the masked text is written.

    Args:
        dataset: What to write.
        folder: Where; made if it is not there.
        documents: Bytes of documents that are not text, by the path `Source.file` gives.
        removed: Files of the folder that go with the old ones: nothing refers to them any more.

    Raises:
        FileFault: a file would be larger than can be read back.
    """
    readable = {}
    for source in dataset.sources:
        stored = _stored_text(folder, source)
        if stored is not None and stored != source.text and mask(stored, source.masks) == source.text:
            readable[source.id] = stored
    contents = {**folder_contents(with_texts(dataset, readable) if readable else dataset), **(documents or {})}
    for name, content in contents.items():
        if len(content) > LARGEST:
            found = f"{name} would have {len(content):,} bytes"
            raise FileFault(found, f"at most {LARGEST:,}", "Keep only the documents' pages or rows that hold the plan.")
    changed = {name: content for name, content in contents.items() if not _says_the_same(folder, name, content)}
    replace_files(folder, changed, removed)
    return sorted(changed)


def folder_contents(dataset: Dataset) -> dict[str, bytes]:
    """Every file of the dataset's folder by its path: YAML files and the sources' texts."""
    contents = {
        DATASET: emit(_head(dataset)),
        REGISTER: emit({**_plain(dataset.registry), "plan": _plain(dataset.plan)}),
        EDITORIAL: emit(_plain(dataset.editorial)),
    }
    forms = forms_of(dataset)
    contents |= {
        claims_file(reading.source): _doubts_beside(emit(_reading(reading)), reading, forms)
        for reading in dataset.readings
    }
    contents |= {source.text_file or source.file: source.text for source in dataset.sources}
    return {name: text.encode("utf-8") for name, text in contents.items()}


def _stored_text(folder: Path, source: Source) -> str | None:
    try:
        return read_bytes(folder, source.text_file or source.file).decode("utf-8")
    except (FileFault, UnicodeDecodeError):
        return None


def _says_the_same(folder: Path, name: str, content: bytes) -> bool:
    try:
        there = read_bytes(folder, name)
    except FileFault:
        return False
    if there == content:
        return True
    if not name.endswith(".yaml"):
        return False
    try:
        old, _ = parse(there.decode("utf-8"), name)
    except UnicodeDecodeError:
        return False
    new, _ = parse(content.decode("utf-8"), name)
    return old is not None and new is not None and old.value == new.value


def _head(dataset: Dataset) -> dict[str, Any]:
    head = _plain(dataset, leave_out=("registry", "plan", "readings", "editorial"))
    for entry, source in zip(head["sources"], dataset.sources, strict=True):
        del entry["text"]
        entry["sha256"] = sha256(source.text.encode("utf-8"))
    return head


def _reading(reading: SourceClaims) -> dict[str, Any]:
    """Claims grouped by item, in the order in which the items first come, kinds in the order of `CLAIM_KINDS`."""
    grouped: dict[str, dict[str, list[Any]]] = {}
    for claim in reading.claims:
        fields = _plain(claim)
        del fields["item"], fields["source"]
        grouped.setdefault(claim.item, {}).setdefault(claim.plural, []).append(fields)
    items = [
        {"item": item, **{kind.plural: lists[kind.plural] for kind in CLAIM_KINDS if kind.plural in lists}}
        for item, lists in grouped.items()
    ]
    content: dict[str, Any] = {"source": reading.source, "items": items}
    if reading.doubts:
        content["doubts"] = [_without(_plain(doubt), "source") for doubt in reading.doubts]
    if reading.set_aside:
        content["set_aside"] = [Inline(_plain(aside)) for aside in reading.set_aside]
    if reading.revisions:
        content["revisions"] = [_plain(revision) for revision in reading.revisions]
    return content


def _doubts_beside(text: str, reading: SourceClaims, forms: NameForms) -> str:
    """The file's text with each doubt told in a comment above its item too, or on top: where a person corrects.

    Names that are withheld are so in comments, which nothing reads again.
    """
    comments: dict[str | None, list[str]] = {}
    for doubt in reading.doubts:
        # what is quoted at many places in the same words, such as a status, is shown once
        words = " ... ".join(dict.fromkeys(quotation.exact for quotation in doubt.evidence))
        what = "".join(letter if letter.isprintable() else " " for letter in forms.cover(f"{doubt.what} {words!r}"))
        comments.setdefault(doubt.item, []).append(f"# Doubt {doubt.n}, {doubt.about.label}: {' '.join(what.split())}")
    items = iter(dict.fromkeys(claim.item for claim in reading.claims))
    lines = comments.pop(None, [])
    for line in text.split("\n"):
        if line.startswith("- item: "):
            lines += comments.get(next(items), [])
        lines.append(line)
    return "\n".join(lines)


def _plain(record: BaseModel, leave_out: Iterable[str] = ()) -> dict[str, Any]:
    """A record as plain values, fields that hold their default left out, quotations on one line each."""
    fields: dict[str, Any] = record.model_dump(mode="json", exclude_defaults=True, exclude={*leave_out})
    return {key: _folded(value) for key, value in _in_reading_order(fields).items()}


def _folded(value: Any) -> Any:
    if type(value) is str:  # most are
        return value
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "exact"} or value.keys() == {"start", "end"}:
            return Inline(value)
        return {key: _folded(one) for key, one in _in_reading_order(value).items()}
    if isinstance(value, list):
        return [_folded(one) for one in value]
    return value


def _in_reading_order(fields: dict[str, Any]) -> dict[str, Any]:
    """What a claim says first, then on what it rests."""
    return fields | {name: fields.pop(name) for name in ("basis", "note", "evidence") if name in fields}


def _without(fields: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key != name}
