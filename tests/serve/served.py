"""The command ``serve`` as a process of its own, and requests to it."""

import http.client
import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

BASE = "https://data.example.gov.uk/cohesion/"
"""Where the site of these tests says that it is."""


@dataclass(frozen=True)
class Got:
    """One answer: status, headers in lower case, body."""

    status: int
    headers: dict
    body: bytes

    @property
    def kind(self):
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self):
        return self.body.decode("utf-8")


@dataclass(frozen=True)
class Running:
    """A server: where it is, and what it said."""

    address: str
    site_path: str
    said: str
    process: subprocess.Popen

    def ask(self, path, method="GET", body=None, **headers):
        """One request, its path sent as it is; headers with _ for -."""
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Got(answer.status, told, answer.read())
        finally:
            connection.close()


@contextmanager
def running(*arguments, **options):
    """The command ``serve`` in a process of its own, on a free port, from when it says that it is ready."""
    command = [sys.executable, "-m", "cohesion_graph", "serve", "--port", "0", *map(str, arguments)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **options)
    try:
        said = []
        for line in process.stderr:
            said.append(line)
            if line.startswith("Stop with"):
                break
        pages = re.search(r"^Pages: (http://[^/]+)(/.*)$", "".join(said), re.MULTILINE)
        assert pages, "".join(said)
        yield Running(pages[1], pages[2], "".join(said), process)
    finally:
        process.terminate()  # killed, it would leave its temporary folder behind
        process.wait(30)
        process.stderr.close()
