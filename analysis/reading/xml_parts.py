"""The XML parts of Word and OFD files: parsed safely, and read without regard to namespaces."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from analysis.notices import Kind
from analysis.reading.errors import ReadingError, Reason, damage_error, safety_error

# A parsed element or attribute takes some 300 bytes; a plan of 500 pages has a million.
MAX_NODES = 3_000_000
# Each element has the first of these characters, each attribute the second.
NODE_SIGNS = (b"<", b"=")
DECLARED_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
# Programs that write GBK declare its subset GB 2312, which lacks the characters of many names.
DECLARED_GB = re.compile(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"'](?:gb2312|gbk|gb18030)[\"'][^>]*\?>", re.I)
MAX_DECLARATION = 200
Element = Any  # lxml has no types of its own


def parse_xml(data: bytes, name: str) -> Element:
    """Parse the bytes of an XML part called `name`.

    Raises:
        ReadingError: the XML is damaged or unsafe.
    """
    # In UTF-16 the same characters have zero bytes between them.
    if DECLARED_TYPE.search(data) or DECLARED_TYPE.search(data.replace(b"\0", b"")):
        raise safety_error(Kind.TYPE_DECLARATION, part=name)
    if count_nodes(data) > MAX_NODES:
        raise too_many_nodes(name)
    declared = DECLARED_GB.match(data, 0, MAX_DECLARATION)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        if declared:
            text = data[declared.end() :].decode("gb18030", "replace")
            root = etree.fromstring(text, parser)
        else:
            root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        if "depth" in str(error):
            raise safety_error(Kind.ELEMENTS_TOO_DEEP, part=name) from error
        raise damage_error(Kind.PART_NOT_XML, part=name, fault=str(error)) from error
    # The search above cannot see a declaration in another encoding.
    if root.getroottree().docinfo.doctype:
        raise safety_error(Kind.TYPE_DECLARATION, part=name)
    return root


def count_nodes(data: bytes) -> int:
    """Count the elements and attributes of some XML; the real number may be smaller."""
    return sum(map(data.count, NODE_SIGNS))


def local_name(element: Element) -> str:
    """Return an element's name without its namespace, which differs between editions of a format."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """Return the value of an attribute in any namespace; None where there is none."""
    if element is None:
        return None
    for key, value in element.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element at a path of local names below `element`; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local_name(inner) == name), None)
    return element


def too_many_nodes(name: str) -> ReadingError:
    """Make the error for a file with too many elements and attributes up to its part `name`."""
    return ReadingError.of(Reason.TOO_LARGE, Kind.TOO_MANY_ELEMENTS, part=name)
