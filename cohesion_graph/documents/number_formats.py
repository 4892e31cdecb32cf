"""Numbers as a spreadsheet shows them: by the format code of their cell (ECMA-376-1, 18.8.30 and 18.8.31).

``"CC"0`` shows 1 as CC1, ``0.00`` shows 1.1 as 1.10, ``"Green";"Red"`` shows words for numbers; ``;;;`` shows nothing.
Days are given in ISO 8601 where the format writes the month as a number: 03/04 is another day in Leeds than in Boston,
and the cell knows which. A format that shows no day, or the year alone, gives a date no more precise than that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile

from cohesion_graph.documents.shown_dates import is_date_format, shown_date

__all__ = ["BUILT_IN", "shown_number", "shown_text"]

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0;-#,##0", 6: "#,##0;-#,##0",
    7: "#,##0.00;-#,##0.00", 8: "#,##0.00;-#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@",
    **dict.fromkeys((30, 31), "yyyy-mm-dd"), **dict.fromkeys((27, 34, 36, 50, 52, 55, 57), "mmm-yy"),
    **dict.fromkeys((28, 29, 35, 51, 53, 54, 56, 58), "d-mmm"), 32: "h:mm", 33: "h:mm:ss",
}  # fmt: skip
"""The formats that workbooks name by number alone; the sign of a currency depends on where the workbook is opened.

Those from 27 to 36 and from 50 on are days and times in East Asia, and differ from language to language: each stands
here with no more than all of them show.
"""

_LONGEST_CODE = 255
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<power>E[+-])|(?P<digits>[0#?]+)|(?P<sign>[.,%/@;])|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")


@dataclass(frozen=True, slots=True)
class _Section:
    """One part of a code between semicolons: its pieces as (kind, text), and when it holds."""

    pieces: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None
    code: str

    def has(self, kind: str, text: str = "") -> bool:
        return any(one == kind and (not text or words == text) for one, words in self.pieces)


@lru_cache(maxsize=2_000)
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[_Section] = []
    pieces: list[tuple[str, str]] = []
    condition, start = None, 0
    for match in _TOKEN.finditer(code[:_LONGEST_CODE]):
        kind, text = match.lastgroup or "", match[match.lastgroup] if match.lastgroup else ""
        if kind == "sign" and text == ";":
            sections.append(_Section(tuple(pieces), condition, code[start : match.start()]))
            pieces, condition, start = [], None, match.end()
        elif kind == "bracket":
            if found := _CONDITION.fullmatch(text):
                condition = found[1], Decimal(found[2])
        elif kind in {"quoted", "escaped", "currency", "literal"}:
            pieces.append(("literal", text))
        elif kind:
            pieces.append((kind, text))
    return (*sections, _Section(tuple(pieces), condition, code[start:]))


def shown_number(value: float, code: str, *, from_1904: bool = False) -> str:
    """A number as its cell shows it.

    Args:
        value: The number that is stored; days since the end of 1899 for a date.
        code: The format code of the cell, such as ``#,##0.00``.
        from_1904: Whether days are counted from the first of January 1904.

    >>> shown_number(1, '"CC"0'), shown_number(1.1, "0.00"), shown_number(-1234.5, "#,##0;[Red](#,##0)")
    ('CC1', '1.10', '(1,235)')
    >>> shown_number(46112, "mmm-yy"), shown_number(46112, "dd/mm/yyyy"), shown_number(0.33333, "0%")
    ('March 2026', '2026-03-31', '33%')
    """
    sections = _sections(code)
    number = _decimal(value)
    place = _chosen(sections, number)
    section = sections[place]
    if is_date_format(section.code):
        return shown_date(value, section.code, from_1904=from_1904)
    if len(sections) > 1 and section.condition is None and place == 1:
        number = abs(number)
    if not section.pieces:
        return "" if len(sections) > 1 or code else _general(number)
    return _filled(section, number).strip()


def shown_text(text: str, code: str) -> str:
    """Text as its cell shows it: the fourth part of a code, or a code with ``@``, says what stands around it.

    >>> shown_text("Parks", '@" Team"'), shown_text("Parks", "0.00"), shown_text("secret", ";;;")
    ('Parks Team', 'Parks', '')
    """
    if "@" not in code and ";" not in code:
        return text
    sections = _sections(code)
    section = sections[3] if len(sections) > 3 else next((one for one in sections if one.has("sign", "@")), None)
    if section is None:
        return text
    return "".join(text if words == "@" and kind == "sign" else words for kind, words in section.pieces)


def _decimal(value: float) -> Decimal:
    try:
        return Decimal(f"{value:.15g}")
    except InvalidOperation:
        return Decimal(0)


def _chosen(sections: Sequence[_Section], number: Decimal) -> int:
    """Which part of a code a number takes: by its conditions, else positive, negative and zero in this order."""
    numeric = sections[:3]
    for place, section in enumerate(numeric):
        if section.condition and _holds(number, *section.condition):
            return place
    if any(section.condition for section in numeric):
        return next((n for n, one in enumerate(numeric) if one.condition is None), 0)
    if number < 0 and len(sections) > 1:
        return 1
    return 2 if number == 0 and len(sections) > 2 else 0


def _holds(number: Decimal, sign: str, limit: Decimal) -> bool:
    compared = (number > limit) - (number < limit)
    return {"<": compared < 0, ">": compared > 0, "=": compared == 0}.get(sign, False) or (
        (sign == "<=" and compared <= 0) or (sign == ">=" and compared >= 0) or (sign == "<>" and compared != 0)
    )


def _general(number: Decimal) -> str:
    """A number without a format: whole numbers in full, others with ten digits, as a wide cell shows them."""
    if number == number.to_integral_value() and abs(number) < Decimal(10) ** 15:
        return f"{number:.0f}"
    text = f"{number:.10g}".upper()
    mantissa, mark, power = text.partition("E")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}{mark}{power}"


def _filled(section: _Section, number: Decimal) -> str:
    """The pieces of a section with the digits of the number in their places."""
    places = [n for n, (kind, _) in enumerate(section.pieces) if kind == "digits"]
    sign = "-" if number < 0 else ""
    if section.has("general") or section.has("sign", "@"):
        shown = _general(number)
        return "".join(shown if kind == "general" or text == "@" else text for kind, text in section.pieces)
    if not places:
        return sign + "".join(text for kind, text in section.pieces if _is_shown(kind, text))
    if section.has("sign", "/"):
        return sign + _fraction(section, abs(number))
    first, last = places[0], places[-1]
    first -= bool(first) and section.pieces[first - 1] == ("sign", ".")
    inner = section.pieces[first : last + 1]
    whole_marks, decimal_marks, power_marks = _marks(inner)
    scaled = sum(1 for _ in takewhile(("sign", ",").__eq__, section.pieces[last + 1 :]))
    number = abs(number) * 100 ** section.pieces.count(("sign", "%")) / Decimal(1000) ** scaled
    digits = _digits(number, whole_marks, decimal_marks, power_marks, grouped=_is_grouped(inner))
    before = "".join(text for kind, text in section.pieces[:first] if _is_shown(kind, text))
    behind = "".join(text for kind, text in section.pieces[last + 1 :] if _is_shown(kind, text))
    if any(kind == "literal" for kind, _ in inner):
        digits = _interleaved(inner, digits)
    return f"{sign if digits.strip('0.,') or power_marks else ''}{before}{digits}{behind}"


def _is_shown(kind: str, text: str) -> bool:
    """Whether a piece stands for itself."""
    return kind == "literal" or (kind, text) == ("sign", "%")


def _marks(pieces: Sequence[tuple[str, str]]) -> tuple[str, str, str]:
    """The placeholders of the whole part, of the decimals and of the power of ten."""
    found = ["", "", ""]
    part = 0
    for kind, text in pieces:
        if kind == "sign" and text == ".":
            part = 1
        elif kind == "power":
            part = 2
            found[2] = text[1]
        elif kind == "digits":
            found[part] += text
    return found[0], found[1], found[2]


def _is_grouped(pieces: Sequence[tuple[str, str]]) -> bool:
    """Whether a comma stands between the placeholders of the whole part."""
    end = next((n for n, (kind, text) in enumerate(pieces) if kind == "sign" and text == "."), len(pieces))
    return any(kind == "sign" and text == "," for kind, text in pieces[:end])


def _digits(number: Decimal, whole: str, decimals: str, power: str, *, grouped: bool) -> str:
    if power:
        exponent = number.adjusted() if number else 0
        mantissa = _digits(number.scaleb(-exponent), whole, decimals, "", grouped=False)
        sign = "-" if exponent < 0 else "+" * (power[0] == "+")
        return f"{mantissa}E{sign}{abs(exponent):0{max(1, len(power) - 1)}}"
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    before, _, behind = f"{rounded:f}".partition(".")
    least = len(whole.lstrip("#?"))
    before = before.lstrip("0").rjust(least, "0")
    if grouped and before:
        before = f"{int(before):,}".rjust(least, "0")
    kept = len(decimals) if not decimals else max(len(decimals.rstrip("#?")), len(behind.rstrip("0")))
    shown = behind[:kept]
    return f"{before}.{shown}" if decimals else before


def _interleaved(pieces: Sequence[tuple[str, str]], digits: str) -> str:
    """Digits with literals between them, as in ``00-00``: filled from the right."""
    marks = [text for kind, text in pieces if kind in {"digits", "literal", "sign"} and text != ","]
    if "." in digits:
        return digits
    found: list[str] = []
    left = digits
    for place, text in reversed(list(enumerate(marks))):
        if set(text) <= set("0#?"):
            is_first = not any(set(one) <= set("0#?") for one in marks[:place])
            taken = left if is_first else left[max(0, len(left) - len(text)) :]
            left = left[: len(left) - len(taken)]
            found.append(taken)
        else:
            found.append(text)
    return "".join(reversed(found))


def _fraction(section: _Section, number: Decimal) -> str:
    """A number as whole and fraction, ``1 1/2``; a number below the stroke is the denominator, marks limit it."""
    stroke = section.pieces.index(("sign", "/"))
    below = "".join(text for kind, text in section.pieces[stroke + 1 :] if kind in {"digits", "literal"}).strip()
    if below.isdigit() and int(below):
        denominator = int(below)
        above = int((number * denominator).to_integral_value(ROUND_HALF_UP))
    else:
        near = Fraction(number).limit_denominator(10 ** min(len(below), 4) - 1)
        above, denominator = near.numerator, near.denominator
    has_whole = sum(kind == "digits" for kind, _ in section.pieces[:stroke]) > 1
    whole, rest = divmod(above, denominator) if has_whole else (0, above)
    parts = [str(whole)] if whole or not rest else []
    return " ".join([*parts, f"{rest}/{denominator}"] if rest else parts)
