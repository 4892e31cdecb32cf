"""How a web page shows an element: hidden, struck out, bold, white; by its tag, attributes and the page's own styles.

Of style sheets all selectors are known that cssselect knows; what holds for a screen is read, and what for print alone
is not. Nothing outside the file is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Any

from cohesion_graph.documents.limits import TooMuch
from cohesion_graph.documents.pieces import TextLook
from cohesion_graph.documents.words import word_set

__all__ = ["Look", "Styles"]

_STRUCK = word_set("s strike del")
_BOLD = word_set("b strong th")
_HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
_MOST_RULES = 5_000
_MOST_SELECTED = 300
"""Rules whose selectors look at more than an element's own name, class and identifier."""
_MOST_LOOKS = 300_000_000
"""What holding the elements of a page against these may cost at most: some seconds."""
_LOOK = 100
_LONGEST = 200
"""Characters of such a selector."""
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_AT_RULE = re.compile(r"@([^{};]*)\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}|@[^{};]*;")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?([.#][\w-]+)?(?:::?(before|after))?", re.IGNORECASE)
_KNOWN = word_set(
    "display visibility mso-hide font-size text-decoration text-decoration-line font-weight color background "
    "background-color opacity clip clip-path position left text-indent font-family font list-style list-style-type "
    "vertical-align overflow height max-height width max-width content counter-reset counter-increment"
)
_OF_COLOURS = word_set("color background background-color font-weight font-family font")
_NOTHING = re.compile(r"0+(?:\.0*)?(?:px|pt|em|rem|%)?")
_WHITE = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)", "rgba(255,255,255,1)"})
_NO_GROUND = frozenset({"", "none", "transparent", "inherit", "initial", "unset"}) | _WHITE


@dataclass(frozen=True, slots=True)
class Look(TextLook):
    """How an element is shown; what is inside it inherits it."""

    is_invisible: bool = False
    """Whether it takes room and is not seen; what is inside it may be."""
    list_style: str = ""
    """How entries of a list are marked: ``lower-alpha``, ``none``; empty for as the element's name says."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a selector declares; those that come later or name more win."""

    rank: tuple[tuple[int, ...], int]
    declared: Mapping[str, str]
    important: Mapping[str, str]


@dataclass
class Styles:
    """The styles of a page."""

    root: Any
    _simple: dict[str, list[_Rule]] = field(default_factory=dict)
    """Rules of selectors that name an element, a class or an identifier alone, by the selector."""
    _selected: dict[Any, list[tuple[str, _Rule]]] = field(default_factory=dict)
    """Those of all others by the elements they pick, with what they are about: the element, or ``before`` it."""
    _count: int = 0
    _cost: int = 0
    _has_unknown_ground: bool = False
    """Whether a style sheet that is not known here may put a ground under words."""

    def __post_init__(self) -> None:
        """Read the page's own style sheets."""
        self._has_unknown_ground = any("stylesheet" in (one.get("rel") or "") for one in self.root.iter("link"))
        order = 0
        for element in self.root.iter("style"):
            for selectors, (declared, important) in _rules("".join(element.itertext()), element.get("media") or ""):
                order += 1
                for selector in selectors:
                    self._add(selector, order, declared, important)

    def _add(self, selector: str, order: int, declared: Mapping[str, str], important: Mapping[str, str]) -> None:
        if found := _SIMPLE.fullmatch(selector):
            named = (found[2] or " ")[0]
            rank = ((named == "#", named == ".", bool(found[1])), order)
            key = re.sub("::?", ":", selector)
            self._simple.setdefault(key, []).append(_Rule(rank, declared, important))
        elif not self._select(selector, order, declared, important):
            self._has_unknown_ground |= "background" in declared or "background-color" in declared

    def _select(self, selector: str, order: int, declared: Mapping[str, str], important: Mapping[str, str]) -> bool:
        """Know the elements that a selector picks; whether it is understood."""
        import cssselect

        self._count += 1
        if self._count > _MOST_SELECTED or len(selector) > _LONGEST:
            return False
        try:
            (parsed,) = cssselect.parse(selector)
            if parsed.pseudo_element not in {None, "before", "after"}:
                return True
            path = cssselect.HTMLTranslator().selector_to_xpath(parsed)
        except (cssselect.SelectorError, RecursionError, ValueError):
            return False
        size, widest = self._size
        steps = path.count("/") + path.count("::")
        cost = size * (widest if "-sibling" in path else _LOOK) * steps
        if self._cost + cost > _MOST_LOOKS:
            if declared.keys() | important.keys() <= _OF_COLOURS:
                return False
            raise TooMuch("it has too many elements for the rules of its style sheets")
        self._cost += cost
        rule = _Rule((parsed.specificity(), order), declared, important)
        for element in self.root.xpath(path):
            self._selected.setdefault(element, []).append((parsed.pseudo_element or "", rule))
        return True

    @cached_property
    def _size(self) -> tuple[int, int]:
        """How many elements the page has, and how many stand side by side at most."""
        sizes = [len(element) for element in self.root.iter()]
        return len(sizes), max([_LOOK, *sizes])

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
        if not element.attrib and not self._simple and not self._selected:
            return look
        hidden = element.get("hidden")
        if element.get("popover") is not None or (hidden is not None and hidden.casefold() != "until-found"):
            look = replace(look, is_hidden=True)
        declared = self.declared(element)
        if tag in _STRUCK and declared.get("text-decoration", declared.get("text-decoration-line", "")) == "none":
            look = replace(look, is_struck=inherited.is_struck)
        return _styled(look, declared, has_unknown_ground=self._has_unknown_ground) if declared else look

    @property
    def generates(self) -> bool:
        """Whether a rule may show words that stand in no text."""
        rules = [*chain(*self._simple.values()), *(rule for found in self._selected.values() for _, rule in found)]
        return any("content" in rule.declared or "content" in rule.important for rule in rules)

    def declared(self, element: Any, part: str = "") -> Mapping[str, str]:
        """What the page declares of an element, or of what is shown ``before`` or ``after`` its words."""
        tag, identifier = element.tag, element.get("id")
        marks = [f".{one}" for one in (element.get("class") or "").split()] + ([f"#{identifier}"] if identifier else [])
        behind = f":{part}" if part else ""
        names = [one + behind for one in (tag, *marks, *(f"{tag}{mark}" for mark in marks))]
        matched = [rule for name in names for rule in self._simple.get(name, ())] if self._simple else []
        matched += [rule for about, rule in self._selected.get(element, ()) if about == part]
        matched.sort(key=lambda rule: rule.rank)
        found: dict[str, str] = {}
        if not part and (tag == "font" or element.get("bgcolor")):
            found = {"color": element.get("color") or "", "font-family": element.get("face") or ""}
            found = {name: value.casefold() for name, value in found.items() if value}
            found |= {"background-color": element.get("bgcolor").casefold()} if element.get("bgcolor") else {}
        for rule in matched:
            found.update(rule.declared)
        if (own := element.get("style")) and not part:
            for declared in _declarations(own):
                found.update(declared)
        for rule in matched:
            found.update(rule.important)
        return found


def _styled(look: Look, declared: Mapping[str, str], *, has_unknown_ground: bool) -> Look:
    decoration = declared.get("text-decoration", "") + declared.get("text-decoration-line", "")
    weight = declared.get("font-weight", "")
    ground = (declared.get("background-color") or declared.get("background") or "").replace(" ", "")
    colour = declared.get("color", "").replace(" ", "")
    shows = declared.get("visibility")
    listed = declared.get("list-style-type") or declared.get("list-style", "").split(" ")[0]
    return replace(
        look,
        is_hidden=look.is_hidden or _is_hidden(declared),
        is_invisible=shows in {"hidden", "collapse"} if shows else look.is_invisible,
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
    sizes = [declared.get(name, "") for name in ("height", "max-height", "width", "max-width")]
    colour = declared.get("color", "").replace(" ", "")
    away = r"-\d{3,6}(?:\.\d+)?(?:px|em|rem|pt|vw)"
    return (
        declared.get("display") == "none"
        or declared.get("mso-hide") == "all"
        or bool(_NOTHING.fullmatch(declared.get("font-size", "1")))
        or bool(re.fullmatch(r"0(?:\.0*)?%?", declared.get("opacity", "1")))
        or (is_placed and bool(re.search(r"rect\((?:[01](?:px)?,?){4}\)|inset\((?:50|100)%\)", clip)))
        or (is_placed and bool(re.fullmatch(away, declared.get("left", ""))))
        or bool(re.fullmatch(away, declared.get("text-indent", "")))
        or (declared.get("overflow", "") in {"hidden", "clip"} and any(map(_NOTHING.fullmatch, sizes)))
        or bool(re.fullmatch(r"transparent|rgba\([^()]*,0(?:\.0*)?\)|#[0-9a-f]{6}00|#[0-9a-f]{3}0", colour))
    )


_SAID = word_set("content counter-reset counter-increment")
"""What is declared in letters whose case matters."""
_Declared = tuple[dict[str, str], dict[str, str]]


def _rules(sheet: str, media: str = "") -> Iterator[tuple[list[str], _Declared]]:
    """Selectors with what they declare; of ``@media`` and the like what holds for a screen."""
    if not _is_for_screens(media):
        return
    plain = re.sub(r"/\*.*?\*/|<!--|-->", " ", sheet[:500_000], flags=re.DOTALL)
    plain = _AT_RULE.sub(_on_screens, plain)
    for number, rule in enumerate(_RULE.finditer(plain)):
        if number > _MOST_RULES:
            return
        declared = _declarations(rule[2])
        if any(declared):
            yield [one.strip() for one in re.split(r",(?![^()]*\))", rule[1]) if one.strip()], declared


def _on_screens(match: re.Match[str]) -> str:
    kind, _, condition = (match[1] or "").strip().partition(" ")
    return f" {match[2]} " if kind.casefold() == "media" and _is_for_screens(condition) else " "


def _is_for_screens(condition: str) -> bool:
    """Whether rules under a condition of ``@media`` hold for every screen."""
    return any(one.strip() in {"", "all", "screen", "only screen"} for one in condition.casefold().split(","))


def _declarations(text: str) -> _Declared:
    """What is declared, and what is declared to be important."""
    found: _Declared = ({}, {})
    for declaration in re.split(r";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", text) if '"' in text else text.split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().casefold()
        if name in _KNOWN:
            plain, marks = re.subn(r"\s*!important\s*$", "", value.strip(), flags=re.IGNORECASE)
            found[bool(marks)][name] = plain if name in _SAID else plain.casefold()
    return found
