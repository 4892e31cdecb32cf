"""HTTP services on this machine that answer as a test tells them to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def services(method: str, path: str, *, protocol: str = "HTTP/1.0") -> Iterator[Callable[[Callable], str]]:
    """A function that starts a service for one method, `answer(handler, body)`, and gives its address.

    All of them are stopped at the end.
    """
    running = []

    def started(answer):
        def handle(handler):
            answer(handler, handler.rfile.read(int(handler.headers.get("Content-Length", 0))))

        told = {f"do_{method}": handle, "protocol_version": protocol, "log_message": lambda *_: None}
        server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (BaseHTTPRequestHandler,), told))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return f"http://127.0.0.1:{server.server_port}{path}"

    yield started
    for server in running:
        server.shutdown()
        server.server_close()
