"""Numbers of list entries in the forms that Word and web pages name: letters, Roman numerals, ordinals."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from cohesion_graph.language.files import entries
from cohesion_graph.language.notation import phrases

__all__ = ["FORMS_BY_FIRST", "in_form"]

FORMS_BY_FIRST = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""Forms by the first number in them, as web pages and OpenDocument name them."""

_MOST_LETTERS = 9
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_ZEROS = {"decimalZero": 2, "custom, 001": 3, "custom, 0001": 4, "custom, 00001": 5}
_SIGNS = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
}
"""Forms of a sign for each number, and beyond the last one digits."""
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
_ORDINALS |= {"twelve": "twelfth", "twenty": "twentieth"}


def in_form(number: int, form: str) -> str:
    """A number as a list shows it; a form that is not known here shows it in digits.

    >>> [in_form(28, form) for form in ("decimal", "upperLetter", "lowerRoman", "decimalZero", "ordinal")]
    ['28', 'BB', 'xxviii', '28', '28th']
    >>> [in_form(5, form) for form in ("ordinalText", "decimalEnclosedCircle", "numberInDash", "chicago")]
    ['Fifth', '⑤', '- 5 -', '**']
    """
    if form in _ODD_FORMS:
        return _ODD_FORMS[form](number)
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, _MOST_LETTERS)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        roman = _roman(number)
        return roman.lower() if form == "lowerRoman" else roman
    if form == "ordinal":
        ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"
    return f"{number:0{_ZEROS.get(form, 0)}}"


def _in_words(number: int, *, is_ordinal: bool) -> str:
    """A number in words, as an English Word prints it; beyond those of the language file in digits."""
    words = list(phrases(entries("when.numbers")[0]))
    if not 0 < number <= len(words):
        return str(number)
    word = words[number - 1]
    return (_ORDINALS.get(word, f"{word}th") if is_ordinal else word).capitalize()


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _sign(signs: str, number: int) -> str:
    return signs[number - 1] if 0 < number <= len(signs) else str(number)


_ODD_FORMS: dict[str, Callable[[int], str]] = {
    **{form: partial(_sign, signs) for form, signs in _SIGNS.items()},
    "cardinalText": partial(_in_words, is_ordinal=False),
    "ordinalText": partial(_in_words, is_ordinal=True),
    "chicago": lambda number: "*†‡§"[(number - 1) % 4] * min((number - 1) // 4 + 1, _MOST_LETTERS),
    "numberInDash": "- {} -".format,
}
