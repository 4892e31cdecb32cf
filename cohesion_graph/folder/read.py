"""Read a dataset folder, and report everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

from cohesion_graph.errors import DatasetProblems, Problem, near_misses
from cohesion_graph.folder.parsed_files import ParsedFiles
from cohesion_graph.folder.storage import FileFault, finish_interrupted, read_bytes
from cohesion_graph.folder.yaml_text import Path as Place
from cohesion_graph.model.claims import CLAIM_KINDS, AnyClaim, Doubt
from cohesion_graph.model.consistency import Fault, inconsistencies
from cohesion_graph.model.dataset import Authority, Dataset, Head, SourceClaims
from cohesion_graph.model.editorial import Editorial
from cohesion_graph.model.evidence import Revision, SetAside, Source, sha256
from cohesion_graph.model.items import Plan
from cohesion_graph.model.privacy import spelt_in_ids, withhold_names
from cohesion_graph.model.record import Record
from cohesion_graph.model.register import Body, Instrument, Register

__all__ = ["no_dataset", "read_dataset"]

R = TypeVar("R", bound=Record)

DATASET, REGISTER, EDITORIAL = "dataset.yaml", "register.yaml", "editorial.yaml"
_PLURALS = {kind.plural: kind for kind in CLAIM_KINDS}
_FIELDS = ("source", "items", "doubts", "set_aside", "revisions")
"""What a file of claims may have."""


def claims_file(source: str) -> str:
    """The path of a source's claims inside the folder."""
    return f"claims/{source}.yaml"


def read_dataset(folder: Path, *, withhold: bool = True) -> Dataset:
    """The dataset in a folder, with officers' names withheld.

    Args:
        folder: A folder laid out as the docstring of `cohesion_graph.folder` draws it.
        withhold: Whether names that the sources' masks cover are replaced by blocks, everywhere. False is for
            editing the dataset itself, never for output.

    Raises:
        DatasetProblems: with every problem of every file: place, what was found, what was expected, what to do.
    """
    if folder.is_dir():
        finish_interrupted(folder)
    if not (folder / DATASET).exists():
        raise DatasetProblems([no_dataset(folder)])
    files = ParsedFiles(folder)
    dataset = _Reader(files).read()
    if files.problems or dataset is None:
        raise DatasetProblems(files.problems)
    return withhold_names(dataset) if withhold else dataset


def no_dataset(folder: Path) -> Problem:
    """What is wrong with a folder that holds no dataset."""
    found = "it is a file, no folder" if folder.exists() else "there is no such folder"
    if folder.is_dir():
        found = f"there is no file {DATASET} in it"
    cure = f"Name a folder that holds a {DATASET}, or make one from documents: cohesion-graph read."
    return Problem(str(folder), 0, "", found, "a dataset folder", cure)


class _Reader:
    """Puts a dataset together from the files of its folder; what is wrong is reported to `ParsedFiles`.

    A record that is itself wrong is reported once; a stand-in keeps its identifier, so that what refers to it is
    not reported as well.
    """

    def __init__(self, files: ParsedFiles) -> None:
        self._files = files
        self._places: dict[tuple[int, str], list[Place]] = {}
        """Where the claims, doubts and set-aside words of each reading stand in its file."""
        self._is_every_claim_known = True

    def read(self) -> Dataset | None:
        head, register = self._files.mapping(DATASET), self._files.mapping(REGISTER)
        editorial = self._files.mapping(EDITORIAL, optional=True)
        if head is None or register is None:
            return None
        entries = self._files.entries(DATASET, head, ("sources",))
        sources = [self._source(number, entry) for number, entry in enumerate(entries)]
        own = {key: value for key, value in head.items() if key != "sources"}
        described = self._files.record(DATASET, (), Head, own)
        registry = self._registry(register)
        plan = self._files.record(REGISTER, ("plan",), Plan, register.get("plan", {}))
        listed = [str(entry.get("id")) if isinstance(entry, dict) else "" for entry in entries]
        readings = tuple(self._reading(number, source) for number, source in enumerate(listed) if source)
        judged = self._files.record(EDITORIAL, (), Editorial, editorial or {})
        for stray in sorted(self._claim_files() - set(map(claims_file, listed))):
            found, known = "claims of a source that dataset.yaml does not list", ", ".join(listed)
            self._files.report(stray, (), found, known, "List the source.")
        if not entries:
            self._files.report(DATASET, ("sources",), "no source is listed", "at least one", "List the documents.")
        if described is None:
            described = Head.model_construct(authority=Authority.model_construct(body=None))
        known_sources = tuple(source for source in sources if source is not None)
        if not entries or len(known_sources) < len(entries) or plan is None:
            return None  # what refers to the missing one would be reported as well
        dataset = Dataset.model_construct(
            **dict(described),
            sources=known_sources,
            registry=registry,
            plan=plan,
            readings=readings,
            editorial=judged or Editorial(),
        )
        for fault in inconsistencies(dataset):
            self._report_fault(dataset, fault)
        if not self._files.problems:  # names are told apart by what everything is called
            self._report_names(dataset)
        return None if self._files.problems else dataset

    def _claim_files(self) -> set[str]:
        return {f"claims/{path.name}" for path in (self._files.folder / "claims").glob("*.yaml")}

    # The parts of a dataset ----------------------------------------------------------------------------------

    def _source(self, number: int, entry: Any) -> Source | None:
        here: Place = ("sources", number)
        if not isinstance(entry, dict):
            self._files.report(DATASET, here, "not a source", "id, title, file and sha256", "Write the fields.")
            return None
        name = entry.get("text_file") or entry.get("file") or ""
        text = self._files.text(str(name)) if name else ""
        if text is None:
            return None
        source = self._files.record(DATASET, here, Source, {**entry, "text": text})
        if source is None:
            return None
        self._check_digest(here, "sha256", str(name), source.sha256)
        if source.text_file and source.document_sha256:
            self._check_digest(here, "document_sha256", source.file, source.document_sha256)
        return source

    def _check_digest(self, here: Place, field: str, name: str, expected: str) -> None:
        try:
            actual = sha256(read_bytes(self._files.folder, name))
        except FileFault as fault:
            self._files.report(DATASET, (*here, "file"), fault.found, fault.expected, fault.cure)
            return
        if actual != expected:
            cure = (
                "If the file was changed by mistake, put the original back. If the change is meant, write the new "
                "digest here and correct the offsets that no longer fit."
            )
            self._files.report(DATASET, (*here, field), f"{name} has the digest {actual}", expected, cure)

    def _registry(self, content: dict[str, Any]) -> Register:
        for key in content:
            if key not in {"bodies", "instruments", "plan"}:
                self._files.report(REGISTER, (key,), f"a field {key!r}", "bodies, instruments and plan", "Remove it.")
        if "plan" not in content:
            self._files.report(REGISTER, ("plan",), "no plan", "plan: with id, title and sections", "Add the plan.")
        bodies = self._registered(content, "bodies", Body)
        instruments = self._registered(content, "instruments", Instrument)
        return Register.model_construct(bodies=tuple(bodies), instruments=tuple(instruments))

    def _registered(self, content: dict[str, Any], name: str, kind: type[R]) -> list[R]:
        found = []
        for number, entry in enumerate(self._files.entries(REGISTER, content, (name,))):
            record = self._files.record(REGISTER, (name, number), kind, entry)
            if record is None and isinstance(entry, dict) and isinstance(entry.get("id"), str):
                stand_in = {"name": entry["id"], "also_known_as": (), "part_of": None, "id": entry["id"]}
                record = kind.model_construct(**stand_in)
            if record is not None:
                found.append(record)
        return found

    def _reading(self, number: int, source: str) -> SourceClaims:
        file = claims_file(source)
        content = self._files.mapping(file)
        if content is None:
            self._is_every_claim_known = False
            return SourceClaims.model_construct(source=source)
        if content.get("source") != source:
            self._files.report(file, ("source",), f"{content.get('source')!r}", repr(source), "Name the file's source.")
        for key in content:
            if key not in _FIELDS:
                self._files.report(file, (key,), f"a field {key!r}", ", ".join(_FIELDS), "Remove it.")
        claims: list[AnyClaim] = []
        places = self._places[number, "claims"] = []
        seen: set[str | None] = set()
        for place, entry in enumerate(self._files.entries(file, content, ("items",))):
            item = entry.get("item") if isinstance(entry, dict) else None
            if item is not None and item in seen:
                cure = "Move its claims to the first one."
                self._files.report(file, ("items", place, "item"), f"the item {item!r} again", "each item once", cure)
            seen.add(item)
            for path, claim in self._claims(file, ("items", place), entry, source):
                claims.append(claim)
                places.append(path)
        doubts = self._numbered(number, file, content, "doubts", Doubt, {"source": source})
        aside = self._numbered(number, file, content, "set_aside", SetAside, {})
        revisions = self._numbered(number, file, content, "revisions", Revision, {})
        return SourceClaims.model_construct(
            source=source,
            claims=tuple(claims),
            doubts=tuple(doubts),
            set_aside=tuple(aside),
            revisions=tuple(revisions),
        )

    def _claims(self, file: str, here: Place, entry: Any, source: str) -> Iterator[tuple[Place, AnyClaim]]:
        if not isinstance(entry, dict) or "item" not in entry:
            self._files.report(file, here, "no item", "'item:' with the id of an action or milestone", "Add it.")
            return
        for key in entry:
            if key != "item" and key not in _PLURALS:
                near = near_misses(key, _PLURALS)
                cure = f"Did you mean {near[0]!r}?" if near else "Correct the name."
                self._files.report(file, (*here, key), f"a field {key!r}", f"item, {', '.join(_PLURALS)}", cure)
        for plural, kind in _PLURALS.items():
            given = self._files.entries(file, entry, (*here, plural))
            taken = {str(one.get("n")) for one in given if isinstance(one, dict)}
            free = (n for n in range(1, len(given) + 1) if str(n) not in taken)
            for place, fields in enumerate(given):
                path = (*here, plural, place)
                if not isinstance(fields, dict):
                    self._files.report(file, path, "not a claim", "its fields", "Write 'field: value' lines.")
                    continue
                content = {"item": entry["item"], "source": source, **fields}
                if content.get("n") is None:
                    content["n"] = next(free)
                claim = self._files.record(file, path, kind, content)
                if claim is not None:
                    yield path, cast(AnyClaim, claim)

    def _numbered(
        self, number: int, file: str, content: dict[str, Any], name: str, kind: type[R], given: dict[str, Any]
    ) -> list[R]:
        places = self._places[number, name] = []
        found = []
        for place, entry in enumerate(self._files.entries(file, content, (name,))):
            merged = {**given, **entry} if isinstance(entry, dict) else entry
            record = self._files.record(file, (name, place), kind, merged)
            if record is not None:
                found.append(record)
                places.append((name, place))
        return found

    # Problems ------------------------------------------------------------------------------------------------

    def _report_fault(self, dataset: Dataset, fault: Fault) -> None:
        file, path = self._place_of(dataset, fault.where)
        if any(problem.file == file for problem in self._files.problems) and path[-1:] == ("joint_with",):
            return  # the other one is among the claims already reported
        if file == EDITORIAL and not self._is_every_claim_known:
            return  # it may be about a claim in a file that could not be read, which is reported
        self._files.report(file, path, fault.found, fault.expected, fault.cure)

    def _place_of(self, dataset: Dataset, where: Place) -> tuple[str, Place]:
        """The file and the path in it that a path into the dataset stands for."""
        match where:
            case ("registry", *rest) | ("plan", *rest):
                return REGISTER, tuple(rest) if where[0] == "registry" else where
            case ("editorial", *rest):
                return EDITORIAL, tuple(rest)
            case ("readings", int(number), *rest):
                file = claims_file(dataset.readings[number].source)
                if len(rest) > 1 and isinstance(rest[0], str) and isinstance(rest[1], int):
                    return file, (*self._places[number, rest[0]][rest[1]], *rest[2:])
                return file, tuple(rest)
            case _:
                return DATASET, where

    def _report_names(self, dataset: Dataset) -> None:
        for spelt in spelt_in_ids(dataset):
            file, place = self._files.place_of(spelt)
            found = "an identifier, an address or the name of a file spells out a name that is to be withheld"
            self._files.report(file, place, found, "one without the name", "Rename it in every file.")
