"""Numeral abbreviations: 三会一课, 两个维护, 三大攻坚战, 双培养机制; what they are, and what only counts.

Two callers rely on these forms. The mentions of a text take what is certain by its form alone: words
and numerals in turn (三会一课) and 五个一. Discovery proposes all forms to a reader, with reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from analysis.chinese.characters import HANZI
from analysis.chinese.numerals import COUNTING


class NumeralForm(StrEnum):
    """How a numeral abbreviation is built."""

    NUMERAL = "numeral"  # it begins with a numeral; the others say more
    TWO_NUMERALS = "two numerals"  # 三会一课
    WITH_VERB = "numeral with verb"  # 五育并举
    SEVERAL_ONES = "several ones"  # 五个一
    ABSTRACT_MEMBERS = "abstract members"  # 四个意识, 五大行动
    WITH_HEAD = "followed by a head"  # 双培养 in 双培养机制


# What numerals may count without being a slogan.
COUNTED = (
    "方面|环节|部分|阶段|层面|层次|领域|单位|学校|乡镇|街道|社区|项目|品种|小组|工作日|季度|小时|百分点|地区|类别|"
    "问题|地方|国家|任务|载体|举措|措施|内容|因素|指标|点位|部门|产业|企业|园区|片区|基地|平台|中心|会议|文件|重点|"
    "步骤|原因|特点|关系|时间|城市|集群|赛道|领导|同志|孩子"
)
# What makes a slogan of a numeral: its members, or what follows.
ABSTRACT_MEMBERS = (
    "意识|自信|维护|确立|坚持|确保|必须|务必|结合|转变|提升|延伸|到位|统一|覆盖|全覆盖|服务|满意|更加|优先|基本|"
    "重大|伟大|自我|融合|统筹|带头|做到|严格|不准|不得|不能|不变|明确|全面|认同|导向|引领|过硬|先行|示范|对接|突破|"
    "同步|提高|增强|加强|强化|深化|推进|杜绝|严禁|不放过|不动摇|相适应|相统一|讲清楚|进一步|离不开|现代化|标准化|"
    "规范化|一流|到底|负责|争当|走在前"
)
GREAT_MEMBERS = "行动|工程|攻坚战?|战略|体系|计划|攻坚行动|提升|专项行动|战役|优势|振兴|检查|纪律|作风|理念|保卫战|革命|改革"
NUMERAL_VERBS = (
    "并举|协同|育人|联动|共建|一体|统管|通办|融合|贯通|同步|同抓|共享|发力|并进|并重|并行|合一|分离|共治|共育|互促|"
    "衔接|联创|同治|同责|否决|双责|双查|双管|齐抓|联考|联评|联述|覆盖|培养|进入"
)
NUMERAL_HEADS = (
    "工程|行动|机制|计划|战略|模式|工作法|品牌|制度|活动|教育|政策|建设|原则|方针|精神|要求|党支部|问题|责任"
)
# Idioms of four characters, and everyday words, that begin with a numeral.
IDIOM_LENGTH = 4
IDIOMS = (
    "一心一意|一言一行|一举一动|一草一木|一针一线|一砖一瓦|一朝一夕|一分一秒|一丝一毫|一字一句|一招一式|一问一答|一张一弛|一生一世|一模一样|一清二楚|一穷二白|"
    "一干二净|一举两得|一石二鸟|一刀两断|一波三折|三心二意|三言两语|三令五申|三番五次|三头六臂|四面八方|四通八达|四平八稳|四分五裂|五湖四海|五花八门|五光十色|"
    "五颜六色|七上八下|七嘴八舌|九牛一毛|十全十美|十拿九稳"
)
PLAIN_WORDS = (
    # Places first.
    "四川|三亚|三明市|三门峡|六安|六盘水|九江|十堰|双鸭山|三角|"
    "双向|双重|双方|双边|双语|双双|双手|双休|双赢|一体|一线|一流|一般|一定|一致|一系|一揽|一贯|一并|一时|一概|一共|一旦|一度|一律|一面|一边|一向|"
    "一再|一经|一切|一起|一同|一道|一手|一路|一生|一身|三维|四季|五星|十分|十足|两岸|两侧|两翼|两旁|两极|双眼|双肩|一把手|一方|两手|三农"
)
# Measure and function words: a numeral before one of these counts or dates.
MEASURES = (
    "个次年月日天周名位届期轮批种条类级块些点下边步样般定旦切直起同味律时致方件份家户间所座台套组段节元万亿千百支根"
    "张本片旁的了和与是在者来往斤吨米里亩岁人项道场处号口分秒倍成"
)
# With these before it a numeral belongs to another word or is an ordinal.
BEFORE = f"第零〇几数近约逾超达共初{COUNTING}百千万亿统唯惟之单专\\d"
_START = f"[{COUNTING}](?<![{BEFORE}].)"
# 一人一策 is a slogan, 三人一组 is a count.
_WORD = f"(?:(?<=一)人|(?![{MEASURES}{COUNTING}])[{HANZI}])"
# 三会一课, 三会两制一课.
ALTERNATING = re.compile(f"{_START}{_WORD}(?:[{COUNTING}]{_WORD})+")
# The same with a last word of two characters (六有一提升), which needs an end; and 两代表一委员.
TWO_NUMERALS = re.compile(
    f"{ALTERNATING.pattern}(?:[{HANZI}](?=[^{HANZI}]|工程|行动|机制|建设|活动))?"
    f"|{_START}{_WORD}[{HANZI}][{COUNTING}]{_WORD}[{HANZI}]"
)
WITH_VERB = re.compile(f"{_START}{_WORD}(?:{NUMERAL_VERBS})|{_START}位一体")
SEVERAL_ONES = re.compile(f"[二两三四五六七八九十](?<![{BEFORE}].)个一(?:批|律)?(?![个些定样般起切百千万体])")
# 四个意识, 两个维护; and 三大攻坚战, 五大行动.
MANY_OF = re.compile(f"[两三四五六七八九十](?<![{BEFORE}].)个(?:{ABSTRACT_MEMBERS})")
GREAT = re.compile(f"[三四五六七八九十](?<![{BEFORE}].)大(?:{GREAT_MEMBERS})")
# 三名工程, 双培养机制, “三名一好”工程; 三年行动计划 and 两项制度 have a measure word.
WITH_HEAD = re.compile(f"{_START}(?![大中小多几]){_WORD}[{HANZI}]?(?={NUMERAL_HEADS})")
# From the most telling to the least; discovery says which it was.
PATTERNS = (
    (NumeralForm.TWO_NUMERALS, TWO_NUMERALS),
    (NumeralForm.WITH_VERB, WITH_VERB),
    (NumeralForm.SEVERAL_ONES, SEVERAL_ONES),
    (NumeralForm.ABSTRACT_MEMBERS, MANY_OF),
    (NumeralForm.ABSTRACT_MEMBERS, GREAT),
    (NumeralForm.WITH_HEAD, WITH_HEAD),
)
_COUNT_OF_THINGS = re.compile(
    f"[{COUNTING}](?:(?:个|大|类|项|种|条)(?:村|镇|县|区|市|省|月)|(?:个|大|类|项|种|条)?(?:{COUNTED}))"
)
# 一代一代, 一心一意.
_IDIOM = re.compile(rf"(..)\1|{IDIOMS}")
_PLAIN_WORD = re.compile(PLAIN_WORDS)
_BEGINNING = re.compile(f"[{COUNTING}]|\\d+个")


def is_plain_count(text: str, start: int = 0) -> bool:
    """Whether a numeral only counts what follows: 三个方面, 五大任务, 十个村."""
    return _COUNT_OF_THINGS.match(text, start) is not None


def is_plain_word(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a numeral begins an idiom, or a word that holds no other numeral: 一心一意, 双向.

    一体两翼 begins with a plain word but is an abbreviation.
    """
    end = len(text) if end is None else end
    if _IDIOM.match(text, start, max(end, start + IDIOM_LENGTH)):
        return True
    return _PLAIN_WORD.match(text, start) is not None and not ALTERNATING.match(text, start, end)


def read_numeral_form(phrase: str) -> Iterator[NumeralForm]:
    """What makes a phrase by itself, such as a quoted one, a numeral abbreviation.

    Yields:
        NUMERAL, and the form that says more if it has one; nothing where it is not a numeral
        abbreviation.
    """
    if not _BEGINNING.match(phrase) or is_plain_word(phrase):
        return
    yield NumeralForm.NUMERAL
    # A long quoted count is a name; its form tells nothing more.
    if is_plain_count(phrase) and len(phrase) > IDIOM_LENGTH:
        return
    for form, pattern in PATTERNS[:-1]:
        if pattern.match(phrase):
            yield form
            return
