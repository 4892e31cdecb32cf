"""A real Chromium for the desk, and the desk served on loopback."""

import contextlib
import socket
import threading
import time

import pytest
import uvicorn

from cohesion_graph.serve.desk import desk_application, plan_desk


@pytest.fixture
def window(browser):
    """A laptop-sized window whose requests and complaints are written down."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    page = context.new_page()
    page.asked, page.said = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("dialog", lambda dialog: (page.said.append(dialog.message), dialog.dismiss()))
    yield page
    context.close()


@contextlib.contextmanager
def served(folder):
    """The address of a plan's desk that runs while the block does."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
        app = desk_application(plan_desk(folder), "the-token", port)
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


@pytest.fixture
def serve_desk():
    return served
