"""Sentences on documents that are no plan, or may be none: which kind, and by what evidence."""

from __future__ import annotations

from analysis.notices.kinds import Kind
from analysis.notices.sentence import Sentence

OVERRULE = Sentence(
    "如果确实是计划，请在manifest.csv中写kind=plan。",
    "If it is a plan after all, write kind=plan for it in manifest.csv.",
)


def _set_aside(zh: str, en: str) -> Sentence:
    """A sentence on a document that is set aside: what it is, the evidence, how to overrule."""
    return Sentence(f"{zh}：{{evidence}}。{OVERRULE.zh}", f"{en}: {{evidence}}. {OVERRULE.en}")


KIND_SENTENCES = {
    Kind.IS_EXPLANATION: _set_aside("这是对计划的解读，不是计划", "An explanation of a plan, not the plan"),
    Kind.IS_NEWS_REPORT: _set_aside(
        "这是新闻或会议报道，不是计划", "News or the report of a meeting, not a plan"
    ),
    Kind.IS_CALL_FOR_OPINIONS: _set_aside(
        "这是征求意见的公告，里面没有计划本身", "A call for opinions without the plan itself"
    ),
    Kind.IS_REPLY: _set_aside(
        "这是对建议、提案或来信的答复，不是计划", "A reply to a deputy or a letter, not a plan"
    ),
    Kind.IS_LIST_PAGE: _set_aside(
        "这是网站的列表页，请打开其中的链接，保存计划本身的网页",
        "A list of links; open them and save the plans' own pages",
    ),
    Kind.IS_MODEL_TEXTS: _set_aside(
        "这是文库网站的范文，不属于任何地方", "Model texts of a document-sharing site, of no place"
    ),
    Kind.IS_NOTICE_WITHOUT_ANNEX: _set_aside(
        "这是印发计划的通知，计划在附件里，请下载附件",
        "A notice whose plan is in an annex; download the annex",
    ),
    Kind.DRAFT: Sentence(
        "这是征求意见的草稿，定稿可能不同：{evidence}。",
        "This is a draft for comment; the final plan may differ: {evidence}.",
    ),
    Kind.MAY_BE_NO_PLAN: Sentence(
        "可能不是计划：{evidence}；没有把握，所以保留。如果不是计划，请移出文件夹。",
        "This may be no plan: {evidence}; it is kept because that is not certain. Take it out of the folder if it "
        "is none.",
    ),
}
# What speaks for a kind: parts of the sentences above.
EVIDENCE = {
    Kind.TITLE_SAYS: Sentence("标题含{words:quoted}", "the title has {words:quoted}"),
    Kind.TEXT_SAYS: Sentence("文中有{words:quoted}", "the text has {words:quoted}"),
    Kind.TEXT_ASKS: Sentence("正文有{n}处问答", "the text has {n} questions with answers"),
    Kind.TEXT_HAS_PARTS: Sentence("正文有{n}篇文章", "it holds {n} numbered texts"),
    Kind.TEXT_NAMES_NO_PLACE: Sentence("文中没有地名", "it names no place"),
    Kind.TEXT_LISTS_LINKS: Sentence("有{n}行带日期的标题", "it has {n} titles with dates"),
    Kind.NO_PROSE: Sentence("没有成段的正文", "it has no prose"),
    Kind.NOTHING_ELSE: Sentence("此外几乎没有正文", "there is hardly anything else"),
    Kind.BOTH: Sentence("{first}；{second}", "{first}; {second}"),
}
