"""What the words in a status column say for certain: kept as printed, and no status made up for a colour."""

import pytest

from cohesion_graph.status_words import read_status

READ = {
    # colours say what their key says, and nothing of how far the work is
    ("Red", "RAG"): "own-terms red 'Red'",
    ("A", "BRAG rating"): "own-terms amber 'A'",
    ("G", "Progress"): "own-terms - 'G' ?",
    ("Amber / Red", "RAG"): "own-terms amber-red 'Amber / Red'",
    ("Blue", "BRAG"): "own-terms blue 'Blue' ?",
    ("🟢", "Status"): "own-terms green '🟢'",
    # words beside a colour do
    ("Green (on track)", "RAG"): "in-progress green 'Green (on track)'",
    ("Complete - Blue", "Status"): "complete blue 'Complete - Blue'",
    ("Red - waits for funds", "RAG"): "own-terms red 'Red' + waits for funds",
    ("Amber ↑", "RAG"): "own-terms amber 'Amber ↑'",
    # words
    ("Not started", "RAG"): "not-started - 'Not started'",
    ("Completed March 2024", "Status"): "complete - 'Completed' + March 2024",
    ("Complete. Launched in May", "Status"): "complete - 'Complete' + Launched in May",
    ("Partially complete", "Status"): "in-progress - 'Partially complete'",
    ("Incomplete", "Status"): "own-terms - 'Incomplete'",
    ("Superseded by the new strategy", "Status"): "superseded - 'Superseded by the new strategy'",
    ("En cours", "État"): "in-progress - 'En cours'",
    ("Rouge", "État"): "own-terms red 'Rouge'",
    ("At risk", "Status"): "own-terms - 'At risk'",
    ("Awaiting sign-off", "Status"): "own-terms - 'Awaiting sign-off' ?",
    # shares, ticks, arrows, scores
    ("0%", "Progress"): "not-started - '0%'",
    ("75", "% complete"): "in-progress - '75'",
    ("100%", "Progress"): "complete - '100%'",
    ("✓", "Completed?"): "complete - '✓'",
    ("☒", "Complete"): "complete - '☒'",
    ("☐", "Complete"): "own-terms - '☐'",
    ("✗", "Completed?"): "own-terms - '✗'",
    ("Y", "Complete (Y/N)"): "complete - 'Y'",
    ("N", "Delivered (Y/N)?"): "own-terms - 'N'",
    ("✓", "Status"): "complete - '✓' ?",
    ("↓", "Direction of travel"): "own-terms - '↓'",
    ("3/5", "Score"): "own-terms - '3/5'",
    # nothing is reported
    ("n/a", "RAG"): "not-reported - 'n/a'",
    ("-", "RAG"): "not-reported - ''",
    ("TBC", "Status"): "not-reported - 'TBC'",
}


@pytest.mark.parametrize("cell,heading", READ)
def test_a_status_is_kept_as_printed_beside_what_it_says_for_certain(cell, heading):
    read = read_status(cell, heading)
    told = f"{read.status.value} {read.colour.value if read.colour else '-'} {read.printed!r}"
    told += f" + {read.comment}" if read.comment else ""
    assert told + (" ?" if read.doubt else "") == READ[cell, heading]


def test_a_long_cell_is_a_comment_and_no_status():
    text = "The first of the three meetings was held in June and the partners agreed what each of them would do by May"
    assert (read_status(text).printed, read_status(text).comment) == ("", text)
