"""Pages with hardly any text of their own: lists of links, notices without their annex, pages of pictures."""

from __future__ import annotations

import re

from analysis.chinese.characters import ONE_HANZI
from analysis.chinese.line_roles import TITLE_END, LineRole
from analysis.chinese.patterns import ARABIC_YEAR, FULL_STOPS, MARKED_LINE
from analysis.chinese.simplify import simplify
from analysis.documents.corpus import LedgerRow
from analysis.documents.draft import Draft
from analysis.documents.kinds.calls import find_call
from analysis.documents.kinds.evidence import (
    ENOUGH,
    Evidence,
    Finding,
    describe_form,
    find_words,
    is_stated_plan,
    quote_text,
    set_aside,
)
from analysis.documents.kinds.explanations import read_explanation_titles
from analysis.documents.kinds.paper import Paper
from analysis.notices import Kind
from analysis.reading import ReadingError, Reason

# What a server writes if the page is gone.
ERROR_PAGE = re.compile(
    "(?:页面|网页|内容|信息|文件|文章)(?:不存在|已(?:经)?(?:被)?删除|未找到|无法(?:访问|显示|找到))|404\\s*(?:错误|Not Found)"
)
LONGEST_ERROR_PAGE = 400

# A link with its date: 关于印发…的通知 2022-03-08, [03-08] 我县召开….
_DATE = rf"[\[（(【]?\s*(?:{ARABIC_YEAR}\s*[-./年]\s*)?\d{{1,2}}\s*[-./月]\s*\d{{1,2}}\s*日?\s*[\]）)】]?"
LINK = re.compile(rf"[·•●○■◆▪>»\s]*(?:{_DATE}\s*(?=\D{{2}}).{{6,80}}|.{{6,80}}?[\s…]*{_DATE})$")
LONE_DATE = re.compile(rf"{_DATE}$")
HEADLINE = re.compile(f"关于|{ARABIC_YEAR}年|召开|举行|印发|开展|{TITLE_END.pattern}")
PAGING = re.compile(r"[上下]一?页|尾页|末页|共\s*\d+\s*[页条]|首页\s*\d|跳转|第\s*\d+\s*页|更多")
FEWEST_LINKS, SHARE_OF_LINKS, MOST_SENTENCES = 5, 0.5, 1

# What a notice says of the plan annexed to it.
TRANSMITS = re.compile(
    r"现(?:将|予以?|正式|批准)?[^。\n]{0,160}?(?:印发|转发|下发|发布|公布|发)(?:给?你们|各单位|如下|大家|执行)?|印发给?你们|(?:请|望)[^。\n]{0,60}?(?:执行|落实|实施|贯彻|遵照|参照|学习)|特此通知|见附件|附件"
)
TRANSMITTAL = re.compile(
    r"(?:印发|转发|下发|发)给?你们|现(?:将|予以?)?[^。\n]{0,160}?(?:印发|转发|下发)|见附件"
)
SENTENCE = re.compile(rf"[^{FULL_STOPS}\n]+[{FULL_STOPS}\n]?")
# The most text of its own that a notice without a plan has.
LONGEST_NOTICE, MOST_OWN_HANZI = 500, 60


def set_aside_short_pages(draft: Draft) -> LedgerRow | None:
    """Set aside a list of links, a notice without its annex, and an explanation that is a picture.

    Returns:
        The row of the ledger of such a page; None for all others.

    Raises:
        ReadingError: there is no running text, or it is a server's error page.
    """
    body = draft.cleaned.text
    finding = None if is_stated_plan(draft) else _find_short_page(Paper(draft))
    if finding:
        return set_aside(draft, finding)
    if not body:
        raise ReadingError.of(Reason.NO_BODY, Kind.NO_RUNNING_TEXT)
    if len(body) < LONGEST_ERROR_PAGE and ERROR_PAGE.search(body):
        raise ReadingError.of(Reason.ERROR_PAGE, Kind.ERROR_PAGE)
    return None


def set_aside_picture(draft: Draft, error: ReadingError) -> LedgerRow | None:
    """Set aside a page whose title names an explanation and whose text is a picture; None for all others.

    Args:
        draft: a draft that could not be read.
        error: why.
    """
    evidence = [] if is_stated_plan(draft) else read_explanation_titles([simplify(error.title)])
    if not evidence:
        return None
    finding = Finding(Reason.EXPLANATION, Kind.IS_EXPLANATION, [*evidence, describe_form(1, Kind.NO_PROSE)])
    return set_aside(draft, finding)


def _find_short_page(paper: Paper) -> Finding | None:
    if len(paper.text) <= LONGEST_NOTICE:
        evidence = _read_bare_notice(paper)
        call = find_call(paper)
        if evidence and call.weight >= ENOUGH:
            return call
        if evidence:
            return Finding(Reason.NOTICE_WITHOUT_ANNEX, Kind.IS_NOTICE_WITHOUT_ANNEX, evidence)
    evidence = _read_links(paper)
    if evidence:
        return Finding(Reason.LIST_PAGE, Kind.IS_LIST_PAGE, evidence)
    titled = [] if paper.text else read_explanation_titles(paper.titles)
    if titled:
        evidence = [*titled, describe_form(1, Kind.NO_PROSE)]
        return Finding(Reason.EXPLANATION, Kind.IS_EXPLANATION, evidence)
    return None


def _read_bare_notice(paper: Paper) -> list[Evidence]:
    """A notice that sends a plan which is not in the file."""
    lines = [*paper.lines_of(LineRole.TRANSMITTAL), *paper.paragraphs]
    words = find_words(TRANSMITTAL, "\n".join(lines))
    if not words or any(MARKED_LINE.match(line) for line in paper.paragraphs):
        return []
    own = "".join(s for s in SENTENCE.findall(paper.text) if not TRANSMITS.search(s))
    if len(ONE_HANZI.findall(own)) > MOST_OWN_HANZI:
        return []
    return [quote_text(1, words), describe_form(1, Kind.NOTHING_ELSE)]


def _read_links(paper: Paper) -> list[Evidence]:
    """A list of titles, each with a date, and hardly a sentence beside them."""
    text = simplify(paper.draft.text)
    if text.count("。") > MOST_SENTENCES + 3:
        return []
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    n_links = n_titles = n_sentences = 0
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        dated = bool(LINK.match(line)) or (6 <= len(line) <= 80 and bool(LONE_DATE.match(below)))
        n_links += dated
        n_titles += dated and bool(HEADLINE.search(line))
        n_sentences += not dated and len(line) > 30 and line.endswith("。")
    n_lines = sum(not LONE_DATE.match(line) for line in lines)
    if n_links < FEWEST_LINKS or 2 * n_titles < n_links or n_sentences > MOST_SENTENCES:
        return []
    paging = find_words(PAGING, text)
    if n_links < SHARE_OF_LINKS * n_lines and not paging:
        return []
    evidence = [describe_form(1, Kind.TEXT_LISTS_LINKS, n=n_links)]
    return [*evidence, quote_text(1, paging) if paging else describe_form(1, Kind.NO_PROSE)]
