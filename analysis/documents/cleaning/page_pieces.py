"""The pieces of a page that stand in the line of an unbroken text: the head before it and the tail after it.

您的位置：首页 > 公开 某区2023年工作要点 来源：某区 2023-01-09 11:43 各位代表：……。 打印 关闭
"""

from __future__ import annotations

import re
from itertools import islice, pairwise

from analysis.chinese import line_roles
from analysis.chinese.characters import BLANKS, HANZI
from analysis.chinese.page_fields import LABEL
from analysis.chinese.patterns import ARABIC_YEAR, NUMBERED, PLAN_GENRES

# The head and the tail of a page are not longer than this.
HEAD_LENGTH, TAIL_LENGTH = 400, 200
# A blank that may stand for a line break: not the one in 2022 年, in 08:22 16:30, in a spaced 报 告, or between an
# office and a name, 区长 王明.
_AFTER = rf"(?=[{HANZI}（(【《“A-Za-z]|[—-]{{2}}|{ARABIC_YEAR}年)"
BLANK = re.compile(
    rf"(?:(?<=[^\d{BLANKS}])|(?<=\d)(?![{BLANKS}]+[年月日号时分个名人所元万亿项条届]))"
    rf"(?:(?<!^[{HANZI}])(?<![{BLANKS}][{HANZI}])|(?![{BLANKS}]+[{HANZI}](?:[{BLANKS}]|$)))"
    rf"(?!(?<=[长任记])[{BLANKS}]+[{HANZI}](?:[{BLANKS}]*[{HANZI}]){{1,2}}(?:[{BLANKS}]|$))[{BLANKS}]++{_AFTER}"
)
SENTENCE_END = re.compile(r"[。！？][”’）)》]*")
# The first sentence of the text itself: what is before a blank is of a notice above it.
TEXT_SENTENCE = re.compile(rf"[。！？][”’）)》]*+(?![{BLANKS}])")
# What the page around a text says in the same line.
PAGE_WORDS = re.compile(
    r"位置\s*[:：]|首\s*页|(?:时间|日期|来源|作者|字号|索引号|浏览\S{0,2}|点击\S{0,2})\s*[:：]|微信|微博|打印|字体|分享"
    rf"|代表大会|{NUMBERED}"
)
POSITION = re.compile(r"位置\s*[:：]?$")
# Where pieces of a head begin and end that no blank separates.
_SALUTATION = "(?:各位(?:代表|委员|领导|同志|同仁)|同志们)[^。；]{0,12}[:：！!]"
PIECE_START = re.compile(
    rf"(?:(?:信息|文章|稿件)?来源|(?:发布|发文|成文|更新)(?:时间|日期|机构|单位)|浏览(?:次数|量)|字[号体]|作者)\s*[:：]|[—-]{{2,}}\s*{ARABIC_YEAR}年|{_SALUTATION}"
)
PIECE_END = re.compile(
    rf"{ARABIC_YEAR}-\d\d?-\d\d?(?:\s*\d\d?:\d\d(?::\d\d)?)?|{_SALUTATION}|{NUMBERED}"
    r"|字\s*[号体]\s*[:：]?\s*[\[【]?\s*(?:加?大|小|中|还原|减小|[\s|/])+[\]】]?|(?:(?:下载|打印|全屏|收藏|分享|关闭)\s*[\[【\]】]?\s*){2,}"
)
# A title that runs into the first sentence, the salutation or the day of a meeting.
TITLE_BEFORE_TEXT = re.compile(
    rf"(?=[^，。；：！？]{{0,60}}(?:{ARABIC_YEAR}|关于))[^，。；：！？]{{4,60}}?(?:{PLAN_GENRES})(?:[（(][^（()）]{{1,14}}[)）])?"
    rf"(?=[{BLANKS}]*(?:{ARABIC_YEAR}年(?:是|，|[^，。]{{0,12}}(?:总体要求|工作的))|[（(]?{ARABIC_YEAR}(?:-\d\d?-|年\d\d?月)\d"
    "|[—-]{2}|今年是|各位|同志们|现将|根据|按照|(?:各|直属)[^，。：]{2,40}：|为(?:了|深入|全面|进一步|认真|贯彻|切实|推)))"
)


def cut_head(line: str, stop: int, *, spaced: bool) -> list[int]:
    """Where the pieces before a text begin: those of the page, the title, the first paragraph.

    Args:
        line: a long line.
        stop: where its first mark is.
        spaced: whether blanks stand for its line breaks.
    """
    stop = min(stop, HEAD_LENGTH)
    sentence = TEXT_SENTENCE.search(line, 0, stop)
    prose = sentence.start() if sentence else stop
    cuts = {piece.start() for piece in PIECE_START.finditer(line, 0, prose)}
    cuts.update(piece.end() for piece in PIECE_END.finditer(line, 0, prose))
    blanks = [blank for blank in BLANK.finditer(line, 0, stop) if not POSITION.search(line, 0, blank.start())]
    if not spaced:
        blanks = [blank for blank in blanks if blank.start() < prose]
    if spaced or (blanks and PAGE_WORDS.search(line, 0, blanks[-1].end() if sentence else stop)):
        cuts.update(blank.end() for blank in blanks)
    titles = (TITLE_BEFORE_TEXT.match(line, start, HEAD_LENGTH) for start in sorted({0, *cuts}))
    cuts.update(title.end() for title in islice(filter(None, titles), 1))
    return sorted(cuts)


def cut_tail(line: str) -> list[int]:
    """Where the pieces of a page after the last sentence begin; none if they are no pieces of a page."""
    start = max(0, len(line) - TAIL_LENGTH)
    last = max((match.end() for match in SENTENCE_END.finditer(line, start)), default=0)
    if not last or last == len(line):
        return []
    cuts = [last, *(blank.end() for blank in BLANK.finditer(line, last + 1))]
    pieces = filter(None, (line[a:b].strip(BLANKS) for a, b in pairwise((*cuts, len(line)))))
    is_page = any(
        line_roles.role_alone(piece) or line_roles.NAMED_ORGAN.match(piece) or LABEL.match(piece)
        for piece in pieces
    )
    return cuts if is_page else []
