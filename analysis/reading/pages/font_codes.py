"""Characters of a PDF: look-alikes folded to the hanzi they stand for, and garbled text refused.

A PDF stores glyphs; which character a glyph is, its font may tell wrongly or not at all. Where the
radical ⼯ and the hanzi 工 share a glyph, many programs write the radical's code.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from analysis.chinese.characters import ONE_HANZI, UNSEEN, common_simplified, common_traditional
from analysis.notices import Kind
from analysis.reading.errors import ReadingError, Reason

# Radicals (Kangxi) and compatibility ideographs, whose one hanzi Unicode itself names.
LOOK_ALIKES = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
# The radicals supplement, for which it names none but two: those that fonts draw as a hanzi.
RADICALS = dict(
    zip(
        "⺂⺃⺅⺉⺋⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺞⺠⺡⺣⺤⺦⺨⺫⺭⺯⺰⺱⺲⺳⺹⺺⺾⺿⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "乛乚亻刂㔾兀尣尢巳幺彑彐忄扌攵旡歺民氵灬爫丬犭罒礻糹纟罓罒㓁耂肀艹艹虎衤覀西见角讠贝车辶辶辶钅長镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
        strict=True,
    )
)
# Where the fonts Symbol and Wingdings keep bullets, boxes and ticks, in the private-use area.
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
}
NOT_MAPPED = "\ufffd"
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
# Control codes, and characters that show nothing.
NOT_SHOWN = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f{UNSEEN}\ufff9-\ufffc]")
NO_CODE = re.compile(r"\(cid:\d+\)|\ufffd")
# A few signs without a code are ornament; more, and words are missing.
MOST_UNMAPPED = 0.03
# Chinese prose has over 95 % of its hanzi among the common ones, hanzi picked at random a third.
LEAST_COMMON, FEWEST_HANZI = 0.9, 50


def replace_look_alikes(text: str) -> str:
    """The text with hanzi for radicals and compatibility forms, and a sign for each lost glyph."""
    if LOOK_ALIKES.search(text):
        text = LOOK_ALIKES.sub(lambda match: _find_hanzi(match[0]), text)
    if PRIVATE.search(text):
        text = PRIVATE.sub(lambda match: SIGNS.get(match[0], NOT_MAPPED), text)
    return text


def refuse_garbled(text: str) -> int:
    """Refuse text whose fonts give no codes or wrong codes for its glyphs.

    Returns:
        The number of unknown characters, if they are few.

    Raises:
        ReadingError: too many characters are unknown, or too few of the hanzi are common ones.
    """
    n_unknown = len(NO_CODE.findall(text)) + len(NOT_SHOWN.findall(text))
    n_shown = len("".join(NO_CODE.sub("x", text).split()))
    if n_unknown > MOST_UNMAPPED * max(n_shown, 1):
        raise ReadingError.of(Reason.GARBLED, Kind.FONTS_WITHOUT_CODES, n=n_unknown, total=n_shown)
    hanzi = ONE_HANZI.findall(text)
    n_common = sum(map(_common_hanzi().__contains__, hanzi))
    if len(hanzi) >= FEWEST_HANZI and n_common < LEAST_COMMON * len(hanzi):
        share = round(100 * n_common / len(hanzi))
        raise ReadingError.of(Reason.GARBLED, Kind.FONTS_WITH_WRONG_CODES, percent=share)
    return n_unknown


def _find_hanzi(character: str) -> str:
    return RADICALS.get(character) or unicodedata.normalize("NFKC", character)


@cache
def _common_hanzi() -> frozenset[str]:
    return common_simplified() | common_traditional()
