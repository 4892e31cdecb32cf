"""A described dataset to the plain content of its records: the mirror of the describing modules."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from cohesion_graph.errors import RdfError
from cohesion_graph.rdf.claim_records import ClaimRecords
from cohesion_graph.rdf.described import Described, whole_number
from cohesion_graph.rdf.namespaces import Addresses
from cohesion_graph.rdf.register_graph import AREAS

__all__ = ["dataset_content"]


def dataset_content(described: Described) -> dict[str, Any]:
    """The content of the one dataset that is described, ready to be validated as a `Dataset`.

    Raises:
        RdfError: something a dataset needs is missing, or is there more than once.
    """
    plan = described.only("pap:ActionPlan")
    authority = described.only("pap:Authority")
    dataset = _dataset_about(described, plan)
    identifier, authority_id = (described.required(one, "dcterms:identifier") for one in (dataset, authority))
    ending = f"data/{authority_id}/{identifier}"
    if not dataset.endswith(f"/{ending}"):
        raise RdfError(f"the dataset's address is {dataset}\n  Expected: one that ends in {ending}")
    base = dataset.removesuffix(ending)
    addresses = Addresses(base, authority_id, described.required(plan, "dcterms:identifier"), identifier)
    return _Reader(described, addresses).content(dataset, authority, plan)


def _dataset_about(described: Described, plan: str) -> str:
    about = [one for one in described.of_type("dcat:Dataset") if plan in described.texts(one, "dcterms:subject")]
    if len(about) != 1:
        raise RdfError(f"{len(about)} datasets are about {plan}\n  Expected: one, in the graph 'catalogue'")
    return about[0]


class _Reader(ClaimRecords):
    """Makes the content of a whole dataset: its head, register and plan, its sources and what they say."""

    def content(self, dataset: str, authority: str, plan: str) -> dict[str, Any]:
        sources = self.d.of_type("pap:SourceDocument")
        return {
            **self._head(dataset, authority),
            "base": self.a.base,
            "sources": [self._source(one) for one in sources],
            "registry": self._registry(self.d.listed(dataset)),
            "plan": self._plan(plan),
            "readings": [self._reading(one) for one in sources],
            "editorial": self._editorial(),
        }

    # The dataset itself, the register and the plan -----------------------------------------------------------

    def _head(self, dataset: str, authority: str) -> dict[str, Any]:
        rights = self.d.required(dataset, "dcterms:rights")
        publisher = self.d.text(dataset, "dcterms:publisher")
        area = self.d.text(authority, "dcterms:spatial")
        return {
            "id": self.d.required(dataset, "dcterms:identifier"),
            "title": self.d.required(dataset, "dcterms:title"),
            **self.d.given(dataset, description="dcterms:description", language="schema:inLanguage"),
            "authority": {
                "id": self.d.required(authority, "dcterms:identifier"),
                "name": self.d.required(authority, "rdfs:label"),
                "body": self._optional_id(authority, "pap:authorityBody", "organisation"),
                "area": area.removeprefix(AREAS) if area else None,
                "codes": {
                    self.d.required(code, "dcterms:title"): self.d.required(code, "skos:notation")
                    for code in self.d.texts(authority, "adms:identifier")
                },
            },
            "publisher": self.d.required(publisher, "foaf:name") if publisher else "",
            "licence": {
                "statement": self.d.required(rights, "rdfs:label"),
                **self.d.given(rights, url="schema:url"),
            },
        }

    def _registry(self, listed: dict[str, list[Any]]) -> dict[str, Any]:
        bodies = self.d.with_property("pap:bodyKind")
        found = {
            "bodies": [self._registered(one, "organisation", "pap:bodyKind") for one in bodies],
            "instruments": [
                {
                    **self._registered(one, "instrument", "pap:instrumentKind"),
                    **self.d.given(one, notation="skos:notation"),
                }
                for one in self.d.of_type("pap:Instrument")
            ],
        }
        for name, entries in found.items():
            place = {identifier: number for number, identifier in enumerate(listed.get(name, ()))}
            entries.sort(key=lambda entry: (place.get(entry["id"], len(place)), entry["id"]))
        return found

    def _registered(self, address: str, kind: str, kind_property: str) -> dict[str, Any]:
        same_as = {*self.d.texts(address, "skos:exactMatch"), *self.d.texts(address, "schema:sameAs")}
        return {
            "id": self.d.required(address, "dcterms:identifier"),
            "name": self.d.required(address, "skos:prefLabel"),
            "kind": self.d.code(address, kind_property),
            "also_known_as": self.d.texts(address, "skos:altLabel"),
            "part_of": self._optional_id(address, "pap:partOf", kind),
            "same_as": sorted(same_as),
            **self.d.given(address, note="skos:note"),
            **self.d.listed(address),
        }

    def _plan(self, plan: str) -> dict[str, Any]:
        milestones: dict[str, list[str]] = defaultdict(list)
        for one in self.d.of_type("pap:Milestone"):
            action, _, slug = self._item_id(one).partition("/")
            milestones[action].append(slug)
        actions: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for one in self.d.of_type("pap:Action"):
            ref = self._item_id(one)
            actions[self.d.required(one, "pap:inSection")].append({"ref": ref, "milestones": milestones.pop(ref, [])})
        sections = self.d.of_type("pap:PlanSection")
        if lost := [*milestones, *(section for section in actions if section not in sections)]:
            raise RdfError(f"{lost[0]!r} holds items and is itself not described\n  Expected: the whole plan")
        return {
            "id": self.d.required(plan, "dcterms:identifier"),
            "title": self.d.required(plan, "dcterms:title"),
            "sections": [
                {
                    "id": self._id(one, "section"),
                    "title": self.d.required(one, "dcterms:title"),
                    **self.d.given(one, note="skos:note"),
                    "actions": actions[one],
                }
                for one in sections
            ],
        }

    # What the sources say ------------------------------------------------------------------------------------

    def _source(self, address: str) -> dict[str, Any]:
        text = self.a.text(self._id(address, "source"))
        masks = [one for one in self.d.of_type("pap:Mask") if self.d.required(one, "oa:hasSource") == text]
        return {
            "id": self._id(address, "source"),
            "title": self.d.required(address, "dcterms:title"),
            **self.d.given(
                address,
                short_title="pap:shortTitle",
                file="pap:file",
                text_file="pap:textFile",
                media_type="schema:encodingFormat",
                document_sha256="pap:documentSha256",
                note="skos:note",
            ),
            "sha256": self.d.required(text, "pap:sha256"),
            "extract_of": self._optional_id(address, "pap:extractOf", "source"),
            "extract_for": self._optional_id(address, "pap:extractFor", "organisation"),
            "rating_key": self.d.listed(address).get("rating_key", sorted(self.d.texts(address, "pap:ratingKey"))),
            "masks": [self._span(one) for one in masks],
            "text": self.d.required(text, "rdf:value"),
        }

    def _span(self, address: str) -> dict[str, int]:
        start, end = (self.d.required(address, name) for name in ("oa:start", "oa:end"))
        return {"start": whole_number(start, address), "end": whole_number(end, address)}
