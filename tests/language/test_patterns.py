"""Forms that are tried only where a text holds what they need, and patterns of the words that texts have shown."""

import re

import pytest

from cohesion_graph.language import patterns
from cohesion_graph.language.files import any_of
from cohesion_graph.language.patterns import Form, any_shown, compiled, meet, tried


def made(forms, text):
    return [(pattern.pattern, make) for pattern, make in tried(forms, text)]


def test_a_form_is_tried_where_all_that_it_needs_is_found_in_any_letter_case():
    forms = [Form("a.*b.*c", 1, needs=("a", "b")), Form("c", 2)]
    assert [made(forms, text) for text in ("A and B", "a", "")] == [[("a.*b.*c", 1), ("c", 2)], [("c", 2)], [("c", 2)]]


def test_of_two_forms_one_stands_where_a_text_lacks_what_the_other_needs():
    forms = [Form("a", "short", lacks=("b",)), Form("ab?", "long", needs=("b",))]
    assert [made(forms, text) for text in ("a", "ab")] == [[("a", "short")], [("ab?", "long")]]


def test_a_pattern_is_compiled_once():
    assert compiled("one (pattern)", "one") is compiled("one (pattern)", "two")


@pytest.fixture
def nothing_shown(monkeypatch):
    """As in a process that has read nothing yet."""
    for kept in (patterns._entries, patterns._runs_in):
        kept.cache_clear()
    monkeypatch.setattr(patterns, "_SHOWN", patterns._Shown())
    yield
    for kept in (patterns._entries, patterns._runs_in):
        kept.cache_clear()


TEXTS = (
    "In MÄRZ",
    "in marz 2025",
    "le 3 févr.",
    "Monday, dimanche",
    "mayjune",
    "",
    "dienstags",
    "lun. 3 giugno",
    "2ª ó",
)


@pytest.mark.usefixtures("nothing_shown")
@pytest.mark.parametrize("at_once", [True, False])
def test_a_pattern_is_made_of_the_words_that_texts_have_shown_and_fits_what_one_of_all_words_fits(at_once):
    lists = ("when.months", "when.weekdays", "small", "verbs")
    every = re.compile(any_of(*lists), re.IGNORECASE)
    if at_once:
        meet(" ".join(TEXTS))
    for text in TEXTS:
        made = compiled(any_shown(*lists), text, re.IGNORECASE)
        assert made.findall(text) == every.findall(text)
    assert (len(made.pattern) < len(every.pattern) / 2) is at_once


@pytest.mark.usefixtures("nothing_shown")
def test_what_a_text_shows_later_is_found_too():
    meet("March")
    pattern = any_shown("when.months") + " 2025"
    assert compiled(pattern, "march 2025").search("march 2025")
    assert compiled(pattern, "avril 2025").search("avril 2025")


@pytest.mark.usefixtures("nothing_shown")
def test_a_pattern_that_is_made_again_and_again_is_made_of_all_words():
    pattern = any_shown("when.weekdays")
    made = [compiled(pattern, day) for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "")]
    assert [len(set(made[:4])), len(set(made[4:]))] == [4, 1]
    assert made[-1].search("dimanche")
