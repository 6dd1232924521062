"""Which lines of a web page are the document: told by where its prose stands.

A page's prose (sentences, numbered headings, rows of tables) lies in one box; menus, related
links and footers around it are links and set phrases. A box that a content management system
named for the article is believed where prose agrees. Where two boxes share the prose and nothing
between them tells whether both are the document, another method is asked (trafilatura).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from analysis.chinese import line_roles as roles
from analysis.chinese.patterns import NUMBERED_MARK, SENTENCE_MARK
from analysis.reading.web.lines import Box, Page

# What Chinese content management systems call the article's box: gov.cn (UCAP), TRS, Hanweb's
# jcms (zoom, ivs_content), VSB and Sudy of universities and schools, WeChat, and common names.
ARTICLE_NAMES = frozenset(
    {
        "ucap-content",
        "ucapcontent",
        "founder-content",
        "zoom",
        "fontzoom",
        "ivs_content",
        "info_content",
        "trs_editor",
        "trs_ueditor",
        "trs_editor_view",
        "custom_unionstyle",
        "vsb_content",
        "vsb_content_2",
        "vsb_content_4",
        "v_news_content",
        "wp_articlecontent",
        "js_content",
        "pages_content",
        "article-content",
        "article_content",
        "articlecontent",
        "article-con",
        "article_con",
        "article-body",
        "content-article",
        "art-con",
        "art_con",
        "con_text",
        "con_txt",
        "content_txt",
        "bt_content",
        "xxgk_content",
        "news_content",
        "newscontent",
        "news-content",
        "detail-content",
        "detail_content",
        "text_content",
        "entry-content",
        "post-content",
        "zhengwen",
    }
)
# Boxes that stand beside or below an article, by tag or name.
BESIDE_NAMES = frozenset(
    {
        "nav",
        "aside",
        "footer",
        "foot",
        "bottom",
        "copyright",
        "sidebar",
        "side",
        "sidenav",
        "menu",
        "breadcrumb",
        "crumbs",
        "share",
        "comment",
        "comments",
        "pinglun",
        "related",
        "relate",
        "recommend",
        "xgxx",
        "xgwz",
        "xgyd",
        "xgnews",
        "friendlink",
        "links",
    }
)
NUMBERED = re.compile(rf"\s*(?:{NUMBERED_MARK})")
# Lines of a site that its own words show; a plan may speak of 访问量 and 分享到 too.
TOOLS = re.compile(
    r"[^，。；]{0,12}(?:分享到?|累计访问|(?:总|今日)?访问量)\s*[:：]|.{0,12}位访(?:客|问者)|我要纠错"
    r"|扫描二维码[^。；]*$|.{0,30}\d\s*[*×xX]\s*\d.{0,12}(?:分辨率|浏览)"
    r"|\s*(?:热门|推荐|最新|友情|精彩|相关)(?:资讯|新闻|文件|内容|解读|链接|公告|信息)\s*[:：>》]*$"
    r"|.{0,60}相关(?:文章|推荐|阅读|范文)\s*[:：]\s*$|.{0,12}声明\s*[:：].{0,60}(?:转载|侵权|版权)"
    r"|\s*(?:网友|用户|我要|发表|最新)?(?:评论|留言|跟帖)(?:区|\s*[（(]\s*\d+\s*[）)])?\s*[:：]?\s*$"
)
FOOT = re.compile("版权|ICP|公网安备|网站标识码|技术支持|Copyright|©|网站地图", re.I)
ATTACHED = re.compile(r"\s*附\s*[件表]|.*\.(?:docx?|wps|pdf|ofd|xlsx?|et|zip|rar)\s*$", re.I)
# Prose that may stay outside when a box inside another is gone into; prose below which a page has
# no document; prose of a box that may stand above its head, and behind its foot.
NOTHING, LEAST, ABOVE, BEHIND = 0.005, 40, 0.05, 0.15
# Share of a page's prose up to which a box is believed to be what its name says.
BESIDE = 0.3
# Lines without prose (a signature and its date) that may follow in boxes of their own.
CLOSING = 4


@dataclass(slots=True)
class _Prose:
    """What the lines of a page are, and how much prose stands before each.

    Attributes:
        sums: characters of prose before each line.
        site: lines of the site: menus, links, footers.
        about: lines on the document: when and by whom it was put up.
        ends: lines of the site that no document has in its middle.
        children: numbers of the boxes in each box.
    """

    page: Page
    sums: list[int]
    site: list[bool]
    about: list[bool]
    ends: list[bool]
    children: dict[int, list[int]] = field(default_factory=dict)

    def weight(self, start: int, end: int) -> int:
        """Characters of prose in some lines."""
        return self.sums[end] - self.sums[start]

    def of_box(self, box: int) -> int:
        """Characters of prose in a box."""
        found = self.page.boxes[box]
        return self.weight(found.start, found.end)

    def of_page(self, start: int, end: int) -> bool:
        """Whether one of some lines belongs to the page and not to the document."""
        return any(self.site[start:end]) or any(self.about[start:end])

    def first(self, start: int, end: int, step: int = 1) -> int:
        """The first line with prose; the last one with a step of -1; -1 for none."""
        lines = range(start, end)[::step]
        return next((i for i in lines if self.sums[i + 1] > self.sums[i]), -1)


def find_main(page: Page, kept_text: Callable[[], str]) -> tuple[int, int] | None:
    """The span of lines that holds the document.

    Args:
        page: the page's lines and boxes.
        kept_text: gives the text that another method takes for the document.

    Returns:
        The first line and the one behind the last; None where the page has no prose to speak of.
    """
    prose = _weigh(page)
    if prose.sums[-1] < LEAST:
        return None
    box = page.boxes[_narrow(prose, cache(kept_text))]
    start, end = _trim(prose, box.start, box.end)
    return start, _with_closing(prose, end) if end == box.end else end


def _weigh(page: Page) -> _Prose:
    lines = list(zip(page.lines, page.linked, strict=True))
    alone = [roles.role_alone(line) for line in page.lines]
    ends = [_ends(*both) for both in zip(page.lines, alone, strict=True)]
    about = [role == roles.PAGE_INFO for role in alone]
    site = [
        ends[i] or alone[i] in (roles.FOOTER, roles.INTRO) or _is_link(*line) for i, line in enumerate(lines)
    ]
    weights = [_prose(*line) for line in lines]
    weights = [0 if site[i] or about[i] else weight for i, weight in enumerate(weights)]
    found = _Prose(page, list(accumulate(weights, initial=0)), site, about, ends)
    for i, box in enumerate(page.boxes):
        found.children.setdefault(box.parent, []).append(i)
    for box in _beside(found):
        for i in range(box.start, box.end):
            site[i], weights[i] = True, 0
    found.sums = list(accumulate(weights, initial=0))
    return found


def _ends(line: str, role: str) -> bool:
    """Whether no document goes on behind a line: a menu, related links, a copyright."""
    if role in (roles.SITE, roles.RELATED) or TOOLS.match(line):
        return True
    return role == roles.FOOTER and bool(FOOT.search(line))


def _beside(prose: _Prose) -> list[Box]:
    """Boxes that stand beside the article by their name, and hold little of the page's prose."""
    found: dict[int, Box] = {}
    most = BESIDE * prose.sums[-1]
    for i, box in enumerate(prose.page.boxes):
        named = not BESIDE_NAMES.isdisjoint(box.names) and box.parent not in found
        if named and prose.weight(box.start, box.end) <= most:
            found[i] = box
    return list(found.values())


def _is_link(line: str, linked: int) -> bool:
    return linked > 0.5 * len("".join(line.split())) and not ATTACHED.match(line)


def _prose(line: str, linked: int) -> int:
    """Characters of prose in a line: of sentences, numbered headings and rows of tables."""
    said = SENTENCE_MARK.search(line) or NUMBERED.match(line) or "\t" in line
    if said or ("，" in line and len(line) >= 15) or len(line) >= 60:
        return len(line) - linked
    return 0


def _narrow(prose: _Prose, kept_text: Callable[[], str]) -> int:
    """The smallest box that holds the document's prose."""
    current = prose.children[-1][0]
    while prose.children.get(current):
        best = max(prose.children[current], key=prose.of_box)
        whole, part = prose.of_box(current), prose.of_box(best)
        inner = prose.page.boxes[best]
        if whole - part > NOTHING * whole:
            if inner.end - inner.start < 2 or part < 0.5 * whole:
                break
            sure = _is_apart(prose, current, best) or _is_named(prose, best)
            if not sure and not _keeps_only(prose, current, best, kept_text()):
                break
        current = best
    return current


def _is_apart(prose: _Prose, outer: int, inner: int) -> bool:
    """Whether lines of the page stand between a box and the other prose of the box around it."""
    around, box = prose.page.boxes[outer], prose.page.boxes[inner]
    above = prose.first(around.start, box.start, -1)
    below = prose.first(box.end, around.end)
    return (above < 0 or prose.of_page(above + 1, box.start)) and (below < 0 or prose.of_page(box.end, below))


def _is_named(prose: _Prose, box: int) -> bool:
    """Whether a box, or one in it with all its prose, bears the name of an article's box."""
    least = (1 - NOTHING) * prose.of_box(box)
    while prose.of_box(box) >= least:
        if not ARTICLE_NAMES.isdisjoint(prose.page.boxes[box].names):
            return True
        inside = prose.children.get(box)
        if not inside:
            return False
        box = max(inside, key=prose.of_box)
    return False


def _keeps_only(prose: _Prose, outer: int, inner: int, kept: str) -> bool:
    """Whether a text holds nearly all prose of a box and nearly none of what is around it."""
    around, box = prose.page.boxes[outer], prose.page.boxes[inner]
    kept = "".join(kept.split())

    def share(*lines: int) -> float:
        held = (i for i in lines if "".join(prose.page.lines[i].split()) in kept)
        whole = sum(prose.weight(i, i + 1) for i in lines)
        return sum(prose.weight(i, i + 1) for i in held) / whole if whole else 0

    outside = (*range(around.start, box.start), *range(box.end, around.end))
    return share(*range(box.start, box.end)) > 0.9 and share(*outside) < 0.1


def _trim(prose: _Prose, start: int, end: int) -> tuple[int, int]:
    """Take the page's own lines off both ends of a box."""
    whole, first = prose.weight(start, end), start
    for i in range(start, end):
        if prose.weight(start, i) > ABOVE * whole:
            break
        if prose.site[i] or prose.about[i]:
            first = i + 1
    behind = (i for i in range(first, end) if prose.weight(i, end) <= BEHIND * whole)
    last = next((i for i in behind if prose.ends[i]), end)
    below = range(prose.first(first, last, -1) + 1, last)
    return first, next((i for i in below if prose.site[i] or prose.about[i]), last)


def _with_closing(prose: _Prose, end: int) -> int:
    """Go on to a signature and a date that stand in boxes of their own behind the document."""
    lines = prose.page.lines
    for i in range(end, min(end + CLOSING, len(lines))):
        dated = roles.role_alone(lines[i]) == roles.DATE
        if prose.site[i] or not (dated or roles.NAMED_ORGAN.match(lines[i])):
            break
        end = i + 1
    return end
