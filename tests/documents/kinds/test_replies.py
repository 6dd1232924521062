"""Replies to deputies are set aside, also where they number what is to be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.papers import as_page, read_row

REPLIES = {
    "number and letter": """对市十六届人大一次会议第0123号建议的答复（B类）
王晓红代表：
您提出的《关于加强农村小规模学校建设的建议》收悉，现答复如下：
一、加大经费投入。近年来累计投入2.3亿元，改善办学条件。
二、优化师资配置。下一步将继续实施定向培养，每年招录教师200名。
三、推进集团办学。将组建城乡教育共同体12个。
感谢您对教育工作的关心和支持！
沭阳县教育局
2022年6月10日""",
    "proposal": """关于县政协十届二次会议第45号提案的答复
戴治委员：
您好！您提出的《关于兴建留守儿童托管住宿楼的提案》已收悉。感谢您对教育工作的关心、重视和支持，经我局认真研究，现答复如下：
我局对相关情况进行了现场调研，决定将旧教师住房尽快拆除，在原址规划建设学生宿舍。""",
    "letter of reply": """市教育局关于市政协十四届一次会议第15号提案的复函
民盟市委：
贵委提出的关于推进职业教育产教融合的提案收悉，现函复如下：
近年来我局高度重视产教融合工作，建成产业学院6所。""",
    "of the year": """关于市人大十七届三次会议20230088号建议办理情况的答复
刘洋等代表：
你们在市人代会上提出的关于扩大公办幼儿园供给的建议，已交由我局办理，现将情况答复如下：
今年计划新建公办园5所，新增学位1500个。""",
    "letter box": """关于来信反映校车问题的回复
您好，您反映的校车线路问题收悉。经了解，现回复如下：该线路因道路施工临时调整，将于4月恢复。感谢您的关注和支持。""",
    "untitled": """沛教提复〔2022〕3号
李军委员：
您在县政协十五届一次会议上提出的关于规范校外培训的提案收悉，现答复如下。
我局将加强日常监管，开展专项检查。感谢您对我县教育事业的关心支持。
沛县教育局
2022年5月20日""",
    "province": """省教育厅对省十三届人大五次会议第4021号建议的答复
张明代表：
感谢您对我省高等教育的关心。您提出的关于支持苏北高校发展的建议收悉，经商省发展改革委，现答复如下：
一是加大倾斜支持。二是推动对口帮扶。三是完善评价机制。""",
    "mixed": """关于政协淮安市淮阴区第十二届委员会第一次会议第019号委员提案答复的函
赵娜委员：
您提出的《关于加强青少年心理健康教育的提案》收悉，感谢您的关注。现就有关问题答复如下：
（一）健全工作机制。成立区级指导中心。
（二）配齐专职教师。今年招聘专职教师20名。
（三）开展主题活动。每年5月开展活动月。""",
}


@pytest.mark.parametrize("form", ["text", "page"])
@pytest.mark.parametrize("paper", REPLIES.values(), ids=REPLIES)
def test_replies_are_set_aside(tmp_path: Path, paper: str, form: str) -> None:
    row = read_row(tmp_path, as_page(paper) if form == "page" else paper)
    assert (row.status, row.reason) == ("set aside", "reply"), row.write_detail("zh")
