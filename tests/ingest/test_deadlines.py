"""Deadlines of every kind, read exactly as precisely as they are stated."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.when.deadlines import deadline_at_end, find_deadlines, is_deadline


def read(text: str) -> list[dict[str, str]]:
    found = find_deadlines(Words.of(text, 0))
    return [one.deadline.model_dump(mode="json", exclude_none=True) for one in found]


FIXED = [
    # the words, the date
    ("December 2008", "2008-12"),
    ("Complete March 2009", "2009-03"),
    ("by end of March 2025", "2025-03"),
    ("End of March '25", "2025-03"),
    ("Mar-25", "2025-03"),
    ("31/03/2025", "2025-03-31"),
    ("30.09.25", "2025-09-30"),
    ("31st March 2025", "2025-03-31"),
    ("2025-03-31", "2025-03-31"),
    ("45747", "2025-03-31"),  # a spreadsheet's day number
    ("Q3 2024/25", "2024/25-Q3"),
    ("Quarter 2, 2025-26", "2025/26-Q2"),
    ("2024/25 Q3", "2024/25-Q3"),
    ("Q3 2024", "2024-Q3"),
    ("2024/25", "2024/25"),
    ("2024-25", "2024/25"),
    ("FY25/26", "2025/26"),
    ("end of financial year 2024/25", "2024/25"),
    ("by 2030", "2030"),
    ("Autumn 2024", "2024-23"),
]


@pytest.mark.parametrize("words, date", FIXED)
def test_a_date_keeps_its_precision(words, date):
    assert read(words) == [{"kind": "fixed", "date": date}]


OTHERS = [
    ("Ongoing", [{"kind": "ongoing"}]),
    ("March 2008 and ongoing", [{"kind": "fixed-then-ongoing", "date": "2008-03"}]),
    ("From April 2024", [{"kind": "ongoing", "starts": "2024-04"}]),
    ("2025 onwards", [{"kind": "ongoing", "starts": "2025"}]),
    ("April 2024 - March 2025", [{"kind": "fixed", "date": "2025-03", "starts": "2024-04"}]),
    ("April - June 2024", [{"kind": "fixed", "date": "2024-06", "starts": "2024-04"}]),
    ("2024-27", [{"kind": "fixed", "date": "2027", "starts": "2024"}]),
    ("Q1-Q2 2024/25", [{"kind": "fixed", "date": "2024/25-Q2", "starts": "2024/25-Q1"}]),
    ("September 2008 then biannually", [{"kind": "fixed-then-recurring", "date": "2008-09", "every": "P6M"}]),
    ("annually from 2025", [{"kind": "recurring", "starts": "2025", "every": "P1Y"}]),
    ("every two years", [{"kind": "recurring", "every": "P2Y"}]),
    ("Within six months of adoption", [{"kind": "relative", "within": "P6M", "after": "adoption"}]),
    ("3-6 months", [{"kind": "relative", "within": "P6M"}]),
    ("TBC", [{"kind": "unread"}]),
    ("March", [{"kind": "unread"}]),
    ("Doddinoo 2000", [{"kind": "unread"}]),  # a bare year beside damage is no year
    ("n/a", []),
    ("-", []),
    ("June 2008 Ongoing", [{"kind": "fixed", "date": "2008-06"}, {"kind": "ongoing"}]),
    ("March 2009 March 2009", [{"kind": "fixed", "date": "2009-03"}, {"kind": "fixed", "date": "2009-03"}]),
]


@pytest.mark.parametrize("words, expected", OTHERS)
def test_every_other_kind_of_deadline(words, expected):
    assert read(words) == expected


def test_a_deadline_that_follows_a_process_names_the_instrument():
    [found] = find_deadlines(Words.of("In line with LAA monitoring", 7))
    assert found.aligned_name is not None
    assert (found.aligned_name.text, found.aligned_name.place) == ("LAA monitoring", 20)


DOUBTED = [
    ("Q3 2024", "It is not said whether the quarter is of the calendar year or of the financial year."),
    ("45747", "The number 45747 is read as a spreadsheet's day number."),
    ("within 3 months", "It is not said from when the time counts."),
    ("March", "'March' names no year."),
    ("TBC", "The deadline is still to be settled (TBC)."),
    ("Completed", "'Completed' stands under the deadline: it may report progress."),
    ("Report by March 2009 to cabinet", "The words beside the date ('to cabinet') were not understood."),
]


@pytest.mark.parametrize("words, doubt", DOUBTED)
def test_what_is_uncertain_about_a_deadline_is_said(words, doubt):
    assert [one.doubt for one in find_deadlines(Words(words))][:1] == [doubt]


@pytest.mark.parametrize("text", ["12", "Review of services", "Housing Team", "1.2", "", "31/02/2025", "Q5 2024"])
def test_other_words_are_no_deadline(text):
    assert not is_deadline(text)


@given(st.text(alphabet="0123456789 /-.QqFYMarchJuneOngoing,;thenbyof\n", max_size=60))
def test_words_of_deadlines_always_come_from_the_cell_in_order(text):
    """Each deadline's words stand in the cell, none overlaps the one before it among those read."""
    places = [one.words.runs for one in find_deadlines(Words.of(text, 100)) if one.deadline.kind != "unread"]
    spans = [(runs[0].place, runs[-1].place + runs[-1].length) for runs in places]
    assert spans == sorted(spans)
    assert all(100 <= start < end <= 100 + len(text) for start, end in spans)


@pytest.mark.parametrize(
    "sentence, stated",
    [
        ("Survey complete (June 2024)", "June 2024"),
        ("Survey complete by 31 March 2025.", "by 31 March 2025"),
        ("Reports presented on a quarterly basis.", "on a quarterly basis"),
        ("Review the 2024 survey", None),
        ("Reach level 2", None),
        ("Consult 2,000 residents", None),
    ],
)
def test_a_deadline_that_closes_a_sentence_is_found(sentence, stated):
    found = deadline_at_end(Words(sentence))
    assert (found.words.text if found else None) == stated


@pytest.mark.parametrize("words", ["31 March 2026¹", "31 March² 2026", "31 Mar\u00adch 2026", "31 March 2026\u200b"])
def test_marks_of_notes_and_of_where_words_may_break_are_no_part_of_a_date(words):
    (found,) = find_deadlines(Words.of(words, 5))

    assert (str(found.deadline.date), found.doubt) == ("2026-03-31", "")
    assert [words[start - 5 : end - 5] for start, end in found.words.spans()] == [
        part for part in re.split("[¹²\u00ad\u200b]", words) if part
    ]
