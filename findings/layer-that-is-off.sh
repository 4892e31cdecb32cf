#!/usr/bin/env bash
# Readers of PDF give the words of a layer that no viewer shows
#
# Versions: pypdf 6.1.1, pdfplumber 0.11.7, pypdfium2 4.30.0, pikepdf 9.11.0
# Behaviour: A page may draw words on a layer (optional content group) that the document turns off: viewers neither show
#   nor print it. All three give its words among the others, and tell nothing of it.
# Seen: {'pypdf': ['draft', 'final'], 'pdfplumber': ['draft', 'final'], 'pypdfium2': ['draft', 'final']}
# Exits non-zero if that changes.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pypdf==6.1.1 pdfplumber==0.11.7 pypdfium2==4.30.0 pikepdf==9.11.0
cd "$folder"
"$folder/venv/bin/python" - <<'EOF'
import pdfplumber, pikepdf, pypdf, pypdfium2
from pikepdf import Array, Dictionary, Name, String
made = pikepdf.new()
layers = [made.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("Draft", "Final")]
made.Root.OCProperties = Dictionary(OCGs=Array(layers), D=Dictionary(OFF=Array(layers[:1]), Order=Array(layers)))
font = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
drawn = b"/OC /L0 BDC BT /F1 12 Tf 72 700 Td (draft) Tj ET EMC /OC /L1 BDC BT /F1 12 Tf 72 650 Td (final) Tj ET EMC"
page = made.add_blank_page(page_size=(595, 842))
page.Resources = Dictionary(Font=Dictionary(F1=font), Properties=Dictionary(L0=layers[0], L1=layers[1]))
page.Contents = made.make_stream(drawn)
made.save("plan.pdf")
seen = {
    "pypdf": pypdf.PdfReader("plan.pdf").pages[0].extract_text().split(),
    "pdfplumber": pdfplumber.open("plan.pdf").pages[0].extract_text().split(),
    "pypdfium2": pypdfium2.PdfDocument("plan.pdf")[0].get_textpage().get_text_range().split(),
}
print(seen)
assert seen == dict.fromkeys(seen, ["draft", "final"]), seen
EOF
