"""Running text in columns on a page of print: read column by column; cells of rows stay beside each other."""

from __future__ import annotations

import pytest

from cohesion_graph.documents.pdf.text_columns import in_reading_order
from cohesion_graph.documents.pdf.words import lines_of

LEFT = """Objective 1: Keep the woods of the
borough open to all who live in it and
to those who visit

Action A: Mend the paths through the
northern woods before the winter rains
wash them away

Action B: Print maps of the woods for
schools and libraries"""
RIGHT = """and teach rangers to lead walks in
several languages

Objective 2: Plant trees where streets
have none and where residents ask for
them to be planted

Action C: Ask residents of each ward
which streets they would choose for
new trees next year and water them"""
ROWS = [
    ("Mend the paths through all of the", "Paths are open and safe to walk on"),
    ("northern woods before winter comes", "at any time of the year in boots"),
    ("", ""),
    ("Print maps of all the woods for the", "Every school and library has maps"),
    ("schools and libraries of the town", "that show where all the paths are"),
    ("", ""),
    ("Plant trees where streets have none", "Residents see more trees than they"),
    ("and where the residents ask for one", "saw when the plan was agreed upon"),
]


def words(text: str, left: float, top: float = 100.0):
    """Words of lines set in a face of 5 points a letter, 12 points from line to line."""
    for number, line in enumerate(text.split("\n")):
        place = left
        for word in line.split():
            box = {"text": word, "x0": place, "x1": place + 5.0 * len(word)}
            yield box | {"top": top + 12.0 * number, "bottom": top + 12.0 * number + 10, "size": 10.0}
            place = box["x1"] + 2.5


def texts(*columns) -> list[str]:
    lines = lines_of([word for column in columns for word in column])
    return [line.text for _, line in in_reading_order(lines)]


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize("top", [100.0, 103.5], ids=["on the same heights", "on heights of its own"])
def test_one_column_is_read_before_the_next(top):
    assert texts(words(LEFT, 50), words(RIGHT, 300, top)) == lines(LEFT) + lines(RIGHT)


def test_a_heading_over_both_stays_above_and_what_runs_over_both_stays_below():
    heading, foot = "The woods and the streets of the borough in the years to come, from spring", "x" * 80
    read = texts(words(heading, 50, 60), words(LEFT, 50), words(RIGHT, 300), words(foot, 50, 240))
    assert read == [heading, *lines(LEFT), *lines(RIGHT), foot]


def test_notes_in_the_margin_part_nothing():
    read = texts(words("3.1\n\n\nWoods", 5, 105), words(LEFT, 50), words(RIGHT, 300))
    assert [line for line in read if line not in {"3.1", "Woods"}] == lines(LEFT) + lines(RIGHT)


def test_three_columns_are_read_in_turn():
    third = "\n".join(reversed(RIGHT.split("\n")))
    read = texts(words(LEFT, 50), words(RIGHT, 300), words(third, 550))
    assert read == lines(LEFT) + lines(RIGHT) + lines(third)


def test_cells_of_rows_stay_beside_each_other():
    left, right = ("\n".join(column) for column in zip(*ROWS, strict=True))
    assert texts(words(left, 50), words(right, 300)) == [f"{one} {two}" for one, two in ROWS if one]


def test_no_column_runs_over_a_table():
    own = lines_of([*words(LEFT, 50), *words(RIGHT, 300)])
    height = own[5].top - 1
    turns = in_reading_order(own, cuts=[height])
    assert [line.text for turn, line in turns if turn < height] == [line.text for line in own if line.top < height]
