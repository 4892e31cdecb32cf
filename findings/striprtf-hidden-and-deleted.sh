#!/usr/bin/env bash
# striprtf gives hidden, deleted and struck text as if it were printed
#
# Versions: striprtf 0.0.29
# Behaviour: \v (hidden), \deleted (tracked deletion) and \strike are read past: their words stand among the others, unmarked.
# Seen: 'Light old the streets (cost 40k) by April May'
# Exits non-zero if that changes.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet striprtf==0.0.29
cd "$folder"
"$folder/venv/bin/python" - "$here" <<'EOF'
from striprtf.striprtf import rtf_to_text
seen = rtf_to_text(r"{\rtf1\ansi Light {\deleted old }the streets{\v  (cost 40k)} by {\strike April }May}")
print(repr(seen))
assert seen == "Light old the streets (cost 40k) by April May", seen
EOF
