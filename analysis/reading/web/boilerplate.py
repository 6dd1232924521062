"""Tells the boilerplate of a web page (menus, links, footers) from the prose of its document.

A line is judged by itself (its role, how much of it is a link, words that only sites use), and by the name
of the box that it stands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate

from analysis.chinese import line_roles
from analysis.chinese.line_roles import LineRole
from analysis.chinese.patterns import NUMBERED_MARK, SENTENCE_MARK
from analysis.reading.web.page import Box, WebPage

# Tags and names of boxes that stand beside or below an article.
SIDE_NAMES = frozenset(
    [
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
    ]
)
NUMBERED = re.compile(rf"\s*(?:{NUMBERED_MARK})")
# Lines in the words of a site. A plan may speak of 访问量 and 分享到 too, so the words alone prove nothing.
TOOLS = re.compile(
    r"[^，。；]{0,12}(?:分享到?|累计访问|(?:总|今日)?访问量)\s*[:：]|.{0,12}位访(?:客|问者)|我要纠错"
    r"|扫描二维码[^。；]*$|.{0,30}\d\s*[*×xX]\s*\d.{0,12}(?:分辨率|浏览)"
    r"|\s*(?:热门|推荐|最新|友情|精彩|相关)(?:资讯|新闻|文件|内容|解读|链接|公告|信息)\s*[:：>》]*$"
    r"|.{0,60}相关(?:文章|推荐|阅读|范文)\s*[:：]\s*$|.{0,12}声明\s*[:：].{0,60}(?:转载|侵权|版权)"
    r"|\s*(?:网友|用户|我要|发表|最新)?(?:评论|留言|跟帖)(?:区|\s*[（(]\s*\d+\s*[）)])?\s*[:：]?\s*$"
)
FOOTER_WORDS = re.compile("版权|ICP|公网安备|网站标识码|技术支持|Copyright|©|网站地图", re.I)
ATTACHMENT = re.compile(r"\s*附\s*[件表]|.*\.(?:docx?|wps|pdf|ofd|xlsx?|et|zip|rar)\s*$", re.I)
# A box whose name says that it stands beside the article is believed up to this share of the page's prose.
MAX_SIDE_SHARE = 0.3


@dataclass(slots=True)
class ProseMap:
    """Where the prose of a page stands, and which of its lines are boilerplate.

    Attributes:
        page: the page.
        sums: characters of prose before each line, and in all lines as the last item.
        boilerplate: for each line, whether it belongs to the site: menus, links, footers.
        page_info: for each line, whether it says when and by whom the document was published.
        ends: for each line, whether it is boilerplate that never stands inside a document.
        children: the boxes in each box, as indexes of `page.boxes`.
    """

    page: WebPage
    sums: list[int]
    boilerplate: list[bool]
    page_info: list[bool]
    ends: list[bool]
    children: dict[int, list[int]] = field(default_factory=dict)

    def count_prose(self, start: int, end: int) -> int:
        """Count the characters of prose in some lines."""
        return self.sums[end] - self.sums[start]

    def count_in_box(self, index: int) -> int:
        """Count the characters of prose in a box."""
        box = self.page.boxes[index]
        return self.count_prose(box.start, box.end)

    def has_page_lines(self, start: int, end: int) -> bool:
        """Whether any of some lines belongs to the page and not to the document."""
        return any(self.boilerplate[start:end]) or any(self.page_info[start:end])

    def first_prose(self, start: int, end: int) -> int:
        """Find the first line with prose; -1 if there is none."""
        return next((i for i in range(start, end) if self.sums[i + 1] > self.sums[i]), -1)

    def last_prose(self, start: int, end: int) -> int:
        """Find the last line with prose; -1 if there is none."""
        return next((i for i in reversed(range(start, end)) if self.sums[i + 1] > self.sums[i]), -1)


def map_prose(page: WebPage) -> ProseMap:
    """Tell the boilerplate of a page from its prose."""
    roles = [line_roles.role_alone(line) for line in page.lines]
    ends = [_ends_document(line, role) for line, role in zip(page.lines, roles, strict=True)]
    page_info = [role == LineRole.PAGE_INFO for role in roles]
    boilerplate = [
        ends[i] or roles[i] in (LineRole.FOOTER, LineRole.INTRO) or _is_link(line, page.linked[i])
        for i, line in enumerate(page.lines)
    ]
    weights = [
        0 if boilerplate[i] or page_info[i] else _count_prose(line, page.linked[i])
        for i, line in enumerate(page.lines)
    ]
    prose = ProseMap(page, list(accumulate(weights, initial=0)), boilerplate, page_info, ends)
    for i, box in enumerate(page.boxes):
        prose.children.setdefault(box.parent, []).append(i)
    for box in _find_side_boxes(prose):
        for i in range(box.start, box.end):
            boilerplate[i], weights[i] = True, 0
    prose.sums = list(accumulate(weights, initial=0))
    return prose


def _ends_document(line: str, role: str) -> bool:
    """Whether no document continues behind a line: a menu, related links, a copyright notice."""
    if role in (LineRole.SITE, LineRole.RELATED) or TOOLS.match(line):
        return True
    return role == LineRole.FOOTER and bool(FOOTER_WORDS.search(line))


def _find_side_boxes(prose: ProseMap) -> list[Box]:
    """Find the boxes that stand beside the article by their name, and hold little of the page's prose."""
    boxes: dict[int, Box] = {}
    max_prose = MAX_SIDE_SHARE * prose.sums[-1]
    for i, box in enumerate(prose.page.boxes):
        is_named = not SIDE_NAMES.isdisjoint(box.names) and box.parent not in boxes
        if is_named and prose.count_prose(box.start, box.end) <= max_prose:
            boxes[i] = box
    return list(boxes.values())


def _is_link(line: str, n_linked: int) -> bool:
    """Whether most of a line is a link, other than a link to an attachment of the document."""
    return n_linked > 0.5 * len("".join(line.split())) and not ATTACHMENT.match(line)


def _count_prose(line: str, n_linked: int) -> int:
    """Count the characters of prose in a line: of sentences, numbered headings and table rows."""
    is_prose = SENTENCE_MARK.search(line) or NUMBERED.match(line) or "\t" in line
    if is_prose or ("，" in line and len(line) >= 15) or len(line) >= 60:
        return len(line) - n_linked
    return 0
