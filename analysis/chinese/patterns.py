"""Patterns of Chinese official prose that several packages look for.

Names without `re.compile` are parts of expressions, without capturing groups. They allow blanks where
printed lines have them.
"""

from __future__ import annotations

import re

from analysis.chinese.characters import HANZI
from analysis.chinese.numerals import HUNDREDS, ONES, TENS, ZEROS

# A slogan means the same with and without these: “三会一课”, 三会一课.
QUOTES = "“”‘’\"'「」『』《》〈〉（）()[]【】 \u3000\u00a0"
# These may be left out of a slogan (不敢腐不能腐不想腐) but not added: 党史学习、教育、宣传 is not
# 党史学习教育.
SEPARATORS = "、，,·"

# What ends a sentence, and the semicolon, which ends a clause that could be one.
FULL_STOPS = "。！？"
SENTENCE_MARKS = f"{FULL_STOPS}；"
SENTENCE_MARK = re.compile(f"[{SENTENCE_MARKS}]")
# The end of a line at which its sentence ends or a list begins, in either width.
LINE_END = re.compile(r"[。！？!?；;：:…][”’」』）)》〉\"']*\s*$")

# Years that plans name: 2023, 二〇二三, 一九九八.
ARABIC_YEAR = r"(?:19|20)\d\d"
HANZI_YEAR = f"(?:二[{ZEROS}]|一九)[{ZEROS}{ONES}]{{2}}"
YEAR = f"(?:{ARABIC_YEAR}|{HANZI_YEAR})"
# A year by itself: not the one in 20120316.
LONE_YEAR = re.compile(rf"(?<!\d){ARABIC_YEAR}(?!\d)")
# 2023年3月5日, 二〇二三年三月五日; 元月 is January.
_NUMERAL, _MONTH = rf"[\d{TENS}]{{1,3}}", rf"[\d{TENS}元]{{1,3}}"
YEAR_MONTH = rf"{YEAR}\s*年\s*{_MONTH}\s*月"
DAY = rf"{YEAR_MONTH}\s*{_NUMERAL}\s*日"
# 2023-3, 2023年3 and 2023-03-05, 2023/3/5, 2023年3月5.
NUMERIC_MONTH = rf"{ARABIC_YEAR}\s*[-年./]\s*\d{{1,2}}"
NUMERIC_DAY = rf"{NUMERIC_MONTH}\s*[-月./]\s*\d{{1,2}}"

# 徐教发〔2022〕3号: the brackets are typed in every form; some are numbered in hanzi.
YEAR_OPENS, YEAR_CLOSES = r"[〔\[（(【﹝［]", r"[〕\]）)】﹞］]"
NUMBERED = rf"{YEAR_OPENS}\s*{ARABIC_YEAR}\s*{YEAR_CLOSES}\s*第?\s*(?:\d+|[{TENS}]+)\s*号"
DOCUMENT_NUMBER = rf"[{HANZI}]{{1,15}}\s*{NUMBERED}"

# Numbered marks, as they start a heading or an item of a list: 第一章, 一、, （一）, 1., （1） or 1), and
# the signs of one character for the last four, ㈠ ⒈ ⑴ ①. 1.5 is a number.
PART_NUMBER = rf"第[{HUNDREDS}\d]{{1,5}}"
FIRST_MARK = rf"[{TENS}]{{1,3}}\s*[、.．]"
SECOND_MARK = rf"[（(]\s*[{TENS}]{{1,3}}\s*[）)]"
THIRD_MARK = r"\d{1,2}\s*(?:[、．]|\.(?!\d))"
FOURTH_MARK = r"(?:[（(]\s*)?\d{1,2}\s*[）)]"
SECOND_SIGN, THIRD_SIGN, FOURTH_SIGN, FIFTH_SIGN = "[㈠-㈩]", "[⒈-⒛]", "[⑴-⒇]", "[①-⑳]"
NUMBERED_MARK = (
    rf"{PART_NUMBER}(?:[章节编篇条]|部分)|{FIRST_MARK}|{SECOND_MARK}|{THIRD_MARK}|{FOURTH_MARK}"
    f"|{SECOND_SIGN}|{THIRD_SIGN}|{FOURTH_SIGN}|{FIFTH_SIGN}"
)
# Numbers as they are spoken, before a short sentence that heads its part: 一是……。二是……。
SPOKEN_MARK = f"[{TENS}]{{1,2}}[是要]"
# A line that starts with such a mark.
MARKED_LINE = re.compile(rf"\s*(?:{NUMBERED_MARK})")
# Bullets, as they start an item of a list.
BULLETS = "·•●○◦■□▪◆◇❖►➢★☆√✓☑*"

# Headings without a number that open a plan or a part of it: 总体要求, 重点任务, 前言.
OPENING_HEADING = re.compile(
    "(?:总体|指导|基本|工作|主要|目标|发展|重点)(?:要求|思想|思路|目标|原则|任务|方针|定位|举措|措施)$"
    r"|[前引序]\s*言$"
)

# Kinds of plans, as their titles name them.
PLAN_GENRES = "要点|意见|方案|计划|规划|纲要|总结|报告|细则|办法|清单|思路|打算|安排|决定|讲话|通知"
# What a title may end with: also kinds of papers that are not plans, and words that say of a plan only what
# it does (工作要点任务分工 is a 工作要点).
TITLE_GENRES = f"{PLAN_GENRES}|措施|任务书?|公报|函|批复|公告|通报|条例|规定|决议|说明|分工|部署"

# A line that is a page number, with the marks around it that tell it from other numbers: - 3 -, 第3页 共9页.
# Some dashes are typed as hanzi: 一 3 一.
_DASHES = "-—–－―─‐‑‒−_=·•~～"
_PAGE = r"\d{1,3}"
PAGE_NUMBER = (
    rf"[{_DASHES}][{_DASHES}\s]*{_PAGE}[{_DASHES}\s]*|{_PAGE}\s*[-—–－―─]+|一\s*{_PAGE}\s*一"
    rf"|[{_DASHES}][{_DASHES}\s]*[ivxIVXⅠ-Ⅻ]{{1,5}}\s*[{_DASHES}][{_DASHES}\s]*"
    rf"|[{_DASHES}\s]*第\s*(?:\d{{1,4}}|[{HUNDREDS}]+)\s*页(?:\s*[,，/|]?\s*[（(]?共\s*\d+\s*页[）)]?)?[{_DASHES}\s]*"
    rf"|共\s*\d+\s*页\s*[,，/|]?\s*第\s*\d+\s*页|{_PAGE}\s*[/／]\s*{_PAGE}"
    r"|(?:Page|PAGE|P\.?)\s*\d+(?:\s*(?:of|/)\s*\d+)?|\d+\s*页"
)
# The page at the end of a line of a table of contents: 12, （12）, - 12 -, iv, 第12页, P12.
PAGE_OF_ENTRY = r"(?:[（(]?\s*[-—]?\s*(?:(?<!\d)\d{1,3}|[ivxIVX]{1,5})\s*[-—]?\s*[）)]?|第\s*\d{1,3}\s*页|[Pp]\.?\s*\d{1,3})"
