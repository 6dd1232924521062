"""The plan's own title, and the kind of document that it names."""

from __future__ import annotations

import re

from analysis.chinese import line_roles
from analysis.chinese.line_roles import LineRole
from analysis.chinese.page_fields import SITE_NAME, split_page_title
from analysis.chinese.page_fields import TITLE as TITLE_FACT
from analysis.chinese.patterns import PLAN_GENRES, YEAR
from analysis.documents.cleaning import Line
from analysis.documents.metadata.page import Page, tidy
from analysis.documents.metadata.values import HIGH, LOW, MEDIUM, FieldValue, Titles
from analysis.documents.metadata.years import year_in
from analysis.notices import Source

INNER_TITLE = re.compile(
    r"关于(?:印发|转发|下发|发布|制定|公布|批转)[^《]{0,30}《(.{4,80})》(?:[（(][^）)]{1,14}[）)])?的?(?:通知|函|公告|通报|决定)?$"
)
# The shortest line that can be the first half of a title.
HALF_TITLE = 8
# A shorter line is a title only if it ends like one.
SHORTEST = 6
# The most lines that a title is broken over.
MOST_LINES = 5
# The most blanks and newlines between two lines of one title.
TITLE_GAP = 60
DRAFT = re.compile(r"[（(][^（(]*[）)]$")
# 工作要点, 实施意见 and 管理办法 are kinds of their own.
GENRE = re.compile(f"(?:工作|实施|指导|行动|管理)?(?:{PLAN_GENRES})")


def read_titles(page: Page) -> Titles:
    """The title of the plan, and all titles in the head of its document."""
    titles = _join_titles(page.lines) or [tidy(title) for title in page.facts.get(TITLE_FACT, ())]
    own = _choose_title(titles)
    if not own.value:
        page_title = _strip_site_name(page.embedded.get("title", ""))
        stem = tidy(page.file_stem)
        if page_title:
            own = FieldValue(page_title, Source.PAGE_TITLE, MEDIUM)
        elif line_roles.TITLE_END.search(stem) and len(stem) >= 6:
            own = FieldValue(stem, Source.FILE_NAME, LOW)
    return Titles(own, titles, _is_title_of_site(page))


def read_genre(title: FieldValue) -> FieldValue:
    """The kind of document that a title names last: 总结及工作思路 is 工作思路."""
    genres = GENRE.findall(DRAFT.sub("", title.value))
    return FieldValue(genres[-1], title.source, title.confidence) if genres else FieldValue()


def _is_title_of_site(page: Page) -> bool:
    last = ""
    for line in page.lines:
        if line.start < page.start and line.role in (LineRole.TITLE, LineRole.INTRO):
            last = line.role
    return last == LineRole.INTRO


def _join_titles(lines: tuple[Line, ...]) -> list[str]:
    """The titles in the head, in order; the lines of one title and its organ are joined."""
    titles: list[str] = []
    for run in _group_title_lines(lines):
        at = 0
        while at < len(run):
            texts = [tidy(line.text) for line in run[at : at + MOST_LINES]]
            size = _count_title_lines(texts)
            if size > 1 or run[at].role == LineRole.TITLE:
                titles.append("".join(texts[:size]))
            at += size
    return titles


def _group_title_lines(lines: tuple[Line, ...]) -> list[list[Line]]:
    """Lines of the head that come together and may make up a title."""
    runs: list[list[Line]] = [[]]
    end = 0
    for line in lines:
        fits = line.role in (LineRole.TITLE, LineRole.SIGNATURE)
        if runs[-1] and not (fits and line.start - end <= TITLE_GAP):
            runs.append([])
        if fits:
            runs[-1].append(line)
        end = line.start + len(line.text)
    return runs


def _count_title_lines(texts: list[str]) -> int:
    """How many of the lines make up the first title: 关于印发 | 《……》的 | 通知 are three."""
    for size in range(2, len(texts) + 1):
        if not _may_go_on("".join(texts[: size - 1]), texts[size - 1]):
            return 1
        joined = "".join(texts[:size])
        if line_roles.TITLE_END.search(joined) and joined.count("《") <= joined.count("》"):
            return size
    return 1


def _may_go_on(first: str, second: str) -> bool:
    """Whether two lines of a head may be one title: 中共…委员会 | 2022年工作要点, 政府工作报 | 告."""
    if first.count("《") > first.count("》"):
        return True
    if line_roles.TITLE_END.search(first):
        return False
    if line_roles.NAMED_ORGAN.match(first) and "关于" not in first:
        return bool(re.match(rf"关于|印发|{YEAR}", second))
    if year_in(first) and not year_in(second):
        return True
    if "关于" in first or not line_roles.TITLE_END.search(second):
        return True
    # 专项整治工作方案 alone names no matter of its own: the line above it does.
    whole = year_in(second) or "关于" in second or second.startswith("—")
    return not whole and len(first) >= HALF_TITLE and not SITE_NAME.search(first)


def _choose_title(titles: list[str]) -> FieldValue:
    """The last title that ends like one and names a year or a matter.

    If that is the title of a notice, the title inside it is taken.
    """
    likely = [title for title in titles if line_roles.TITLE_END.search(title)]
    sure = [t for t in likely if year_in(t) or "关于" in t or t.endswith("政府工作报告")]
    longest = max(titles, key=len, default="")
    title = (sure or likely or ([longest] if len(longest) >= SHORTEST else [""]))[-1]
    if not title:
        return FieldValue()
    confidence = HIGH if likely else MEDIUM
    inner = INNER_TITLE.search(title)
    if inner:
        return FieldValue(inner[1], Source.INNER_TITLE, confidence)
    return FieldValue(title.lstrip("—–-"), Source.TITLE, confidence)


def _strip_site_name(title: str) -> str:
    """A page's own title without the name of its site."""
    parts = [tidy(part) for part in split_page_title(title) if part]
    ending = [part for part in parts if line_roles.TITLE_END.search(part)]
    plain = [part for part in parts if len(part) >= 6 and not SITE_NAME.search(part)]
    return max(ending or plain, key=len, default="")
