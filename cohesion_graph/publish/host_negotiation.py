"""The Accept header in the languages of nginx and Apache: the form of a document that a client gets (`negotiation`).

Neither language compares numbers. So each offer's range is found by one pattern that captures its weight; the weight
becomes four digits and the range's exactness a fifth (``0.5`` by name is ``05002``); and of two such words one pattern
tells which is greater, or, where they are the same and both by name, which type stands first in the header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from cohesion_graph.negotiation import JSON_LD, OTHER_RDF, PAGE, TURTLE, Offer

__all__ = ["FORM", "apache_negotiation", "nginx_negotiation"]

FORM = "cohesion_form"
"""The variable that holds the ending of the form wanted; empty for the page."""

_OFFERS = {"page": PAGE, "turtle": TURTLE, "jsonld": JSON_LD, "rdf": OTHER_RDF}
_CONTESTS = (("turtle", "page"), ("jsonld", "page"), ("rdf", "page"), ("jsonld", "turtle"))
_OTHER_PARAMETER = r"\s*;(?!\s*q\s*=)[^;,\x22]*+(?:\x22[^\x22]*\x22[^;,\x22]*+)?"
_WEIGHT = r"\s*;\s*q\s*=\s*({name}0(?:[.]\d*)?|1(?:[.]0*)?)\s*(?:;[^,]*)?"
_GREATER = "^(\\d*)(?:" + "|".join(f"{digit}\\d* \\1[0-{digit - 1}]" for digit in range(1, 10)) + ")"


def _ranges(offer: Offer, capture: str = "") -> Iterator[tuple[int, str]]:
    """Patterns of the ranges that cover an offer with their exactness, the most exact first.

    Args:
        offer: What is covered.
        capture: What begins the group around the weight, a name for instance, with ``%d`` for the exactness.
    """
    ranges = {2: "|".join(map(re.escape, offer.media_types))}
    if offer is not OTHER_RDF:
        ranges |= {1: re.escape(offer.media_types[0].partition("/")[0]) + "/[*]", 0: "[*]/[*]"}
    for exactness, names in ranges.items():
        weight = _WEIGHT.format(name=capture % exactness if capture else "")
        yield exactness, rf"(?:^|,)\s*(?:{names})(?:{_OTHER_PARAMETER})*(?:{weight})?\s*(?=,|$)"


def _first(one: Offer, other: Offer, group: int) -> str:
    """Where two words are the same and both by name: that a type of one stands before all of the other."""
    mine, others = (f"[\\s,](?:{'|'.join(map(re.escape, offer.media_types))})(?=[\\s;,]|$)" for offer in (one, other))
    return rf"^(\d{{4}}2) \{group}(?=\s)(?:(?!{others}).)*{mine}"


def nginx_negotiation() -> str:
    """Maps for nginx's ``http`` block that set `FORM` from the Accept header."""
    maps = [*chain(*map(_nginx_wish, _OFFERS)), *map(_nginx_contest, _CONTESTS)]
    wins = "".join(f"$cohesion_{one}_before_page" for one in ("turtle", "jsonld", "rdf"))
    maps.append(
        f'map "{wins} $cohesion_jsonld_before_turtle" ${FORM} {{\n    default "";\n'
        f'    "~1.* 1$" "{JSON_LD.ending}";\n    "~1.* " "{TURTLE.ending}";\n}}\n'
    )
    return "".join(maps)


def _nginx_wish(name: str) -> Iterator[str]:
    lines = [
        f'    "~*{pattern}" "{exactness}q$cohesion_{name}_{exactness}";\n'
        for exactness, pattern in _ranges(_OFFERS[name], f"?<cohesion_{name}_%d>")
    ]
    yield f'map $http_accept $cohesion_{name}_range {{\n    default "";\n{"".join(lines)}}}\n'
    yield (
        f'map "${{cohesion_{name}_range}}000" $cohesion_{name} {{\n    default 00000;\n    "~q0[.]?000" 00000;\n'
        f'    "~^(?<cohesion_{name}_a>\\d)q000$" "1000$cohesion_{name}_a";\n'
        f'    "~^(?<cohesion_{name}_b>\\d)q(?<cohesion_{name}_c>\\d)[.]?(?<cohesion_{name}_d>\\d\\d\\d)" '
        f'"$cohesion_{name}_c$cohesion_{name}_d$cohesion_{name}_b";\n}}\n'
    )


def _nginx_contest(contest: tuple[str, str]) -> str:
    one, other = contest
    return (
        f'map "$cohesion_{one} $cohesion_{other} $http_accept" $cohesion_{one}_before_{other} {{\n    default 0;\n'
        f'    "~^00000" 0;\n    "~{_GREATER}" 1;\n    "~*{_first(_OFFERS[one], _OFFERS[other], 1)}" 1;\n}}\n'
    )


def apache_negotiation() -> str:
    """Rules for mod_rewrite that set the environment's variable `FORM` from the Accept header."""
    lines = [*chain(*map(_apache_wish, _OFFERS)), *chain(*map(_apache_contest, _CONTESTS))]
    wins = "".join(f"%{{ENV:cohesion_{one}_before_page}}" for one in ("turtle", "jsonld", "rdf"))
    before = "%{ENV:cohesion_jsonld_before_turtle} 1"
    for form, conditions in ((TURTLE, [f"{wins} 1"]), (JSON_LD, [f"{wins} 1", before])):
        lines += [f"RewriteCond {condition}\n" for condition in conditions]
        lines.append(f"RewriteRule ^ - [E={FORM}:{form.ending}]\n")
    return "".join(lines)


def _apache_wish(name: str) -> Iterator[str]:
    variable = f"cohesion_{name}"
    for exactness, pattern in sorted(_ranges(_OFFERS[name])):
        yield f'RewriteCond %{{HTTP_ACCEPT}} "{pattern}" [NC]\nRewriteRule ^ - [E={variable}:{exactness}q%1]\n'
    weighed = (
        ("^(\\d)q000$", "1000%1"),
        ("^(\\d)q(\\d)[.]?(\\d\\d\\d)", "%2%3%1"),
        ("^(?!\\d{5})|^0000", "00000"),
    )
    for pattern, word in weighed:
        yield f'RewriteCond "%{{ENV:{variable}}}000" "{pattern}"\nRewriteRule ^ - [E={variable}:{word}]\n'


def _apache_contest(contest: tuple[str, str]) -> Iterator[str]:
    one, other = contest
    tested = f"%{{ENV:cohesion_{one}}} %{{ENV:cohesion_{other}}} %{{HTTP_ACCEPT}}"
    either = f"{_GREATER}|{_first(_OFFERS[one], _OFFERS[other], 2)}"
    yield f'RewriteCond "{tested}" "!^00000"\nRewriteCond "{tested}" "{either}" [NC]\n'
    yield f"RewriteRule ^ - [E=cohesion_{one}_before_{other}:1]\n"
