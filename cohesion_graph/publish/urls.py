"""Every address and every file name of the site: the one place that decides where a thing is.

The folder mirrors the addresses of `rdf.namespaces`: the thing at ``{base}id/x/organisation/y`` has the files

.. code-block:: text

    id/x/organisation/y/index.html     what any static host answers the address with
    id/x/organisation/y.ttl            the same thing as data, beside it
    id/x/organisation/y.jsonld

A page is a folder with an ``index.html``, because that is the one form which every host, Python's ``http.server``
included, serves at an address without an ending. All links inside the site are relative and name the file, so they
work from disk as well.

File names that some system cannot hold get a ``~``, which no identifier has: names that Windows reserves (``con``),
names that end like a file of ours (``A1.ttl``), and references that differ only in letter case (``A1`` and ``a1``),
which are one name on Windows and macOS. `Urls.moved` lists them for the host rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Final
from urllib.parse import quote

from cohesion_graph.files import RESERVED_BY_WINDOWS
from cohesion_graph.model.claims import Claim
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import action_of, is_milestone, milestone_of
from cohesion_graph.rdf.namespaces import Addresses

__all__ = ["ABOUT_PAGES", "Urls", "safe_names"]

_OUR_ENDINGS = (".ttl", ".jsonld", ".html")

ABOUT_PAGES: Final = {
    "about": "About this site",
    "accessibility": "Accessibility statement",
    "licence": "Licence",
    "privacy": "Privacy",
}
"""The standing pages, by folder, with their titles."""


def safe_names(segments: Iterable[str]) -> dict[str, str]:
    """File names for path segments that stand in one folder: themselves wherever every system can hold them.

    >>> safe_names(["A1", "a1", "con", "B1.ttl"])
    {'A1': 'A1', 'a1': 'a1~2', 'con': 'con~', 'B1.ttl': 'B1.ttl~'}
    """
    names: dict[str, str] = {}
    seen: dict[str, int] = {}
    for segment in segments:
        folded = segment.casefold()
        turn = seen[folded] = seen.get(folded, 0) + 1
        name = f"{segment}~{turn}" if turn > 1 else segment
        if turn == 1 and (folded.partition(".")[0] in RESERVED_BY_WINDOWS or folded.endswith(_OUR_ENDINGS)):
            name = f"{segment}~"
        names[segment] = name
    return names


class Urls:
    """Paths of one dataset's site, all from the top of the folder, with forward slashes."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.addresses = Addresses.of(dataset)
        self._authority = self._below_base(self.addresses.authority)
        self._plan = f"{self._authority}/plan/{_file(dataset.plan.id)}"
        self._refs = safe_names(dataset.actions)

    def _below_base(self, address: str) -> str:
        return "/".join(_file(segment) for segment in address.removeprefix(self.addresses.base).split("/"))

    @property
    def authority(self) -> str:
        """Folder of the council whose plan it is."""
        return self._authority

    @property
    def plan(self) -> str:
        """Folder of the plan."""
        return self._plan

    @cached_property
    def dataset_folder(self) -> str:
        """Folder of the dataset's own page, with its downloads and metadata."""
        return self._below_base(self.addresses.dataset)

    def section(self, identifier: str) -> str:
        """Folder of a section of the plan."""
        return f"{self._plan}/section/{_file(identifier)}"

    def item(self, identifier: str) -> str:
        """Folder of an action or a milestone."""
        action = f"{self._plan}/action/{self._refs[action_of(identifier)]}"
        return f"{action}/milestone/{_file(milestone_of(identifier))}" if is_milestone(identifier) else action

    def body(self, identifier: str) -> str:
        """Folder of a body."""
        return f"{self._authority}/organisation/{_file(identifier)}"

    def instrument(self, identifier: str) -> str:
        """Folder of an instrument."""
        return f"{self._authority}/instrument/{_file(identifier)}"

    def source(self, identifier: str) -> str:
        """Folder of a document."""
        return f"{self._authority}/source/{_file(identifier)}"

    def doubts(self, source: str) -> str:
        """Folder of all doubts about a document."""
        return f"{self.source(source)}/doubts"

    def doubt(self, source: str, n: int) -> str:
        """Where a doubt stands: its row among those of its document."""
        return f"{page(self.doubts(source))}#{n}"

    def discrepancy(self, identifier: str) -> str:
        """Where a discrepancy stands: its row on the page of its item."""
        item, *place = identifier.rsplit("/", 4)
        return f"{page(self.item(item))}#{'/'.join(place)}"

    def node(self, node: str) -> str:
        """Folder of a thing by its node in the graph (`model.ids.node_id`)."""
        kind, _, rest = node.partition("/")
        match kind:
            case "plan":
                return self._plan
            case "section":
                return self.section(rest)
            case "organisation":
                return self.body(rest)
            case "instrument":
                return self.instrument(rest)
            case "source":
                return self.source(rest)
            case _:
                return self.item(rest.replace("/milestone/", "/", 1))

    def claim(self, claim: Claim) -> str:
        """Where a claim stands: its row on the page of its item."""
        return f"{page(self.item(claim.item))}#{claim_anchor(claim)}"

    def sheet(self, body: str) -> str:
        """Path of a body's partner sheet and calendar, without folder and ending."""
        return _file(body)

    def statements(self, source: str) -> str:
        """Folder of the list of everything that rests on a document's words."""
        return f"{self.source(source)}/statements"

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """Addresses (below the base) whose files are called otherwise, each with its folder."""
        wanted = {self.addresses.item(item): self.item(item) for item in self.dataset.items}
        wanted |= {self.addresses.organisation(one): self.body(one) for one in self.dataset.bodies}
        wanted |= {self.addresses.instrument(one): self.instrument(one) for one in self.dataset.instruments}
        wanted |= {self.addresses.source(one): self.source(one) for one in self.dataset.sources_by_id}
        below = {address.removeprefix(self.addresses.base): folder for address, folder in wanted.items()}
        return {address: folder for address, folder in below.items() if address != folder}


def page(folder: str) -> str:
    """The page of a folder; the empty folder is the top.

    >>> page("questions/due"), page("")
    ('questions/due/index.html', 'index.html')
    """
    return f"{folder}/index.html" if folder else "index.html"


def claim_anchor(claim: Claim) -> str:
    """The place of a claim on its item's page: what follows the ``#`` of its address."""
    return f"claim/{claim.source}/{claim.kind_name}/{claim.n}"


def quoted(text: str) -> str:
    """A text as one value of a query string."""
    return quote(text, safe="")


@lru_cache(maxsize=2**14)
def _file(segment: str) -> str:
    """The file name of a segment that shares its folder only with segments in lower case."""
    return safe_names([segment])[segment]
