"""Notices: what a person should know about a file or a value, kept as data.

A `Notice` says which field it concerns, what happened, and with which values. Its sentence is made
where it is shown, in the language of the settings; no code reads a sentence back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias


class Field(StrEnum):
    """What a notice concerns."""

    PLACE = "place"
    YEAR = "year"
    ISSUED = "issued"
    ISSUER = "issuer"
    NUMBER = "number"
    TITLE = "title"
    GENRE = "genre"
    HEADINGS = "headings"
    SCRIPT = "script"
    NEAR_DUPLICATE = "near duplicate"
    TEXT = "text"
    FILE = "file"


class Source(StrEnum):
    """Where a value was read."""

    MANIFEST = "manifest"
    RED_HEADER = "red header"
    TITLE = "title"
    INNER_TITLE = "title inside the notice"
    NOTICE_TITLE = "notice title"
    PAGE_TITLE = "page title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    OPENING = "opening"
    TEXT = "text"
    BODY = "body"
    SIGNATURE = "signature"
    DATE_LINE = "date line"
    IMPRINT = "imprint"
    NUMBER_LINE = "number line"
    ISSUER = "issuer"
    NUMBER = "number"
    DATE_OF_ISSUE = "date of issue"
    PAGE_INFORMATION = "page information"
    PAGE_DATE = "page date"
    PAGE = "page"
    FOOTER = "footer"
    FILE_NAME = "file name"


class Confidence(StrEnum):
    """How sure a value is; HIGH comes first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class FileType(StrEnum):
    """What a file is, by the suffix of its name, that cannot hold a plan."""

    TABLE = "a spreadsheet or table"
    SLIDES = "a slide show"
    ARCHIVE = "an archive"
    PROGRAM = "a program"
    CODE = "program code or data"
    MEDIA = "sound or video"
    FONT = "a font"
    LINK = "a link or a message"


class Kind(StrEnum):
    """What happened; a comment names the values of each."""

    # year, other: the year that was taken, and the one that the page gives elsewhere.
    TEXT_GIVES_OTHER_YEAR = "text gives other year"
    SITE_TITLE_GIVES_OTHER_YEAR = "site title gives other year"
    TITLE_GIVES_OTHER_YEAR = "title gives other year"
    DATE_GIVES_OTHER_YEAR = "date gives other year"  # and issued
    FILE_NAME_GIVES_OTHER_YEAR = "file name gives other year"  # and source
    NO_YEAR = "no year"
    # The value that was taken, and `other`, which the page gives.
    PAGE_GIVES_OTHER_DATE = "page gives other date"  # source, issued
    PAGE_GIVES_OTHER_NUMBER = "page gives other number"  # number
    OTHER_PLACE = "other place"  # source, name, other_source, other
    SEVERAL_PLACES = "several places"  # name, places
    DISTRICT_NOT_NAMED = "district not named"  # name
    MASKED_PLACE = "masked place"  # text
    NO_PLACE = "no place"
    PLACE_NOT_IN_GAZETTEER = "place not in gazetteer"  # names
    NO_TITLE = "no title"
    WEAK_SOURCE = "weak source"  # value, source
    # mark, before: a numbered mark, and the one that stands before it.
    MARK_TWICE = "mark twice"
    MARK_OUT_OF_ORDER = "mark out of order"
    FIRST_MARK_MISSING = "first mark missing"  # missing: marks
    MARK_MISSING = "mark missing"
    MARKS_MISSING = "marks missing"
    MANY_MARKS_MISSING = "many marks missing"  # first, last
    MORE_MARKS = "more marks"  # n
    TRADITIONAL_SCRIPT = "traditional script"
    # path: the nearest; share of the text in common; more: how many others are near.
    NEAR_DUPLICATE = "near duplicate"
    NEAR_DUPLICATES = "near duplicates"
    # How the text was read. n: how many; pages, counted from 1.
    CUT_CHARACTER = "cut character"
    CONTROL_CHARACTER = "control character"
    CONTROL_CHARACTERS = "control characters"
    UTF_8_AS_GBK = "UTF-8 read as GBK"
    UTF_8_AS_WESTERN = "UTF-8 read as Western text"
    GB_AS_WESTERN = "GB 18030 read as Western text"
    GARBLED = "garbled"
    NOTES_LEFT_OUT = "notes left out"
    INSERTED_DOCUMENT = "inserted document"
    DIAGRAM = "diagram"
    END_MISSING = "end missing"
    PAGES_AT_END_MISSING = "pages at end missing"
    PAGES_MISSING = "pages missing"
    RECOGNISED = "recognised"  # confidence, a share
    PAGES_RECOGNISED = "pages recognised"  # and pages
    PICTURES_NOT_READ = "pictures not read"  # pages, why: another notice
    PICTURE_FAILED = "picture failed"  # page, detail: the sentence of a ReadingError
    OCR_OFF = "OCR off"
    OCR_NOT_INSTALLED = "OCR not installed"
    PICTURES_TOO_LARGE = "pictures too large"
    INVISIBLE_TEXT = "invisible text"
    WATERMARK = "watermark"  # texts
    WATERMARK_OR_SIDE_NOTE = "watermark or side note"
    UNKNOWN_CHARACTERS = "unknown characters"  # n, sign
    # What became of a file.
    HIDDEN_FILE = "hidden file"
    SYSTEM_FILE = "system file"
    LOCK_FILE = "lock file"
    UNFINISHED_FILE = "unfinished file"
    FOLDER_FILE = "file about the folder"
    TABLE_NOT_AT_TOP = "table not at the top"  # name
    FOREIGN_FILE = "foreign file"  # file_type
    NAME_TOO_LONG = "name too long"  # n: bytes; most
    NAME_NOT_UTF_8 = "name not UTF-8"
    NAME_IN_GB_18030 = "name in GB 18030"  # name
    PART_OF_SAVED_PAGE = "part of a saved page"  # page
    LINK_OUT_OF_FOLDER = "link out of the folder"
    LINK_TO_NOTHING = "link to nothing"
    LINK_TO_FOLDER = "link to a folder"
    LINK_TO_FILE = "link to a file"  # path
    SAME_BYTES = "same bytes"  # path
    NAME_TAKEN = "name taken"  # name


Value: TypeAlias = "str | int | float | tuple[str, ...] | tuple[int, ...] | Notice"


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person should know, as data.

    Attributes:
        field: what it concerns.
        kind: what happened.
        values: (name, value) pairs in the order of their names; `notice["year"]` gives one.
    """

    field: Field
    kind: Kind
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, field: Field, kind: Kind, **values: Value) -> Notice:
        """A notice with its values by name."""
        return cls(field, kind, tuple(sorted(values.items())))

    def __getitem__(self, name: str) -> Value:
        """The value of a name.

        Raises:
            KeyError: the notice has no such value.
        """
        return dict(self.values)[name]

    def get(self, name: str) -> Value | None:
        """The value of a name; None where the notice has no such value."""
        return dict(self.values).get(name)


class Sentence(NamedTuple):
    """A sentence in both languages, with the names of the values it takes.

    Beside those of Python there are two formats: `{pages:pages}` gives Pages 1, 4–6, and
    `{texts:quoted}` gives each text in quotation marks.
    """

    zh: str
    en: str

    def of(self, language: str) -> str:
        """The sentence in one language, "zh" or "en"."""
        return self.zh if language == "zh" else self.en


SENTENCES = {
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
    Kind.NO_YEAR: Sentence("没有任何地方写明年份。", "no year is stated anywhere."),
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
        "the manifest's {names} is in no gazetteer; write names in full, as 西湖区.",
    ),
    Kind.NO_TITLE: Sentence(
        "没有找到标题，因此也不知道文种。",
        "no title was found; the kind of document is not known either.",
    ),
    Kind.WEAK_SOURCE: Sentence(
        "{value}只见于不太可靠的位置（{source}）。",
        "{value} was read from a weak place only ({source}).",
    ),
    Kind.MARK_TWICE: Sentence("{mark}出现了两次。", "{mark} stands twice."),
    Kind.MARK_OUT_OF_ORDER: Sentence("{mark}排在{before}之后。", "{mark} comes behind {before}."),
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
    Kind.CUT_CHARACTER: Sentence(
        "文件在一个字符中间中断，结尾缺失；已读到中断处。请重新下载。",
        "The file ends in the middle of a character, so its end is missing; it was read up to there. "
        "Download it again.",
    ),
    Kind.CONTROL_CHARACTER: Sentence(
        "去掉了一个控制字符；请看看是否缺了字。",
        "A control character was left out; look whether a word is missing.",
    ),
    Kind.CONTROL_CHARACTERS: Sentence(
        "去掉了{n}个控制字符；请看看是否缺了字。",
        "{n} control characters were left out; look whether a word is missing.",
    ),
    Kind.UTF_8_AS_GBK: Sentence(
        "修复了乱码：UTF-8曾被当作GBK读取（{n}处）。",
        "Garbled text was put right: UTF-8 that had been read as GBK (passages: {n}).",
    ),
    Kind.UTF_8_AS_WESTERN: Sentence(
        "修复了乱码：UTF-8曾被当作西文读取（{n}处）。",
        "Garbled text was put right: UTF-8 that had been read as Western text (passages: {n}).",
    ),
    Kind.GB_AS_WESTERN: Sentence(
        "修复了乱码：GB 18030曾被当作西文读取（{n}处）。",
        "Garbled text was put right: GB 18030 that had been read as Western text (passages: {n}).",
    ),
    Kind.GARBLED: Sentence(
        "无法修复的乱码字符（�或锟斤拷）：{n}个。",
        "Characters garbled beyond repair (� or 锟斤拷): {n}.",
    ),
    Kind.NOTES_LEFT_OUT: Sentence(
        "脚注和尾注放在正文之后，不参与分析（{n}行）。",
        "Footnotes and endnotes stand behind the body and are not analysed ({n}).",
    ),
    Kind.INSERTED_DOCUMENT: Sentence(
        "没有读取：插入的其他格式的文件。",
        "Not read: a document of another format that was inserted.",
    ),
    Kind.DIAGRAM: Sentence("没有读取：图示中的文字。", "Not read: the text of a diagram."),
    Kind.END_MISSING: Sentence(
        "文件的结尾缺失，可能因此缺少文字；请重新下载。",
        "The file's end is missing, and text may be missing with it; download it again.",
    ),
    Kind.PAGES_AT_END_MISSING: Sentence(
        "文件的结尾缺失，可能因此缺少页面；请重新下载。",
        "The file's end is missing, and pages may be missing with it; download it again.",
    ),
    Kind.PAGES_MISSING: Sentence(
        "文件中缺少页面：{pages}。",
        "Pages are missing from the file: {pages}.",
    ),
    Kind.RECOGNISED: Sentence(
        "文字由机器识别（OCR），平均置信度{confidence:.0%}；请核对名称和数字。",
        "recognised by machine (OCR), mean confidence {confidence:.0%}; check names and numbers.",
    ),
    Kind.PAGES_RECOGNISED: Sentence(
        "{pages:pages}：文字由机器识别（OCR），平均置信度{confidence:.0%}；请核对名称和数字。",
        "{pages:pages}: recognised by machine (OCR), mean confidence {confidence:.0%}; "
        "check names and numbers.",
    ),
    Kind.PICTURES_NOT_READ: Sentence(
        "{pages:pages}：是没有文字的图片，没有读取。{why}",
        "{pages:pages}: pictures without text, not read. {why}",
    ),
    Kind.PICTURE_FAILED: Sentence(
        "{pages:pages}是图片，没有读取。{detail}",
        "{pages:pages} is a picture and was not read. {detail}",
    ),
    Kind.OCR_OFF: Sentence(
        "要用OCR识别图片，请在analysis.toml中写ocr = true。",
        "Set ocr = true in analysis.toml to have pictures read by OCR.",
    ),
    Kind.OCR_NOT_INSTALLED: Sentence(
        "要识别图片，请安装一次OCR：在本项目中运行pip install --require-hashes -r requirements-ocr.lock，"
        '在别处运行pip install "district-analysis[ocr]"。',
        "To have pictures read, install OCR once: pip install --require-hashes -r "
        'requirements-ocr.lock in this project, or pip install "district-analysis[ocr]" elsewhere.',
    ),
    Kind.PICTURES_TOO_LARGE: Sentence("图片太大，无法用OCR识别。", "Their pictures are too large for OCR."),
    Kind.INVISIBLE_TEXT: Sentence(
        "{pages:pages}：文字取自OCR程序放在图片后面的隐形文字层；请核对名称和数字。",
        "{pages:pages}: the text is the invisible layer that an OCR program put behind the picture; "
        "check names and numbers.",
    ),
    Kind.WATERMARK: Sentence("作为水印去掉：{texts:quoted}。", "Left out as watermark: {texts:quoted}."),
    Kind.WATERMARK_OR_SIDE_NOTE: Sentence(
        "作为水印或页边文字去掉：{texts:quoted}。",
        "Left out as watermark or note at the side: {texts:quoted}.",
    ),
    Kind.UNKNOWN_CHARACTERS: Sentence(
        "有{n:,}个字符在所用字体中无法识别，显示为{sign}。",
        "{n:,} characters are unknown to their fonts, shown as {sign}.",
    ),
    Kind.HIDDEN_FILE: Sentence("隐藏文件，不是计划。", "A hidden file, not a plan."),
    Kind.SYSTEM_FILE: Sentence("系统文件，不是计划。", "A file of the computer's own, not a plan."),
    Kind.LOCK_FILE: Sentence("办公软件留下的锁定文件。", "A lock file that an office program left behind."),
    Kind.UNFINISHED_FILE: Sentence(
        "备份或未完成的下载，不是计划；如果是计划，请改名。",
        "A backup or an unfinished download, not a plan; rename it if it is one.",
    ),
    Kind.FOLDER_FILE: Sentence("关于文件夹的说明，不是计划。", "A file about the folder, not a plan."),
    Kind.TABLE_NOT_AT_TOP: Sentence(
        "{name}只在原始文件夹的最上层读取；请移到那里。",
        "A {name} is read only at the top of the raw folder; move it there.",
    ),
    Kind.FOREIGN_FILE: Sentence(
        "从文件名看，这是{file_type}，不是计划；请把计划另存为Word、PDF或文本文件。",
        "By its name this is {file_type}, not a plan; save the plan as Word, PDF or text.",
    ),
    Kind.NAME_TOO_LONG: Sentence(
        "文件名有{n}个字节，超过{most}个字节就无法用它命名正文；请缩短文件名。",
        "Its name has {n} bytes, and no text can be named after one with more than {most}; "
        "shorten it to have it read.",
    ),
    Kind.NAME_NOT_UTF_8: Sentence(
        "文件名不是有效的UTF-8；请改名后再读取。",
        "Its name is not valid UTF-8; rename it to have it read.",
    ),
    Kind.NAME_IN_GB_18030: Sentence(
        "文件名不是有效的UTF-8（按GB 18030读作{name}）；请改名后再读取。",
        "Its name is not valid UTF-8 (in GB 18030 it reads {name}); rename it to have it read.",
    ),
    Kind.PART_OF_SAVED_PAGE: Sentence(
        "已保存网页{page}的一部分；该网页另行读取。",
        "A part of the saved web page {page}, which is read itself.",
    ),
    Kind.LINK_OUT_OF_FOLDER: Sentence(
        "指向原始文件夹之外的链接；如果需要，请把文件复制到这里。",
        "A link that leads out of the raw folder; copy the file here if it is wanted.",
    ),
    Kind.LINK_TO_NOTHING: Sentence(
        "链接的目标不存在：文件已移动或删除；请删除或修复链接。",
        "A link to nothing: the file was moved or deleted; delete or fix the link.",
    ),
    Kind.LINK_TO_FOLDER: Sentence(
        "指向原始文件夹内某个文件夹的链接；其中的文件另行列出。",
        "A link to a folder of the raw folder, whose files are listed themselves.",
    ),
    Kind.LINK_TO_FILE: Sentence(
        "指向{path}的链接；该文件另行读取。", "A link to {path}, which is read itself."
    ),
    Kind.SAME_BYTES: Sentence(
        "与{path}逐字节相同，是同一个文件。", "The same file as {path}, byte for byte."
    ),
    Kind.NAME_TAKEN: Sentence(
        "它的正文要写到{name}，而这里已有同名文件夹；请给文件或文件夹改名。",
        "Its text would be written to {name}, which is the name of a folder here; "
        "rename the file or the folder.",
    ),
}
# What a sentence on a value or on the headings begins with.
FIELD_NAMES = {
    Field.PLACE: Sentence("地点", "place"),
    Field.YEAR: Sentence("年份", "year"),
    Field.ISSUED: Sentence("成文日期", "issued"),
    Field.ISSUER: Sentence("发文机关", "issuer"),
    Field.NUMBER: Sentence("文号", "number"),
    Field.TITLE: Sentence("标题", "title"),
    Field.GENRE: Sentence("文种", "genre"),
    Field.HEADINGS: Sentence("编号", "headings"),
    Field.SCRIPT: Sentence("字形", "script"),
}
SOURCE_NAMES = {
    Source.MANIFEST: "manifest.csv",
    Source.RED_HEADER: "红头",
    Source.TITLE: "标题",
    Source.INNER_TITLE: "通知中的标题",
    Source.NOTICE_TITLE: "通知标题",
    Source.PAGE_TITLE: "网页标题",
    Source.SUBTITLE: "副标题",
    Source.HEADING: "小标题",
    Source.OPENING: "开头",
    Source.TEXT: "正文",
    Source.BODY: "正文",
    Source.SIGNATURE: "落款",
    Source.DATE_LINE: "日期行",
    Source.IMPRINT: "版记",
    Source.NUMBER_LINE: "文号行",
    Source.ISSUER: "发文机关",
    Source.NUMBER: "文号",
    Source.DATE_OF_ISSUE: "成文日期",
    Source.PAGE_INFORMATION: "网页信息",
    Source.PAGE_DATE: "网页日期",
    Source.PAGE: "网页",
    Source.FOOTER: "页脚",
    Source.FILE_NAME: "文件名",
}
FILE_TYPE_NAMES = {
    FileType.TABLE: "电子表格或数据表",
    FileType.SLIDES: "幻灯片",
    FileType.ARCHIVE: "压缩包",
    FileType.PROGRAM: "程序",
    FileType.CODE: "程序代码或数据",
    FileType.MEDIA: "音频或视频",
    FileType.FONT: "字体",
    FileType.LINK: "链接或邮件",
}
LONGEST_QUOTATION = 200


def write_notice(notice: Notice, language: str) -> str:
    """The sentence of a notice.

    Args:
        notice: what happened.
        language: "zh" or "en".
    """
    values = {name: _Value(value, language) for name, value in notice.values}
    sentence = SENTENCES[notice.kind].of(language).format(**values)
    if language == "en" and sentence.endswith(".."):  # behind a mark such as 3.
        sentence = sentence[:-1]
    name = FIELD_NAMES.get(notice.field)
    if name is None:
        return sentence
    return f"{name.zh}：{sentence}" if language == "zh" else f"{name.en}: {sentence}"


class _Value:
    """A value of a notice, which a sentence formats as its language writes it."""

    __slots__ = ("language", "value")

    def __init__(self, value: Any, language: str) -> None:
        self.value = value
        self.language = language

    def __format__(self, spec: str) -> str:
        if spec == "pages":
            return self._write_pages()
        if spec == "quoted":
            return f"“{self._separator('”', '“').join(self.value)[:LONGEST_QUOTATION]}”"
        if isinstance(self.value, Notice):
            return write_notice(self.value, self.language)
        if isinstance(self.value, tuple):
            return self._separator().join(map(str, self.value))
        if isinstance(self.value, Source) and self.language == "zh":
            return SOURCE_NAMES[self.value]
        if isinstance(self.value, FileType) and self.language == "zh":
            return FILE_TYPE_NAMES[self.value]
        return format(self.value, spec)

    def _separator(self, before: str = "", behind: str = "") -> str:
        return f"{before}、{behind}" if self.language == "zh" else f"{before}, {behind}"

    def _write_pages(self) -> str:
        """Pages as a person counts them: Page 3, or Pages 1, 4–6."""
        spans: list[list[int]] = []
        for page in sorted(self.value):
            if spans and page == spans[-1][1] + 1:
                spans[-1][1] = page
            else:
                spans.append([page, page])
        named = self._separator().join(f"{a}–{b}" if b > a else f"{a}" for a, b in spans)
        if self.language == "zh":
            return f"第{named}页"
        return f"Pages {named}" if len(self.value) > 1 else f"Page {named}"
