"""Opening a document: its kind is told by its content, never by its name alone; what cannot be read is refused."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cohesion_graph.documents.cells import Extract, Table
from cohesion_graph.documents.hidden import HiddenParts
from cohesion_graph.documents.limits import LARGEST_DOCUMENT, LONGEST_TEXT, MOST_ROWS, check_cells, refused
from cohesion_graph.documents.looks import Looks
from cohesion_graph.documents.packed import kind_of_package

__all__ = ["decode", "read_document"]

_FORMATS = "a Word (.docx), Excel (.xlsx), PDF, CSV, TSV, HTML, Markdown, plain text or StratML document"


def read_document(path: Path, looks: Looks, *, with_hidden: bool = False) -> tuple[bytes, Extract]:
    """A document's bytes, and what its reader takes from it.

    Args:
        path: The document.
        looks: Tells where tables begin that nothing but their words states (on pages of print).
        with_hidden: Whether hidden rows, columns, sheets and text are read too.

    Raises:
        UnreadableDocument: it is missing, empty, too large, damaged, locked by a password, or of a kind not read here.
    """
    name = path.name
    try:
        if not path.is_file():
            found = "it is a folder" if path.is_dir() else "there is no such file"
            raise refused(name, found, _FORMATS, "Check the path.")
        if (size := path.stat().st_size) > LARGEST_DOCUMENT:
            cure = "Keep only the pages or sheets that hold the plan."
            raise refused(name, f"it has {size:,} bytes", f"at most {LARGEST_DOCUMENT:,}", cure)
        content = path.read_bytes()
    except OSError as error:
        raise refused(name, f"it cannot be read: {error.strerror}", "a readable file", "Check permissions.") from error
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise refused(name, "it is empty", _FORMATS, "Save it again from the program it was written with.")
    with _libraries_silenced():
        extract = _extract(name, content, looks, HiddenParts(with_hidden))
    _check_length(name, extract.text)
    tables = [block for block in extract.blocks if isinstance(block, Table)]
    if (rows := sum(len(table.rows) for table in tables)) > MOST_ROWS:
        raise refused(name, f"it has {rows:,} rows", f"at most {MOST_ROWS:,}", "Keep only the rows of the plan.")
    check_cells(name, sum(len(row) for table in tables for row in table.rows))
    return content, extract


def _check_length(name: str, text: str) -> None:
    if len(text) > LONGEST_TEXT:
        cure = "Keep only the pages, rows or sheets that hold the plan."
        raise refused(name, f"its text has {len(text):,} characters", f"at most {LONGEST_TEXT:,}", cure)


@contextmanager
def _libraries_silenced() -> Iterator[None]:
    """Keep what format libraries murmur about odd documents off the terminal: a reader says what matters itself."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def _extract(name: str, content: bytes, looks: Looks, hidden: HiddenParts) -> Extract:
    """Hand the content to the reader of its format; modules are imported only where they are needed."""
    if b"%PDF-" in content[:1024]:
        from cohesion_graph.documents.pdf.read import read_pdf

        return read_pdf(name, content, looks)
    if content[:4] == b"PK\x03\x04":
        if kind_of_package(name, content) == "xlsx":
            from cohesion_graph.documents.excel import read_excel

            return read_excel(name, content, hidden)
        from cohesion_graph.documents.word import read_word

        return read_word(name, content)
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise _compound_file(name, content)
    return _text_extract(name, content, hidden)


def _compound_file(name: str, content: bytes) -> Exception:
    """An old Office file, or a new one behind a password: neither can be read, for different reasons."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return refused(
            name,
            "it is locked by a password",
            "a document without one",
            "Open it with the password, then save it without (File, Info, Protect).",
        )
    # the directory of such a file names its streams, two bytes for each letter
    streams = {
        "WordDocument": ("a Word document of before 2007 (.doc)", "Open it in Word and save it as .docx."),
        "Workbook": ("an Excel workbook of before 2007 (.xls)", "Open it in Excel and save it as .xlsx."),
        "PowerPoint Document": ("a presentation of before 2007 (.ppt)", "Copy its table into a Word document."),
        "__substg1.0_": ("an Outlook message (.msg)", "Save the document that is attached to it, and read that."),
    }
    for stream, (found, cure) in streams.items():
        if stream.encode("utf-16-le") in content:
            return refused(name, f"it is {found}", _FORMATS, cure)
    return refused(
        name, "it is in the Office format of before 2007", _FORMATS, "Open it and save it as .docx or .xlsx."
    )


def decode(name: str, content: bytes) -> tuple[str, str]:
    """The text of bytes, line breaks untouched, and the encoding: UTF-8 if they are that, else what fits.

    Raises:
        UnreadableDocument: the bytes are no text.
    """
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding
            except UnicodeDecodeError:
                break
    if b"\0" in content[:65536]:
        raise refused(name, "it is neither text nor a format known here", _FORMATS, "Export it to one of these.")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in content[:65536])
    if controls > len(content[:65536]) / 100:
        raise refused(name, "it is neither text nor a format known here", _FORMATS, "Export it to one of these.")
    try:
        return content.decode("cp1252"), "windows-1252"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "latin-1"


def _text_extract(name: str, content: bytes, hidden: HiddenParts) -> Extract:
    text, encoding = decode(name, content)
    _check_length(name, text)
    start = text[:4096].lstrip("\ufeff \t\r\n").casefold()
    if start.startswith("{\\rtf"):
        raise refused(name, "it is in Rich Text Format", _FORMATS, "Open it in Word and save it as .docx.")
    suffix = Path(name).suffix.casefold()
    if re.match(r"<!doctype html|<(?:html|table|body|div|head|h[1-6]|p|main|section|article|ul|ol|meta)\b", start):
        from cohesion_graph.documents.html import read_html

        return read_html(name, text, hidden)
    if start.startswith(("<?xml", "<!doctype", "<strategicplan", "<performanceplan", "<stratml")):
        if "<html" in start:
            from cohesion_graph.documents.html import read_html

            return read_html(name, text, hidden)
        from cohesion_graph.documents.stratml import read_stratml

        return read_stratml(name, content)
    if re.search(r"(?m)^ *\|?[^\n|]+\|[^\n]*\r?\n *\|? *:?-{2,}:? *\|", text) or suffix in {".md", ".markdown"}:
        from cohesion_graph.documents.markdown import read_markdown

        return read_markdown(text)
    from cohesion_graph.documents.delimited import delimiter_of, read_delimited

    if delimiter := delimiter_of(text, suffix):
        return read_delimited(name, text, delimiter, encoding)
    from cohesion_graph.documents.plain import read_plain

    check_cells(name, text.count("\t"))
    return read_plain(text, is_text=encoding == "utf-8")
