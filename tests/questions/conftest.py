"""The stores that the same question is put to: embedded, on disk, a server on this machine, rdflib's own engine."""

import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import outside
import pyoxigraph as ox
import pytest

import cohesion_graph
from cohesion_graph.questions.remote import RemoteStore
from cohesion_graph.questions.store import Texts, open_store
from cohesion_graph.rdf.describe import describe

FIXTURES = Path(__file__).parent.parent / "fixtures"


@pytest.fixture(scope="session")
def out_of_order(tmp_path_factory):
    """The invented council with two links more that a person inferred, so that things are due before what they need."""
    told = {
        "A5/protocol-signed-if-the-lottery-bid-succeeds": (
            "A4/reports-to-marlbeck-partnership-twice-a-year",
            "{start: 1208, end: 1251, exact: Protocol signed if the lottery bid succeeds}",
        ),
        "A4/tension-group-formed": ("A5", "{start: 995, end: 1015, exact: Tension Group formed}"),
    }
    folder = shutil.copytree(FIXTURES / "marlbeck", tmp_path_factory.mktemp("plan") / "out-of-order")
    with (folder / "editorial.yaml").open("a", encoding="utf-8") as file:
        for item, (target, evidence) in told.items():
            file.write(
                f"- item: {item}\n  source: together-plan\n  n: 102\n  type: requires\n  target: {target}\n"
                f"  target_kind: item\n  basis: inferred-by-analyst\n  note: Made up.\n  evidence:\n  - {evidence}\n"
            )
    return cohesion_graph.load(folder)


@pytest.fixture(scope="session")
def on_disk(tmp_path_factory):
    """A function that puts a plan into a store on disk and opens it to be read."""

    def stored(plan):
        folder = tmp_path_factory.mktemp("store")
        store = ox.Store(str(folder))
        store.bulk_load("".join(describe(plan.derivation)).encode(), format=ox.RdfFormat.N_QUADS)
        store.flush()
        del store
        return open_store(folder)

    return stored


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """A function that serves a plan from the oxigraph server, on this machine only, until the tests are over."""
    program = outside.oxigraph()
    running = []

    def served(plan):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        folder = tmp_path_factory.mktemp("served")
        running.append(
            subprocess.Popen(
                [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        address = f"http://127.0.0.1:{port}"
        data = "".join(describe(plan.derivation)).encode()
        request = urllib.request.Request(
            f"{address}/store", data=data, headers={"Content-Type": "application/n-quads"}, method="POST"
        )
        deadline = time.monotonic() + 20
        while True:
            try:
                urllib.request.urlopen(request, timeout=20).close()
                return RemoteStore(f"{address}/query")
            except (urllib.error.URLError, ConnectionError):
                assert time.monotonic() < deadline, "the server does not start"
                time.sleep(0.05)

    yield served
    for process in running:
        process.terminate()
        process.wait(timeout=10)


@dataclass(frozen=True)
class RdflibStore:
    """Rdflib's own SPARQL engine over the union of the graphs, as one graph."""

    graph: object

    def texts(self, text, literals=()):
        import rdflib

        found = self.graph.query(text)
        names = tuple(str(variable) for variable in found.vars)
        left_out = {place for place, name in enumerate(names) if name in literals}
        rows = tuple(
            tuple(
                None if term is None or (place in left_out and isinstance(term, rdflib.URIRef)) else str(term)
                for place, term in enumerate(row)
            )
            for row in found
        )
        return Texts(names, rows)


@pytest.fixture(scope="session")
def rdflib_store():
    """A function that puts a plan into rdflib's own store."""

    def stored(plan):
        import rdflib

        lines = {f"{line[: line.rindex(' <')]} .\n" for line in describe(plan.derivation)}
        graph = rdflib.Graph()
        graph.parse(data="".join(sorted(lines)), format="nt")
        return RdflibStore(graph)

    return stored
