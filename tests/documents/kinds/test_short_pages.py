"""Lists of links, notices without their annex and pages of pictures are set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.papers import as_page, read_row

LINKS = [
    ("海州区教育局关于印发2022年工作要点的通知", "2022-03-08"),
    ("关于做好2022年春季开学工作的通知", "2022-02-21"),
    ("我区召开2022年教育工作会议", "2022-02-18"),
    ("关于公布2021年优质课评选结果的通知", "2022-01-20"),
    ("关于印发2021年党建工作总结的通知", "2022-01-12"),
    ("海州区教育局2021年法治政府建设年度报告", "2022-01-05"),
]
LISTS = {
    "date behind": "通知公告\n"
    + "\n".join(f"{title} {day}" for title, day in LINKS)
    + "\n上一页 1 2 3 下一页 尾页",
    "date before": "工作动态\n" + "\n".join(f"[{day[5:]}] {title}" for title, day in LINKS),
    "date below": "文件公开\n" + "\n".join(f"{title}\n{day}" for title, day in LINKS) + "\n共32页",
    "bullets": "计划总结\n" + "\n".join(f"·{title}（{day.replace('-', '.')}）" for title, day in LINKS),
    "html": "<html><head><meta charset='utf-8'><title>规划计划_海州区教育局</title></head><body><div>首页 &gt; 规划计划</div><ul>"
    + "".join(f"<li><a href='#'>{title}</a><span>{day}</span></li>" for title, day in LINKS)
    + "</ul><div>共 5 页 上一页 下一页 转到第 页</div></body></html>",
}
NOTICES = {
    "fifty characters": """关于印发2022年工作要点的通知
各科室、各单位：
现将《2022年工作要点》印发给你们，请认真贯彻执行。
附件：2022年工作要点.doc
2022年3月1日""",
    "forwarding": """关于转发《全市教育系统2022年党建工作要点》的通知
各中小学、幼儿园党支部：
现将市委教育工委《全市教育系统2022年党建工作要点》（通教工委〔2022〕5号）转发给你们，请结合实际，认真抓好贯彻落实。
海门区教育局
2022年3月10日""",
    "approved": """如皋市人民政府办公室关于印发如皋市推进教育高质量发展三年行动计划的通知
各镇人民政府，市各委办局，市各直属单位：
《如皋市推进教育高质量发展三年行动计划》已经市政府同意，现印发给你们，请认真组织实施。
如皋市人民政府办公室
2022年5月6日
（此件公开发布）""",
    "see annex": """关于下发2023年安全工作计划的通知
各学校：
现将2023年安全工作计划下发给你们（见附件），请各校高度重视，遵照执行，并于3月底前制定本校计划。
特此通知。
附件：1.2023年安全工作计划 2.任务分解表""",
}


@pytest.mark.parametrize("paper", LISTS.values(), ids=LISTS)
def test_lists_of_links_are_set_aside(tmp_path: Path, paper: str) -> None:
    row = read_row(tmp_path, paper)
    assert (row.status, row.reason) == ("set aside", "list page"), row.write_detail("zh")


@pytest.mark.parametrize("form", ["text", "page"])
@pytest.mark.parametrize("paper", NOTICES.values(), ids=NOTICES)
def test_notices_without_their_annex_are_set_aside(tmp_path: Path, paper: str, form: str) -> None:
    row = read_row(tmp_path, as_page(paper) if form == "page" else paper)
    assert (row.status, row.reason) == ("set aside", "notice without its annex"), row.write_detail("zh")
    assert "请下载附件" in row.write_detail("zh")


@pytest.mark.parametrize(
    "title",
    [
        "一图读懂：响水县2023年卫生健康工作要点",
        "图解丨响水县2023年卫生健康工作要点",
        "《响水县2023年卫生健康工作要点》图文解读",
    ],
)
@pytest.mark.parametrize(
    "around", ["", "<p>主办单位：响水县人民政府办公室 承办单位：响水县大数据中心 苏ICP备00000000号</p>"]
)
def test_explanations_that_are_pictures_are_set_aside(tmp_path: Path, title: str, around: str) -> None:
    page = (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><h1>{title}</h1>"
        f"<p>发布日期：2023-03-08 来源：县卫生健康委</p><div id='zoom'><p><img src='1.jpg'></p></div>{around}</body></html>"
    )
    row = read_row(tmp_path, page, name="a.html")
    assert (row.status, row.reason) == ("set aside", "explanation"), row.write_detail("zh")


@pytest.mark.parametrize(
    "paper",
    [
        # A plan with dates at the ends of its lines.
        "海州区教育局2022年工作要点\n"
        + "\n".join(f"{n}.完成第{n}项任务，抓好组织实施和总结评估，时限2022-0{n}-30" for n in range(1, 8)),
        # A notice with tasks of its own.
        "关于转发市局2022年工作要点的通知\n现将市局2022年工作要点转发给你们，并提出如下要求，请一并贯彻执行。\n"
        "一、加强组织领导，成立工作专班。\n二、细化任务分工，明确完成时限。\n三、强化督促检查，定期通报进展。",
        # A notice with the plan below.
        "关于印发2022年工作要点的通知\n各科室：\n现将《2022年工作要点》印发给你们，请认真贯彻执行。\n海州区教育局\n2022年3月1日\n"
        "2022年工作要点\n一、加强党的建设\n抓好理论学习，建强基层组织。\n二、提高教育质量\n深化课堂改革，提升教学水平。",
        # A plan of one page, without numbers.
        "海州区教育局2022年工作要点\n2022年，全区教育工作要坚持党建引领，深化课堂改革，加强队伍建设，守牢安全底线，推进优质均衡，办好人民满意的教育。"
        "要新建学校两所，招聘教师一百名，完成操场改造十处，开展教研活动六十次，建成名师工作室五个，培育特色学校三所。",
    ],
)
def test_short_plans_stay(tmp_path: Path, paper: str) -> None:
    assert read_row(tmp_path, paper).status == "kept"
