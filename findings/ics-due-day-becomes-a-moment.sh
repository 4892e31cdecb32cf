#!/bin/sh
# ics 0.7.3 for Python: a task that is due on a day is due at midnight in Greenwich once it was read and written.
#
# "DUE;VALUE=DATE:20270331" of a to-do is written back as "DUE:20270331T000000Z": for whoever lives west of Greenwich
# that is the day before, and everywhere it is the beginning of the day by whose end the task was to be done. Entries of
# the same file keep their whole days. vobject 0.9.9 keeps the day of both.
#
# Exits with 0 while it is so, and with 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ics==0.7.3 vobject==0.9.9
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import ics
import vobject

STAMP = "DTSTAMP:20260101T000000Z"
EVENT = ("BEGIN:VEVENT", "UID:1@example.org", STAMP, "DTSTART;VALUE=DATE:20270331", "SUMMARY:Meeting", "END:VEVENT")
TASK = ("BEGIN:VTODO", "UID:2@example.org", STAMP, "DUE;VALUE=DATE:20270331", "SUMMARY:Light the streets", "END:VTODO")
HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//plan//EN")
text = "\r\n".join((*HEAD, *EVENT, *TASK, "END:VCALENDAR", ""))


def days(written):
    return [line for line in written.splitlines() if line.startswith(("DTSTART", "DUE"))]


found, right = days(ics.Calendar(text).serialize()), days(vobject.readOne(text).serialize())
print("before: ", days(text))
print("ics:    ", found)
print("vobject:", right)
sys.exit(0 if found == ["DTSTART;VALUE=DATE:20270331", "DUE:20270331T000000Z"] and right == days(text) else 1)
PYTHON
