"""StratML, Part 1 and Part 2 (ISO 17469): goals, objectives, stakeholders and indicators of a strategic plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from cohesion_graph.documents.cells import Cell, Extract, ExtractBuilder, loose
from cohesion_graph.language.files import any_of

__all__ = ["is_stratml", "stratml_plan"]

_HEADINGS = (
    *("Ref", "Identifier", "Objective", "Description", "Lead", "Partners", "Milestones", "Start", "Deadline"),
    *("Status", "Date reported"),
)


def is_stratml(root: Any) -> bool:
    """Whether a tree is a strategic plan or a performance plan or report."""
    kinds = {"StrategicPlanCore", "StrategicPlan", "PerformancePlanOrReport"}
    return any(_tag(element) in kinds for element in root.iter())


def stratml_plan(root: Any) -> Extract:
    """A plan as tables: one for each goal, a row for each objective.

    An objective's reference is its place under its goal ("1.2"), because the standard's sequence indicators need not
    be unique; its identifier is kept in a column of its own. Stakeholders of a goal as a whole are `unattached`.
    """
    builder = ExtractBuilder("application/xml", title=_child_text(root, "Name"))
    builder.paragraph(builder.title, level=1)
    builder.paragraph(_child_text(root, "Description"))
    for element in root.iter():
        if _tag(element) in {"Organization", "Vision", "Mission", "Value"}:
            words = " ".join(filter(None, (_child_text(element, "Name"), _child_text(element, "Description"))))
            builder.paragraph(f"{_tag(element)}: {words}" if words else "")
    unattached: list[tuple[int, int]] = []
    goals = [element for element in root.iter() if _tag(element) == "Goal"]
    for number, goal in enumerate(goals, 1):
        title = _child_text(goal, "Name") or _child_text(goal, "Description") or f"Goal {number}"
        builder.paragraph(title, level=2)
        objectives = [child for child in goal if _tag(child) == "Objective"]
        rows = [_heading_row()]
        texts = [_texts(objective, f"{number}.{place}") for place, objective in enumerate(objectives, 1)]
        rows += [_row(line, place) for place, line in enumerate(texts, 1)]
        builder.table(rows, f"goal {number}", names_listed=True)
        unattached += _goal_itself(goal, builder)
    described = [one for one in root.iter() if _tag(one) == "Stakeholder" and _child_text(one, "Description")]
    if described:
        what = "1 stakeholder is" if len(described) == 1 else f"{len(described)} stakeholders are"
        builder.notes.append(f"{what} described: what is said of them may be about persons, and was not read")
    extract = builder.extract()
    persons = [place for named in _persons(root) for place in _places_of(named, extract.text)]
    return replace(extract, states_parts=True, persons=tuple(persons), unattached=tuple(unattached))


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child_text(element: Any, tag: str) -> str:
    child = next((one for one in element if _tag(one) == tag), None)
    return re.sub(r"\s+", " ", "".join(child.itertext())).strip() if child is not None else ""


def _heading_row() -> list[Cell]:
    return [Cell(loose(text), 0, column) for column, text in enumerate(_HEADINGS)]


def _row(texts: list[str], number: int) -> list[Cell]:
    return [Cell(loose(text), number, column) for column, text in enumerate(texts)]


def _texts(objective: Any, ref: str) -> list[str]:
    """The cells of an objective's row, in the order of `_HEADINGS`."""
    leads: list[str] = []
    partners: list[str] = []
    for stakeholder in objective:
        if _tag(stakeholder) == "Stakeholder" and (named := _child_text(stakeholder, "Name")):
            roles = " ".join(t for r in stakeholder if _tag(r) == "Role" for t in r.itertext()).casefold()
            (leads if "lead" in roles or "performer" in roles else partners).append(named)
    return [
        ref,
        _child_text(objective, "Identifier"),
        _child_text(objective, "Name") or _child_text(objective, "Description"),
        _child_text(objective, "Description") if _child_text(objective, "Name") else "",
        "\n".join(leads),
        "\n".join(partners),
        "\n".join(f"• {text}" for text in _indicators(objective)),
        *_dates(objective),
        *_results(objective),
    ]


def _indicators(objective: Any) -> Iterator[str]:
    """What each performance indicator of an objective measures, and its target."""
    for indicator in objective:
        if _tag(indicator) == "PerformanceIndicator":
            described = [_child_text(indicator, tag) for tag in ("MeasurementDimension", "UnitOfMeasurement")]
            targets = [
                _child_text(one, "NumberOfUnits") or _child_text(one, "Description")
                for one in indicator.iter()
                if _tag(one) == "TargetResult"
            ]
            words = ": ".join(filter(None, described)) or _child_text(indicator, "OtherInformation")
            target = ", ".join(filter(None, targets))
            if words:
                yield f"{words}: {target}" if target else words


def _dates(objective: Any) -> tuple[str, str]:
    """Start and end of the objective's last target: both of one element, for what two state together is stated nowhere.

    A result that was reached (`ActualResult`) is a report and promises nothing.
    """
    targets = [one for one in objective.iter() if _tag(one) in {"Objective", "TargetResult"}]
    spans = [(_child_text(one, "StartDate"), _child_text(one, "EndDate")) for one in targets]
    start, end = max(spans, key=lambda span: (span[1], span[0]))
    return ("", f"{start} to {end}") if end and start > end else (start, end)  # backwards: what is meant is not said


def _results(objective: Any) -> tuple[str, str]:
    """What was reached, and by which day: beside the words where results are of several days."""
    results = [one for one in objective.iter() if _tag(one) == "ActualResult"]
    said = [_child_text(one, "Description") or _child_text(one, "NumberOfUnits") for one in results]
    told = [(words, _child_text(one, "EndDate")) for words, one in zip(said, results, strict=True) if words]
    days = {day for _, day in told}
    if len(days) == 1:
        return "\n".join(words for words, _ in told), days.pop()
    return "\n".join(f"{words} ({day})" if day else words for words, day in told), ""


def _goal_itself(goal: Any, builder: ExtractBuilder) -> list[tuple[int, int]]:
    """Write what a goal says for all its objectives, and give where its stakeholders' names stand."""
    builder.paragraph(_child_text(goal, "Description"))
    for element in goal.iter():
        if _tag(element) == "OtherInformation" and _tag(element.getparent()) in {"Goal", "Objective"}:
            builder.paragraph(_child_text(element.getparent(), "OtherInformation"))
        if _tag(element) == "Identifier":
            named = _child_text(element.getparent(), "Name")
            builder.paragraph(f"{named} has the identifier {''.join(element.itertext()).strip()}")
    names = [_child_text(one, "Name") for one in goal if _tag(one) == "Stakeholder"]
    found = []
    for named in filter(None, names):
        builder.write("The goal names the stakeholder ")
        words = builder.write(named)
        builder.write("\n")
        found.append((words.place, words.place + len(named)))
    return found


_POST = re.compile(rf"(?i)\b{any_of('posts.heads')}\b")


def _persons(root: Any) -> list[str]:
    """The names that the plan itself marks as persons'; a post so marked is none."""
    marked = (one for one in root.iter() if _tag(one) == "Stakeholder" and "Person" in one.attrib.values())
    return [named for named in sorted({_child_text(one, "Name") for one in marked} - {""}) if not _POST.search(named)]


def _places_of(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a name stands as words of its own; searched as plain text, which a pattern would do far slower."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not re.match(r"\w\w", text[max(0, start - 1) : start + 1]) and not re.match(
            r"\w\w", text[end - 1 : end + 1]
        ):
            yield start, end
        start = text.find(name, end)
