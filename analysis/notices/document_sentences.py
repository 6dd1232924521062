"""Sentences on what was read of a document: its values, headings, script and near duplicates."""

from __future__ import annotations

from analysis.notices.kinds import Kind
from analysis.notices.sentence import Sentence

DOCUMENT_SENTENCES = {
    Kind.TEXT_GIVES_OTHER_YEAR: Sentence(
        "标题写的是{year}年，正文说的是{other}年。",
        "the title says {year}, but the text speaks of {other}.",
    ),
    Kind.SITE_TITLE_GIVES_OTHER_YEAR: Sentence(
        "网页标题写的是{other}年，正文说的是{year}年。",
        "the page's title says {other}, but the text speaks of {year}.",
    ),
    Kind.TITLE_GIVES_OTHER_YEAR: Sentence(
        "正文写的是{year}年，页面上另一个标题写的是{other}年。",
        "the text says {year}, but another title on the page says {other}.",
    ),
    Kind.DATE_GIVES_OTHER_YEAR: Sentence(
        "标题写的是{year}年，成文日期是{issued}。",
        "the title says {year}, but it is dated {issued}.",
    ),
    Kind.FILE_NAME_GIVES_OTHER_YEAR: Sentence(
        "文件名写的是{other}年，{source}写的是{year}年。",
        "the file's name says {other}, but its {source} says {year}.",
    ),
    Kind.PAGE_GIVES_OTHER_DATE: Sentence(
        "{source}写的是{issued}，网页写的是{other}。",
        "the {source} says {issued}, but the page says {other}.",
    ),
    Kind.PAGE_GIVES_OTHER_NUMBER: Sentence(
        "文件写的是{number}，网页写的是{other}。",
        "the document says {number}, but the page says {other}.",
    ),
    Kind.OTHER_PLACE: Sentence(
        "{source}写的是{name}，{other_source}写的是{other}。",
        "the {source} says {name}, but the {other_source} says {other}.",
    ),
    Kind.SEVERAL_PLACES: Sentence(
        "{places}都有{name}，文中没有内容能确定是哪一个。",
        "{name} lies in {places}; nothing in the text settles which.",
    ),
    Kind.DISTRICT_NOT_NAMED: Sentence(
        "只写了{name}，但正文说的是其中一个区县；请在manifest.csv中写明是哪一个。",
        "only {name} is named, but the text speaks of a district in it; write which in manifest.csv.",
    ),
    Kind.MASKED_PLACE: Sentence("文中的地名被隐去（“{text}”）。", "names are masked in the text (“{text}”)."),
    Kind.NO_PLACE: Sentence("没有任何地方写明地点。", "no place is named anywhere."),
    Kind.PLACE_NOT_IN_GAZETTEER: Sentence(
        "manifest.csv中的{names}不在地名表里；请写全称，如“西湖区”。",
        "the manifest's {names} is not in the gazetteer; write names in full, as 西湖区.",
    ),
    Kind.NO_TITLE: Sentence(
        "没有找到标题，因此也不知道文种。",
        "no title was found; the kind of document is not known either.",
    ),
    Kind.WEAK_SOURCE: Sentence(
        "{value}只见于不太可靠的位置（{source}）。",
        "{value} was read from a weak place only ({source}).",
    ),
    Kind.MAY_HOLD_SEVERAL: Sentence(
        "文件里可能不止一份计划：{titles:quoted}也像标题，其下编号重新开始。如果是，请分成几个文件。",
        "the file may hold several plans: {titles:quoted} looks like a title too, and the numbering starts "
        "again below it. If so, save each plan as a file.",
    ),
    Kind.MARK_TWICE: Sentence("{mark}出现了两次。", "{mark} appears twice."),
    Kind.MARK_OUT_OF_ORDER: Sentence("{mark}排在{before}之后。", "{mark} comes after {before}."),
    Kind.FIRST_MARK_MISSING: Sentence("{mark}之前缺少{missing}。", "{missing} is missing before {mark}."),
    Kind.MARK_MISSING: Sentence(
        "{before}与{mark}之间缺少{missing}。", "{missing} is missing between {before} and {mark}."
    ),
    Kind.MARKS_MISSING: Sentence(
        "{before}与{mark}之间缺少{missing}。", "{missing} are missing between {before} and {mark}."
    ),
    Kind.MANY_MARKS_MISSING: Sentence(
        "{before}与{mark}之间缺少{first}至{last}。",
        "{first} to {last} are missing between {before} and {mark}.",
    ),
    Kind.MORE_MARKS: Sentence("另有{n}处同类问题。", "{n} more such faults."),
    Kind.TRADITIONAL_SCRIPT: Sentence(
        "原文是繁体字，分析时用的是简体字。",
        "the text is in traditional characters; it is analysed in simplified ones.",
    ),
    Kind.NEAR_DUPLICATE: Sentence(
        "与{path}几乎重复（相同文字占{share:.0%}）。",
        "near duplicate of {path} ({share:.0%} of the wording in common).",
    ),
    Kind.NEAR_DUPLICATES: Sentence(
        "与{path}几乎重复（相同文字占{share:.0%}），另有{more}份也几乎重复。",
        "near duplicate of {path} ({share:.0%} of the wording in common) and of {more} more.",
    ),
}
