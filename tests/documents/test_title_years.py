"""The year or period that a title says its plan is for, and the years in it that are something else."""

from __future__ import annotations

import pytest

from analysis.documents.metadata.title_years import (
    find_length,
    find_other_period,
    find_plan_years,
    find_short_year,
)


def read_title(title: str) -> tuple[int, int | None] | None:
    years = find_plan_years(title)
    return (years.first, years.last) if years else None


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("铜山区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", 2021, 2025),
        ("中共丰县委关于制定国民经济和社会发展第十三个五年规划的建议", 2016, 2020),
        ("关于制定国民经济和社会发展第十五个五年规划和二〇三五年远景目标的建议", 2026, 2030),
        ("铜山区“十二五”教育发展规划", 2011, 2015),
        ("铜山区十一五教育事业规划", 2006, 2010),
        ("关于印发铜山区“十四五”教育发展规划的通知", 2021, 2025),
        ("铜山区“十五五”时期党建工作思路", 2026, 2030),
        ("关于在公民中开展法治宣传教育的第八个五年规划（2021—2025年）", 2021, 2025),
        ("铜山区教育系统“七五”普法规划", 2016, 2020),
        ("铜山区教育局2021-2025年党建工作规划", 2021, 2025),
        ("铜山区教育局2018至2020年党建工作规划", 2018, 2020),
        ("铜山区学前教育三年行动计划（2011—2013年）", 2011, 2013),
        ("关于印发《铜山区教育规划（2021—2025年）》的通知", 2021, 2025),
        ("2021年工作总结及2022—2024年工作规划", 2022, 2024),
        ("某局2020年工作总结和“十四五”工作思路", 2021, 2025),
        ("某局“十三五”工作总结和“十四五”规划思路", 2021, 2025),
        ("铜山区“十四五”教育发展规划（2021年3月修订）", 2021, 2025),
        ("铜山区国土空间总体规划（2021-2035年）", 2021, 2035),
        ("关于在“十四五”期间推进城乡一体化的实施方案", 2021, 2025),
        ("某区“十四五”期间三年行动方案（2023—2025年）", 2023, 2025),
    ],
)
def test_a_title_names_a_period(title: str, first: int, last: int) -> None:
    assert read_title(title) == (first, last)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2022年推进“十四五”规划实施要点", 2022),
        ("“十四五”开局之年2021年工作要点", 2021),
        ("迎接“十四五”2020年工作要点", 2020),
        ("落实《教育现代化2035》2019年工作要点", 2019),
        ("《全民科学素质纲要（2021—2035年）》2023年度任务清单", 2023),
        ("2020年“十四五”规划编制工作方案", 2020),
        ("乡村振兴三年行动计划2023年度实施方案", 2023),
        ("沛县2003年财政预算执行情况和2004年财政预算草案的报告", 2004),
        ("沛县2022年财政预算草案和2021年财政预算执行情况的报告", 2022),
        ("关于2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划草案的报告", 2026),
        *(
            (f"某局2021年工作{behind}{link}2022年工作{ahead}", 2022)
            for behind in ("总结", "情况", "回顾", "小结", "完成情况")
            for link in ("及", "和", "暨", "、", "与")
            for ahead in ("谋划", "设想", "思路", "打算", "安排", "计划", "要点", "展望")
        ),
        ("某局2020年工作打算和2019年工作总结", 2020),
        ("某局2021年工作总结和明年工作打算", 2022),
        ("某局2021年度工作总结暨下一年度工作计划", 2022),
        ("某局2022年上半年总结及下半年工作计划", 2022),
        ("2021-2022学年工作计划", 2021),
        ("某校2021/2022学年第一学期工作计划", 2021),
    ],
)
def test_a_title_names_one_year(title: str, year: int) -> None:
    assert read_title(title) == (year, None)


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("铜山区“十四五”规划中期评估报告", 2021),
        ("关于贯彻落实“十三五”教育发展规划的实施意见", 2016),
        ("关于落实《省教育规划（2011—2015年）》的实施方案", 2011),
        ("《全民科学素质行动规划纲要（2021—2035年）》实施方案", 2021),
        ("铜山区教育规划（2021—2025年）中期评估报告", 2021),
        ("铜山区“十四五”规划编制工作方案", 2021),
        ("国务院关于沈阳市国土空间总体规划（2021—2035年）的批复", 2021),
        ("国务院关于“十四五”特殊类型地区振兴发展规划的批复", 2021),
        ("关于做好“十五五”规划编制工作的通知", 2026),
        ("到2025年的教育改革方案", None),
        ("2030年前碳达峰实施方案", None),
        ("沛县教育现代化2035", None),
        ("“健康沛县2030”规划纲要", None),
        ("关于落实中发〔2018〕2号文件的意见", None),
        ("沛县三年行动计划", None),
        ("沛县教育局工作要点", None),
    ],
)
def test_years_of_other_plans_and_goals_are_not_the_plans(title: str, other: int | None) -> None:
    assert read_title(title) is None
    period = find_other_period(title)
    assert (period.first if period else None) == other


@pytest.mark.parametrize(
    ("title", "length"),
    [
        ("学前教育三年行动计划", 3),
        ("学前教育发展提升3年行动计划", 3),
        ("基层党建两年攻坚方案", 2),
        ("“三年行动”实施方案", 3),
        ("教育事业五年规划", 5),
        ("城市建设十年规划", 10),
        ("三年级班主任工作计划", None),
        ("三年制中专招生计划", None),
        ("近三年工作计划", None),
        ("第十四个五年规划", None),
        ("二〇三五年远景规划", None),
        ("2023年工作计划", None),
    ],
)
def test_for_how_many_years_a_plan_is(title: str, length: int | None) -> None:
    assert find_length(title) == length


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("22年工作要点", 22),
        ("’09年党建工作计划", 9),
        ("工作要点（22年）", 22),
        ("党建工作计划22年", 22),
        ("建校20年庆祝方案", None),
        ("沛县22年工作要点", None),
        ("2022年工作要点", None),
        ("增长3.22年", None),
    ],
)
def test_a_year_in_two_digits_stands_at_an_edge(title: str, year: int | None) -> None:
    assert find_short_year(title) == year
