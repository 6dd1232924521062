"""The text of a cell: what programs leave in it is read as what it stands for, and told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.notices import Kind
from analysis.reading.spreadsheets.cell_text import EXCEL_LIMIT, is_cut, read_cell_text
from analysis.settings import Settings

FIRST, SECOND = "一、总体要求", "坚持以人民为中心，办好人民满意的教育。"
LINES = f"{FIRST}\n{SECOND}"


def read(text: str) -> tuple[str, list[Kind]]:
    extracted = read_cell_text(text, Settings())
    return extracted.text, [notice.kind for notice in extracted.warnings]


def test_a_plain_text_stays_as_it_is() -> None:
    for text in (
        LINES,
        f"  {LINES}\n",
        r"见 C:\new\text 目录",
        "A&B公司；AT&T",
        "若 a < b 则 c > d",
        "[1]引用['a",
    ):
        assert read(text) == (text, [])


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        (f"<p>{FIRST}</p>\n<p>{SECOND}</p>", Kind.CELL_HAS_HTML),
        (
            f"<div class='c'><p>{FIRST}</p><p>坚持以人民为中心，\n办好人民满意的教育。</p></div>",
            Kind.CELL_HAS_HTML,
        ),
        (f"{FIRST}<br>{SECOND}", Kind.CELL_HAS_HTML),
        (f"{FIRST}<br/>\n<strong>坚持</strong>以人民为中心，办好人民满意的教育。", Kind.CELL_HAS_HTML),
        # Without blocks the line ends are those of the text.
        (f"<strong>{FIRST}</strong>\n{SECOND}", Kind.CELL_HAS_HTML),
        (
            f"<html><head><title>x</title></head><body><p>{FIRST}</p><p>{SECOND}</p></body></html>",
            Kind.CELL_HAS_HTML,
        ),
        (rf"{FIRST}\n{SECOND}", Kind.CELL_HAS_WRITTEN_BREAKS),
        (rf"{FIRST}\r\n{SECOND}", Kind.CELL_HAS_WRITTEN_BREAKS),
        (f"['{FIRST}', '{SECOND}']", Kind.CELL_HAS_LIST),
        (f'["{FIRST}", "{SECOND}"]', Kind.CELL_HAS_LIST),
    ],
)
def test_what_programs_leave_is_read_and_told(cell: str, kind: Kind) -> None:
    text, kinds = read(cell)
    assert [line for line in text.split("\n") if line.strip()] == [FIRST, SECOND]
    assert kinds == [kind]


def test_codes_of_characters_are_read() -> None:
    assert read("&nbsp;坚持&ldquo;三会一课&rdquo;制度") == (
        "\u00a0坚持“三会一课”制度",
        [Kind.CELL_HAS_ENTITIES],
    )
    text, kinds = read(f"&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;")
    assert text == LINES and kinds == [Kind.CELL_HAS_ENTITIES, Kind.CELL_HAS_HTML]


@pytest.mark.parametrize(
    ("length", "end", "expected"),
    [
        (EXCEL_LIMIT, "。", True),
        (EXCEL_LIMIT - 3, "字", True),  # trimmed afterwards
        (EXCEL_LIMIT - 3, "。", False),
        (EXCEL_LIMIT + 1, "字", False),
        (EXCEL_LIMIT - 100, "字", False),
    ],
)
def test_a_text_as_long_as_excel_allows_is_cut(length: int, end: str, expected: bool) -> None:
    text = "字" * (length - 1) + end
    assert is_cut(text) is expected
    assert (Kind.TEXT_CUT_BY_EXCEL in read(text)[1]) is expected


def test_excel_counts_a_rare_hanzi_twice() -> None:
    assert is_cut("𠀀" + "字" * (EXCEL_LIMIT - 2))
    assert not is_cut("𠀀" + "字" * (EXCEL_LIMIT - 1))


@given(st.text(alphabet="一、坚持。\n \u3000abc123（）", max_size=80))
def test_texts_without_signs_of_programs_never_change(text: str) -> None:
    assert read(text) == (text, [])
