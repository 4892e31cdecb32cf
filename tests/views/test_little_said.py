"""Pictures of plans that say little: nothing is invented to fill them, and each says in words what is missing."""

import re

import pytest

from cohesion_graph.derive import derive
from cohesion_graph.ingest import read_documents
from cohesion_graph.model.claims import Timing, Wording
from cohesion_graph.model.dataset import Authority, Dataset, Licence, SourceClaims
from cohesion_graph.model.evidence import Quotation, Source, sha256
from cohesion_graph.model.items import Action, Plan, Section
from cohesion_graph.model.register import Register
from cohesion_graph.model.timing import Deadline
from cohesion_graph.views import page, view


def plan_with(*deadlines: Deadline):
    """One document with an action that no body does; each deadline is stated for it."""
    text = "Plant trees. Ongoing."
    about = {"item": "A1", "source": "doc"}
    action = Quotation(start=0, end=12, exact="Plant trees.")
    stated = Quotation(start=13, end=20, exact="Ongoing")
    claims = (
        Wording(**about, n=1, text="Plant trees.", presented_as="action", evidence=(action,)),
        *(
            Timing(**about, n=n, stated="Ongoing", deadline=deadline, evidence=(stated,))
            for n, deadline in enumerate(deadlines, 1)
        ),
    )
    return derive(
        Dataset(
            id="trees",
            title="Trees",
            description="",
            authority=Authority(id="somewhere", name="Somewhere"),
            licence=Licence(statement="None stated."),
            sources=(Source(id="doc", title="Doc", file="doc.txt", sha256=sha256(text.encode()), text=text),),
            registry=Register(bodies=(), instruments=()),
            plan=Plan(
                id="plan", title="Trees", sections=(Section(id="all", title="All", actions=(Action(ref="A1"),)),)
            ),
            readings=(SourceClaims(source="doc", claims=claims, doubts=()),),
        )
    )


SAID = {
    "who-works-with-whom": "No document says who does an action.",
    "responsibilities": "No document says who does an action.",
    "dependencies": "No document says that an action depends on, feeds or reports to anything.",
    "deadlines": "No document states a deadline.",
    "matrix": "No document says who does an action.",
    "shared": "No document says who does an action.",
    "disagreements": "This plan was read from one document: there is nothing that it could disagree with.",
}


@pytest.mark.parametrize("name", SAID)
def test_a_picture_without_content_is_the_sentence_that_says_so(name):
    one = view(plan_with(), name)
    assert (one.picture.about, one.picture.nodes, one.picture.lines, one.picture.rows) == (SAID[name], (), (), ())
    assert re.findall(r"<tspan[^>]*>([^<]*)</tspan>", one.svg()) == [SAID[name]]


def test_a_page_shows_the_sentence_and_neither_tools_nor_an_empty_table(opened, tmp_path):
    path = tmp_path / "trees.html"
    path.write_text(page(plan_with()), encoding="utf-8", newline="\n")
    shown = opened.go(path)
    for name, said in SAID.items():
        shown.evaluate("view => page.state.change({view})", name)
        parts = shown.locator(f'section[data-view="{name}"]')
        assert (name, parts.locator("p").all_inner_texts()) == (name, [said])
        assert (name, parts.locator("button, table, .frame").count()) == (name, 0)
        assert (name, shown.locator("#legend").is_visible()) == (name, False)
    assert opened.messages == []


def test_a_picture_without_a_table_does_not_lead_to_one(tmp_path):
    path = tmp_path / "alone.csv"
    path.write_text("Ref,Action,Lead\n1,Plant trees,Parks Team\n2,Mend roads,Highways Team\n", "utf-8")

    shown = page(derive(read_documents([path]).dataset))

    led, there = (set(re.findall(f'{word}(table-[a-z-]+)"', shown)) for word in ('href="#', 'id="'))
    assert "table-responsibilities" in led == there
    assert "table-who-works-with-whom" not in led, "no two bodies share an action"


def test_without_a_date_no_year_and_no_month_is_drawn():
    drawn = view(plan_with(Deadline(kind="ongoing")), "deadlines")
    words = re.findall(r"<tspan[^>]*>([^<]*)</tspan>", drawn.svg())
    assert words == ["Ongoing", "Again", "and again", "With or after", "something", "A1", "Plant trees."]
    assert drawn.picture.about == "Square: the whole action; round: a milestone."
