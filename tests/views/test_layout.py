"""Places: no boxes overlap, whatever is laid out, and always in the same way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohesion_graph.views.layout import Box, overlaps, placed, placed_near
from cohesion_graph.views.lettering import text_width, wrapped

boxes = st.lists(st.builds(Box, st.integers(20, 140), st.integers(20, 80)), min_size=0, max_size=14)


@given(boxes, st.data())
@settings(max_examples=25, deadline=None)
def test_no_two_boxes_overlap(some, data):
    place = st.integers(0, max(len(some) - 1, 0))
    pairs = data.draw(st.lists(st.tuples(place, place), max_size=20)) if some else []
    spots = placed(some, pairs)
    assert len(spots) == len(some)
    assert overlaps(some, spots) == []
    assert placed(some, pairs) == spots


def test_late_boxes_stand_near_what_they_name_and_free_of_all():
    some = [Box(60, 30)] * 6
    spots = placed(some, [(0, one) for one in range(1, 6)])
    late = [(Box(80, 20), 0), (Box(80, 20), None)]
    more = placed_near(some, spots, late)
    assert overlaps([*some, *(box for box, _ in late)], [*spots, *more]) == []
    assert more[1][1] > max(y for _, y in spots)


def test_hundreds_of_boxes_are_placed_without_overlap():
    some = [Box(50 + n % 60, 24) for n in range(260)]
    spots = placed(some, [(n, n % 17) for n in range(17, 260)])
    assert overlaps(some, spots) == []


@pytest.mark.parametrize(
    "text, width, most, expected",
    [
        ("Safer Stockton Partnership", 200, None, ["Safer Stockton Partnership"]),
        ("Safer Stockton Partnership", 100, None, ["Safer Stockton", "Partnership"]),
        ("Donaudampfschifffahrt", 60, None, ["Donauda", "mpfschifff", "ahrt"]),
        ("  spaces \n and\ttabs ", 200, None, ["spaces and tabs"]),
        ("", 100, None, [""]),
        ("one two three four five six", 60, 2, ["one two", "three …"]),
    ],
)
def test_words_are_wrapped_between_words_and_evenly(text, width, most, expected):
    lines = wrapped(text, width, most=most)
    assert lines == expected
    assert all(text_width(line) <= width for line in lines)
