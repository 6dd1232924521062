"""The plan's own title, and the kind of document that it names."""

from __future__ import annotations

import re

from analysis.chinese import line_roles
from analysis.chinese.line_roles import LineRole
from analysis.chinese.page_fields import SITE_NAME, split_page_title
from analysis.chinese.page_fields import TITLE as TITLE_FACT
from analysis.chinese.patterns import PLAN_GENRES, QUOTES, YEAR
from analysis.documents.cleaning import Line
from analysis.documents.metadata.page import Page, tidy
from analysis.documents.metadata.title_years import year_in
from analysis.documents.metadata.values import HIGH, LOW, MEDIUM, FieldValue, Titles
from analysis.notices import Source

INNER_TITLE = re.compile(
    rf"(?:关于|^|{line_roles.ORGAN})(?:印发|转发|下发|发布|制定|公布|批转)[^《]{{0,30}}"
    r"《(.{4,80})》(?:[（(][^）)]{1,14}[）)])?的?(?:通知|函|公告|通报|决定)?$"
)
# The shortest line that can be the first half of a title.
HALF_TITLE = 8
# A shorter line is a title only if it ends like one.
SHORTEST = 6
# The most lines that a title is broken over.
MOST_LINES = 5
# The most blanks and newlines between two lines of one title.
TITLE_GAP = 60
# What comes between the organ and the matter of a title.
MATTER = ("关于", "印发", "转发", "批转", "对", "任免")
OPEN_MATTER = re.compile(f"{line_roles.ORGAN}(?:{'|'.join(MATTER)})")
YEAR_FIRST = re.compile(YEAR)
# Lines that end a title which may already have ended: （2022—2024年）, （试行）的通知.
END = re.compile(
    rf"[（(][^（()）]*(?:{YEAR}(?!年?\d{{1,2}}月)|试行|草案|稿)[^（()）]*[）)](?:的?(?:通知|函|意见|决定|批复|通报|公告))?$"
    "|的?(?:通知|函|通报|批复|公告)$"
)
# A title with 关于 may end only here, though one of its lines ends in 措施 or 任务.
NOTICE_END = re.compile("(?:通知|通报|函|批复|决定|公告|意见)$")
LAST_LINE = re.compile("的(?:通知|通报|函|批复|决定|公告)$|^(?:通知|通报|函|批复|决定|公告)$")
LINK = ("和", "及", "与", "暨")
# Roles that a line of a title may show by its words alone: ……第一次会议 | 建议办理工作的通知.
MISTAKEN_ROLES = (LineRole.SUBTITLE, LineRole.HEADER, LineRole.INTRO, LineRole.TRANSMITTAL, LineRole.NUMBER)
# What the headline of a post says of the plan: 要点来了！, 重磅！.
HEADLINE = re.compile(
    r"^[^，。！!：:|｜]{2,6}[！!|｜]|(?:正式|最新|全文)?(?:来了|来啦|出炉|发布|公布)?[！!~～]+$"
)
DRAFT = re.compile(r"[（(][^（(]*[）)]$")
# 工作要点, 实施意见 and 管理办法 are kinds of their own.
GENRE = re.compile(f"(?:工作|实施|指导|行动|管理)?(?:{PLAN_GENRES})")


def read_titles(page: Page) -> Titles:
    """The title of the plan, and all titles in the head of its document."""
    facts = [tidy(title) for title in page.facts.get(TITLE_FACT, ())]
    page_title = _strip_headline(_strip_site_name(page.embedded.get("title", "")))
    titles = _join_titles(page.lines, [*facts, page_title])
    own = _complete_title(_choose_title(titles), facts)
    # A line that does not end like a title may be anything: 点击上方蓝字关注我们.
    if page_title and (not own.value or (own.confidence != HIGH and line_roles.TITLE_END.search(page_title))):
        own = FieldValue(page_title, Source.PAGE_TITLE, MEDIUM)
    elif not own.value:
        stem = tidy(page.file_stem)
        if line_roles.TITLE_END.search(stem) and len(stem) >= SHORTEST:
            own = FieldValue(stem, Source.FILE_NAME, LOW)
    return Titles(own, titles or facts, _is_title_of_site(page))


def open_notice(title: FieldValue) -> FieldValue:
    """The title inside that of a notice, 关于印发《…》的通知; the title itself if it is none."""
    inner = INNER_TITLE.search(title.value)
    return title._replace(value=inner[1]) if inner else title


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


def _join_titles(lines: tuple[Line, ...], witnesses: list[str]) -> list[str]:
    """The titles in the head, in order; the lines of one title and its organ are joined.

    Args:
        lines: the furniture.
        witnesses: titles that the page gives elsewhere. Lines that are one title there are one title.
    """
    whole = [_squeeze(witness) for witness in witnesses]
    titles: list[str] = []
    for run in _group_title_lines(lines, whole):
        at = 0
        while at < len(run):
            texts = [tidy(line.text) for line in run[at : at + MOST_LINES]]
            size = max(_count_witnessed_lines(texts, whole), _count_title_lines(texts))
            if size > 1 or run[at].role == LineRole.TITLE:
                titles.append("".join(texts[:size]))
            at += size
    return titles


def _squeeze(text: str) -> str:
    """A title without the marks and blanks in which two places may differ."""
    return re.sub(rf"[\s{QUOTES}]", "", text)


def _group_title_lines(lines: tuple[Line, ...], witnesses: list[str]) -> list[list[Line]]:
    """Lines of the head that come together and may make up a title."""
    runs: list[list[Line]] = [[]]
    end = 0
    for line in lines:
        fits = line.role in (LineRole.TITLE, LineRole.SIGNATURE) or (
            line.role in MISTAKEN_ROLES and (END.match(line.text) or _is_part(line.text, witnesses))
        )
        if runs[-1] and not (fits and line.start - end <= TITLE_GAP):
            runs.append([])
        if fits:
            runs[-1].append(line)
        end = line.start + len(line.text)
    return runs


def _is_part(text: str, witnesses: list[str]) -> bool:
    """Whether a line is a part of a title that the page gives elsewhere."""
    squeezed = _squeeze(tidy(text))
    return len(squeezed) >= SHORTEST and any(squeezed in witness for witness in witnesses)


def _count_witnessed_lines(texts: list[str], witnesses: list[str]) -> int:
    """How many of the lines stand together in a title that the page gives elsewhere; 1 for none."""
    for size in range(len(texts), 1, -1):
        joined = _squeeze("".join(texts[:size]))
        if any(joined in witness for witness in witnesses):
            return size
    return 1


def _count_title_lines(texts: list[str]) -> int:
    """How many of the lines make up the first title: 关于印发 | 《……》的 | 通知 are three."""
    organs = next((i for i, text in enumerate(texts) if not line_roles.NAMED_ORGAN.match(text)), 0)
    if organs > 1 and texts[organs].startswith(MATTER):
        # Two organs sign together: 中共某县委员会 | 某县人民政府 | 关于……的意见.
        return organs - 1 + _count_title_lines(["".join(texts[:organs]), *texts[organs:]])
    size = _count_lines_to_end(texts)
    if size == 1 and not line_roles.TITLE_END.search(texts[0]):
        return 1
    size = _extend_to_notice(texts, size)
    while size < len(texts) and END.match(texts[size]):
        size += 1
    return size


def _extend_to_notice(texts: list[str], size: int) -> int:
    """How many lines a title has that seems to end early: 关于印发重点任务 | 分解方案的通知."""
    first = "".join(texts[:size])
    if "关于" not in first or NOTICE_END.search(first):
        return size
    for end in range(size, min(size + 3, len(texts))):
        text = texts[end]
        if "关于" in text or "《" in text or (year_in(text) and not text.startswith(LINK)):
            return size
        if LAST_LINE.search(text):
            return end + 1
    return size


def _count_lines_to_end(texts: list[str]) -> int:
    """How many of the lines it takes until a title may end."""
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
    if OPEN_MATTER.search(first):
        return True
    if line_roles.NAMED_ORGAN.match(first) and "关于" not in first:
        return second.startswith(MATTER) or bool(YEAR_FIRST.match(second))
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
    likely = [t for t in titles if line_roles.TITLE_END.search(t) or INNER_TITLE.search(t)]
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


def _complete_title(own: FieldValue, facts: list[str]) -> FieldValue:
    """The title from the page's table of facts where the lines lost a part of it or have none."""
    for fact in facts:
        if not line_roles.TITLE_END.search(fact) and own.value:
            continue
        lost_start = len(own.value) >= SHORTEST and fact.endswith(own.value)
        no_end = own.confidence != HIGH
        if fact != own.value and (lost_start or no_end):
            sure = HIGH if line_roles.TITLE_END.search(fact) else MEDIUM
            return FieldValue(fact, Source.PAGE_INFORMATION, sure)
    return own


def _strip_headline(title: str) -> str:
    """The title of a post without its call for attention, if a plan's title is left."""
    plain = HEADLINE.sub("", title)
    return plain if line_roles.TITLE_END.search(plain) else title


def _strip_site_name(title: str) -> str:
    """A page's own title without the name of its site."""
    parts = [tidy(part) for part in split_page_title(title) if part]
    ending = [part for part in parts if line_roles.TITLE_END.search(part)]
    plain = [part for part in parts if len(part) >= 6 and not SITE_NAME.search(part)]
    return max(ending or plain, key=len, default="")
