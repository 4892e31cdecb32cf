"""A plan that was read from one document: nothing is compared, and no column repeats what is the same in every row."""

import re

import pytest
from reading_pages import BuiltSite

from cohesion_graph.model.dataset import Dataset
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.site import build_site


@pytest.fixture(scope="module")
def alone(stockton, tmp_path_factory):
    """The site of the real plan as if the extract had never been found."""
    content = stockton.dataset.model_dump()
    content["sources"] = [one for one in content["sources"] if one["id"] == "borough-plan"]
    content["readings"] = [one for one in content["readings"] if one["source"] == "borough-plan"]
    content["editorial"], content["description"] = {}, ""
    plan = LoadedPlan(Dataset.model_validate(content))
    folder = tmp_path_factory.mktemp("alone") / "site"
    build_site(plan, folder)
    return BuiltSite(folder, plan)


def test_no_table_has_a_column_for_the_one_document(alone, stockton_site):
    heads = [f'<th scope="col">{name}<' for name in ("According to", "In the documents", "In")]
    asked = [page for page in alone.pages if not page.startswith(("questions/", "pictures/all"))]
    assert [page for page in asked if any(head in alone.text(page) for head in heads)] == []
    agreement = "id/stockton-on-tees/instrument/local-area-agreement/index.html"
    assert "<p>Borough plan, stated: <q>" in stockton_site.text(agreement)
    assert "<p>stated: <q>" in alone.text(agreement)
    assert [page for page in asked if "<p>Borough plan, " in alone.text(page)] == []


def test_pages_without_content_say_why(alone):
    assert "None: the plan was read from one document, so there is nothing that it could differ from." in alone.text(
        "differences/index.html"
    )
    assert "The plan was read from one document: there is nothing to compare it with." in alone.text(
        "compare/index.html"
    )
    said = "This plan was read from one document: there is nothing that it could disagree with."
    pictures = alone.text("pictures/index.html")
    assert said in pictures
    assert "disagreements.svg" not in pictures + " ".join(alone.files)


def test_the_home_page_offers_no_comparison_and_says_what_is_here(alone):
    home = alone.text("index.html")
    assert "Compare the documents" not in home
    assert "differences between documents" not in home
    lead = re.search(r'<p class="lead">([^<]*)</p>', home)[1]
    assert lead.startswith("32 actions, read from one document: who does each, by when,")
    figures = re.findall(r"<li><strong>([^<]*)</strong> <a [^>]*>([^<]*)</a>", home)
    assert figures[0] == ("32", "actions")
    assert ("1", "document read") in figures


def test_where_no_body_has_anything_to_do_there_is_no_picture_of_it(stockton, tmp_path):
    content = stockton.dataset.model_dump()
    for reading in content["readings"]:
        reading["claims"] = [claim for claim in reading["claims"] if "party" not in claim]
    content["editorial"] = {}
    build_site(LoadedPlan(Dataset.model_validate(content)), tmp_path / "site")
    home, pictures, sheets, bodies = (
        (tmp_path / "site" / page).read_text(encoding="utf-8")
        for page in ("index.html", "pictures/index.html", "sheets/index.html", "bodies/index.html")
    )
    assert "<img" not in home
    assert pictures.count("No document says who does an action.") == 4
    assert "No document gives a body anything to do." in sheets
    assert "No document gives a body anything to do." in bodies
