#!/usr/bin/env bash
# pdfium tells a hyphen at the end of a line by two characters that are no hyphens, another one in each function
#
# Versions: pypdfium2 5.15.2, fpdf2 2.8.3
# Behaviour: Of a page that prints "multi-" above "agency", the text of the page holds U+FFFE between the pieces, and the text of the
#   object that draws the first line ends in U+0002. In the middle of a line both give the hyphen. Who strips control characters loses it.
# Seen: 'multi\ufffeagency' ['multi\x02', 'agency, multi-agency']
# Exits non-zero if that changes.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pypdfium2==5.15.2 fpdf2==2.8.3
cd "$folder"
"$folder/venv/bin/python" - "$here" <<'EOF'
import ctypes, pypdfium2, pypdfium2.raw as pdfium
from fpdf import FPDF
page = FPDF()
page.add_page()
page.set_font("Helvetica", size=12)
page.text(20, 20, "multi-")
page.text(20, 25, "agency, multi-agency")
page.output("plan.pdf")
first = pypdfium2.PdfDocument("plan.pdf")[0]
text = first.get_textpage()
drawn = []
for one in first.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,)):
    size = pdfium.FPDFTextObj_GetText(one.raw, text.raw, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFTextObj_GetText(one.raw, text.raw, buffer, size)
    drawn.append(bytes(buffer)[: size - 2].decode("utf-16-le"))
whole = text.get_text_range()
print(ascii(whole), ascii(drawn))
assert "multi\ufffe" in whole and drawn[0] == "multi\x02", (whole, drawn)
assert "multi-agency" in whole and "multi-agency" in drawn[1], (whole, drawn)
EOF
