"""A draft as the rules for kinds see it: its titles, its paragraphs and the tasks that it numbers."""

from __future__ import annotations

import re
from functools import cached_property

from analysis.chinese.line_roles import TITLE_END, LineRole
from analysis.chinese.patterns import MARKED_LINE, YEAR
from analysis.chinese.simplify import simplify
from analysis.documents.draft import Draft
from analysis.documents.metadata.page import tidy
from analysis.documents.structure.marks import read_mark

# What a paper is shows in its opening; the rest of a long plan need not be searched.
OPENING_LENGTH = 3000
# A plan is announced within the first characters.
INTRODUCTION_LENGTH = 600
# A longer first paragraph is no title.
LONGEST_TITLE = 70
# With more titles in the head, those of other pages stand around the document.
MOST_TITLES = 3
# The fewest numbered tasks that make a plan, and the share of the text that they then fill.
FEWEST_TASKS, SHARE_OF_TASKS = 3, 0.4
# A line that ends like this is a sentence, not a title.
SENTENCE_END = re.compile("[。；;，,：:]$")
# A plan's title names a year or a matter, and none of what the titles of other papers tell.
DATED_OR_ABOUT = re.compile(f"{YEAR}|关于")
OTHER_TITLE = re.compile(
    "解读|读懂|看懂|图解|图说|问答|记者|发布会|说明$|征求|征集|答复|复函|公告|召开|举行|主持|部署|调研|^(?!.*关于).{2,20}(?:印发|出台|发布|推出)"
)
# What comes before a plan that is printed in full.
IN_FULL = re.compile("全文(?:公布|刊发|发布|刊登)?如下")
# What a part of an explanation, a call for opinions or a reply is about: it is no task.
NO_TASK = re.compile(
    "(?:起草|出台|制定|制订|修订|编制|政策|文件|决策|发布)的?(?:主要)?(?:背景|依据|目的|意义|过程|必要性)|背景(?:依据|意义|情况)?$"
    "|(?:主要|核心|政策|重点|具体)(?:内容|亮点|特点|变化|创新)|亮点|特点$|关键词|名词解释|术语"
    "|解读(?:机关|单位|部门|人)|新旧|惠民|政策咨询|咨询(?:方式|电话|渠道)|有效期"
    "|(?:征求|征集|公示|公开|反馈|提交|提出|意见)[^。]{0,8}(?:时间|期限|日期|方式|途径|渠道|内容|要求|范围|对象|名称|平台)|意见反馈"
    "|(?:有关|注意)事项$|联\\s*系\\s*(?:人|方式|电话|地址)|(?:通[信讯]|邮寄|单位|办公)?地址|(?:电子)?邮[箱件寄]|信函|传真|来信|网上|网址|网站|网络|登录|现场提交|意见箱|电话|(?:方案|文件|公示)名称"
    "|[？?]"
)
# Sentences about what a meeting or a person said.
REPORTED = re.compile(
    "会议(?:强调|指出|要求|认为|号召)|(?<!总)书记(?:强调|指出)|[县区市局]长(?:强调|指出|要求)"
)


class Paper:
    """A draft with what the rules need of it, each taken when first asked for.

    Attributes:
        draft: the draft, cleaned.
        text: its clean text.
        opening: the start of its clean text.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.text = draft.cleaned.text
        self.opening = self.text[:OPENING_LENGTH]

    @cached_property
    def titles(self) -> list[str]:
        """What may be the document's title: stated, of its file, in its head, in its first paragraph."""
        draft = self.draft
        metadata = getattr(draft, "metadata", None)
        titles = [
            draft.stated_title,
            simplify(draft.extracted.embedded.get("title", "")),
            metadata.title if metadata else "",
        ]
        head = self.lines_of(LineRole.TITLE)
        titles += head if len(head) <= MOST_TITLES else []
        first = self.text.partition("\n")[0]
        if len(first) <= LONGEST_TITLE and not SENTENCE_END.search(first) and not MARKED_LINE.match(first):
            titles.append(first)
        titles = [tidy(title) for title in titles if title]
        if not titles:
            titles = [tidy(simplify(draft.stem))]
        return list(dict.fromkeys(titles))

    def lines_of(self, *roles: LineRole) -> list[str]:
        """The lines of furniture that have one of some roles."""
        return [line.text for line in self.draft.cleaned.furniture if line.role in roles]

    @cached_property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the clean text."""
        return self.text.split("\n")

    @cached_property
    def n_tasks(self) -> int:
        """How many numbered tasks the text has; 0 where they are no good part of it."""
        n_tasks = n_chars = 0
        # The rank of the part that is no task, and whether the last mark was one of a task.
        outside, in_task = None, False
        for paragraph in self.paragraphs:
            mark = read_mark(paragraph)
            if mark is not None:
                rank, marker = mark
                heading = re.split("[。：:]", paragraph[len(marker) : len(marker) + 40])[0]
                if outside is not None and rank <= outside:
                    outside = None
                if outside is None and NO_TASK.search(heading):
                    outside = rank
                in_task = outside is None and not REPORTED.search(paragraph)
                n_tasks += in_task
            if in_task:
                n_chars += len(paragraph)
        return n_tasks if n_chars >= SHARE_OF_TASKS * len(self.text) else 0

    @property
    def has_tasks(self) -> bool:
        """Whether numbered tasks make up a good part of the text."""
        return self.n_tasks >= FEWEST_TASKS

    @cached_property
    def has_plan_title(self) -> bool:
        """Whether a plan's own title stands in a line of the document by itself, or its text is announced."""
        if IN_FULL.search(self.opening, 0, INTRODUCTION_LENGTH):
            return True
        lines = self.lines_of(LineRole.TITLE) + [p for p in self.paragraphs if len(p) <= LONGEST_TITLE]
        return any(is_plan_title(tidy(line)) for line in lines)


def is_plan_title(line: str) -> bool:
    """Whether a line is the title of a plan or of the notice that carries it, and of nothing else."""
    if MARKED_LINE.match(line) or not DATED_OR_ABOUT.search(line) or SENTENCE_END.search(line):
        return False
    return bool(TITLE_END.search(line)) and not OTHER_TITLE.search(line)
