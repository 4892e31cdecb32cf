"""The plan as StratML Part 2 (performance plans and reports), for tools that exchange strategic plans.

=================== ======================================================================================
ours                StratML
=================== ======================================================================================
plan                ``PerformancePlanOrReport`` of the type ``Performance_Plan``
section             ``Goal``
action              ``Objective``: its words as ``Name``, its reference as ``SequenceIndicator``
milestone           ``PerformanceIndicator``; a deadline is a ``TargetResult``, a status report an ``ActualResult``
body with its role  ``Stakeholder`` with a ``Role``, always as ``Performer``
link to an item     ``Relationship`` of the type ``Peer_To``: StratML knows broader, narrower and peer only, so its
                    ``Name`` says what kind it is and to what, and its ``Description`` who says so
=================== ======================================================================================

Where sources differ, every statement is given, with its source in words; StratML has no place for who says so.
Elements and their order are those of the published schema of 16 February 2016 (version 2.2.6).
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from cohesion_graph.derive import Derivation
from cohesion_graph.model.claims import Dependency, Responsibility, StatusReport, Timing
from cohesion_graph.model.codes import BodyKind
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.items import Action, Section
from cohesion_graph.model.register import Body
from cohesion_graph.rdf.namespaces import Addresses
from cohesion_graph.xml_text import xml_text

__all__ = ["NAMESPACE", "stratml"]

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
"""The namespace of all elements."""

_GENERIC = {BodyKind.PLACEHOLDER, BodyKind.NOT_STATED}


def stratml(derivation: Derivation) -> bytes:
    """The plan as a StratML Part 2 document in UTF-8; the same dataset always gives the same bytes.

    A plan without sections has one goal with the plan's title, because StratML wants at least one.
    """
    dataset = derivation.dataset
    root = ET.Element("PerformancePlanOrReport", {"xmlns": NAMESPACE, "Type": "Performance_Plan"})
    _add(root, "Name", dataset.plan.title)
    _add(root, "Description", dataset.description)
    _add(root, "OtherInformation", f"Terms of use: {dataset.licence.statement}")
    core = ET.SubElement(root, "StrategicPlanCore")
    organisation = ET.SubElement(core, "Organization")
    _add(organisation, "Name", dataset.authority.name)
    _add(organisation, "Identifier", f"authority.{dataset.authority.id}")
    for number, section in enumerate(dataset.plan.sections, 1):
        _goal(core, derivation, section, number)
    if not dataset.plan.sections:
        empty = ET.SubElement(core, "Goal")
        _add(empty, "Name", dataset.plan.title)
        _add(empty, "Description", "", always=True)
    _administration(root, dataset)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _goal(core: ET.Element, derivation: Derivation, section: Section, number: int) -> None:
    goal = ET.SubElement(core, "Goal")
    _add(goal, "Name", section.title)
    _add(goal, "Description", section.note, always=True)
    _add(goal, "Identifier", f"section.{section.id}")
    _add(goal, "SequenceIndicator", str(number))
    for action in section.actions:
        _objective(goal, derivation, action)


def _objective(goal: ET.Element, derivation: Derivation, action: Action) -> None:
    dataset = derivation.dataset
    objective = ET.SubElement(goal, "Objective")
    _add(objective, "Name", dataset.title_of(action.ref))
    _add(objective, "Description", "", always=True)
    _add(objective, "Identifier", _identifier(action.ref))
    _add(objective, "SequenceIndicator", action.ref)
    items = [action.ref, *dataset.milestones_of(action.ref)]
    held: dict[str, list[Responsibility]] = {}
    for item in items:
        for claim in dataset.claims_about(item, Responsibility):
            held.setdefault(claim.party, []).append(claim)
    for party, claims in held.items():
        _stakeholder(objective, dataset, dataset.bodies[party], claims)
    _add(objective, "OtherInformation", _remarks(derivation, action.ref, items))
    for order, milestone in enumerate(items[1:], 1):
        _indicator(objective, dataset, milestone, order)


def _stakeholder(objective: ET.Element, dataset: Dataset, body: Body, claims: list[Responsibility]) -> None:
    kind = "Generic_Group" if body.kind in _GENERIC else "Organization"
    stakeholder = ET.SubElement(objective, "Stakeholder", {"StakeholderTypeType": kind})
    _add(stakeholder, "Name", body.name)
    for claim in claims:
        about = f"milestone: {dataset.title_of(claim.item)}; " if "/" in claim.item else ""
        role = ET.SubElement(stakeholder, "Role")
        _add(role, "Name", claim.role.label)
        _add(role, "Description", f"{about}according to {_source(dataset, claim.source)}; {claim.basis.label}")
        _add(role, "RoleType", "Performer")


def _remarks(derivation: Derivation, ref: str, items: list[str]) -> str:
    """The action's own deadlines and links, and where sources differ: StratML has no element for them here."""
    dataset = derivation.dataset
    told = [
        f"Deadline according to {_source(dataset, claim.source)}: {claim.stated}"
        for claim in dataset.claims_about(ref, Timing)
    ]
    told += [f"{name} ({sources})" for name, sources, _ in _relations(dataset, ref)]
    told += [
        f"The sources differ ({one.kind.label}): {_source(dataset, one.source_a)}: {one.value_a or 'nothing'}; "
        f"{_source(dataset, one.source_b)}: {one.value_b or 'nothing'}"
        for one in derivation.discrepancies
        if one.item in items
    ]
    return " ".join(dict.fromkeys(f"{sentence.rstrip('. ')}." for sentence in told))


def _relations(dataset: Dataset, item: str) -> Iterator[tuple[str, str, str]]:
    """Each relation of an item once: its kind and what it leads to in words, who says so, and what it leads to.

    That is the item's identifier, or an address: the stylesheet of StratML shows no relation that leads to neither.
    """
    a = Addresses.of(dataset)
    address = {"body": a.organisation, "instrument": a.instrument}
    found: dict[tuple[str, str, str], list[str]] = {}
    for claim in dataset.claims_about(item, Dependency):
        kind = f"{claim.type.label[0].upper()}{claim.type.label[1:]}"
        end = address.get(claim.target_kind, _identifier)(claim.target)
        found.setdefault((kind, _target(dataset, claim), end), []).append(_source(dataset, claim.source))
    for (kind, target, end), sources in found.items():
        yield f"{kind}: {target}", f"according to {'; '.join(dict.fromkeys(sources))}", end


def _indicator(objective: ET.Element, dataset: Dataset, milestone: str, order: int) -> None:
    indicator = ET.SubElement(objective, "PerformanceIndicator", {"PerformanceIndicatorType": "Qualitative"})
    _add(indicator, "SequenceIndicator", str(order))
    _add(indicator, "MeasurementDimension", dataset.title_of(milestone))
    _add(indicator, "UnitOfMeasurement", "milestone reached")
    _add(indicator, "Identifier", _identifier(milestone))
    for name, sources, end in _relations(dataset, milestone):
        relationship = ET.SubElement(indicator, "Relationship", {"RelationshipType": "Peer_To"})
        _add(relationship, "ReferentIdentifier", end)
        _add(relationship, "Name", name)
        _add(relationship, "Description", sources)
    targets = dataset.claims_about(milestone, Timing)
    reports = dataset.claims_about(milestone, StatusReport)
    if not targets and not reports:
        return
    measured = ET.SubElement(indicator, "MeasurementInstance")
    for target in targets:
        result = ET.SubElement(measured, "TargetResult")
        if target.deadline.starts:
            _add(result, "StartDate", target.deadline.starts.first_day.isoformat())
        if target.deadline.latest_date:
            _add(result, "EndDate", target.deadline.latest_date.isoformat())
        _add(result, "Description", f"{target.stated} (according to {_source(dataset, target.source)})")
    for report in reports:
        result = ET.SubElement(measured, "ActualResult")
        if report.as_of:
            _add(result, "EndDate", report.as_of.isoformat())
        by = f", reported by {report.reported_by}" if report.reported_by else ""
        _add(result, "Description", f"{report.words}{by}")


def _administration(root: ET.Element, dataset: Dataset) -> None:
    information = ET.SubElement(root, "AdministrativeInformation")
    _add(information, "Identifier", f"dataset.{dataset.id}")
    _add(information, "Source", Addresses.of(dataset).dataset)


def _add(parent: ET.Element, name: str, text: str, *, always: bool = False) -> None:
    """A child with a text in one line; nothing for an empty text, unless the schema wants the element, as each Name."""
    words = " ".join(xml_text(text).split())
    if words or always or name == "Name":
        ET.SubElement(parent, name).text = words


def _identifier(item: str) -> str:
    """An identifier that XML accepts (xsd:ID) and that no two items share.

    >>> _identifier("CC1"), _identifier("CC9/report-produced")
    ('action.CC1', 'milestone.CC9.report-produced')
    """
    action, _, milestone = item.partition("/")
    return f"milestone.{action}.{milestone}" if milestone else f"action.{action}"


def _source(dataset: Dataset, identifier: str) -> str:
    return dataset.sources_by_id[identifier].label


def _target(dataset: Dataset, claim: Dependency) -> str:
    if claim.target_kind == "item":
        return f"{claim.target}, {dataset.title_of(claim.target)}"
    registered = dataset.bodies if claim.target_kind == "body" else dataset.instruments
    return registered[claim.target].name
