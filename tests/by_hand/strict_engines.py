"""Run the endpoint-ready questions and the competency questions on a SPARQL endpoint, and compare with Oxigraph.

    python tests/by_hand/strict_engines.py http://localhost:8890/sparql [seconds for each] [unions] [NAME...]

The endpoint must hold the Stockton plan and nothing else: cohesion-graph load ENDPOINT, or its N-Quads by the engine's
own loader. Virtuoso, Jena (`JenaEndpoint.java`) and Comunica (`comunica.mjs`) are meant; none is installed for the
usual tests. Give Virtuoso 60 seconds: 7.2.5 compiles `doubts` and `next` for 12 to 17 the first time it is asked, and a
moment later takes a quarter of one. It must be loaded anew for each run: started again over the same file it compares
days wrongly (007) and does not end over `cross-references`.
Names of questions ask these alone. "unions" asks them as ``ask --query --unions`` writes them: Comunica needs it.
"""

import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from pathlib import Path

import cohesion_graph
from cohesion_graph.names import names_of
from cohesion_graph.questions.binding import bind
from cohesion_graph.questions.endpoint_ready import endpoint_ready, with_unions
from cohesion_graph.questions.registry import questions

ROOT = Path(__file__).parents[2]
GIVEN = {"thing": "local-area-agreement", "body": "safer-stockton-partnership", "source": "borough-plan", "item": "CC1"}
GIVEN |= {"action": "CC1", "instrument": "local-area-agreement", "date": "2008-12-31", "integer": "2", "days": "30"}


def asked(plan):
    """Every query with its name."""
    for one in questions():
        needed = {each.name: GIVEN.get(each.type, "CC1") for each in one.parameters if each.required}
        yield one.name, endpoint_ready(one, bind(one, needed, names_of(plan.dataset)))
    for path in sorted((ROOT / "ontology" / "questions").glob("*.rq")):
        yield path.stem, path.read_text(encoding="utf-8")


def answered(endpoint, query, seconds):
    """Rows of values, without datatypes: engines differ in how they name plain literals; and what the engine spent."""
    data = urllib.parse.urlencode({"query": query}).encode()
    request = urllib.request.Request(endpoint, data, {"Accept": "application/sparql-results+json"})
    with urllib.request.urlopen(request, timeout=seconds) as answer:
        told, spent = json.load(answer), answer.headers.get("X-Processor-Seconds", "")
    if "boolean" in told:
        return Counter([str(told["boolean"]).lower()]), spent
    names = told["head"].get("vars", [])
    rows = (tuple(row.get(name, {}).get("value", "") for name in names) for row in told["results"]["bindings"])
    return Counter(rows), spent


def settle(endpoint):
    """Wait until the engine answers again: some start a new process after a query that took too long."""
    for _ in range(60):
        time.sleep(1)
        try:
            return answered(endpoint, "ASK { ?s ?p ?o }", 5)
        except (OSError, ValueError):
            continue
    return None


def expected(store, query):
    found = store.query(query, use_default_graph_as_union=True)
    if isinstance(found, bool) or not hasattr(found, "variables"):
        return Counter([str(bool(found)).lower()])
    return Counter(tuple(getattr(value, "value", "") if value else "" for value in row) for row in found)


def main():
    endpoint, seconds = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 10
    written = with_unions if "unions" in sys.argv[3:] else str
    plan = cohesion_graph.load(ROOT / "data" / "stockton")
    verdicts = Counter()
    wanted = {*sys.argv[3:]} - {"unions"}
    for name, query in asked(plan):
        if wanted and name not in wanted:
            continue
        started, told = time.perf_counter(), ""
        try:
            found, spent = answered(endpoint, written(query), seconds)
            verdict = "equal" if found == expected(plan.store, query) else "different"
            told = f"{float(spent):.1f} s of processor" if spent else ""
            told = f"{sum(found.values())} rows" if verdict == "different" else told
        except urllib.error.HTTPError as error:
            verdict, told = "refused", error.read(300).decode("utf-8", "replace").split("\n")[0]
        except (OSError, ValueError) as error:
            verdict, told = "over time", str(error)
            settle(endpoint)
        verdicts[verdict] += 1
        print(f"{verdict:10} {time.perf_counter() - started:6.2f} s  {name}  {told}")
    print(dict(verdicts))


if __name__ == "__main__":
    main()
