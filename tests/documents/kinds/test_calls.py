"""A call for opinions is set aside, unless it carries the draft; the draft is kept with a notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.notices import Kind
from tests.support.papers import as_page, read_notices, read_row

CALLS = {
    "short": """关于公开征求《金坛区2022年教育工作要点（征求意见稿）》意见的公告
为科学谋划全年教育工作，我局起草了《金坛区2022年教育工作要点（征求意见稿）》，现向社会公开征求意见。
有关意见建议请于2022年2月20日前通过电子邮件反馈至jyj@example.cn。
附件：金坛区2022年教育工作要点（征求意见稿）.docx
金坛区教育局
2022年2月1日""",
    "with a list of ways": """关于征求《东坑镇幼儿园和中小学校建设专项规划（2018-2022年）（征求意见稿）》意见的通告
为解决学位不足问题，我局制定了专项规划（征求意见稿），现公开征求社会各界人士的意见。
一、方案名称：东坑镇幼儿园和中小学校建设专项规划
二、公示时间：2018年12月13日至12月27日
三、意见反馈方式：
（一）将电子文件发送至：a@example.com；
（二）将书面意见邮寄到：东坑镇文化中心三楼。
四、联系人：谢先生，联系电话：0769-80000000。
东坑镇宣传教育文体局
2018年12月13日""",
    "government": """邳州市人民政府办公室关于向社会公开征集2023年政府工作报告意见建议的公告
2023年市《政府工作报告》起草工作已经启动，本着开门写报告的原则，即日起面向社会征集意见建议。
征集时间：即日起至12月31日。来信请寄市政府办公室，邮编：221300。
欢迎广大市民积极建言献策。""",
    "to offices": """关于征求2022年工作要点修改意见的函
各镇人民政府，县各有关单位：
现将《睢宁县2022年农业农村工作要点（征求意见稿）》发给你们，请结合实际提出修改意见，于3月5日前书面反馈县农业农村局。逾期未反馈视为无意见。
睢宁县农业农村局
2022年2月25日""",
    "projects": """关于公开征集2024年民生实事项目的公告
为进一步办好民生实事，现面向全县人民公开征集2024年民生实事项目建议。
征集期限为即日起至11月30日。联系电话：0517-80000000，电子邮箱：b@example.cn。""",
    "result": """关于《中卫市学校布局规划（征求意见稿）》意见征集情况的反馈
自2026年1月8日至2月9日，通过政府网站面向社会公开征求意见建议。征求意见期间，未收到社会各界的意见建议。特此公告。
教育局
2026年2月9日""",
    "hearing": """征求意见公告
《浦口区2022年学前教育发展计划》草案已编制完成，为增强规划的科学性和公众参与性，现公开征询公众意见。
一、征集意见时间：2022年6月11日至7月10日。
二、提交意见方式：
1.信函邮寄至浦口区教育局。
2.发送电子邮件至c@example.cn。
三、注意事项：请留下真实姓名和联系方式。""",
    "title says nothing": """通知公告
为做好明年工作，我局起草了明年工作要点，现面向社会公开征求意见，欢迎广大群众提出宝贵意见，请于12月20日前将意见发至电子邮箱d@example.cn。
县卫生健康局""",
}
DRAFT = """一、加强党的建设
（一）完善学习制度，抓好中心组学习，推动理论武装走深走实。
（二）建强基层组织，选优配强支部书记，发挥战斗堡垒作用。
二、提高教育质量
（一）深化课堂改革，开展教研活动，提升课堂效率。
（二）优化资源配置，新建学校两所，化解大班额。
三、加强安全管理
（一）排查校园隐患，落实人防物防技防措施。"""


@pytest.mark.parametrize("form", ["text", "page"])
@pytest.mark.parametrize("paper", CALLS.values(), ids=CALLS)
def test_bare_calls_are_set_aside(tmp_path: Path, paper: str, form: str) -> None:
    row = read_row(tmp_path, as_page(paper) if form == "page" else paper)
    assert (row.status, row.reason) == ("set aside", "call for opinions"), row.write_detail("zh")


@pytest.mark.parametrize(
    "paper",
    [
        f"{CALLS['short']}\n附件\n金坛区2022年教育工作要点\n（征求意见稿）\n{DRAFT}",
        f"{CALLS['with a list of ways']}\n附件：\n东坑镇学校建设专项规划\n{DRAFT}",
        f"金坛区2022年教育工作要点（征求意见稿）\n{DRAFT}",
        f"关于印发《金坛区2022年教育工作要点（讨论稿）》的通知\n{DRAFT}",
        f"金坛区2022年教育工作要点\n（送审稿）\n{DRAFT}",
        f"金坛区2022年教育工作要点\n现向社会公开征求意见，请于3月1日前反馈至电子邮箱e@example.cn。\n{DRAFT}",
    ],
)
@pytest.mark.parametrize("form", ["text", "page"])
def test_drafts_are_kept_with_a_notice(tmp_path: Path, paper: str, form: str) -> None:
    assert read_notices(tmp_path, as_page(paper) if form == "page" else paper) == {Kind.DRAFT}


@pytest.mark.parametrize(
    "paper",
    [
        f"金坛区2022年教育工作要点\n经广泛征求意见，制定本要点。\n{DRAFT}",
        f"关于做好征求意见工作的实施方案\n为广泛征求社会各界对教育的意见建议，制定本方案。\n{DRAFT}",
        f"金坛区2022年提案办理工作要点\n{DRAFT}",
    ],
)
def test_plans_that_speak_of_opinions_are_no_drafts(tmp_path: Path, paper: str) -> None:
    assert read_notices(tmp_path, paper) == set()
