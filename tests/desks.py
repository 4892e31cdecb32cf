"""A desk that runs on loopback: for the tests of any desk."""

import contextlib
import socket
import threading
import time

import uvicorn

from cohesion_graph.serve.desk import desk_application


@contextlib.contextmanager
def served(desk):
    """The address of a desk that runs while the block does."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
        app = desk_application(desk, "the-token", port)
        server = uvicorn.Server(uvicorn.Config(app, http="h11", ws="none", lifespan="off", log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [held]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{port}/the-token/"
        finally:
            server.should_exit = True
            thread.join()
