"""The stores that the same question is put to: embedded, on disk, a server on this machine, rdflib's own engine."""

import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

import outside
import pyoxigraph as ox
import pytest

from cohesion_graph.questions.remote import RemoteStore
from cohesion_graph.questions.store import Texts, open_store
from cohesion_graph.rdf.describe import describe


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
