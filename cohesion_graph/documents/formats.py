"""The formats that are read, in one table: how each is told, what it is called, and the function that reads it.

To add one, write a module with a function from `Given` to `Extract`, and add its row; the first row that tells a
document reads it, so what is told by a mark of its own stands before what is told by its looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from cohesion_graph.documents.given import Given

__all__ = ["FORMATS", "NOT_READ", "Format", "endings_of", "known_formats"]

Tells = Callable[[Given], bool]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read."""

    called: str
    """What people call it; rows of one name are one format to them."""
    endings: str
    """What names of its files end in, where a name is all that is known: documents packed in a zip file."""
    tells: Tells
    """Whether a document is of this format, by its content."""
    module: str
    """The module inside `documents` that reads it; imported where it is needed."""
    function: str


@dataclass(frozen=True, slots=True)
class NotRead:
    """A kind of file that is known and not read."""

    tells: Tells
    found: str
    cure: str


def _holds(*parts: str) -> Tells:
    """Tells a zip file that holds one of the parts, at its root or in a folder."""
    return lambda given: any(name.endswith(parts) for name in given.parts)


def _has_main(part: str) -> Tells:
    """Tells an Office file by its main part; some services write a number into its name (``word/document2.xml``)."""
    stem, _, ending = part.rpartition(".")
    main = re.compile(rf"(?:.*/)?{stem}\d*\.{ending}")
    return lambda given: any(map(main.fullmatch, given.parts))


def _has_stream(name: str) -> Tells:
    return lambda given: given.has_stream(name)


_TABLE_OF_MARKDOWN = re.compile(r"(?m)^ *\|?[^\n|]+\|[^\n]*\r?\n *\|? *:?-{2,}:? *\|")
_REMARKS = re.compile(r"^(?:\s*<!--.*?-->)*\s*", re.DOTALL)
_PAGE = re.compile(r"<!doctype html|<(?:html|table|body|div|head|h[1-6]|p|main|section|article|ul|ol|dl|meta)\b")


_MESSAGE = re.compile(
    r"(?:[a-z][a-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:mime-version|message-id|received):",
    re.ASCII,
)
_XML = re.compile(r"<(?:\?xml|!doctype|[a-z_][\w.:-]*(?:\s+[\w.:-]+\s*=|\s*/?>))")


_OFFICE = "http://schemas.microsoft.com/office/"
_SHEETS = "urn:schemas-microsoft-com:office:spreadsheet"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_NAME = r"<(?:[\w.-]+:)?"


def _begins(element: str, namespace: str) -> Tells:
    """Tells XML by its first element, and a namespace (in small letters) that it declares."""
    begun = re.compile(rf"{_NAME}{element}\s[^>]*{re.escape(namespace)}[\"']")
    return lambda given: given.start.startswith("<") and bool(begun.search(given.start))


_VALUE = re.compile(r"[{\[]\s*(?:[\"{\[}\]]|-?\d|true|false|null)")


def _is_json(given: Given) -> bool:
    is_written = given.suffix not in {".md", ".markdown", ".txt"} and bool(_VALUE.match(given.start))
    return is_written and (given.suffix == ".json" or given.text.rstrip()[-1:] in {"}", "]"})


def _is_page(given: Given) -> bool:
    start = _REMARKS.sub("", given.start)
    # templates begin with orders to their program
    is_named = given.suffix in {".html", ".htm"} and _PAGE.search(start) is not None
    return bool(_PAGE.match(start)) or (start.startswith(("<?xml", "<!doctype")) and "<html" in start) or is_named


def _is_markdown(given: Given) -> bool:
    return given.is_text and bool(_TABLE_OF_MARKDOWN.search(given.text) or given.suffix in {".md", ".markdown"})


def _is_delimited(given: Given) -> bool:
    from cohesion_graph.documents.delimited import is_delimited

    return given.is_text and is_delimited(given.text, given.suffix)


def _has_documents(given: Given) -> bool:
    from cohesion_graph.documents.zipped import has_documents

    return has_documents(given)


FORMATS: tuple[Format, ...] = (
    Format("PDF", ".pdf", lambda given: b"%PDF-" in given.content[:1024], "pdf.read", "read_pdf"),
    Format("Word", ".docx .docm .dotx .dotm", _has_main("word/document.xml"), "word.read", "read_word"),
    Format("Excel", ".xlsx .xlsm .xltx .xltm", _has_main("xl/workbook.xml"), "excel", "read_excel"),
    Format(
        "OpenDocument",
        ".odt .ods .odp",
        lambda given: "content.xml" in given.parts,
        "open_document",
        "read_open_document",
    ),
    Format("PowerPoint", ".pptx .pptm .ppsx .potx", _has_main("ppt/presentation.xml"), "powerpoint", "read_powerpoint"),
    Format("Excel", ".xls", _has_stream("Workbook"), "old_excel", "read_old_excel"),
    Format("e-mail", ".msg", _has_stream("__properties_version1.0"), "mail", "read_outlook"),
    Format("e-mail", ".eml", lambda given: bool(_MESSAGE.match(given.start)), "mail", "read_mail"),
    Format("Rich Text", ".rtf", lambda given: given.start.startswith("{\\rtf"), "rich_text", "read_rich_text"),
    Format("Word", ".doc .dot", _has_stream("WordDocument"), "converted", "read_old_word"),
    Format("Excel", ".xlsb", _holds("xl/workbook.bin"), "converted", "read_binary_excel"),
    Format("PowerPoint", ".ppt .pps", _has_stream("PowerPoint Document"), "converted", "read_old_powerpoint"),
    Format("Word", "", _begins("package", f"{_OFFICE}2006/xmlpackage"), "flat", "read_flat_package"),
    Format("Word", "", _begins("worddocument", f"{_OFFICE}word/2003/wordml"), "word.word_2003", "read_word_2003"),
    Format("Excel", "", _begins("workbook", _SHEETS), "excel_2003", "read_excel_2003"),
    Format("OpenDocument", ".fodt .fods .fodp", _begins("document", _OPEN), "open_document", "read_open_document"),
    Format("zip", ".zip", _has_documents, "zipped", "read_zipped"),
    Format("HTML", ".html .htm .xhtml", _is_page, "html", "read_html"),
    Format("XML", ".xml", lambda given: bool(_XML.match(given.start)), "xml", "read_xml"),
    Format("JSON", ".json", _is_json, "keyed", "read_json"),
    Format(
        "YAML", ".yaml .yml", lambda given: given.is_text and given.suffix in {".yaml", ".yml"}, "keyed", "read_yaml"
    ),
    Format("Markdown", ".md .markdown", _is_markdown, "markdown", "read_markdown"),
    Format("CSV", ".csv .tsv", _is_delimited, "delimited", "read_delimited"),
    Format("plain text", ".txt", lambda given: given.is_text, "plain", "read_plain_text"),
)

NOT_READ: tuple[NotRead, ...] = (
    NotRead(
        lambda given: "EncryptedPackage" in given.parts or given.has_stream("EncryptedPackage"),
        "it is locked by a password",
        "Open it with the password, then save it without (File, Info, Protect).",
    ),
    NotRead(
        lambda given: given.content.startswith(b"PK\x03\x04") and not any(one.tells(given) for one in FORMATS),
        "it is a zip file without a document",
        "Unpack it, and read the documents inside it.",
    ),
    NotRead(
        lambda given: given.start.startswith(("begin:vcalendar", "begin:vcard")),
        "it is a calendar or a card of an address book",
        "Ask for the plan itself.",
    ),
    NotRead(
        lambda given: given.is_compound and not any(one.tells(given) for one in FORMATS),
        "it is in an Office format of before 2007",
        "Open it and save it as .docx or .xlsx.",
    ),
)


def endings_of(*called: str) -> tuple[str, ...]:
    """What names of files end in, in small letters: of the formats that people call so, or of all.

    >>> endings_of("HTML", "JSON")
    ('.html', '.htm', '.xhtml', '.json')
    """
    return tuple(ending for one in FORMATS if not called or one.called in called for ending in one.endings.split())


def known_formats() -> str:
    """What is read, for messages: ``a PDF, Word (.docx), ... or plain text document``."""
    names = list(dict.fromkeys(one.called for one in FORMATS))
    return f"a {', '.join(names[:-1])} or {names[-1]} document"
