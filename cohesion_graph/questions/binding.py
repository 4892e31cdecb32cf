"""Parameters of a question: what was typed becomes RDF terms, and the terms take their place in the query.

A query marks the place of a parameter with a ``VALUES`` block of its own: ``VALUES ?asked_party { UNDEF }``, or the
default in it. Binding puts the encoded term there, in every block of that name, or takes the block away where nothing
was given; a source becomes a ``FILTER`` in its place. A line that ends in ``#? party`` is there only where that
parameter is given, one that ends in ``#? teams=apart`` only where it has that value, one that ends in ``#? party=``
only where it is not given, one that ends in ``#? party teams=apart`` only where both hold; so are all lines between
``#?{ party`` and ``#?}``.

Terms are encoded by `rdf.terms` alone, so no text that somebody typed ever becomes query text. Pyoxigraph's own
substitutions would do for variables that a query selects; most parameters here are not selected.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cohesion_graph.errors import BadParameter, near_misses
from cohesion_graph.names import KINDS, Finder
from cohesion_graph.questions.registry import Parameter, Question
from cohesion_graph.rdf import terms
from cohesion_graph.rdf.namespaces import DEFINITIONS

__all__ = ["Bound", "bind", "bound_text"]

_CONDITIONS = r"([a-z_]+(?:=[a-z-]*)?(?: [a-z_]+(?:=[a-z-]*)?)*)"
_CONDITION = re.compile(rf" #\? {_CONDITIONS}$")
_PART = re.compile(rf"\s*#\?\{{ {_CONDITIONS}")
_END = "#?}"
_FILTERED = frozenset({"source"})
"""Parameters that filter what was found. Engines begin a query with the terms that ``VALUES`` gives; with a source that
is the slowest way, since each of a plan's few sources says a great part of it."""
_BLOCK = re.compile(r"VALUES \?asked_([a-z_]+) \{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Bound:
    """The parameters of one asking, read and resolved."""

    terms: Mapping[str, str] = field(default_factory=dict)
    """Encoded terms by parameter; a parameter without a value is not in it."""
    values: Mapping[str, str] = field(default_factory=dict)
    """The same as they are shown and compared by rules: identifiers, words, ISO dates."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """The same in words, for notes: a body's name, an action's reference."""

    def day(self, name: str) -> dt.date | None:
        """A date parameter, None where it was not given."""
        return dt.date.fromisoformat(self.values[name]) if name in self.values else None

    def number(self, name: str) -> int:
        """A whole-number parameter that has a default or is required."""
        return int(self.values[name])


def bind(question: Question, given: Mapping[str, object], names: Finder) -> Bound:
    """Read what was given for a question's parameters.

    Args:
        question: The question.
        given: Values by parameter: texts as typed, or dates and whole numbers. None and "" count as not given.
            A name may end in an underscore, for those that Python keeps to itself (``from_``).
        names: What bodies, instruments, items and sources are called.

    Raises:
        UnknownName: a parameter the question does not have, or a name that nothing answers to.
        BadParameter: a required parameter is missing, or a value is not of its type.
    """
    wanted: dict[str, object] = {}
    for name, value in given.items():
        parameter = question.parameter(name.rstrip("_").replace("-", "_"))
        if value is not None and value != "":
            wanted[parameter.name] = value
    found, values, labels = {}, {}, {}
    for parameter in question.parameters:
        value = wanted.get(parameter.name, parameter.default)
        if value == "":
            if parameter.required:
                usage = f"{question.name} {parameter.usage}"
                cure = f"{parameter.about} Write `cohesion-graph ask {usage}`."
                raise BadParameter(f"the question {question.name!r} needs {parameter.name!r}\n  {cure}")
            continue
        found[parameter.name], values[parameter.name], labels[parameter.name] = _read(parameter, value, names)
    return Bound(found, values, labels)


def bound_text(text: str, encoded: Mapping[str, str], values: Mapping[str, str]) -> str:
    """The query as it is sent: conditional lines kept or dropped, parameters' blocks filled or taken away.

    Args:
        text: The query as stored.
        encoded: Encoded terms by parameter.
        values: The values by parameter that conditions are compared with; those of `encoded`, as words.

    >>> bound_text("SELECT * { VALUES ?asked_min { 2 } VALUES ?asked_party { UNDEF } }", {"min": "3"}, {"min": "3"})
    'SELECT * { VALUES ?asked_min { 3 }  }'
    """

    def filled(block: re.Match[str]) -> str:
        name = block[1]
        if name not in encoded:
            return ""
        if name in _FILTERED:
            return f"FILTER (?asked_{name} = {encoded[name]})"
        return f"VALUES ?asked_{name} {{ {encoded[name]} }}"

    return _BLOCK.sub(filled, "\n".join(_kept(text, values)))


def _kept(text: str, values: Mapping[str, str]) -> Iterator[str]:
    """The lines whose conditions hold, without the header."""
    is_left_out = False
    for line in text.splitlines():
        if part := _PART.fullmatch(line):
            is_left_out = not _hold(part[1], values)
        elif line.strip() == _END:
            is_left_out = False
        elif not (is_left_out or line.startswith("#:")):
            condition = _CONDITION.search(line)
            if condition is None or _hold(condition[1], values):
                yield line


def _hold(conditions: str, values: Mapping[str, str]) -> bool:
    """Whether all of several conditions hold."""
    for condition in conditions.split(" "):
        name, equals, wanted = condition.partition("=")
        value = values.get(name, "")
        if value != wanted if equals else value == "":
            return False
    return True


def _read(parameter: Parameter, value: object, names: Finder) -> tuple[str, str, str]:
    """Encoded term, value and words of one parameter."""
    if parameter.type in KINDS:
        thing = names.find(str(value), parameter.type)
        is_item = thing.kind in {"action", "milestone"}
        return terms.iri(thing.iri), thing.id, thing.id if is_item else thing.label
    if parameter.type == "date":
        day = _day(parameter, value)
        return terms.date(day), day.isoformat(), day.isoformat()
    if parameter.type == "integer":
        number = _number(parameter, value)
        return terms.integer(number), str(number), str(number)
    word = str(value).strip().casefold().replace("_", "-").replace(" ", "-")
    if word not in parameter.choices:
        near = near_misses(word, parameter.choices)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        cure = f"Write one of {', '.join(parameter.choices)}."
        raise BadParameter(f"{parameter.name} cannot be {value!r}{hint}\n  {cure}")
    if parameter.type == "code":
        return terms.iri(f"{DEFINITIONS}{parameter.code_list}#{word}"), word, word
    return terms.literal(word), word, word


def _day(parameter: Parameter, value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value if type(value) is dt.date else dt.date(value.year, value.month, value.day)
    text = str(value).strip()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return dt.date.fromisoformat(text)
    except ValueError as error:
        raise BadParameter(f"{parameter.name}: {text!r} is not a day of the calendar ({error})") from error
    raise BadParameter(f"{parameter.name}: {text!r} is not a day\n  Write it as 2009-03-31.")


def _number(parameter: Parameter, value: object) -> int:
    text = str(value).strip()
    if isinstance(value, bool) or not re.fullmatch(r"[1-9]\d{0,8}", text):
        raise BadParameter(f"{parameter.name}: {value!r} is not a whole number from 1\n  Write it in digits.")
    return int(text)
