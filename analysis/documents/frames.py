"""A table that is already in memory, as a pandas DataFrame, to a corpus."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import reading
from analysis.documents.corpus import Corpus, LedgerRow
from analysis.documents.ingest import build_corpus, read_documents
from analysis.documents.table_rows import read_table
from analysis.notices import Kind, Notice, write_notice
from analysis.processes import Progress
from analysis.settings import Settings, TableSettings

if TYPE_CHECKING:
    import pandas as pd

# What a frame is called where a file's name would stand.
NAME = "frame"
# Reasons that concern the whole frame and not one of its rows.
OF_FRAME = {reading.Reason.NO_TEXT_COLUMN, reading.Reason.NO_SUCH_COLUMN}


class FrameError(ValueError):
    """A frame that can't be read as a table of texts; the message says why and what to do."""


def corpus_from_frame(
    frame: pd.DataFrame,
    *,
    text: str | None = None,
    title: str | None = None,
    place: str | None = None,
    province: str | None = None,
    city: str | None = None,
    district: str | None = None,
    adcode: str | None = None,
    year: str | None = None,
    issued: str | None = None,
    issuer: str | None = None,
    number: str | None = None,
    url: str | None = None,
    settings: Settings | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Corpus:
    """Make a corpus of a DataFrame with a text in each row.

    Each column may be named; one left at None is recognised as in files, by its name and by what is in it, and ""
    says that no column is this. All other columns are variables of the documents and stand at the end of
    `corpus.documents`.

    The doc_id of a row is its index label as text, so that results merge with the frame by its index; where labels
    come twice it is the number of the row from 0, as after `reset_index`. The levels of a MultiIndex are joined
    by #.

    Args:
        frame: the table; it is not changed.
        text: the column of the texts.
        title: of their titles.
        place: of their places, in one column: 浙江省杭州市西湖区, 杭州.
        province, city, district: of their places, in several columns.
        adcode: of the places' codes.
        year: of the years that the plans are for: 2022, or 2021-2025.
        issued: of the dates of issue.
        issuer: of the issuing bodies.
        number: of the official numbers.
        url: of the pages' addresses.
        settings: limits and language; the defaults if None.
        jobs: processes to read with.
        progress: called with the number of rows done so far and in all, as far as they are known.

    Returns:
        The documents in the order of the frame, and a row of the ledger for each row that is not empty.

    Raises:
        FrameError: a column that is named is not there, or no column or more than one looks like the texts.
        SettingsError: a column is named by something that is no text.
    """
    settings = settings or Settings()
    named = {
        "text": text,
        "title": title,
        "place": place,
        "province": province,
        "city": city,
        "district": district,
        "adcode": adcode,
        "year": year,
        "issued": issued,
        "issuer": issuer,
        "number": number,
        "url": url,
    }
    stated = {field: column for field, column in named.items() if column is not None}
    # What `analysis.toml` says is about the columns of files.
    settings = replace(settings, table=TableSettings.of({**stated, "header": 1}))
    file = reading.RawFile(NAME, Path(NAME))
    sheet = reading.Sheet("", _list_rows(frame))
    rows = _name_rows(reading.read_rows(NAME, [sheet], settings), _name_documents(frame))
    results = read_table(
        file,
        rows,
        lambda doc_id: reading.StatedValues(),
        settings,
        read_documents,
        jobs=jobs,
        progress=progress,
    )
    for result in results:
        if isinstance(result, LedgerRow) and result.reason in OF_FRAME and result.notice:
            raise FrameError(_explain(result.notice))
    return build_corpus(results, [], settings, Path())


def _list_rows(frame: pd.DataFrame) -> Iterator[tuple[int, tuple[reading.Cell, ...]]]:
    """The rows of a frame as those of a sheet, its columns' names in row 1."""
    yield 1, tuple(str(name) for name in frame.columns)
    columns = [
        frame.iloc[:, i].astype(object).where(frame.iloc[:, i].notna(), None) for i in range(frame.shape[1])
    ]
    for number, cells in enumerate(zip(*columns, strict=True), start=2):
        yield number, tuple(_to_cell(cell) for cell in cells)


def _to_cell(value: Any) -> reading.Cell:
    """A value of a frame as a cell of a table."""
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime().replace(tzinfo=None)
    if hasattr(value, "item") and not isinstance(value, str):
        value = value.item()
    return value if value is None or isinstance(value, str | int | float | datetime.date) else str(value)


def _name_documents(frame: pd.DataFrame) -> list[str]:
    """The doc_id of each row."""
    labels = [
        "#".join(map(str, label)) if isinstance(label, tuple) else str(label)
        for label in frame.index.tolist()
    ]
    return labels if len(set(labels)) == len(labels) else [str(i) for i in range(len(labels))]


def _name_rows(rows: Iterator[reading.TableItem], names: list[str]) -> Iterator[reading.TableItem]:
    """The rows with the doc_ids of a frame."""
    for item in rows:
        number = (item.doc_id if isinstance(item, reading.TextRow) else item.path).partition("#")[2]
        name = names[int(number) - 2] if number else ""
        if isinstance(item, reading.TextRow):
            yield replace(item, doc_id=name)
        else:
            yield replace(item, path=name or item.path)


def _explain(notice: Notice) -> str:
    """Why a frame can't be read, and what to write in the call."""
    columns = notice.get("columns")
    listed = ", ".join(map(str, columns)) if isinstance(columns, tuple) else ""
    if notice.kind == Kind.NO_TEXT_COLUMN:
        return f'No column of the frame looks like the texts. Name it, as text="政策内容". Its columns are: {listed}.'
    if notice.kind == Kind.SEVERAL_TEXT_COLUMNS:
        return f'Several columns look like the texts: {listed}. Name the one to use, as text="{notice["first"]}".'
    if notice.kind == Kind.COLUMN_NOT_THERE:
        wanted = notice["wanted"]
        name = wanted[0] if isinstance(wanted, tuple) else wanted
        return f'The frame has no column "{name}" for {notice["setting"]}. Its columns are: {listed}.'
    return write_notice(notice, "en")
