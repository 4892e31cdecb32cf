#!/usr/bin/env bash
# python-docx drops a table cell that stands in a content control
#
# Versions: python-docx 1.2.0
# Behaviour: Word puts the content control around the whole cell (w:tr/w:sdt/w:sdtContent/w:tc) where a cell is nothing but one drop-down.
#   row.cells has no such cell, and every later cell moves one column to the left.
# Seen: ['1.1', '31 March 2026']
# Exits non-zero if that changes.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-docx==1.2.0
cd "$folder"
"$folder/venv/bin/python" - "$here" <<'EOF'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
table = docx.Document().add_table(rows=1, cols=3)
for cell, text in zip(table.rows[0].cells, ["1.1", "Parks Team", "31 March 2026"]):
    cell.text = text
tc = table.rows[0]._tr.tc_lst[1]
sdt = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent/></w:sdt>")
tc.addprevious(sdt); sdt[1].append(tc)
seen = [cell.text for cell in table.rows[0].cells]
print(seen)
assert seen == ["1.1", "31 March 2026"], seen
EOF
