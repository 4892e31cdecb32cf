"""Identifiers."""

import re

from hypothesis import given
from hypothesis import strategies as st

from cohesion_graph.model.ids import action_of, milestone_of, mint_slug, node_id


@given(st.text(), st.integers(1, 100))
def test_a_minted_slug_is_a_slug_or_empty_and_no_longer_than_asked(text, longest):
    slug = mint_slug(text, longest=longest)

    assert slug == "" or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= longest


@given(st.text())
def test_minting_a_slug_from_a_slug_changes_nothing(text):
    assert mint_slug(mint_slug(text)) == mint_slug(text)


def test_a_slug_is_cut_between_words():
    assert mint_slug("Thorough mapping of the borough's communities complete", longest=30) == "thorough-mapping-of-the"


def test_an_item_knows_its_action_and_its_milestone():
    assert (action_of("EO9/report"), milestone_of("EO9/report"), milestone_of("EO9")) == ("EO9", "report", "")
    assert node_id("item", "EO9/report") == "action/EO9/milestone/report"
