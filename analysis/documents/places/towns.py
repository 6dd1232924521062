"""Towns, townships and streets (镇, 乡, 街道), which no gazetteer of ours has; known by form."""

from __future__ import annotations

import re
from functools import cache

from analysis.chinese.characters import HANZI
from analysis.documents.places.gazetteer import gazetteer, stem_of

_TOWN = re.compile(
    rf"(?:人民政府)?(?P<name>[{HANZI}]{{1,10}}?(?:街道|镇|乡|苏木))"
    r"(?=(?:中共|人民政府|政府|人大|党委|党工委|党组织|纪委|纪工委|纪检|委员会|工作委员会|工委|办事处|党政|办公室|总工会|工会|团委|妇联|武装部"
    r"|中心(?!小学|学校|校|幼儿园|卫生)|财政所|司法所|派出所|综合|经济|社会事务|社区|便民|关于|印发|党建|基层党建|乡村振兴|政府工作报告"
    rf"|工作[要计总思方报]|年度|教育|平安|安全|法治|生态环境|人居|[{HANZI}]{{2,4}}[村居]|(?:19|20)\d\d|二〇|二○|$))"
)
# 特色小镇, 送戏下乡 and 各街道 are no names, nor is the end of 桐乡.
_COMMON = re.compile(
    "^(?:新型|小|美丽|特色|全国|重点|中心|建制|示范)?(?:城|乡|村|集|小)镇$|(?:特色|美丽|重点|中心|建制|示范|文明|卫生|强)(?:城?镇|乡)$|小城?镇$|乡镇$"
    "|(?:下|城|水|侨|家|故|返|回|梦|异|他|原|兴|助|爱|本|我|全|各)乡$|(?:各|全|本|我|所属|辖区|相关|镇)街道$|(?:各|全|我|本)镇$"
)
_NO_NAME = re.compile(
    "[的和与及各年]|推进|推动|加强|建设|开展|落实|工作|教育局|关于|委员会|人民政府|服务|系统"
)


def find_town(text: str, start: int) -> str:
    """The town whose name starts at a position; empty if none does.

    Args:
        text: the name of an organ, or the words of a title that name an author.
        start: where the name of the town would start, right after the district or at the beginning.
    """
    match = _TOWN.match(text, start)
    if match is None:
        return ""
    name = match["name"]
    if name in ("镇", "乡", "街道") or _COMMON.search(name) or _NO_NAME.search(name) or name in _stems():
        return ""
    return name


@cache
def _stems() -> frozenset[str]:
    """Names of places without their ending that look like towns: 桐乡, 景德镇."""
    return frozenset(stem for name in gazetteer() if (stem := stem_of(name)).endswith(("镇", "乡")))
