#!/usr/bin/env bash
# A value bound to a DuckDB query, and an Arrow array made of a list, import pandas
#
# Versions: duckdb 1.5.6, pyarrow 26.0.1, pandas 3.1.1, numpy 2.4.6
# Behaviour: Where pandas is installed, the first parameter that is bound to a query (any text) and the first call of pyarrow.array() on a
#   list import it, to look whether what they are given is of its making: 0.3 to 0.4 s of processor time and 50 to
#   90 MiB in each process that never uses a data frame. The same query with its values written out, and an array made by
#   pyarrow.Array.from_buffers(), do not.
# Seen: literal False, bound True, buffers False, array True
# Exits non-zero if that changes.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet duckdb==1.5.6 pyarrow==26.0.1 pandas==3.1.1 numpy==2.4.6
seen() { "$folder/venv/bin/python" -c "$1; import sys; print('pandas' in sys.modules)"; }
literal=$(seen "import duckdb; duckdb.connect().execute(\"SELECT 'x'\").fetchone()")
bound=$(seen "import duckdb; duckdb.connect().execute('SELECT ?', ['x']).fetchone()")
buffers=$(seen "import pyarrow as pa; pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(bytes([0, 0, 0, 0, 1, 0, 0, 0])), pa.py_buffer(b'x')])")
array=$(seen "import pyarrow as pa; pa.array(['x'])")
told="literal $literal, bound $bound, buffers $buffers, array $array"
echo "$told"
test "$told" = "literal False, bound True, buffers False, array True"
