"""Documents in the XML of Word 2003: a stylesheet writes them as the parts of a document of today."""

from __future__ import annotations

from importlib import resources
from xml.sax.saxutils import escape

from cohesion_graph.documents.cells import Extract
from cohesion_graph.documents.flat import read_packed, relations
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.limits import refused
from cohesion_graph.documents.xml import parsed_xml

__all__ = ["read_word_2003"]

_BESIDES = ("styles", "numbering", "footnotes", "endnotes", "comments")
"""The parts besides the document itself, which the stylesheet writes under these names."""


def read_word_2003(given: Given) -> Extract:
    """The paragraphs and tables of a document.

    Raises:
        UnreadableDocument: the file is damaged, or has more cells than any plan.
    """
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]

    root = parsed_xml(given)
    rules = (resources.files("cohesion_graph.documents.word") / "word_2003.xsl").read_bytes()
    written = etree.XSLT(etree.fromstring(rules), access_control=etree.XSLTAccessControl.DENY_ALL)
    parts: dict[str, bytes | str] = {}
    try:
        for part in written(root).getroot():
            parts[f"word/{part.tag.rpartition('}')[2]}.xml"] = etree.tostring(part)
    except etree.XSLTApplyError as error:
        cure = "Open it in Word and save it as .docx."
        raise refused(given.name, f"it cannot be read as a document ({error})", "a whole document", cure) from error
    title = next((one.text or "" for one in root.iter("{urn:schemas-microsoft-com:office:office}Title")), "")
    parts["core.xml"] = f"<core><title>{escape(title)}</title></core>"
    parts["_rels/.rels"] = relations(("officeDocument", "word/document.xml"), ("core-properties", "core.xml"))
    parts["word/_rels/document.xml.rels"] = relations(*((name, f"{name}.xml") for name in _BESIDES))
    return read_packed(given, parts)
