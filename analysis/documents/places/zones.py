"""Zones: development zones, new areas and parks, which most often have no code of their own.

They are known by form: what stands before 区 says what kind of zone it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.chinese.characters import HANZI

# What comes before 区, the longest first. 新区 is left out: it may be a district (浦东新区).
ZONE_KINDS = (
    "高新技术产业开发|高新技术产业园|高新技术开发|高新产业开发|高新技术产业|新技术产业开发|新技术开发|高新"
    "|经济技术开发|技术开发|经济开发|经开|农业开发|旅游开发|循环经济园|开发"
    "|工业集中|产业集聚|产业聚集|产业园|工业园|化工园|科技园|科创园|软件园|物流园|农业园|生态园|工业"
    "|综合保税|保税港|保税物流园|保税|出口加工|航空港经济综合实验|航空港|空港经济|临空经济|临港经济"
    "|自由贸易试验|自贸试验|自贸|综合实验|综合试验|综合改革试验|示范|试验|实验|旅游度假|度假"
    "|风景名胜|风景旅游|风景|名胜|旅游|合作|功能|管理|园"
)
# In a title these may be a matter too: 教育改革示范区, 旅游区; there an organ must come after them.
_MATTERS = "示范|试验|实验|合作|功能|管理|旅游|风景|名胜|工业|园|自贸"
# 兰州新区, 西咸新区; 北部新区.
_NEW_AREA = "新"
# What the name of a zone does not hold: an organ, a matter, or a whole sentence.
_NO_NAME = re.compile(
    "[局委厅办院校所的和与及级区县]|[全各本我][国省市]|[〇二]年|建设|创建|推进|推动|打造|加快|教育|系统|工作|发展|改革|文明|共同|富裕"
    "|农村|城乡|生态|产业|创新|先行|一体化|高质量|信息"
)
# 开发区建设 is a matter, 区划 and 区域 are other words.
_NO_ZONE = "(?!建设|创建|推进|推广|改革|领导小组|规划|条例|发展|条件|管理办法|[域划级间分位别县])"
_ZONE = re.compile(
    rf"(?P<name>[{HANZI}]{{0,8}}?)(?:国家级|国家|省级|市级)?(?P<kind>{ZONE_KINDS}|{_NEW_AREA})区{_NO_ZONE}"
)
# A part of a zone, which has an administration of its own: 西咸新区秦汉新城, 平潭综合实验区君山片区.
_PART = re.compile(
    rf"(?P<name>[{HANZI}]{{2,7}}?(?:新?片区|新城|组团|分区|直管区|核心区|启动区|{ZONE_KINDS}区|园)){_NO_ZONE}"
)
# What comes after a zone in the name of an organ or in a title that speaks of no other matter.
_ORGAN_AFTER = (
    "(?:中共|党|工作委|工委|管理?委|管理局|管理处|管理办|管理中心|管理机构|纪|监察|人民|政府|办公室|社会|教育|文教|科教|文化|财政|经济|组织|宣传|政法|综合"
    "|行政|应急|卫生|城市|规划|建设[局管]|招商|党建|人力|自然|生态|市场|税务|公安|[^，。]{0,12}[局委办部会院校园学]$)"
)
_FREE_TRADE = re.compile(rf"中国[（(]([{HANZI}]{{2,4}})[）)](?=自由贸易)")
# The Production and Construction Corps in 新疆 has divisions and regiments of its own.
_CORPS = re.compile(
    r"(?:新疆生产建设|新疆)?兵团(?P<division>第?[一二三四五六七八九十\d]{1,3}师)?(?P<regiment>第?[一二三四五六七八九十百〇○\d]{1,4}团场?)?"
)
# The new areas of national rank that are no districts, with the province and city they lie in; a fact that
# the documents of these areas often leave unsaid.
NATIONAL_NEW_AREAS = {
    "雄安新区": "河北省",
    "西咸新区": "陕西省",
    "两江新区": "重庆市",
    "贵安新区": "贵州省",
    "天府新区": "四川省",
    "赣江新区": "江西省",
    "兰州新区": "兰州市",
    "哈尔滨新区": "哈尔滨市",
    "长春新区": "长春市",
    "福州新区": "福州市",
    "滇中新区": "昆明市",
    "金普新区": "大连市",
    "湘江新区": "长沙市",
    "西海岸新区": "青岛市",
    "南沙新区": "广州市",
    "舟山群岛新区": "舟山市",
    "江北新区": "南京市",
}


class Zone(NamedTuple):
    """A zone in a text.

    Attributes:
        name: without what it lies in: 雄安新区; only the kind for 经济技术开发区.
        is_named: whether it has a name of its own, beside its kind.
        end: where it ends in the text.
    """

    name: str
    is_named: bool
    end: int


def find_zone(text: str, start: int, *, in_title: bool) -> Zone | None:
    """The zone whose name starts at a position, right after the place that it lies in, or None.

    Args:
        text: the name of an organ, or a title.
        start: where its name would start.
        in_title: whether it is a title, in which 示范区 may be a matter.
    """
    corps = _CORPS.match(text, start)
    if corps:
        division = f"兵团{corps['division']}" if corps["division"] else "新疆生产建设兵团"
        return Zone(division, True, corps.end("division") if corps["division"] else corps.end())
    match = _ZONE.match(text, start)
    if match is None:
        return None
    name, kind = match["name"], match["kind"]
    if len(name) == 1 or _NO_NAME.search(name):
        return None
    if in_title and kind in _MATTERS.split("|") and not re.match(_ORGAN_AFTER, text[match.end() :]):
        # 平潭综合实验区2022年 is a zone with its own name, 浙江省示范区2022年 is not.
        return None
    return Zone(f"{name}{kind}区", bool(name), match.end())


def find_part(text: str, start: int) -> Zone | None:
    """The part of a zone whose name starts at a position, right after the zone, or None."""
    regiment = _REGIMENT.match(text, start)
    if regiment:
        return Zone(regiment[0], True, regiment.end())
    match = _PART.match(text, start)
    if match is None or _NO_NAME.search(match["name"][:2]):
        return None
    return Zone(match["name"], True, match.end())


_REGIMENT = re.compile(r"第?[一二三四五六七八九十百〇○\d]{1,4}团场?(?!委)")


def spell_free_trade(text: str) -> str:
    """A text with 上海自由贸易试验区 for 中国（上海）自由贸易试验区."""
    return _FREE_TRADE.sub(r"\1", text)
