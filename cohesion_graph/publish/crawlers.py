"""What search engines look for at the top of a site: a list of its pages, and leave to read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from cohesion_graph.rdf.namespaces import DEFINITIONS

__all__ = ["crawler_files", "own_robots"]

ROBOTS = "robots.txt"
_OURS = re.compile(rb"User-agent: \*\nAllow: /\nSitemap: \S+sitemap\.xml\n")

_MOST = 50_000
"""Pages that one sitemap may list (https://www.sitemaps.org/protocol.html); the first ones of a larger site."""


def crawler_files(base: str, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """``sitemap.xml`` and ``robots.txt``.

    Args:
        base: Where all addresses of the site start.
        paths: Its pages; only folders with an ``index.html`` are listed, by the address a visitor sees, and of the
            vocabulary's pages none that is a copy of those at its own address.
    """
    from xml.sax.saxutils import escape

    own = DEFINITIONS.startswith(base)
    pages = (path for path in paths if path.endswith("index.html") and (own or not path.startswith("def/")))
    found = sorted(path.removesuffix("index.html") for path in pages)[:_MOST]
    urls = "".join(f"<url><loc>{escape(base + path)}</loc></url>\n" for path in found)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    yield "sitemap.xml", f"{head}{urls}</urlset>\n".encode()
    yield ROBOTS, f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n".encode()


def own_robots(folder: Path) -> frozenset[str]:
    """The path of ``robots.txt`` if somebody else wrote the one in a folder, or changed ours: it stays then."""
    try:
        found = (folder / ROBOTS).read_bytes()
    except OSError:
        return frozenset()
    return frozenset() if _OURS.fullmatch(found) else frozenset({ROBOTS})
