"""Documents damaged at random, by their structure: zip parts, XML elements, PDF streams, lines and characters.

The same number always damages a document in the same way, so that what was found can be found again.
"""

from __future__ import annotations

import copy
import io
import re
import warnings
import zipfile
import zlib
from random import Random

SPITEFUL = (
    *(b"1000000", b"-1", b"0", b"99999999999999999999", b"1e400", b"NaN", b"2147483648", b"", b"NTP1048576"),
    *("\0", "\x0b", "\x1c", "\x85", "\u2028", "\u202e", "\ufeff", "\u200b", "\u00ad", "\ufffe"),
    *("İ", "ß", "ﬁ", "ǅ", "e\u0301", "👩‍👩‍👧", "█", "בלדיה", "団体", "٢٠٢٦", "²", "½", "Ⅷ"),
    *(b"\xff", b"\xed\xa0\x80", b"\x80", b"&#xD800;", b"&#0;", b"&x;", b"&amp;lt;", b"_x0000_", b"_xD800_"),
    *("Action", "Lead", "Deadline", "Ref", "Milestones", "Status", "March 2025", "31/02/2025", "Ongoing", "TBC"),
    *("J. Bloggs", "•", "; ", " and ", "&", "CC1", "1.1", "\t", "\n", "\r", "\n\n", "|", '"', ",", "(", "=1+1", "../x"),
    *(
        "Q5 2024/25",
        "within 99999 months",
        "00/00/0000",
        "9999",
        "0001",
        "annually from 9999",
        "x" * 3000,
        "# ",
        "|--|",
    ),
)
"""Numbers beyond every limit, characters that change their length or break lines, words that a reader acts on."""

_LARGEST = 2_000_000
"""Bytes: damage on damage would grow without end."""


def damaged(content: bytes, seed: int) -> bytes:
    """The document with one to four of its parts damaged."""
    chance = Random(seed)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 4))):
        changed = _damaged_once(content, chance)
        content = changed if len(changed) <= _LARGEST else content
    return content


def _damaged_once(content: bytes, chance: Random) -> bytes:
    if content.startswith(b"PK") and chance.random() < 0.9:
        return _package(content, chance)
    if content.startswith(b"%PDF") and chance.random() < 0.9:
        return _pdf(content, chance)
    if content.lstrip()[:1] == b"<" and chance.random() < 0.7:
        return _marked_up(content, chance)
    return chance.choice((_bytes, _lines, _lines, _spiteful, _spiteful, _recoded))(content, chance)


def _spite(chance: Random) -> bytes:
    chosen = chance.choice(SPITEFUL)
    return chosen if isinstance(chosen, bytes) else chosen.encode("utf-8")


def _stretch(length: int, chance: Random, most: int = 64) -> tuple[int, int]:
    start = chance.randint(0, length)
    return start, min(length, start + chance.randint(0, most))


def _bytes(content: bytes, chance: Random) -> bytes:
    """Bits turned, a stretch cut out or given twice, or the end missing."""
    start, end = _stretch(len(content), chance)
    match chance.randint(0, 3):
        case 0:
            return (
                content[:start]
                + bytes(byte ^ (1 << chance.randint(0, 7)) for byte in content[start:end][:3])
                + content[start + 3 :]
            )
        case 1:
            return content[:start] + content[end:]
        case 2:
            return content[:end] + content[start:end] * chance.choice((1, 2, 100)) + content[end:]
        case _:
            return content[:start]


def _spiteful(content: bytes, chance: Random) -> bytes:
    """Something spiteful put in, often in place of a word."""
    words = list(re.finditer(rb"[\w.-]+", content))
    if words and chance.random() < 0.6:
        start, end = chance.choice(words).span()
    else:
        start, end = _stretch(len(content), chance, 8)
    return content[:start] + _spite(chance) + content[end:]


def _lines(content: bytes, chance: Random) -> bytes:
    """Lines left out, repeated, exchanged or run together."""
    lines = content.splitlines(keepends=True)
    if len(lines) < 2:
        return _spiteful(content, chance)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randint(0, 3):
        case 0:
            del lines[one]
        case 1:
            lines[one:one] = [lines[other]] * chance.choice((1, 1, 2, 300))
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case _:
            lines[one] = lines[one].rstrip(b"\r\n")
    return b"".join(lines)


def _recoded(content: bytes, chance: Random) -> bytes:
    """The text in another encoding, or half of it."""
    text = content.decode("utf-8", "replace")
    encoding = chance.choice(("utf-16", "utf-16-be", "utf-8-sig", "cp1252", "latin-1", "utf-32", "utf-7"))
    recoded = text.encode(encoding, "replace")
    half = len(content) // 2
    return chance.choice((recoded, content[:half] + recoded[len(recoded) // 2 :], recoded[:-1]))


# Marked-up text -----------------------------------------------------------------------------------------------


def _marked_up(content: bytes, chance: Random) -> bytes:
    """Elements moved about where they can be told; else tags dropped, doubled, nested or exchanged."""
    if chance.random() < 0.7 and (changed := _elements(content, chance)):
        return changed
    tags = list(re.finditer(rb"<[^>]*>", content))
    if not tags:
        return _spiteful(content, chance)
    one, other = sorted((chance.choice(tags), chance.choice(tags)), key=lambda tag: tag.start())
    start, end = one.span()
    values = list(re.finditer(rb"=\s*([\"'])(.*?)\1", one[0]))
    match chance.randint(0, 6):
        case 0:
            new = b""
        case 1:
            new, end = b"", other.end()
        case 2:
            new, end = content[start : other.end()] * 2, other.end()
        case 3:
            new = one[0] * chance.choice((2, 10, 500))
        case 4:
            new = other[0]
        case 5 if values:
            value = chance.choice(values)
            new = one[0][: value.start(2)] + _spite(chance) + one[0][value.end(2) :]
        case _:
            new = one[0] + _spite(chance)
    return content[:start] + new + content[end:]


def _elements(content: bytes, chance: Random) -> bytes:
    """Whole elements left out, repeated, moved or nested, attributes exchanged; nothing where it is no XML."""
    from lxml import etree

    if len(content) > _LARGEST // 4:
        return b""

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return b""
    every = [element for element in root.iter() if isinstance(element.tag, str)]
    one, other = chance.choice(every), chance.choice(every)
    parent = one.getparent()
    said = "".join(
        letter for letter in _spite(chance).decode("utf-8", "replace") if letter >= " " and letter < "\ufffe"
    )
    match chance.randint(0, 7):
        case 0 if parent is not None:
            parent.remove(one)
        case 1 if parent is not None:
            parent.extend([copy.deepcopy(one) for _ in range(chance.choice((1, 1, 3, 200)))])
        case 2:
            other.append(copy.deepcopy(one))
        case 3 if parent is not None:
            parent.replace(one, copy.deepcopy(other))
        case 4:
            for _ in range(chance.choice((2, 30))):
                inner = copy.deepcopy(one)
                one.clear()
                one.append(inner)
        case 5 if one.attrib:
            one.set(chance.choice(list(one.attrib)), said)
        case 6 if other.attrib:
            one.attrib.update(dict(other.attrib))
        case 7:
            one.tag = other.tag
        case _:
            one.text = said
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


# Zip packages -------------------------------------------------------------------------------------------------


def _package(content: bytes, chance: Random) -> bytes:
    """Parts left out, given twice, renamed or damaged inside; the main part most often."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [(name, package.read(name)) for name in package.namelist()]
    except Exception:  # noqa: BLE001 - damaged before, in any way
        return _bytes(content, chance)
    if not parts:
        return content
    main = [n for n, (name, _) in enumerate(parts) if re.search(r"document\.xml$|sheet\d+\.xml$|sharedStr", name)]
    place = chance.choice(main) if main and chance.random() < 0.6 else chance.randrange(len(parts))
    name, inside = parts[place]
    match chance.randint(0, 9):
        case 0:
            del parts[place]
        case 1:
            parts.append((name, parts[chance.randrange(len(parts))][1]))
        case 2:
            parts[place] = (_spite(chance).decode("utf-8", "replace") or "x", inside)
        case 3:
            parts[place] = (name, _bytes(inside, chance))
        case _:
            changed = _marked_up(inside, chance)
            parts[place] = (name, changed if len(changed) <= _LARGEST else inside)
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        warnings.simplefilter("ignore")  # about names given twice
        for named, data in parts:
            package.writestr(zipfile.ZipInfo(named[:200]), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


# PDF ----------------------------------------------------------------------------------------------------------


def _pdf(content: bytes, chance: Random) -> bytes:
    """What is drawn on a page, or the objects around it, made spiteful; readers rebuild the table of places."""
    streams = list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL))
    if streams and chance.random() < 0.6:
        chosen = chance.choice(streams)
        try:
            drawn = zlib.decompress(chosen[1])
        except zlib.error:
            return _bytes(content, chance)
        drawn = chance.choice((_lines, _spiteful, _numbers))(drawn, chance)
        return content[: chosen.start(1)] + zlib.compress(drawn) + content[chosen.end(1) :]
    return chance.choice((_numbers, _numbers, _bytes, _lines))(content, chance)


def _numbers(content: bytes, chance: Random) -> bytes:
    numbers = list(re.finditer(rb"-?\d+(?:\.\d+)?", content))
    if not numbers:
        return _bytes(content, chance)
    start, end = chance.choice(numbers).span()
    new = chance.choice((b"0", b"-1", b"1", b"2", b"3", b"99999999", b"-0.0001", b"1e9", b"(x)", b"/N", b"null", b"[]"))
    return content[:start] + new + content[end:]
