"""Every question across plans on Spark, row for row with DuckDB; needs Java and pyspark (one gigabyte, so by hand).

pip install pyspark && python tests/by_hand/spark.py COLLECTION [local[2] or spark://host:7077]
"""

import sys
from pathlib import Path

from cohesion_graph.collections.asking import ask

CASES = [
    ("changed", {}),
    ("contributions", {}),
    ("contributions", {"teams": "rolled-up", "role": "lead"}),
    ("deadlines", {"as_of": "2009-01-01"}),
    ("discrepancies", {}),
    ("due", {"from": "2009-01-01"}),
    ("instruments", {}),
    ("overdue", {"as_of": "2025-09-30"}),
    ("ranking", {}),
    ("ranking", {"count": "milestones"}),
    ("shared-responsibilities", {"joint": "yes"}),
]


def main() -> None:
    folder, engine = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "local[2]"
    party = ask(folder, "contributions").to_records()[0]["party"]
    of_a_body = [(name, {"party": party}) for name in ("contributions", "due", "shared-responsibilities")]
    for name, parameters in (*CASES, *of_a_body):
        here, there = ask(folder, name, **parameters), ask(folder, name, engine=engine, **parameters)
        assert here.rows == there.rows, f"{name} {parameters}: the engines differ"
        sys.stdout.write(f"{name:24} {len(here):6} rows, the same on {engine}\n")


if __name__ == "__main__":
    main()
