"""The list of the ready questions, by what they are about."""

from __future__ import annotations

from collections.abc import Iterator

from cohesion_graph.publish.page import Anchor, Grid, Page, Row, Section, Thing
from cohesion_graph.questions.registry import Question, questions

__all__ = ["THEMES", "question_list"]

THEMES = {
    "who": (
        "Who does what",
        (
            "contributions",
            "shared-responsibilities",
            "without-lead",
            "unowned",
            "no-partner",
            "workload",
            "ranking",
            "evidence",
        ),
    ),
    "when": (
        "By when, and how far it is",
        (
            "overdue",
            "next",
            "due",
            "undated",
            "progress",
            "changed",
            "past-without-report",
            "deadlines",
            "timing-order",
        ),
    ),
    "hanging": (
        "What hangs on what",
        ("depends-on", "feeds", "mentions", "affected-by", "what-if-slips", "cross-references", "cycles"),
    ),
    "together": (
        "Who works with whom",
        (
            "shared-actions",
            "shared-partners",
            "partnership-network",
            "communities",
            "brokers",
            "single-points",
            "what-if-removed",
            "what-if-merged",
        ),
    ),
    "open": ("What is open", ("discrepancies", "doubts")),
}
"""For each theme its heading and its questions, the plainest first."""


def question_list() -> Page:
    """The list of all questions; one that belongs to no theme stands at the end."""
    lead = (
        "Ready questions with their answers. Every row that states a fact names its document, its basis and its words."
    )
    content = Thing(lead=lead, sections=tuple(_sections()))
    return Page("questions/index.html", "Questions", content, section="questions")


def _sections() -> Iterator[Section]:
    known = {one.name: one for one in questions()}
    themes = [(anchor, heading, [known.pop(name) for name in names]) for anchor, (heading, names) in THEMES.items()]
    for anchor, heading, group in (*themes, ("further", "Further questions", list(known.values()))):
        grid = Grid(heading, ("Question", "What to know", "Name for the command"), tuple(map(_row, group)))
        yield Section(anchor, heading, grid=grid)


def _row(one: Question) -> Row:
    return Row((Anchor(one.title, f"questions/{one.name}/index.html"), " ".join(one.about), one.name))
