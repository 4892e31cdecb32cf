"""Check the catalogue of a built site with the shapes of DCAT-AP themselves (https://github.com/SEMICeu/DCAT-AP).

    python tests/by_hand/dcat_ap.py SITE SHAPES.ttl...

SITE is a folder that `cohesion-graph build` wrote; of release 3.0.1 the files shapes.ttl, range.ttl and
shapes_recommended.ttl in releases/3.0.1/html/shacl are meant. Expected: nothing from the first two; what is left of the
third, the docstring of `cohesion_graph.rdf.catalogue` answers.
"""

import sys
from collections import Counter
from pathlib import Path

import pyshacl
import rdflib

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def main():
    site, *shapes = map(Path, sys.argv[1:])
    told = rdflib.Graph()
    for path in (*site.glob("data/*/*.ttl"), *site.glob("data/*/*/terms.ttl")):
        told.parse(path)
    for path in shapes:
        _, report, _ = pyshacl.validate(told, shacl_graph=rdflib.Graph().parse(path), advanced=True)
        found = Counter(
            (str(report.value(one, SH.resultSeverity)).rpartition("#")[2], str(report.value(one, SH.resultPath)))
            for one in report.subjects(rdflib.RDF.type, SH.ValidationResult)
        )
        print(f"{path.name}: {sum(found.values())} results")
        for (severity, property_path), number in found.most_common():
            print(f"  {number:4} {severity} {property_path}")


if __name__ == "__main__":
    main()
