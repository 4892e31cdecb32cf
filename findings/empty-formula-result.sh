#!/usr/bin/env bash
# An empty result and no result of a formula are the same bytes
#
# Versions: openpyxl 3.1.5, xlsxwriter 3.2.5
# Behaviour: XlsxWriter writes a formula whose result is the empty text (value="") as <f>..</f><v></v>, without t="str"; openpyxl, which
#   computes nothing, writes the same for a formula whose result nobody knows. Whether a cell is empty or was never computed
#   can only be told by the other formulas of the workbook.
# Seen: both cells hold <v></v> (or <v/>) and no type
# Exits non-zero if that changes.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet openpyxl==3.1.5 xlsxwriter==3.2.5
cd "$folder"
"$folder/venv/bin/python" - "$here" <<'EOF'
import io, re, zipfile, openpyxl, xlsxwriter
one = io.BytesIO(); book = xlsxwriter.Workbook(one, {"in_memory": True})
book.add_worksheet().write_formula("A1", '=IF(Z1="","",Z1)', None, ""); book.close()
two = io.BytesIO(); other = openpyxl.Workbook(); other.active["A1"] = '=IF(Z1="","",Z1)'; other.save(two)
def cell(made):
    with zipfile.ZipFile(made) as package:
        text = package.read("xl/worksheets/sheet1.xml").decode()
    return re.search(r'<c r="A1"([^>]*)>.*?</f>(.*?)</c>', text).groups()
seen = [cell(one), cell(two)]
print(seen)
assert all("t=" not in facts for facts, _ in seen), seen
assert all(value.replace(" ", "") in {"<v></v>", "<v/>"} for _, value in seen), seen
EOF
