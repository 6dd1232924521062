"""What a column of a table of texts holds, as far as its name says it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# What a column may be for us. All others are variables of the user's own.
FIELDS = (
    "text",
    "title",
    "province",
    "city",
    "district",
    "place",
    "adcode",
    "year",
    "year_end",
    "issued",
    "issuer",
    "number",
    "url",
)


class Named(NamedTuple):
    """What a name says: the field, and how plainly (0 is the plainest)."""

    field: str
    rank: int


# The names of each field, the plainest first: of two columns the one with the plainer name is taken.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "正文 全文 原文 文本 内容 正文内容 全文内容 文本内容 正文文本 全文文本 政策文本 政策内容 政策全文 政策正文 政策原文"
        " 文件内容 文件正文 文件全文 文件文本 文件原文 文章内容 文章正文 文章全文 公文内容 公文正文 公文全文 详细内容 正文全文"
        " 报告内容 报告全文 报告正文 报告文本 计划内容 计划全文 计划文本 要点内容 要点全文 通知内容 通知正文 公告内容 网页内容"
        " 网页正文 页面内容 新闻内容 文档内容 文档正文 文档全文 text texts fulltext content contents body bodytext maintext"
        " maincontent articletext articlecontent articlebody policytext policycontent policyfulltext policybody"
        " documenttext documentcontent doctext doccontent documentbody textcontent contenttext fullcontent"
        " filecontent filetext plaintext rawtext originaltext newscontent pagecontent pagetext reporttext plantext",
        "正文html 内容html 原始文本 清洗文本 清洗后文本 处理后文本 contenthtml htmlcontent html bodyhtml cleantext"
        " cleanedtext cleancontent processedtext textclean article document fulltexthtml 文字 全文正文 详情 文章 txt",
    ),
    "title": (
        "标题 题目 题名 政策标题 政策名称 文件标题 文件名称 公文标题 公文名称 文章标题 信息标题 信息名称 通知标题 公告标题"
        " 报告标题 报告名称 计划名称 规划名称 文档标题 文档名称 网页标题 新闻标题 title titles policytitle policyname"
        " documenttitle documentname doctitle articletitle plantitle reporttitle headline",
        "名称 篇名 标题名称 正标题 主标题 文件题名 name titlename subject filetitle pagetitle newstitle",
    ),
    "province": (
        "省 省份 省级 省名 省份名称 省名称 省区 省域 所在省 所在省份 所属省 所属省份 省自治区直辖市 省级行政区 省直辖市"
        " 省区市 发文省份 province provinces provincename provname prov provincialname provinceregion",
    ),
    "city": (
        "市 城市 地市 地级市 市级 市名 市州 州市 地市州 城市名称 城市名 所在市 所在城市 所属市 所属城市 所属地市"
        " 地级行政区 地级市名称 市名称 city cities cityname prefecture prefecturecity prefecturelevelcity"
        " prefecturename municipality",
    ),
    "district": (
        "区县 县区 县 区 县市 县市区 区市县 区县市 市辖区 旗县 县级 区县名 区县名称 县名 县区名称 县名称 区名称 所在区"
        " 所在县 所在区县 所在县区 所属区县 所属县区 所属区 所属县 县级市 县级行政区 区县级 district districts"
        " districtname county counties countyname countydistrict districtcounty",
    ),
    "place": (
        "地区 地点 地方 地名 所在地 所属地 所在地区 所属地区 发布地区 发文地区 行政区 行政区划 行政区域 地区名称 地区名"
        " 区域 地域 所属区域 所在区域 省市 省市区 省市县 省市区县 省市县区 place places placename region regionname"
        " location locality area areaname jurisdiction",
        "辖区 属地 归属地 来源地 来源地区 发布地 发文地 geography geo",
    ),
    "adcode": (
        "行政区划代码 区划代码 区划码 行政区代码 行政代码 行政区划编码 行政区划码 区县代码 县区代码 县代码 区县编码 县级代码"
        " 地区代码 地区编码 adcode adcodes admincode areacode countycode districtcode regioncode gbcode divisioncode"
        " placecode",
    ),
    "year": (
        "年份 年度 年 计划年度 计划年份 政策年份 政策年度 规划期 计划期 规划年份 适用年度 适用年份 文件年份 year years"
        " planyear policyyear targetyear fiscalyear period planperiod",
        "起始年份 开始年份 起始年 开始年 startyear beginyear fromyear yearstart",
    ),
    "year_end": ("结束年份 终止年份 截止年份 结束年 终止年 截止年 endyear yearend toyear",),
    "issued": (
        "成文日期 成文时间 发文日期 发文时间 印发日期 印发时间 签发日期 签署日期 制发日期 落款日期 issued issuedate"
        " dateissued issuedon dateofissue issuingdate issuetime",
        "发布日期 发布时间 公布日期 公布时间 颁布日期 颁布时间 公开日期 公开时间 出台日期 出台时间 发表日期 发表时间"
        " releasetime releasedate releasedon publishdate publishtime publisheddate publishedat publishedon"
        " publicationdate publicationtime pubdate pubtime datepublished publicdate posted postdate posttime"
        " promulgationdate 发布年月",
        "日期 时间 年月日 date dates time datetime",
    ),
    "issuer": (
        "发文机关 发文机构 发文单位 发文部门 发文主体 制定机关 制定单位 制定部门 制定主体 制发机关 制发单位 印发机关"
        " 印发单位 印发部门 issuer issuers issuingbody issuingauthority issuingagency issuingdepartment"
        " issuingorganization issuedby",
        "发布机构 发布机关 发布单位 发布部门 发布主体 颁布单位 颁布机构 颁布机关 颁布部门 公布机关 公布单位 政策主体"
        " 出台单位 出台部门 publisher publishedby publishingagency publishingdepartment releasedby",
        "机构 机关 单位 部门 主体 机构名称 单位名称 部门名称 department departments agency agencies organization"
        " organisation institution authority organ dept org",
    ),
    "number": (
        "文号 发文字号 发文文号 发文号 文件编号 文件文号 文件字号 公文文号 公文字号 政策文号 字号 documentnumber docnumber"
        " documentno docno policynumber policyno filenumber issuenumber referencenumber",
        "编号 number no refno reference",
    ),
    "url": (
        "链接 网址 原文链接 原文网址 来源链接 来源网址 网页链接 网页地址 链接地址 页面链接 详情链接 政策链接 文件链接"
        " url urls link links href sourceurl sourcelink weburl pageurl pagelink weblink website webpage"
        " policyurl articleurl docurl documenturl originalurl hyperlink",
        "地址 来源 source address",
    ),
}
# Names that no list has, by what they end with in Chinese, or hold as a word in English.
ENDINGS = (
    (
        "text",
        re.compile(
            "(?:正文|全文|原文|文本)(?:内容)?$|(?:文件|政策|通知|公告|方案|计划|规划|报告|意见|文章|网页)内容$"
        ),
    ),
    ("number", re.compile("(?:文号|字号)$")),
    ("url", re.compile("(?:链接|网址|url)$")),
    ("title", re.compile("(?:标题|题目|题名)$|(?:文件|政策|通知|公告|方案|计划|规划|报告|意见|文章)名称?$")),
    (
        "issuer",
        re.compile("(?:发文|发布|制定|颁布|印发)[^日时年]{0,4}(?:机关|机构|单位|部门|主体)(?:名称)?$"),
    ),
    ("issued", re.compile("(?:发文|发布|成文|印发|颁布|公布)(?:的)?(?:日期|时间)$")),
    ("issued", re.compile("日期$")),
)
ENGLISH_ENDINGS = (
    ("text", re.compile("(?:^| )(?:full ?text|text|content|body)$")),
    ("title", re.compile("(?:^| )title$")),
    ("url", re.compile("(?:^| )(?:url|link)$")),
    ("province", re.compile("(?:^| )province(?: name)?$")),
    ("district", re.compile("(?:^| )(?:county|district)(?: name)?$")),
    ("city", re.compile("(?:^| )(?:city|prefecture)(?: name)?$")),
    ("issuer", re.compile("(?:^| )(?:issuer|agency|department)(?: name)?$")),
    (
        "issued",
        re.compile("(?:^| )(?:release|publish|published|publication|issue|issued|issuance) (?:date|time)$"),
    ),
    ("year", re.compile("(?:^| )(?:plan|policy|target) year$")),
    ("issued", re.compile("(?:^| )date$")),
)
ENDING_RANK = 5
# A name that says something else, whatever it ends with: 正文字数, 标题情感, crawl_time, content_type, and the
# dates of something other than the issue. 发布年份 is the year of the issue, not of the plan.
OTHER = re.compile(
    "摘要|概述|概要|简介|梗概|关键词|主题词|字数|长度|数量|个数|次数|情感|得分|评分|类型|类别|分类|标签|备注|说明|注释|定义"
    "|抓取|采集|爬取|爬虫|入库|下载|更新|修改|录入|实施|施行|生效|失效|废止|有效|附件|图片|译文|英文|上级|转发"
    "|发布年|发文年|印发年|成文年|颁布年"
)
OTHER_WORDS = re.compile(
    r"\b(?:abstract|summary|keywords?|length|len|count|counts|type|category|class|label|tag|tags|score|sentiment"
    r"|topic|note|notes|remark|remarks|description|crawl\w*|scrap\w*|fetch\w*|download\w*|update\w*|modif\w*"
    r"|effective|expir\w*|created|translated|translation|english|summ|attachment|image|img|id)\b"
)
# Names that programs give to columns without one: 列1, Column2, F3, Unnamed: 4, V5.
NO_NAME = re.compile(r"(?:列|字段|栏|col|column|field|var|unnamed:?|[a-z_])?\s*_?\d*", re.I)
BRACKETED = re.compile(r"[（(【\[〔「<《].*?[)）】\]〕」>》]")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# A name is short; a longer cell is a sentence or a text.
LONGEST_NAME = 40


@lru_cache(4096)
def read_name(name: str) -> Named | None:
    """What the name of a column says it holds; None for a name that says something else, or nothing.

    Blanks, case, brackets with units or hints, low lines and the numbers that programs add have no effect:
    “正 文”, 正文（必填）, Full_Text, fullText.
    """
    if len(name) > LONGEST_NAME:
        return None
    words = split_words(name)
    key = words.replace(" ", "")
    if not key or says_other(name):
        return None
    exact = _list_exact_names().get(key)
    if exact:
        return exact
    endings, subject = (ENGLISH_ENDINGS, words) if key.isascii() else (ENDINGS, key)
    return next((Named(field, ENDING_RANK) for field, end in endings if end.search(subject)), None)


def says_other(name: str) -> bool:
    """Whether a name says that the column holds nothing of ours: an abstract, a count, a day of download."""
    words = split_words(name)
    return bool(OTHER.search(words) or OTHER_WORDS.search(words))


def is_no_name(name: str) -> bool:
    """Whether a name says nothing: it is empty, or one that programs give."""
    return NO_NAME.fullmatch(name.strip()) is not None


def split_words(name: str) -> str:
    """A name in one spelling: lower case, words separated by one blank, hanzi without blanks."""
    name = BRACKETED.sub("", CAMEL.sub(" ", unicodedata.normalize("NFKC", name)))
    name = re.sub(r"[\s_\-.:*/\\|、，,·#\"'“”]+", " ", name).strip().casefold()
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", name)


@lru_cache(1)
def _list_exact_names() -> dict[str, Named]:
    return {
        name: Named(field, rank)
        for field, ranks in NAMES.items()
        for rank, names in enumerate(ranks)
        for name in names.split()
    }
