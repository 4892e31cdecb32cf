"""Forms that are tried only where a text holds what they need."""

from cohesion_graph.language.patterns import Form, compiled, tried


def made(forms, text):
    return [(pattern.pattern, make) for pattern, make in tried(forms, text)]


def test_a_form_is_tried_where_all_that_it_needs_is_found_in_any_letter_case():
    forms = [Form("a.*b.*c", 1, needs=("a", "b")), Form("c", 2)]
    assert [made(forms, text) for text in ("A and B", "a", "")] == [[("a.*b.*c", 1), ("c", 2)], [("c", 2)], [("c", 2)]]


def test_of_two_forms_one_stands_where_a_text_lacks_what_the_other_needs():
    forms = [Form("a", "short", lacks=("b",)), Form("ab?", "long", needs=("b",))]
    assert [made(forms, text) for text in ("a", "ab")] == [[("a", "short")], [("ab?", "long")]]


def test_a_pattern_is_compiled_once():
    assert compiled("one (pattern)") is compiled("one (pattern)")
