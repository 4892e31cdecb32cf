"""What people write into a PDF after it was made: values of forms, text boxes and strokes, drawn on the page."""

from __future__ import annotations

from typing import Any

__all__ = ["draw_annotations"]

_MOST = 2_000
"""Annotations of one page that are looked at."""
_EMPTY = 2
"""Bytes of a text of no letters, as pdfium gives it."""


def draw_annotations(page: Any) -> bool:
    """Draw what is written into a page on it, as it is shown; whether anything was.

    Links and notes that open in a window of their own are left as they are, hidden ones are not drawn.
    """
    import pypdfium2.raw as pdfium

    kinds = {
        pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_STAMP
    }  # fmt: skip
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        is_shown = kind in kinds and (kind != pdfium.FPDF_ANNOT_WIDGET or _is_filled_in(pdfium, annotation))
        pdfium.FPDFPage_CloseAnnot(annotation)
        if is_shown:
            return bool(pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)
    return False


def _is_filled_in(pdfium: Any, annotation: Any) -> bool:
    """Whether a control of a form may show a value: its own, a state, or that of the field it is part of."""
    if pdfium.FPDFAnnot_HasKey(annotation, b"Parent"):
        return True
    return any(pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0) > _EMPTY for key in (b"V", b"AS"))
