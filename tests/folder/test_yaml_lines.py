"""YAML text made by ourselves is what libyaml writes, byte for byte, and reads back as what it was made of."""

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cohesion_graph.folder.yaml_text import Inline, emit, emitted, parse

SIGNS = "aZ9é–•字 :,#'\"-?[]{}&*!|>%@`~.=<+()/\\_\n\t\u00a0\u0085\u2028\ufeff\U0001f600"
WORDS = st.lists(
    st.text(SIGNS, max_size=6) | st.sampled_from(["yes", "null", "12", "1.5", "2025-03-31", "word", "# no", "a: b"]),
    max_size=40,
).map(" ".join)
SINGLE = WORDS | st.integers() | st.booleans() | st.none()
KEYS = st.sampled_from(["item", "n", "yes", "12", "a key", "a: b", "", "x" * 130]) | WORDS
INLINE = st.dictionaries(KEYS, SINGLE, max_size=5).map(Inline)
VALUES = st.recursive(
    SINGLE | INLINE, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)


@settings(max_examples=60, deadline=None)
@given(value=st.dictionaries(KEYS, VALUES, max_size=4))
@example(value={})
@example(value={"items": [{"titles": [{"text": "word " * 40, "evidence": [Inline(start=1, exact="x")]}]}]})
@example(value={"aside": [Inline(start=1, end=30, exact="so, they said, " * 20 + "it's", why="b" * 120)]})
@example(value={"note": "a  b " * 30 + "y", "plain": "c" * 130 + " d", "one": {"two": ["yes", "no", "", "- x"]}})
def test_it_is_what_libyaml_writes(value):
    assert emit(value) == emitted(value)


def test_it_reads_back_as_what_it_was_made_of():
    value = {"a": ["yes", "12", "x: y", "it's", "", "two  words"], "b": Inline(c="d, e", f="[g]")}
    assert parse(emit(value), "a.yaml")[0].value == value
    assert yaml.safe_load(emit(value)) == value
