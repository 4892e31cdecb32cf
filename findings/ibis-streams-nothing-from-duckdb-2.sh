#!/usr/bin/env bash
# Ibis 12 installs beside DuckDB 2 and answers, but cannot stream from it
#
# Versions: ibis-framework 12.0.0, duckdb 1.4.4 and 2.0.1
# Behaviour: `to_pyarrow` works on both (on DuckDB 2 with a deprecation warning); `to_pyarrow_batches` calls `fetch_record_batch`, which
#   DuckDB 2 no longer has. So a program that works in small fails where an answer is too large to be held at once.
# Seen: 1.4.4 streams 3 rows; 2.0.1: 'DuckDBPyConnection' object has no attribute 'fetch_record_batch'
# Exits non-zero if that changes.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cat >"$folder/stream.py" <<'EOF'
import warnings

import duckdb
import ibis

warnings.simplefilter("ignore")
connection = ibis.duckdb.connect()
numbers = ibis.memtable({"number": [1, 2, 3]})
whole = connection.to_pyarrow(numbers).num_rows
try:
    streamed = sum(batch.num_rows for batch in connection.to_pyarrow_batches(numbers))
except AttributeError as error:
    streamed = str(error)
print(f"duckdb {duckdb.__version__}: {whole} rows at once, streamed: {streamed}")
EOF
for version in 1.4.4 2.0.1; do
  python3 -m venv "$folder/$version"
  "$folder/$version/bin/pip" install --quiet "ibis-framework[duckdb]==12.0.0" "duckdb==$version"
  "$folder/$version/bin/python" "$folder/stream.py" | tee -a "$folder/seen"
done
diff "$folder/seen" - <<'EOF'
duckdb 1.4.4: 3 rows at once, streamed: 3
duckdb 2.0.1: 3 rows at once, streamed: 'DuckDBPyConnection' object has no attribute 'fetch_record_batch'
EOF
