"""Pictures at 100, 1,000 and 5,000 things beside pyvis's own page of the same graph.

    python benchmarks/views.py [--things 100 1000 5000] [--chromium /usr/bin/chromium]

All pages are opened from disk in headless Chromium without a GPU, ours with tables and details as users get them.
Building is CPU time of making the page from a plan that is loaded.
pyvis's page is measured as it comes (physics on) with a time limit, and once more with our positions and physics off.
First picture: from navigation to the second animation frame after the network has drawn. Memory: PSS of all Chromium
processes of the page. Numbers depend on the machine and its load; the ratios are what to read.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from pathlib import Path

import psutil
from playwright.sync_api import Error, Page, sync_playwright

from cohesion_graph.derive import Derivation, derive
from cohesion_graph.graph import build
from cohesion_graph.model.claims import Dependency, Responsibility, Timing, Wording
from cohesion_graph.model.codes import Role
from cohesion_graph.model.dataset import Authority, Dataset, Licence, SourceClaims
from cohesion_graph.model.evidence import Quotation, Source, sha256
from cohesion_graph.model.items import Action, Plan, Section
from cohesion_graph.model.register import Body, Instrument, Register
from cohesion_graph.model.timing import Deadline
from cohesion_graph.views import page, view
from cohesion_graph.views.page import VIS_SHA256

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LIMIT = 60
"""Seconds after which a page that has not drawn is given up."""

WORDS = [
    "community",
    "safety",
    "housing",
    "health",
    "young",
    "people",
    "review",
    "deliver",
    "support",
    "survey",
    "access",
]


def invented(things: int) -> Dataset:
    """A plan of about `things` nodes in the shape of the real one; the same for the same number."""
    dice = random.Random(things)
    bodies = [
        Body(id=f"body-{n}", name=f"{dice.choice(WORDS)} board {n}", kind="partnership")
        for n in range(max(things // 50, 3))
    ]
    instruments = [
        Instrument(id=f"strategy-{n}", name=f"{dice.choice(WORDS)} strategy {n}", kind="strategy")
        for n in range(max(things // 20, 3))
    ]
    text, claims, actions = "", [], []

    def quoted(words: str) -> tuple[Quotation, ...]:
        nonlocal text
        start = len(text)
        text += words + "\n"
        return (Quotation(start=start, end=start + len(words), exact=words),)

    def add(item: str, words: str, *, milestone: bool) -> None:
        shape = {"item": item, "source": "plan", "evidence": quoted(words)}
        claims.append(Wording(**shape, n=1, text=words, presented_as="milestone" if milestone else "action"))
        count = 1 if milestone else dice.choice((1, 2, 2, 3))
        weights = [1 / (n + 1) for n in range(len(bodies))]
        for n, body in enumerate(dict.fromkeys(dice.choices(bodies, weights, k=count)), 1):
            if milestone and dice.random() < 0.7:
                continue
            shape["evidence"] = quoted(body.name)
            claims.append(
                Responsibility(**shape, n=n, party=body.id, party_as_printed=body.name, role=dice.choice(list(Role)))
            )
        if dice.random() < 0.3:
            target = dice.choice(instruments)
            shape["evidence"] = quoted(target.name)
            kind = dice.choice(("uses", "feeds-into", "refers-to"))
            claims.append(Dependency(**shape, n=1, type=kind, target=target.id, basis="stated"))
        if milestone:
            stated = f"20{dice.randint(24, 29)}-{dice.randint(1, 12):02}"
            shape["evidence"] = quoted(stated)
            claims.append(Timing(**shape, n=1, stated=stated, deadline=Deadline(kind="fixed", date=stated)))

    for n in range(max((things - len(bodies) - len(instruments)) * 27 // 100, 2)):
        slugs = tuple(f"step-{m}" for m in range(dice.choice((1, 2, 3, 3, 4))))
        actions.append(Action(ref=f"A{n + 1}", milestones=slugs))
        add(f"A{n + 1}", " ".join(dice.choices(WORDS, k=9)), milestone=False)
        for slug in slugs:
            add(f"A{n + 1}/{slug}", " ".join(dice.choices(WORDS, k=6)), milestone=True)
    source = Source(id="plan", title="Invented plan", file="plan.txt", sha256=sha256(text.encode()), text=text)
    return Dataset(
        id=f"invented-{things}",
        title=f"Invented plan of {things}",
        authority=Authority(id="somewhere", name="Somewhere"),
        licence=Licence(statement="none"),
        sources=(source,),
        registry=Register(
            bodies=tuple(sorted(bodies, key=lambda b: b.id)), instruments=tuple(sorted(instruments, key=lambda i: i.id))
        ),
        plan=Plan(id="plan", title="Plan", sections=(Section(id="all", title="All", actions=tuple(actions)),)),
        readings=(SourceClaims(source="plan", claims=tuple(claims)),),
    )


READY = {
    "ours": "document.documentElement.dataset.ready === 'true' && document.querySelector('canvas') !== null",
    "pyvis": "typeof network !== 'undefined' && network.body.nodeIndices.length > 0 && window.__stable === true",
}
FRAMES = """async (steps) => {
  const times = [];
  let last = performance.now();
  const network = window.network || null;
  for (let step = 0; step < steps; step += 1) {
    const canvas = document.querySelector('canvas');
    if (network) {
      const at = network.getViewPosition();
      network.moveTo({position: {x: at.x + (step % 2 ? 60 : -60), y: at.y}});
    }
    else document.querySelector('section:not([hidden]) [data-do=' + (step % 2 ? 'left' : 'right') + ']').click();
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    times.push(now - last);
    last = now;
  }
  return times;
}"""


def measured(chromium: str, path: Path, kind: str) -> dict[str, float | str]:
    """Seconds to the first picture, 95th percentile of a panning step in ms, and megabytes of the whole browser."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        page_ = browser.new_page(viewport={"width": 1366, "height": 768})
        page_.route("http*://**", lambda route: route.abort())
        try:
            return _opened(page_, path, kind)
        finally:
            browser.close()


def _opened(page_: Page, path: Path, kind: str) -> dict[str, float | str]:
    start = time.perf_counter()
    try:
        page_.goto(path.as_uri(), wait_until="commit")
        while not page_.evaluate(READY[kind]):
            if time.perf_counter() - start > LIMIT:
                return {"first": f"not within {LIMIT} s", "frame": "-", "memory": "-"}
            time.sleep(0.02)
        page_.evaluate("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
        first = time.perf_counter() - start
        frames = page_.evaluate(FRAMES, 16)
        p95 = statistics.quantiles(frames, n=20)[18]
    except Error as error:
        return {"first": str(error).splitlines()[0][:60], "frame": "-", "memory": "-"}
    own = psutil.Process().children(recursive=True)
    pss = sum(child.memory_full_info().pss for child in own if "chrom" in child.name())
    return {"first": round(first, 2), "frame": round(p95), "memory": round(pss / 1e6)}


def pyvis_page(derivation: Derivation, *, physics: bool) -> str:
    """The same nodes and edges in pyvis's own page, everything it can inline inlined."""
    net = view(derivation, "all-links").to_pyvis()
    assert net is not None
    if physics:
        for node in net.nodes:
            del node["x"], node["y"]
        net.options = {
            "physics": {"enabled": True, "stabilization": {"enabled": True}},
            "configure": {"enabled": False},
        }
    else:
        net.options = net.options | {"configure": {"enabled": False}}
    net.options = _Options(net.options)
    done = "window.__stable = true;"
    waiting = f"<script>{'network.once(`stabilized`, () => { ' + done + ' });' if physics else done}</script>"
    html = net.generate_html(notebook=False)
    return html.replace("</body>", f"{waiting}</body>")


class _Options(dict):
    """pyvis's page asks its options for JSON and for a configure entry."""

    @property
    def configure(self) -> dict[str, bool]:
        return {"enabled": False}

    def to_json(self) -> str:
        return json.dumps(self)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--things", type=int, nargs="+", default=[100, 1000, 5000])
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    chosen = parser.parse_args()
    print(f"vis-network {VIS_SHA256[:12]}; software rendering (--disable-gpu)")
    heads = f"{'things':>7} {'lines':>6} {'page':<28} {'build s':>8} {'MB':>6}"
    print(f"{heads} {'first s':>16} {'pan p95 ms':>11} {'memory MB':>10}")
    for things in chosen.things:
        derivation = derive(invented(things))
        graph = build(derivation)
        pages = []
        for name, wanted in (("ours, all links", ["all-links"]), ("ours, all pictures", None)):
            start = time.process_time()
            html = page(derivation, wanted, graph=graph)
            pages.append((name, html, time.process_time() - start))
        drawn = view(derivation, "all-links", graph=graph).picture
        pages += [
            (f"pyvis, physics {'on' if on else 'off, our x y'}", pyvis_page(derivation, physics=on), 0.0)
            for on in (False, True)
        ]
        with tempfile.TemporaryDirectory() as folder:
            for name, html, seconds in pages:
                path = Path(folder) / "page.html"
                path.write_text(html, encoding="utf-8", newline="\n")
                found = measured(chosen.chromium, path, name.split(",")[0])
                size = len(html.encode()) / 1e6
                print(
                    f"{len(drawn.nodes):>7} {len(drawn.lines):>6} {name:<28} {seconds:>8.1f} {size:>6.1f} "
                    f"{found['first']!s:>16} {found['frame']!s:>11} {found['memory']!s:>10}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
