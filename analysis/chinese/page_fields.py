"""The table of facts that a government's page prints above a document: 索引号：… 成文日期：….

One line may hold several facts, or a name only, with its value in the line below.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from analysis.chinese.characters import HANZI
from analysis.chinese.patterns import ARABIC_YEAR, BULLETS, DOCUMENT_NUMBER, NUMERIC_MONTH, TITLE_GENRES

ISSUER, PUBLISHER, NUMBER, TITLE, SOURCE = "issuer", "publisher", "number", "title", "source"
SIGNED, POSTED, OTHER = "signed", "posted", "other"

# What pages call each fact. There may be blanks between the hanzi.
LABELS = {
    ISSUER: "发文机关 发文机构 发文单位 发文部门 制发机关 制定机关 制发单位 印发单位 issuer",
    PUBLISHER: "发布机构 发布机关 发布单位 发布部门 发布主体 公开主体 公开部门 公开单位 publisher",
    NUMBER: "发文字号 发文文号 发文号 文件编号 文件文号 公文文号 文号 字号",
    TITLE: "信息名称 文件名称 文件标题 公文标题 公文名称 名称 标题 文章标题 题名 题目 title Title TITLE",
    SIGNED: "成文日期 成文时间 发文日期 发文时间 生成日期 签署日期 签发日期 印发日期 制发日期",
    POSTED: "发布时间 发布日期 发布于 发表时间 发表日期 发表于 更新时间 更新日期 公开日期 公开时间 "
    "上传时间 录入时间 时间 日期 date Date DATE time Time pubdate pub_date pub_time publish_date "
    "publish_time published",
    SOURCE: "信息来源 文章来源 稿件来源 内容来源 来源 稿源 source Source",
    OTHER: "索引号 索引号码 信息索引号 信息索引 统一编号 规范性文件编号 登记号 主题分类 信息分类 组配分类 体裁分类 "
    "公文种类 公文类型 公文目录 文件类型 文件类别 信息类别 服务对象 所属机构 所属主题 有效性 信息有效性 时效性 "
    "效力状态 文件状态 生效日期 生效时间 失效日期 失效时间 废止日期 废止时间 施行日期 实施日期 主题词 "
    "关键词 关键字 内容概述 内容摘要 信息公开类别 发布者 发布人 发布员 作者 撰稿 撰稿人 供稿 通讯员 "
    "编辑 责任编辑 责编 值班编辑 美编 排版 图文 供图 监制 初审 复审 终审 一审 二审 三审 审核 审核人 审稿 录入 录入者 摄影 点击 点击数 点击率 点击量 浏览 浏览量 浏览次数 浏览数 "
    "阅读 阅读量 阅读数 阅读次数 访问量 访问次数 字体 字体大小 文字大小 背景色 "
    # What a crawler adds.
    "栏目 所属栏目 栏目名称 原文链接 原文地址 原文网址 链接 链接地址 网址 网页地址 页面地址 本地目录 本地路径 本地文件 "
    "抓取时间 采集时间 爬取时间 下载时间 url URL Url link Link author Author category column",
}
# Names that only such a table uses: they need no colon.
_WITHOUT_COLON = (
    "索引号 信息索引号 发文机关 发文机构 发文单位 发布机构 公开主体 发文字号 文号 成文日期 发文日期 生成日期 "
    "发布日期 主题分类 信息分类 组配分类 体裁分类 公文种类 信息名称 有效性 时效性 生效日期 失效日期 废止日期"
)


# Pages widen short names with blanks to the width of the others: 索 引 号, 发 布 机 构.
_SPACED = frozenset(
    {
        "发布机构",
        "发文机关",
        "发文机构",
        "发文单位",
        "发布单位",
        "发文字号",
        "成文日期",
        "发文日期",
        "发布日期",
        "主题分类",
    }
)


def _allow_blanks(names: str) -> str:
    """An expression of names, the longest first, with blanks allowed where pages write them."""
    ordered = sorted(names.split(), key=len, reverse=True)
    return "|".join(
        r"[ \u3000]*".join(name) if len(name) <= 3 or name in _SPACED else name for name in ordered
    )


_KINDS = {name: kind for kind, names in LABELS.items() for name in names.split()}
_ANY = _allow_blanks(" ".join(LABELS.values()))
BULLET = rf"(?:[{BULLETS}]\s*)?[【\[（(]?\s*"
# How a line of such a table starts.
LINE_START = (
    rf"{BULLET}(?:(?:{_ANY})\s*[】\]]?\s*[:：丨｜]|(?:{_allow_blanks(_WITHOUT_COLON)})[ \u3000]*(?:\t|$))"
)
LABEL = re.compile(rf"(?<![{HANZI}A-Za-z_])({_ANY})\s*[】\]]?\s*(?:[:：丨｜]|(?=\t|$))\s*")
_NEXT = re.compile(rf"\t|\s{{2,}}|\s*[【\[]?(?:{_ANY})\s*[】\]]?\s*[:：丨｜]|\s+\S{{2,6}}\s*[:：]")
ONLY_LABEL = re.compile(rf"{BULLET}({_ANY})\s*[】\]]?\s*[:：]?\s*$")

DATE_SHAPE = re.compile(NUMERIC_MONTH)
NUMBER_SHAPE = re.compile(DOCUMENT_NUMBER)
ORGAN_SHAPE = re.compile(rf"[{HANZI}（）()、\s]{{2,60}}$")
CODE_SHAPE = re.compile(r"[\w\-/.()（） ]{4,60}$", re.A)
SHAPES = {
    ISSUER: ORGAN_SHAPE,
    PUBLISHER: ORGAN_SHAPE,
    SOURCE: ORGAN_SHAPE,
    NUMBER: NUMBER_SHAPE,
    SIGNED: DATE_SHAPE,
    POSTED: DATE_SHAPE,
    TITLE: re.compile(r".{4,120}$"),
}
# A fact of any other kind is a code, or a few words that are not a title.
# The genre alone, as a page gives it beside 公文种类, is not a title.
TITLE_WORDS = re.compile(rf"关于|(?<=\S\S)(?:{TITLE_GENRES})$|{ARABIC_YEAR}年")

# How the name of a site ends.
_SITE_ENDS = "网站?|政府|门户|公开|平台|频道|专栏|首页|系统|文库|局|委员会"
SITE_NAME = re.compile(f"(?:{_SITE_ENDS})$")
# What separates the title of a page from the names of column and site: 工作要点_某区人民政府. A title may
# have a hyphen too, so that one without blanks counts only before the name of a site.
_AFTER_TITLE = re.compile(
    rf"\s*[_|｜丨»>]+\s*|\s+[-–—]+\s+|\s*-{{2,}}\s*|\s*[-–—]+(?!\d)(?=[^-–—]*(?:{_SITE_ENDS}|委|学校?)\s*$)"
)


def split_page_title(title: str) -> list[str]:
    """Split the title of a page, as a browser shows it, into the document's title and the names of the site."""
    return _AFTER_TITLE.split(title)


def belongs_below(line: str, below: str) -> bool:
    """Whether `line` holds only a name, and `below` its value."""
    alone = ONLY_LABEL.match(line)
    if alone is None or LABEL.match(below):
        return False
    return _fits(_find_kind(alone[1]), below)


def _find_kind(label: str) -> str:
    return _KINDS["".join(label.split())]


def _fits(kind: str, value: str) -> bool:
    shape = SHAPES.get(kind)
    if shape is not None:
        return bool(shape.match(value))
    return bool(CODE_SHAPE.match(value)) or (len(value) <= 30 and not TITLE_WORDS.search(value))


def read_fields(lines: list[str]) -> dict[str, list[str]]:
    """The facts of a page by their kind, in the order of the page; empty facts are left out.

    Args:
        lines: the lines of the page's tables of facts.
    """
    fields: dict[str, list[str]] = {}
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        for label in LABEL.finditer(line):
            kind = _find_kind(label[1])
            value = _cut_value(line, label.end())
            if not value and not line[label.end() :].strip() and belongs_below(line, below):
                value = below
            if value and kind != OTHER and _fits(kind, value):
                fields.setdefault(kind, []).append(value)
    return fields


def _cut_value(line: str, start: int) -> str:
    """What comes after a name, up to the next name; empty if another name comes first."""
    if LABEL.match(line, start):
        return ""
    following = _NEXT.search(line, start)
    return line[start : following.start() if following else len(line)].strip(" \u3000【】[]|\"'")
