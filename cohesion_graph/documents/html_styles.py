"""How a web page shows an element: hidden, struck out, bold, white; by its tag, attributes and the page's own styles.

Of style sheets those selectors are known that name elements, classes, identifiers and attributes, in or right in
others (``td.done``, ``table .x > b``): these are what Word, Google Docs, LibreOffice and editors of pages write.
Nothing outside the file is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cohesion_graph.documents.limits import TooMuch
from cohesion_graph.documents.pieces import TextLook
from cohesion_graph.documents.words import word_set

__all__ = ["Look", "Styles"]

_STRUCK = word_set("s strike del")
_BOLD = word_set("b strong th")
_HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
_MOST_RULES = 5_000
_MOST_NESTED = 300
"""Rules whose selectors look at more than an element's own name, class and identifier."""
_MOST_LOOKS = 3_000_000
"""Times that an element is held against one of these: some seconds."""
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)?", re.IGNORECASE)
_COMPOUND = re.compile(
    r"(\*|[a-z][a-z0-9]*)?((?:[.#][\w-]+|\[[\w-]+(?:=(?:\"[^\"]*\"|'[^']*'|[\w-]+))?\])*)", re.IGNORECASE
)
_MARK = re.compile(r"([.#])([\w-]+)|\[([\w-]+)(?:=[\"']?([^\"'\]]*)[\"']?)?\]")
_KNOWN = word_set(
    "display visibility mso-hide font-size text-decoration text-decoration-line font-weight color background "
    "background-color opacity clip clip-path position left text-indent font-family font list-style list-style-type "
    "vertical-align"
)
_WHITE = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)", "rgba(255,255,255,1)"})
_NO_GROUND = frozenset({"", "none", "transparent", "inherit", "initial", "unset"}) | _WHITE


@dataclass(frozen=True, slots=True)
class Look(TextLook):
    """How an element is shown; what is inside it inherits it."""

    list_style: str = ""
    """How entries of a list are marked: ``lower-alpha``, ``none``; empty for as the element's name says."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a selector declares; those that come later or name more win."""

    rank: tuple[int, int]
    declared: Mapping[str, str]
    important: Mapping[str, str]
    selector: tuple[tuple[str, re.Match[str]], ...] = ()
    """Its parts from the last to the first, each with what stands before it: a blank or ``>``."""


@dataclass(slots=True)
class Styles:
    """The styles of a page."""

    root: Any
    _simple: dict[str, list[_Rule]] = field(default_factory=dict)
    _nested: list[_Rule] = field(default_factory=list)
    _looked: int = 0
    _has_unknown_ground: bool = False
    """Whether a style sheet that is not known here may put a ground under words."""

    def __post_init__(self) -> None:
        """Read the page's own style sheets."""
        self._has_unknown_ground = any("stylesheet" in (one.get("rel") or "") for one in self.root.iter("link"))
        order = 0
        for element in self.root.iter("style"):
            for selectors, (declared, important) in _rules("".join(element.itertext())):
                order += 1
                for selector in selectors:
                    self._add(selector, order, declared, important)

    def _add(self, selector: str, order: int, declared: Mapping[str, str], important: Mapping[str, str]) -> None:
        marks = selector.count(".") + selector.count("[")
        rank = selector.count("#") * 100 + marks * 10 + len(re.findall(r"(?<![.#\w-])[a-z]", selector))
        if _SIMPLE.fullmatch(selector):
            self._simple.setdefault(selector, []).append(_Rule((rank, order), declared, important))
            return
        parts = re.split(r"\s*(>)\s*|\s+", selector)
        found = [(part, _COMPOUND.fullmatch(part)) for part in parts if part and part != ">"]
        if len(self._nested) < _MOST_NESTED and all(match for _, match in found):
            joins = [">" if one == ">" else " " for one in parts[1::2]]
            selected = tuple((join, match) for join, (_, match) in zip([*joins, " "], found, strict=False) if match)
            self._nested.append(_Rule((rank, order), declared, important, selected[::-1]))
        elif "background" in declared or "background-color" in declared:
            self._has_unknown_ground = True

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
        if tag == "sup":
            look = replace(look, is_raised=True)
        if tag == "dialog" and element.get("open") is None:
            look = replace(look, is_hidden=True)
        if not element.attrib and not self._simple and not self._nested:
            return look
        hidden = element.get("hidden")
        if element.get("popover") is not None or (hidden is not None and hidden.casefold() != "until-found"):
            look = replace(look, is_hidden=True)
        declared = self._declared(element)
        return _styled(look, declared, has_unknown_ground=self._has_unknown_ground) if declared else look

    def _declared(self, element: Any) -> Mapping[str, str]:
        matched: list[_Rule] = []
        if self._simple:
            tag, classes, identifier = element.tag, (element.get("class") or "").split(), element.get("id")
            names = [tag, *(f".{one}" for one in classes), *(f"{tag}.{one}" for one in classes)]
            names += [f"#{identifier}", f"{tag}#{identifier}"] if identifier else []
            matched = [rule for name in names for rule in self._simple.get(name, ())]
        if self._nested:
            self._looked += len(self._nested)
            if self._looked > _MOST_LOOKS:
                raise TooMuch("it has too many elements for the rules of its style sheets")
            matched += [rule for rule in self._nested if _matches(element, rule.selector)]
        matched.sort(key=lambda rule: rule.rank)
        found: dict[str, str] = {}
        if element.tag == "font" or element.get("bgcolor"):
            found = {"color": element.get("color") or "", "font-family": element.get("face") or ""}
            found = {name: value.casefold() for name, value in found.items() if value}
            found |= {"background-color": element.get("bgcolor").casefold()} if element.get("bgcolor") else {}
        for rule in matched:
            found.update(rule.declared)
        if own := element.get("style"):
            for declared in _declarations(own):
                found.update(declared)
        for rule in matched:
            found.update(rule.important)
        return found


def _matches(element: Any, selector: tuple[tuple[str, re.Match[str]], ...]) -> bool:
    """Whether a selector picks an element: its last part the element, each other one an element around it."""
    (_, last), *others = selector
    if not _is_picked(element, last):
        return False
    around = element
    for number, (_, match) in enumerate(others):
        is_right_around = selector[number + 1][0] == ">"
        around = around.getparent()
        while around is not None and not _is_picked(around, match):
            if is_right_around:
                return False
            around = around.getparent()
        if around is None:
            return False
    return True


def _is_picked(element: Any, compound: re.Match[str]) -> bool:
    if compound[1] not in {None, "*", element.tag}:
        return False
    for kind, name, attribute, value in _MARK.findall(compound[2]):
        if kind == "." and name not in (element.get("class") or "").split():
            return False
        if kind == "#" and name != element.get("id"):
            return False
        if attribute and (element.get(attribute) is None or (value and element.get(attribute) != value)):
            return False
    return True


def _styled(look: Look, declared: Mapping[str, str], *, has_unknown_ground: bool) -> Look:
    decoration = declared.get("text-decoration", "") + declared.get("text-decoration-line", "")
    weight = declared.get("font-weight", "")
    ground = (declared.get("background-color") or declared.get("background") or "").replace(" ", "")
    colour = declared.get("color", "").replace(" ", "")
    listed = declared.get("list-style-type") or declared.get("list-style", "").split(" ")[0]
    return replace(
        look,
        is_hidden=look.is_hidden or _is_hidden(declared),
        is_struck=look.is_struck or "line-through" in decoration,
        is_bold=weight in {"bold", "bolder"} or bool(re.fullmatch(r"[6-9]\d\d", weight)) if weight else look.is_bold,
        is_raised=look.is_raised or declared.get("vertical-align") == "super",
        is_white=colour in _WHITE if colour else look.is_white,
        has_ground=has_unknown_ground or (ground not in _NO_GROUND if ground else look.has_ground),
        font=declared.get("font-family") or look.font,
        list_style=listed or look.list_style,
    )


def _is_hidden(declared: Mapping[str, str]) -> bool:
    """Whether an element is not shown, or shown where and as small as nobody sees it."""
    is_placed = declared.get("position") in {"absolute", "fixed"}
    clip = (declared.get("clip", "") + declared.get("clip-path", "")).replace(" ", "")
    away = r"-\d{3,6}(?:\.\d+)?(?:px|em|rem|pt|vw)"
    return (
        declared.get("display") == "none"
        or declared.get("visibility", "") in {"hidden", "collapse"}
        or declared.get("mso-hide") == "all"
        or bool(re.fullmatch(r"0+(?:\.0*)?(?:px|pt|em|rem|%)?", declared.get("font-size", "1")))
        or bool(re.fullmatch(r"0(?:\.0*)?%?", declared.get("opacity", "1")))
        or (is_placed and bool(re.search(r"rect\((?:[01](?:px)?,?){4}\)|inset\((?:50|100)%\)", clip)))
        or (is_placed and bool(re.fullmatch(away, declared.get("left", ""))))
        or bool(re.fullmatch(away, declared.get("text-indent", "")))
    )


_Declared = tuple[dict[str, str], dict[str, str]]


def _rules(sheet: str) -> Iterator[tuple[list[str], _Declared]]:
    """Selectors with what they declare; what stands inside ``@media`` and the like is left out."""
    plain = re.sub(r"/\*.*?\*/|<!--|-->", " ", sheet[:500_000], flags=re.DOTALL)
    plain = re.sub(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]*;", " ", plain)
    for number, rule in enumerate(_RULE.finditer(plain)):
        if number > _MOST_RULES:
            return
        declared = _declarations(rule[2])
        if any(declared):
            yield [one.strip() for one in rule[1].split(",") if one.strip()], declared


def _declarations(text: str) -> _Declared:
    """What is declared, and what is declared to be important."""
    found: _Declared = ({}, {})
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().casefold()
        if name in _KNOWN:
            plain, marks = re.subn(r"\s*!important\s*$", "", value.strip().casefold())
            found[bool(marks)][name] = plain
    return found
