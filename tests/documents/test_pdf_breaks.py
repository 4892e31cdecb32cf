"""Pieces of words at the ends of lines: what is read as one word, what as two, and what about it is doubted."""

from __future__ import annotations

import pytest

from cohesion_graph.documents.pdf.broken_words import Vocabulary, may_be_broken

KNOWN = Vocabulary(
    [
        "Reduce homelessness by commissioning more homes",
        "A multi-agency board meets with partners held in high esteem",
        "The com\ufffemunity hub and the main accommodation list",
    ]
)
ONE, PERHAPS_ONE, TWO, PERHAPS_TWO = (True, True), (True, False), (False, True), (False, False)


@pytest.mark.parametrize(
    "left, right, told",
    [
        ("Homelessne", "ss", ONE),  # printed whole elsewhere
        ("Developme", "nt", ONE),  # no word
        ("representative", "s", ONE),
        ("infrastru", "cture", ONE),  # no word begins so
        ("satisfacti", "on", ONE),  # an ending over the break
        ("transforma", "tion", ONE),
        ("specif", "ications", PERHAPS_ONE),
        ("apprenti", "ceship", PERHAPS_ONE),
        ("C1", "0", PERHAPS_ONE),
        ("Satisfaction", "survey", TWO),  # a whole word by its ending
        ("Baseline", "for", TWO),
        ("partners", "held", TWO),  # both stand inside lines
        ("network", "agreed", PERHAPS_TWO),
        ("concord", "at", PERHAPS_TWO),
    ],
)
def test_pieces_in_two_lines_are_told_by_the_document_and_by_their_letters(left, right, told):
    assert tuple(KNOWN.read(left, right)) == told


@pytest.mark.parametrize(
    "left, right, told",
    [
        ("multi", "agency", ONE),  # printed with the hyphen
        ("accom", "modation", TWO),  # printed whole
        ("accom", "modations", PERHAPS_TWO),
        ("homes", "list", ONE),
        ("night", "bus", PERHAPS_ONE),
        ("com", "munity", PERHAPS_TWO),  # only ever printed with its break
    ],
)
def test_a_hyphen_at_the_end_of_a_line_stays_where_it_belongs_to_the_word(left, right, told):
    assert tuple(KNOWN.keeps_hyphen(left, right)) == told


def test_where_blanks_are_printed_behind_whole_words_a_missing_one_tells_the_break():
    assert tuple(KNOWN.read("network", "agreed", blank_expected=True)) == ONE


@pytest.mark.parametrize(
    "left, right",
    [("Housing", "Team"), ("plan;", "then"), ("2025", "plan"), ("March", "2025"), ("Phase", "2"), ("in 2024", "2025")],
)
def test_pieces_whose_letters_do_not_go_on_are_never_one_word(left, right):
    assert not may_be_broken(left, right)
