"""Which lines of a web page are its document.

The prose of a page (sentences, numbered headings, table rows) lies in one box; the menus, related links and
footers around it are boilerplate. From the outermost box on, the search goes into the box with most of the
prose, as long as nothing of the document stays behind. A box that has the name which a content management
system gives to the article is believed where the prose agrees. Where two boxes share the prose and nothing
between them shows whether both are the document, another method (trafilatura) decides.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from analysis.chinese import line_roles
from analysis.chinese.line_roles import LineRole
from analysis.reading.web.boilerplate import ProseMap, map_prose
from analysis.reading.web.page import WebPage

# The names that Chinese content management systems give to the article's box: gov.cn (UCAP), TRS, Hanweb's
# jcms (zoom, ivs_content), VSB and Sudy of universities and schools, WeChat, and common names.
ARTICLE_NAMES = frozenset(
    [
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
        "article-",
        "con",
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
        "entry-",
        "content",
        "post-content",
        "zhengwen",
    ]
)
# A page with fewer characters of prose has no document.
MIN_PROSE = 40
# Share of a box's prose that may stay behind when the search goes into a box inside it.
NEGLIGIBLE = 0.005
# Shares of a box's prose that may stand above the start of the document, and behind its end.
MAX_ABOVE, MAX_BEHIND = 0.05, 0.15
# How many lines without prose (a signature and its date) may follow in boxes of their own.
MAX_CLOSING_LINES = 4


def find_main_text(page: WebPage, extract_otherwise: Callable[[], str]) -> tuple[int, int] | None:
    """Find the span of lines that holds the document.

    Args:
        page: the page's lines and boxes.
        extract_otherwise: returns the text that another method takes for the document; called
            only in doubt.

    Returns:
        The first line and the one behind the last; None where the page has hardly any prose.
    """
    prose = map_prose(page)
    if prose.sums[-1] < MIN_PROSE:
        return None
    box = page.boxes[_find_main_box(prose, cache(extract_otherwise))]
    start, end = _trim_page_lines(prose, box.start, box.end)
    return start, _extend_to_signature(prose, end) if end == box.end else end


def _find_main_box(prose: ProseMap, extract_otherwise: Callable[[], str]) -> int:
    """Find the smallest box that holds the document's prose."""
    current = prose.children[-1][0]
    while prose.children.get(current):
        inner = max(prose.children[current], key=prose.count_in_box)
        whole, part = prose.count_in_box(current), prose.count_in_box(inner)
        box = prose.page.boxes[inner]
        if whole - part > NEGLIGIBLE * whole:
            if box.end - box.start < 2 or part < 0.5 * whole:
                break
            is_sure = _is_set_apart(prose, current, inner) or _has_article_name(prose, inner)
            if not is_sure and not _holds_only(extract_otherwise(), prose, current, inner):
                break
        current = inner
    return current


def _is_set_apart(prose: ProseMap, outer: int, inner: int) -> bool:
    """Whether lines of the page stand between a box and the other prose of the box around it."""
    around, box = prose.page.boxes[outer], prose.page.boxes[inner]
    above = prose.last_prose(around.start, box.start)
    below = prose.first_prose(box.end, around.end)
    is_apart_above = above < 0 or prose.has_page_lines(above + 1, box.start)
    return is_apart_above and (below < 0 or prose.has_page_lines(box.end, below))


def _has_article_name(prose: ProseMap, box: int) -> bool:
    """Whether a box, or one inside it with all its prose, has the name of an article's box."""
    min_prose = (1 - NEGLIGIBLE) * prose.count_in_box(box)
    while prose.count_in_box(box) >= min_prose:
        if not ARTICLE_NAMES.isdisjoint(prose.page.boxes[box].names):
            return True
        children = prose.children.get(box)
        if not children:
            return False
        box = max(children, key=prose.count_in_box)
    return False


def _holds_only(text: str, prose: ProseMap, outer: int, inner: int) -> bool:
    """Whether a text holds nearly all prose of a box, and nearly none of the rest of the box around it."""
    around, box = prose.page.boxes[outer], prose.page.boxes[inner]
    text = "".join(text.split())

    def share_held(*lines: int) -> float:
        held = (i for i in lines if "".join(prose.page.lines[i].split()) in text)
        whole = sum(prose.count_prose(i, i + 1) for i in lines)
        return sum(prose.count_prose(i, i + 1) for i in held) / whole if whole else 0

    rest = (*range(around.start, box.start), *range(box.end, around.end))
    return share_held(*range(box.start, box.end)) > 0.9 and share_held(*rest) < 0.1


def _trim_page_lines(prose: ProseMap, start: int, end: int) -> tuple[int, int]:
    """Remove the page's own lines from both ends of a box."""
    whole, first = prose.count_prose(start, end), start
    for i in range(start, end):
        if prose.count_prose(start, i) > MAX_ABOVE * whole:
            break
        if prose.boilerplate[i] or prose.page_info[i]:
            first = i + 1
    behind = (i for i in range(first, end) if prose.count_prose(i, end) <= MAX_BEHIND * whole)
    last = next((i for i in behind if prose.ends[i]), end)
    below = range(prose.last_prose(first, last) + 1, last)
    return first, next((i for i in below if prose.boilerplate[i] or prose.page_info[i]), last)


def _extend_to_signature(prose: ProseMap, end: int) -> int:
    """Include a signature and a date that stand in boxes of their own behind the document."""
    lines = prose.page.lines
    for i in range(end, min(end + MAX_CLOSING_LINES, len(lines))):
        is_date = line_roles.role_alone(lines[i]) == LineRole.DATE
        if prose.boilerplate[i] or not (is_date or line_roles.NAMED_ORGAN.match(lines[i])):
            break
        end = i + 1
    return end
