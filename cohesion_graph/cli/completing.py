"""What the Tab key offers after ``ask``: questions, their parameters, and the values that a parameter may have.

Names are offered as identifiers, which need no quotation marks; a value is found by the beginning of any name it has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from cohesion_graph.errors import CohesionError

if TYPE_CHECKING:
    from cohesion_graph.questions.registry import Parameter

__all__ = ["complete_parameter", "complete_question"]

_MOST = 200
"""Values offered at once."""


def complete_question(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """The questions whose names begin so, each with what it asks."""
    from cohesion_graph.questions.registry import questions

    return [CompletionItem(one.name, help=one.title) for one in questions() if one.name.startswith(begun.casefold())]


def complete_parameter(ctx: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """``name=`` of a parameter of the question, or after that its values.

    bash takes the words before and after an equals sign for words of their own: what was typed is put together again.
    """
    from cohesion_graph.questions.registry import question

    try:
        known = question(str(ctx.params.get("question") or "")).parameters
        words = [*(ctx.params.get("parameters") or ()), begun]
        name, is_parted = _name_before(words)
        if not name:
            given = {word.partition("=")[0] for word in words[:-1]}
            names = [one for one in known if one.name.startswith(begun) and one.name not in given]
            return [CompletionItem(f"{one.name}=", help=one.about) for one in names]
        wanted = next((one for one in known if one.name == name), None)
        found = list(_values(ctx, wanted, begun.rpartition("=")[2])) if wanted else []
    except CohesionError:
        return []
    start = "=" if begun == "=" else "" if is_parted else f"{name}="
    return [CompletionItem(f"{start}{value}", help=about) for value, about in found[:_MOST]]


def _name_before(words: list[str]) -> tuple[str, bool]:
    """The parameter whose value is being typed, and whether the shell has parted its name from it."""
    *before, last = words
    if last == "=":
        return (before[-1] if before else ""), True
    if "=" in last:
        return last.partition("=")[0], False
    if before and before[-1] == "=":
        return (before[-2] if len(before) > 1 else ""), True
    return (before[-1].removesuffix("="), True) if before and before[-1].endswith("=") else ("", False)


def _values(ctx: click.Context, parameter: Parameter, begun: str) -> Iterator[tuple[str, str]]:
    """The values of a parameter that begin so, with their names."""
    if parameter.choices:
        yield from ((choice, "") for choice in parameter.choices if choice.startswith(begun.casefold()))
        return
    from cohesion_graph.names import KINDS, names_of

    kinds = KINDS.get(parameter.type)
    if kinds is None or ctx.params.get("store"):
        return
    from cohesion_graph.cli.options import open_plan

    for thing in names_of(open_plan(ctx.params.get("dataset")).dataset).things:
        if thing.kind in kinds:
            called = (thing.id, thing.label, *thing.names)
            if any(name.casefold().startswith(begun.casefold()) for name in called):
                yield thing.id, thing.label
