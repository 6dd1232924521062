"""Rows of tables to documents, so many at a time that a table of any length takes no more memory than its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from analysis import reading
from analysis.documents.corpus import Document, LedgerRow, Status
from analysis.notices import Field, Kind, Notice
from analysis.processes import CHUNK, Progress, in_chunks
from analysis.settings import Settings

# So many rows of a table are read and then made documents, times the number of processes, so that their texts
# are held twice only for a while.
ROWS_AT_ONCE = 4 * CHUNK


class Task(NamedTuple):
    """What a process reads: a file, with what is stated of each of its documents, or a row of a table."""

    file: reading.RawFile
    stated: reading.StatedValues
    settings: Settings
    row: reading.TextRow | None = None
    stated_of_parts: Mapping[str, reading.StatedValues] | None = None


def state_row(manifest: Mapping[str, reading.StatedValues], table: str, doc_id: str) -> reading.StatedValues:
    """What the manifest states about a row of a table: what it says of the row, and else of the table."""
    whole, row = manifest.get(table), manifest.get(doc_id)
    if whole is None or row is None:
        return row or whole or reading.StatedValues()
    return reading.StatedValues({**whole.fields, **row.fields}, {**whole.variables, **row.variables})


def read_table(
    file: reading.RawFile,
    rows: Iterator[reading.TableItem],
    stated: Callable[[str], reading.StatedValues],
    settings: Settings,
    read_documents: Callable[[Sequence[Task]], list[list[Document | LedgerRow]]],
    *,
    jobs: int,
    progress: Progress | None = None,
    done: int = 0,
) -> list[Document | LedgerRow]:
    """The documents and rows of the ledger of a table, in the order of its rows.

    Args:
        file: the table.
        rows: its rows.
        stated: what the manifest states, by doc_id.
        settings: limits and language.
        read_documents: reads some tasks, each to its documents and rows of the ledger.
        jobs: processes.
        progress: called with the number of files and rows done.
        done: how many were done before.
    """
    results: list[Document | LedgerRow] = []
    remarks: list[reading.Remark] = []
    rows = _catch_faults(rows, file.doc_id)
    while items := list(islice(rows, ROWS_AT_ONCE * jobs)):
        tasks = [
            Task(file, stated(item.doc_id), settings, item)
            for item in items
            if isinstance(item, reading.TextRow)
        ]
        read = iter(in_chunks(read_documents, tasks, jobs=jobs))
        for item in items:
            if isinstance(item, reading.TextRow):
                results += next(read)
            elif isinstance(item, reading.NoText):
                status = Status.IGNORED if item.ignored else Status.REJECTED
                results.append(LedgerRow(item.path, status, item.reason, item.notice))
            else:
                remarks.append(item)
        if progress:
            progress(done + len(results), done + len(results) + 1)
    return _add_remarks(results, remarks)


def _catch_faults(rows: Iterator[reading.TableItem], path: str) -> Iterator[reading.TableItem]:
    """The rows of a table up to a fault of the program, which must not end the run."""
    try:
        yield from rows
    except (Exception, RecursionError) as error:
        yield reading.NoText(path, reading.Reason.FAILED, describe_fault(error))


def describe_fault(error: BaseException) -> Notice:
    """The notice of an error in the program itself."""
    fault = f"{type(error).__name__}: {error}".replace("\n", " ")[:200]
    return Notice.of(Field.FILE, Kind.PROGRAM_FAULT, fault=fault)


def _add_remarks(
    results: list[Document | LedgerRow], remarks: Sequence[reading.Remark]
) -> list[Document | LedgerRow]:
    """The results; what is to be known about a sheet is a notice of its first document."""
    for remark in remarks:
        for i, result in enumerate(results):
            if isinstance(result, Document) and result.doc_id.startswith(f"{remark.path}#"):
                notice = replace(remark.notice, field=Field.TEXT)
                results[i] = replace(result, warnings=(*result.warnings, notice))
                break
    return results
