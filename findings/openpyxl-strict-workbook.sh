#!/usr/bin/env bash
# A workbook saved as Strict Open XML has no sheets for openpyxl
#
# Versions: openpyxl 3.1.5, xlsxwriter 3.2.5
# Behaviour: Excel offers "Strict Open XML Spreadsheet" (ISO 29500 Strict); the elements are the same in other namespaces. openpyxl
#   opens it with a warning that tells no reason ("invalid specification for 0"), and the workbook has no sheet.
# Seen: common: ['Plan'], strict: []
# Exits non-zero if that changes.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet openpyxl==3.1.5 xlsxwriter==3.2.5
cd "$folder"
"$folder/venv/bin/python" - "$here" <<'EOF'
import io, warnings, zipfile, openpyxl, xlsxwriter
warnings.simplefilter("ignore")
made = io.BytesIO()
book = xlsxwriter.Workbook(made, {"in_memory": True})
book.add_worksheet("Plan").write_string(0, 0, "Action")
book.close()
strict = io.BytesIO()
with zipfile.ZipFile(made) as old, zipfile.ZipFile(strict, "w") as new:
    for name in old.namelist():
        part = old.read(name)
        part = part.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        part = part.replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        new.writestr(name, part)
seen = openpyxl.load_workbook(made).sheetnames, openpyxl.load_workbook(strict).sheetnames
print(f"common: {seen[0]}, strict: {seen[1]}")
assert seen == (["Plan"], []), seen
EOF
