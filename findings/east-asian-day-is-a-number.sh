#!/usr/bin/env bash
# openpyxl and calamine give a bare number for a day in a format that Excel has built in for Japan, China and Korea
#
# Versions: openpyxl 3.1.5, python-calamine 0.3.1, xlsxwriter 3.2.5
# Behaviour: ECMA-376-1 (18.8.30) gives the numbers 27 to 36 and 50 to 58 to days and times of East Asian languages; 31
#   is a whole day in each of them, and workbooks name it without a code. Neither library knows them: the cell that shows
#   a day is a number without a format. Beside it, the built-in day 14 is a day.
# Seen: openpyxl [(datetime.datetime(2026, 3, 31, 0, 0), 'mm-dd-yy'), (46112, 'General')] calamine [datetime.date(2026, 3, 31), 46112.0]
# Exits non-zero if that changes.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet openpyxl==3.1.5 python-calamine==0.3.1 xlsxwriter==3.2.5
cd "$folder"
"$folder/venv/bin/python" - <<'EOF'
import datetime as dt, openpyxl, xlsxwriter
from python_calamine import CalamineWorkbook
book = xlsxwriter.Workbook("plan.xlsx")
sheet = book.add_worksheet()
for column, number in enumerate((14, 31)):
    sheet.write_number(0, column, 46112, book.add_format({"num_format": number}))
book.close()
by_openpyxl = [(cell.value, cell.number_format) for cell in openpyxl.load_workbook("plan.xlsx").active[1]]
by_calamine = CalamineWorkbook.from_path("plan.xlsx").get_sheet_by_index(0).to_python()[0]
print("openpyxl", by_openpyxl, "calamine", by_calamine)
assert by_openpyxl == [(dt.datetime(2026, 3, 31), "mm-dd-yy"), (46112, "General")], by_openpyxl
assert by_calamine == [dt.date(2026, 3, 31), 46112.0], by_calamine
EOF
