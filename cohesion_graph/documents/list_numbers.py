"""Numbers of list entries in the forms that Word and web pages name: letters, Roman numerals, ordinals."""

from __future__ import annotations

__all__ = ["in_form"]

_MOST_LETTERS = 9
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_ZEROS = {"decimalZero": 2, "custom, 001": 3, "custom, 0001": 4, "custom, 00001": 5}


def in_form(number: int, form: str) -> str:
    """A number as a list shows it; a form that is not known here shows it in digits.

    >>> [in_form(28, form) for form in ("decimal", "upperLetter", "lowerRoman", "decimalZero", "ordinal")]
    ['28', 'BB', 'xxviii', '28', '28th']
    """
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


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
