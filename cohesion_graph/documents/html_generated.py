"""What a web page shows in front of and behind elements by its style sheets alone: words, signs and counted numbers.

Google Docs writes the numbers of its lists so: no browser's list and no text holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cohesion_graph.documents.html_controls import FORMS
from cohesion_graph.documents.html_styles import Styles
from cohesion_graph.documents.list_numbers import in_form

__all__ = ["generated"]

_TOKEN = re.compile(
    r'"(?P<double>(?:[^"\\]|\\.)*)"|\'(?P<single>(?:[^\'\\]|\\.)*)\'|attr\(\s*(?P<attribute>[\w-]+)\s*\)'
    r"|counter(?P<nested>s)?\(\s*(?P<counter>[\w-]+)\s*(?:,\s*[\"\'](?P<between>[^\"\']*)[\"\']\s*)?(?:,\s*(?P<form>[\w-]+)\s*)?\)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_COUNTED = re.compile(r"([\w-]+)(?:\s+(-?\d{1,6}))?")
_LONGEST = 200
"""Characters of what stands in front of or behind an element."""
_Scopes = dict[str, list[tuple[Any, int]]]


def generated(styles: Styles) -> dict[Any, tuple[str, str]]:
    """What a page shows in front of and behind each element, where its styles show anything there."""
    if not styles.generates:
        return {}
    page = _Page(styles)
    page.walk(styles.root)
    return page.found


@dataclass(slots=True)
class _Page:
    styles: Styles
    found: dict[Any, tuple[str, str]] = field(default_factory=dict)
    _scopes: _Scopes = field(default_factory=dict)
    """By counter, the elements inside which it counts, each with how far it is."""

    def walk(self, root: Any) -> None:
        """Count through the page in its order; what is not displayed counts nothing."""
        skipped: set[Any] = set()
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            declared = self.styles.declared(element)
            if element.getparent() in skipped or declared.get("display") == "none":
                skipped.add(element)
                continue
            self._count(element, declared)
            before, after = (self.styles.declared(element, part) for part in ("before", "after"))
            self._count(element, before)
            texts = tuple("".join(self._said(element, one.get("content", ""))) for one in (before, after))
            if any(texts):
                self.found[element] = (texts[0][:_LONGEST], texts[1][:_LONGEST])

    def _count(self, element: Any, declared: Any) -> None:
        for name, number in _COUNTED.findall(declared.get("counter-reset", "")):
            scopes = self._around(name, element)
            if scopes and scopes[-1][0] is element.getparent():
                scopes.pop()
            scopes.append((element.getparent(), int(number or 0)))
        for name, number in _COUNTED.findall(declared.get("counter-increment", "")):
            scopes = self._around(name, element) or [(element.getparent(), 0)]
            scopes[-1] = scopes[-1][0], scopes[-1][1] + int(number or 1)
            self._scopes[name] = scopes

    def _around(self, name: str, element: Any) -> list[tuple[Any, int]]:
        """The scopes of a counter that an element stands in, the innermost last."""
        scopes = self._scopes.setdefault(name, [])
        while len(scopes) > 1 and not any(one is scopes[-1][0] for one in element.iterancestors()):
            scopes.pop()
        return scopes

    def _said(self, element: Any, content: str) -> Iterator[str]:
        for token in _TOKEN.finditer(content):
            if (quoted := token["double"] or token["single"]) is not None:
                yield _ESCAPE.sub(_letter, quoted)
            elif token["attribute"]:
                yield element.get(token["attribute"]) or ""
            elif token["counter"]:
                numbers = [number for _, number in self._around(token["counter"], element)] or [0]
                form = FORMS.get(token["form"] or "decimal", "decimal")
                shown = [in_form(number, form) for number in (numbers if token["nested"] else numbers[-1:])]
                yield (token["between"] or "").join(shown)


def _letter(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else 0
    return match[2] or (chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "")
