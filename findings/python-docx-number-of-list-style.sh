#!/usr/bin/env bash
# Merged grid and numbers: what Word prints in front of a list entry stands in no text, nor in its own list
#
# Versions: python-docx 1.2.0
# Behaviour: A list that uses a list style holds no levels of its own: w:abstractNum has only w:numStyleLink, and the levels stand in the
#   list that the style points to (ECMA-376-1, 17.9.21). Following w:num to its w:abstractNum finds nothing to count by.
# Seen: levels of the list: 0, levels of the style's list: 1, text: 'Objective'
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
from docx.oxml.ns import nsdecls, qn
document = docx.Document()
root = document.part.numbering_part.element
ns = nsdecls("w")
level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
root.insert(0, parse_xml(f'<w:abstractNum {ns} w:abstractNumId="90"><w:numStyleLink w:val="PlanList"/></w:abstractNum>'))
root.insert(0, parse_xml(f'<w:abstractNum {ns} w:abstractNumId="91"><w:styleLink w:val="PlanList"/>{level}</w:abstractNum>'))
for number in ("90", "91"):
    root.append(parse_xml(f'<w:num {ns} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
paragraph = document.add_paragraph("Objective")
paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {ns}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'))
levels = [len(one.findall(qn("w:lvl"))) for name in ("90", "91") for one in root.findall(qn("w:abstractNum")) if one.get(qn("w:abstractNumId")) == name]
print(levels, paragraph.text)
assert (levels, paragraph.text) == ([0, 1], "Objective"), (levels, paragraph.text)
EOF
