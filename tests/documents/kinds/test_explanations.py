"""Explanations of a plan are set aside, in the many forms that offices publish them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.papers import as_page, read_row

EXPLANATIONS = {
    "background and contents": """《海州区2023年教育工作要点》政策解读
一、起草背景
2023年是全面贯彻落实党的二十大精神的开局之年，为统筹做好全区教育工作，区教育局在调研基础上起草了工作要点。
二、主要内容
《要点》共分五个部分，涵盖党的建设、立德树人、资源供给、队伍建设和安全稳定。
（一）加强党的全面领导。提出健全党组织领导的校长负责制等任务。
（二）促进优质均衡。提出新建改扩建学校6所。
三、解读机关
海州区教育局，联系电话：0518-80000000""",
    "questions and answers": """关于《宁远县推进学前教育普惠发展行动计划》的政策问答
问：为什么要制定行动计划？
答：近年来全县入园需求持续增长，有必要系统谋划。
问：行动计划提出了哪些目标？
答：到2025年，公办园在园幼儿占比达到55%以上。""",
    "journalists ask": """武胜县教育局负责人就《2022年教育工作要点》答记者问
近日，武胜县教育局印发了《2022年教育工作要点》，记者就有关问题采访了该局负责人。
记者：今年的工作要点有哪些特点？
负责人：一是突出党建引领，二是突出质量提升，三是突出安全稳定。
记者：如何保障各项任务落实？
负责人：我们将实行清单管理，每季度调度一次。""",
    "headings that ask": """解读《嘉鱼县乡村振兴年度实施方案》
1.《方案》出台的背景是什么？
巩固脱贫攻坚成果，需要明确年度任务。
2.《方案》的主要任务有哪些？
包括产业、人才、文化、生态、组织五个方面。
3.如何推进落实？
建立专班，定期调度，结果纳入考核。""",
    "press conference": """长宁县2023年民生实事新闻发布会实录
主持人：各位媒体朋友，大家上午好，欢迎参加今天的新闻发布会。
县教育局副局长王明：今年将新建幼儿园3所，新增学位900个。
记者：请问学位如何分配？
县教育局副局长王明：将优先保障新建小区周边适龄儿童。
主持人：今天的发布会到此结束，谢谢大家。""",
    "how it was made": """关于《平阳县国民经济和社会发展年度计划》的起草说明
受县政府委托，现就起草情况作如下说明。
起草工作于去年10月启动，先后召开座谈会6次，征求了32个部门的意见，共采纳意见57条。
《计划》由三个部分组成，第一部分是上年执行情况，第二部分是今年的预期目标，第三部分是主要任务。""",
    "an expert": """专家解读：读懂金湖县2022年政府工作报告的三个关键词
今年的政府工作报告提出了许多新任务、新举措。专家认为，可以从三个关键词来理解。
第一个关键词是稳。报告把稳增长放在突出位置。
第二个关键词是新。报告用了较大篇幅部署科技创新。
第三个关键词是实。报告安排了十件民生实事。""",
    "summary with numbers": """《永福县2022年党建工作要点》解读
一、突出政治引领。把学习贯彻放在首位，完善理论学习制度，要点对此提出了5项任务。
二、突出基层基础。要点提出建强村级班子，推进阵地建设，明确了6项任务。
三、突出作风转变。要点提出开展专项整治，明确了4项任务。""",
    "pictures with captions": """一图读懂｜响水县2023年卫生健康工作要点
总体思路
8大任务 36项举措
让群众看得上病、看得好病，健康响水建设迈出更大步伐，主要指标全市领先。""",
    "drawn": """图解：仪陇县2022年教育工作要点
总体要求：坚持以习近平新时代中国特色社会主义思想为指导，办好人民满意的教育。
五大行动：强基、提质、育才、护航、清风。""",
    "read in one text": """一文看懂宜丰县2022年民生实事
今年的民生实事都有哪些，一起来看看。
新增城镇就业3000人，改造老旧小区12个，新建农村公路60公里，家门口的好学校越来越多。""",
    "relevant paper above": """关于《阜宁县2024年农业农村工作要点》的解读
关联文件：阜宁县2024年农业农村工作要点
一、出台背景
为贯彻落实中央一号文件精神，结合我县实际制定。
二、制定依据
《中共中央 国务院关于学习运用“千万工程”经验的意见》。
三、主要内容
要点包括六个方面27条措施。一是守牢粮食安全底线，二是发展乡村产业，三是建设宜居乡村。
四、政策亮点
首次提出打造十里果香走廊。""",
    "title over two lines": """《乐安县“十四五”教育发展规划》
文字解读
一、编制背景
“十四五”时期是我县教育高质量发展的关键期。
二、编制过程
县教育局成立编制专班，经多轮讨论修改，报县政府常务会议审议通过。
三、主要内容
规划共七章，从发展基础、总体要求、主要任务、保障措施等方面作出安排。""",
}


@pytest.mark.parametrize("form", ["text", "page"])
@pytest.mark.parametrize("paper", EXPLANATIONS.values(), ids=EXPLANATIONS)
def test_explanations_are_set_aside(tmp_path: Path, paper: str, form: str) -> None:
    row = read_row(tmp_path, as_page(paper) if form == "page" else paper)
    assert (row.status, row.reason) == ("set aside", "explanation"), row.write_detail("zh")


def test_the_evidence_says_what_was_found_and_how_to_overrule(tmp_path: Path) -> None:
    row = read_row(tmp_path, EXPLANATIONS["questions and answers"])
    assert row.write_detail("zh") == (
        "这是对计划的解读，不是计划：标题含“政策问答”；正文有2处问答。如果确实是计划，请在manifest.csv中写kind=plan。"
    )
    assert row.write_detail("en") == (
        "An explanation of a plan, not the plan: the title has “政策问答”; the text has 2 questions with answers. "
        "If it is a plan after all, write kind=plan for it in manifest.csv."
    )


def test_the_manifest_overrules(tmp_path: Path) -> None:
    paper = EXPLANATIONS["questions and answers"]
    row = read_row(tmp_path, paper, manifest="path,kind\na.txt,plan\n")
    assert row.status == "kept"
