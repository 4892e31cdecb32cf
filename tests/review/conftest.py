"""A real Chromium for the desk, and the desk served on loopback."""

import pytest
from desks import served
from windows import watched_window

from cohesion_graph.serve.desk import plan_desk


@pytest.fixture
def window(browser):
    """A laptop-sized window whose requests, complaints and dialogs are written down."""
    with watched_window(browser, accept_downloads=True) as page:
        page.on("dialog", lambda dialog: (page.said.append(dialog.message), dialog.dismiss()))
        yield page


@pytest.fixture
def serve_desk():
    return lambda folder: served(plan_desk(folder))
