"""Names are found in every form, also where two forms share a word."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesion_graph.model.name_forms import NameForms

SOPHIE = NameForms(["Sophie Moulin"], {"moulin"})
"""Whose surname is a word of the texts as well."""


@pytest.mark.parametrize(
    "text, told",
    [
        ("Restaurer le moulin", "Restaurer le moulin"),
        ("Visite du moulin Sophie Moulin", "Visite du ██████ ██████ ██████"),
        ("MOULIN, Sophie Moulin, le moulin", "███████ ██████ ██████, le moulin"),
        ("le moulin et Sophie Moulin", "le moulin et ██████ ██████"),
    ],
)
def test_a_word_that_begins_one_form_leaves_the_next_one_covered(text, told):
    assert SOPHIE.cover(text) == told


@given(st.lists(st.sampled_from(["Sophie", "Moulin", "moulin", "le", "et", "plante"]), max_size=8))
def test_a_whole_name_is_covered_whatever_stands_beside_it(words):
    text = " ".join(words)
    told = SOPHIE.cover(text).split(" ")
    assert len(told) == len(words) or not words
    for number, (first, second) in enumerate(pairwise(words)):
        if {first.casefold(), second.casefold()} == {"sophie", "moulin"}:
            assert set(told[number] + told[number + 1]) == {"█"}
