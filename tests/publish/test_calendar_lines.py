"""Lines of a calendar: what icalendar reads of them is what was written, whatever the text."""

import datetime as dt

import icalendar
from hypothesis import example, given
from hypothesis import strategies as st

from cohesion_graph.publish.calendar_lines import component

# a lone surrogate is no text; of other control characters than line ends the standard holds none
TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cs", "Cc"]), st.sampled_from("\\;,:\"'^\n\t é€𝒳")))


@given(TEXTS)
@example("a" * 64 + "\\,;" * 30)
@example("a" * 65 + "\\\n" * 30)
@example("𝒳" * 50)
def test_texts_are_read_as_they_were_written_from_lines_that_are_not_too_long(text):
    written = component("VEVENT", {"SUMMARY": text, "UID": f"x-{text}"})
    event = icalendar.Event.from_ical(written)
    assert (str(event["summary"]), str(event["uid"])) == (text, f"x-{text}")
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert [line.decode("utf-8") for line in written.split(b"\r\n")][-2:] == ["END:VEVENT", ""]


def test_line_ends_of_other_systems_are_line_ends():
    event = icalendar.Event.from_ical(component("VEVENT", {"DESCRIPTION": "one\r\ntwo\rthree\nfour"}))
    assert str(event["description"]) == "one\ntwo\nthree\nfour"


def test_days_times_and_components_inside_others_are_read_as_they_were_written():
    stamp, day = dt.datetime(987, 6, 5, tzinfo=dt.UTC), dt.date(2026, 3, 31)
    inner = component("VTODO", {"DTSTAMP": stamp, "DUE;VALUE=DATE": day, "SEQUENCE": 7, "URL": "https://a.test/b,c;d"})
    calendar = icalendar.Calendar.from_ical(component("VCALENDAR", {"VERSION": "2.0"}, [inner]))
    (task,) = calendar.walk("VTODO")
    assert (task["dtstamp"].dt, task["due"].dt, task["sequence"]) == (stamp, day, 7)
    assert str(task["url"]) == "https://a.test/b,c;d"
