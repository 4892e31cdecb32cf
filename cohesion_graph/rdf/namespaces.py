"""Addresses: the one place where identifiers become IRIs, and IRIs identifiers again.

.. code-block:: text

    {base}id/{authority}                                        the authority
    …#code/{n}                                                  a code by which a list names it
    {base}id/{authority}/organisation/{slug}                    and …/instrument/{slug}
    {base}id/{authority}/plan/{plan}                            …/section/{slug}, …/action/{ref}
    …/action/{ref}/milestone/{slug}
    …/action/{ref}#claim/{source}/{kind}/{n}                    a milestone's at the milestone, likewise:
    …/action/{ref}#link/{term}/{end}/{basis}/{source}           why an edge is there
    …/action/{ref}#discrepancy/{kind}/{a}/{b}                   two sources differ
    {base}id/{authority}/source/{source}                        …#set-aside/{n}, …#mask/{n}
    …/source/{source}/text                                      its text
    …/source/{source}/text#char={start},{end}                   quoted words (RFC 5147), and what finds them again:
    …/source/{source}/text#selector/{start}-{end}/{quote|position}
    …/source/{source}/doubts#{n}                                what it does not settle, and the readings it allows:
    …/source/{source}/doubts#{n}/alternative/{n}
    {base}data/{authority}/{dataset}                            the dataset, …/terms, and what belongs to it:
    …#file/{path}, …#checksum/{path}, …#judgement/{kind}/{n}, …#catalogue, …#contact, …#period, …#publisher, …#reading,
    …#software
    …/graph/source/{source}, …/register, /editorial, /derived, /catalogue      its named graphs
    …#partition/{property|class}/{term}                         what a graph or the dataset holds, counted
    https://w3id.org/cohesion-graph/def/pap#{term}              the vocabulary, the same whatever the base
    https://w3id.org/cohesion-graph/def/{list}#{code}           the code lists, likewise

Each address without a ``#`` is a document: a page, and the same as Turtle and as JSON-LD. What is only a part of one
(a claim, a link, a doubt, quoted words, a code of a list, a file's description) is a place in it, and so resolves on
any host that serves the document, however plain. `MOVED` leads from where parts stood before.

The vocabulary does not move with a dataset's base: two councils that publish under two bases mean the same by
``pap:ledBy``, and one query or shape serves both. Identifiers hold letters, digits, ``.``, ``_`` and ``-`` only
(`model.ids`), so nothing needs percent-encoding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cohesion_graph.model import codes
from cohesion_graph.model.codes import CODE_LISTS
from cohesion_graph.model.dataset import DEFAULT_BASE, Dataset
from cohesion_graph.model.ids import node_id

__all__ = [
    "CODE_LISTS",
    "DEFINITIONS",
    "LIST_PREFIXES",
    "MOVED",
    "ONTOLOGY",
    "PREFIXES",
    "Addresses",
    "code_of",
    "code_term",
    "document_of",
    "list_address",
    "moved",
]

DEFINITIONS: Final = f"{DEFAULT_BASE}def/"
"""Where the vocabulary and the code lists live, for every dataset."""
ONTOLOGY: Final = f"{DEFINITIONS}pap"
"""The address of the ontology itself."""

PREFIXES: Final = {
    "pap": f"{ONTOLOGY}#",
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Every namespace that published data uses, by the prefix it is written with."""

LIST_PREFIXES: Final = {name: f"{DEFINITIONS}{name}#" for name in CODE_LISTS.values()}
"""The namespace of each code list, by the prefix that it is written with."""
_CODES = {f"{DEFINITIONS}{name}#{code.value}": code for kind, name in CODE_LISTS.items() for code in kind}
_ADDRESS_OF_CODE = {(type(code), code.value): address for address, code in _CODES.items()}


def list_address(kind: type[codes.Code]) -> str:
    """The address of a code list.

    >>> list_address(codes.Role)
    'https://w3id.org/cohesion-graph/def/role'
    """
    return DEFINITIONS + CODE_LISTS[kind]


def code_term(code: codes.Code) -> str:
    """The address of one code.

    >>> code_term(codes.Role.LEAD)
    'https://w3id.org/cohesion-graph/def/role#lead'
    """
    return _ADDRESS_OF_CODE[type(code), code.value]


def code_of(address: str) -> codes.Code | None:
    """The code at an address, None where there is none. Data of an earlier release has it at `moved`."""
    return _CODES.get(address) or _CODES.get(DEFAULT_BASE + (moved(address.removeprefix(DEFAULT_BASE)) or ""))


MOVED: Final = (
    ("id/[^/]+/source/[^/]+", "/doubt/", "[0-9]+(?:/alternative/[0-9]+)?", "/doubts#"),
    ("id/.+", "/", "discrepancy/[^/]+/[^/]+/[^/]+", "#"),
    ("id/.+", "/", "claim/[^/]+/[^/]+/[0-9]+", "#"),
    ("id/.+", "/", "link/[A-Za-z]+/(?:plan|section|action|organisation|instrument|source)/.+", "#"),
    ("id/.+/text", "/", "selector/[0-9]+-[0-9]+/[a-z]+", "#"),
    ("id/.+", "/", "(?:code|mask|set-aside)/[0-9]+", "#"),
    ("data/[^/]+/[^/]+", "/", "(?:period|publisher|reading|software)", "#"),
    ("data/[^/]+/[^/]+(?:/graph/.+)?", "/", "partition/.+", "#"),
    ("def/(?!pap/)[a-z-]+", "/", "[a-z-]+", "#"),
)
"""What were addresses of their own in releases before this and are places in documents now.

Patterns of what an address begins and ends with, and what stood between the two then, and stands there now.
"""


def moved(address: str) -> str | None:
    """Where an address of an earlier release is now, both below the base; None where it has not moved.

    >>> moved("id/x/plan/p/action/A1/claim/report/timing/1")
    'id/x/plan/p/action/A1#claim/report/timing/1'
    >>> moved("id/x/source/report/doubt/4#alternative/1")
    'id/x/source/report/doubts#4/alternative/1'
    """
    for start, before, end, after in MOVED:
        if found := re.fullmatch(f"({start}){before}({end})", address.replace("#", "/")):
            return None if (now := f"{found[1]}{after}{found[2]}") == address else now
    return None


def document_of(address: str) -> str:
    """The document that an address is answered with: the address itself, or what it is a place in."""
    return address.partition("#")[0]


@dataclass(frozen=True)
class Addresses:
    """The addresses of one dataset.

    >>> a = Addresses("https://example.org/", "borsetshire", "plan-2025", "ambridge")
    >>> a.claim("A1/report-produced/claim/borough-plan/timing/1")
    'https://example.org/id/borsetshire/plan/plan-2025/action/A1/milestone/report-produced#claim/borough-plan/timing/1'
    >>> a.node_of(a.item("A1/report-produced"))
    'action/A1/milestone/report-produced'
    """

    base: str
    """Ends in a slash."""
    authority_id: str
    plan_id: str
    dataset_id: str

    @classmethod
    def of(cls, dataset: Dataset) -> Addresses:
        """The addresses of a dataset."""
        return cls(dataset.base, dataset.authority.id, dataset.plan.id, dataset.id)

    @cached_property
    def authority(self) -> str:
        """The authority; all addresses of things start with it."""
        return f"{self.base}id/{self.authority_id}"

    @cached_property
    def plan(self) -> str:
        """The plan."""
        return f"{self.authority}/plan/{self.plan_id}"

    @cached_property
    def dataset(self) -> str:
        """The dataset."""
        return f"{self.base}data/{self.authority_id}/{self.dataset_id}"

    def graph(self, name: str) -> str:
        """A named graph: ``register``, ``editorial``, ``derived``, ``catalogue`` or ``source/{source}``."""
        return f"{self.dataset}/graph/{name}"

    def node(self, node: str) -> str:
        """A thing by its node in the graph (`model.ids.node_id`)."""
        kind, _, rest = node.partition("/")
        match kind:
            case "plan":
                return f"{self.authority}/plan/{rest}"
            case "section" | "action":
                return f"{self.plan}/{node}"
            case _:
                return f"{self.authority}/{node}"

    def node_of(self, address: str) -> str | None:
        """The node that an address stands for; None for any other address, a claim's for instance."""
        start = f"{self.authority}/"
        if not address.startswith(start):
            return None
        rest = address[len(start) :]
        own = f"plan/{self.plan_id}/"
        if rest.startswith(own):
            rest = rest[len(own) :]
            return rest if _IN_PLAN.fullmatch(rest) else None
        return rest if _OF_AUTHORITY.fullmatch(rest) else None

    def item(self, identifier: str) -> str:
        """An action or a milestone."""
        return self.node(node_id("item", identifier))

    def item_of(self, address: str) -> str | None:
        """The identifier of the action or milestone at an address, None where it is none."""
        node = self.node_of(address)
        if node is None or not node.startswith("action/"):
            return None
        return node.removeprefix("action/").replace("/milestone/", "/")

    def organisation(self, identifier: str) -> str:
        """A body of the register."""
        return f"{self.authority}/organisation/{identifier}"

    def instrument(self, identifier: str) -> str:
        """An instrument of the register."""
        return f"{self.authority}/instrument/{identifier}"

    def source(self, identifier: str) -> str:
        """A document."""
        return f"{self.authority}/source/{identifier}"

    def text(self, source: str) -> str:
        """The stored text of a document."""
        return f"{self.source(source)}/text"

    def quotation(self, source: str, start: int, end: int) -> str:
        """A stretch of a document's text, in code points (RFC 5147)."""
        return f"{self.text(source)}#char={start},{end}"

    def selector(self, source: str, start: int, end: int, kind: str) -> str:
        """How the stretch is found again: by ``quote`` or by ``position``."""
        return f"{self.text(source)}#selector/{start}-{end}/{kind}"

    def claim(self, identifier: str) -> str:
        """A claim, by its identifier."""
        item, _, source, kind, n = identifier.rsplit("/", 4)
        return f"{self.item(item)}#claim/{source}/{kind}/{n}"

    def claim_of(self, address: str) -> str | None:
        """The identifier of the claim at an address, None where it is none."""
        found = _CLAIM.fullmatch(address)
        item = self.item_of(found["item"]) if found else None
        return f"{item}/claim/{found['rest']}" if found and item else None

    def discrepancy(self, identifier: str) -> str:
        """A discrepancy, by its identifier."""
        item, _, kind, first, second = identifier.rsplit("/", 4)
        return f"{self.item(item)}#discrepancy/{kind}/{first}/{second}"

    def doubts(self, source: str) -> str:
        """The document of all doubts about a source."""
        return f"{self.source(source)}/doubts"

    def doubt(self, source: str, n: int) -> str:
        """A doubt about a source."""
        return f"{self.doubts(source)}#{n}"

    def alternative(self, source: str, n: int, place: int) -> str:
        """One of the readings that a doubt allows, counted from 1."""
        return f"{self.doubt(source, n)}/alternative/{place}"

    def doubt_of(self, address: str) -> str | None:
        """The identifier of the doubt at an address, one of an earlier release too; None where it is none."""
        found = _DOUBT.fullmatch(address)
        node = (self.node_of(found["source"]) or "") if found else ""
        return f"{node.removeprefix('source/')}/doubt/{found['n']}" if found and node.startswith("source/") else None

    def link(self, start: str, term: str, end: str, basis: str, source: str) -> str:
        """The record of why an edge is there; `start` and `end` are nodes."""
        return f"{self.node(start)}#link/{term}/{end}/{basis}/{source}"

    def part(self, name: str) -> str:
        """What belongs to the dataset: ``period``, ``file/{path}``, ``partition/{name}`` ..."""
        return f"{self.dataset}#{name}"

    @property
    def terms(self) -> str:
        """The terms of use of the dataset."""
        return f"{self.dataset}/terms"

    def judgement(self, kind: str, n: int) -> str:
        """A person's judgement: the n-th ``sameness``, ``ruling``, ``settlement`` ... of the dataset."""
        return f"{self.dataset}#judgement/{kind}/{n}"


_SEGMENT = r"[A-Za-z0-9._-]+"
_IN_PLAN = re.compile(rf"section/{_SEGMENT}|action/{_SEGMENT}(?:/milestone/{_SEGMENT})?")
_OF_AUTHORITY = re.compile(rf"(?:plan|organisation|instrument|source)/{_SEGMENT}")
_DOUBT = re.compile("(?P<source>.+)(?:/doubts#|/doubt/)(?P<n>[0-9]+)")
_CLAIM = re.compile(rf"(?P<item>.+)[#/]claim/(?P<rest>{_SEGMENT}/{_SEGMENT}/[0-9]+)")
