"""schema.org descriptions for web pages, so that search engines know a dataset, an action or a body when they see one.

They say less than the RDF: schema.org has no words for a source that claims something. What sources agree on, or an
editor has settled, is told; where they differ, nobody is put above another: all bodies take part, no day is told, and
the description says that the documents differ and about what.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from cohesion_graph.derive import Derivation, Discrepancy
from cohesion_graph.derive.progress import report_about
from cohesion_graph.formats import format_of, media_type_of
from cohesion_graph.model.claims import Responsibility, Timing
from cohesion_graph.model.codes import BodyKind, DiscrepancyKind, Resolution, Role
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import is_milestone, node_id
from cohesion_graph.rdf.code_lists import SCHEMA_ORG_STATUS
from cohesion_graph.rdf.namespaces import Addresses
from cohesion_graph.rdf.terms import is_iri

__all__ = ["describe_dataset", "describe_node", "script_text"]

_CONTEXT = "https://schema.org"
_TYPES = {
    BodyKind.COUNCIL: "GovernmentOrganization",
    BodyKind.COUNCIL_TEAM: "GovernmentOrganization",
    BodyKind.PUBLIC_BODY: "GovernmentOrganization",
    BodyKind.COMPANY: "Corporation",
    BodyKind.VOLUNTARY: "NGO",
}


def describe_dataset(derivation: Derivation, files: Mapping[str, int] | None = None) -> dict[str, Any]:
    """The dataset, for the front page.

    Args:
        derivation: What is published.
        files: The downloads by path under the dataset's address, each with its size in bytes.
    """
    dataset, a = derivation.dataset, Addresses.of(derivation.dataset)
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": a.dataset,
        "url": a.dataset,
        "name": dataset.title,
        "description": dataset.description or dataset.title,
        "inLanguage": dataset.language,
        "creditText": dataset.publisher,
        "usageInfo": a.terms,
        "conditionsOfAccess": dataset.licence.statement,
        "license": dataset.licence.url if is_iri(dataset.licence.url) else "",
        "publisher": {"@type": "Organization", "name": dataset.publisher} if dataset.publisher else "",
        "spatialCoverage": {"@type": "AdministrativeArea", "name": dataset.authority.name},
        "isBasedOn": [
            {"@type": "DigitalDocument", "@id": a.source(source.id), "name": source.title} for source in dataset.sources
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{a.dataset}/{path}",
                "encodingFormat": _encodings(path),
                "contentSize": str(size),
            }
            for path, size in sorted((files or {}).items())
        ],
    }
    return _stated(told)


def describe_node(derivation: Derivation, node: str) -> dict[str, Any] | None:
    """An action, milestone, body or source by its node (`model.ids.node_id`), for its page.

    None for anything else, and for nodes that are not in the plan.
    """
    kind, _, identifier = node.partition("/")
    dataset = derivation.dataset
    if kind == "action":
        item = identifier.replace("/milestone/", "/")
        return _stated(_item(derivation, item)) if item in dataset.items else None
    if kind == "organisation" and identifier in dataset.bodies:
        return _stated(_body(dataset, identifier))
    if kind == "source" and identifier in dataset.sources_by_id:
        source, a = dataset.sources_by_id[identifier], Addresses.of(dataset)
        address = a.source(identifier)
        told = {"@context": _CONTEXT, "@type": "DigitalDocument", "@id": address}
        return _stated(told | {"name": source.title, "encodingFormat": source.media_type})
    return None


def script_text(description: Mapping[str, Any]) -> str:
    r"""JSON that may stand in a ``<script type="application/ld+json">``: nothing in it is read as HTML.

    >>> print(script_text({"name": "</script><b>"}))
    {"name":"\u003c/script>\u003cb>"}
    """
    text = json.dumps(description, ensure_ascii=False, separators=(",", ":"))
    return (
        text.replace("<", "\\u003c").replace("&#", "\\u0026#").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )


def _item(derivation: Derivation, item: str) -> dict[str, Any]:
    dataset, a = derivation.dataset, Addresses.of(derivation.dataset)
    start = node_id("item", item)
    bodies: dict[str, list[str]] = {}
    for link in derivation.links:
        if link.start == start and link.relation.value.family == "responsibility":
            bodies.setdefault(link.relation.value.term, []).append(link.end)
    open_differences = [
        one for one in derivation.discrepancies if one.item == item and one.resolution is Resolution.UNRESOLVED
    ]
    differs = {one.kind for one in open_differences}
    leads = bodies.pop("ledBy", [])
    chosen = _preferred(derivation, item, _ABOUT_LEADS)
    if chosen or differs & _ABOUT_LEADS:
        bodies["ledBy"], leads = leads, [end for end in leads if chosen and _is_led(dataset, item, end, chosen)]
    others = [end for ends in bodies.values() for end in ends]
    report = report_about(dataset, item)
    status = SCHEMA_ORG_STATUS.get(report.status) if report else ""
    return {
        "@context": _CONTEXT,
        "@type": "Action",
        "@id": a.item(item),
        "identifier": "" if is_milestone(item) else item,  # a milestone's is no reference that documents print
        "name": dataset.title_of(item),
        "actionStatus": f"https://schema.org/{status}" if status else "",
        "agent": _parties(dataset, a, leads),
        "participant": _parties(dataset, a, [end for end in others if end not in leads]),
        "endTime": _end(dataset, item),
        "description": _differences(dataset, open_differences),
        "subjectOf": [{"@id": a.source(source)} for source in dataset.sources_of(item)],
    }


_ABOUT_LEADS = frozenset({DiscrepancyKind.LEAD, DiscrepancyKind.ROLE, DiscrepancyKind.ROLE_UNCLEAR})
_TOLD = _ABOUT_LEADS | {DiscrepancyKind.TIMING}


def _preferred(derivation: Derivation, item: str, kinds: frozenset[DiscrepancyKind]) -> str:
    """The source that an editor preferred where documents differ in one of these ways; empty if none."""
    for one in derivation.discrepancies:
        if one.item == item and one.kind in kinds:
            if one.resolution is Resolution.FIRST_PREFERRED:
                return one.source_a
            if one.resolution is Resolution.SECOND_PREFERRED:
                return one.source_b
    return ""


def _is_led(dataset: Dataset, item: str, node: str, source: str) -> bool:
    claims = dataset.claims_about(item, Responsibility, source)
    return any(claim.role is Role.LEAD and node == f"organisation/{claim.party}" for claim in claims)


def _end(dataset: Dataset, item: str) -> str:
    """The day or month by which it is to be done, no more exact than stated; empty where sources state several."""
    stated = {claim.deadline.date for claim in dataset.claims_about(item, Timing)}
    (date,) = stated if len(stated) == 1 else (None,)
    return str(date) if date is not None and date.precision in {"day", "month", "year"} else ""


def _differences(dataset: Dataset, found: Iterable[Discrepancy]) -> str:
    """In what the documents differ, in a sentence each, in the order of the plan."""
    label = {source.id: source.label for source in dataset.sources}
    return " ".join(
        f"The documents differ ({one.kind.label}): {label[one.source_a]}: {one.value_a or 'nothing'}; "
        f"{label[one.source_b]}: {one.value_b or 'nothing'}."
        for one in found
        if one.kind in _TOLD
    )


def _parties(dataset: Dataset, a: Addresses, nodes: Iterable[str]) -> list[dict[str, str]]:
    bodies = [dataset.bodies[node.partition("/")[2]] for node in dict.fromkeys(nodes)]
    return [
        {"@type": _TYPES.get(body.kind, "Organization"), "@id": a.organisation(body.id), "name": body.name}
        for body in bodies
    ]


def _body(dataset: Dataset, identifier: str) -> dict[str, Any]:
    body, a = dataset.bodies[identifier], Addresses.of(dataset)
    parent = dataset.bodies[body.part_of] if body.part_of else None
    return {
        "@context": _CONTEXT,
        "@type": _TYPES.get(body.kind, "Organization"),
        "@id": a.organisation(identifier),
        "name": body.name,
        "alternateName": list(body.also_known_as),
        "sameAs": [same for same in body.same_as if is_iri(same)],
        "parentOrganization": {"@type": "Organization", "@id": a.organisation(parent.id), "name": parent.name}
        if parent
        else "",
    }


def _encodings(path: str) -> str | list[str]:
    """The media type of a file; of a compressed one what is inside, and how it is compressed."""
    inside, outside = format_of(path), media_type_of(path)
    return outside if inside is None or inside.media_type == outside else [inside.media_type, outside]


def _stated(told: dict[str, Any]) -> dict[str, Any]:
    """Only what is known."""
    return {name: value for name, value in told.items() if value not in ("", [], None)}
