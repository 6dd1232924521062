"""Roles of lines: what a page prints around a plan, and what lies outside the document proper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.chinese.folding import unify_widths
from analysis.chinese.line_roles import LineRole
from analysis.chinese.page_fields import read_fields
from analysis.documents.cleaning.furniture import assign_roles
from analysis.documents.structure import find_sections

T = "坚持以政治建设为统领，全面贯彻党的教育方针，办好人民满意的教育。"
PLAN = ["某局2022年工作要点", "一、加强领导", T, "二、落实责任", T]


def head(*lines: str) -> list[LineRole]:
    """The roles of lines above a plan."""
    return assign_roles([*map(unify_widths, lines), *PLAN])[: len(lines)]


def tail(*lines: str) -> list[LineRole]:
    """The roles of lines below a plan."""
    return assign_roles([*PLAN, *lines])[len(PLAN) :]


@pytest.mark.parametrize(
    "line",
    [
        "• 索引号:",
        "索引号 : K26422872/2023-08370 文       号 :",
        "发文机关\t某区教育局\t成文日期\t2022-03-05",
        "公开主体：某区教育局",
        "2023-11-24 11:54   某区政府教育督导室",
        "发布时间:2024-03-28 09:33信息来源: 某市教育局阅读次数:编辑:某某 字体:【",
        "排版：小王 审核：办公室",
    ],
)
def test_facts_that_a_page_prints_above_a_document(line: str) -> None:
    assert head(line) == ["page information"]


@pytest.mark.parametrize(
    ("label", "value", "role"),
    [
        ("发文机关：", "某区教育局", "page information"),
        ("成文日期：", "2022-03-05", "page information"),
        ("发文字号：", "某教〔2022〕3号", "page information"),
        ("主题分类：", "科技、教育", "page information"),
        ("索引号：", "11330106002503341J/2021-123456", "page information"),
        ("成文日期：", "某区教育局", "signature"),  # an empty fact, then the head goes on
        ("有效性：", "某局关于印发要点的通知", "title"),
        ("发文日期：", "各学校：", "addressee"),
    ],
)
def test_value_below_its_name_counts_where_it_looks_like_one(label: str, value: str, role: str) -> None:
    assert head(label, value) == ["page information", role]


def test_time_below_its_name_in_a_plan_is_the_plans_own() -> None:
    lines = [*PLAN, "三、安排", "时间：", "2022年3月", "四、要求", T]
    assert assign_roles(lines)[len(PLAN) :] == [LineRole.BODY] * 5


def test_facts_of_a_page_by_their_kind() -> None:
    assert read_fields(
        [
            "索引号：0142/2021-00099 文号： 发布机构：某区教育局 成文日期：2021-05-07",
            "信息来源: 某市教育局阅读次数:12编辑:倪某",
            "名 称: 某区2021年工作要点\t发布日期:2021-05-12",
            "发文字号：",
            "某政〔2021〕12号",
        ]
    ) == {
        "publisher": ["某区教育局"],
        "signed": ["2021-05-07"],
        "source": ["某市教育局"],
        "title": ["某区2021年工作要点"],
        "posted": ["2021-05-12"],
        "number": ["某政〔2021〕12号"],
    }


def test_header_in_two_lines() -> None:
    assert head("中共某区委教育工作委员会", "文  件") == ["red header", "red header"]


def test_date_in_figures_below_an_organ() -> None:
    assert tail("某区教育局", "2022.3.5") == ["signature", "date"]
    assert tail("2022.3.5") == ["site"]


def test_date_with_contacts_behind_it() -> None:
    date = "2020年4月10日（联系人：张某，电话：67471234）"
    assert tail("某区委组织部 某区教育体育局", date) == ["signature", "date"]


def test_head_that_runs_on_two_pages() -> None:
    foot = ["某区党建工作简报", "第 {} 页", "内部资料"]
    first, second = ([line.format(n) for line in foot] for n in (1, 2))
    roles = assign_roles([*PLAN[:3], *first, *PLAN[3:], *second])
    assert roles[3:6] == roles[-3:] == ["running head", "page number", "running head"]


def test_title_that_runs_on_each_page_stays_the_title() -> None:
    roles = assign_roles([PLAN[0], "— 1 —", *PLAN[1:3], PLAN[0], "— 2 —", *PLAN[3:]])
    assert (roles[0], roles[4]) == ("title", "running head")


def test_table_of_contents_is_what_comes_again() -> None:
    contents = ["目 录", "一、加强领导", "二、落实责任 12"]
    assert head(PLAN[0], *contents) == ["title", *["table of contents"] * 3]
    assert assign_roles([PLAN[0], *contents, *PLAN[1:]])[4:] == [LineRole.BODY] * 4


def test_links_to_other_pages_belong_to_the_site() -> None:
    link = "2022年某区教育十件大事，你最关注哪一件？快来投票。"
    assert tail("往期回顾", link, "长按识别二维码") == ["related links", "site", "related links"]
    # Where a part of the plan follows, it was no end.
    assert tail("往期回顾", link, "三、保障措施", T)[1:] == [LineRole.BODY] * 3


def test_notice_in_sentences_is_taken_off_the_plan_that_it_carries() -> None:
    notice = [
        "某局关于印发要点的通知",
        "为做好工作，我局制定了要点。",
        "特此通知。",
        "某局",
        "附件1",
    ]
    assert assign_roles([*notice, *PLAN])[1] == "transmittal"
    assert assign_roles([*notice, *PLAN])[5:] == ["title", *[LineRole.BODY] * 4]
    assert LineRole.ANNEX in assign_roles([*PLAN, "附件1", "任务分工表", T])


def outside(before: list[str], plan: list[str], behind: list[str]) -> tuple[list[LineRole], list[LineRole]]:
    lines = [*before, *plan, *behind]
    inside = [False] * len(before) + [True] * len(plan) + [False] * len(behind)
    roles = assign_roles(lines, inside)
    assert not {LineRole.BODY, LineRole.ANNEX} & {*roles[: len(before)], *roles[len(lines) - len(behind) :]}
    return roles[: len(before)], roles[len(lines) - len(behind) :]


def test_lines_outside_the_document_are_the_sites() -> None:
    before, behind = outside(
        ["某区教育网", "首页 > 要点", "今天是2024年5月3日，欢迎来到本网站。", "规划计划"],
        PLAN,
        ["三、其他栏目", T, "版权所有：某区教育局"],
    )
    assert before == ["site"] * 4
    assert behind == ["site", "site", "footer"]


def test_title_and_facts_outside_the_document_keep_their_roles() -> None:
    before, _ = outside(
        ["某区教育局2021年工作总结", "通知公告", PLAN[0], "发布时间：2022-03-05"], PLAN[1:], []
    )
    assert before == ["site", "site", "title", "page information"]


def test_title_further_up_counts_if_no_title_stands_beside_the_document() -> None:
    before, _ = outside(["2021年工作总结", PLAN[0], "打开的次数", "更多内容"], PLAN[1:], [])
    assert before == ["site", "title", "site", "site"]


def test_unbroken_run_beside_the_document_belongs_to_it() -> None:
    before, behind = outside(
        ["某区教育局", "某区教育局文件", "某教〔2022〕3号", PLAN[0], "各学校："],
        PLAN[1:],
        [
            "某区教育局",
            "2022年3月5日",
            "某区教育局办公室 2022年3月5日印发",
            "友情链接",
            "某区教育局",
        ],
    )
    assert before == ["site", "red header", "number", "title", "addressee"]
    assert behind == ["signature", "date", "imprint", "site", "site"]


def test_nothing_inside_counts_as_no_such_knowledge() -> None:
    assert assign_roles(PLAN, [False] * len(PLAN)) == assign_roles(PLAN)


LINE = st.one_of(
    st.sampled_from([*PLAN, "附件", "目 录", "— 1 —", "1", "某局", "2022年3月5日", "往期回顾", "文件"]),
    st.text(alphabet="某区教育局2022年工作要点：、。（）一1.\t", max_size=20).map(str.strip),
).filter(bool)


@given(st.lists(st.tuples(LINE, st.booleans()), max_size=14))
def test_every_line_has_a_role_and_lines_outside_are_not_of_the_body(
    lines: list[tuple[str, bool]],
) -> None:
    texts, inside = [text for text, _ in lines], [is_in for _, is_in in lines]
    assert len(assign_roles(texts)) == len(texts)
    roles = assign_roles(texts, inside)
    assert all(roles)
    if any(inside):
        assert not any(
            role in (LineRole.BODY, LineRole.ANNEX)
            for role, is_in in zip(roles, inside, strict=True)
            if not is_in
        )


@pytest.mark.parametrize("heading", ["总体要求", "重点任务", "主要措施", "工作举措", "前 言"])
def test_headings_that_open_a_plan_are_never_its_title(heading: str) -> None:
    sentence = "坚持以政治建设为统领，全面贯彻党的教育方针。"
    roles = assign_roles(["某区教育局2022年工作要点", heading, sentence])
    assert roles == [LineRole.TITLE, LineRole.BODY, LineRole.BODY]
    assert [s.heading for s in find_sections(f"{heading.replace(' ', '')}\n{sentence * 2}")] == [
        heading.replace(" ", "")
    ]
