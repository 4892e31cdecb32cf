#!/usr/bin/env bash
# The choice of a legacy drop-down is no text anywhere
#
# Versions: python-docx 1.2.0, docx2txt 0.9
# Behaviour: FORMDROPDOWN (ECMA-376-1, 17.16.5.21) stores the index of the entry chosen, and no result run; absent means the first. Word
#   prints "Lead: Libraries"; libraries that gather w:t give "Lead: ".
# Seen: python-docx 'Lead: ', docx2txt 'Lead:'
# Exits non-zero if that changes.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-docx==1.2.0 docx2txt==0.9
cd "$folder"
"$folder/venv/bin/python" - "$here" <<'EOF'
import docx, docx2txt
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
document = docx.Document()
paragraph = document.add_paragraph("Lead: ")
form = f"""<w:r {nsdecls('w')}><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="D"/><w:enabled/><w:calcOnExit w:val="0"/>
<w:ddList><w:result w:val="1"/><w:listEntry w:val="Parks"/><w:listEntry w:val="Libraries"/></w:ddList></w:ffData></w:fldChar></w:r>"""
for part in (form, f"<w:r {nsdecls('w')}><w:instrText> FORMDROPDOWN </w:instrText></w:r>", f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="end"/></w:r>'):
    paragraph._p.append(parse_xml(part))
document.save("form.docx")
seen = paragraph.text, docx2txt.process("form.docx").strip()
print(seen)
assert seen == ("Lead: ", "Lead:"), seen
EOF
