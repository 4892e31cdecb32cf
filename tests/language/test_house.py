"""The reader's rooms stay small, and a word of a language file stands in no module's patterns."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from cohesion_graph.language.files import files, lists
from cohesion_graph.language.notation import words

ROOT = Path(__file__).parents[2] / "cohesion_graph"
MODULES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for room in ("documents", "editions", "ingest", "language")
    for path in sorted((ROOT / room).rglob("*.py"))
}
LONGER = {
    "ingest/records/rows.py": 325,
}
"""Modules that are longer than they should be, with the lines they may have: the figures only go down."""
LINES = 30_676
"""Lines that the four rooms may have together; the aim is 12,000."""
WORDS_IN_PATTERNS = 146
"""Words of the language files that stand in patterns of modules; the aim: only names of a format's elements."""


def test_no_module_is_longer_than_three_hundred_lines():
    lines = {name: text.count("\n") for name, text in MODULES.items()}
    too_long = {name: count for name, count in lines.items() if count > LONGER.get(name, 300)}
    assert (too_long, [name for name in LONGER if lines.get(name, 0) <= 300]) == ({}, [])


def test_the_rooms_together_do_not_grow():
    assert sum(text.count("\n") for text in MODULES.values()) <= LINES


def test_no_function_is_longer_than_sixty_lines():
    functions = [
        (name, node.name, node.end_lineno - node.lineno + 1)
        for name, text in MODULES.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    ]
    assert [one for one in functions if one[2] > 60] == []


def test_words_of_the_language_files_stand_in_no_pattern():
    """Small words are grammar and may; others are counted, and the figure only goes down."""
    english = files()[0]
    grammar = {"language", "head", "elisions", "exports", "small", "sentences"}
    known = _entries(lists([english[name] for name in english if name not in grammar]))
    known -= _entries(lists([english["small"], english["sentences"]]))
    counted = {name: found for name, text in MODULES.items() if (found := _in_patterns(text) & known)}
    assert sum(map(len, counted.values())) <= WORDS_IN_PATTERNS, counted


def _entries(texts) -> set[str]:
    spelt = (entry.casefold() for text in texts for entry in words(text))
    return {word for entry in spelt for word in re.findall(r"[a-z]{4,}", entry)}


PATTERN_USERS = {"compile", "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "word_set"}


def _in_patterns(text: str) -> set[str]:
    """Words in strings that are patterns: handed to `re`, or with the marks of one."""
    return {word for string in _patterns(ast.parse(text)) for word in _words(string)}


def _patterns(tree: ast.Module):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield from _strings(node.args[0]) if called in PATTERN_USERS else ()
        elif isinstance(node, ast.Assign):
            yield from (string for string in _strings(node.value) if re.search(r"\(\?|\\b|\w\|\w", string))


def _strings(node: ast.AST):
    """String constants, without those that name a list of a language file."""
    lists = {"any_of", "any_shown", "word_list", "first_words", "entries"}
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in lists:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from _strings(child)


def _words(string: str) -> list[str]:
    plain = re.sub(r"\\[a-zA-Z]|\(\?P<\w+>", " ", string)
    return re.findall(r"(?<![\w'-])[a-z]{4,}", plain.casefold())
