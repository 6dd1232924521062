"""Explanations of a plan: 政策解读, 一图读懂, questions and answers, a press conference, a note on its making."""

from __future__ import annotations

import re

from analysis.chinese.characters import HANZI
from analysis.chinese.patterns import NUMBERED_MARK, YEAR
from analysis.documents.kinds.evidence import (
    SURE,
    Evidence,
    Finding,
    describe_form,
    find_words,
    has_any,
    quote_text,
    quote_title,
)
from analysis.documents.kinds.paper import Paper
from analysis.notices import Kind
from analysis.reading import Reason

# A plan may be about explaining (政策解读工作要点) or contain it (附解读): then a word follows or comes before.
_EXPLAINS = (
    rf"(?<![附含及和、])(?:[{HANZI}]{{2}}|H5)?(?:解读|图解|详解)|(?:政策|热点|知识|常见问题|有关问题)?(?:问答|解答|答疑)"
    "|答\\s*记\\s*者\\s*问|答问|访谈(?:实录)?|(?:新闻)?发布会(?:文字|图文|现场)?(?:实录|直播|材料|通稿)?|记者会|(?:专访|接受采访)(?:实录)?|[一二三四五六七八九十百\\d]+问[一二三四五六七八九十百\\d]*答?|名词(?:解释|注释)|术语解释"
)
# What may still follow the word at the end of a title: 解读（一）, 解读来了！, 解读材料.
_AFTER = r"(?:材料|稿|文章|篇|版|来了|来啦|实录|说明|[之一二三四五六七八九十\d!！~～\s]|[（(][^（()）]{1,14}[）)])*$"
AT_END = re.compile(f"(?:{_EXPLAINS}){_AFTER}")
# 政策解读｜…, 【图解】…, 解读《…》.
_SEPARATORS = r"】\]）)：:|｜丨_—《\s"
AT_START = re.compile(
    rf"^[【\[（(]?(?:[{HANZI}]{{0,4}}解读|图解|图说|数说|读懂|政策问答|[{HANZI}]{{0,2}}发布会|答记者问)[{_SEPARATORS}](?=.*\S)"
    rf"|[【\[](?:[{HANZI}]{{0,4}}解读|图解|问答)[】\]]|^解读(?=[{HANZI}]{{0,20}}(?:19|20)\d\d)"
)
PICTURE = re.compile(
    r"(?:一|1|[一二两三四五六七八九十\d]+张?)(?:张|组|幅)?(?:长|组|动|漫)?(?:图|海报|漫画|文)(?:带你|为你|教你|帮你)?\s*"
    "(?:读|看|弄|搞|了解|速览|解读|明白|掌握|尽览|速读|全解)(?:懂|明白|清)?"
    r"|(?:漫画|动画|视频|数字|图表|图文|动漫)(?:解读|图解|读懂|说)|^图解|[一二三四五六七八九十\d]+分钟(?:读|看|带你|了解|速)|^图说|^秒懂|^带你(?:读懂|了解)"
)
# A note on how a plan was made; 说明 alone may belong to a plan.
MAKING = re.compile(
    r"(?:起草|编制|修订|制定|制订|编写|出台|背景|政策)(?:情况|工作|过程|背景)?的?说明(?:[（(][^）)]{1,12}[）)])?$|》[^《》]{0,14}的?说明$|(?:速览|速读|简读|导读)$"
)
# What is explained. A title without it may be the name of a column of the site: 首页 政务公开 政策解读.
OBJECT = re.compile(
    f"^(?!.*首页).*(?:《|{YEAR}|要点|规划|计划|方案|意见|报告|通知|办法|细则|措施|条例|实事|关于|就)"
)

# Questions and answers: 问：…答：…, or the turns of an interview.
QUESTION = re.compile(r"(?:问|记者|网友|Q)\s*\d{0,2}\s*[】\]]?[：:]")
ANSWER = re.compile(r"(?:答|A)\s*\d{0,2}\s*[】\]]?[：:]")
TURN = re.compile(rf"^[【\[]?(?:[{HANZI}]{{0,10}}记者|主持人|网友)[{HANZI}\s]{{0,8}}[】\]]?[：:]", re.M)
ASKING_HEADING = re.compile(rf"^(?:{NUMBERED_MARK})[^\n。]{{4,60}}[？?]", re.M)

# The parts of an explanation. 编制依据 and 适用范围 are left out: a plan for several years has them too.
HEADING_WORDS = re.compile(
    r"(?:起草|出台|制定|制订|修订|政策|文件|决策|发布)的?(?:主要)?(?:背景|依据|目的|意义|过程|必要性)|编制(?:背景|过程)|背景(?:过程|依据|意义|和依据|及依据)"
    r"|(?:主要|核心)(?:内容|亮点|特点)|(?:政策|文件|工作)(?:亮点|特点|特色|创新)|(?:特色|创新)亮点"
    r"|关键词(?:诠释|解释|解读)|名词解释|解读(?:机关|单位|部门|人)|新旧(?:政策)?[^\n]{0,4}(?:差异|对比|区别)|惠民利民(?:举措|措施)|政策咨询"
)
# What may stand before and after the words in the line of a heading.
BEFORE_HEADING = re.compile(rf"(?:{NUMBERED_MARK})?[^。，]{{0,16}}")
AFTER_HEADING = re.compile(r"[^\n。，]{0,8}(?:[：:。\n]|$)")
LONGEST_HEADING, MOST_PARAGRAPHS = 32, 60
# Talk about the plan as of another paper.
ABOUT_PLAN = re.compile(
    r"(?:《[^》\n]{2,60}》|(?:本|该|这[份个])(?:要点|方案|意见|计划|规划|纲要|通知))[^。\n]{0,16}?"
    r"(?:共(?:分|计|有|包括|由)|分为|主要包括|包括[^。\n]{0,6}(?:部分|方面)|由[^。\n]{1,8}(?:部分|章)|(?:的)?主要内容|从[^。\n]{1,12}(?:方面|部分|维度)"
    r"|的?(?:出台|制定|印发|起草|编制|发布)(?:背景|过程|实施|目的|意义|，|的)|(?:明确|提出|部署)了)"
)
READS_AS_FOLLOWS = re.compile(
    r"(?:现|特|下面|为)[^。\n]{0,60}?(?:解读|解释|说明)(?:如下|：|:)|(?:进行|作|做)(?:如下|以下)?(?:简要)?(?:解读|图解)"
)


def find_explanation(paper: Paper) -> Finding:
    """What speaks for an explanation of a plan."""
    evidence = [
        *read_explanation_titles(paper.titles),
        *_read_turns(paper.opening),
        *_read_headings(paper.paragraphs[:MOST_PARAGRAPHS]),
    ]
    if evidence:  # not enough alone
        text = "\n".join([*paper.titles, paper.opening])
        about = find_words(ABOUT_PLAN, text) or find_words(READS_AS_FOLLOWS, text)
        evidence += [quote_text(1, about)] if about else []
    return Finding(Reason.EXPLANATION, Kind.IS_EXPLANATION, evidence)


def read_explanation_titles(titles: list[str]) -> list[Evidence]:
    """The words of a title that name an explanation, of several titles the surest; empty for none."""
    found = []
    for title in titles:
        if not OBJECT.search(title):
            continue
        for weight, pattern in ((SURE, PICTURE), (SURE, AT_END), (2, AT_START), (2, MAKING)):
            words = find_words(pattern, title)
            if words:
                found.append(quote_title(weight, words))
                break
    return sorted(found, key=lambda evidence: -evidence.weight)[:1]


def _read_turns(text: str) -> list[Evidence]:
    """Questions with their answers, and headings that ask."""
    n = len(ASKING_HEADING.findall(text)) if has_any(text, "？?") else 0
    if has_any(text, "答A"):
        n = max(n, min(len(ANSWER.findall(text)), len(QUESTION.findall(text))))
    if has_any(text, ("记者", "主持人", "网友")):
        n = max(n, len(TURN.findall(text)))
    return [describe_form(2, Kind.TEXT_ASKS, n=n)] if n >= 2 else []


def _read_headings(paragraphs: list[str]) -> list[Evidence]:
    """The words of headings that only an explanation has."""
    headings: dict[str, None] = {}
    for start in (paragraph[:LONGEST_HEADING] for paragraph in paragraphs):
        words = HEADING_WORDS.search(start)
        if (
            words
            and BEFORE_HEADING.fullmatch(start[: words.start()])
            and AFTER_HEADING.match(start[words.end() :])
        ):
            headings[words[0]] = None
    return [quote_text(min(len(headings), 3) - 1, *list(headings)[:3])] if len(headings) >= 2 else []
