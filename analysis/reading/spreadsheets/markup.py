"""Tables in markup under the name of a workbook: many systems export a web page or Excel's XML of 2003 as .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from analysis.notices import Kind
from analysis.reading.errors import ReadingError, Reason
from analysis.reading.spreadsheets.sheet import Cell, Row, Sheet, clean_row
from analysis.reading.web.charset import decode
from analysis.reading.web.html import parse_html
from analysis.reading.web.limits import MAX_TAGS, check_limits
from analysis.reading.xml_parts import Element, attribute, child, local_name, parse_xml
from analysis.settings import Settings

EXCEL_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
# After these a new line begins in a cell.
LINE_TAGS = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "tr"})
MAX_COLUMNS = 16_384
INVISIBLE = frozenset({"script", "style"})
BLANKS = re.compile(r"[ \t\r\n]+")


def read(path: Path, settings: Settings) -> Iterator[Sheet]:
    """Yield the sheets of Excel's XML, or one with the rows of all tables of a page.

    Raises:
        ReadingError: it is damaged, too large, or holds no table.
    """
    data = path.read_bytes()
    if EXCEL_XML in data and b"<Workbook" in data:
        yield from _read_workbook(parse_xml(data, path.name))
        return
    html = decode(data)[0]
    n_tags = html.count("<")
    if n_tags > MAX_TAGS:
        raise ReadingError.of(Reason.TOO_LARGE, Kind.TOO_MANY_VALUES, n=n_tags, most=MAX_TAGS)
    check_limits(html, n_tags, replace(settings, max_chars=settings.max_table_bytes))
    tree = parse_html(html)
    rows = (
        []
        if tree is None
        else [row for row in tree.iter("tr") if next(row.iterancestors("td"), None) is None]
    )
    if not rows:
        raise ReadingError.of(Reason.OTHER_FORMAT, Kind.PAGE_WITHOUT_TABLE)
    yield Sheet("", _read_page(rows))


def _read_page(rows: list[Element]) -> Iterator[Row]:
    """Yield the rows of the tables of a page; a cell over several rows or columns has its text in the first."""
    reach: dict[int, int] = {}  # column → the last row of a cell from above
    for number, row in enumerate(rows, start=1):
        cells: dict[int, Cell] = {}
        column = 0
        for cell in row.iterchildren("td", "th"):
            while reach.get(column, 0) >= number:
                column += 1
            cells[column] = _read_text(cell)
            last_row = number + _read_span(cell, "rowspan") - 1
            for _ in range(_read_span(cell, "colspan")):
                reach[column] = last_row
                column += 1
            if column > MAX_COLUMNS:
                raise ReadingError.of(Reason.TOO_LARGE, Kind.TOO_MANY_COLUMNS, most=MAX_COLUMNS)
        line = clean_row([cells.get(place) for place in range(max(cells, default=-1) + 1)])
        if line:
            yield number, line


def _read_span(cell: Element, name: str) -> int:
    """How many rows or columns a cell takes; 1 where that is not a number."""
    value = cell.get(name, "")
    return max(1, min(int(value), MAX_COLUMNS)) if re.fullmatch("[0-9]{1,6}", value) else 1


def _read_text(cell: Element) -> str:
    """The text of a cell of a page, a line for each paragraph."""
    parts: list[str] = []
    for event, element in etree.iterwalk(cell, ("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in LINE_TAGS and tag != "br":
                parts.append("\n")
            if element.text and tag not in INVISIBLE:
                parts.append(BLANKS.sub(" ", element.text))
        else:
            if tag in LINE_TAGS:
                parts.append("\n")
            if element.tail and element is not cell:
                parts.append(BLANKS.sub(" ", element.tail))
    lines = (line.strip(" ") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _read_workbook(root: Element) -> Iterator[Sheet]:
    for sheet in root:
        if local_name(sheet) == "Worksheet":
            yield Sheet(attribute(sheet, "Name") or "", _read_sheet(child(sheet, "Table")))


def _read_sheet(table: Element | None) -> Iterator[Row]:
    number = 0
    for row in table if table is not None else ():
        if local_name(row) != "Row":
            continue
        number = _read_index(row) or number + 1
        cells: dict[int, Cell] = {}
        column = -1
        for cell in row:
            if local_name(cell) == "Cell":
                column = (_read_index(cell) or column + 2) - 1
                data = child(cell, "Data")
                if column >= MAX_COLUMNS:
                    raise ReadingError.of(Reason.TOO_LARGE, Kind.TOO_MANY_COLUMNS, most=MAX_COLUMNS)
                if data is not None and attribute(data, "Type") != "Error":
                    cells[column] = "".join(data.itertext())
        line = clean_row([cells.get(place) for place in range(max(cells, default=-1) + 1)])
        if line:
            yield number, line


def _read_index(element: Element) -> int:
    """The number that a row or cell states for itself; 0 where it follows the one before."""
    value = attribute(element, "Index") or ""
    return int(value) if re.fullmatch("[0-9]{1,7}", value) else 0
