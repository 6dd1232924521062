"""Rows of tables of texts: each is a document, or is told to hold none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeAlias

from analysis.notices import Field, Kind, Notice
from analysis.reading.errors import ReadingError, Reason
from analysis.reading.spreadsheets.cell_values import states_nothing, write_cell
from analysis.reading.spreadsheets.columns import Columns, describe_columns, find_columns
from analysis.reading.spreadsheets.heads import find_head
from analysis.reading.spreadsheets.sheet import Cell, Row, Sheet
from analysis.settings import Settings

# The head and the columns of a table are found by so many of its first rows.
FIRST_ROWS = 200
# What may be why a sheet holds nothing.
WHY_EMPTY = (Kind.FORMULAS_WITHOUT_VALUE, Kind.BROKEN_LINES)
LONGEST_SHOWN = 20
# What no file's name may hold on some system; a document's text is written as doc_id.txt.
UNSAFE = re.compile(
    '[/\\\\:*?"<>|\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\ud800-\udfff\ufeff]'
)


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row of a table with a text.

    Attributes:
        doc_id: FILE#SHEET#ROW, or FILE#ROW where the table has no sheets; ROW as the spreadsheet shows it.
        text: the cell of the text.
        cells: field → its cell, for each field that has a column and is stated in this row.
        columns: field → name of its column.
        variables: the cells of the user's own columns, as text, by the names of the columns.
        sheet: name of the sheet; empty where the table has none.
    """

    doc_id: str
    text: str
    cells: Mapping[str, Cell]
    columns: Mapping[str, str]
    variables: Mapping[str, str]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class NoText:
    """A row, a sheet or a table without a text that can be read.

    Attributes:
        path: which one, in the form of a doc_id.
        reason: why, as the ledger shows it.
        notice: what happened.
        ignored: whether nothing is lost with it: a sheet that explains the others.
    """

    path: str
    reason: Reason
    notice: Notice
    ignored: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person should know about a table or a sheet whose rows were read.

    Attributes:
        path: which one; the doc_ids of its rows start with it.
        notice: what happened.
    """

    path: str
    notice: Notice


TableItem: TypeAlias = TextRow | NoText | Remark


def read_rows(path: str, sheets: Iterable[Sheet], settings: Settings) -> Iterator[TableItem]:
    """Read the rows of a table, one at a time.

    Args:
        path: the table's own doc_id.
        sheets: its sheets.
        settings: `table` and the least length of a text.
    """
    unread: list[tuple[str, ReadingError]] = []
    names: set[str] = set()
    n_rows, seen, at = 0, False, path
    why_empty = _make_notice(Kind.TABLE_EMPTY)
    try:
        for sheet in sheets:
            at = _name_sheet(path, sheet.name, names)
            if settings.table.sheet and sheet.name and sheet.name not in settings.table.sheet:
                notice = _make_notice(Kind.SHEET_NOT_CHOSEN, sheets=settings.table.sheet)
                yield NoText(at, Reason.BY_SETTING, notice, ignored=True)
                continue
            rows = iter(sheet.rows)
            first = list(islice(rows, FIRST_ROWS))
            if not first:
                why_empty = next((n for n in sheet.notices if n.kind in WHY_EMPTY), why_empty)
                continue
            seen = True
            try:
                columns, n_head = _find_columns(first, settings)
            except ReadingError as error:
                unread.append((at, error))
                continue
            for item in _read_sheet(sheet.name, at, columns, chain(first[n_head:], rows)):
                n_rows += isinstance(item, TextRow)
                yield item
            for notice in sheet.notices:
                # Lines that were lost are no remark on those that were read.
                lost = notice.kind in (Kind.BROKEN_LINES, Kind.BROKEN_RECORDS)
                yield NoText(at, Reason.DAMAGED, notice) if lost else Remark(at, notice)
    except ReadingError as error:
        if n_rows:
            error = ReadingError.of(Reason.DAMAGED, Kind.TABLE_STOPS, n=n_rows, cause=error.notice)
        yield NoText(path, error.reason, error.notice)
        return
    if not seen and not settings.table.sheet:
        yield NoText(path, Reason.EMPTY, why_empty)
        return
    yield from _report_unread(path, unread, has_rows=n_rows > 0, seen=seen, settings=settings)


def _find_columns(first: list[Row], settings: Settings) -> tuple[Columns, int]:
    head = find_head(first, settings.table.header)
    rows = [cells for _, cells in first[head.n_rows :]]
    try:
        columns = find_columns(head.names, rows, settings.table.columns, settings.min_hanzi)
    except ReadingError as error:
        if head.n_rows or error.notice.kind != Kind.NO_TEXT_COLUMN:
            raise
        # A sheet without texts shows no head; what stands in its first row says best what it is.
        names = [write_cell(cell)[:LONGEST_SHOWN] for cell in first[0][1]]
        columns_seen = describe_columns(names)
        raise ReadingError.of(Reason.NO_TEXT_COLUMN, Kind.NO_TEXT_COLUMN, columns=columns_seen) from error
    return columns, head.n_rows


def _read_sheet(sheet: str, at: str, columns: Columns, rows: Iterable[Row]) -> Iterator[TextRow | NoText]:
    names, text_column = columns.names, columns.of["text"]
    fields = {field: column for field, column in columns.of.items() if field != "text"}
    named = {field: names[column] for field, column in fields.items()}
    variables = [(column, names[column]) for column in columns.variables]
    for number, cells in rows:
        width = len(cells)
        text = cells[text_column] if text_column < width else None
        doc_id = f"{at}#{number}"
        if states_nothing(text):
            if any(not states_nothing(cell) for cell in cells):
                notice = _make_notice(Kind.ROW_WITHOUT_TEXT, column=names[text_column])
                yield NoText(doc_id, Reason.EMPTY, notice)
            continue
        if [write_cell(cell) for cell in cells if cell is not None] == [n for n in names if n]:
            continue  # the head again, where tables were put one below the other
        yield TextRow(
            doc_id,
            text if isinstance(text, str) else write_cell(text),
            {
                field: cells[column]
                for field, column in fields.items()
                if column < width and not states_nothing(cells[column])
            },
            named,
            {name: write_cell(cells[column]) if column < width else "" for column, name in variables},
            sheet,
        )


def _name_sheet(path: str, name: str, names: set[str]) -> str:
    """FILE#SHEET with a name that is safe in the name of a file, and that no other sheet has."""
    if not name:
        return path
    safe = UNSAFE.sub("_", name).rstrip(" .")
    safe = re.sub(r"^\.+", lambda dots: "_" * len(dots[0]), safe) or "_"
    number, candidate = 1, safe
    while candidate.casefold() in names:
        number += 1
        candidate = f"{safe}_{number}"
    names.add(candidate.casefold())
    return f"{path}#{candidate}"


def _report_unread(
    path: str, unread: list[tuple[str, ReadingError]], *, has_rows: bool, seen: bool, settings: Settings
) -> Iterator[NoText]:
    """What became of the sheets without a text, once it is known whether others have texts."""
    if not seen:
        notice = _make_notice(Kind.SHEET_NOT_THERE, sheets=settings.table.sheet)
        yield NoText(path, Reason.NO_SUCH_SHEET, notice)
        return
    if (
        not has_rows
        and len(unread) > 1
        and all(error.notice.kind == Kind.NO_TEXT_COLUMN for _, error in unread)
    ):
        columns = tuple(dict.fromkeys(str(c) for _, error in unread for c in _columns_of(error)))
        yield NoText(path, Reason.NO_TEXT_COLUMN, _make_notice(Kind.NO_TEXT_COLUMN, columns=columns))
        return
    for at, error in unread:
        beside_others = has_rows and error.notice.kind == Kind.NO_TEXT_COLUMN
        if beside_others:
            notice = _make_notice(Kind.SHEET_WITHOUT_TEXT, columns=error.notice["columns"])
            yield NoText(at, Reason.NO_TEXT_COLUMN, notice, ignored=True)
        else:
            alone = not has_rows and len(unread) == 1
            yield NoText(path if alone else at, error.reason, error.notice)


def _columns_of(error: ReadingError) -> tuple[str, ...]:
    columns = error.notice["columns"]
    return tuple(map(str, columns)) if isinstance(columns, tuple) else ()


def _make_notice(kind: Kind, **values: object) -> Notice:
    return Notice.of(Field.FILE, kind, **values)  # type: ignore[arg-type]
