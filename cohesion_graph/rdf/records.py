"""Described resources to the plain content of records: the mirror of the describing modules."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pyoxigraph

from cohesion_graph.errors import RdfError
from cohesion_graph.rdf.namespaces import PREFIXES, Addresses, code_of
from cohesion_graph.rdf.register_graph import AREAS

__all__ = ["Described", "dataset_content"]

_KINDS = {
    "wording": "Wording",
    "responsibility": "Responsibility",
    "timing": "Timing",
    "dependency": "Dependency",
    "status-report": "StatusReport",
}


class Described:
    """What quads say, subject by subject, in whichever graph they say it."""

    def __init__(self, quads: Iterable[pyoxigraph.Quad]) -> None:
        self._values: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self._of_type: dict[str, set[str]] = defaultdict(set)
        type_of = _expanded("rdf:type")
        for quad in quads:
            if not isinstance(quad.subject, pyoxigraph.NamedNode):
                continue
            subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object
            held = self._values[subject][predicate]
            if value not in held:
                held.append(value)
            if predicate == type_of and isinstance(value, pyoxigraph.NamedNode):
                self._of_type[value.value].add(subject)

    def of_type(self, name: str) -> list[str]:
        """Addresses of the resources of a class, in their listed order where they have one, else sorted."""
        addresses = sorted(self._of_type.get(_expanded(name), ()))
        return sorted(addresses, key=lambda address: _number(self.text(address, "pap:order") or "0", address))

    def with_property(self, name: str) -> list[str]:
        """Addresses of the resources that have a value for a property, sorted."""
        predicate = _expanded(name)
        return sorted(subject for subject, held in self._values.items() if held.get(predicate))

    def only(self, name: str) -> str:
        """The one resource of a class.

        Raises:
            RdfError: there is none, or more than one.
        """
        found = self.of_type(name)
        if len(found) != 1:
            count = "no" if not found else f"{len(found)}"
            raise RdfError(
                f"the RDF has {count} resources of the class {_expanded(name)}\n  Expected: exactly one, as in a "
                "dataset of this package\n  Read one dataset at a time, and RDF that this package wrote."
            )
        return found[0]

    def values(self, subject: str, name: str) -> list[Any]:
        """The terms a property of a resource has."""
        return self._values[subject][_expanded(name)] if subject in self._values else []

    def texts(self, subject: str, name: str) -> list[str]:
        """The lexical forms or addresses a property has, sorted."""
        return sorted(value.value for value in self.values(subject, name) if hasattr(value, "value"))

    def text(self, subject: str, name: str) -> str | None:
        """The one lexical form or address a property has, None where it has none.

        Raises:
            RdfError: it has several.
        """
        found = self.texts(subject, name)
        if len(found) > 1:
            raise RdfError(f"{subject} has {len(found)} values of {name}\n  Expected: one")
        return found[0] if found else None

    def required(self, subject: str, name: str) -> str:
        """The one lexical form or address a property has.

        Raises:
            RdfError: it has none, or several.
        """
        found = self.text(subject, name)
        if found is None:
            raise RdfError(f"{subject} has no {name}\n  Expected: one value\n  Add it, or write the RDF anew.")
        return found

    def code(self, subject: str, name: str) -> str:
        """The code that a property's value, an address in a code list, stands for."""
        address = self.required(subject, name)
        code = code_of(address)
        if code is None:
            raise RdfError(f"{subject} has {name} {address}\n  Expected: an address in one of the code lists")
        return code.value

    def given(self, subject: str, **fields: str) -> dict[str, str]:
        """Those of the fields, each by the name of its property, that the resource has a value for."""
        return {field: text for field, name in fields.items() if (text := self.text(subject, name)) is not None}

    def listed(self, subject: str) -> dict[str, list[Any]]:
        """Lists whose order or repetitions only `pap:asListed` tells, by the name of the field."""
        merged: dict[str, list[Any]] = {}
        for text in self.texts(subject, "pap:asListed"):
            try:
                content = json.loads(text)
            except ValueError as error:
                raise RdfError(f"{subject} has a pap:asListed that is not JSON: {error}") from error
            if not isinstance(content, dict):
                raise RdfError(f"{subject} has a pap:asListed that is no JSON object")
            merged |= content
        return merged


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


class _Reader:
    """Makes the content of records from what is described under known addresses."""

    def __init__(self, described: Described, addresses: Addresses) -> None:
        self.d, self.a = described, addresses

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

    # Identifiers ---------------------------------------------------------------------------------------------

    def _id(self, address: str, kind: str) -> str:
        """The identifier of an organisation, instrument, source or section at an address."""
        node = self.a.node_of(address)
        if node is None or not node.startswith(f"{kind}/"):
            raise RdfError(f"{address} is not the address of any {kind} of this dataset")
        return node.removeprefix(f"{kind}/")

    def _item_id(self, address: str) -> str:
        item = self.a.item_of(address)
        if item is None:
            raise RdfError(f"{address} is not the address of an action or milestone of this dataset")
        return item

    def _claim_id(self, address: str) -> str:
        claim = self.a.claim_of(address)
        if claim is None:
            raise RdfError(f"{address} is not the address of a claim of this dataset")
        return claim

    def _optional_id(self, subject: str, name: str, kind: str) -> str | None:
        address = self.d.text(subject, name)
        return None if address is None else self._id(address, kind)

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
            "masks": [self._span(one) for one in masks],
            "text": self.d.required(text, "rdf:value"),
        }

    def _span(self, address: str) -> dict[str, int]:
        start, end = (self.d.required(address, name) for name in ("oa:start", "oa:end"))
        return {"start": _number(start, address), "end": _number(end, address)}

    def _reading(self, source: str) -> dict[str, Any]:
        own = {name: self._said_by(source, name) for name in ("pap:Claim", "pap:Doubt", "pap:SetAside")}
        judged = set(self.d.of_type("pap:Judgement"))
        return {
            "source": self._id(source, "source"),
            "claims": [self._claim(one) for one in own["pap:Claim"] if one not in judged],
            "doubts": [self._doubt(one) for one in own["pap:Doubt"]],
            "set_aside": [
                {
                    "kind": self.d.code(one, "pap:setAsideKind"),
                    **self._evidence(one)[0],
                    **self.d.given(one, note="skos:note"),
                }
                for one in own["pap:SetAside"]
            ],
        }

    def _said_by(self, source: str, name: str) -> list[str]:
        return [one for one in self.d.of_type(name) if self.d.required(one, "pap:accordingTo") == source]

    def _evidence(self, address: str) -> list[dict[str, Any]]:
        found = {}
        for quotation in self.d.texts(address, "pap:evidence"):
            fields: dict[str, Any] = {}
            for selector in self.d.texts(quotation, "oa:hasSelector"):
                fields |= self.d.given(selector, start="oa:start", end="oa:end", exact="oa:exact")
            if fields.keys() != {"start", "end", "exact"}:
                raise RdfError(f"{quotation} has no selectors\n  Expected: the words quoted, their start and their end")
            fields |= {name: _number(fields[name], quotation) for name in ("start", "end")}
            found[f"{fields['start']}-{fields['end']}"] = fields
        if not found:
            raise RdfError(f"{address} has no pap:evidence\n  Expected: at least one quotation")
        order = self.d.listed(address).get("evidence")
        if order is None:
            return sorted(found.values(), key=lambda fields: (fields["start"], fields["end"]))
        if not set(order) <= found.keys():
            raise RdfError(f"{address} lists evidence that it does not have\n  Expected: some of {sorted(found)}")
        return [found[span] for span in order]

    def _claim(self, address: str) -> dict[str, Any]:
        identifier = self._claim_id(address)
        item, _, source, kind, n = identifier.rsplit("/", 4)
        if kind not in _KINDS:
            raise RdfError(f"{address} is a claim of the unknown kind {kind!r}\n  Expected: {', '.join(_KINDS)}")
        if self._item_id(self.d.required(address, "pap:aboutItem")) != item:
            raise RdfError(f"{address} is about another item than its address says")
        content = {
            "item": item,
            "source": source,
            "n": _number(n, address),
            "basis": self.d.code(address, "pap:basis"),
            "evidence": self._evidence(address),
            **self.d.given(address, note="skos:note"),
        }
        of_kind = {
            "wording": self._wording,
            "responsibility": self._responsibility,
            "timing": self._timing,
            "dependency": self._dependency,
            "status-report": self._status_report,
        }
        return content | of_kind[kind](address)

    def _wording(self, address: str) -> dict[str, Any]:
        return {
            "text": self.d.required(address, "pap:normalisedText"),
            "presented_as": self.d.code(address, "pap:presentedAs"),
            **self.d.given(address, ref_as_printed="pap:refAsPrinted"),
        }

    def _responsibility(self, address: str) -> dict[str, Any]:
        joint = sorted(_number(one.rpartition("/")[2], one) for one in self.d.texts(address, "pap:jointWith"))
        return {
            "party": self._id(self.d.required(address, "pap:responsibleParty"), "organisation"),
            "party_as_printed": self.d.required(address, "pap:partyAsPrinted"),
            "role": self.d.code(address, "pap:role"),
            "joint_with": self.d.listed(address).get("joint_with", joint),
            **self.d.given(address, officers_named="pap:officersNamed"),
        }

    def _timing(self, address: str) -> dict[str, Any]:
        interval = "within" if self.d.values(address, "pap:dueWithin") else "every"
        stated = self.d.given(
            address,
            date="pap:statedDate",
            starts="pap:startDate",
            after="pap:countedFrom",
            **{interval: "pap:intervalAsStated"},
        )
        deadline = {
            "kind": self.d.code(address, "pap:timingKind"),
            **stated,
            "aligned_with": self._optional_id(address, "pap:alignedWith", "instrument"),
        }
        return {"stated": self.d.required(address, "pap:statedText"), "deadline": deadline}

    def _dependency(self, address: str) -> dict[str, Any]:
        target = self.d.required(address, "pap:dependencyTarget")
        kind, _, identifier = (self.a.node_of(target) or "").partition("/")
        kinds = {"instrument": "instrument", "organisation": "body", "action": "item"}
        if kind not in kinds:
            raise RdfError(f"{target} is no instrument, organisation, action or milestone of this dataset")
        return {
            "type": self.d.code(address, "pap:dependencyType"),
            "target": self._item_id(target) if kind == "action" else identifier,
            "target_kind": kinds[kind],
        }

    def _status_report(self, address: str) -> dict[str, Any]:
        return {
            "status": self.d.code(address, "pap:status"),
            "as_of": self.d.required(address, "pap:asOf"),
            **self.d.given(address, reported_by="pap:reportedBy"),
        }

    def _doubt(self, address: str) -> dict[str, Any]:
        item = self.d.text(address, "pap:aboutItem")
        alternatives = self.d.texts(address, "pap:alternative")
        return {
            "source": self._id(self.d.required(address, "pap:accordingTo"), "source"),
            "n": _number(self.d.required(address, "pap:number"), address),
            "item": None if item is None else self._item_id(item),
            "about": self.d.code(address, "pap:doubtKind"),
            "what": self.d.required(address, "pap:question"),
            "alternatives": [
                self.d.required(one, "rdf:value")
                for one in sorted(alternatives, key=lambda one: _number(self.d.required(one, "pap:order"), one))
            ],
            "evidence": self._evidence(address),
        }

    # A person's judgements -----------------------------------------------------------------------------------

    def _editorial(self) -> dict[str, Any]:
        judged = set(self.d.of_type("pap:Judgement"))
        return {
            "same_items": [
                {
                    "item": self._item_id(self.d.required(one, "pap:aboutItem")),
                    "claims": self.d.listed(one).get(
                        "claims", sorted(map(self._claim_id, self.d.texts(one, "pap:involvesClaim")))
                    ),
                    **self._judgement(one),
                }
                for one in self.d.of_type("pap:Sameness")
            ],
            "rulings": [
                {
                    "discrepancy": self.d.required(one, "pap:discrepancyId"),
                    "resolution": self.d.code(one, "pap:resolution"),
                    **self._judgement(one),
                }
                for one in self.d.of_type("pap:Ruling")
            ],
            "rankings": [
                {
                    "claim": self._claim_id(self.d.required(one, "pap:involvesClaim")),
                    "rank": self.d.code(one, "pap:rank"),
                    **self._judgement(one),
                }
                for one in self.d.of_type("pap:Ranking")
            ],
            "links": [self._claim(one) for one in self.d.of_type("pap:Dependency") if one in judged],
        }

    def _judgement(self, address: str) -> dict[str, str]:
        return {"reason": self.d.required(address, "pap:reason"), "by": self.d.required(address, "pap:judgedBy")}


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _number(text: str, where: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise RdfError(f"{where}: {text!r} is not a whole number\n  Expected: digits")
    return int(text)
