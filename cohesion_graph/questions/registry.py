"""The question library: one ``.rq`` file for each question, described by its own header.

The header is made of comments that begin with ``#:``, so the file stays a SPARQL query that runs anywhere:

.. code-block:: text

    #: title Which bodies share actions, and which?
    #: parameter min integer = 2 | Only pairs that share at least so many.
    #: parameter source source optional | Only what this source says.
    #: column actions integer | How many actions they share.
    #: rule teams=apart | Teams are counted apart from their council.
    #: then pairs

=========== ==================================================================================================
line        says
=========== ==================================================================================================
title       the question in plain words
parameter   name, type, and either ``= default``, ``optional`` or ``required``; after ``|`` what it means. A
            choice lists its words: ``choice lead contribute responsible optional``; a code names its closed list:
            ``code discrepancy-kind optional``
column      name and type of a column of the answer, in order; after ``|`` what it holds
fetch       name and type of a variable that the query selects for a ``then`` step; without such a step the
            query selects the columns themselves
rule        a sentence printed with the answer where the conditions before ``|`` hold: ``teams=apart``,
            ``source=*`` (given), ``source=`` (not given); ``{source}`` stands for the value
then        the step of `steps` that makes the answer from what was fetched (chains, network analysis)
=========== ==================================================================================================

The place of a parameter ``party`` in the query is a block ``VALUES ?asked_party { ... }``; `binding` fills it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cohesion_graph.errors import UnknownName
from cohesion_graph.model.codes import CODE_LISTS

__all__ = [
    "CELL_TYPES",
    "PARAMETER_TYPES",
    "AnswerColumn",
    "Parameter",
    "Question",
    "Rule",
    "question",
    "questions",
]

PARAMETER_TYPES = ("body", "instrument", "item", "action", "source", "thing", "date", "code", "integer", "choice")
"""What a parameter may be. ``thing`` is an instrument, a body or an item; ``code`` an entry of a closed list."""

CELL_TYPES = (
    *("text", "quote", "list", "id", "action", "milestone", "code", "integer", "decimal", "date", "boolean"),
    *("address", "addresses", "claim", "lines"),
)
"""What a cell may hold: see `answers`."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question."""

    name: str
    type: str
    """One of `PARAMETER_TYPES`."""
    about: str
    choices: tuple[str, ...] = ()
    """The words allowed, for a choice or a code."""
    code_list: str = ""
    """The closed list a code is of, by its path segment (`model.codes.CODE_LISTS`)."""
    default: str = ""
    """What is taken where none is given, as it would be typed; empty for none."""
    required: bool = False

    @property
    def is_name(self) -> bool:
        """Whether it names a thing of the plan, so that a text must be looked up."""
        return self.type not in {"date", "code", "integer", "choice"}

    @property
    def usage(self) -> str:
        """How it is typed: ``role=lead|contribute|responsible``."""
        return f"{self.name}={'|'.join(self.choices) or self.type.upper()}"


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """One column of an answer, or one variable that a query selects for a later step."""

    name: str
    type: str
    """One of `CELL_TYPES`."""
    about: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence printed with an answer when all its conditions hold."""

    conditions: tuple[tuple[str, str], ...]
    """Parameter and value; ``*`` for any value given, empty for none given."""
    text: str

    def holds(self, values: Mapping[str, str]) -> bool:
        """Whether the conditions hold of the values given, by parameter; a parameter not given is not in it."""
        return all(
            (name in values if wanted == "*" else values.get(name, "") == wanted) for name, wanted in self.conditions
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question: what it asks, what it takes, what it answers, and its SPARQL text."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    columns: tuple[AnswerColumn, ...]
    text: str
    """The query as stored, header included: it runs as it is, with the defaults."""
    fetched: tuple[AnswerColumn, ...] = ()
    """What the query selects, where a step makes the answer from it; the columns otherwise."""
    rules: tuple[Rule, ...] = ()
    then: str = ""
    """The step of `steps` that makes the answer; empty where the query answers alone."""

    @property
    def about(self) -> tuple[str, ...]:
        """The sentences that are printed with every answer, whatever was asked for."""
        return tuple(rule.text for rule in self.rules if not rule.conditions and "{" not in rule.text)

    def parameter(self, name: str) -> Parameter:
        """The parameter called so.

        Raises:
            UnknownName: the question has no such parameter.
        """
        for one in self.parameters:
            if one.name == name:
                return one
        known = [one.name for one in self.parameters]
        cure = f"It takes {', '.join(one.usage for one in self.parameters)}." if known else "It takes none."
        raise UnknownName(f"parameter of the question {self.name!r}", name, known, cure)


@cache
def questions() -> tuple[Question, ...]:
    """Every question of the library, sorted by name."""
    folder = files("cohesion_graph.questions") / "sparql"
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".rq")]
    return tuple(
        read_question(entry.name.removesuffix(".rq"), entry.read_text(encoding="utf-8"))
        for entry in sorted(found, key=lambda entry: entry.name)
    )


def question(name: str) -> Question:
    """The question called so; underscores pass for hyphens, and letter case does not count.

    Raises:
        UnknownName: there is none; the message names near misses.
    """
    wanted = name.strip().casefold().replace("_", "-")
    path = files("cohesion_graph.questions") / "sparql" / f"{wanted}.rq"
    if re.fullmatch(r"[a-z][a-z-]*", wanted) and path.is_file():
        return _read_cached(wanted)
    known = [one.name for one in questions()]
    raise UnknownName("question", name, known, "`cohesion-graph ask` lists them all.")


@cache
def _read_cached(name: str) -> Question:
    path = files("cohesion_graph.questions") / "sparql" / f"{name}.rq"
    return read_question(name, path.read_text(encoding="utf-8"))


def read_question(name: str, text: str) -> Question:
    """A question read from the text of its ``.rq`` file.

    Raises:
        ValueError: a header line that is not one of those above; the library's own tests keep it from happening.
    """
    lines: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("#:"):
            word, _, rest = line[2:].strip().partition(" ")
            lines.setdefault(word, []).append(rest.strip())
    if unknown := lines.keys() - {"title", "parameter", "column", "fetch", "rule", "then"}:
        message = f"{name}.rq: a header has no {min(unknown)!r}"
        raise ValueError(message)
    columns = tuple(_column(line) for line in lines.get("column", ()))
    return Question(
        name=name,
        title=" ".join(lines["title"]),
        parameters=tuple(_parameter(line) for line in lines.get("parameter", ())),
        columns=columns,
        text=text,
        fetched=tuple(_column(line) for line in lines.get("fetch", ())) or columns,
        rules=tuple(_rule(line) for line in lines.get("rule", ())),
        then="".join(lines.get("then", ())),
    )


_PARAMETER = re.compile(
    r"(?P<name>[a-z_]+) (?P<type>[a-z]+)(?P<choices>(?: [a-z-]+)*?) ?"
    r"(?:(?P<word>optional|required)|= (?P<default>\S+)) \| (?P<about>.+)"
)


def _parameter(line: str) -> Parameter:
    read = _PARAMETER.fullmatch(line)
    if read is None or read["type"] not in PARAMETER_TYPES:
        message = f"not a parameter: {line!r}"
        raise ValueError(message)
    choices, code_list = tuple(read["choices"].split()), ""
    if read["type"] == "code":
        (code_list,) = choices
        kind = next(kind for kind, name in CODE_LISTS.items() if name == code_list)
        choices = tuple(code.value for code in kind)
    return Parameter(
        name=read["name"],
        type=read["type"],
        about=read["about"],
        choices=choices,
        code_list=code_list,
        default=read["default"] or "",
        required=read["word"] == "required",
    )


def _column(line: str) -> AnswerColumn:
    head, _, about = line.partition(" | ")
    name, _, kind = head.partition(" ")
    if kind not in CELL_TYPES or not about:
        message = f"not a column: {line!r}"
        raise ValueError(message)
    return AnswerColumn(name, kind, about)


def _rule(line: str) -> Rule:
    head, _, text = line.partition("| ")
    pairs = (pair.partition("=") for pair in head.split())
    return Rule(tuple((name, value) for name, _, value in pairs), text)
