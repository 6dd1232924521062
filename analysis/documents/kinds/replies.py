"""Replies to a deputy's suggestion or a member's proposal."""

from __future__ import annotations

import re

from analysis.chinese.characters import HANZI
from analysis.chinese.line_roles import LineRole
from analysis.documents.kinds.evidence import SURE, Finding, find_words, has_any, quote_text, quote_title
from analysis.documents.kinds.paper import Paper
from analysis.notices import Kind
from analysis.reading import Reason

_ASKED = "(?:建议|提案|议案|意见建议|来信|咨询|留言|信访事项)"
_ANSWERED = "(?:答\\s*复|复\\s*函|回\\s*复|函\\s*复)"
REPLY_TITLE = re.compile(
    rf"{_ASKED}[^。]{{0,40}}?{_ANSWERED}(?:意见|函|的函|报告|情况|件|稿)?(?:[（(][^）)]{{1,14}}[）)])*$"
)
# 复函 and 答复 that name no suggestion may answer another office.
BARE_REPLY = re.compile(rf"的?{_ANSWERED}(?:意见|函|的函)?(?:[（(][^）)]{{1,14}}[）)])*$")
RECEIVED = re.compile(
    rf"(?:您|你|您们|你们|贵[委会代]|代表|委员)[^。\n]{{0,40}}?(?:提出|提交|反映|关于|来信|来函)[^。\n]{{0,120}}?(?:收悉|收到|答复|交由|办理)|{_ASKED}[^。\n]{{0,10}}?(?:已)?(?:收悉|收到)"
)
ANSWERS = re.compile(r"(?:答复|函复|回复)(?:如下|：|:)|现[^。\n]{0,40}?(?:答复|函复|回复)")
THANKS = re.compile(r"感谢(?:您|你|贵)[^。\n]{0,50}?(?:关心|支持|关注|理解|建议|意见)")
DEPUTY = re.compile(rf"[{HANZI}·]{{2,20}}(?:代表|委员|女士|先生)们?\s*[:：]?$")


def find_reply(paper: Paper) -> Finding:
    """What speaks for a reply to a deputy."""
    evidence = []
    for title in paper.titles:
        words = find_words(REPLY_TITLE, title)
        bare = find_words(BARE_REPLY, title)
        if words or bare:
            evidence.append(quote_title(SURE, words) if words else quote_title(1, bare))
            break
    text = paper.opening[:600] + "\n" + paper.text[-400:]
    if has_any(text, ("收悉", "收到", "复如下", "答复", "函复", "回复", "感谢")):
        found = (find_words(pattern, text) for pattern in (RECEIVED, ANSWERS, THANKS))
        evidence += [quote_text(1, words) for words in found if words]
    lines = paper.lines_of(LineRole.ADDRESSEE, LineRole.TITLE) + [
        p.rstrip("：:") for p in paper.paragraphs[:2]
    ]
    addressed = next((line for line in lines if len(line) <= 24 and DEPUTY.match(line.rstrip("：:"))), "")
    if addressed:
        evidence.append(quote_text(1, addressed))
    return Finding(Reason.REPLY, Kind.IS_REPLY, evidence)
