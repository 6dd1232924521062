"""The shapes in which programs write a table as one JSON document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

# A list of records lies at most so many objects deep: {"data": {"page": {"list": […]}}}.
MAX_DEPTH = 4
# So many of its records or columns tell a shape.
SAMPLE = 100
# A message of the server (“success”) is shorter, a text that the lists only belong to is longer.
LONG_TEXT = 100
# What holds the key of each record where they are the values of an object.
KEY = "key"


def find_tables(document: Any) -> list[tuple[str, Sequence[Any]]]:
    """Find the tables of a document.

    It may be a list of records, of rows (the first with the names) or of texts; an object with such lists
    inside; an object of columns; an object of records; or a single record.

    Returns:
        (name, rows) of each: rows are records, or lists of which the first holds the names.
    """
    if isinstance(document, list):
        rows = _read_list(document)
        return [("", rows)] if rows else []
    if not isinstance(document, dict) or not document:
        return []
    for read in (_read_split, _read_columns):
        rows = read(document)
        if rows:
            return [("", rows)]
    tables = [(name, rows) for name, rows in _find_lists(document) if rows]
    own = _longest_text(document)
    if tables and (own < LONG_TEXT or own <= max(_longest_in_rows(rows) for _, rows in tables)):
        return tables
    rows = _read_record(document) or _read_objects(document)
    return [("", rows)] if rows else tables


def _read_list(items: list[Any]) -> Sequence[Any]:
    """The rows of a list; none if it is no table."""
    if not items:
        return ()
    if all(isinstance(item, dict) for item in items):
        return items if any(items) else ()
    if all(isinstance(item, list) for item in items):
        return items if any(items) else ()
    if all(isinstance(item, str) for item in items):
        return [{"text": item} for item in items]
    return ()


def _find_lists(document: dict[str, Any], depth: int = 1) -> Iterator[tuple[str, Sequence[Any]]]:
    """Yield each list of records or rows in objects inside each other, with the name of its key."""
    for key, value in document.items():
        if isinstance(value, list) and value and isinstance(value[0], dict | list):
            yield key, _read_list(value)
        elif isinstance(value, dict) and depth < MAX_DEPTH:
            yield from _find_lists(value, depth + 1)


def _read_split(document: dict[str, Any]) -> Sequence[Any]:
    """The rows of {"columns": […], "data": [[…], …]}."""
    names, rows = document.get("columns"), document.get("data")
    if isinstance(names, list) and isinstance(rows, list) and names and rows and _are(rows, list):
        return [names, *rows]
    return ()


def _read_columns(document: dict[str, Any]) -> Sequence[Any]:
    """The records of {"title": […], "text": […]}, or with {"0": …, "1": …} as columns, as pandas writes them."""
    columns = list(document.values())
    if _are(columns, list):
        lengths = {len(column) for column in columns}
        is_plain = not any(isinstance(item, dict | list) for column in columns for item in column[:SAMPLE])
        if len(columns) > 1 and len(lengths) == 1 and lengths != {0} and is_plain:
            return [dict(zip(document, row, strict=True)) for row in zip(*columns, strict=True)]
    if not _are(columns, dict) or any(column.keys() != columns[0].keys() for column in columns):
        return ()
    if columns[0] and _are_numbers(columns[0]) and not _are_numbers(document):
        return [{name: document[name][key] for name in document} for key in columns[0]]
    return ()


def _read_objects(document: dict[str, Any]) -> Sequence[Any]:
    """The records of an object of objects, with their keys."""
    if len(document) > 1 and _are(list(document.values()), dict) and any(document.values()):
        return [{KEY: key, **record} for key, record in document.items()]
    return ()


def _read_record(document: dict[str, Any]) -> Sequence[Any]:
    """The document as a single record, if any of its values is a text."""
    return [document] if any(isinstance(value, str) for value in document.values()) else ()


def _are(items: list[Any], kind: type) -> bool:
    return bool(items) and all(isinstance(item, kind) for item in items)


def _are_numbers(keys: Iterable[str]) -> bool:
    return all(key.isdecimal() for key in keys)


def _longest_in_rows(rows: Sequence[Any]) -> int:
    return max((_longest_text(row) for row in islice(rows, SAMPLE)), default=0)


def _longest_text(values: dict[str, Any] | list[Any]) -> int:
    """The length of the longest text among values."""
    items = values.values() if isinstance(values, dict) else values
    return max((len(item) for item in items if isinstance(item, str)), default=0)
