#!/usr/bin/env bash
# A page's structure tree counts the table's rows of all pages, and a browser states its headings on each
#
# Versions: pypdfium2 5.0.0
# Behaviour: For a table that goes on over pages, FPDF_StructElement_CountChildren gives the children of the whole table on every page, and
#   FPDF_StructElement_GetChildAtIndex gives null for rows on other pages: places are the same on all pages, so the pieces of a
#   table can be put together without geometry. Chromium repeats the heading row: it has content on every page, at one place.
# Seen: the second page has the heading row and its own rows at their places in the whole table
# Exits non-zero if that changes.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pypdfium2==5.0.0
cd "$folder"
"$folder/venv/bin/python" - "$here" <<'EOF'
import sys, pypdfium2, pypdfium2.raw as pdfium
import ctypes
def kind(element):
    size = pdfium.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_StructElement_GetType(element, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le")
def tables(element):
    if kind(element) == "Table":
        yield element
        return
    for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
        if child:
            yield from tables(child)
document = pypdfium2.PdfDocument(f"{sys.argv[1]}/tests/documents/written/browser-tagged.pdf")
seen = []
for page in document:
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    for table in tables(pdfium.FPDF_StructTree_GetChildAtIndex(tree, 0)):
        count = pdfium.FPDF_StructElement_CountChildren(table)
        seen.append((count, [n for n in range(count) if pdfium.FPDF_StructElement_GetChildAtIndex(table, n)]))
print(seen)
counts = {count for count, _ in seen}
headings = set.intersection(*(set(rows) for _, rows in seen))
assert len(seen) == 2 and len(counts) == 1 and len(headings) == 1, seen
EOF
