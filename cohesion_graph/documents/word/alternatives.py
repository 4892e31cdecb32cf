"""Contents of a Word document that stand in several forms, for programs of different age: each is printed once."""

from __future__ import annotations

from typing import Any

from cohesion_graph.documents.drawn_text import DIAGRAM
from cohesion_graph.documents.word.names import MC, W

__all__ = ["alternative", "boxes_in", "is_other_form"]

_OFFICE = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/", "urn:schemas-microsoft-com:")


def alternative(element: Any) -> Any:
    """The first of several forms of one content that Word knows and that holds anything: it is printed once."""
    known = [one for one in element.iterchildren(f"{MC}Choice") if _is_known(one)]
    return next((one for one in (*known, *element.iterchildren(f"{MC}Fallback")) if len(one)), ())


def is_other_form(element: Any) -> bool:
    """Whether a block stands in one of several forms of one content that is not the one printed."""
    for around in element.iterancestors(f"{MC}Choice", f"{MC}Fallback", f"{W}txbxContent"):
        if around.tag == f"{W}txbxContent":
            return False
        choices = around.getparent().iterchildren(f"{MC}Choice")
        printed = next((one for one in choices if _is_known(one)), None)
        if around is not printed and (printed is not None or around.tag != f"{MC}Fallback"):
            return True
    return False


def _is_known(choice: Any) -> bool:
    """Whether all that a form requires is of Office's own, which its programs of today know."""
    required = str(choice.get("Requires", "")).split()
    return all(choice.nsmap.get(prefix, "").startswith(_OFFICE) for prefix in required)


def boxes_in(element: Any) -> list[Any]:
    """The contents of text boxes in a drawing, and its diagrams, each once, those inside others left to them."""
    found: list[Any] = []
    for child in element:
        if child.tag in {f"{W}txbxContent", DIAGRAM}:
            found.append(child)
        elif child.tag == f"{MC}AlternateContent":
            found += boxes_in(alternative(child))
        else:
            found += boxes_in(child)
    return found
