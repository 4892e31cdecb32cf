"""What a site weighs, by kind of file; and how much of each kind is not said elsewhere in it.

    python benchmarks/site_bytes.py [SITE]

SITE is a folder that `cohesion-graph build` wrote; without it the real plan's site is built. "Said once" is what is
left of a kind when its files are compressed as one (LZMA): what a reader of all of them would learn. The last line is
the page of a thing with its two files of data, in the median.

The real plan on 1 December 2026, in bytes, before and after prefixes were declared only where they make a document
shorter, and pages said once what they said twice (a page with its data had 13,830 bytes in the median, now 11,960):

                                          before         now
pages of things                        1,854,534   1,703,248
things as Turtle                         973,218     871,684
things as JSON-LD                        959,095     890,470
answers: pages                           935,449     899,760
answers: tables and queries              560,212     560,273
whole plan: linked data                1,627,647   1,620,840
whole plan: tables and other forms       604,195     599,023
pictures                                 585,060     584,615
partner sheets                           503,210     502,746
calendars                                211,778     211,778
vocabulary and code lists                664,641     639,192
scripts and styles                       720,680     721,211
other pages                              213,788     207,271
records, rules for hosts, site map       169,973     170,927
together                              10,583,480  10,183,038
"""

import lzma
import re
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

KINDS = (
    ("pages of things", r"id/.*\.html"),
    ("things as Turtle", r"id/.*\.ttl"),
    ("things as JSON-LD", r"id/.*\.jsonld"),
    ("answers: pages", r"questions/.*\.html"),
    ("answers: tables and queries", r"questions/.*"),
    ("whole plan: linked data", r"data/.*\.(?:ttl|trig|nq|jsonld|json)(?:\.gz)?"),
    ("whole plan: tables and other forms", r"data/.*"),
    ("pictures", r"pictures/.*"),
    ("partner sheets", r"sheets/.*"),
    ("calendars", r"calendar/.*"),
    ("vocabulary and code lists", r"def/.*"),
    ("scripts and styles", r"assets/.*|search/.*\.js"),
    ("other pages", r".*\.html"),
    ("records, rules for hosts, site map", r".*"),
)


def weighed(site):
    """The files of each kind."""
    found = defaultdict(list)
    for path in sorted(one for one in site.rglob("*") if one.is_file()):
        name = path.relative_to(site).as_posix()
        found[next(kind for kind, pattern in KINDS if re.fullmatch(pattern, name))].append(path)
    return found


def things(site):
    """Bytes of each page of a thing together with its Turtle and its JSON-LD."""
    for page in site.glob("id/**/index.html"):
        data = [page.parent.with_name(page.parent.name + ending) for ending in (".ttl", ".jsonld")]
        if all(one.exists() for one in data):
            yield sum(one.stat().st_size for one in (page, *data))


def main(site):
    found = weighed(site)
    print(f"{'':36}{'files':>7}{'bytes':>12}{'said once':>12}")
    for kind, _ in KINDS:
        content = [path.read_bytes() for path in found[kind]]
        once = len(lzma.compress(b"".join(content), preset=6))
        print(f"{kind:36}{len(content):>7,}{sum(map(len, content)):>12,}{once:>12,}")
    sizes = [path.stat().st_size for paths in found.values() for path in paths]
    print(f"{'together':36}{len(sizes):>7,}{sum(sizes):>12,}")
    print(f"a thing with its data, median: {statistics.median(things(site)):,.0f} bytes")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        import cohesion_graph
        from cohesion_graph.publish.site import build_site

        with tempfile.TemporaryDirectory() as folder:
            build_site(cohesion_graph.load(ROOT / "data" / "stockton"), Path(folder) / "site")
            main(Path(folder) / "site")
