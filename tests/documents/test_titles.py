"""Titles over several lines are read whole; what the page says elsewhere is their witness."""

from __future__ import annotations

import pytest

from analysis.documents.cleaning import clean
from analysis.documents.metadata import Metadata, read_metadata

BODY = "一、加强领导\n坚持以政治建设为统领，全面贯彻党的教育方针。\n"
# The lines of titles as pages print them.
LINES = [
    "国务院关于|同意在合肥市设立综合试验区的批复",
    "国务院办公厅|关于印发2022年立法工作计划的通知",
    "国务院办公厅关于印发国家残疾预防行动计划|（2021—2025年）的通知",
    "国务院办公厅转发国家发展改革委|关于在重点工程项目中大力实施以工代赈|促进就业增收工作方案的通知",
    "国务院批转交通运输部等部门|重大节假日免收小型客车通行费|实施方案的通知",
    "国务院办公厅关于成立国务院|推进政府职能转变协调小组|的通知",
    "国务院关于开展第五次全国经济普查的|通知",
    "国务院任免国家|工作人员决定",
    "丰县人民政府办公室对县十七届人大|一次会议2017年重点工作的实施方案",
    "中共丰县委员会|丰县人民政府|关于加快建设教育强县的实施意见",
    "中共丰县委|丰县人民政府|关于2009年农业农村工作的|意见",
    "丰县人民政府办公室|关于印发丰县2017年|重点工作任务|分解方案的|通知",
    "丰县教育局办公室|关于报送2022年工作总结|和2023年工作思路的|通知",
    "国务院关于沈阳市国土空间总体规划|（2021—2035年）的批复",
    "国务院办公厅|关于对2021年落实有关重大政策措施|真抓实干成效明显地方|予以督查激励的通报",
    "丰县学前教育三年|行动计划|（2022—2024年）",
    "丰县教育局|关于进一步加强中小学校|党建工作的实施意见|（试行）",
]


@pytest.mark.parametrize("lines", LINES)
@pytest.mark.parametrize("blank", ["", "\n"])
def test_the_lines_of_a_title_are_one_title(lines: str, blank: str) -> None:
    raw = "\n".join([lines.replace("|", f"\n{blank}"), blank + BODY])
    assert read_metadata(clean(raw)).title == lines.replace("|", "")


# The first line of these reads like an issuer, a signature or a meeting: the page has to say that it is not.
MISTAKEN = [
    "丰县人民政府办公室关于做好第十八届|人民代表大会第一次会议|建议办理工作的通知",
    "丰县人民政府|2022年度重大行政决策事项目录",
    "丰县教育工委|中小学校党组织领导的校长负责制|落实情况台账",
    "丰县第十八届人民代表大会第一次会议|关于政府工作报告的决议",
    "丰县教育局|学前教育三年行动计划|（2022—2024年）",
]


def with_facts(lines: str) -> Metadata:
    fact = f"索引号：000014349/2022-00012\n标　　题：{lines.replace('|', '')}\n"
    return read_metadata(clean(fact + lines.replace("|", "\n") + "\n" + BODY))


@pytest.mark.parametrize("lines", [*LINES, *MISTAKEN])
def test_the_table_of_facts_is_a_witness_of_the_title(lines: str) -> None:
    assert with_facts(lines).title == lines.replace("|", "")


@pytest.mark.parametrize("lines", [*LINES, *MISTAKEN])
def test_the_pages_own_title_is_a_witness_of_the_title(lines: str) -> None:
    title = f"{lines.replace('|', '')}_丰县人民政府"
    meta = read_metadata(clean(lines.replace("|", "\n") + "\n" + BODY), embedded={"title": title})
    assert meta.title == lines.replace("|", "")


def test_a_title_that_only_the_table_of_facts_has_whole() -> None:
    whole = "标题：丰县人民政府2022年度重点工作责任分工\n"
    meta = read_metadata(clean(f"{whole}2022年度重点工作责任分工\n{BODY}"))
    assert (meta.title, meta.sources["title"]) == (whole[3:-1], "page information")
    meta = read_metadata(clean(f"{whole}{BODY}"))
    assert (meta.title, meta.sources["title"], meta.confidence["title"]) == (
        whole[3:-1],
        "page information",
        "high",
    )


@pytest.mark.parametrize(
    ("fact", "lines", "title"),
    [
        # The plan inside the notice stays the title.
        (
            "丰县教育局关于印发教育计划的通知",
            "丰县教育局关于印发教育计划的通知\n各学校：\n现将规划印发给你们，请认真贯彻执行。\n"
            "丰县教育局\n2022年3月1日\n丰县2022年教育计划\n",
            "丰县2022年教育计划",
        ),
        ("教育局文件", "丰县教育局2022年工作要点\n", "丰县教育局2022年工作要点"),
        # Two titles of one head stay two.
        (
            "",
            "丰县教育局关于报送工作措施\n丰县教育局关于2022年工作安排的通知\n",
            "丰县教育局关于2022年工作安排的通知",
        ),
        # An organ above a title that has its own is no part of it.
        (
            "丰县实验小学2022年工作计划",
            "丰县教育局\n丰县实验小学2022年工作计划\n",
            "丰县实验小学2022年工作计划",
        ),
    ],
)
def test_a_title_that_is_whole_stays_as_it_is(fact: str, lines: str, title: str) -> None:
    assert read_metadata(clean(f"标题：{fact}\n{lines}{BODY}")).title == title


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("丰县教育系统2022年党建工作要点来了！", "丰县教育系统2022年党建工作要点"),
        ("重磅！丰县教育系统2022年党建工作要点出炉！", "丰县教育系统2022年党建工作要点"),
        ("最新！丰县教育局2022年工作计划", "丰县教育局2022年工作计划"),
        ("加油，丰县！我们来了！", "加油，丰县！我们来了！"),
    ],
)
def test_the_call_for_attention_of_a_post_is_no_part_of_its_title(headline: str, title: str) -> None:
    meta = read_metadata(clean(BODY), embedded={"title": headline})
    assert meta.title == title


def test_an_invitation_to_follow_an_account_is_not_the_title() -> None:
    meta = read_metadata(
        clean(f"点击上方名片关注我们\n{BODY}"), embedded={"title": "丰县教育系统2022年党建工作要点来了！"}
    )
    assert (meta.title, meta.year, meta.genre) == ("丰县教育系统2022年党建工作要点", 2022, "工作要点")
    assert (meta.sources["title"], meta.confidence["year"]) == ("page title", "medium")


def test_a_letter_spaced_title_is_closed_up() -> None:
    meta = read_metadata(clean(f"2 0 2 2 年 工 作 要 点\n{BODY}"))
    assert (meta.title, meta.year) == ("2022年工作要点", 2022)
