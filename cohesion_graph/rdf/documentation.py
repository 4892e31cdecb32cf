"""The vocabulary as one HTML page that opens without a network: terms, diagram, code lists, anchors, examples.

Made from the ontology's own files, so it cannot say anything else than they do. (pyLODE was considered: it draws no
diagram of our own and shows neither code lists nor examples, and its releases differ in the Python they run on.)

Run ``python -m cohesion_graph.rdf.documentation > pap.html`` for the page alone.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

from cohesion_graph.model.codes import Code
from cohesion_graph.rdf.namespaces import CODE_LISTS, ONTOLOGY, PREFIXES, code_term, list_address
from cohesion_graph.rdf.vocabulary import about, checks, examples, mappings, terms

__all__ = ["diagram", "documentation"]


def documentation() -> str:
    """The page's HTML, always the same for the same ontology.

    Raises:
        DataError: the ontology's files are missing.
    """
    told = terms()
    text: str = (
        _environment()
        .get_template("documentation.html.jinja")
        .render(
            about=about(),
            address=ONTOLOGY,
            groups=[
                ("Classes", [term for term in told if term.kind == "class"]),
                ("Object properties", [term for term in told if term.kind == "object property"]),
                ("Data properties", [term for term in told if term.kind == "data property"]),
            ],
            anchors=list(mappings()),
            diagram=_diagram(),
            alone=False,
            lists=[_code_list(kind) for kind in CODE_LISTS],
            checks=checks(),
            examples=list(examples()),
            prefixes=PREFIXES,
        )
    )
    return text


def _code_list(kind: type[Code]) -> dict[str, Any]:
    return {
        "name": CODE_LISTS[kind],
        "address": list_address(kind),
        "about": (kind.__doc__ or "").partition("\n")[0],
        "codes": [(code.value, code.label, code.definition, code_term(code)) for code in kind],
    }


def diagram() -> str:
    """The diagram of the main classes as an SVG file of its own, on a light ground like every drawing of the site.

    Raises:
        DataError: the ontology's files are missing.
    """
    text: str = _environment().get_template("diagram.svg.jinja").render(diagram=_diagram(), alone=True)
    return text


@cache
def _environment() -> Any:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("cohesion_graph.rdf"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


# The diagram -------------------------------------------------------------------------------------------------

_BOXES = {
    "ActionPlan": (20, 40),
    "PlanSection": (20, 130),
    "Action": (20, 220),
    "Milestone": (20, 310),
    "Claim": (350, 265),
    "Responsibility": (350, 40),
    "Timing": (350, 95),
    "Dependency": (350, 150),
    "Link": (350, 410),
    "Discrepancy": (20, 410),
    "body (org:Organization)": (700, 40),
    "Instrument": (700, 150),
    "Quotation": (700, 265),
    "SourceText": (700, 340),
    "SourceDocument": (700, 410),
}
_FRAME = (335, 20, 210, 180)
"""Around the kinds of claim: left, top, width, height."""
_ARROWS = (
    ("PlanSection", "ActionPlan", "sectionOf"),
    ("Action", "PlanSection", "inSection"),
    ("Milestone", "Action", "milestoneOf"),
    ("Claim", "Action", "aboutItem"),
    ("Claim", "Milestone", ""),
    ("Responsibility", "body (org:Organization)", "responsibleParty"),
    ("Timing", "Instrument", "alignedWith"),
    ("Dependency", "Instrument", "dependencyTarget"),
    ("Claim", "Quotation", "evidence"),
    ("Quotation", "SourceText", "prov:wasQuotedFrom"),
    ("SourceText", "SourceDocument", "prov:wasDerivedFrom"),
    ("Claim", "SourceDocument", "accordingTo"),
    ("Link", "Claim", "prov:wasDerivedFrom"),
    ("Discrepancy", "Claim", "involvesClaim"),
)
_WIDTH, _HEIGHT = 180, 36


def _diagram() -> dict[str, Any]:
    """Boxes, arrows from edge to edge, and where their words stand, for the template to draw."""
    left, top, width, height = _FRAME
    above_claim = _BOXES["Claim"][1]
    arrows: list[tuple[float, float, float, float, str]] = []
    arrows.append((left + width / 2, top + height, left + width / 2, above_claim, "each is a"))
    for start, end, label in _ARROWS:
        (x1, y1), (x2, y2) = _BOXES[start], _BOXES[end]
        if x1 == x2:
            down = y2 > y1
            middle, bottom, head = x1 + _WIDTH / 2, y1 + (_HEIGHT if down else 0), y2 + (0 if down else _HEIGHT)
            arrows.append((middle, bottom, middle, head, label))
        else:
            right = x2 > x1
            side, edge = x1 + (_WIDTH if right else 0), x2 + (0 if right else _WIDTH)
            arrows.append((side, y1 + _HEIGHT / 2, edge, y2 + _HEIGHT / 2, label))
    boxes = [(name, x, y) for name, (x, y) in _BOXES.items()]
    return {"boxes": boxes, "arrows": arrows, "width": _WIDTH, "height": _HEIGHT, "frame": _FRAME}


if __name__ == "__main__":
    sys.stdout.write(documentation())
