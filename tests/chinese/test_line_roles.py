"""Roles that lines show by themselves."""

from __future__ import annotations

import re

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from analysis.chinese.line_roles import RULES, LineRole, role_alone
from analysis.reading.pages.furniture import MARKED_NUMBER

# Lines that show a role by words inside them.
INNER_LINES = [
    st.from_regex(f"{inner.before}(?:{inner.words}){inner.after}", fullmatch=True)
    for rule in RULES
    for inner in rule.inner
]


@pytest.mark.parametrize("dots", ["......", "……", "······", "．．．．．．"])
def test_dots_of_every_kind_lead_to_the_page_of_a_table_of_contents(dots: str) -> None:
    assert role_alone(f"第一章 总则{dots}3") == LineRole.CONTENTS


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("— 3 —", LineRole.PAGE),
        ("目 录", LineRole.CONTENTS),
        ("徐教发〔2022〕3号", LineRole.NUMBER),
        ("2022年3月5日", LineRole.DATE),
        ("抄送：各学校。", LineRole.IMPRINT),
        ("局办公室2022年3月5日印发", LineRole.IMPRINT),
        ("（此件公开发布）", LineRole.DISCLOSURE),
        ("附件：工作要点", LineRole.POINTER),
        ("附件1", LineRole.MARK),
        ("当前位置：首页 > 正文", LineRole.SITE),
        ("相关链接：教育局", LineRole.RELATED),
        ("信息来源：教育局　发布时间：2022-03-05", LineRole.PAGE_INFO),
        ("主办单位：区教育局", LineRole.FOOTER),
        ("以下是小编为大家整理的工作要点，仅供参考", LineRole.INTRO),
        ("现将工作要点印发给你们，请认真落实。", LineRole.TRANSMITTAL),
        ("区第十七届人民代表大会第二次会议上", LineRole.SUBTITLE),
        ("坚持立德树人，全面落实党的教育方针。", ""),
    ],
)
def test_each_role(line: str, given: str) -> None:
    assert role_alone(line) == given


def test_a_line_too_long_for_a_rule_is_left_to_the_later_ones() -> None:
    # Longer than any imprint, and a footer by its address.
    line = "抄送：地址：" + "区" * 170
    assert role_alone(line) == ""
    assert role_alone("地址：" + "区" * 170) == LineRole.FOOTER
    assert role_alone("地址：" + "区" * max(rule.longest for rule in RULES)) == ""


@for_all(st.one_of(INNER_LINES))
def test_the_first_rule_that_matches_a_line_gives_its_role(line: str) -> None:
    matches = (
        rule.role
        for rule in RULES
        if len(line) <= rule.longest and re.match(rule.join(with_inner=True), line)
    )
    assert role_alone(line) == next(matches, "")


PAGE_NUMBERS = [
    "- 3 -",
    "— 3 —",
    "－3－",
    "·3·",
    "~3~",
    "3—",
    "第3页",
    "第 3 页 共 9 页",
    "第三页",
    "共9页 第3页",
]
PAGE_NUMBERS += ["3/9", "３／９", "Page 3", "Page 3 of 9", "P. 3", "3页"]


@pytest.mark.parametrize("line", PAGE_NUMBERS)
def test_a_page_number_is_one_to_the_margins_of_a_page_and_to_its_lines(line: str) -> None:
    assert MARKED_NUMBER.fullmatch(line)
    assert role_alone(line) == LineRole.PAGE


@pytest.mark.parametrize("line", ["2023/12", "—2023—", "2023—", "3", "第3页的表", "5—8月", "3/4以上"])
def test_years_and_words_are_not_page_numbers(line: str) -> None:
    assert not MARKED_NUMBER.fullmatch(line)
    assert role_alone(line) != LineRole.PAGE
