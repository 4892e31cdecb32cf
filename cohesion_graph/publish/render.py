"""Pages to bytes: the one place where templates are filled."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

from cohesion_graph.publish.markup import cell, grid, navigation, summary
from cohesion_graph.publish.page import Anchor, Page
from cohesion_graph.publish.urls import ABOUT_PAGES

if TYPE_CHECKING:
    from cohesion_graph.publish.sheets import Sheet

__all__ = ["Renderer", "SiteFacts", "page_file", "standalone_sheet", "way"]

_TABLE_SCRIPTS = ("assets/worktable.js", "assets/tables.js")
"""What makes tables sort, find, copy and download; without them they are plain tables."""

_TERM_SCRIPTS = _TABLE_SCRIPTS[1:]
"""What says what the terms of a summary mean, and the address of a thing."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Code points that no HTML document may hold; a replacement character stands for each."""


@dataclass(frozen=True)
class SiteFacts:
    """What every page says of the site."""

    name: str
    short_name: str
    """The same in fewer words, for pages that are about something of it."""
    authority: str
    language: str
    as_of: str
    """The day in words; empty where the build was given none."""
    version: str
    base: str
    """Where all addresses start; ends in a slash."""
    base_path: str
    """The path of all addresses on their host: where the 404 page's links start."""
    checked: str
    """Whether anybody has checked what is shown: doubts open and settled, the sample."""
    navigation: tuple[tuple[str, Anchor], ...]
    """Name of the section and its link, in order."""

    @cached_property
    def digest(self) -> bytes:
        """A digest of it all, because it is asked for with each page."""
        return hashlib.sha256(repr(self).encode("utf-8", "surrogatepass")).digest()


def way(start: str, end: str) -> str:
    """The shortest relative link from one page of the site to another path of it.

    >>> way("plan/a/index.html", "plan/b/index.html#who"), way("a/index.html", "a/index.html#who")
    ('../b/index.html#who', '#who')
    """
    path, hash_mark, place = end.partition("#")
    if not path or (hash_mark and path == start):
        return f"#{place}"
    here, there = start.split("/")[:-1], path.split("/")
    same = 0
    while same < len(here) and same < len(there) - 1 and here[same] == there[same]:
        same += 1
    link = "../" * (len(here) - same) + "/".join(there[same:])
    return f"{link}#{place}" if hash_mark else link


class Renderer:
    """Fills templates; autoescape is on, and a name that a context does not hold is an error."""

    def __init__(self, site: SiteFacts, about: Mapping[str, str] = ABOUT_PAGES) -> None:
        self.site = site
        self._about = about
        """The standing pages that every page leads to, by folder, with their titles."""

    @cached_property
    def _environment(self) -> Any:
        environment = _templates().overlay()
        environment.globals = {**environment.globals, "site": self.site}
        environment.globals["about_pages"] = tuple(
            Anchor(title, f"{folder}/index.html") for folder, title in self._about.items()
        )
        return environment

    def page(self, page: Page) -> bytes:
        """A page as UTF-8 HTML."""
        to = cache(partial(way, page.path))  # many rows of a page lead to the same places
        template = self._environment.get_template(page.template)
        menu = navigation(self.site.navigation, to, page.section, page.path)
        scripts = (
            *page.scripts,
            *(_TABLE_SCRIPTS if page.has_tables else _TERM_SCRIPTS if page.has_terms or page.address else ()),
        )
        text: str = template.render(page=page, c=page.content, to=to, menu=menu, scripts=scripts)
        # no attribute of the templates is quoted by apostrophes, and no line ends between what stands in one line
        short = text.replace("&#39;", "'").replace(">\n<", "><")
        return _UNPRINTABLE.sub("\ufffd", short).encode("utf-8", "replace")


def page_file(site: SiteFacts, page: Page) -> Iterator[tuple[str, bytes]]:
    """A page of a plan's site as a file."""
    yield page.path, _renderer(site).page(page)


_renderer = cache(Renderer)


@cache
def _templates() -> Any:
    """The environment of all templates: autoescape is on, and a name that a context does not hold is an error."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("cohesion_graph.publish"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # or a file of each template is looked at for each page
    )
    environment.globals.update(cell=cell, digest=digest_of, grid=grid, summary=summary)
    return environment


def digest_of(style: str) -> str:
    """The digest of a style sheet or script inside a page, as a Content-Security-Policy names it."""
    import base64

    return f"sha256-{base64.b64encode(hashlib.sha256(style.encode('utf-8')).digest()).decode('ascii')}"


_IN_SHEETS = re.compile(
    "html|body|main|h[12]|p|ul|li|div|table|caption|thead|tbody|t[rhd]|strong|em|q|br|[.](?:sheet|kind|wide)|tabindex"
)
"""The elements, classes and attributes of a partner sheet that the style sheet names."""
_RULE = re.compile("([^{}]+)[{]([^{}]*)[}]")
_NAME = re.compile("[.]?[a-z][a-z0-9-]*")
_STATE = re.compile(":+[a-z-]+(?:[(][^)]*[)])?")


@cache
def _own_style() -> str:
    """The rules of the style sheet that a sheet has anything for: every sheet carries its own copy."""
    from importlib.resources import files

    sheet = files("cohesion_graph.publish").joinpath("assets", "site.css").read_text(encoding="utf-8")
    rules = _RULE.sub(_rule_of_sheets, re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    rules = re.sub(r"@media[^{}]+[{]\s*[}]", "", rules)
    used = set(re.findall(r"var[(](--[a-z-]+)[)]", rules))
    rules = re.sub(r"(--[a-z-]+): [^;]+;\s*", lambda one: one[0] if one[1] in used else "", rules)
    return re.sub(r"\n\s*", "\n", rules)


def _rule_of_sheets(rule: re.Match[str]) -> str:
    if "@" in rule[1]:
        return rule[0]
    kept = [one for one in rule[1].split(",") if all(map(_IN_SHEETS.fullmatch, _NAME.findall(_STATE.sub("", one))))]
    return f"{','.join(kept)}{{{rule[2]}}}" if kept else ""


def standalone_sheet(sheet: Sheet) -> bytes:
    """A partner sheet as one HTML file that needs nothing else: to send, to open, to print on A4."""
    css = _own_style()
    text: str = _templates().get_template("sheet.html").render(sheet=sheet, css=css, style_hash=digest_of(css))
    return _UNPRINTABLE.sub("\ufffd", text).encode("utf-8", "replace")
