"""Pages as a reader of HTML sees them: their links, their ids, and where a relative link leads."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag


@dataclass(frozen=True)
class BuiltSite:
    """A built site: its folder and its pages, parsed."""

    folder: Path
    plan: object

    def text(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def subjects(self, path: str) -> set[str]:
        """What a file of data tells something of."""
        import pyoxigraph as ox

        return {one.subject.value for one in ox.parse(path=self.folder / path)}

    @property
    def files(self) -> list[str]:
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())

    @property
    def pages(self) -> list[str]:
        return [path for path in self.files if path.endswith(".html")]


def search_entries(site: BuiltSite) -> list[list[object]]:
    """What the search knows, as its page puts it together: title, kind, path, words, names, kind of thing."""
    found, path = [], ""
    for line in site.text("search/index.js").partition("entries: [\n")[2].splitlines()[:-1]:
        title, kind, same, rest, *told = json.loads(line.removesuffix(","))
        path = path[:same] + rest
        found.append([title, kind, path, *told, *("", [], "")[len(told) :]])
    return found


def page_links(html: str) -> list[tuple[str, str]]:
    """Every (tag, target) of a page: links, scripts, styles, pictures, forms."""
    import lxml.html

    wanted: Mapping[str, str] = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}
    tree = lxml.html.document_fromstring(html.encode("utf-8"))
    return [(one.tag, one.get(wanted[one.tag])) for one in tree.iter(*wanted) if one.get(wanted[one.tag])]


def ids_of(html: str) -> list[str]:
    """Every id of a page, in order."""
    import lxml.html

    tree = lxml.html.document_fromstring(html.encode("utf-8"))
    return [one.get("id") for one in tree.iter() if isinstance(one.tag, str) and one.get("id") is not None]


def resolved(page: str, target: str) -> tuple[str, str]:
    """The path inside the site that a relative link of a page leads to, and the place on it."""
    path, place = urldefrag(target)
    path = path.partition("?")[0]
    parts = page.split("/")[:-1]
    for step in unquote(path).split("/") if path else []:
        if step == "..":
            parts.pop()
        elif step not in {"", "."}:
            parts.append(step)
    return ("/".join(parts) if path else page), unquote(place)
