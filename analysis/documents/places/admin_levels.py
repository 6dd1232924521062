"""Administrative levels: the level of the body that issued a document.

The level is that of the issuing body, not of the places that the document speaks of: an opinion of
the State Council on a province is national. A body whose name does not show its level is of unknown level.
"""

from __future__ import annotations

import re
from enum import StrEnum

from analysis.chinese.characters import HANZI
from analysis.chinese.patterns import ARABIC_YEAR, PLAN_GENRES
from analysis.documents.places.gazetteer import NOW, gazetteer, spans, stems
from analysis.documents.places.zones import ZONE_KINDS


class AdminLevel(StrEnum):
    """The level of the body that issued a document."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    CITY = "city"
    DISTRICT = "district"
    ZONE = "zone"
    TOWN = "town"
    UNIT = "unit"
    UNKNOWN = "unknown"


_OF_PLACE = {
    "province": AdminLevel.PROVINCIAL,
    "city": AdminLevel.CITY,
    "district": AdminLevel.DISTRICT,
}
_MINISTRIES = (
    "外交|国防|教育|科学技术|科技|工业和信息化|信息产业|国家安全|公安|民政|司法|监察|人事|财政|人力资源和社会保障|人力资源社会保障"
    "|劳动和社会保障|劳动保障|国土资源|自然资源|生态环境|环境保护|住房和城乡建设|住房城乡建设|建设|交通运输|交通|铁道|水利|农业农村"
    "|农业|商务|文化和旅游|文化|卫生|应急管理|退役军人事务"
)
# 国家卫生城市创建 names no body of the state.
_STATE_BODY = (
    "国家(?:主席|(?:发展|改革|计划|经济|教材|卫生|税务|市场|民族|监察|统计|语言|体育|教育|文物|疾病|医疗|医保|能源|档案|粮食|林业|林草|知识产权"
    "|互联网|网信|广播|新闻|乡村|数据|公务员|药品|药监|食品|邮政|民航|铁路|海洋|测绘|气象|地震|安全|矿山|外汇|金融|信访|国防|航天|中医药|文化|旅游"
    f"|工商|质量|环境|消防|移民|保密|密码|标准)(?:(?!创建|城市|县|试点|示范)[{HANZI}]){{0,10}}?(?:局|委|署|办))"
)
CENTRAL = re.compile(
    rf"(?:中华人民共和国)?(?:国务院|(?:{_MINISTRIES})部(?![门分队])|{_STATE_BODY})"
    "|(?:中共|中国共产党)?中央(?=委员会|办公|组织|宣传|统战|统一战线|政法|网信|网络|文明|精神文明|纪|军委|全面|教育|党|机构|编办|和国家|农村工作|财经|财办"
    "|金融(?:工作|委)|社会工作部|区域协调|科技委|国家|国务院|关于|印发|批转|[、 ]|$)"
    "|(?:中共|中国共产党)中央|中[组宣]部|中办|国办|全国(?:人大(?!代表)|人民代表大会|政协|总工会|妇联|少工委|教育科学|爱国卫生运动委|绿化委|老龄工作委"
    "|老龄办|普法办|双拥工作领导)|最高人民|共青团中央|中华全国|中国共产主义青年团中央|中国(?:人民银行|证监会|银保监会|银监会|保监会|气象局|地震局"
    "|民用航空局|科协|科学技术协会|残联|残疾人联合会|红十字会总会|文联|作协)|海关总署|审计署|税务总局|金融监管总局|中国人民政治协商会议全国委员会"
)
# A document that a central body issues together with a province is the centre's: 教育部浙江省人民政府关于….
_JOINT = re.compile("(?:中共)?[^，。]{0,12}?(?:人民政府|省委|市委|自治区党委)")
# The party organ or office of a unit, after the unit's own name.
_INNER = "(?:党(?:委|总支|支部|组)|(?:总支部?|支部)?委员会|总支|支部|工会|团委|教务处|政教处|学生处|党政办|校长室|办公室)*"
UNIT = re.compile(
    "(?:学校|小学|中学|高中|初中|幼儿园|学院|大学|中心校|附中|附小|党校|医院|卫生院|公司|集团|工厂|研究院|研究所|图书馆"
    f"|博物馆|文化馆|少年宫){_INNER}$"
)
# 全区中小学 and 各学校 are not units of their own.
NO_UNIT = re.compile("^(?:全|各|中小|所属|直属|(?:学校|小学|中学|幼儿园|医院|公司)$)")
VILLAGE = re.compile("(?:[村居]民委员会|[村居]委会|社区|村)(?:党(?:委|总支|支部)|(?:总支部?|支部)委员会)?$")
# 景德镇 and 新乡 are cities, 城乡 is not a place.
TOWN = re.compile(
    "(?:(?<!景德)(?<!城)镇|(?<![城新萍])乡|苏木|街道)"
    "(?:人民政府|政府|人大|党委|党工委|纪委|纪工委|委员会|工作委员会|工委|办事处|党政|办公室|总工会|团委|中心|$)"
)
ZONE = re.compile(f"(?:{ZONE_KINDS}|新)区")
# 区委教育工委 and 市教育局 name no place.
SHORT = re.compile(
    "(?:中共)?(省|自治区|市|州|盟|区|县|旗)"
    f"(?=委|政府|人民政府|人大|政协|党委|教|纪|党|直|府|[{HANZI}]{{2,10}}[局委会办])"
)
DEPARTMENT = re.compile("(?<!办公)厅(?:党组|办公室)?$")
# Before these a title names who issued it. Before 管理办法 or 行动计划 it names a matter.
TITLE_HEAD = re.compile(f"关于|印发|转发|{ARABIC_YEAR}|(?:人民)?政府工作报告|(?:工作|实施)(?:{PLAN_GENRES})")
YEAR_FIRST = re.compile(f"^{ARABIC_YEAR}年度?")


def read_admin_level(issuer: str, title: str, *, place: str = "", year: int | None = None) -> AdminLevel:
    """The level of the body that issued a document.

    Args:
        issuer: the issuing body, or several with 、 between them, of which the first with a known
            level decides; empty if it is not known.
        title: used if the issuer does not show it: 东昌区关于…的实施意见.
        place: the narrowest place of the document; it shows of which city 市教育局 is a bureau.
        year: the plan's year, for places that changed their level.

    Returns:
        The level; unknown if neither shows it.
    """
    organs = [organ for organ in re.split("[、；\\s]+", issuer) if organ]
    title = YEAR_FIRST.sub("", title)
    head = TITLE_HEAD.search(title)
    if head:
        organs.append(title[: head.start()])
    for organ in organs:
        level = _level_of(organ, place, year)
        if level is not AdminLevel.UNKNOWN:
            return level
    return AdminLevel.UNKNOWN


def _level_of(organ: str, place: str, year: int | None) -> AdminLevel:
    """The level that the name of a body shows."""
    named = list(spans(organ))
    if find_central_organ(organ):
        return AdminLevel.NATIONAL
    if not named and CENTRAL.match(organ):
        # 国家统计局常州调查队 is not a central body, and its name does not show its level.
        return AdminLevel.UNKNOWN
    # 浦东新区 is a district; 金坛区经济开发区 is a zone in one.
    end = max((start + len(name) for name, start in named), default=0)
    own = organ[end:]
    if VILLAGE.search(own):
        return AdminLevel.UNKNOWN
    if UNIT.search(own) and not NO_UNIT.match(own):
        return AdminLevel.UNIT
    if TOWN.search(own):
        return AdminLevel.TOWN
    if ZONE.search(own):
        return AdminLevel.ZONE
    if named:
        return min((_level_of_place(name, year) for name, _ in named), key=_NARROWEST_FIRST.index)
    if DEPARTMENT.search(organ):
        return AdminLevel.PROVINCIAL
    short = SHORT.match(organ)
    return _level_of_short(short[1], place, year) if short else AdminLevel.UNKNOWN


def find_central_organ(organ: str) -> str:
    """The central body that a name or the subject of a title begins with; empty for a branch of one in a place."""
    central = CENTRAL.match(organ)
    if not central:
        return ""
    rest = organ[central.end() :]
    first = next(spans(rest), None)
    if first:
        name, start = first
        is_joint = _JOINT.match(rest, start + len(name)) is not None
        return central[0] if is_joint else ""
    return "" if any(stem in rest for stem in stems()) else central[0]


_NARROWEST_FIRST = (
    AdminLevel.DISTRICT,
    AdminLevel.CITY,
    AdminLevel.PROVINCIAL,
    AdminLevel.UNKNOWN,
)


def _level_of_place(name: str, year: int | None) -> AdminLevel:
    """The level of a place's name in a year; unknown if namesakes are of different levels."""
    places = gazetteer()[name]
    then = [place for place in places if place.existed(year or NOW)] or places
    levels = {place.level for place in then}
    return _OF_PLACE[levels.pop()] if len(levels) == 1 else AdminLevel.UNKNOWN


def _level_of_short(word: str, place: str, year: int | None) -> AdminLevel:
    """The level of 区委 or 市教育局, which name no place."""
    if word in ("省", "自治区"):
        return AdminLevel.PROVINCIAL
    if word in "州盟":
        return AdminLevel.CITY
    if word in "区县旗":
        return AdminLevel.DISTRICT
    if place not in gazetteer():
        return AdminLevel.UNKNOWN
    # 市教育局 of 昆山市, which is a district by level, of 杭州市, or of the city that 西湖区 lies in.
    return _level_of_place(place, year) if place.endswith("市") else AdminLevel.CITY
