#!/usr/bin/env bash
# A footnote mark that was typed above the line joins the year in front of it
#
# Versions: python-docx 1.2.0, openpyxl 3.1.5
# Behaviour: "31 March 2026" with a raised "1" behind it is shown as a date and a mark. The raising stands in a run's properties alone
#   (w:vertAlign, ECMA-376-1, 17.3.2.42; vertAlign, 18.4.14): the text that both libraries give states a year that nobody wrote.
# Seen: '31 March 20261' from both
# Exits non-zero if that changes.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-docx==1.2.0 openpyxl==3.1.5 xlsxwriter==3.2.5
"$folder/venv/bin/python" - <<'PYTHON'
import io

import docx
import openpyxl
import xlsxwriter

made = docx.Document()
paragraph = made.add_paragraph("31 March 2026")
paragraph.add_run("1").font.superscript = True
word = io.BytesIO()
made.save(word)

sheets = io.BytesIO()
book = xlsxwriter.Workbook(sheets, {"in_memory": True})
raised = book.add_format({"font_script": 1})
book.add_worksheet().write_rich_string(0, 0, "31 March 2026", raised, "1")
book.close()

seen = docx.Document(word).paragraphs[0].text, openpyxl.load_workbook(sheets).active["A1"].value
print(f"python-docx: {seen[0]}, openpyxl: {seen[1]}")
assert seen == ("31 March 20261", "31 March 20261"), seen
PYTHON
