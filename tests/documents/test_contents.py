"""Tables of contents in every form are furniture; headings that stand once, or again in an annex, are not."""

from __future__ import annotations

import pytest

from analysis.documents.cleaning import clean
from analysis.documents.structure import find_sections

T = "坚持以政治建设为统领，全面贯彻党的教育方针，办好人民满意的教育。"
BODY = f"一、坚持思想引领\n（一）完善学习制度\n{T}\n二、改善民生福祉\n{T}\n三、加强组织保障\n{T}"
ENTRIES = ("一、坚持思想引领", "二、改善民生福祉", "三、加强组织保障")


@pytest.mark.parametrize("word", ["目录\n", "目　录\n", "目 次\n", "【目录】\n", "CONTENTS\n", ""])
@pytest.mark.parametrize(
    "entry",
    [
        "{}…………（{}）",
        "{}________{}",
        "{}……{}",
        "{}......{}",
        "{}\t{}",
        "{}   {}",
        "{} {}",
        "{}············{}",
        "{}---------- {}",
        "{}……………………- {} -",
        "{}. . . . . {}",
        "{}.......第{}页",
        "{}…………P{}",
        "{}",
    ],
)
def test_table_of_contents_is_furniture(word: str, entry: str) -> None:
    lines = [entry.format(name, page) for page, name in enumerate(ENTRIES, 1)]
    text = f"某局2022年工作要点\n{word}" + "\n".join(lines) + f"\n{BODY}"
    cleaned = clean(text)
    assert cleaned.text == BODY
    assert [s.heading for s in find_sections(cleaned.text) if s.level == 1] == [e[2:] for e in ENTRIES]


def test_table_over_pages_with_lines_that_break_and_other_levels() -> None:
    text = (
        "某局2022年工作要点\n目录\n前言 1\n一、坚持思想引领…………2\n（一）完善学习\n制度…………2\n- I -\n"
        f"二、改善民生福祉…………5\n三、加强组织保障…………9\n- II -\n某局2022年工作要点\n前言\n{T}\n{BODY}"
    )
    assert clean(text).text == f"前言\n{T}\n{BODY}"


def test_entry_that_begins_a_paragraph_comes_again() -> None:
    body = f"1.强化政治领导。{T}\n2.抓好理论武装。{T}"
    assert clean(f"某局2022年工作要点\n目录\n1.强化政治领导\n2.抓好理论武装\n{body}").text == body


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        # An annex that names all parts again.
        f"{BODY}\n一、坚持思想引领\n（一）完善学习制度\n二、改善民生福祉",
        f"一、坚持思想引领\n（一）完善学习制度\n{T}\n二、改善民生福祉\n{T}\n任务\t单位\n一、坚持思想引领\t党建科\n（一）完善学习制度\t人事科",
        # A plan of headings only.
        "一、坚持思想引领\n二、改善民生福祉\n三、加强组织保障",
        # A sentence that ends in dots and a table with numbers.
        f"一、坚持思想引领\n{T}\n推进读书、讲座、走访……\n项目\t数量\n一、读书会\t3\n二、讲座\t4",
    ],
)
def test_headings_of_a_plan_are_no_contents(text: str) -> None:
    assert clean(f"某局2022年工作要点\n{text}").text == text
