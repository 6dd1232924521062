"""Fields that a crawler writes above a text are facts about the page and no part of the text."""

from __future__ import annotations

import pytest

from analysis.documents.cleaning import clean
from analysis.documents.metadata import read_metadata

TEXT = (
    "2023年是全面贯彻落实党的二十大精神的开局之年，全区教育系统要凝心聚力、真抓实干，办好人民满意的教育。\n"
    "一、加强组织领导\n健全工作机制，压实各方责任，组织党员干部到基层一线走访群众，梳理问题清单。"
)
TITLE = "临江区教育局2023年工作要点"

# (what the crawler wrote, issuer, date of issue, number)
PREFACES = {
    "fields and a rule with a name": (
        f"标题: {TITLE}\n发布时间: 2023-01-09 11:43\n文号: 临教〔2023〕5号\n发布机构: 临江区教育局\n栏目: 年度计划\n"
        "原文链接: https://www.example.gov.cn/a/t2023_1.htm\n本地目录: zwgk/83241_临江区教育局2023年工作要点\n"
        "页面链接与图片详见 links.tsv(同目录)\n==================== 正文 ====================\n",
        "临江区教育局",
        "2023-01-09",
        "临教〔2023〕5号",
    ),
    "empty values": (
        f"标题: {TITLE}\n发布时间: 2023-01-09\n文号: \n发布机构: \n栏目: \n附件: \n----------\n",
        "临江区教育局",
        "2023-01-09",
        "",
    ),
    "English names": (
        f"title: {TITLE}\nurl: https://www.example.gov.cn/a.htm\ndate: 2023-02-03\nsource: 临江区教育局\ncontent:\n",
        "临江区教育局",
        "2023-02-03",
        "",
    ),
    "front matter": (
        f'---\ntitle: "{TITLE}"\ndate: 2023-02-03\ntags: [plan, 2023]\nlayout: post\n---\n',
        "临江区教育局",
        "2023-02-03",
        "",
    ),
    "one line with tabs": (
        f"标题：{TITLE}\t日期：2023-02-03\t来源：临江区人民政府\n",
        "临江区教育局",
        "2023-02-03",
        "",
    ),
    "names of other forms": (
        f"题名：{TITLE}\n时间：2023年2月3日\n来源：某某日报\nURL：http://example.com/2023/0105/\n作者：\n正文：\n",
        "临江区教育局",
        "2023-02-03",
        "",
    ),
    "names in brackets": (
        f"【标题】：{TITLE}\n【发布日期】：2023-02-03\n【链接】：http://example.com/1\n***\n",
        "临江区教育局",
        "2023-02-03",
        "",
    ),
}


@pytest.mark.parametrize("kind", PREFACES)
def test_a_preface_is_furniture_and_its_fields_are_facts(kind: str) -> None:
    preface, issuer, issued, number = PREFACES[kind]
    cleaned = clean(preface + TEXT)
    assert cleaned.text == TEXT
    metadata = read_metadata(cleaned)
    assert (metadata.title, metadata.issuer, metadata.issued, metadata.number) == (
        TITLE,
        issuer,
        issued,
        number,
    )
    assert metadata.year == 2023


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        (f"标题：{TITLE}\t日期：2023-02-03\t", "正文："),
        (f"标题：{TITLE} 发布时间：2023-02-03 来源：临江区教育局 ", "正文："),
        (f"title: {TITLE} | date: 2023-02-03 | ", "content: "),
        (f"标题: {TITLE}\n发布时间: 2023-02-03\n", "正文: "),
        (f"标题: {TITLE} 发布时间: 2023-02-03 文号: 栏目: 年度计划 ", "===== 正文 ===== "),
    ],
)
def test_the_text_may_start_in_the_line_of_its_name(fields: str, label: str) -> None:
    prose = TEXT.split("\n")[0]
    cleaned = clean(f"{fields}{label}{3 * prose}")
    assert cleaned.text == 3 * prose
    metadata = read_metadata(cleaned)
    assert (metadata.title, metadata.issued) == (TITLE, "2023-02-03")


@pytest.mark.parametrize(
    "text",
    [
        "一、主要活动\n时间：每周五下午，全体教师参加政治学习。\n地点：学校会议室，由党支部书记主持会议。",
        "一、学习安排\n主题：学习贯彻党的二十大精神，结合实际谈体会。\n内容：领会新思想，落实新要求，开创新局面。",
        "目标：到2025年，建成优质学校10所，培养名师100名。\n措施：健全机制，压实责任，强化督查，确保落实。",
    ],
)
def test_names_with_a_colon_in_the_plan_are_its_own_words(text: str) -> None:
    assert clean(text).text == text


def test_a_rule_between_paragraphs_is_no_text() -> None:
    first, *others = TEXT.split("\n")
    cleaned = clean("\n--------------\n".join([first, "\n".join(others)]))
    assert cleaned.text == TEXT
    assert [line.text for line in cleaned.furniture] == ["--------------"]
