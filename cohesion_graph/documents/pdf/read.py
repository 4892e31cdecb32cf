"""PDF documents with a text layer: tables with rules and without, headers repeated on each page, wrapped cells.

pypdfium2 finds the pages that hold text (hundreds of pages a second); pdfplumber, which knows geometry and is a
hundred times slower, sees only those that can hold a table.
"""

from __future__ import annotations

import io
import re
import zlib
from contextlib import nullcontext, suppress
from typing import Any, NamedTuple

from cohesion_graph.documents.cells import Extract, ExtractBuilder
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.hidden import HiddenParts
from cohesion_graph.documents.limits import LARGEST_PART, MOST_CELLS, MOST_PAGES, TooMuch, refused
from cohesion_graph.documents.pdf.annotations import draw_annotations
from cohesion_graph.documents.pdf.broken_words import Vocabulary
from cohesion_graph.documents.pdf.covered import layers_off, take_out_unseen
from cohesion_graph.documents.pdf.pages import PageWriter
from cohesion_graph.documents.pdf.stated import TaggedBlock, join_tables
from cohesion_graph.documents.pdf.tagged import tagged_blocks
from cohesion_graph.documents.pdf.words import is_turned, oblique_chars
from cohesion_graph.errors import UnreadableDocument
from cohesion_graph.language.files import any_of

__all__ = ["read_pdf"]

_MOST_FOR_GEOMETRY = 120
"""Pages looked at with geometry: half a minute on one core."""
_MOST_TOLD = 10
"""Attached documents that are named."""
_MOST_DRAWN = 10_000
"""Things drawn on one page that is looked at with geometry: a page of a plan has some hundreds, a map many more."""


def read_pdf(given: Given) -> Extract:
    """The text and tables of a PDF, page after page.

    Raises:
        UnreadableDocument: it is damaged, locked, a scan without text, or has more pages than `MOST_PAGES`.
    """
    name = given.name
    _check_streams(name, given.content)
    content, raw, crowded, tagged, title, attached = _opened(name, given.content, given.hidden)
    join_tables(tagged)
    stated = {number for number, blocks in enumerate(tagged) if blocks is not None}
    pages = [text.replace("\ufffe", "-") for text in raw]
    untagged = ["" if number in stated else text for number, text in enumerate(pages)]
    crowded -= stated
    chosen = _with_tables(name, untagged) - crowded
    builder = ExtractBuilder("application/pdf", title=_title(title))
    builder.notes += [f"{one!r} is attached to it and was not read: save it by itself" for one in attached]
    count, written = 0, PageWriter(builder, Vocabulary(raw), given.looks, given.hidden)
    try:
        with _geometry(content, is_needed=bool(chosen)) as document:
            for number in range(len(pages)):
                if (blocks := tagged[number]) is not None:
                    count += written.add_tagged(blocks, number + 1)
                    _check_cells(name, count)
                    continue
                if number not in chosen:
                    written.add_text(pages[number])
                    continue
                page = _upright(document.pages[number])
                count += written.add(page, number + 1)
                page.close()
                _check_cells(name, count)
            written.finish()
    except (TooMuch, UnreadableDocument):
        raise
    except Exception as error:  # the library raises whatever a damaged page happens to cause
        raise _damaged(name, error) from error
    builder.notes += [
        f"page {number + 1} is drawn too densely to look for a table: it was read as running text"
        for number in sorted(crowded)
    ]
    builder.notes += given.hidden.notes()
    skipped = len(pages) - len(chosen) - len(crowded) - len(stated)
    if skipped > 0 and len(pages) > 1:
        builder.notes.append(f"{skipped} of {len(pages)} pages hold no table and were read as running text")
    return builder.extract()


def _geometry(content: bytes, *, is_needed: bool) -> Any:
    """The document as the slow library opens it, where any page is looked at by it."""
    if not is_needed:
        return nullcontext()
    import pdfplumber

    return pdfplumber.open(io.BytesIO(content))


def _upright(page: Any) -> Any:
    """The page turned so that most of its words run from left to right: landscape tables stand on portrait paper."""
    turned = [char for char in oblique_chars(page) if is_turned(char)]
    if len(turned) <= 0.8 * len(page.chars) or not turned:
        return page
    upwards = sum(char["matrix"][1] > 0 for char in turned)
    from pdfplumber.page import Page

    described = page.page_obj
    described.rotate = (page.rotation + (90 if upwards > len(turned) / 2 else 270)) % 360
    described.attrs = {**described.attrs, "Rotate": described.rotate}
    return Page(page.pdf, described, page_number=page.page_number)


def _check_streams(name: str, content: bytes) -> None:
    """Refuse what is packed to explode: pictures are left packed, but a page's drawing is unpacked whole."""
    for stream in re.finditer(rb"stream\r?\n", content):  # a pattern that begins with letters is found ten times faster
        described = content[max(0, stream.start() - 1000) : stream.start()].rpartition(b" obj")[2]
        if b"Flate" not in described or b"/Image" in described or described.endswith(b"end"):
            continue
        unpacking = zlib.decompressobj()
        with suppress(zlib.error):  # the libraries make what they can of it
            unpacked = unpacking.decompress(content[stream.end() :], LARGEST_PART + 1)
            if len(unpacked) > LARGEST_PART:
                found = f"one of its streams unpacks to more than {LARGEST_PART:,} bytes"
                raise refused(name, found, "pages as programs write them", "Print it to a new PDF.")


def _check_cells(name: str, count: int) -> None:
    if count > MOST_CELLS:
        raise refused(name, f"it has more than {MOST_CELLS:,} cells", "a plan", "Keep only the plan's pages.")


def _damaged(name: str, error: object) -> Exception:
    said = str(error).splitlines()[0] if str(error) else type(error).__name__
    return refused(name, f"it is damaged or cut off ({said})", "a whole PDF", "Download or export it again.")


def _title(stated: str) -> str:
    text = re.sub(r"^Microsoft (Word|Excel|PowerPoint) - ", "", stated)
    return "" if re.search(r"\.(docx?|xlsx?|pdf)$", text.casefold()) else text.strip()


class _Opened(NamedTuple):
    """A document as the fast library finds it."""

    content: bytes
    """With what people wrote into it drawn on its pages (values of forms, text boxes, strokes) and what is not shown
    taken out."""
    texts: list[str]
    """Of each page; a word that a hyphen parts at the end of a line holds U+FFFE between its pieces."""
    crowded: set[int]
    """Pages on which too much is drawn for the slow library."""
    tagged: list[list[TaggedBlock] | None]
    """What each page states of its structure."""
    title: str
    attached: list[str]
    """The names of documents that are attached to it."""


def _opened(name: str, content: bytes, hidden: HiddenParts) -> _Opened:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold() or b"/Encrypt" in content[-4096:]:
            cure = "Open it with the password and print or save it to a PDF without one."
            raise refused(name, "it is locked by a password", "a PDF without one", cure) from error
        raise _damaged(name, error) from error
    try:
        if (count := len(document)) > MOST_PAGES:
            cure = "Print the pages that hold the action plan to a PDF of their own."
            raise refused(name, f"it has {count:,} pages", f"at most {MOST_PAGES}", cure)
        if pypdfium2.raw.FPDF_GetFormType(document.raw) != pypdfium2.raw.FORMTYPE_NONE:
            document.init_forms()
        title = document.get_metadata_value("Title")
        attached = [document.get_attachment(n).get_name() for n in range(min(document.count_attachments(), _MOST_TOLD))]
        texts, crowded, written, is_changed, layers = [], set(), set(), False, layers_off(content)
        tagged: list[list[TaggedBlock] | None] = []
        is_tagged = pypdfium2.raw.FPDFCatalog_IsTagged(document.raw)
        for number in range(count):
            page = document[number]
            if draw_annotations(page):
                written.add(number)
            is_changed |= take_out_unseen(page, layers, hidden, number + 1)
            text_page = page.get_textpage()
            if pypdfium2.raw.FPDFPage_CountObjects(page.raw) > _MOST_DRAWN:
                crowded.add(number)
            texts.append(text_page.get_text_range().replace("\r\n", "\n"))
            is_stated = is_tagged and number not in crowded and number not in written
            tagged.append(tagged_blocks(page, text_page, hidden, number + 1) if is_stated else None)
            text_page.close()
            page.close()
        if written or is_changed:
            saved = io.BytesIO()
            document.save(saved)
            content = saved.getvalue()
    except pypdfium2.PdfiumError as error:
        raise _damaged(name, error) from error
    finally:
        document.close()
    if not any(text.strip() for text in texts):
        cure = (
            "Ask for the document it was printed from (Word or Excel), or run text recognition over it first "
            "(for instance: ocrmypdf in.pdf out.pdf) and check the result."
        )
        raise refused(name, "it is a scan: its pages are pictures without text", "a PDF with text", cure)
    return _Opened(content, texts, crowded, tagged, title, attached)


def _with_tables(name: str, pages: list[str]) -> set[int]:
    """Pages worth a look with geometry: those with words of headings, and the ones that may go on from them."""
    filled = [number for number, text in enumerate(pages) if text.strip()]
    if len(filled) <= _MOST_FOR_GEOMETRY // 2:
        return set(filled)
    telling = {number for number in filled if _heading_words(pages[number]) >= 2}
    chosen = {near for number in telling for near in (number, number + 1) if near in filled}
    if len(chosen) > _MOST_FOR_GEOMETRY:
        cure = "Print the pages that hold the action plan to a PDF of their own."
        raise refused(name, f"{len(chosen)} pages may hold tables", f"at most {_MOST_FOR_GEOMETRY}", cure)
    return chosen


_HEADING_WORDS = re.compile(rf"(?i)\b{any_of('print.page-headings')}\b")


def _heading_words(text: str) -> int:
    return len({word.casefold() for word in _HEADING_WORDS.findall(text)})
