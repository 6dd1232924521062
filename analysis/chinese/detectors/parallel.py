"""Parallel formulae: what parts of one length have in common, and when they are only a list.

语文、数学、英语 is a list though its parts are equally long. In a formula the parts share a frame
(同谋划、同部署、同推进), or two parts have the same words in the other order.

The two callers find the parts in different ways: the mentions of a text with arrays, if three parts or
more share a character; discovery with the segmenter, which can cut parts out of longer clauses. What
the parts are is judged here for both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from analysis.chinese.characters import ALL_HANZI, HANZI
from analysis.chinese.numerals import TENS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Likeness(StrEnum):
    """What the parts of a row have in common."""

    SAME_FRAME = "same frame"  # 内化于心、外化于行
    MIRRORED = "mirrored"  # 围绕教育抓党建，抓好党建促教育
    SAME_START = "same start"  # 同部署、同落实
    SAME_OPENING_WORD = "same opening word"  # 政治判断力、政治领悟力
    SAME_END = "same end"  # 获得感、幸福感
    SAME_CLOSING_WORD = "same closing word"  # 改革强军、科技强军
    LIST = "list of things"  # 语文、数学: a plain list


# Ends of the parts of a plain list: 组织建设、队伍建设; 小学、中学.
THINGS = re.compile(
    "(?:建设|工作|活动|教育|管理|培训|单位|学校|企业|地区|领域|产业|中心|部门|机构|人员|干部|教师|党员|群众|"
    "制度|机制|体系|计划|项目|工程|设施|服务|监督|会议|组织|支部|基地|平台|园区|城市|农村|经济|金融|贸易|安全|"
    "文化|技术|资源|保险|补贴|收入|投资|消费|农业|工业|交通|环境|生态|医疗|卫生|体育|科技|科研|课程|学科|清单|"
    "代表|政策|能力|水平|问题|作用|情况|方面|方式|内容|措施|条件|规划|方案|标准|政府|社会|市场|国家|世界|人民|"
    "发展|改革|调查|考核|评价|[会院校部局委厅省市区县镇乡村路街园馆所站店车船病品币费税债队组室科处长师员书报"
    "刊网法例器机料物等史课节])$"
)
# Of longer parts, and of clauses, half must be shared.
SHORT_PART, LONG_PART = 6, 8
# One character at the end of all parts that still makes a formula: 获得感、幸福感、安全感.
ABSTRACT = frozenset("感力性化观军板为办关权好高强硬实严活优上下中里心底通准稳托牢深细学评走干讲做过新美清正")
# Openings that parts of a plain list share as well: 区委、区政府; 老党员、老干部.
SHARED_BY_THINGS = frozenset("党校区市省县老小中大高副男女全各新非主次总本")
# Openings of a formula even where two characters are shared: 以学铸魂、以学增智.
OPENINGS = frozenset("以为不敢最更越同老有无可能用讲")
# Frames with a word of their own in each part: 越……越……, 以……促…….
FRAME = re.compile(
    f"越[{HANZI}]+越|^以[{HANZI}]+[促带强育立代补养为]|^往[{HANZI}]+里|^从[{HANZI}]+到|^让[{HANZI}]+|^为[{HANZI}]+[育谋守]|"
    f"^有[{HANZI}]+必|^该[{HANZI}]+的?[{HANZI}]|^不[{HANZI}]+不|[{HANZI}]要[{HANZI}]$|于[心行]$"
)
# 以评促建、以评促改: a formula in any text, even of two parts and of parts that differ in length. With the
# other verbs of the frame it takes parts of one length: 以学生为主 is plain language.
_PROMOTION = f"以[{HANZI}]{{1,2}}促[{HANZI}]{{1,2}}"
PROMOTIONS = re.compile(f"{_PROMOTION}(?:、{_PROMOTION})+")
# Without separators: 不敢腐不能腐不想腐, 获得感幸福感安全感.
UNPARTED = re.compile(
    f"([不同讲有更最早])[{HANZI}]([{HANZI}])(?:\\1[{HANZI}]\\2)+|[{HANZI}]{{2}}([感力性])(?:[{HANZI}]{{2}}\\3)+"
)
# Verbs of one character that begin 抓落实, 守初心, 听党话.
SHORT_VERBS = frozenset(
    "抓促保强守担讲学做干听跟带建创争树立读悟用管防治查改补提增优稳调惠去降育聚兴解办送帮扶找践谋敢懂爱知"
    "明修铸传惩扬正肃反净扩转融结联引留选配破除固夯筑护畅通搭进走访纳压评拼赶超严亲清沉看想弄控定拓延献尽"
    "遵尊敬重练比挖晒亮唱化减有"
)
# Verbs of two characters that begin 围绕中心, 服务大局.
LONG_VERBS = _words("""
    围绕 服务 建设 牢记 不忘 坚持 维护 忠于 履行 践行 弘扬 传承 凝聚 塑造 树立 坚定 筑牢 夯实 筑梦 立德
    守护 打造 砥砺 强化 深化 完善 健全 推进 促进 改善 转变 优化 激发 释放 防范 化解 统筹 聚焦 勇攀 攻坚
    引领 赋能 增强 提升 提高 加强 规范 严守 严明 严肃 担当 奉献 创新 服从 爱岗 敬业 执政 治国 修身 敢于
    善于 勇于 乐于 选优 建强
""")
# What names of one kind end in (教育局、财政局; 第一类、第二类), or begin with (区教育局、区财政局).
NAMING_ENDS = frozenset(
    "区市县镇乡村街校园局委部处科室厅院所站中心会社组队班级年月日号类项条款种个名位长员师生家人者"
    "性化的了与等及各本该工作教课案书表册法事物品型式率量点线面体期层度金费款票车路桥山河厂店病业馆通气网游"
)
# What names begin with: 区教育局、区财政局.
NAMING_STARTS = frozenset(f"第各区市县省全本小大中高初老新东西南北{TENS}在对")


def judge_likeness(parts: Sequence[str], separator: str) -> Likeness | None:
    """What the parts of a row have in common.

    Args:
        parts: two or more, of one length.
        separator: the mark between them.

    Returns:
        LIST where they are a plain list; None where they have nothing in common.
    """
    size, shared = len(parts[0]), shared_places(parts)
    if is_framed(parts, separator):
        # 长江北走廊、长江南走廊 differ in one character only.
        alike = len(parts) == 2 and len(shared) == size - 1 > 2
        is_list = alike or (size - 1 in shared and _are_things(parts))
        return Likeness.LIST if is_list else Likeness.SAME_FRAME
    if len(parts) == 2 and is_mirrored(*parts):
        return Likeness.MIRRORED
    if shared and _is_prefix(shared):
        return _judge_opening(parts[0][: len(shared)])
    if shared and _is_suffix(shared, size):
        return _judge_ending(parts[0][-len(shared) :])
    is_list = _are_things(parts) and not all(map(_begins_with_verb, parts))
    return Likeness.LIST if is_list else None


def is_formula(parts: Sequence[str], separator: str) -> bool:
    """Whether three parts or more are a formula for certain, by one character that all share.

    It is a sure case of what `judge_likeness` calls no list: names of one kind share a character too.
    """
    first, size = parts[0], len(parts[0])
    is_cut = len(parts[-1]) < size  # by the end of the text
    if is_cut or len(set(parts)) < len(parts):
        return False
    shared = shared_places(parts)
    begins, ends = 0 in shared, size - 1 in shared
    # Two characters at an end are a noun with different attributes: 制度文化、课程文化.
    if (ends and size - 2 in shared) or (begins and 1 in shared and size > 3):
        return False
    is_name = first[-1] in NAMING_ENDS if ends else not begins or first[0] in NAMING_STARTS
    if is_name or not ALL_HANZI.fullmatch("".join(parts)):
        return False
    return judge_likeness(parts, separator) != Likeness.LIST


def is_framed(members: Sequence[str], separator: str) -> bool:
    """Whether the parts share characters that are not only their beginning or their end."""
    size, shared = len(members[0]), shared_places(members)
    if all(FRAME.search(member) for member in members):
        return True
    if _is_suffix(shared, size) or _is_prefix(shared):
        return False
    if {0, size - 1} <= shared and size > 4:
        return True
    strict = size > SHORT_PART or separator == "，"
    return len(shared) >= ((size + 1) // 2 if strict else min(2, size - 1))


def _judge_opening(shared: str) -> Likeness:
    if len(shared) == 1:
        return Likeness.LIST if shared in SHARED_BY_THINGS else Likeness.SAME_START
    if shared[0] == shared[1] or shared[0] in OPENINGS:
        return Likeness.SAME_START
    return Likeness.SAME_OPENING_WORD


def _judge_ending(shared: str) -> Likeness:
    if len(shared) == 1:
        return Likeness.SAME_END if shared in ABSTRACT else Likeness.LIST
    return Likeness.LIST if THINGS.search(shared) else Likeness.SAME_CLOSING_WORD


def shared_places(members: Sequence[str]) -> set[int]:
    """The positions at which all members have the same character."""
    n = len(members)
    return {i for i, here in enumerate(zip(*members, strict=True)) if here.count(here[0]) == n}


def _is_suffix(shared: set[int], size: int) -> bool:
    return shared == set(range(size - len(shared), size))


def _is_prefix(shared: set[int]) -> bool:
    return shared == set(range(len(shared)))


def is_mirrored(first: str, second: str) -> bool:
    """Whether two words of the first part are in the second in the other order: 围绕教育抓党建，抓好党建促教育."""
    shared = [first[i : i + 2] for i in range(len(first) - 1) if first[i : i + 2] in second]
    return any(
        first.index(p) + 2 <= first.index(q) and second.index(q) + 2 <= second.index(p)
        for p, q in pairwise(shared)
    ) or (len(first) == 4 and first[0] == second[0] and first[3] == second[1])


def _are_things(parts: Sequence[str]) -> bool:
    """Whether most parts end as those of a plain list do."""
    return sum(bool(THINGS.search(part)) for part in parts) * 2 > len(parts)


def _begins_with_verb(member: str) -> bool:
    return len(member) == 4 and member[:2] in LONG_VERBS
