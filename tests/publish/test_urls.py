"""Addresses and file names: one place decides, and no name leads out of the folder."""

import re

from hypothesis import given
from hypothesis import strategies as st

from cohesion_graph.files import safe_parts
from cohesion_graph.model.ids import _REF, _SLUG
from cohesion_graph.publish.render import way
from cohesion_graph.publish.urls import Urls, safe_names

REFS = st.lists(
    st.from_regex(re.compile(_REF), fullmatch=True).filter(lambda ref: len(ref) <= 60), unique=True, max_size=8
)


@given(REFS)
def test_any_references_get_different_names_that_every_system_can_hold(refs):
    names = safe_names(refs)
    assert len({name.casefold() for name in names.values()}) == len(refs)
    for name in names.values():
        assert safe_parts(f"{name}/index.html") == (name, "index.html")


@given(st.from_regex(re.compile(_SLUG), fullmatch=True).filter(lambda slug: len(slug) <= 100))
def test_an_ordinary_identifier_is_its_own_name(slug):
    assert safe_names([slug])[slug].removesuffix("~") == slug


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=4), st.lists(st.sampled_from(["a", "b", "c"]), max_size=4))
def test_a_relative_link_leads_where_it_says(start, end):
    page, target = "/".join([*start, "index.html"]), "/".join([*end, "other.html"])
    here = page.split("/")[:-1]
    for step in way(page, target).split("/"):
        here = here[:-1] if step == ".." else [*here, step]
    assert "/".join(here) == target


def test_folders_mirror_addresses(stockton):
    urls = Urls(stockton.dataset)
    a = urls.addresses
    assert urls.moved == {}
    for discrepancy in stockton.derivation.discrepancies:
        assert a.base + urls.discrepancy(discrepancy.id).replace("/index.html#", "#") == a.discrepancy(discrepancy.id)
    for doubt in stockton.dataset.doubts.values():
        assert a.base + urls.doubt(doubt.source, doubt.n).replace("/index.html#", "#") == a.doubt(doubt.source, doubt.n)
    for item in stockton.dataset.items:
        assert a.base + urls.item(item) == a.item(item)
    assert a.base + urls.dataset_folder == a.dataset
