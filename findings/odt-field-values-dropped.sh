#!/usr/bin/env bash
# What a field of an OpenDocument text shows is lost by pandoc and by odfdo: the status chosen in a drop-down, a date, a number
#
# Versions: pandoc 3.9 (from pypandoc_binary 1.17), odfdo 3.27.3; odfpy 1.4.1 beside them
# Behaviour: a field (`text:drop-down`, `text:date`, `text:sequence`, `text:bookmark-ref`) holds as its content the words that are shown
#   (OpenDocument 1.3 part 3, chapter 7). pandoc keeps numbers and references and drops what was chosen and the date; odfdo's
#   `get_formatted_text` drops all of them, and `text:s` too, so that words which it alone separates run together. Neither says so, and a
#   plan whose status column is a drop-down has no status. odfpy's `teletype.extractText` gives every word.
# Exits non-zero if that changes.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet odfdo==3.27.3 odfpy==1.4.1 pypandoc_binary==1.17
cat >"$folder/fields.py" <<'EOF'
import sys
import zipfile

import pypandoc
from odf import opendocument, teletype, text
from odfdo import Document

path = sys.argv[1]
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = f'xmlns:office="{OASIS}:office:1.0" xmlns:text="{OASIS}:text:1.0"'
PARAGRAPHS = (
    'status: <text:drop-down text:name="s"><text:label text:value="Open"/>'
    '<text:label text:value="Done" text:current-selected="true"/>Done</text:drop-down>',
    'by: <text:date text:date-value="2027-05-01" text:fixed="true">1 May 2027</text:date>',
    'number: <text:sequence text:name="Action" text:formula="ooow:Action+1">6</text:sequence>',
    'see: <text:bookmark-ref text:reference-format="text" text:ref-name="four">action 4</text:bookmark-ref>',
    "lead: Housing<text:s/>team",
)
BODY = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in PARAGRAPHS)
TYPE = "application/vnd.oasis.opendocument.text"
ENTRIES = (("/", TYPE), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
LISTED = "".join(
    f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>' for name, kind in ENTRIES
)
with zipfile.ZipFile(path, "w") as package:
    package.writestr("mimetype", TYPE)
    package.writestr(
        "content.xml",
        f'<office:document-content {NAMESPACES} office:version="1.3"><office:body><office:text>{BODY}'
        "</office:text></office:body></office:document-content>",
    )
    package.writestr("styles.xml", f'<office:document-styles {NAMESPACES} office:version="1.3"><office:styles/></office:document-styles>')
    package.writestr(
        "META-INF/manifest.xml",
        f'<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0" manifest:version="1.3">{LISTED}</manifest:manifest>',
    )

pandoc = [line for line in pypandoc.convert_file(path, "plain", extra_args=["--wrap=none"]).splitlines() if line]
odfdo = [line.rstrip() for line in Document(path).get_formatted_text().splitlines() if line]
odfpy = [teletype.extractText(paragraph) for paragraph in opendocument.load(path).getElementsByType(text.P)]
print(f"pandoc {pypandoc.get_pandoc_version()}: {pandoc}")
print(f"odfdo: {odfdo}")
print(f"odfpy: {odfpy}")
EOF
"$folder/venv/bin/python" "$folder/fields.py" "$folder/plan.odt" | tee "$folder/seen"
diff "$folder/seen" - <<'EOF'
pandoc 3.9: ['status:', 'by:', 'number: 6', 'see: action 4', 'lead: Housing team']
odfdo: ['status:', 'by:', 'number:', 'see:', 'lead: Housingteam']
odfpy: ['status: Done', 'by: 1 May 2027', 'number: 6', 'see: action 4', 'lead: Housing team']
EOF
