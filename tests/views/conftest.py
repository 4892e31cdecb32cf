"""Real Chromium for the pages, the pages of both plans, and a plan whose every text tries to break out."""

from dataclasses import dataclass, field
from pathlib import Path

import outside
import pytest
from playwright.sync_api import Page

from cohesion_graph.derive import derive
from cohesion_graph.model.claims import Dependency, Doubt, Responsibility, Timing, Wording
from cohesion_graph.model.dataset import Authority, Dataset, Licence, SourceClaims
from cohesion_graph.model.evidence import Quotation, Source, sha256
from cohesion_graph.model.items import Action, Plan, Section
from cohesion_graph.model.register import Body, Instrument, Register
from cohesion_graph.model.timing import Deadline
from cohesion_graph.views import page, view

HERE = Path(__file__).parent
ARTEFACTS = HERE.parent.parent / "artefacts" / "views"
LAPTOP = {"width": 1366, "height": 768}


@dataclass
class Opened:
    """A page with everything it asked for and said since the test began."""

    page: Page
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def go(self, path: Path, address: str = "", *, anew: bool = False) -> Page:
        """Show a file at an address; where it is open already only its address changes, unless `anew`."""
        wanted = path.as_uri()
        if anew or self.page.url.partition("#")[0] != wanted:
            self.page.goto("about:blank")
            self.page.goto(wanted + (f"#{address}" if address else ""))
            self.page.wait_for_selector("html[data-ready]")
        else:
            self.page.evaluate("to => { history.replaceState(null, '', to); page.state.open(); }", f"#{address}")
        return self.page


@pytest.fixture(scope="module")
def window(browser):
    """One laptop-sized window for a module's tests: opening a page anew for each would take minutes."""
    context = browser.new_context(viewport=LAPTOP, accept_downloads=True)
    yield _watched(context.new_page())
    context.close()


@pytest.fixture
def opened(window):
    """The window as a test finds it: laptop-sized, light, nothing written down yet."""
    window.page.set_viewport_size(LAPTOP)
    window.page.emulate_media(media="screen", color_scheme="light")
    window.requests.clear()
    window.messages.clear()
    return window


def _watched(one: Page) -> Opened:
    watched = Opened(one)
    one.on("request", lambda request: watched.requests.append(request.url))
    one.on("console", lambda message: watched.messages.append(f"{message.type}: {message.text}"))
    one.on("pageerror", lambda error: watched.messages.append(f"error: {error}"))
    one.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective))"
    )
    return watched


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script."""
    return outside.axe_script()


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where screenshots are left for a person to look at; never committed."""
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    return ARTEFACTS


@pytest.fixture(scope="session")
def plans(stockton, marlbeck):
    """The derivations of the real and the invented plan."""
    return {"stockton": stockton.derivation, "marlbeck": marlbeck.derivation}


@pytest.fixture(scope="session")
def files(plans, hostile, tmp_path_factory):
    """Pages on disk: all views of each plan, of the hostile one, and a neighbourhood."""
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for name, derivation in (*plans.items(), ("hostile", hostile)):
        found[name] = folder / f"{name}.html"
        found[name].write_text(page(derivation), encoding="utf-8", newline="\n")
    found["neighbourhood"] = view(plans["stockton"], "neighbourhood", focus="Local Area Agreement").save(
        folder / "neighbourhood.html"
    )
    return found


HOSTILE = (
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<svg onload=window.hit=1>",
    "href=javascript:window.hit=1 \"><b onclick='window.hit=1'>",
    "{{7*7}} {% raw %} ${7*7} `",
    "<!--\u2028\u2029-->\u202e]]>&lt;&amp;",
    "https://example.org/x?a=1&b=2",
)


@pytest.fixture(scope="session")
def hostile():
    """A plan with a hostile text in every field that takes text."""
    text, turn = "", 0

    def bad() -> str:
        nonlocal turn
        turn += 1
        return f"{HOSTILE[turn % len(HOSTILE)]} {turn}"

    def quoted() -> tuple[Quotation, ...]:
        nonlocal text
        words, start = bad(), len(text)
        text += words + "\n"
        return (Quotation(start=start, end=start + len(words), exact=words),)

    claims = []
    for item in ("A1", "A1/step", "A2"):
        base = {"item": item, "source": "doc"}
        kind = "milestone" if "/" in item else "action"
        claims.append(Wording(**base, n=1, text=bad(), presented_as=kind, evidence=quoted(), note=bad()))
        for n, party in enumerate(("one", "two"), 1):
            claims.append(
                Responsibility(
                    **base, n=n, party=party, party_as_printed=bad(), role="lead", evidence=quoted(), note=bad()
                )
            )
        claims.append(Timing(**base, n=1, stated=bad(), deadline=Deadline(kind="ongoing"), evidence=quoted()))
        claims.append(Dependency(**base, n=1, type="uses", target="thing", evidence=quoted(), note=bad()))
    doubt = Doubt(
        source="doc", n=1, item="A1", about="timing", what=bad(), alternatives=(bad(), bad()), evidence=quoted()
    )
    bodies = tuple(
        Body(id=one, name=bad(), kind="partnership", also_known_as=(bad(),), note=bad()) for one in ("one", "two")
    )
    thing = Instrument(id="thing", name=bad(), kind="strategy", notation=bad(), note=bad(), also_known_as=(bad(),))
    source = Source(
        id="doc", title=bad(), short_title=bad(), file="doc.txt", sha256=sha256(text.encode()), text=text, note=bad()
    )
    actions = (Action(ref="A1", milestones=("step",)), Action(ref="A2"))
    return derive(
        Dataset(
            id="hostile",
            title=bad(),
            description=bad(),
            authority=Authority(id="somewhere", name=bad()),
            licence=Licence(statement=bad()),
            sources=(source,),
            registry=Register(bodies=bodies, instruments=(thing,)),
            plan=Plan(id="plan", title=bad(), sections=(Section(id="all", title=bad(), actions=actions),)),
            readings=(SourceClaims(source="doc", claims=tuple(claims), doubts=(doubt,)),),
        )
    )
