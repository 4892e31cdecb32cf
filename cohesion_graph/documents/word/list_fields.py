"""Numbers inside paragraphs that LISTNUM fields show (ECMA-376-1, 17.16.5.34): they are counted, and stored nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cohesion_graph.documents.list_numbers import in_form

__all__ = ["ListFields"]

_DIGITS, _LETTERS, _ROMAN = "decimal", "lowerLetter", "lowerRoman"
_LISTS = {
    "numberdefault": [
        *(("{})", one) for one in (_DIGITS, _LETTERS, _ROMAN)),
        *(("({})", one) for one in (_DIGITS, _LETTERS, _ROMAN)),
        *(("{}.", one) for one in (_DIGITS, _LETTERS, _ROMAN)),
    ],
    "outlinedefault": [
        *(("{}.", one) for one in ("upperRoman", "upperLetter", _DIGITS)),
        ("{})", _LETTERS),
        *(("({})", one) for one in (_DIGITS, _LETTERS, _ROMAN, _LETTERS, _ROMAN)),
    ],
    "legaldefault": [("{}.", _DIGITS)] * 9,
}
"""What is put around the number of each level, and its form."""
_STATED = re.compile(r"\s*(?:\"?([^\W\d_][^\\\"\s]*)\"?)?\s*((?:\\[ls]\s*\d{1,5}\s*)*)(?:\\\*.*)?", re.IGNORECASE)


@dataclass(slots=True)
class ListFields:
    """Counts the fields of a document, in their order."""

    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def number(self, instruction: str, *, is_numbered: bool) -> str:
        r"""What a field shows; empty where it counts in a list of the document's own, or by its paragraph's number.

        Args:
            instruction: What stands behind the field's name.
            is_numbered: Whether the paragraph has a number, which says how deep a field stands that does not say it.

        >>> fields = ListFields()
        >>> said = ["", "NumberDefault \\l 2", "\\l 2", "\\l 1 \\s 7", "Own"]
        >>> [fields.number(one, is_numbered=False) for one in said]
        ['1)', 'a)', 'b)', '7)', '']
        """
        said = _STATED.fullmatch(instruction)
        name = (said[1] or "numberdefault").casefold() if said else ""
        switches = dict(re.findall(r"\\([ls])\s*(\d+)", said[2].casefold())) if said else {}
        if name not in _LISTS or (is_numbered and "l" not in switches):
            return ""
        level = min(max(int(switches.get("l", 1)), 1), 9)
        counts = self._counts.setdefault(name, {})
        counts[level] = int(switches["s"]) if "s" in switches else counts.get(level, 0) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        around, form = _LISTS[name][level - 1]
        if name == "legaldefault":
            return around.format(".".join(str(counts.get(one, 1)) for one in range(1, level + 1)))
        return around.format(in_form(counts[level], form))
