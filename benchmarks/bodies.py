"""Which bodies of many plans are one: the package's rule beside likeness of letters and a trained model.

    python benchmarks/bodies.py [TOWNS]        # 40 towns if not given; Splink and rapidfuzz are tried where installed

The truth is made: towns in counties, each with a plan that names its council, teams and boards that every town has
under one name (forty bodies), the county's police, fire service and trust (one body in some ten plans), charities and
companies whose names no list knows, and bodies that the country has once. Names come in the forms that plans print:
in full, shortened, with the place or without it, with initials beside, now and then misspelt; kinds are sometimes not
told. Printed are precision and recall of pairs of bodies in different plans, and seconds.

Each way but the rule is given what it is best with: blocking on words, the place of the plan, frequency of names; and
the threshold that is best for it on this very truth, which nobody would know beforehand.
"""

import itertools
import random
import re
import sys
import time
from collections import Counter, defaultdict

from cohesion_graph.collections.alike import Named, alike

COUNTIES = ["Cleveland", "Norshire", "Westmarch", "Kentmere", "Derwentshire", "Southmoor"]
SYLLABLES = "Ash Bram Cal Dun Ever Fal Gar Hart Iver Kel Lang Mar Nor Ox Pen Ray Stan Thorn Wex Yar".split()  # noqa: SIM905
ENDINGS = "bury beck ton ham ford worth mere well stead port ley field".split()  # noqa: SIM905
EVERYWHERE = [
    ("Community Safety Team", "council-team"),
    ("Housing Team", "council-team"),
    ("Public Health", "council-team"),
    ("Health and Wellbeing Board", "group"),
    ("Children's Trust Board", "group"),
    ("Voluntary Sector Forum", "network"),
    ("Citizens Advice", "voluntary"),
    ("Age UK", "voluntary"),
    ("Healthwatch", "voluntary"),
    ("Neighbourhood Watch", "network"),
    ("Chief Executive", "post"),
]
ONCE = [
    (("Department for Work and Pensions", "DWP", "Department for Work & Pensions"), "public-body"),
    (("Environment Agency", "the Environment Agency"), "public-body"),
    (("NHS England", "NHSE"), "public-body"),
    (("Home Office",), "public-body"),
    (("Quarrylight Trust", "Quarrylight"), "voluntary"),
    (("Thistledown", "Thistledown Foundation"), "voluntary"),
    (("Brindle Homes", "Brindle Homes Ltd", "Brindle Housing"), "company"),
    (("Institute of Civic Repair",), "public-body"),
]


def generated(towns, seed=7):
    """Bodies as plans name them, and which real body each is."""
    draw = random.Random(seed)
    names = [f"{a}{b}" for a, b in itertools.product(SYLLABLES, ENDINGS)]
    draw.shuffle(names)
    found, truth = [], {}
    for number, town in enumerate(names[:towns]):
        county = COUNTIES[number % len(COUNTIES)]
        authority = f"{town} {draw.choice(['Borough Council', 'City Council', 'District Council', 'Council'])}"
        neighbour = names[(number + len(COUNTIES)) % towns]
        for place, (real, kind, forms) in enumerate(_bodies(draw, town, neighbour, county, authority)):
            shown = draw.choice(forms)
            if draw.random() < 0.03:
                shown = _misspelt(draw, shown)
            others = tuple(form for form in forms if form != shown and draw.random() < 0.3)
            kind = "not-stated" if draw.random() < 0.1 else kind
            one = Named(f"{town.casefold()}/plan", f"body-{place}", kind, authority, (shown, *others))
            found.append(one)
            truth[one.dataset, one.organisation_id] = real
    return found, truth


def _bodies(draw, town, neighbour, county, authority):
    initials = f"{town[0]}BC"
    yield (
        f"{town} council",
        "council",
        [authority, f"{town} Council", authority] + ([initials] if draw.random() < 0.3 else []),
    )
    if draw.random() < 0.5:
        yield f"{neighbour} council", "council", [f"{neighbour} Council", f"{neighbour} Borough Council"]
    for name, kind in EVERYWHERE:
        if draw.random() < 0.7:
            yield f"{town} {name}", kind, [name, name, f"{town} {name}", f"{name} ({town})"]
    yield f"{town} partnership", "partnership", [f"Safer {town} Partnership", f"Safer {town}"]
    if draw.random() < 0.3:
        yield f"{neighbour} partnership", "partnership", [f"Safer {neighbour} Partnership"]
    yield f"{county} police", "public-body", [f"{county} Police", f"{county} Police", f"{county} Constabulary"]
    if draw.random() < 0.4:
        yield f"{town} the police", "public-body", ["Police", "the Police"]
    yield f"{county} fire", "public-body", [f"{county} Fire and Rescue Service", f"{county} Fire & Rescue"]
    yield f"{county} trust", "public-body", [f"{county} NHS Foundation Trust", f"{county} NHS Trust"]
    for forms, kind in ONCE:
        if draw.random() < 0.4:
            yield forms[0], kind, list(forms)


def _misspelt(draw, name):
    at = draw.randrange(1, max(2, len(name) - 1))
    return name[:at] + name[at + 1 :] if draw.random() < 0.5 else name[:at] + name[at - 1] + name[at:]


def judged(pairs, truth):
    """Precision and recall of pairs of places."""
    by_real = defaultdict(list)
    for place, real in truth.items():
        by_real[real].append(place)
    right = {
        frozenset(pair)
        for places in by_real.values()
        for pair in itertools.combinations(places, 2)
        if pair[0][0] != pair[1][0]
    }
    hits = len(pairs & right)
    return hits / max(len(pairs), 1), hits / len(right)


def _pairs_of(groups):
    return {
        frozenset(pair) for group in groups for pair in itertools.combinations(group, 2) if pair[0][0] != pair[1][0]
    }


def by_rule(bodies, _):
    groups = [[(one.dataset, one.organisation_id) for one in reason.members] for reason in alike(bodies)]
    yield "rule of kind, place and words", _pairs_of(groups)


def by_letters(bodies, truth):
    """rapidfuzz, blocked on any rare word; the threshold that is best on this truth."""
    from rapidfuzz import fuzz

    words = [set(re.findall(r"[a-z0-9]+", one.names[0].casefold())) for one in bodies]
    count = Counter(word for held in words for word in held)
    blocks = defaultdict(list)
    for number, held in enumerate(words):
        for word in sorted(held, key=count.__getitem__)[:2]:
            blocks[word].append(number)
    scores = {}
    for numbers in blocks.values():
        for a, b in itertools.combinations(numbers, 2):
            if bodies[a].dataset != bodies[b].dataset and (a, b) not in scores:
                scores[a, b] = max(fuzz.token_sort_ratio(x, y) for x in bodies[a].names for y in bodies[b].names)
    best = (0.0, None)
    for least in range(60, 101, 5):
        pairs = {
            frozenset((_place(bodies[a]), _place(bodies[b]))) for (a, b), score in scores.items() if score >= least
        }
        precision, recall = judged(pairs, truth)
        f = 2 * precision * recall / max(precision + recall, 1e-9)
        best = max(best, (f, least, pairs), key=lambda one: one[0])
    yield f"rapidfuzz, blocked, from {best[1]}", best[2]


def by_model(bodies, truth):
    """Splink on DuckDB: blocked on name and on rare words, term frequencies, the plan's place, kinds; trained by EM."""
    import pandas as pd
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    rows = []
    count = Counter(word for one in bodies for word in set(re.findall(r"[a-z0-9]+", one.names[0].casefold())))
    for number, one in enumerate(bodies):
        words = sorted(set(re.findall(r"[a-z0-9]+", one.names[0].casefold())), key=lambda word: (count[word], word))
        town = re.sub(r" (Borough|City|District)? ?Council", "", one.authority).casefold()
        rows.append(
            {
                "unique_id": number,
                "plan": one.dataset,
                "name": " ".join(sorted(words)),
                "rarest": words[0] if words else "",
                "words": words,
                "kind": one.kind if one.kind != "not-stated" else None,
                "says_town": town if town in words else None,
            }
        )
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[block_on("name"), block_on("rarest")],
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.95, 0.88]).configure(term_frequency_adjustments=True),
            cl.ArrayIntersectAtSizes("words", [3, 2, 1]),
            cl.ExactMatch("rarest").configure(term_frequency_adjustments=True),
            cl.ExactMatch("kind"),
            cl.ExactMatch("says_town"),
        ],
    )
    linker = Linker(DuckDBAPI().register(pd.DataFrame(rows)), settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match([block_on("name", "kind")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("rarest"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("name"))
    found = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    best = (0.0, None)
    for least in (0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999, 0.9999):
        chosen = found[found.match_probability >= least]
        pairs = {
            frozenset((_place(bodies[a]), _place(bodies[b])))
            for a, b in zip(chosen.unique_id_l, chosen.unique_id_r, strict=True)
            if bodies[a].dataset != bodies[b].dataset
        }
        precision, recall = judged(pairs, truth)
        f = 2 * precision * recall / max(precision + recall, 1e-9)
        best = max(best, (f, least, pairs), key=lambda one: one[0])
    yield f"Splink, trained, from {best[1]}", best[2]


def _place(one):
    return one.dataset, one.organisation_id


def main():
    towns = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    bodies, truth = generated(towns)
    sys.stdout.write(f"{len(bodies)} bodies in {towns} plans, {len(set(truth.values()))} real ones\n")
    for way in (by_rule, by_letters, by_model):
        begun = time.process_time()
        try:
            for name, pairs in way(bodies, truth):
                precision, recall = judged(pairs, truth)
                spent = time.process_time() - begun
                sys.stdout.write(f"{name:40} precision {precision:.2f}  recall {recall:.2f}  {spent:6.1f} s\n")
        except ModuleNotFoundError as error:
            sys.stdout.write(f"{way.__name__}: {error.name} is not installed\n")


if __name__ == "__main__":
    main()
