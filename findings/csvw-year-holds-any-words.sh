#!/usr/bin/env bash
# A column of years or months, by CSV on the Web, is valid for csvw whatever words it holds
#
# Version: csvw 3.5.1
# Behaviour: for `datatype` `gYear`, `gYearMonth`, `gMonthDay` and `gDay` (built-in datatypes of the Tabular Data Model, section 4.6) `is_valid`
#   is True and no warning is given for "soon", and the value comes back as text; `date`, `time`, `duration` and the numbers are checked.
#   `date` with "Z" behind it comes back as a moment in the zone of whoever reads it. So a deadline of a month or a year is checked by
#   nobody: give such a column a `format` (a regular expression) on `string`, and keep the precision in a column beside it.
# Exits non-zero if that changes.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet csvw==3.5.1
cat >"$folder/years.py" <<'EOF'
import json
import pathlib
import sys
import warnings

from csvw import CSVW, TableGroup

warnings.simplefilter("ignore")
folder = pathlib.Path(sys.argv[1])
metadata = folder / "deadlines.csv-metadata.json"


def told(datatype, value):
    (folder / "deadlines.csv").write_text(f"action,due\nA1,{value}\n")
    columns = [{"name": "action"}, {"name": "due", "datatype": datatype}]
    table = {"url": "deadlines.csv", "tableSchema": {"columns": columns}}
    metadata.write_text(json.dumps({"@context": "http://www.w3.org/ns/csvw", "tables": [table]}))
    try:
        valid = CSVW(str(metadata), validate=True).is_valid
        return f"valid: {valid}, {next(iter(TableGroup.from_file(metadata).tables[0]))['due']!r}"
    except ValueError:
        return "refused"


month = {"base": "string", "format": "[0-9]{4}-(0[1-9]|1[0-2])"}
for datatype, value in (
    ("gYear", "soon"), ("gYearMonth", "soon"), ("gMonthDay", "soon"), ("gDay", "soon"),
    ("date", "soon"), ("duration", "soon"), ("date", "2027-05-01Z"), (month, "soon"), (month, "2027-05"),
):
    print(f"{datatype if isinstance(datatype, str) else 'string with a format'} {value!r}: {told(datatype, value)}")
EOF
TZ=UTC "$folder/venv/bin/python" "$folder/years.py" "$folder" | tee "$folder/seen"
diff "$folder/seen" - <<'EOF'
gYear 'soon': valid: True, 'soon'
gYearMonth 'soon': valid: True, 'soon'
gMonthDay 'soon': valid: True, 'soon'
gDay 'soon': valid: True, 'soon'
date 'soon': refused
duration 'soon': refused
date '2027-05-01Z': valid: True, datetime.datetime(2027, 5, 1, 0, 0, tzinfo=tzlocal())
string with a format 'soon': refused
string with a format '2027-05': valid: True, '2027-05'
EOF
