"""A window that writes down what its page asks and says: for the tests of any page."""

import contextlib


@contextlib.contextmanager
def watched_window(browser, **options):
    """A laptop-sized window whose requests and complaints are written down."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, **options)
    page = context.new_page()
    page.asked, page.said = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    context.close()
