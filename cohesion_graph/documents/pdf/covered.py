"""What a page of a PDF draws and does not show, taken out of it: layers that are off, covered and invisible words."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from cohesion_graph.documents.hidden import BLACKED_OUT, HiddenParts

__all__ = ["layers_off", "take_out_unseen"]

_LAYER, _COVERED, _INVISIBLE = "layer", "stretch of covered text", "stretch of invisible text"
_SMALLEST = 4.0
"""Points: no shape that is lower or narrower covers words."""
_OPAQUE = 255
_LIGHT = 247
_CORNERS = range(4, 7)
"""Segments of a rectangle, closed or not."""

_Box = tuple[float, float, float, float]


def layers_off(content: bytes) -> frozenset[str]:
    """The names of the layers that are off when a document is opened (ISO 32000-1, 8.11.4.3)."""
    if b"/OCProperties" not in content and b"/ObjStm" not in content:
        return frozenset()
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    names: dict[bool, set[str]] = {True: set(), False: set()}
    with suppress(Exception):  # the library raises whatever a damaged document happens to cause
        stated = resolve1(PDFDocument(PDFParser(io.BytesIO(content))).catalog.get("OCProperties")) or {}
        usual = resolve1(stated.get("D")) or {}
        listed = {key: {one.objid for one in resolve1(usual.get(key)) or ()} for key in ("ON", "OFF")}
        are_off = getattr(usual.get("BaseState"), "name", "") == "OFF"
        for layer in resolve1(stated.get("OCGs")) or ():
            is_off = layer.objid not in listed["ON"] if are_off else layer.objid in listed["OFF"]
            names[is_off].add(decode_text(resolve1(resolve1(layer)["Name"])))
    return frozenset(names[True] - names[False])


def take_out_unseen(page: Any, layers: frozenset[str], hidden: HiddenParts, number: int) -> bool:
    """Take what is not shown out of a page, unless hidden parts are read; whether anything was.

    Args:
        page: The page, as pypdfium2 gives it.
        layers: The names of the layers that are off.
        hidden: Counts what is found.
        number: The page's number, from 1.
    """
    import pypdfium2.raw as pdfium

    things = (pdfium.FPDFPage_GetObject(page.raw, place) for place in range(pdfium.FPDFPage_CountObjects(page.raw)))
    drawn = [(one, pdfium.FPDFPageObj_GetType(one)) for one in things]
    found: list[Any] = []
    if layers:
        of_layers = [(one, names) for one, _ in drawn if (names := _layers_of(pdfium, one) & layers)]
        count = len(set().union(*(names for _, names in of_layers)))
        if count and hidden.leaves_out(_LAYER, f"page {number}", count):
            found += [one for one, _ in of_layers]
            drawn = _without(drawn, found)
    texts = sum(kind == pdfium.FPDF_PAGEOBJ_TEXT for _, kind in drawn)
    for kind, unseen in ((_COVERED, _covered), (BLACKED_OUT, _blacked_out), (_INVISIBLE, _invisible)):
        words = list(unseen(pdfium, drawn))
        # where most words are so, what is seen of them is drawn otherwise: as curves, or as a picture
        if words and 2 * len(words) <= texts and hidden.leaves_out(kind, f"page {number}", len(words)):
            found += words
            drawn = _without(drawn, words)
    for one in found:
        pdfium.FPDFPage_RemoveObject(page.raw, one)
        pdfium.FPDFPageObj_Destroy(one)
    return bool(found) and bool(pdfium.FPDFPage_GenerateContent(page.raw))


_Drawn = Sequence[tuple[Any, int]]
"""The things on a page in the order in which they are drawn, and their kinds."""


def _without(drawn: _Drawn, things: Sequence[Any]) -> list[tuple[Any, int]]:
    gone = set(map(id, things))
    return [one for one in drawn if id(one[0]) not in gone]


def _layers_of(pdfium: Any, one: Any) -> set[str]:
    """The names of the layers that a thing is drawn on."""
    names = set()
    for place in range(pdfium.FPDFPageObj_CountMarks(one)):
        mark = pdfium.FPDFPageObj_GetMark(one, place)
        if _said(pdfium.FPDFPageObjMark_GetName, mark) == "OC":
            names.add(_said(pdfium.FPDFPageObjMark_GetParamStringValue, mark, b"Name"))
    return names


def _said(ask: Any, *of: Any) -> str:
    size = ctypes.c_ulong()
    buffer = (ctypes.c_ushort * 256)()
    is_there = ask(*of, buffer, 512, ctypes.byref(size))
    return bytes(buffer)[: max(0, min(size.value, 512) - 2)].decode("utf-16-le", "replace") if is_there else ""


def _blacked_out(pdfium: Any, drawn: _Drawn) -> Iterator[Any]:
    """The words on a rectangle of their own colour, where no shape or picture is drawn between them."""
    grounds: list[tuple[_Box, tuple[int, ...]]] = []
    colours: set[tuple[int, ...]] = set()
    for one, kind in drawn:
        if kind == pdfium.FPDF_PAGEOBJ_PATH and (box := _opaque(pdfium, one)):
            grounds.append((box, _colour(pdfium, one)))
            colours.add(grounds[-1][1])
        elif kind != pdfium.FPDF_PAGEOBJ_TEXT and (box := _bounds(pdfium, one)):
            grounds.append((box, ()))  # a picture, a curve, a shade: its colour is not known at each place
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT and colours and (colour := _colour(pdfium, one)) in colours:
            words = _bounds(pdfium, one)
            below = next((shade for box, shade in reversed(grounds) if words and _holds(box, words)), None)
            if below == colour and min(colour) < _LIGHT:  # white on white is told by itself
                yield one


def _colour(pdfium: Any, one: Any) -> tuple[int, ...]:
    """The colour that a thing is filled with: red, green, blue; nothing where it has none."""
    parts = [ctypes.c_uint() for _ in range(4)]
    is_known = pdfium.FPDFPageObj_GetFillColor(one, *map(ctypes.byref, parts))
    return tuple(part.value for part in parts[:3]) if is_known else ()


def _invisible(pdfium: Any, drawn: _Drawn) -> Iterator[Any]:
    """The words that are drawn in no colour at all; those over a picture are what was recognised in it."""
    text, unseen = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    words, pictures = [], []
    for one, kind in drawn:
        if kind in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM}:
            pictures.append(_bounds(pdfium, one))
        elif kind == text and pdfium.FPDFTextObj_GetTextRenderMode(one) == unseen:
            words.append(one)
    for one in words:
        box = _bounds(pdfium, one)
        if box and not any(_holds(picture, box) for picture in filter(None, pictures)):
            yield one


def _holds(outer: _Box, box: _Box) -> bool:
    """Whether the middle of a box lies in another."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _covered(pdfium: Any, drawn: _Drawn) -> Iterator[Any]:
    """The words that a shape drawn later covers whole."""
    text, path = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH
    first = next((place for place, (_, kind) in enumerate(drawn) if kind == text), len(drawn))
    covers = [
        (place, box)
        for place, (one, kind) in enumerate(drawn[first:], first)
        if kind == path and (box := _opaque(pdfium, one))
    ]
    last = covers[-1][0] if covers else 0
    for place, (one, kind) in enumerate(drawn[first:last], first):
        if kind == text and (box := _bounds(pdfium, one)):
            left, low, right, high = box
            if any(
                later > place and cover[0] <= left and cover[1] <= low and right <= cover[2] and high <= cover[3]
                for later, cover in covers
            ):
                yield one


def _opaque(pdfium: Any, shape: Any) -> _Box | None:
    """The sides of a rectangle that nothing shines through, as far as it is not cut off; None for other shapes."""
    if not _is_rectangle(pdfium, shape):
        return None
    box = _bounds(pdfium, shape)
    if box is None or min(box[2] - box[0], box[3] - box[1]) < _SMALLEST:
        return None
    mode, stroke, colour = ctypes.c_int(), ctypes.c_int(), [ctypes.c_uint() for _ in range(4)]
    is_filled = pdfium.FPDFPath_GetDrawMode(shape, ctypes.byref(mode), ctypes.byref(stroke)) and mode.value
    has_colour = pdfium.FPDFPageObj_GetFillColor(shape, *map(ctypes.byref, colour))
    if not is_filled or not has_colour or colour[3].value < _OPAQUE or pdfium.FPDFPageObj_HasTransparency(shape):
        return None
    cut = pdfium.FPDFPageObj_GetClipPath(shape)
    for number in range(max(0, pdfium.FPDFClipPath_CountPaths(cut)) if cut else 0):
        count = pdfium.FPDFClipPath_CountPathSegments(cut, number)
        points = list(_points(pdfium, [pdfium.FPDFClipPath_GetPathSegment(cut, number, n) for n in range(count)]))
        if len(points) not in _CORNERS or not _have_four_corners(points):
            return None
        across, up = [x for x, _ in points], [y for _, y in points]
        box = max(box[0], min(across)), max(box[1], min(up)), min(box[2], max(across)), min(box[3], max(up))
    return box


def _is_rectangle(pdfium: Any, shape: Any) -> bool:
    """Whether a shape has four corners and level sides."""
    count = pdfium.FPDFPath_CountSegments(shape)
    if count not in _CORNERS:
        return False
    segments = [pdfium.FPDFPath_GetPathSegment(shape, place) for place in range(count)]
    matrix = pdfium.FS_MATRIX()
    is_known = pdfium.FPDFPageObj_GetMatrix(shape, ctypes.byref(matrix))
    is_level = is_known and (matrix.b == matrix.c == 0 or matrix.a == matrix.d == 0)
    is_curved = any(pdfium.FPDFPathSegment_GetType(one) == pdfium.FPDF_SEGMENT_BEZIERTO for one in segments)
    return is_level and not is_curved and _have_four_corners(list(_points(pdfium, segments)))


def _have_four_corners(points: Sequence[tuple[float, float]]) -> bool:
    corners = {(round(x, 1), round(y, 1)) for x, y in points}
    return len({x for x, _ in corners}) == len({y for _, y in corners}) == len(corners) / 2 == 2


def _points(pdfium: Any, segments: Sequence[Any]) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for segment in segments:
        if pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            yield x.value, y.value


def _bounds(pdfium: Any, one: Any) -> _Box | None:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    is_known = pdfium.FPDFPageObj_GetBounds(one, *map(ctypes.byref, (left, low, right, high)))
    has_size = right.value > left.value and high.value > low.value  # a blank has none
    return (left.value, low.value, right.value, high.value) if is_known and has_size else None
