"""Tables in JSON: the shapes that programs write, and what is no table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.notices import Kind, Notice
from analysis.reading import ReadingError
from analysis.reading.spreadsheets import Row, is_table, read_sheets
from analysis.settings import Settings

RECORDS = [{"title": "一", "text": "甲"}, {"title": "二", "text": "乙"}]
ROWS = [(1, ("title", "text")), (2, ("一", "甲")), (3, ("二", "乙"))]


def read(path: Path, text: str) -> tuple[dict[str, list[Row]], list[Notice]]:
    """The rows of each sheet, and the notices of all."""
    path.write_text(text, "utf-8")
    assert is_table(path)
    sheets, notices = {}, []
    for sheet in read_sheets(path, Settings()):
        sheets[sheet.name] = list(sheet.rows)
        notices += sheet.notices
    return sheets, notices


@pytest.mark.parametrize(
    "document",
    [
        RECORDS,
        {"data": RECORDS},
        {"code": 200, "msg": "ok", "data": {"total": 2, "page": {"list": RECORDS}}},
        {"title": ["一", "二"], "text": ["甲", "乙"]},
        {"title": {"0": "一", "1": "二"}, "text": {"0": "甲", "1": "乙"}},
        {"columns": ["title", "text"], "index": [0, 1], "data": [["一", "甲"], ["二", "乙"]]},
        [["title", "text"], ["一", "甲"], ["二", "乙"]],
        {"rows": [["title", "text"], ["一", "甲"], ["二", "乙"]]},
        {"schema": {"fields": [{"name": "title"}]}, "data": RECORDS},
    ],
)
def test_every_shape_of_a_table_gives_the_same_rows(tmp_path: Path, document: Any) -> None:
    if isinstance(document, dict) and "schema" in document:
        # Two lists of records: each is a table of its own.
        assert read(tmp_path / "a.json", json.dumps(document))[0]["data"] == ROWS
        return
    assert read(tmp_path / "a.json", json.dumps(document)) == ({"": ROWS}, [])


def test_objects_by_their_keys_keep_the_keys(tmp_path: Path) -> None:
    document = {"西湖区": RECORDS[0], "沛县": RECORDS[1]}
    rows = read(tmp_path / "a.json", json.dumps(document))[0][""]
    assert rows == [(1, ("key", "title", "text")), (2, ("西湖区", "一", "甲")), (3, ("沛县", "二", "乙"))]


def test_lists_by_their_keys_are_sheets(tmp_path: Path) -> None:
    document = {"2021": RECORDS[:1], "2022": RECORDS[1:]}
    sheets, _ = read(tmp_path / "a.json", json.dumps(document))
    assert sheets == {"2021": [ROWS[0], ROWS[1]], "2022": [ROWS[0], (2, ("二", "乙"))]}


def test_a_page_with_its_attachments_is_one_record(tmp_path: Path) -> None:
    page = {"title": "一", "text": "很长的正文" * 20, "files": [{"name": "附件.doc", "url": "u"}], "n": None}
    rows = read(tmp_path / "a.json", json.dumps(page, ensure_ascii=False))[0][""]
    assert rows[0] == (1, ("title", "text", "files", "n"))
    assert rows[1] == (2, ("一", "很长的正文" * 20, '[{"name": "附件.doc", "url": "u"}]'))


def test_values_inside_values_are_columns_one_level_deep(tmp_path: Path) -> None:
    record = {
        "meta": {"year": 2022, "place": {"city": "杭州"}, "ok": True},
        "text": ["第一段", "第二段"],
        "tags": [1, 2],
        "none": None,
        "empty": [],
        "x": float("nan"),
        "share": 0.5,
    }
    rows = read(tmp_path / "a.json", json.dumps([record]))[0][""]
    assert dict(zip(rows[0][1], rows[1][1], strict=True)) == {
        "meta.year": 2022,
        "meta.place": '{"city": "杭州"}',
        "meta.ok": True,
        "text": "第一段\n第二段",
        "tags": "[1, 2]",
        "none": None,
        "empty": None,
        "x": None,
        "share": 0.5,
    }


@pytest.mark.parametrize("suffix", ["jsonl", "ndjson", "json"])
def test_records_on_lines_give_the_same_rows_and_broken_lines_are_told(tmp_path: Path, suffix: str) -> None:
    lines = [json.dumps(RECORDS[0]), "", json.dumps(RECORDS[1]), '{"title": "三', "[1]"]
    path = tmp_path / f"a.{suffix}"
    assert read(path, "\n".join(lines[:3])) == ({"": ROWS}, [])
    sheets, (notice,) = read(path, "\n".join(lines))
    assert sheets == {"": ROWS}
    assert (notice.kind, notice["lines"], notice["n"]) == (Kind.BROKEN_RECORDS, (4, 5), 2)


def test_a_column_that_a_later_record_brings_is_a_column(tmp_path: Path) -> None:
    sheets, _ = read(tmp_path / "a.jsonl", '{"a": "甲"}\n{"b": {"c": 1}}\n')
    assert sheets == {"": [(1, ("a", "b.c")), (2, ("甲",)), (3, (None, 1))]}


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ('{"code": 500, "data": null}', Kind.JSON_OF_OTHER_SHAPE, "(keys at its top: code, data)"),
        ("[1, 2]", Kind.JSON_OF_OTHER_SHAPE, "keys at its top"),
        ("[]", Kind.JSON_OF_OTHER_SHAPE, "keys at its top"),
        ("[" * 100_000 + "]" * 100_000, Kind.JSON_TOO_DEEP, "nested deeper"),
        ('{"a":' * 100_000, Kind.JSON_TOO_DEEP, "nested deeper"),
        ('[{"title": "一"},\n{"title": "二', Kind.DAMAGED, "from line 2 on it is no JSON"),
        ("var a = 1;", Kind.DAMAGED, "from line 1 on it is no JSON"),
        (f'[{{"n": {"9" * 10_000}}}]', Kind.DAMAGED, "no JSON"),
        ("[" + "[]," * 5_000_000 + "[]]", Kind.TOO_MANY_VALUES, "values and the limit is 10,000,000"),
        (
            json.dumps([{f"k{number}": 1} for number in range(20_000)]),
            Kind.TOO_MANY_COLUMNS,
            "more than 16,384 columns",
        ),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(
    tmp_path: Path, text: str, kind: Kind, part: str
) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")
    with pytest.raises(ReadingError) as caught:
        for sheet in read_sheets(path, Settings()):
            list(sheet.rows)
    assert caught.value.notice.kind == kind
    assert part in str(caught.value)
