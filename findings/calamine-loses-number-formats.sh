#!/usr/bin/env bash
# python-calamine gives a day that no cell shows
#
# Versions: python-calamine 0.3.1, xlsxwriter 3.2.5
# Behaviour: A cell with the format mmm-yy shows "Mar-26", one with the format "CC"0 shows "CC1". Number formats are only used to tell dates
#   from numbers: the month becomes its first day, the reference a bare number.
# Seen: [datetime.date(2026, 3, 1), 1.0]
# Exits non-zero if that changes.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-calamine==0.3.1 xlsxwriter==3.2.5
cd "$folder"
"$folder/venv/bin/python" - "$here" <<'EOF'
import datetime as dt, xlsxwriter
from python_calamine import CalamineWorkbook
book = xlsxwriter.Workbook("plan.xlsx")
sheet = book.add_worksheet()
sheet.write_datetime(0, 0, dt.datetime(2026, 3, 1), book.add_format({"num_format": "mmm-yy"}))
sheet.write_number(0, 1, 1, book.add_format({"num_format": '"CC"0'}))
book.close()
seen = CalamineWorkbook.from_path("plan.xlsx").get_sheet_by_index(0).to_python()[0]
print(seen)
assert seen == [dt.date(2026, 3, 1), 1.0], seen
EOF
