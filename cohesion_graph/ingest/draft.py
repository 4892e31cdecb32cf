"""The draft of a dataset: everything the documents say, joined, with every doubt and a summary in plain words."""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from cohesion_graph.collector import collector_at_rest
from cohesion_graph.documents.cells import Table
from cohesion_graph.documents.words import Words
from cohesion_graph.errors import BadParameter
from cohesion_graph.ingest.claims.collector import ClaimCollector
from cohesion_graph.ingest.claims.effects import confirmed, respelt
from cohesion_graph.ingest.claims.identities import Assigned, Identities
from cohesion_graph.ingest.claims.linking import link_items
from cohesion_graph.ingest.claims.progress_reports import report_progress
from cohesion_graph.ingest.claims.registrar import Registrar
from cohesion_graph.ingest.claims.source_reader import SourceReader
from cohesion_graph.ingest.mining.overruling import EVERY_FILE, Overruling, map_of
from cohesion_graph.ingest.opened import Document, Progress, known_names, open_documents
from cohesion_graph.ingest.slugs import minter
from cohesion_graph.ingest.summary import summary_of
from cohesion_graph.ingest.what.references import normal_reference
from cohesion_graph.ingest.who.officers import is_person, places_in
from cohesion_graph.model.changes import Reading, Shown
from cohesion_graph.model.codes import DoubtKind
from cohesion_graph.model.dataset import NO_AUTHORITY, Authority, Dataset, Licence
from cohesion_graph.model.evidence import Source
from cohesion_graph.model.ids import mint_slug
from cohesion_graph.persons import contacts_in

__all__ = ["Draft", "read_documents"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read from documents: a valid dataset, the documents' bytes, and a summary for people."""

    dataset: Dataset
    documents: Mapping[str, bytes] = field(default_factory=dict)
    """Bytes of the documents that are not themselves text, by their path in the dataset folder."""
    summary: str = ""
    """What was found, what was not understood, and what to look at first."""


def read_documents(
    paths: Iterable[Path | str],
    *,
    dataset_id: str | None = None,
    title: str | None = None,
    progress: Progress | None = None,
    with_hidden: bool = False,
    said: Mapping[str, Overruling] | None = None,
) -> Draft:
    """A draft dataset from one or more documents of one plan; nothing is written.

    Actions of several documents are joined by reference, milestones by their words. Names are registered as printed;
    forms that differ in more than letter case and spacing stay apart, with a doubt that proposes to merge them.

    Args:
        paths: The documents, the fullest first: its order and its titles become the plan's.
        dataset_id: Identifier of the dataset; made from the title if not given.
        title: Title of the plan; the first document's if not given.
        progress: Called with the number of documents done, of all, and the name of the next.
        with_hidden: Whether hidden rows, columns, sheets and text are read too; they are left out and told otherwise.
        said: What a person says of the records of documents, by the names they are kept under (an empty name for the
            first): another set, a map, an example.

    Raises:
        UnreadableDocument: a document cannot be read, or none holds a plan; with what was found and what to try.
        BadParameter: `dataset_id` is no identifier.
    """
    if dataset_id is not None and not (
        len(dataset_id) <= 100 and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", dataset_id)
    ):
        cure = "Write lower-case letters, digits and single hyphens, at most 100."
        raise BadParameter(f"{dataset_id!r} is no identifier\n  {cure}")
    with collector_at_rest():
        documents = open_documents([Path(path) for path in paths], progress, with_hidden=with_hidden, said=said)
        dataset = _Drafter(documents).dataset(dataset_id, title)
        kept = {f"sources/{one.name}": one.content for one in documents if not one.extract.is_text}
        if maps := _maps(documents, said or {}):
            kept["map.yaml"] = maps
        return Draft(dataset, kept, summary_of(dataset, documents))


def _maps(documents: list[Document], said: Mapping[str, Overruling]) -> bytes:
    """The maps of documents that were read by what repeats: a person may change them, a new edition is read by them."""
    used = {
        EVERY_FILE if told["records"] == "files" else one.name: told
        for one in documents
        if one.reading.used == "records" and (told := map_of(one.reading.mined, one.withheld))
    }
    is_asked = any(said.values()) or any(one.reading.used == "records" for one in documents)
    if not (used and is_asked):
        return b""
    return _MAP.encode() + yaml.safe_dump(used, allow_unicode=True, sort_keys=False).encode()


_MAP = """\
# What the records of each document are, and what each of their columns or labels holds. Change a value and read again:
#   cohesion-graph read DOCUMENT --map map.yaml -o FOLDER
# Under "*" stands what holds for all files that are an action each.
"""


def _names(documents: list[Document]) -> set[str]:
    return {document.extract.text[one.start : one.end] for document in documents for one in document.masks}


_MOST_PROPOSALS = 200
"""Merge proposals listed: a register with more needs another cure than a list."""


class _Drafter:
    """Puts the documents together: one register, one plan, a reading for each."""

    def __init__(self, documents: list[Document]) -> None:
        self.documents = documents
        self.known = known_names(documents)
        places = {place for document in documents for place in places_in(document.extract.text)}
        self.mint = minter(_names(documents), places)
        self.registrar = Registrar(self.mint)
        printed_refs = {one.reference.tidy for document in documents for one in document.entries}
        self.identities = Identities(self.mint, frozenset(map(normal_reference, printed_refs)))
        self.readers: list[SourceReader] = []
        self.assigned: list[list[Assigned]] = []

    def dataset(self, dataset_id: str | None, title: str | None) -> Dataset:
        for document in self.documents:
            assigned = self.identities.assign(document)
            reader = SourceReader(document, self.identities, self.registrar, self.known)
            reader.read(assigned, is_first=not self.readers)
            self.readers.append(reader)
            self.assigned.append(assigned)
        printed = [[one.ref for one in assigned if one.printed] for assigned in self.assigned]
        refs = dict.fromkeys(ref for listed in printed for ref in listed)
        others = {one.title: listed for one, listed in zip(self.documents, printed, strict=True)}
        for reader, assigned, own in zip(self.readers, self.assigned, printed, strict=True):
            # what a document that prints no numbers calls action 1 is not another's action 1
            link_items(reader, assigned, refs if own or not assigned else (), others)
            report_progress(reader)
            self._name_doubts(reader)
            self._layout_doubts(reader)
            self._break_doubts(reader)
            self._unattached(reader)
        self._merge_doubts()
        name = title or self.documents[0].title
        slug = self.mint(name) or "plan"
        order = self.identities.order()
        return Dataset(
            id=dataset_id or slug,
            title=name,
            authority=_authority(self.documents),
            licence=Licence(statement="The documents state no licence: ask the publisher before publishing."),
            sources=tuple(self._source(number) for number in range(len(self.documents))),
            registry=self.registrar.register(),
            plan=self.identities.plan(slug, name),
            readings=tuple(reader.claims.finish(order) for reader in self.readers),
        )

    def _source(self, number: int) -> Source:
        """The source; a later one that holds part of the first one's actions only is proposed as its extract."""
        document = self.documents[number]
        key = tuple(f"{value}: {meaning}" for value, meaning in self.readers[number].rating_key.items())
        refs = [{one.ref for one in assigned} for assigned in self.assigned]
        if number and refs[number] < refs[0] and len(refs[number]) <= len(refs[0]) * 0.8:
            names = self.registrar.known_bodies()
            title = document.title
            fitting = [
                name for name in names if name.count(" ") and title.casefold().endswith(f"for {name}".casefold())
            ]
            note = "Taken for an extract: all its actions are in the first document. Remove extract_of if it is none."
            return document.source(
                extract_of=self.documents[0].id,
                extract_for=names[fitting[0]] if fitting else None,
                note=note,
                rating_key=key,
            )
        return document.source(rating_key=key)

    def _name_doubts(self, reader: SourceReader) -> None:
        text = reader.document.extract.text
        for one in reader.document.masks:
            name = text[one.start : one.end]
            if name.strip("█ "):
                seen = "is a way to reach a person" if any(contacts_in(name)) else "looks like a person's name"
                what = f"This {seen}: it is withheld from every output until a reviewer decides."
                words = Words.of(name, one.start)
                place = {"start": one.start, "end": one.end}
                shown = Shown.model_validate({"show": place, "source": reader.claims.source})
                readings = ("a person's name", Reading(words="not a person's name", effect=(shown,)))
                reader.claims.doubt(DoubtKind.NAME, what, words, None, readings)

    def _layout_doubts(self, reader: SourceReader) -> None:
        for table in reader.document.layout.tables:
            first = next((cell.words for row in table.rows for cell in row.values() if cell.words), Words())
            if table.is_guessed:
                what = f"{table.place} has no headings: what its columns hold was told by the cells."
                reader.claims.doubt(DoubtKind.LAYOUT, what, first)

    def _break_doubts(self, reader: SourceReader) -> None:
        """Doubt words that a column may have broken, each at its place."""
        tables = (block for block in reader.document.extract.blocks if isinstance(block, Table))
        for cell in (cell for table in tables for row in table.rows for cell in row):
            for start, at, end in cell.unsure:
                words, told = cell.words[start:end], cell.words.text[start:end]
                is_two = cell.words.text[at].isspace()
                other = f"{told[: at - start]}{told[at - start + 1 :] if is_two else ' ' + told[at - start :]}"
                claims = reader.claims.claims_on(words)
                readings = [confirmed("two words" if is_two else "one word", [one.id for one in claims])]
                readings.append(respelt("one word" if is_two else "two words", claims, told, other))
                what = f"{words.tidy!r} stands in two lines: it is not sure whether it is one word or two."
                reader.claims.doubt(DoubtKind.WORDING, what, words, None, readings)

    def _unattached(self, reader: SourceReader) -> None:
        """Register bodies that a format names for a part of the plan only; they get no responsibility."""
        extract = reader.document.extract
        for start, end in extract.unattached:
            words = Words.of(extract.text[start:end], start)
            if (start, end) in extract.persons or is_person(words.text):
                continue
            self.registrar.body(words.text)
            what = "The plan names this body for all objectives of a goal together: it is registered, and given none."
            reader.claims.doubt(
                DoubtKind.RESPONSIBILITY, what, words, None, ("for every objective", "for the goal only")
            )

    def _merge_doubts(self) -> None:
        """Proposals to merge, each once, at the first place where either name is printed."""
        proposals = self.registrar.proposals()
        for number, (what, proposal) in enumerate(proposals[: _MOST_PROPOSALS + 1]):
            placed = _first_printed(self.readers, proposal.first) or _first_printed(self.readers, proposal.second)
            if placed and number == _MOST_PROPOSALS:
                left = f"Pairs of names that may be one and are not listed: {len(proposals) - number}, one of {proposal.first!r}."
                placed[0].doubt(DoubtKind.IDENTITY, left, placed[1])
            elif placed:
                claims, words = placed
                text = f"{proposal.first!r} and {proposal.second!r} may be one {what}: they {proposal.reason}."
                text = text.replace("they one ", "one ")
                merged = self.registrar.merged(what, proposal.first, proposal.second)
                readings = ("two names", Reading(words="one name", effect=merged))
                claims.doubt(DoubtKind.IDENTITY, text, words, None, readings)


def _first_printed(readers: list[SourceReader], name: str) -> tuple[ClaimCollector, Words] | None:
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)")
    for reader in readers:
        if match := pattern.search(reader.claims.text):
            return reader.claims, Words.of(match[0], match.start())
    return None


_COUNCIL = re.compile(
    r"\b((?:City of )?(?:[A-Z][\w'’-]+(?: (?:on|upon|and|of|in|the|&) | ))+?(?:(?:Metropolitan |County |District |City |Borough |Town )*(?:Borough|County|District|City|Town|Unitary|Metropolitan) )?Council)\b"
)
_SORT_OF_COUNCIL = re.compile(
    r"(?:(?<!\S)(?:Metropolitan|County|District|City|Borough|Unitary|Local|Full)\s+)*Council$|.*\b(?:Town|Parish)\s+Council$"
)
"""What names no place; a council of a town or parish is named in the plans of others, and writes few."""


def _authority(documents: list[Document]) -> Authority:
    """The council the documents name most often; where they name none, the draft says so for a person to correct."""
    names = Counter(
        re.sub(r"^(?:The|For|By|And|In|Of) ", "", match[1])
        for document in documents
        for match in _COUNCIL.finditer(document.extract.text)
    )
    places = {
        name: place
        for name in names
        if 1 < len(name.split()) <= 6 and (place := _SORT_OF_COUNCIL.sub("", name).strip())
    }
    if not places:
        return Authority(id=NO_AUTHORITY, name="Not stated in the documents")
    name, place = min(places.items(), key=lambda one: (-names[one[0]], one))
    return Authority(id=mint_slug(place) or NO_AUTHORITY, name=name)
