"""What pydantic found wrong with a record, in plain words."""

from __future__ import annotations

from typing import Any

from cohesion_graph.errors import near_misses
from cohesion_graph.model.evidence import Source
from cohesion_graph.model.record import Record

__all__ = ["in_words"]


def in_words(error: Any, kind: type[Record]) -> tuple[str, str, str]:
    """What was found, what was expected and what to do.

    Args:
        error: One of the dictionaries of pydantic's ``ValidationError.errors()``.
        kind: The record that was being made; its fields are what an unknown one is compared with.
    """
    given, name = error["input"], str(error["loc"][-1]) if error["loc"] else ""
    match error["type"]:
        case "missing":
            return f"the field {name!r} is missing", f"a value for {name!r}", "Add it."
        case "extra_forbidden":
            given_by_place = {"item", "source"} | ({"text"} if kind is Source else set())
            known = [field for field in kind.model_fields if len(error["loc"]) == 1 and field not in given_by_place]
            near = near_misses(name, known)
            cure = f"Did you mean {near[0]!r}?" if near else "Remove it, or correct the name."
            return f"a field {name!r} that is not known here", ", ".join(known), cure
        case "enum":
            return f"{given!r}", error["ctx"]["expected"], "Choose one of these."
        case "value_error":
            return f"{error['ctx']['error']}", "", "Correct the value."
        case "string_pattern_mismatch":
            expected = {"item": "an action's reference, or reference/slug", "base": "an address that ends in '/'"}
            words = expected.get(name, "small letters, digits and single hyphens")
            return f"{_clipped(given)}", words, "Correct the value."
        case _:
            return f"{_clipped(given)}: {error['msg'][:1].lower()}{error['msg'][1:]}", "", "Correct the value."


def _clipped(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:79] + "…"
