"""A ready question as plain SPARQL 1.1 for any endpoint: parameters bound, nothing left open, prefixes in it.

It is the very text that `ask` sends to a store: what was not given is not there, where the stored question has a
``VALUES`` block with ``UNDEF`` that strict engines (Virtuoso) refuse or answer otherwise. What a step makes of the rows
afterwards (`Question.then`) is not in it: it fetches what the answer is made from.
"""

from __future__ import annotations

import re
from itertools import count

from cohesion_graph.questions.binding import Bound, bound_text
from cohesion_graph.questions.registry import Question

__all__ = ["endpoint_ready", "with_unions"]


_MARK = re.compile(r"(?:^|[ \t]+)#[?-].*$", re.MULTILINE)
"""What tells the package when a line is wanted, and which the plan's own records answer (`binding`)."""


def endpoint_ready(one: Question, bound: Bound) -> str:
    """The query with what it asks and for which values, in comments, ended by a newline."""
    head = [f"# {one.title}"]
    head += [f"# {name} = {bound.values[name]}" for name in sorted(bound.values)]
    if one.then:
        head.append("# These rows are what the answer is made from; cohesion-graph makes it.")
    unmarked = _MARK.sub("", bound_text(one.text, bound.terms, bound.values))
    body = re.sub(r"\n\s*\n+", "\n", unmarked).strip()
    return "\n".join([*(" ".join(line.split()) for line in head), body, ""])


_MAYBE_EMPTY = re.compile(
    r"^(?P<indent> *)(?P<start>\?\w+) (?:\((?P<path>[^()]+)\)|(?P<link>[\w:-]+))\? (?P<end>\?\w+) \.$", re.MULTILINE
)
"""A line with a path that may be empty: ``?item pap:milestoneOf? ?whole .``"""


_FROM_ITSELF = re.compile(
    r"^(?P<indent> *)(?P<start>\?\w+) (?P<path>\([^()]+\)|[\w:-]+)\* (?P<end><[^<>]+>) \.$", re.MULTILINE
)
"""A line with a path of any length, none too, to what is asked about: ``?needed pap:partOf* <...> .``"""

_ASKED = re.compile(r"VALUES (\?asked_\w+) \{ (<[^<>]+>) \}")
_REACHING = re.compile(r"([*+]) (\?asked_\w+)")


def with_unions(query: str) -> str:
    """The same query with each path that may be empty as a union of the link and the thing itself; the same rows.

    Comunica drops empty paths between two variables (comunica/comunica#1213), and walks paths of any length from
    everything there is unless what they lead to stands in them and they are not empty: so what is asked about does, and
    stands beside them. Virtuoso reads both, and takes several times as long for the unions.
    """
    number, asked = count(1), dict(_ASKED.findall(query))

    def union(found: re.Match[str]) -> str:
        start, end, link = found["start"], found["end"], found["path"] or found["link"]
        itself = f"{start} pap:order ?itself_{next(number)} BIND ({start} AS {end})"  # claims and items all have it
        return f"{found['indent']}{{ {start} {link} {end} }} UNION {{ {itself} }}"

    ended = _REACHING.sub(lambda found: f"{found[1]} {asked.get(found[2], found[2])}", query)
    apart = _FROM_ITSELF.sub(r"\g<indent>{ \g<start> \g<path>+ \g<end> } UNION { BIND (\g<end> AS \g<start>) }", ended)
    return _MAYBE_EMPTY.sub(union, apart)
