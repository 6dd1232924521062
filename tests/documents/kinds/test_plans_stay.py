"""True plans stay, whatever words of other kinds they hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.papers import as_page, read_notices

TASKS = """一、坚持思想引领
（一）完善学习制度，办好读书分享会，形成学用结合的良好氛围。
（二）加强青年干部培养，安排到基层锻炼，建立成长档案并定期回访。
二、改善民生福祉
（一）修缮老旧管网，改善背街小巷照明，提升群众居住环境。
（二）办好居家养老服务中心，开展助餐助浴助医活动，关爱独居老人。"""
PLANS = {
    "section 政策解读": f"睢宁县2022年政务公开工作要点\n{TASKS}\n三、政策解读\n落实解读方案、解读材料与文件同步起草制度，多用一图读懂、新闻发布会、答记者问等形式。\n四、新闻宣传\n做好新闻发布工作。",
    "explaining is the task": f"睢宁县2022年政策解读工作要点\n{TASKS}",
    "press work": f"关于加强新闻宣传工作的实施意见\n{TASKS}\n三、加强新闻发布\n每季度召开新闻发布会，安排记者采访。",
    "surveys": f"睢宁县教育局2022年调研工作计划\n{TASKS}\n三、开展调研\n局领导带队深入学校调研，形成调研报告。",
    "meeting is the task": f"关于召开2022年教育工作会议的工作方案\n{TASKS}",
    "proposals": f"睢宁县2022年建议提案办理工作要点\n{TASKS}\n三、规范答复\n严格答复格式，做到件件有答复。",
    "rectification": f"睢宁县教育局巡察反馈问题整改方案\n{TASKS}",
    "notice": f"睢宁县教育局关于印发《2022年教育工作要点》的通知\n各学校：\n现将《2022年教育工作要点》印发给你们，请认真贯彻执行。\n睢宁县教育局\n2022年3月1日\n2022年教育工作要点\n{TASKS}",
    "report at a meeting": f"在2022年全县教育工作会议上的报告\n（2022年2月19日）\n县教育局局长 王强\n同志们：\n今天，我们召开全县教育工作会议，主要任务是总结2021年工作，部署2022年任务。\n{TASKS}\n三、提高质量\n完善评价制度，办好每一所学校。",
    "leader's speech": f"深化改革 突破创新 全面提升教育水平\n——在2022年全县教育工作会议上的讲话\n县教育局局长 赵青\n同志们：\n这次会议的主要任务是，贯彻全国教育工作会议精神，安排部署2022年工作。\n{TASKS}",
    "post": f"睢宁教育系统2022年党建工作要点来了！\n{TASKS}",
    "newspaper as source": f"睢宁县2022年教育工作要点\n来源：睢宁日报 记者：李明\n{TASKS}",
    "quotations": f"睢宁县2022年党建工作要点\n习近平总书记强调，要抓好基层基础工作。中央指出，要全面从严治党。\n{TASKS}",
    "opening with a meeting": f"睢宁县2022年党建工作要点\n2022年1月5日，县委召开经济工作会议，对全年工作作出部署。为贯彻会议精神，制定本要点。\n{TASKS}",
    "background": f"睢宁县“十四五”教育发展规划\n一、规划背景\n（一）发展基础\n我县教育取得长足进步。\n（二）面临形势\n机遇与挑战并存。\n二、主要目标\n到2025年，普惠园覆盖率达到90%。\n{TASKS}",
    "emergency": "睢宁县教育局安全工作方案\n一、编制目的\n为提高应对能力，制定本方案。\n二、编制依据\n依据有关法律法规。\n三、适用范围\n本方案适用于全县学校。\n四、主要任务\n（一）完善制度，健全预案。\n（二）加强演练，每学期开展两次。\n（三）做好保障，配齐装备。",
    "quiz": f"睢宁县2022年党史知识问答活动方案\n{TASKS}",
    "appended explanation": f"睢宁县2022年教育工作要点（附解读）\n{TASKS}",
    "goals of years": f"奋力谱写教育强县新篇章\n——睢宁县2022年教育工作计划\n{TASKS}",
    "reported work": f"睢宁县教育局2021年工作总结和2022年工作打算\n{TASKS}\n三、加强宣传\n召开新闻发布会2次，主持召开座谈会5次，县长到我局调研2次。",
    "opinions are a task": f"雄县2023年重大行政决策工作计划\n{TASKS}\n三、公众参与\n面向社会公开征求意见不少于30日，欢迎公众通过电子邮箱反馈。",
    "hearing reports is a task": f"大通县人大常委会2024年工作要点\n{TASKS}\n三、听取和审议报告\n（一）主任会议听取县法院工作情况的报告。\n（二）组织代表视察，开展建议答复满意度测评。",
    "replies are a task": f"合浦县政协2023年提案办理协商工作计划\n{TASKS}\n三、答复\n承办单位在三个月内答复委员，感谢委员关心支持。",
    "model cases": f"武宁县教育局2024年优秀教案精选十篇评选活动方案\n{TASKS}",
    "list of tasks": "大石桥市2023年民生实事清单\n1、老旧小区改造工程\n2、农村饮水安全提升工程\n3、中小学校舍维修工程\n4、养老服务提升工程\n5、城市公园建设工程\n6、农村公路改造工程",
    "prose": "睢宁县2022年教育工作要点\n2022年，全县教育工作要坚持党建引领，深化课堂改革，加强队伍建设，守牢安全底线。要新建学校两所，招聘教师一百名，完成操场改造十处，开展教研活动六十次。",
    "to comply": f"关于做好2022年教育工作的意见\n各学校：\n为做好教育工作，现提出如下意见。\n{TASKS}",
}


@pytest.mark.parametrize("form", ["text", "page"])
@pytest.mark.parametrize("paper", PLANS.values(), ids=PLANS)
def test_plans_stay_without_a_notice(tmp_path: Path, paper: str, form: str) -> None:
    assert read_notices(tmp_path, as_page(paper) if form == "page" else paper) == set()


@pytest.mark.parametrize(
    "links",
    [
        "相关解读：《睢宁县2022年教育工作要点》政策解读",
        "【图解】一图读懂睢宁县2022年教育工作要点\n【政策问答】睢宁县教育局负责人答记者问",
        "上一篇：睢宁县召开2022年教育工作会议\n下一篇：县委书记王强到实验小学调研",
        "县政协委员提案的答复\n关于征求2023年工作要点意见的公告",
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_links_of_the_page_do_not_change_a_plan(tmp_path: Path, links: str, place: str) -> None:
    plan = as_page(f"睢宁县2022年教育工作要点\n{TASKS}")
    list_of_links = (
        "<ul>" + "".join(f"<li><a href='#'>{link}</a></li>" for link in links.split("\n")) + "</ul>"
    )
    tag = '<div class="nav">' if place == "above" else '<div class="foot">'
    assert read_notices(tmp_path, plan.replace(tag, list_of_links + tag)) == set()
