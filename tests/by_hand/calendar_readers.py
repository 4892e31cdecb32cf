"""What readers of calendars show of a built site's calendars: entries and their days, tasks and when they are due.

    pip install icalendar ics vobject khal && npm install ical.js node-ical
    python tests/by_hand/calendar_readers.py SITE [FOLDER OF node_modules]

ical.js is what Thunderbird reads with, khal a calendar of the terminal. A reader that is not installed is said to be
missing. The days of every reader are held against those of icalendar; the script fails where one differs.
"""

import importlib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

CALENDARS = ("all", "all-periods", "all-tasks")
"""One day for each deadline, whole periods, and tasks (VTODO)."""
NODE = """
const fs = require("fs"), text = fs.readFileSync(process.argv[1], "utf-8"), days = [];
const day = (one) => (one.toISOString ? new Date(one - one.getTimezoneOffset() * 6e4).toISOString() : "" + one);
if (process.argv[2] === "ical.js") {
  const lib = require("ical.js"), ical = lib.default || lib;
  for (const one of new ical.Component(ical.parse(text)).getAllSubcomponents())
    if (one.name === "vevent" || one.name === "vtodo")
      days.push([one.name, one.getFirstPropertyValue(one.name === "vtodo" ? "due" : "dtstart").toString()]);
} else
  for (const one of Object.values(require("node-ical").sync.parseICS(text)))
    if (one.type === "VEVENT" || one.type === "VTODO")
      days.push([one.type.toLowerCase(), day(one.type === "VTODO" ? one.due : one.start)]);
console.log(JSON.stringify(days.map(([kind, when]) => [kind, when.slice(0, 10)])));
"""


def by_icalendar(path):
    calendar = importlib.import_module("icalendar").Calendar.from_ical(path.read_bytes())
    for one in calendar.walk():
        if one.name in {"VEVENT", "VTODO"}:
            yield one.name.lower(), str(one.decoded("due" if one.name == "VTODO" else "dtstart"))[:10]


def by_ics(path):
    calendar = importlib.import_module("ics").Calendar(path.read_text("utf-8"))
    yield from (("vevent", str(one.begin)[:10]) for one in calendar.events)
    yield from (("vtodo", str(one.due)[:10]) for one in calendar.todos)


def by_vobject(path):
    calendar = importlib.import_module("vobject").readOne(path.read_text("utf-8"))
    yield from (("vevent", str(one.dtstart.value)[:10]) for one in calendar.contents.get("vevent", ()))
    yield from (("vtodo", str(one.due.value)[:10]) for one in calendar.contents.get("vtodo", ()))


def by_khal(path):
    """Khal keeps events alone; it is asked of its own database, as its screens are made."""
    importlib.import_module("khal")
    days = sorted(day for _, day in by_icalendar(path))
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "config"
        settings.write_text(
            f"[calendars]\n[[plan]]\npath = {folder}/plan\ntype = calendar\n[locale]\ntimeformat = %H:%M\n"
            f"dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
            f"longdatetimeformat = %Y-%m-%d %H:%M\n[sqlite]\npath = {folder}/db\n"
        )
        (Path(folder) / "plan").mkdir()
        khal = [sys.executable, "-m", "khal", "-c", str(settings)]
        subprocess.run([*khal, "import", "--batch", "-a", "plan", str(path)], check=True, capture_output=True)
        told = subprocess.run(
            [*khal, "list", "--once", "--format", "{start-date}", "--day-format", "", days[0], days[-1]],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
    yield from (("vevent", line.strip()) for line in told.stdout.splitlines() if line.strip())


def by_node(name, modules):
    def read(path):
        command = ["node", "-e", NODE, str(path), name]
        told = subprocess.run(command, capture_output=True, text=True, cwd=modules, check=False)
        if told.returncode:
            raise ImportError(told.stderr.strip().splitlines()[-1] if told.stderr else name)
        yield from map(tuple, json.loads(told.stdout))

    return read


def main():
    site, modules = Path(sys.argv[1]).resolve(), sys.argv[2] if len(sys.argv) > 2 else "."
    readers = {"icalendar": by_icalendar, "ics": by_ics, "vobject": by_vobject, "khal": by_khal}
    readers |= {name: by_node(name, modules) for name in ("ical.js", "node-ical")}
    differ = 0
    for name in CALENDARS:
        path = site / "calendar" / f"{name}.ics"
        expected = Counter(by_icalendar(path))
        for reader, read in readers.items():
            try:
                found = Counter(read(path))
            except ImportError as error:
                print(f"{name:12} {reader:10} missing: {error}")
                continue
            kinds = Counter(kind for kind, _ in found.elements())
            days = sorted(day for _, day in found)
            shown = f"{kinds['vevent']:3} entries, {kinds['vtodo']:3} tasks"
            told = f"{shown}, {days[0]} to {days[-1]}" if days else shown
            same = "same" if found == expected else "DIFFERS" if found else "shows nothing"
            differ += same == "DIFFERS"
            print(f"{name:12} {reader:10} {told}  {same}")
    sys.exit(differ > 0)


if __name__ == "__main__":
    main()
