"""How a web page shows an element: hidden, struck out, bold; by its tag, its attributes and the page's own styles.

Of style sheets only plain selectors are known (``p``, ``.done``, ``td.done``, ``#x``): these are what Word, Google Docs
and LibreOffice write. Nothing outside the file is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cohesion_graph.documents.words import word_set

__all__ = ["Look", "Styles"]

_STRUCK = word_set("s strike del")
_BOLD = word_set("b strong th")
_HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
_MOST_RULES = 5_000
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """How an element is shown; what is inside it inherits it."""

    is_hidden: bool = False
    is_struck: bool = False
    is_bold: bool = False


class Styles:
    """The styles of a page."""

    def __init__(self, root: Any) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        for element in root.iter("style"):
            for selectors, declared in _rules("".join(element.itertext())):
                for selector in selectors:
                    self._rules.setdefault(selector, {}).update(declared)

    def look(self, element: Any, inherited: Look) -> Look:
        """How an element is shown inside one that looks as given."""
        tag = element.tag
        look = inherited
        if tag in _STRUCK:
            look = replace(look, is_struck=True)
        if tag in _BOLD:
            look = replace(look, is_bold=True)
        if tag in _HEADINGS:
            look = replace(look, is_bold=False)  # bold by its kind, which says nothing more
        if not element.attrib and not self._rules:
            return look
        hidden = element.get("hidden")
        if hidden is not None and hidden.casefold() != "until-found":
            look = replace(look, is_hidden=True)
        declared = self._declared(element)
        return _styled(look, declared) if declared else look

    def _declared(self, element: Any) -> Mapping[str, str]:
        found: dict[str, str] = {}
        if self._rules:
            tag, classes, identifier = element.tag, (element.get("class") or "").split(), element.get("id")
            names = [tag, *(f".{one}" for one in classes), *(f"{tag}.{one}" for one in classes)]
            names += [f"#{identifier}", f"{tag}#{identifier}"] if identifier else []
            for name in names:
                found.update(self._rules.get(name, ()))
        if own := element.get("style"):
            found.update(_declarations(own))
        return found


def _styled(look: Look, declared: Mapping[str, str]) -> Look:
    visibility = declared.get("visibility", "")
    is_hidden = (
        declared.get("display") == "none"
        or visibility in {"hidden", "collapse"}
        or declared.get("mso-hide") == "all"
        or bool(re.fullmatch(r"0+(?:\.0*)?(?:px|pt|em|rem|%)?", declared.get("font-size", "1")))
    )
    decoration = declared.get("text-decoration", "") + declared.get("text-decoration-line", "")
    weight = declared.get("font-weight", "")
    is_bold = look.is_bold
    if weight:
        is_bold = weight in {"bold", "bolder"} or bool(re.fullmatch(r"[6-9]\d\d", weight))
    return Look(look.is_hidden or is_hidden, look.is_struck or "line-through" in decoration, is_bold)


def _rules(sheet: str) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Plain selectors with what they declare; what stands inside ``@media`` and the like is left out."""
    plain = re.sub(r"/\*.*?\*/|<!--|-->", " ", sheet[:500_000], flags=re.DOTALL)
    plain = re.sub(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]*;", " ", plain)
    for number, rule in enumerate(_RULE.finditer(plain)):
        if number > _MOST_RULES:
            return
        selectors = [one.strip() for one in rule[1].split(",")]
        declared = _declarations(rule[2])
        if declared:
            yield [one for one in selectors if one and _SELECTOR.fullmatch(one)], declared


_KNOWN = word_set("display visibility mso-hide font-size text-decoration text-decoration-line font-weight")


def _declarations(text: str) -> dict[str, str]:
    found = {}
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().casefold()
        if name in _KNOWN:
            found[name] = re.sub(r"\s*!important\s*$", "", value.strip().casefold())
    return found
