"""Look-alikes: characters that a reader takes for others, folded to these, one for one.

PDF files, programs of recognition and keyboards write the radical ⼯ for the hanzi 工, ○ for 〇, ➊ for ①, and
put marks that nobody sees between two hanzi. A slogan that holds such a character would be a slogan of its
own. Each character is replaced by one, so that all offsets stay exact.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from analysis.chinese.characters import HANZI
from analysis.chinese.numerals import ZEROS
from analysis.chinese.patterns import HANZI_YEAR

# Radicals for which Unicode names no hanzi (the supplement), or another than simplified prose writes.
RADICALS = dict(
    zip(
        "⺂⺃⺅⺉⺋⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺞⺠⺡⺣⺤⺦⺨⺫⺭⺯⺰⺱⺲⺳⺹⺺⺾⺿⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⼾⾭⿈",
        "乛乚亻刂㔾兀尣尢巳幺彑彐忄扌攵旡歺民氵灬爫丬犭罒礻糹纟罓罒㓁耂肀艹艹虎衤覀西见角讠贝车辶辶辶钅長镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀户青黄",
        strict=True,
    )
)
# Bullets, boxes and ticks of the fonts Symbol and Wingdings, which are kept in the private-use area.
SIGNS = {
    "\uf0b7": "•",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf075": "◆",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "√",
    "\uf0a8": "□",
    "\uf06f": "□",
    "\uf0fe": "☑",
    "\uf0b2": "◇",
    "\uf076": "❖",
    # The blank of old Chinese encodings (A3 A0 in GBK).
    "\ue5e5": "\u3000",
}
# What Unicode gives no name of one character: a stroke, numbers in other circles, quotation marks, blanks.
OTHERS = {
    "㇐": "一",
    **dict(zip("❶❷❸❹❺❻❼❽❾❿", "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    **dict(zip("➀➁➂➃➄➅➆➇➈➉", "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    **dict(zip("➊➋➌➍➎➏➐➑➒➓", "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    **dict(zip("⓵⓶⓷⓸⓹⓺⓻⓼⓽⓾", "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    **dict(zip("⓫⓬⓭⓮⓯⓰⓱⓲⓳⓴", "⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", strict=True)),
    **dict(zip("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", strict=True)),
    **dict(zip("❝❞〝〞〟＂", '“”“””"', strict=True)),
    **dict.fromkeys("\u2800\u3164\uffa0", "\u3000"),
}
# Katakana that look like hanzi; they are kept beside other kana, where a name is Japanese.
KATAKANA = dict(zip("エカタトニハロー", "工力夕卜二八口一", strict=True))
_KANA = "\u3041-\u30fa\u30fc-\u30ff"
LONE_KATAKANA = re.compile(
    f"[{''.join(KATAKANA)}](?<![{_KANA}].)(?![{_KANA}])(?:(?<=[{HANZI}].)|(?=[{HANZI}、]))"
)

# Marks that show nothing by themselves: joiners, directions, and selectors of a variant form.
_UNSEEN = (
    "\u034f\u115f\u1160\u180b-\u180e\u200e\u200f\u202a-\u202e\u2061-\u2064\u2066-\u206f\ufe00-\ufe0f"
    "\U000e0001-\U000e01ef"
)
UNSEEN_MARK = re.compile(f"[{_UNSEEN}]")
# What stands for such a mark: a blank of no width, which cleaning leaves out.
NO_WIDTH = "\u200b"
# Accents, circles and underlines that are printed over the character before them. Latin letters keep them.
_COMBINING = "\u0300-\u034e\u0350-\u036f\u20d0-\u20f0\u302a-\u302d\ufe20-\ufe2f"
COMBINING_MARKS = re.compile(f"[{_COMBINING}](?<=[{HANZI}“”、，。].)[{_COMBINING}]*")
# Radicals, annotation marks, compatibility ideographs; vertical, small and narrow forms of punctuation.
_NAMED = "\u2e80-\u2fdf\u3192-\u319f\uf900-\ufaff\ufe10-\ufe18\ufe35-\ufe48\ufe50-\ufe6b\uff61-\uff65"
_ASTRAL_NAMED = "\U0002f800-\U0002fa1f"
LOOK_ALIKE = re.compile(f"[{_NAMED}{_ASTRAL_NAMED}{''.join(SIGNS)}{''.join(OTHERS)}]")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
# Any character that may have to be folded or told; two expressions, because one of both would take twice
# the time on a text that has none.
ANY_ODD = re.compile(
    f"[\u0300-\u036f\u115f\u1160\u180b-\u180e\u200e\u200f\u202a-\u202e\u2061-\u206f\u20d0-\u20f0\u302a-\u302d"
    f"{''.join(KATAKANA)}{_NAMED}\ue000-\uf8ff\ufe00-\ufe2f{''.join(OTHERS)}]"
)
ANY_ASTRAL = re.compile("[\U00010000-\U0010ffff]")

# Years in hanzi with another zero than 〇. 二零二二 is a spelling of its own.
_TO_ZERO = str.maketrans(dict.fromkeys(ZEROS.replace("零", ""), "〇"))
YEAR_IN_HANZI = re.compile(rf"{HANZI_YEAR}(?!\d)")


def fold_look_alikes(text: str) -> str:
    """Replace radicals, compatibility forms, other look-alikes and unseen marks; the length stays the same.

    A character of the private-use area stays as it is, because only its font knows what it shows.
    """
    if ANY_ODD.search(text) or ANY_ASTRAL.search(text):
        text = LOOK_ALIKE.sub(lambda match: find_usual_form(match[0]), text)
        text = LONE_KATAKANA.sub(lambda match: KATAKANA[match[0]], text)
        text = COMBINING_MARKS.sub(lambda marks: NO_WIDTH * len(marks[0]), text)
        text = UNSEEN_MARK.sub(NO_WIDTH, text)
    return YEAR_IN_HANZI.sub(lambda year: year[0].translate(_TO_ZERO), text)


@cache
def find_usual_form(character: str) -> str:
    """The character that a look-alike stands for; itself where Unicode names none of one character."""
    known = RADICALS.get(character) or SIGNS.get(character) or OTHERS.get(character)
    usual = known or unicodedata.normalize("NFKC", character)
    return usual if len(usual) == 1 else character
