"""What the words before and behind a quotation say of it: a slogan, a name, a grievance, a figure of speech."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from analysis.chinese.characters import HANZI


class Context(StrEnum):
    """What a quotation is by the words around it."""

    HEAD_CAMPAIGN = "head campaign"  # “百日攻坚”行动
    HEAD_BRAND = "head brand"  # “吾有优学”品牌
    HEAD_FORMULA = "head formula"  # “一城两园”战略
    HEAD_NAME = "head name"  # “学习强国”平台
    UPHELD = "upheld"  # 坚持“马上就办”
    LAUNCHED = "launched"  # 打造“吾有优学”
    AWARDED = "awarded"  # 荣获“文明单位”
    AVOIDED = "avoided"  # 防止“一刀切”
    FIGURE_OF_SPEECH = "figure of speech"  # 当好“店小二”


Span = tuple[int, int]
# What follows a campaign, a brand, a formula and a name.
CAMPAIGN_HEADS = (
    "活动|行动|工程|计划|大讨论|大调研|整治|创建|创评|评选|攻坚|试点|改革|项目|运动|培育|征文|主题教育|学习教育|"
    "专题教育|系列宣传|建功|大赛|竞赛|实践|志愿|创优"
)
BRAND_HEADS = "品牌|名片|服务队|IP|矩阵|特色|文化"
FORMULA_HEADS = (
    "战略|要求|精神|理念|目标|布局|方针|原则|思路|格局|重要思想|思想|制度|机制|模式|体系|责任|工作法|经验|任务|"
    "方略|作用|定位|政策|建设|发展|监管|工作|党建|组织|意识|优势|规划|规定|主线|方法|路径|举措|做法|考核|管理|"
    "治理|要素|融合|协同|问题|倾向"
)
NAME_HEADS = (
    "平台|APP|App|app|客户端|小程序|公众号|网站|系统|软件|热线|号|轮|奖|杯|称号|荣誉|证书|班|学校|基地|工作室|"
    "公司|集团|酒店|台风|地震|洪|火灾|事故|事件|客轮|卫星|火箭|班列|联赛|赛事|剧|歌|一文|讲话|论坛|博览会|企业|"
    "产品|小区|景区|院士|专家|人员|家庭|学者|栏目|专栏|论述"
)
# What comes before a formula that is upheld, something that is launched, a title and a grievance.
UPHOLDING = (
    "增强|坚定|做到|牢记|坚持|践行|贯彻|落实|围绕|紧扣|弘扬|秉持|遵循|按照|恪守|树立|锚定|聚焦|立足|胸怀|捍卫|"
    "拥护|领悟|牢固|统筹|执行|遵守|强化|运用|发挥|紧盯|认识|把握|体现|践诺|传承|突出|推动|对照"
)
LAUNCHING = (
    "打造|擦亮|叫响|唱响|打响|创建|建设|培育|深化|推进|开展|实施|启动|推行|推广|组织|举办|举行|完善|健全|构建|"
    "建立|抓好|做好|参加|探索|创新|形成|实行|争创|策划|巩固|提升|做强|做优|办好|办活|用好|用活|依托|通过|借助|推出|设立|"
    "开设|搭建|选树|评选"
)
AWARDING = "荣获|获得|获评|命名为|评为|入选|被授予|授予|称号|名为|所谓|称为|称作|简称|是指|誉为"
AVOIDING = "不搞|防止|杜绝|避免|整治|遏制|破解|克服|切忌|反对|纠治|禁止|解决|打通|破除|消除|治理|扫除"
# What joins quotations side by side; they share the word that follows the last of them.
JOINT = re.compile("[、，]?(?:和|与|及|以及)?")
LAST_HANZI = re.compile(f"[{HANZI}]*$")
# What may follow a quotation, and how many characters behind it; the first pattern that matches counts.
HEADS = (
    (Context.HEAD_NAME, re.compile(f"等?(?:{NAME_HEADS})")),
    (Context.HEAD_CAMPAIGN, re.compile(f".{{0,7}}?(?:{CAMPAIGN_HEADS})")),
    (Context.HEAD_BRAND, re.compile(f".{{0,7}}?(?:{BRAND_HEADS})")),
    (Context.HEAD_NAME, re.compile(f".{{0,3}}?(?:{NAME_HEADS})")),
    (Context.HEAD_FORMULA, re.compile(f".{{0,5}}?(?:{FORMULA_HEADS})")),
)
# What may come before a quotation; the first pattern that matches counts. A few hanzi may be between
# the verb and the phrase: 坚定捍卫“两个确立”.
VERBS_BEFORE = (
    (Context.AWARDED, re.compile(f"(?:{AWARDING})[{HANZI}]{{0,4}}$")),
    (Context.AVOIDED, re.compile(f"(?:{AVOIDING})[{HANZI}]{{0,5}}$")),
    (Context.UPHELD, re.compile(f"(?:{UPHOLDING})[{HANZI}]{{0,4}}$")),
    (Context.LAUNCHED, re.compile(f"(?:{LAUNCHING})[{HANZI}]{{0,4}}$")),
    (Context.FIGURE_OF_SPEECH, re.compile("(?:当好|成为|好像|如同|犹如|[^一]是|的)$")),
)
SUPPORTING = frozenset(
    {Context.HEAD_CAMPAIGN, Context.HEAD_BRAND, Context.HEAD_FORMULA, Context.UPHELD, Context.LAUNCHED}
)
OPPOSING = frozenset({Context.HEAD_NAME, Context.AWARDED, Context.AVOIDED, Context.FIGURE_OF_SPEECH})
# How many characters behind and before quotations are read.
REACH_BEHIND, REACH_BEFORE = 16, 8
CLAUSE = re.compile("[^。；，、！？\n“”]*")


def find_rows(text: str, quotations: Sequence[Span]) -> list[Span]:
    """For each quotation the span of the row of joined quotations that it belongs to.

    Args:
        text: clean text.
        quotations: start and end of each, with its marks, in order.
    """
    rows: list[Span] = []
    first = 0
    for n, (_, end) in enumerate(quotations, start=1):
        if n == len(quotations) or not JOINT.fullmatch(text[end : quotations[n][0]]):
            rows += [(quotations[first][0], end)] * (n - first)
            first = n
    return rows


def read_context(text: str, start: int, end: int) -> Iterator[Context]:
    """What the words before and behind a row of quotations say of it."""
    match = CLAUSE.match(text[end : end + REACH_BEHIND])
    behind = match[0] if match else ""
    for context, pattern in HEADS:
        if pattern.match(behind):
            yield context
            break
    before = LAST_HANZI.search(text[max(0, start - REACH_BEFORE) : start])
    for context, pattern in VERBS_BEFORE:
        if before and pattern.search(before[0]):
            if context != Context.FIGURE_OF_SPEECH or not behind:
                yield context
            return


def speaks_for_slogan(contexts: Iterable[Context]) -> bool:
    """Whether the words around a quotation are evidence that it is a slogan."""
    found = set(contexts)
    return not found.isdisjoint(SUPPORTING) and found.isdisjoint(OPPOSING)
