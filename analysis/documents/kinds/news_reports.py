"""News: what a meeting said, where a leader went, told by a reporter."""

from __future__ import annotations

import re

from analysis.chinese.characters import HANZI
from analysis.chinese.line_roles import LineRole
from analysis.chinese.patterns import ARABIC_YEAR, NUMBERED_MARK
from analysis.documents.kinds.evidence import Evidence, Finding, find_words, quote_text, quote_title
from analysis.documents.kinds.paper import Paper
from analysis.notices import Kind
from analysis.reading import Reason

_MEETING = "(?:会议|大会|[全例晨年]会|座谈会|推进会|部署会|动员会|调度会|交流会|专题会|现场会|总结会|报告会|培训班|仪式|典礼|比赛|竞赛|演练|论坛|常委会|生活会|述职会|会)"
# A headline tells what happened: 召开…会议, …会议召开, 到…调研, 调研…时强调.
HEADLINE = re.compile(
    rf"(?:召开|举行|举办|主持|出席|参加|收听收看|收看|组织)[^。]{{0,40}}?{_MEETING}|{_MEETING}(?:[^。]{{0,6}})?(?:召开|举行|开幕|闭幕|举办|启动|结束|落幕)"
    rf"|(?:到|赴|在|来|深入|莅临|走进)[^。]{{1,24}}?(?:调研|检查|督导|督查|视察|考察|走访|慰问|宣讲)|(?:调研|督导|检查|视察|督查)[^。]{{0,24}}?时?(?:强调|指出|要求)"
    rf"|^(?!关于)[^。]{{2,24}}?(?:调研|督导|检查|视察|走访慰问|看望慰问|传达学习|专题学习|学习贯彻|安排部署|专题研究)[{HANZI}\d“”《》]{{2,40}}$|(?:会|会议)上(?:强调|指出|要求)"
    r"|^[^。]{2,20}?(?:印发|出台|发布|推出)[^。]{4,}|(?:开展|组织)[^。]{2,30}?(?:活动|学习|培训)$|(?:圆满|顺利|成功|隆重|胜利)(?:召开|举行|举办|结束|完成|落幕)|(?:纪要|侧记|快讯|简讯|要闻)$"
)
# The title of a notice, a speech or a plan about such a matter.
NO_HEADLINE = re.compile(
    r"关于|在[^。]{2,50}上的|(?:讲话|发言|报告|主持词|致辞|通知|方案|办法|制度|细则|规则|意见|公告|函)(?:[（(][^）)]{1,12}[）)])?$"
)

_TIME = rf"(?:近日|日前|近期|连日来|昨[日天]|今日|今天[上下]午|(?:{ARABIC_YEAR}年)?\d{{1,2}}月\d{{1,2}}日(?:\s*(?:至|—|-|－|~|、|到)\s*(?:\d{{1,2}}月)?\d{{1,2}}日)?(?:[上下]午|晚上?|清晨|中午)?)"
_EVENT = "(?:召开|举行|举办|主持|出席|参加|调研|检查|督导|督查|启动|开班|开幕|闭幕|赴|深入|走进|走访|慰问|来到|率队|带队|率[^。，]{1,12}|集中学习|专题学习|传达学习|审议|印发|出台|发布|开展了|组织[^。，\n]{0,16}?(?:开展|召开|收看))"
# The first sentence says when it was: 近日，… 2月19日，….
LEAD = re.compile(rf"^[^。\n]{{0,60}}?{_TIME}[，,]?[^。\n]{{2,120}}?{_EVENT}")
# 为贯彻…会议精神，特制定本要点: a plan opens so, whatever it speaks of.
PLAN_OPENING = re.compile(
    "特?制定(?:本|以下|如下|了?20)|(?:工作)?要点如下|计划如下|安排如下|现(?:就|将)(?![^。，]{0,8}纪要)|提出(?:如下|以下)"
)
HELD = re.compile(
    rf"{_MEETING}(?:隆重|胜利|顺利)?(?:于[^。\n]{{2,16}})?(?:在[^。\n]{{2,20}})?(?:隆重)?(?:召开|举行)[，。]"
)
DATELINE = re.compile(
    rf"(?:^|(?<=\n))[\s【\[]*(?:本[报网台刊]|[{HANZI}]{{2,8}}(?:日报|晚报|新闻网|融媒|发布|在线|网))[^，。\n]{{0,20}}?[讯电消息](?=[\s（(：:】\]　])"
    rf"|(?:^|(?<=\n))(?:本[报网台]讯|(?:新华社|中新社|人民网)[^，。\n]{{0,16}}电)|[（(【][^（(）)\n]{{0,12}}(?:记者|通讯员|特约记者)[^）)\n]{{1,40}}[）)】]"
    rf"|(?:全媒体|本报|见习|融媒体?)?(?:记者|通讯员)\s*[:：]?\s*[{HANZI}]{{1,2}}\s*[{HANZI}]{{1,2}}\s*(?:报道|文[/／]|$)",
    re.M,
)
# 会议强调，… : a verb of saying, and what the sentence says before it; 习近平总书记强调 and 总体要求： are a plan's own.
SAID = re.compile(
    r"强调|指出|要求(?=[，,：:]|全|各)|认为|表示|号召|听取|审议|议定|传达|学习了|研究了|通报了|宣读|还就"
)
_MEETING_SAID = "会议|大会|全会|座谈会|推进会"
SPEAKER = re.compile(
    rf"\s*(?:{NUMBERED_MARK})?(?:{_MEETING_SAID}|常委会|党组会|会上|会前|会后|调研中|检查中|活动中|仪式上|讲话|就[^。，\n]{{2,30}}，(?:[{HANZI}]{{2,3}})?"
    rf"|[{HANZI}]{{1,12}}?(?:(?<!总)书记|[县区市局镇乡]长|部长|主任|主席|校长|院长|同志)[{HANZI}]{{0,3}}?(?:在[^。，\n]{{2,20}}[时中])?|[{HANZI}]{{2,3}}(?:在[^。，\n]{{2,20}}[时中])?)"
    r"(?:还|最后|同时|分别|首先|就)?[，,]?"
)
# A people's congress plans to hear and examine reports: only of a meeting is that news.
HEARD = re.compile("听取|审议|议定|传达|学习了|研究了|通报了|宣读|还就")
MEETING = re.compile(rf"\s*(?:{NUMBERED_MARK})?(?:{_MEETING_SAID}|会上)(?:还|首先|分别)?[，,]?")
SENTENCE_BREAKS = "\n。！；”"
LONGEST_SPEAKER = 40
# What a bare name of two or three hanzi is not: the author of a quotation in a plan.
QUOTED_AUTHOR = re.compile(
    r"^\s*(?:中央|党中央|报告|总书记|规划|纲要|意见|通知|文件|明确|决定|方案|工作|总体|有关|基本|具体|目标|任务|纪律|组织|特别|上级)"
)
ATTENDED = re.compile(
    r"(?:出席|参加|列席|主持|陪同)(?:了)?(?:此次|本次|这次|了)?(?:会议|活动|座谈会?|座谈|调研|检查|启动仪式|大会|推进会|培训|学习)(?:并[^。，\n]{1,10})?[。，]"
    r"|作(?:了)?(?:重要|总结|动员|主题|交流|表态|典型)?(?:讲话|发言|工作报告|报告)[。，]|会议由[^。\n]{2,30}主持|参加(?:了)?(?:会议|活动|学习|培训|座谈)[。，]|在主会场|分会场"
)


# A reporter's name may stand in lines of these roles.
SIGNING_ROLES = (
    LineRole.TITLE,
    LineRole.SUBTITLE,
    LineRole.SIGNATURE,
    LineRole.PAGE_INFO,
    LineRole.FOOTER,
    LineRole.SITE,
)


def find_news_report(paper: Paper) -> Finding:
    """What speaks for news or the report of a meeting."""
    return Finding(Reason.NEWS_REPORT, Kind.IS_NEWS_REPORT, [*_read_titles(paper.titles), *_read_text(paper)])


def _read_titles(titles: list[str]) -> list[Evidence]:
    for title in titles:
        words = "" if NO_HEADLINE.search(title) else find_words(HEADLINE, title)
        if words:
            return [quote_title(1, words)]
    return []


def _read_text(paper: Paper) -> list[Evidence]:
    text = paper.opening
    evidence = []
    first = " ".join(paper.paragraphs[:2])[:300]
    lead = find_words(LEAD, first) or find_words(HELD, first)
    if lead and not PLAN_OPENING.search(first):
        evidence.append(quote_text(1, lead))
    end = "\n".join(paper.paragraphs[-2:])[-200:]
    signed = "\n".join(paper.lines_of(*SIGNING_ROLES)[-8:])
    dateline = find_words(DATELINE, text[:300]) or find_words(DATELINE, end) or find_words(DATELINE, signed)
    if dateline:
        evidence.append(quote_text(1, dateline))
    evidence += _read_reported(text)
    attended = find_words(ATTENDED, text) if evidence else ""  # not enough alone
    return [*evidence, quote_text(1, attended)] if attended else evidence


def _read_reported(text: str) -> list[Evidence]:
    """What a meeting or a person said, with the more weight the more they said."""
    said = []
    for verb in SAID.finditer(text):
        before = text[max(0, verb.start() - LONGEST_SPEAKER) : verb.start()]
        start = max(map(before.rfind, SENTENCE_BREAKS)) + 1
        speaker = before[start:]
        pattern = MEETING if HEARD.match(verb[0]) else SPEAKER
        if pattern.fullmatch(speaker) and not QUOTED_AUTHOR.match(speaker):
            said.append(f"{speaker.strip()}{verb[0]}")
    return [quote_text(1 if len(said) < 3 else 2, *dict.fromkeys(said[:3]))] if said else []
