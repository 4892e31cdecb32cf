"""Lists: in the order of names, what has nothing to do apart, and links that say what they are of."""

import re
from html import unescape

from cohesion_graph.publish.home import Figure, HomeContent
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Page
from cohesion_graph.publish.question_list import THEMES
from cohesion_graph.publish.render import Renderer
from cohesion_graph.publish.urls import Urls
from cohesion_graph.publish.wayfinding import site_facts
from cohesion_graph.questions.registry import questions


def text_of(html):
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_bodies_stand_in_the_order_of_their_names_and_those_without_a_part_below(stockton_site):
    html = stockton_site.text("bodies/index.html")
    table, named = html.partition('id="named"')[::2]
    names = [text_of(name) for name in re.findall(r'<th scope="row">(.*?)<td', table)]
    below = [text_of(link) for link in re.findall(r"<li>(<a href=\"\.\./id/.*?</a>)", named)]
    assert names == sorted(names, key=str.casefold)
    assert below == sorted(below, key=str.casefold)
    assert (len(names), names[0], below[0]) == (13, "Arts & Culture Partnership", "all partners")
    assert sorted([*names, *below]) == sorted(body.name for body in stockton_site.plan.dataset.registry.bodies)


def test_each_link_of_the_list_of_sheets_says_whose_sheet_it_is(marlbeck_site):
    html = marlbeck_site.text("sheets/index.html")
    links = re.findall(
        r'<td[^>]*>(<a href="\S+/marlbeck-partnership\.\w+">.*?</a>|<a href="marlbeck[^>]*>.*?</a>)(?=<td|</tr)', html
    )
    names = {text_of(link) for link in links}
    assert {"Word of Marlbeck Partnership", "Calendar of Marlbeck Partnership"} <= names
    every = [text_of(link) for link in re.findall(r"<td[^>]*>(<a .*?</a>)(?=<td|</tr)", html)]
    assert len(every) == len(set(every)) > 6


def test_doubts_and_differences_are_told_in_full_at_their_places(stockton_site):
    dataset, urls = stockton_site.plan.dataset, Urls(stockton_site.plan.dataset)

    def row(where):
        path, _, place = where.partition("#")
        return text_of(stockton_site.text(path).partition(f'<tr id="{place}">')[2].partition("</tr>")[0])

    for doubt in dataset.doubts.values():
        told = row(urls.doubt(doubt.source, doubt.n))
        settlement = dataset.settlements.get(doubt.id)
        state = dataset.state_of(doubt.id)
        words = [doubt.what, doubt.about.definition, state.definition, *doubt.readings]
        words += [settlement.holds, settlement.reason, str(settlement.by)] if settlement else []
        assert [one for one in words if one not in told] == [], doubt.id
    for one in stockton_site.plan.derivation.discrepancies:
        told = row(urls.discrepancy(one.id))
        words = [one.kind.definition, one.value_a, one.value_b, one.resolution.definition, one.reason]
        claims = [dataset.claims[claim] for claim in (*one.claims_a, *one.claims_b)]
        words += [claim.basis.label for claim in claims]
        assert [word for word in words if word not in told] == [], one.id


def test_a_milestone_away_from_its_action_is_named_with_its_reference(stockton_site):
    for page in ("differences/index.html", "doubts/index.html", "index.html"):
        cells = [
            text_of(cell)
            for cell in re.findall(
                r"<td[^>]*>(<a href=\"[^\"]*/milestone/.*?</a>)(?=<td|</tr)", stockton_site.text(page)
            )
        ]
        assert cells
        assert [cell for cell in cells if not re.match(r"[A-Z]+\d+: ", cell)] == []


def test_the_pictures_page_tells_what_shapes_and_lines_mean(stockton_site):
    html = stockton_site.text("pictures/index.html")
    key = [text_of(entry) for entry in re.findall(r"<li>(<svg class=\"sample\".*?</span>)", html)]
    assert key == [
        "Partnerships and groups",
        "Council and its teams",
        "Other bodies and posts",
        "Named only in general",
        "Actions",
        "Strategies, plans, agreements",
        "Measures, documents, conditions",
        "leads",
        "is responsible for",
        "contributes to",
        "depends on",
        "feeds into",
        "is reported to",
        "is part of",
        "lead together",
        "share actions",
        "is due",
        "documents differ",
        "thin: a milestone of the action, not the whole action",
        "dashed: inferred, not stated",
        "said by Safer Stockton extract",
        "said by more than one document",
    ]


def test_the_downloads_stand_by_what_opens_them_and_each_file_once(stockton_site):
    folder = "data/stockton-on-tees/stockton"
    html = stockton_site.text(f"{folder}/index.html")
    sections = re.findall(r'<h2 id="(tables|network|pictures|linked-data|plans|graphs)">', html)
    listed = re.findall(r'<a href="([^"/]+)">[^<]*(?:B|bytes)\)</a>', html)
    files = [path.removeprefix(f"{folder}/") for path in stockton_site.files if path.startswith(f"{folder}/")]
    assert sections == ["tables", "network", "pictures", "linked-data", "plans", "graphs"]
    assert sorted(listed) == sorted(
        path for path in files if "/" not in path and path not in {"index.html", "terms.ttl", "terms.jsonld"}
    )


def test_large_numbers_on_the_home_page_can_be_read(stockton):
    renderer = Renderer(site_facts(Lookups(stockton.derivation)))
    content = HomeContent("", (), (), (Figure(10673, Anchor("statements", "documents/index.html")),), (), ())
    page = renderer.page(Page("index.html", "Home", content, template="home.html", section="home"))
    assert b"<strong>10,673</strong>" in page


def test_every_question_stands_under_its_theme(stockton_site):
    html = stockton_site.text("questions/index.html")
    headings = [text_of(heading) for heading in re.findall(r"<h2 id=\"[^\"]*\">(.*?)</h2>", html)]
    assert headings == [heading for heading, _ in THEMES.values()]
    listed = re.findall(r'<th scope="row"><a href="([^"/]+)/index.html"', html)
    assert listed == [name for _, names in THEMES.values() for name in names]
    assert sorted(listed) == [one.name for one in questions()]


def test_the_home_page_shows_who_works_with_whom_and_opens_the_picture(site):
    html = site.text("index.html")
    assert '<h2 id="picture"><a href="pictures/all.html#view=who-works-with-whom">Who works with whom</a></h2>' in html
    assert re.findall(r'<img src="([^"]+)"', html) == ["pictures/who-works-with-whom.svg"]
