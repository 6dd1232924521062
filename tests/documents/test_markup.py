"""Signs of Markdown and entities of HTML in plain text are no words; signs that are text stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.documents.cleaning import clean
from analysis.documents.cleaning.markup import hide_markup

T = "坚持以政治建设为统领，全面贯彻党的教育方针。"


def body(lines: str) -> str:
    """The clean text of some lines of a plan, its first line left out."""
    return (
        clean(hide_markup(f"某局2022年工作要点\n一、加强领导\n{lines}\n{T}"))
        .text.removeprefix("一、加强领导\n")
        .removesuffix(f"\n{T}")
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("## 二、重点任务", "二、重点任务"),
        ("###### （一）完善制度", "（一）完善制度"),
        ("##（一）完善制度", "（一）完善制度"),
        ("## 二、重点任务 ##", "二、重点任务"),
        ("**二、重点任务**", "二、重点任务"),
        ("1. **完善制度。**健全工作机制。", "1.完善制度。健全工作机制。"),
        ("领悟**“两个确立”**的意义。", "领悟“两个确立”的意义。"),
        ("***抓好落实***，__压实责任__。", "抓好落实，压实责任。"),
        ("做好`党建`工作，~~取消~~评比。", "做好党建工作，取消评比。"),
        ("> 坚持立德树人，办好学校。", "坚持立德树人，办好学校。"),
        (">> 坚持立德树人，办好学校。", "坚持立德树人，办好学校。"),
        ("- 办好读书会。\n- 办好讲座。", "办好读书会。\n办好讲座。"),
        ("* 办好读书会。\n+ 办好讲座。", "办好读书会。\n办好讲座。"),
        ("- [x] 办好读书会。\n- [ ] 办好讲座。", "办好读书会。\n办好讲座。"),
        ("落实[三会一课](https://www.example.gov.cn/a.html)制度。", "落实三会一课制度。"),
        ('落实[三会一课](./b.htm "说明")制度。', "落实三会一课制度。"),
        ("![图](images/1.png)坚持立德树人。", "坚持立德树人。"),
        ("坚持&nbsp;立德&amp;nbsp;树人&ldquo;党建&rdquo;&#12288;引领。", "坚持立德树人“党建”引领。"),
        ("坚持立德树人。<br>办好学校。", "坚持立德树人。\n办好学校。"),
        ('坚持<b>立德</b>树人<span style="x">。</span>', "坚持立德树人。"),
        ("```text\n坚持立德树人。\n```", "坚持立德树人。"),
        ("| 序号 | 任务 |\n|:---|---:|\n| 1 | 办好读书会 |", "序号\t任务\n1\t办好读书会"),
        ("序号 | 任务\n--- | ---\n1 | 办好读书会", "序号\t任务\n1\t办好读书会"),
        ("| 1 |  | **读书会** |\n| 2 | a\\|b | 讲座 |", "1\t\t读书会\n2\ta|b\t讲座"),
    ],
)
def test_signs_of_markdown_are_no_words(line: str, words: str) -> None:
    assert body(line).strip("\n") == words


@pytest.mark.parametrize(
    "line",
    [
        "开设C#课程，学习5*8=40，3**2。",
        "#党史学习教育#主题活动。",
        "*注：带*的为重点任务。",
        "* 注：带*的为重点任务。",
        "表彰王**、李**、张**等同志。",
        "产值增长>5%，降幅<3%。",
        "填写姓名____、单位____。",
        "首页|新闻|关于我们",
        "落实[2022]（3号）文件。",
        "R&D经费投入增长。",
        "a<b且c>d。",
        "出生率_男_与_女_相比。",
    ],
)
def test_signs_that_are_text_stay(line: str) -> None:
    assert hide_markup(line) == line


@pytest.mark.parametrize("rule", ["---", "* * *", "_____", "======"])
def test_a_line_that_is_drawn_has_no_words(rule: str) -> None:
    assert body(rule) == T


def test_a_page_number_is_no_bullet() -> None:
    text = "坚持立德树人。\n- 3 -\n办好学校。\n- 4 -\n加强领导。"
    assert hide_markup(text) == text


@given(st.text(alphabet="党建，。#*_`~>|-=![](){}<br>&nbsp;\\ \n1a/.:", max_size=80))
def test_hiding_moves_no_character(text: str) -> None:
    hidden = hide_markup(text)
    assert len(hidden) == len(text)
    assert [a for a in hidden if "一" <= a <= "鿿"] == [a for a in text if "一" <= a <= "鿿"]
