"""The desk as one HTML file: the document beside the question, and all that is needed to answer it, without a network.

Everything a page shows is in it as JSON; the script draws the part that is looked at, so that two thousand doubts are
as fast as twenty. Names that the dataset masks are masked here too.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from cohesion_graph.model.changes import Restated, Withdrawn
from cohesion_graph.model.claims import Doubt, Responsibility, Timing, Wording
from cohesion_graph.model.codes import BodyKind, Role, SetAsideKind
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.evidence import Source
from cohesion_graph.model.privacy import withhold_names
from cohesion_graph.model.sample import draw, label
from cohesion_graph.review.decisions import COLUMNS, LEAVE_OPEN, NOT_MINE
from cohesion_graph.review.values import field_of

__all__ = ["Desk", "Kind", "desk", "desk_content", "desk_page"]


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk as it is served: what it is about, its page, and what takes the decisions that the page sends."""

    folder: Path
    page: Callable[[str], str]
    """The page, as of now, for the token that its own requests are told by."""
    take: Callable[[bytes], str]
    """Writes some decisions, all or none; gives what they changed, a line each."""


def desk(dataset: Dataset, *, names_shown: bool = False, token: str = "") -> str:
    """The page of a plan's desk.

    Args:
        dataset: As its files have it, names readable or not.
        names_shown: Whether officers' names stay readable; the page says so. Never in a file that is handed on.
        token: Where the page is served: what its own requests are told by. Empty for a file.
    """
    shown = dataset if names_shown else withhold_names(dataset)
    return desk_page(shown.title, _OF_A_PLAN, desk_content(shown), names_shown=names_shown, token=token)


@dataclass(frozen=True, slots=True)
class Kind:
    """What desks of one kind have in common."""

    tabs: tuple[tuple[str, str], ...]
    """Each with its identifier and its name."""
    scripts: tuple[str, ...]
    """What draws the tabs, in the order in which it is read."""
    saved: str
    """What is said where a decision was written at once."""
    bring: str
    """The command that takes what was saved as a file."""
    without_script: str
    """What to do in a browser that runs none."""


_OF_A_PLAN: Final = Kind(
    tabs=(
        ("doubts", "Doubts"),
        ("read", "Read along"),
        ("bodies", "Bodies and names"),
        ("sample", "Check a sample"),
    ),
    scripts=("document.js", "doubts.js", "read_along.js", "plan.js"),
    saved="Saved in the dataset.",
    bring="cohesion-graph review --apply decisions.csv",
    without_script="Correct the dataset with the workbook instead.",
)


def desk_page(title: str, kind: Kind, content: dict[str, Any], *, names_shown: bool = False, token: str = "") -> str:
    """A desk's page.

    Args:
        title: What it is about.
        kind: Its kind.
        content: What its script shows, as plain values: ``dataset``, ``digest`` (under both the browser keeps what was
            decided), ``columns`` of the file that is saved, and what the kind's own scripts read.
        names_shown: Whether officers' names stay readable; the page says so.
        token: Where it is served: what its own requests are told by. Empty for a file.
    """
    more = {"live": bool(token), "token": token, "names_shown": names_shown, "saved": kind.saved, "bring": kind.bring}
    # the only sign that could end a script element stands inside JSON's text, where it may be escaped
    text = json.dumps(content | more, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    page: str = _template().render(
        title=title,
        tabs=kind.tabs,
        style=_asset("desk.css"),
        script="\n".join(map(_asset, ("state.js", *kind.scripts, "start.js"))),
        content=text,
        names_shown=names_shown,
        without_script=kind.without_script,
    )
    return page


@cache
def _template() -> Any:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("cohesion_graph.review"), autoescape=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template("desk.html.jinja")


@cache
def _asset(name: str) -> str:
    return (files("cohesion_graph.review") / "assets" / name).read_text("utf-8")


def desk_content(dataset: Dataset) -> dict[str, Any]:
    """What the desk shows of a dataset, as plain values: documents, doubts, items, bodies, the draw of the sample."""
    digest = hashlib.sha256(
        "".join([dataset.id, *(source.sha256 for source in dataset.sources), *dataset.doubts]).encode()
    )
    told = label(dataset)
    return {
        "dataset": dataset.id,
        "title": dataset.title,
        "digest": digest.hexdigest()[:16],
        "columns": list(COLUMNS),
        "leave_open": LEAVE_OPEN,
        "not_mine": NOT_MINE,
        "sources": [_source(dataset, source) for source in dataset.sources],
        "doubts": [_doubt(dataset, doubt) for doubt in dataset.doubts.values()],
        "items": list(_items(dataset)),
        "bodies": [
            {
                "id": body.id,
                "name": body.name,
                "others": list(body.also_known_as),
                "kind": body.kind.label,
                "part_of": dataset.bodies[body.part_of].name if body.part_of else "",
                "times": sum(
                    isinstance(claim, Responsibility) and claim.party == body.id for claim in dataset.claims.values()
                ),
            }
            for body in dataset.registry.bodies
        ],
        "kinds": [kind.label for kind in BodyKind],
        "roles": [[role.value, role.label] for role in Role],
        "sample": draw(dataset),
        "sampled": {row.action: row.found for row in dataset.editorial.sample},
        "label": str(told) if told else "",
    }


def _source(dataset: Dataset, source: Source) -> dict[str, Any]:
    reading = next((one for one in dataset.readings if one.source == source.id), None)
    headings = [one for one in reading.set_aside if one.kind is SetAsideKind.HEADING] if reading else []
    texts = source.text.split("\n")
    # a label such as "Milestones" at the end of a row makes no heading of it
    whole = (one for one in headings if len(one.exact) > len(texts[source.line_of(one.start) - 1]) / 2)
    lines = sorted({source.line_of(one.start) for one in whole})
    return {"id": source.id, "label": source.label, "title": source.title, "text": source.text, "headings": lines}


def _doubt(dataset: Dataset, doubt: Doubt) -> dict[str, Any]:
    settlement, referral = dataset.settlements.get(doubt.id), dataset.referrals.get(doubt.id)
    judged = settlement or referral
    return {
        "id": doubt.id,
        "source": doubt.source,
        "item": doubt.item or "",
        "title": dataset.title_of(doubt.item) if doubt.item else "",
        "about": doubt.about.label,
        "what": doubt.what,
        "readings": list(doubt.readings),
        "changes": [bool(one.effect) for one in doubt.alternatives],
        "spans": [[one.start, one.end] for one in doubt.evidence],
        "words": " ".join(doubt.quote.split()),
        "weight": _weight(dataset, doubt),
        "alike": alike(doubt),
        "field": field_of(doubt),
        "held": settlement.holds if settlement else "",
        "ask": referral.ask if referral else "",
        "by": judged.by if judged else "",
        "why": judged.reason if judged else "",
    }


def alike(doubt: Doubt) -> str:
    """What doubts have in common that ask the same of other words: quoted words and numbers left out."""
    told = [doubt.about.value, doubt.what, *doubt.readings]
    return " | ".join(re.sub(r"(?<!\w)['\"“‘].*?['\"”’](?!\w)|\d+", "…", text) for text in told)


def _weight(dataset: Dataset, doubt: Doubt) -> int:
    """How many statements change with the answer: claims of its readings, with those that milestones inherit."""
    named = [
        change.claim if isinstance(change, Restated) else change.goes
        for one in doubt.alternatives
        for change in one.effect
        if isinstance(change, Restated | Withdrawn)
    ]
    items = [claim.item for name in dict.fromkeys(named) if (claim := dataset.claims.get(name))]
    items = items or [doubt.item or ""]
    actions = [item for item in items if item in dataset.actions]
    return len(items) + sum(len(dataset.milestones_of(action)) for action in actions)


def _items(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """Each action and milestone as it was read."""
    for item in dataset.items.values():
        wordings = dataset.claims_about(item.id, Wording)
        yield {
            "id": item.id,
            "action": item.action,
            "title": dataset.title_of(item.id),
            "places": [[one.source, quote.start, quote.end] for one in wordings for quote in one.evidence],
            "who": [
                [claim.id, dataset.bodies[claim.party].name, claim.role.value, claim.source, claim.evidence[0].start]
                for claim in dataset.claims_about(item.id, Responsibility)
            ],
            "when": [
                [claim.id, claim.stated, _deadline(claim), claim.source]
                for claim in dataset.claims_about(item.id, Timing)
            ],
        }


def _deadline(claim: Timing) -> str:
    deadline = claim.deadline
    told = [deadline.kind.label, *(str(one) for one in (deadline.date, deadline.every, deadline.within) if one)]
    return " ".join(told)
