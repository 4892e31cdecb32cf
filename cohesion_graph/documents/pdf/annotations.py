"""What people write into a PDF after it was made: values of forms, text boxes and strokes, drawn on the page."""

from __future__ import annotations

from typing import Any

__all__ = ["draw_annotations"]

_MOST = 2_000
"""Annotations of one page that are looked at."""


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
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in kinds:
            return bool(pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)
    return False
