"""Each view of both plans in real Chromium: quiet, readable, the table like the picture, keys, downloads, print."""

import itertools
import re
from html import unescape

import pytest

from cohesion_graph.views import VIEWS, view

TABS = [name for name in VIEWS if name != "neighbourhood"]
NETWORKS = ["all-links", "who-works-with-whom"]
DRAWINGS = ["responsibilities", "dependencies", "deadlines", "shared"]

shown_nodes = "Array.from(page.shown().nodes).sort()"
shown_lines = "Array.from(page.shown().lines).sort()"
drawn = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

pytestmark = pytest.mark.parametrize("plan", ["stockton", "marlbeck"], scope="module")


def test_no_view_asks_for_anything_or_complains(opened, files, plan):
    page = opened.go(files[plan], anew=True)
    for tab in TABS:
        page.click(f'[data-tab="{tab}"]')
        page.evaluate(drawn)
    assert opened.messages == []
    assert opened.requests == ["about:blank", files[plan].as_uri()][-len(opened.requests) :]
    assert page.evaluate(
        "[document.compatMode, document.documentElement.lang, document.querySelectorAll('h1').length]"
    ) == ["CSS1Compat", "en-GB", 1]
    assert page.title().startswith("Disagreements – ")


ROWS = """tab => Array.from(document.querySelectorAll(`[data-rows="${tab}"] tbody tr`)).filter(r => !r.hidden)
  .map(r => [r.dataset.line || null, r.dataset.nodes])"""
GRID = """Array.from(document.querySelectorAll('[data-view=disagreements] .grid tr[data-line]'))
  .filter(r => r.style.display !== 'none').map(r => r.dataset.line)"""
BOXES = """Array.from(document.querySelectorAll('[data-frame=shared] g.k-action'))
  .filter(g => g.style.display !== 'none').map(g => g.dataset.node)"""


@pytest.mark.parametrize("filtered", [False, True])
def test_each_table_holds_what_its_picture_shows(opened, files, plan, filtered):
    page = opened.go(files[plan])
    body = page.evaluate("Array.from(page.data.lines.values()).find(line => line.style === 'leads').end")
    for tab in TABS:
        page.evaluate("state => page.state.change(state)", {"view": tab, "body": body if filtered else ""})
        rows = page.evaluate(ROWS, tab)
        if tab == "shared":
            actions = {node for _, nodes in rows for node in nodes.split() if node.startswith("action/")}
            assert (tab, sorted(actions)) == (tab, sorted(page.evaluate(BOXES)))
        else:
            lines = page.evaluate(GRID) if tab == "disagreements" else [line for line, _ in rows]
            assert (tab, sorted(lines)) == (tab, page.evaluate(shown_lines))


SPOTS = """Array.from(page.pictures.get(page.state.now.view).spots(page.shown()).values())
  .map(s => [s.id, s.x, s.y, s.w, s.h, s.size])"""


def test_no_label_of_a_network_overlaps_another_and_all_can_be_read(opened, files, plan):
    for tab, off in ((tab, off) for tab in NETWORKS for off in ("", "nothing")):
        page = opened.go(files[plan], f"view={tab}" + (f"&off={off}" if off else ""))
        page.click('section:not([hidden]) [data-do="fit"]')
        spots = page.evaluate(SPOTS)
        overlapping = [
            (a[0], b[0])
            for a, b in itertools.combinations(spots, 2)
            if abs(a[1] - b[1]) < (a[3] + b[3]) / 2 and abs(a[2] - b[2]) < (a[4] + b[4]) / 2
        ]
        assert (tab, off, overlapping) == (tab, off, [])
        scale = page.evaluate("page.pictures.get(page.state.now.view).net.getScale()")
        assert off or min(spot[5] for spot in spots) * scale >= 9


def test_a_saved_network_holds_what_its_page_opens_with(opened, files, plans, plan):
    for tab in NETWORKS:
        page = opened.go(files[plan], f"view={tab}")
        svg = view(plans[plan], tab).svg()
        nodes, lines = (sorted(map(unescape, re.findall(f' data-{part}="([^"]*)"', svg))) for part in ("node", "line"))
        assert (tab, nodes) == (tab, page.evaluate(shown_nodes))
        assert (tab, lines) == (tab, page.evaluate(shown_lines))


MEASURE = """tab => {
  const svg = document.querySelector(`[data-frame="${tab}"] svg`);
  const all = svg.getBoundingClientRect();
  const texts = Array.from(svg.querySelectorAll('text tspan'))
    .filter(t => t.textContent.trim() && t.getBoundingClientRect().width);
  const boxes = texts.map(t => [t.textContent, t.getBoundingClientRect()]);
  const isOut = b => b.left < all.left || b.right > all.right + 1 || b.top < all.top - 1 || b.bottom > all.bottom + 1;
  const outside = boxes.filter(([, b]) => isOut(b)).map(b => b[0]);
  const touching = [];
  boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
    const x = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const y = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (x > 1 && y > 3.5) touching.push([a, b]);
  }));
  const wide = Array.from(svg.querySelectorAll('g.node')).filter(g => g.querySelector('text')
    && g.querySelector('text').getBBox().width > g.querySelector('.shape').getBBox().width).map(g => g.dataset.node);
  return {outside, touching, wide, size: Math.min(...texts.map(t => parseFloat(getComputedStyle(t).fontSize)))};
}"""


def test_words_in_drawings_stay_inside_and_apart(opened, files, plan):
    for tab in DRAWINGS:
        page = opened.go(files[plan], f"view={tab}")
        found = page.evaluate(MEASURE, tab)
        assert (tab, found) == (tab, {"outside": [], "touching": [], "wide": [], "size": found["size"]})
        assert found["size"] >= 11


def test_filters_narrow_every_view_and_clearing_brings_all_back(opened, files, plan):
    page = opened.go(files[plan])
    for tab in TABS:
        page.evaluate("view => page.state.change({view})", tab)
        before = page.evaluate(shown_nodes)
        for menu in ("body", "instrument", "due"):
            page.select_option(f"#f-{menu}", index=1)
            assert (tab, menu, set(page.evaluate(shown_nodes)) <= set(before)) == (tab, menu, True)
            assert f"&{menu}=" in page.evaluate("location.hash")
            page.click("#clear")
            assert (tab, menu, page.evaluate(shown_nodes)) == (tab, menu, before)


def test_the_address_opens_the_same_again(opened, files, plan):
    page = opened.go(files[plan])
    page.click('[data-tab="responsibilities"]')
    page.select_option("#f-body", index=1)
    page.uncheck("[name=style][value=contributes]")
    page.evaluate("page.state.change({sel: Array.from(page.shown().nodes).find(id => id.startsWith('action/'))})")
    address, nodes, lines = page.evaluate("location.hash"), page.evaluate(shown_nodes), page.evaluate(shown_lines)
    name = page.inner_text("#details .name")
    again = opened.go(files[plan], address[1:], anew=True)
    assert again.evaluate("location.hash") == address
    assert (again.evaluate(shown_nodes), again.evaluate(shown_lines)) == (nodes, lines)
    assert again.inner_text("#details .name") == name


def test_arrow_keys_choose_and_a_screen_reader_hears_what(opened, files, plan):
    for tab in (*NETWORKS, *DRAWINGS):
        page = opened.go(files[plan], f"view={tab}")
        page.focus(f'[data-frame="{tab}"]')
        heard = []
        for key in ("ArrowRight", "ArrowDown", "ArrowRight", "ArrowLeft"):
            page.keyboard.press(key)
            heard.append(page.inner_text("#live"))
        assert (tab, len(set(heard)) >= 2) == (tab, True)
        assert all(" shown" in one and ":" in one for one in heard)
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "details"
        page.keyboard.press("Escape")
        assert page.inner_text("#live") == "Nothing chosen"


def test_every_view_can_be_saved_as_png_and_svg(opened, files, plan):
    page = opened.go(files[plan])
    for tab, (kind, start) in itertools.product(TABS, (("png", b"\x89PNG"), ("svg", b"<svg"))):
        page.evaluate("view => page.state.change({view})", tab)
        with page.expect_download() as download:
            page.click(f'section:not([hidden]) [data-do="{kind}"]')
        saved = download.value.path().read_bytes()
        assert download.value.suggested_filename == f"{plan}-{tab}.{kind}"
        assert (tab, kind, saved[:4].startswith(start[:4]), len(saved) > 1500) == (tab, kind, True, True)
    assert opened.messages == []


def test_print_shows_the_picture_the_key_and_the_table_and_no_controls(opened, files, plan):
    page = opened.go(files[plan])
    page.emulate_media(media="print")
    for tab in TABS:
        page.evaluate("view => page.state.change({view})", tab)
        names = [".canvas", "form", "nav", "#details", "footer", "#legend", "section:not([hidden]) table"]
        names += [
            "section:not([hidden]) .grid table" if tab in {"matrix", "disagreements"} else f'[data-frame="{tab}"] svg'
        ]
        visible = [name for name in names if page.locator(name).first.is_visible()]
        assert (tab, visible) == (tab, names[5:])


AXE = """async (rules) => {
  const away = [];
  for (const part of document.querySelectorAll('[hidden], .frame.network > svg, .drawing [style*="none"]')) {
    if (!part.isConnected) continue;
    const mark = document.createComment('');
    part.replaceWith(mark);
    away.push([mark, part]);
  }
  const found = await axe.run(document, {runOnly: rules, resultTypes: ['violations']});
  for (const [mark, part] of away.reverse()) mark.replaceWith(part);
  return found.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 120)).slice(0, 3)]);
}"""
RULES = {
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_object_to(opened, files, axe, plan, scheme):
    """What is hidden is taken out meanwhile: axe walks through all of it. The dark theme differs in colours alone."""
    page = opened.go(files[plan], anew=True)
    page.emulate_media(color_scheme=scheme)
    page.evaluate(axe)
    chosen = page.evaluate("Array.from(page.data.nodes.values()).find(n => n.kind === 'action').id")
    body = page.evaluate("sel => page.data.linesOf.get(sel).find(l => l.style === 'leads').end", chosen)
    for tab in TABS:
        page.evaluate("state => page.state.change(state)", {"view": tab, "sel": chosen, "body": body})
        assert (tab, page.evaluate(AXE, RULES[scheme])) == (tab, [])


SMALL = """() => Array.from(document.querySelectorAll('button, select, input, a.tab, a.button, label, g.node'))
  .filter(e => e.checkVisibility() && !e.matches('label[for], label input'))
  .map(e => [e, (e.matches('g') ? e.querySelector('.shape') : e).getBoundingClientRect()])
  .filter(([e, b]) => b.width && (b.width < 23.5 || b.height < 23.5) && !e.closest('[data-frame=shared]'))
  .map(([e, b]) => [e.tagName, e.textContent.slice(0, 30), Math.round(b.width), Math.round(b.height)])"""


def test_pointer_targets_are_large_enough_and_small_screens_never_scroll_sideways(opened, files, plan):
    page = opened.go(files[plan])
    chosen = page.evaluate("Array.from(page.data.nodes.values()).find(n => n.kind === 'action').id")
    for tab in TABS:
        page.evaluate("state => page.state.change(state)", {"view": tab, "sel": chosen})
        assert (tab, page.evaluate(SMALL)) == (tab, [])
    for width, tab in itertools.product((768, 320), TABS):
        page.set_viewport_size({"width": width, "height": 640})
        page.evaluate("view => page.state.change({view})", tab)
        assert (tab, page.evaluate("document.documentElement.scrollWidth")) == (tab, width)


@pytest.mark.parametrize("width, height", [(320, 640), (1366, 768), (1920, 1080)])
def test_screenshots_are_kept_for_a_person_to_look_at(opened, files, artefacts, plan, width, height):
    opened.page.set_viewport_size({"width": width, "height": height})
    page = opened.go(files[plan])
    for tab in TABS:
        page.evaluate("view => page.state.change({view})", tab)
        page.screenshot(path=artefacts / f"{plan}-{tab}-{width}.png")
    assert opened.messages == []
