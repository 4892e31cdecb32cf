"""XML of any kind: elements and attributes as labelled lines that know their path; StratML as its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cohesion_graph.documents.cells import Element, Extract, ExtractBuilder
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.limits import MOST_CELLS, refused
from cohesion_graph.documents.linked_records import write_linked
from cohesion_graph.documents.stratml import is_stratml, stratml_plan

__all__ = ["parsed_xml", "read_xml"]

_DEEPEST = 200
_MOST_TAGS = 1_500_000
"""Of elements that take a quarter of a gibibyte as a tree."""
_UNSAID = frozenset({"schemaLocation", "noNamespaceSchemaLocation", "lang", "space", "base"})
"""Attributes that say something about the file, not about the plan."""


def read_xml(given: Given) -> Extract:
    """The elements of a document: each that holds words, and each attribute, is a line ``label: value``.

    Raises:
        UnreadableDocument: it is not well-formed, declares a document type or entities, or is nested without end.
    """
    root = parsed_xml(given)
    if is_stratml(root):
        return stratml_plan(root)
    builder = ExtractBuilder("application/xml")
    if write_linked(builder, _records(root), given.hidden):
        builder.notes += given.hidden.notes()
        return builder.extract()
    told = _told_by_ids(root)
    for number, (path, label, text) in enumerate(_lines(given.name, root, (), [0])):
        if number > MOST_CELLS:
            raise refused(given.name, f"it has more than {MOST_CELLS:,} values", "a plan", "Export the plan alone.")
        if label == "id" and path[-1].tag not in told:
            continue
        builder.paragraph(f"{label}: {text}", lead=(0, len(label)), path=path)
    return builder.extract()


def parsed_xml(given: Given) -> Any:
    """The root element of a document in XML, comments left out.

    Raises:
        UnreadableDocument: it is not well-formed, has more elements than any plan, or declares a document type.
    """
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]

    if (tags := given.content.count(b"<")) > _MOST_TAGS:
        raise refused(given.name, f"it has {tags:,} tags", f"at most {_MOST_TAGS:,}", "Export the plan alone.")
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", given.content.replace(b"\0", b""), re.IGNORECASE):
        cure = "Remove the <!DOCTYPE ...> declaration; do not trust where the document came from."
        raise refused(given.name, "it declares a document type or entities", "plain XML", cure)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False, remove_comments=True
    )
    try:
        return etree.fromstring(given.content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        found = f"the XML is not well-formed ({error})"
        raise refused(given.name, found, "a whole document", "Save it again.") from error


def _records(element: Any, depth: int = 0) -> Any:
    """An element as the elements in it by their names, a list where several have one name; as its words without any."""
    children = [child for child in element if isinstance(child.tag, str)]
    if not children or depth > _DEEPEST:
        return element.text or ""
    found: dict[str, Any] = {}
    for child in children:
        inner = _records(child, depth + 1)
        if (name := _local(child.tag)) not in found:
            found[name] = inner
        elif isinstance(found[name], list):
            found[name].append(inner)
        else:
            found[name] = [found[name], inner]
    return found


def _told_by_ids(root: Any) -> set[str]:
    """The elements whose ids others name as their words: any other id is the program's own."""
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    named = {_spaced(one.text or "") for one in elements if not len(one)}
    return {_local(one.tag) for one in elements if one.get("id") in named}


def _lines(
    name: str, element: Any, around: tuple[Element, ...], count: list[int], depth: int = 0
) -> Iterator[tuple[tuple[Element, ...], str, str]]:
    """Path, label and words of each attribute and of each element that holds words of its own."""
    if depth > _DEEPEST:
        raise refused(name, "elements are nested without end", "a plan", "Export the plan alone.")
    count[0] += 1
    tag = _local(element.tag)
    path = (*around[-30:], Element(tag, (element.get("class") or element.get("type") or "").split(" ")[0], count[0]))
    for attribute, value in element.attrib.items():
        if _local(attribute) not in _UNSAID and value.strip():
            yield path, _local(attribute), _spaced(value)
    children = [child for child in element if isinstance(child.tag, str)]
    has_words = bool((element.text or "").strip()) or any((child.tail or "").strip() for child in children)
    if has_words or not children:
        if text := _spaced("".join(element.itertext())):
            yield path, tag, text
        return
    for child in children:
        yield from _lines(name, child, path, count, depth + 1)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
