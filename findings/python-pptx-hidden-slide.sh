#!/usr/bin/env bash
# python-pptx gives hidden slides among the others, and does not tell
#
# Versions: python-pptx 1.0.2
# Behaviour: A slide that is hidden in the slide show is marked show="0" on its root element. Presentation.slides has it, and no property of a
#   slide says so.
# Seen: 2 slides; names with 'hidden' or 'show': []
# Exits non-zero if that changes.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-pptx==1.0.2
cd "$folder"
"$folder/venv/bin/python" - "$here" <<'EOF'
from pptx import Presentation
made = Presentation()
for _ in range(2):
    made.slides.add_slide(made.slide_layouts[6])
made.slides[1]._element.set("show", "0")
made.save("plan.pptx")
slides = Presentation("plan.pptx").slides
names = [name for name in dir(slides[1]) if "hidden" in name or "show" in name]
print(len(slides), names)
assert (len(slides), names) == (2, []), (len(slides), names)
EOF
