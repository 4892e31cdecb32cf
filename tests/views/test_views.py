"""Pictures from Python: what they hold, how they are found, saved and shown; no browser is needed here."""

import base64
import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cohesion_graph.errors import CohesionError, MisuseError, UnknownName
from cohesion_graph.graph import build
from cohesion_graph.graph.build import several
from cohesion_graph.views import VIEWS, links, page, view
from cohesion_graph.views.encoding import KINDS, STYLE_OF_TERM, STYLES
from cohesion_graph.views.routes import route
from cohesion_graph.views.view_model import view_model

ROOT = Path(__file__).parents[2]


def test_the_names_of_the_views_are_the_promised_ones():
    assert list(VIEWS) == [
        "all-links",
        "who-works-with-whom",
        "responsibilities",
        "dependencies",
        "deadlines",
        "matrix",
        "shared",
        "disagreements",
        "neighbourhood",
    ]


@pytest.mark.parametrize("plan", ["stockton", "marlbeck"])
def test_every_line_of_the_graph_is_in_the_picture_with_its_claims_and_sources(plans, plan):
    graph = build(plans[plan])
    drawn = {line.key: line for line in view_model(plans[plan], graph).lines if not line.folded}
    expected = {
        f"{start}~{term}~{end}": (
            several(edge["sources"]),
            edge["stated"],
            several(edge["bases"]),
            several(edge["claims"]),
        )
        for start, end, term, edge in graph.edges(keys=True, data=True)
        if term in STYLE_OF_TERM
    }
    found = {key: (line.sources, line.stated, line.bases, line.words) for key, line in drawn.items() if key in expected}
    assert found == expected
    assert {key.split("~")[1] for key in drawn if key not in expected and "~" in key} <= {"due"}


def test_a_folded_line_stands_for_lines_of_milestones_and_says_nothing_else(plans):
    model = view_model(plans["stockton"])
    own = {line.key: line for line in model.lines if not line.folded}
    for line in model.lines:
        if line.folded:
            term = line.key.split("~")[1].removeprefix("milestones-")
            parts = [own[key] for key in own for through in line.through if key.startswith(f"{through}~{term}~")]
            assert set(line.words) <= {word for part in parts for word in part.words}
            assert line.stated == any(part.stated for part in parts if set(part.words) & set(line.words))


@pytest.mark.parametrize(
    "focus, title",
    [
        ("local-area-agreement", "Around Local Area Agreement"),
        ("instrument/local-area-agreement", "Around Local Area Agreement"),
        ("LAA", "Around Local Area Agreement"),
        ("  local   AREA agreement ", "Around Local Area Agreement"),
        ("cc10", "Around CC10"),
        ("E06", "Around EO6"),
        ("CTB", "Around Children's Trust Board"),
        ("EO9/contribute-to-review-of-reporting-mechanisms", "Around 1"),
    ],
)
def test_a_focus_is_an_identifier_a_reference_a_name_or_an_alias(plans, focus, title):
    found = view(plans["stockton"], "neighbourhood", focus=focus).title
    assert found == title or (title == "Around 1" and found.startswith("Around "))


def test_near_misses_are_suggested(plans):
    with pytest.raises(UnknownName) as caught:
        view(plans["stockton"], "all-links", focus="Safer Stocton Partnership")
    assert caught.value.suggestions[0] == "Safer Stockton Partnership"
    with pytest.raises(UnknownName) as caught:
        view(plans["stockton"], "matrx")
    assert caught.value.suggestions == ("matrix",)
    with pytest.raises(UnknownName):
        page(plans["stockton"], ["matrix", "nothing"])


def test_a_neighbourhood_needs_a_thing(plans):
    with pytest.raises(MisuseError):
        view(plans["stockton"], "neighbourhood")
    with pytest.raises(MisuseError):
        page(plans["stockton"], ["neighbourhood"])


@pytest.mark.parametrize("name", [name for name in VIEWS if name != "neighbourhood"])
@pytest.mark.parametrize("plan", ["stockton", "marlbeck"])
def test_each_view_saves_a_page_and_a_drawing_and_shows_itself(plans, tmp_path, plan, name):
    one = view(plans[plan], name)
    saved = one.save(tmp_path / "deep" / "page.html")
    assert saved.read_text(encoding="utf-8") == one.to_html()
    assert one.save(tmp_path / "still.svg").read_text(encoding="utf-8") == one.svg()
    assert one.svg().startswith("<svg ")
    assert one.title in one._repr_html_()
    assert len(one.table) == len(one.picture.rows) > 0
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["deep", "page.html", "still.svg"]
    assert "<iframe sandbox" in one.interactive()._repr_html_()
    assert repr(one) == f"<View {name}: {len(one.picture.nodes)} things, {len(one.picture.lines)} lines>"


def test_a_focus_dims_what_is_linked_neither_to_it_nor_to_its_parts(plans):
    still = view(plans["stockton"], "dependencies", focus="LAA").svg()
    plain = view(plans["stockton"], "dependencies").svg()
    assert 'opacity="0.15"' in still
    assert 'opacity="0.15"' not in plain
    bright = re.findall(r'<g class="node (?!dim)[^"]*" data-node="([^"]*)"', still)
    assert sorted(bright) == [
        "action/CC2",
        "action/CC3",
        "action/CC4",
        "action/EO10",
        "instrument/laa-monitoring",
        "instrument/local-area-agreement",
    ]


@pytest.mark.parametrize("plan, most", [("stockton", 1), ("marlbeck", 0)])
@pytest.mark.parametrize("name", ["all-links", "who-works-with-whom"])
def test_lines_bow_past_boxes_that_they_have_no_part_in(plans, plan, most, name):
    """As the page opens: without milestones, and without what is only mentioned."""
    one = view(plans[plan], name)
    drawing, kinds = one.picture.drawing, {node.id: node.kind for node in one.model.nodes.values()}
    spots = {spot.node: spot for spot in drawing.spots if kinds[spot.node] != "milestone"}
    lines = [ln for ln in drawing.lines if STYLES[ln.style].at_first and {ln.start, ln.end} <= spots.keys()]
    linked = {end for line in lines for end in (line.start, line.end)}
    struck = set()
    for line in lines:
        for turn in range(41):
            *_, (x, y) = route(spots[line.start], spots[line.end], drawing.bends[line.key], turn / 40)
            struck |= {
                (line.key, node)
                for node in linked - {line.start, line.end}
                if abs(x - spots[node].x) < spots[node].width / 2 and abs(y - spots[node].y) < spots[node].height / 2
            }
    assert len(struck) <= most


def test_a_page_is_made_without_pyvis_and_what_it_imports(marlbeck_folder):
    """It brings IPython and jedi along, and is for those who ask for its network."""
    script = (
        "import sys, cohesion_graph\n"
        "from cohesion_graph.views import view\n"
        f"plan = cohesion_graph.load({str(marlbeck_folder)!r})\n"
        "assert len(view(plan.derivation, 'all-links').to_html()) > 100_000\n"
        "print(sorted({'pyvis', 'IPython', 'jedi'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_pyvis_gets_ids_positions_and_every_line(plans):
    one = view(plans["stockton"], "all-links")
    net = one.to_pyvis()
    assert net.directed
    assert net.get_nodes() == [spot.node for spot in one.picture.drawing.spots]
    assert {edge["id"] for edge in net.edges} == {line.key for line in one.picture.lines}
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in net.nodes)
    assert net.options["physics"]["enabled"] is False
    assert view(plans["stockton"], "matrix").to_pyvis() is None


def test_the_policy_allows_the_blocks_of_the_page_and_nothing_else(plans):
    html = page(plans["marlbeck"])
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1].replace("&#39;", "'")
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)

    def digest(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert policy == (
        f"default-src 'none'; script-src {' '.join(map(digest, scripts))}; style-src {digest(styles[0])}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    assert (len(scripts), len(styles)) == (3, 1)
    outside = html.replace(scripts[0], "")
    assert re.findall(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//|url\(|@import""", outside) == []


def test_another_vis_network_than_the_tested_one_is_refused(plans, monkeypatch):
    pages = sys.modules["cohesion_graph.views.page"]
    pages._vis_network.cache_clear()
    monkeypatch.setattr(pages, "VIS_SHA256", "0" * 64)
    with pytest.raises(CohesionError, match=r"Install pyvis==0\.3\.2 again"):
        page(plans["marlbeck"])
    pages._vis_network.cache_clear()


def test_a_plan_too_large_for_one_picture_opens_on_bodies_and_instruments_and_says_so(plans, monkeypatch):
    monkeypatch.setattr(links, "PAGE_LIMIT", 100)
    one = view(plans["stockton"], "all-links")
    kinds = {view_model(plans["stockton"]).nodes[node].kind for node in one.picture.nodes}
    assert kinds == {"partnership", "council", "body", "placeholder", "strategy", "measure"}
    assert one.picture.notes[0].startswith("This plan has 174 things, more than one picture can show.")
    assert one.picture.notes[0] in one.to_html()


def test_a_neighbourhood_too_large_for_one_picture_counts_the_actions_in_between(plans, monkeypatch):
    monkeypatch.setattr(links, "NEAR_LIMIT", 4)
    one = view(plans["stockton"], "neighbourhood", focus="BME Network")
    assert one.picture.notes[0].startswith("Around BME Network stand 8 things, more than one picture can show.")
    rows = {tuple(row[:5]) for row in one.table.rows}
    assert ("BME Network", "meets in actions", "Arts & Culture Partnership", "2", "CC6; CC10") in rows
    assert {line.start for line in one.picture.lines} == {"organisation/bme-network"}
    assert one.picture.notes[0] in one.to_html()


def test_the_pictures_of_a_plan_share_one_model(plans):
    graph = build(plans["marlbeck"])
    one, other = (view(plans["marlbeck"], name, graph=graph) for name in ("matrix", "shared"))
    assert one.model is other.model
    assert view(plans["stockton"], "matrix", graph=build(plans["stockton"])).model is not one.model


@pytest.mark.parametrize("name", ["responsibilities", "dependencies", "deadlines", "matrix"])
def test_a_picture_of_counts_counts_every_line_once(plans, monkeypatch, name):
    for module in ("columns", "deadlines", "tabular"):
        monkeypatch.setattr(sys.modules[f"cohesion_graph.views.{module}"], "ROWS_LIMIT", 2)
    plain = view(plans["stockton"], name).picture
    assert len(plain.bars) == len(plain.lines) == len(plain.rows)
    bars = re.findall(r'data-bar="(\d+)"', plain.svg)
    assert sorted(map(int, bars)) == sorted(set(plain.bars))
    count = 21 if name == "dependencies" else 32  # of 32 actions 21 feed, need or report to something
    assert plain.notes[0].startswith(f"{count} actions are more than one picture can show.")


def test_bars_of_one_sort_say_what_they_count_where_others_count_something_else(plans, monkeypatch):
    monkeypatch.setattr(sys.modules["cohesion_graph.views.columns"], "ROWS_LIMIT", 2)
    said = re.findall(r"<tspan[^>]*>(\d+:? ?[^<]*)</tspan>", view(plans["stockton"], "responsibilities").svg())
    assert said[0] == "14: leads 3, is responsible for 6, contributes to 5"
    assert "7: is responsible for 7" in said
    assert [one for one in said if ":" not in one] == []
    said = re.findall(r"<tspan[^>]*>(\d+:? ?[^<]*)</tspan>", view(plans["stockton"], "dependencies").svg())
    assert {one.partition(" ")[2].rstrip("0123456789, ") for one in said} == {"", "feeding it", "reporting to it"}


def test_a_still_neighbourhood_of_a_milestone_keeps_its_milestones(plans):
    one = view(plans["stockton"], "neighbourhood", focus="EO9/contribute-to-review-of-reporting-mechanisms")
    assert f'data-node="{one.focus}"' in one.svg()


def test_more_things_than_can_be_told_apart_say_so_and_are_not_what_a_page_opens_with(plans, monkeypatch):
    def opens():
        html = page(plans["stockton"])
        return re.search(r'"opens":"([^"]*)"', html)[1]

    assert opens() == "all-links"
    monkeypatch.setattr(links, "CROWDED", 90)
    assert opens() == "who-works-with-whom"
    note = view(plans["stockton"], "all-links").picture.notes[0]
    assert note.startswith("100 things are too many to tell apart at once.")


def test_months_stand_left_of_the_line_that_ends_them(plans):
    """Marks stand at the end of their month, so a mark for March stands at the line that "Mar" is written left of."""
    svg = view(plans["stockton"], "deadlines").svg()
    months = re.findall(r'text-anchor="end"[^>]*><tspan x="([\d.]+)" y="[\d.]+">([A-Z][a-z]{2})<', svg)
    march = [float(x) + 3 for x, month in months if month == "Mar"]
    marks = re.findall(r"<title>[^<]*: March 2009 [^<]*</title>.*?M([\d.]+) [\d.]+H([\d.]+)", svg)
    assert [month for _, month in months][:5] == ["Mar", "Jun", "Sep", "Dec", "Mar"]
    assert {abs(float(end) - march[1]) < 1 for _, end in marks} == {True}


def test_pages_are_the_same_whatever_the_hash_seed():
    code = (
        "import hashlib, sys; import cohesion_graph; from cohesion_graph.views import page; "
        "plan = cohesion_graph.load(sys.argv[1]); print(hashlib.sha256(page(plan.derivation).encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, str(ROOT / "tests/fixtures/marlbeck")],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin"},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_no_two_kinds_look_alike_and_no_two_lines():
    assert len({(kind.shape, kind.fill, kind.dashed) for kind in KINDS.values()}) == len(KINDS)
    drawn = [style for style in STYLES.values() if style.terms]
    assert len({(style.colour, style.width, style.end) for style in drawn}) == len(drawn)


def _contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme, paper", [(0, "#FFFFFF"), (1, "#0B1220")])
def test_words_and_lines_stand_out_from_their_ground(theme, paper):
    for kind in KINDS.values():
        assert _contrast(kind.text[theme], kind.fill[theme]) >= 4.5 or kind.name == "milestone"
        assert max(_contrast(kind.edge[theme], paper), _contrast(kind.fill[theme], paper)) >= 3
    for style in STYLES.values():
        assert _contrast(style.colour[theme], paper) >= 4.5
